import Answers
import Foundation
import GRDB
import Testing
import Tuning

@testable import Studies

@Suite struct ExchangeTests {
    /// Two studies with everything that a trial can have.
    private func samples(_ folder: Folder) throws -> [StudyCopy] {
        let file = try StudyDatabase(folder.file("s.db"))
        let study = try file.sample("one", trials: 10)
        try study.enqueue(["lr": .number(0.01)])
        let open = try study.ask(Study.space)
        try open.setConstraint(2, "size")
        try open.setAttribute(.members(["k": .array([.integer(1)])]), "note")
        try open.report(-.infinity, step: 2)
        try study.tell(open, .complete([-.infinity]))
        try study.enqueue(["width": .integer(16)])
        let header = StudyHeader(
            "two", [.minimize, .maximize], seed: .max, settings: ["sampler": .string("RandomSampler()")],
            attributes: ["dataset": .string("moons")])
        try Study.over(file.begin(header)).optimize(trials: 4) { trial in
            guard case .number(let x) = try trial.suggest("x", .float(0, 1)) else { return [] }
            return [x, Double(trial.number)]
        }
        return try [file.study("one").copy(), file.study("two").copy()]
    }

    /// Times are kept to the microsecond.
    private func expectSame(_ found: [StudyCopy], _ expected: [StudyCopy]) throws {
        try #require(found.count == expected.count)
        for (a, b) in zip(found, expected) {
            #expect(a.header.name == b.header.name)
            #expect(a.header.directions == b.header.directions)
            #expect(a.header.seed == b.header.seed)
            #expect(a.header.settings == b.header.settings)
            #expect(a.header.attributes == b.header.attributes)
            #expect(a.order == b.order)
            try #require(a.trials.count == b.trials.count)
            for (var mine, theirs) in zip(a.trials, b.trials) {
                #expect(abs((mine.started ?? 0) - (theirs.started ?? 0)) < 1e-6)
                #expect(abs((mine.ended ?? 0) - (theirs.ended ?? 0)) < 1e-6)
                (mine.started, mine.ended) = (theirs.started, theirs.ended)
                #expect(mine == theirs)
            }
        }
    }

    @Test func aStudyComesBackFromOptunasStorageAsItWas() throws {
        let folder = try Folder()
        let copies = try samples(folder)
        try OptunaStorage.write(copies, to: folder.file("o.db"))
        #expect(OptunaStorage.isOne(folder.file("o.db")))
        try expectSame(try OptunaStorage.read(folder.file("o.db")), copies)
    }

    @Test func aStudyComesBackFromOptunasJournalAsItWas() throws {
        let folder = try Folder()
        let copies = try samples(folder)
        try OptunaJournal.write(copies, to: folder.file("o.log"))
        #expect(OptunaJournal.isOne(folder.file("o.log")))
        #expect(!OptunaStorage.isOne(folder.file("o.log")))
        try expectSame(try OptunaJournal.read(folder.file("o.log")), copies)
    }

    @Test func aStudyThatIsTakenInGoesOnWhereItStood() throws {
        let folder = try Folder()
        let copies = try samples(folder)
        let file = try StudyDatabase(folder.file("new.db"))
        let stored = try #require(try file.take([copies[0]], as: "renamed").first)
        #expect(try stored.copy().trials == copies[0].trials)
        let study = try Study.over(try file.study("renamed"))
        // The waiting trial comes first, then new numbers.
        let waiting = try study.ask(Study.space)
        #expect(waiting.configuration["width"] == .integer(16))
        try study.tell(waiting, .complete([1]))
        try study.optimize(Study.space, trials: 2, objective: Study.objective)
        #expect(try study.trials().map(\.number) == Array(0..<14))
        #expect(throws: Mistake.self) { try file.take([copies[0]], as: "renamed") }
        #expect(try file.studies().count == 1)
    }

