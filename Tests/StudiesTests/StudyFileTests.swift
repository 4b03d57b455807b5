import Answers
import Foundation
import GRDB
import Testing
import Tuning

@testable import Studies

@Suite struct StudyFileTests {
    @Test func whatWasToldIsReadBackAsItWas() throws {
        let folder = try Folder()
        let study = try StudyDatabase(folder.file("s.db")).sample(trials: 14)
        try study.enqueue(["lr": .number(0.01), "rule": .none])
        let open = try study.ask(Study.space)
        try open.setConstraint(-1.5, "size")
        try open.setAttribute(.array([.integer(1), .null, .string("Zoë")]), "note")
        try open.report(.nan, step: 0)
        try open.report(-.infinity, step: 5)
        let told = try study.tell(open, .complete([.infinity]))
        #expect(told.configuration["lr"] == .number(0.01))
        let again = try StudyDatabase(folder.file("s.db")).study().trials()
        #expect(again.count == 15)
        #expect(try again.dropLast() == study.trials().dropLast())
        let last = try #require(again.last)
        // NaN is not equal to itself.
        #expect(last.reports.map(\.step) == [0, 5])
        #expect(last.reports[0].value.isNaN && last.reports[1].value == -.infinity)
        #expect(last.values == [.infinity])
        #expect(last.constraints == ["size": -1.5])
        #expect(last.attributes == told.attributes)
        #expect(last.fixed == told.fixed)
        #expect(last.visible == 14)
        #expect(last.started == told.started && last.ended == told.ended)
    }

    @Test func aTrialThatWasToldKeepsItsResult() throws {
        let folder = try Folder()
        let stored = try StudyDatabase(folder.file("s.db")).begin(StudyHeader("s", [.minimize], seed: 1))
        let study = try Study.over(stored)
        let open = try study.ask(Study.space)
        let told = try study.tell(open, .complete([1]))
        let again = #expect(throws: Mistake.self) { try study.tell(open, .complete([2])) }
        #expect(again?.problem == "trial 0 has ended already (complete); it stays as it is")
        var other = told
        other.values = [2]
        let late = #expect(throws: Mistake.self) { try stored.finish(other) }
        #expect(late?.problem == again?.problem)
        // The same result once more is the same result.
        try stored.finish(told)
        #expect(try StudyDatabase(folder.file("s.db")).study().trials().map(\.values) == [[1]])
    }

