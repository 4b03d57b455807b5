import Answers
import Foundation
import GRDB
import Testing
import Tuning

@testable import Studies

/// What is left when a process ends without a word.
@Suite(.serialized) struct SurvivalTests {
    @Test func noFinishedTrialIsLostThoughTheWriterIsKilledTwentyFiveTimes() throws {
        let folder = try Folder()
        let file = folder.file("killed.db")
        var told: [Int: String] = [:]
        for round in 0..<25 {
            let output = folder.file("said-\(round)")
            let process = try writer([file, "killed", "100000"], output: output)
            // Some die while the file is made or opened, some after many trials.
            usleep(UInt32.random(in: 5_000...150_000))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            #expect(process.terminationReason == .uncaughtSignal, "round \(round)")
            for line in try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n") {
                let parts = line.split(separator: " ")
                let number = try #require(Int(parts[0]))
                #expect(told[number] == nil, "trial \(number) was told twice")
                told[number] = String(parts[1])
            }
        }
        let trials = try StudyDatabase(file).study().trials()
        #expect(told.count > 25, "the writer came to nothing")
        for (number, state) in told {
            let trial = try #require(trials.indices.contains(number) ? trials[number] : nil, "trial \(number) is lost")
            #expect(trial.number == number)
            #expect(trial.state.word == state)
            #expect(trial.reports.count == 3)
            #expect(trial.configuration.names == ["x", "n", "rule"])
            if state == "complete" {
                let x = try #require(trial.configuration["x"]?.number)
                #expect(trial.values == [x * x])
            }
        }
        // What was begun and not told is begun anew under its own number.
        let unfinished = trials.filter { !$0.state.isFinished }
        #expect(unfinished.count <= 1, "\(unfinished.map(\.number))")
        let claimed = try StudyDatabase(file).study().claim(started: nil, after: 0).trial
        #expect(claimed.number == unfinished.first?.number ?? trials.count)
    }

    @Test func aFileWhoseMakerWasKilledHalfWayIsMadeAnew() throws {
        let folder = try Folder()
        let (made, left) = (folder.file("made.db"), folder.file("left.db"))
        try DatabaseQueue(path: made).inDatabase { db in
            // So little room that pages go to the disk, and what is to be taken back to the journal, before the end.
            try db.execute(sql: "PRAGMA cache_size = 2; BEGIN IMMEDIATE; CREATE TABLE t(x)")
            for _ in 0..<200 { try db.execute(sql: "INSERT INTO t VALUES(randomblob(3000))") }
            for end in ["", "-journal"] { try FileManager.default.copyItem(atPath: made + end, toPath: left + end) }
            try db.execute(sql: "ROLLBACK")
        }
        #expect(!OptunaStorage.isOne(left))
        let study = try StudyDatabase(left).begin(StudyHeader("s", [.minimize], seed: 7))
        #expect(try study.trials().isEmpty)
        #expect(try StudyDatabase(left).studies().map(\.header.name) == ["s"])
    }

    @Test func aStudyThatWasKilledGoesOnWithTheSuggestionsOfOneThatWasNot() throws {
        let folder = try Folder()
        let process = try writer([folder.file("cut.db"), "s", "12", "0.02"], output: folder.file("said"))
        usleep(150_000)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        var known: [[Tuning.Configuration]] = []
        for name in ["cut.db", "whole.db"] {
            let study = try StudyDatabase(folder.file(name)).begin(
                StudyHeader("s", [.minimize], seed: 7), mayExist: true)
            let rest = 12 - (try study.trials().count { $0.state.isFinished })
            let more = try writer([folder.file(name), "s", "\(rest)"], output: folder.file("more"))
            more.waitUntilExit()
            try #require(more.terminationStatus == 0)
            known.append(try study.trials().map(\.configuration))
        }
        #expect(known[0].count == 12)
        #expect(known[0] == known[1])
    }

    @Test func twoProcessesGiveEachNumberOnce() throws {
        let folder = try Folder()
        let file = folder.file("shared.db")
        let outputs = [folder.file("a"), folder.file("b")]
        let processes = try outputs.map { try writer([file, "shared", "60", "0.002"], output: $0) }
        for process in processes {
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
        }
        let numbers = try outputs.map { output in
            try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n").compactMap {
                Int($0.split(separator: " ")[0])
            }
        }
        #expect(numbers.map(\.count) == [60, 60])
        #expect((numbers[0] + numbers[1]).sorted() == Array(0..<120))
        let trials = try StudyDatabase(file).study().trials()
        #expect(trials.map(\.number) == Array(0..<120))
        #expect(trials.allSatisfy { $0.state.isFinished && $0.reports.count == 3 })
        // Each saw what the other had finished.
        #expect(trials.map(\.visible).max() ?? 0 > 60)
        #expect(trials.allSatisfy { $0.visible < 120 })
    }

    @Test func aDiskThatTakesNoMoreLosesNothing() throws {
        let folder = try Folder()
        let (file, said) = (folder.file("full.db"), folder.file("said"))
        // No file may grow beyond 512 blocks: writing fails in the middle, as on a full disk.
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = [
            "-c", "trap '' XFSZ; ulimit -f 512; exec \"$0\" \"$@\"", try beside("study-writer"), file, "full", "100000",
        ]
        let errors = Pipe()
        try Data().write(to: URL(fileURLWithPath: said))
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: said))
        process.standardError = errors
        try process.run()
        let message = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 1)
        #expect(message.contains("disk"), "\(message)")
        let told = try String(contentsOfFile: said, encoding: .utf8).split(separator: "\n").compactMap {
            Int($0.split(separator: " ")[0])
        }
        #expect(told.count > 3)
        let study = try StudyDatabase(file).study()
        let finished = try study.trials().filter(\.state.isFinished).map(\.number)
        #expect(finished == told)
        // With room again it goes on.
        let more = try writer([file, "full", "5"], output: folder.file("more"))
        more.waitUntilExit()
        #expect(more.terminationStatus == 0)
        #expect(try study.trials().count { $0.state.isFinished } == told.count + 5)
    }

    @Test func aTrialOfASilentProcessIsTakenOverAndItsLateResultRefused() throws {
        let folder = try Folder()
        let file = try StudyDatabase(folder.file("late.db"))
        let study = try file.begin(StudyHeader("late", [.minimize], seed: 1))
        var slow = try study.claim(started: 1, after: 0).trial
        try forgetLeases(file)
        let other = try StudyDatabase(folder.file("late.db")).study()
        var second = try other.claim(started: 2, after: 0).trial
        #expect(second.number == slow.number)
        slow.state = .complete
        slow.values = [1]
        let refusal = #expect(throws: Mistake.self) { try study.finish(slow) }
        #expect(refusal?.problem.contains("no longer this process's") == true)
        second.state = .complete
        second.values = [2]
        try other.finish(second)
        // Telling twice is telling once.
        try other.finish(second)
        let trials = try study.trials()
        #expect(trials.count == 1)
        #expect(trials[0].values == [2])
        #expect(try study.changes(after: 0).finished.count == 1)
        #expect(try study.changes(after: 1).finished.isEmpty)
    }

    @Test func aReportOfWhoLostItsTrialDoesNotGoIntoTheNewAttempt() throws {
        let folder = try Folder()
        let file = try StudyDatabase(folder.file("late.db"))
        let slow = try Study.over(file.begin(StudyHeader("late", [.minimize], seed: 1)))
        let lost = try slow.ask(Study.space)
        try lost.report(1, step: 0)
        try forgetLeases(file)
        let other = try Study.over(try StudyDatabase(folder.file("late.db")).study())
        let taken = try other.ask(Study.space)
        #expect(taken.number == lost.number && taken.configuration == lost.configuration)
        let mistake = #expect(throws: Mistake.self) { try lost.report(2, step: 1) }
        #expect(mistake?.problem.contains("no longer this process's") == true)
        try taken.report(3, step: 1)
        try other.tell(taken, .complete([4]))
        #expect(try slow.trials().map(\.reports) == [[Trial.Report(step: 1, value: 3)]])
    }

    @Test func aProcessOfThisMachineKeepsItsTrialHoweverSlowItIs() throws {
        let folder = try Folder()
        let file = try StudyDatabase(folder.file("slow.db"))
        let study = try file.begin(StudyHeader("slow", [.minimize], seed: 1))
        var slow = try study.claim(started: 1, after: 0).trial
        _ = try file.write("the test ran", .process) { try $0.change("UPDATE trials SET lease = 1", []) }
        #expect(try file.study().claim(started: 2, after: 0).trial.number == 1)
        (slow.state, slow.values) = (.complete, [1])
        try study.finish(slow)
        #expect(try study.trials().map(\.state) == [.complete, .running])
    }

    @Test func aStoppedStudyGoesOnAsThoughItHadNotBeenStopped() throws {
        let folder = try Folder()
        func sampler() throws -> any Sampler { try TPESampler(startup: 4) }
        func open(_ name: String) throws -> Study {
            let stored = try StudyDatabase(folder.file("stopped.db")).begin(
                StudyHeader(name, [.minimize], seed: 5), mayExist: true)
            return try Study(name, sampler: sampler(), seed: 5, store: stored)
        }
        try open("whole").optimize(Study.space, trials: 14, objective: Study.objective)
        for stopAt in [4, 8] {
            #expect(throws: Stopped.self) {
                try open("cut").optimize(Study.space, trials: 5) { trial in
                    let values = try Study.objective(trial)
                    if trial.number == stopAt { throw Stopped() }
                    return values
                }
            }
        }
        let cut = try open("cut")
        #expect(try cut.trials().count == 8, "the trial that was stopped is none")
        try cut.optimize(Study.space, trials: 6, objective: Study.objective)
        let whole = try open("whole").trials()
        #expect(try cut.trials().map(\.configuration) == whole.map(\.configuration))
        #expect(try cut.trials().map(\.state) == whole.map(\.state))
        #expect(try cut.trials().map(\.reports) == whole.map(\.reports))
    }

    @Test func whatWasEnqueuedWaitsAgainWithItsNotesAfterAStop() throws {
        let folder = try Folder()
        let study = try StudyDatabase(folder.file("s.db")).sample()
        try study.enqueue(["width": .integer(16)], attributes: ["why": .string("guess")])
        for _ in 0..<4 {
            // Being stopped is no attempt that came to nothing.
            let open = try study.ask(Study.space)
            #expect(open.number == 0 && open.configuration["width"] == .integer(16))
            #expect(open.record.attributes == ["why": .string("guess")])
            try study.release(open)
        }
        #expect(try study.trials().map(\.state) == [.waiting])
    }

    @Test func aTrialThatEndsItsProcessThreeTimesHasFailed() throws {
        let folder = try Folder()
        let file = try StudyDatabase(folder.file("deadly.db"))
        let study = try file.begin(StudyHeader("deadly", [.minimize], seed: 1))
        for attempt in 0..<3 {
            #expect(try study.claim(started: nil, after: 0).trial.number == 0, "attempt \(attempt)")
            try forgetLeases(file)
        }
        #expect(try study.claim(started: nil, after: 0).trial.number == 1)
        #expect(try study.trials()[0].state == .failed("its process ended 3 times without a result"))
    }

    @Test func aTrialThatNobodyHoldsAnyMoreIsFreeAtOnce() throws {
        let folder = try Folder()
        let file = try StudyDatabase(folder.file("left.db"))
        _ = try file.begin(StudyHeader("left", [.minimize], seed: 1)).claim(started: nil, after: 0).trial
        #expect(try file.study().claim(started: nil, after: 0).trial.number == 0)
    }

    /// As though the worker were on another machine, and a minute had passed without a sign of life.
    private func forgetLeases(_ file: StudyDatabase) throws {
        _ = try file.write("the test ran", .process) {
            try $0.change("UPDATE trials SET lease = 1, worker = 'elsewhere 1 1'", [])
        }
    }
}