    @Test func trialsThatOptunaLetsPassAreTakenInWithoutHarm() throws {
        let folder = try Folder()
        let path = folder.file("o.db")
        let header = StudyHeader("two", [.minimize, .maximize], seed: 1)
        let study = try Study.over(StudyDatabase(folder.file("s.db")).begin(header))
        try study.optimize(trials: 6) { trial in
            [try trial.suggest("x", .float(0, 1)).number ?? 0, try trial.suggest("k", .int(1, 4)).number ?? 0]
        }
        try OptunaStorage.write([StudyDatabase(folder.file("s.db")).study().copy()], to: path)
        // Missing, NULL, additional; and a value outside of its range, which enqueue_trial allows.
        try DatabaseQueue(path: path).inDatabase { db in
            try db.execute(sql: "DELETE FROM trial_values WHERE trial_id = 1 AND objective = 1")
            try db.execute(sql: "UPDATE trial_values SET value = NULL WHERE trial_id = 2 AND objective = 0")
            try db.execute(
                sql: "INSERT INTO trial_values (trial_id, objective, value, value_type) VALUES (3, 2, 7, 'FINITE')")
            try db.execute(sql: "UPDATE trial_params SET param_value = 5 WHERE trial_id = 4 AND param_name = 'x'")
        }
        let file = try StudyDatabase(folder.file("new.db"))
        try file.take(OptunaStorage.read(path))
        let taken = try Study(
            "two", directions: header.directions, sampler: TPESampler(startup: 2), store: file.study())
        #expect(
            try taken.trials().map(\.state) == [
                .failed("1 value for 2 objectives"), .failed("the value is nan"), .failed("3 values for 2 objectives"),
                .complete, .complete, .complete,
            ])
        #expect(try taken.trials()[3].configuration["x"] == .number(5))
        #expect(try taken.hypervolume(reference: [10, 0]) > 0)
        #expect(!taken.table(width: 80).isEmpty)
        try taken.optimize(trials: 4, isFatal: { _ in true }) { trial in
            [try trial.suggest("x", .float(0, 1)).number ?? 0, try trial.suggest("k", .int(1, 4)).number ?? 0]
        }
        #expect(try taken.trials().count { $0.state == .complete } == 7)
    }

    @Test(arguments: ["param_value = 7", "param_value = NULL", "distribution_json = '{\"name\": \"Else\"}'"])
    func aStoredParameterThatIsNoneIsNamed(_ change: String) throws {
        let folder = try Folder()
        let study = try StudyDatabase(folder.file("s.db")).sample(trials: 2)
        #expect(try study.trials().count == 2)
        try OptunaStorage.write([StudyDatabase(folder.file("s.db")).study().copy()], to: folder.file("o.db"))
        try DatabaseQueue(path: folder.file("o.db")).inDatabase { db in
            try db.execute(sql: "UPDATE trial_params SET \(change) WHERE param_name = 'rule'")
        }
        #expect(throws: Mistake.self) { try OptunaStorage.read(folder.file("o.db")) }
    }

    @Test func optunasOwnEventsAreUnderstood() throws {
        let folder = try Folder()
        let path = folder.file("j.log")
        let float =
            #"{\"name\": \"FloatDistribution\", \"attributes\": "#
            + #"{\"step\": null, \"low\": 0.0, \"high\": 1.0, \"log\": false}}"#
        let lines = [
            #"{"op_code":0,"worker_id":"w","study_name":"a","directions":[2]}"#,
            #"{"op_code":0,"worker_id":"w","study_name":"gone","directions":[1]}"#,
            #"{"op_code":1,"worker_id":"w","study_id":1}"#,
            #"{"op_code":2,"worker_id":"w","study_id":0,"user_attr":{"who":"me"}}"#,
            #"{"op_code":4,"worker_id":"w","study_id":0,"datetime_start":"2026-11-20T22:10:22.812273+00:00"}"#,
            #"{"op_code":5,"worker_id":"w","trial_id":0,"param_name":"x","param_value_internal":0.25,"#
                + #""distribution":""# + float + #""}"#,
            #"{"op_code":7,"worker_id":"w","trial_id":0,"step":1,"intermediate_value":NaN}"#,
            #"{"op_code":6,"worker_id":"w","trial_id":0,"state":1,"values":[0.5],"#
                + #""datetime_complete":"2026-11-20T23:10:23+01:00"}"#,
            #"{"op_code":6,"worker_id":"w","trial_id":0,"state":3,"values":null}"#,
            #"{"op_code":4,"worker_id":"w","study_id":0,"datetime_start":"2026-11-20T22:10:22+00:00"}"#,
            #"{"op_code":9,"worker_id":"w","trial_id":1,"system_attr":{"grid_id":3}}"#,
        ]
        let text = lines.joined(separator: "\n") + "\n" + #"{"op_code":4,"work"#
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        let copies = try OptunaJournal.read(path)
        #expect(copies.map(\.header.name) == ["a"])
        #expect(copies[0].header.directions == [.maximize])
        #expect(copies[0].header.attributes == ["who": .string("me")])
        let trials = copies[0].trials
        #expect(trials.count == 2)
        #expect(trials[0].state == .complete && trials[0].values == [0.5])
        #expect(trials[0].configuration["x"] == .number(0.25))
        #expect(trials[0].reports.count == 1)
        #expect(abs((trials[0].duration ?? 0) - 0.187727) < 1e-6)
        // What ran when the journal was copied is asked for again.
        #expect(trials[1].state == .waiting)
        #expect(trials[1].attributes == ["optuna:grid_id": .integer(3)])
    }

    @Test(arguments: ["{\"op_code\":99}", "{\"op_code\":4,\"study_id\":7}", "no json", "{\"op_code\":0}"])
    func aLineThatIsNoEventIsNamed(_ line: String) throws {
        let folder = try Folder()
        try (line + "\n").write(toFile: folder.file("j.log"), atomically: true, encoding: .utf8)
        let mistake = #expect(throws: Mistake.self) { try OptunaJournal.read(folder.file("j.log")) }
        #expect(mistake?.problem.contains("line 1 of") == true)
    }

    @Test func anExportReplacesNothing() throws {
        let folder = try Folder()
        let copies = try samples(folder)
        let writers: [(String, (String) throws -> Void)] = [
            ("o.db", { try OptunaStorage.write(copies, to: $0) }),
            ("o.log", { try OptunaJournal.write(copies, to: $0) }),
        ]
        for (name, write) in writers {
            try "mine".write(toFile: folder.file(name), atomically: true, encoding: .utf8)
            #expect(throws: Mistake.self) { try write(folder.file(name)) }
            #expect(try String(contentsOfFile: folder.file(name), encoding: .utf8) == "mine")
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(files.filter { $0.contains(".part") }.isEmpty)
    }

    @Test(arguments: [
        (0.0, "1970-01-01 00:00:00.000000"), (1_795_212_622.812273, "2026-11-20 22:10:22.812273"),
        (951_827_696.5, "2000-02-29 12:34:56.500000"), (1e9 - 1e-7, "2001-09-09 01:46:40.000000"),
    ])
    func timesAreTextInUTC(_ seconds: Double, _ text: String) {
        #expect(Moment.text(seconds) == text)
        #expect(abs((Moment.seconds(text) ?? .nan) - seconds) < 1e-6)
        #expect(Moment.seconds(text.replacing(" ", with: "T") + "+00:00") == Moment.seconds(text))
        #expect(Moment.seconds("not a time") == nil)
    }
}