    @Test func workersThatBeginAFileTogetherShareIt() async throws {
        let folder = try Folder()
        for round in 0..<20 {
            let path = folder.file("together-\(round).db")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 { group.addTask { _ = try StudyDatabase(path).studies() } }
                try await group.waitForAll()
            }
        }
    }

    @Test func aFileAndMemorySuggestTheSame() throws {
        let folder = try Folder()
        let kept = try StudyDatabase(folder.file("s.db")).sample(trials: 20, seed: 11)
        let memory = try Study(sampler: RandomSampler(), seed: 11)
        try memory.optimize(Study.space, trials: 20, objective: Study.objective)
        #expect(try kept.trials().map(\.configuration) == memory.trials().map(\.configuration))
        #expect(try kept.trials().map(\.state) == memory.trials().map(\.state))
        #expect(try kept.trials().map(\.visible) == memory.trials().map(\.visible))
        #expect(try kept.best()?.number == memory.best()?.number)
    }

    @Test func aFileHoldsManyStudiesAndSaysWhich() throws {
        let folder = try Folder()
        let file = try StudyDatabase(folder.file("s.db"))
        #expect(throws: Mistake.self) { try file.study() }
        let one = try file.sample("one", trials: 7)
        _ = try file.sample("two", trials: 3)
        let list = try file.studies()
        #expect(list.map(\.header.name) == ["one", "two"])
        #expect(list[0].counts == ["complete": 5, "pruned": 1, "failed": 1])
        #expect(try list[0].best == one.best()?.value)
        let missing = #expect(throws: Mistake.self) { try file.study("three") }
        #expect(missing?.expected == "one of 'one' or 'two'")
        let taken = #expect(throws: Mistake.self) { try file.begin(StudyHeader("one", [.minimize], seed: 0)) }
        #expect(taken?.suggestion == "load_if_exists=True")
        let turned = #expect(throws: Mistake.self) {
            try file.begin(StudyHeader("one", [.maximize], seed: 0), mayExist: true)
        }
        #expect(turned?.problem.contains("looks for minimize, and maximize was asked for") == true)
        #expect(try file.begin(StudyHeader("one", [.minimize], seed: 99), mayExist: true).header.seed == 3)
        try file.delete("one")
        #expect(try file.studies().map(\.header.name) == ["two"])
        #expect(try file.study().trials().count == 3)
    }

    @Test func theBestOfTheListBreaksNoConstraint() throws {
        let folder = try Folder()
        let file = try StudyDatabase(folder.file("s.db"))
        let study = try file.sample()
        for (number, size) in [1.0, -1, 2].enumerated() {
            let open = try study.ask(Study.space)
            try open.setConstraint(size, "size")
            try study.tell(open, .complete([Double(number)]))
        }
        #expect(try file.studies()[0].best == 1)
        #expect(try study.best()?.value == 1)
    }

    @Test func aSuggestionOfARunningTrialIsSeenByOtherProcesses() throws {
        let folder = try Folder()
        let open = try StudyDatabase(folder.file("s.db")).sample().ask()
        let x = try open.suggest("x", .float(0, 1))
        let seen = try Study.over(StudyDatabase(folder.file("s.db")).study()).history().running
        #expect(seen.map(\.configuration) == [["x": x]])
    }

    // MARK: Files that cannot be used

    /// What is said of the file, which has not been changed.
    private func refusal(_ path: String) throws -> Mistake {
        let before = try? Data(contentsOf: URL(fileURLWithPath: path))
        let mistake = try #require(#expect(throws: Mistake.self) { try StudyDatabase(path) })
        let after = try? Data(contentsOf: URL(fileURLWithPath: path))
        #expect(after == before, "the file was changed")
        return mistake
    }

    @Test func aTruncatedFileIsLeftAsItIs() throws {
        let folder = try Folder()
        let path = folder.file("s.db")
        do { _ = try StudyDatabase(path).sample(trials: 50) }
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        try #require(whole.count > 8192)
        for share in [0.9, 0.5, 0.1] {
            let cut = folder.file("cut-\(share).db")
            try whole.prefix(Int(Double(whole.count) * share)).write(to: URL(fileURLWithPath: cut))
            let mistake = try refusal(cut)
            #expect(mistake.problem.contains("is damaged"), "\(share): \(mistake)")
        }
    }

    @Test func aFileOfSomethingElseIsLeftAsItIs() throws {
        let folder = try Folder()
        let text = folder.file("notes.txt")
        try String(repeating: "no database\n", count: 200).write(toFile: text, atomically: true, encoding: .utf8)
        #expect(try refusal(text).problem.contains("is damaged"))
        let other = folder.file("other.db")
        try DatabaseQueue(path: other).write { try $0.execute(sql: "CREATE TABLE people (name TEXT)") }
        #expect(try refusal(other).problem.contains("holds the table people"))
        #expect(try refusal(folder.path).problem.contains("no ordinary file"))
        #expect(throws: Mistake.self) { try StudyDatabase(folder.file("missing/s.db")) }
        #expect(throws: Mistake.self) { try StudyDatabase(folder.file("missing.db"), mayCreate: false) }
        #expect(!FileManager.default.fileExists(atPath: folder.file("missing.db")))
    }

    @Test func aNewerFileIsLeftAsItIs() throws {
        let folder = try Folder()
        let path = folder.file("s.db")
        do { _ = try StudyDatabase(path).sample(trials: 2) }
        try DatabaseQueue(path: path).inDatabase { try $0.execute(sql: "PRAGMA user_version = 2") }
        #expect(try refusal(path).problem.contains("written by a newer descent: its version is 2"))
    }

    @Test func aStorageOfOptunasIsNamedAsSuch() throws {
        let folder = try Folder()
        let file = try StudyDatabase(folder.file("s.db"))
        _ = try file.sample(trials: 2)
        try OptunaStorage.write([file.study().copy()], to: folder.file("optuna.db"))
        let mistake = try refusal(folder.file("optuna.db"))
        #expect(mistake.problem.contains("storage of Optuna's"))
        #expect(mistake.suggestion?.contains("descent study import") == true)
    }

    @Test func aCopyOfTheFileAloneHoldsTheWholeSearch() throws {
        let folder = try Folder()
        let study = try StudyDatabase(folder.file("s.db")).sample(trials: 30)
        // The log beside it, which only the last who closes the file takes away, is left behind.
        try FileManager.default.copyItem(atPath: folder.file("s.db"), toPath: folder.file("copy.db"))
        #expect(try StudyDatabase(folder.file("copy.db")).study().trials().count == 30)
        #expect(try study.trials().count == 30)
    }

    @Test func aFullDiskLosesNothingAndTheStudyGoesOnAfterwards() throws {
        let folder = try Folder()
        let path = folder.file("s.db")
        let file = try StudyFile(path)
        let study = try StudyDatabase(file).sample(trials: 5)
        let pages = try file.pool.writeWithoutTransaction { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages)")
            return pages
        }
        let mistake = #expect(throws: Mistake.self) {
            try study.optimize(Study.space, trials: 2000, objective: Study.objective)
        }
        #expect(mistake?.problem.contains("the disk is full") == true, "\(String(describing: mistake))")
        let kept = try StudyDatabase(path).study().trials()
        #expect(kept.count { $0.state.isFinished } >= 5)
        try file.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = \(pages + 10_000)") }
        try study.optimize(Study.space, trials: 5, objective: Study.objective)
        let after = try study.trials()
        #expect(Array(after.prefix(5)) == Array(kept.prefix(5)))
        #expect(after.count { $0.state.isFinished } >= 10)
    }

    @Test func aLockedFileIsWaitedForAndThenNamed() throws {
        let folder = try Folder()
        let path = folder.file("s.db")
        let study = try StudyDatabase(StudyFile(path, patience: 0.2)).sample(trials: 2)
        var configuration = GRDB.Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: path, configuration: configuration)
        try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let mistake = #expect(throws: Mistake.self) { try study.ask(Study.space) }
        #expect(mistake?.problem.contains("is locked") == true, "\(String(describing: mistake))")
        // Reading goes on while another program writes.
        #expect(try study.trials().count == 2)
        try other.inDatabase { try $0.execute(sql: "ROLLBACK") }
        try study.optimize(Study.space, trials: 1, objective: Study.objective)
        #expect(try study.trials().count == 3)
    }
}
