import Answers
import Foundation
import Testing
import Tuning

@testable import Studies

@Suite(
    "Studies on PostgreSQL", .enabled(if: PostgresCluster.programs != nil, "apt-get install postgresql"), .serialized,
    OnPostgres())
struct PostgresTests {
    private func cluster() throws -> PostgresCluster { try #require(PostgresCluster.current) }

    /// Each number once, and places without a gap.
    private func expectWhole(_ cluster: PostgresCluster, _ database: String, finished: Int) throws {
        let found = try cluster.psql(
            """
            SELECT count(*), count(DISTINCT number), max(number), count(place), count(DISTINCT place), max(place),
            (SELECT max(finished) FROM descent.studies) FROM descent.trials
            """, on: database)
        let numbers = found.split(separator: "|").compactMap { Int($0) }
        try #require(numbers.count == 7, "\(found)")
        #expect(numbers[0] == numbers[1] && numbers[2] == numbers[0] - 1, "numbers: \(found)")
        #expect(Array(numbers[3...]) == [finished, finished, finished, finished], "places: \(found)")
    }

    @Test("A server and memory suggest the same, and what was told is read back as it was")
    func same() throws {
        let address = try cluster().database("same")
        let kept = try StudyDatabase(address).sample(trials: 14, seed: 11)
        let memory = try Study(sampler: RandomSampler(), seed: 11)
        try memory.optimize(Study.space, trials: 14, objective: Study.objective)
        #expect(try kept.trials().map(\.configuration) == memory.trials().map(\.configuration))
        #expect(try kept.trials().map(\.state) == memory.trials().map(\.state))
        #expect(try kept.trials().map(\.visible) == memory.trials().map(\.visible))
        #expect(try kept.trials().map(\.reports) == memory.trials().map(\.reports))
        try kept.enqueue(["lr": .number(0.01), "rule": .none], attributes: ["why": .string("a guess\0 of Zoë's")])
        let open = try kept.ask(Study.space)
        try open.setConstraint(-1.5, "size")
        try open.report(.nan, step: 0)
        try open.report(-.infinity, step: 5)
        let told = try kept.tell(open, .complete([.infinity]))
        let last = try #require(try StudyDatabase(address).study().trials().last)
        #expect(last.reports[0].value.isNaN && last.reports[1].value == -.infinity)
        #expect(last.values == [.infinity] && last.constraints == ["size": -1.5])
        #expect(last.fixed == told.fixed && last.attributes == told.attributes)
        #expect(last.visible == 14 && last.started == told.started && last.ended == told.ended)
        // The same once more is the same; something else is refused.
        let stored = try #require(kept.store as? StoredStudy)
        try stored.finish(told)
        var other = told
        other.values = [2]
        let late = #expect(throws: Mistake.self) { try stored.finish(other) }
        #expect(late?.problem == "trial 14 has ended already (complete); it stays as it is")
        try expectWhole(cluster(), "same", finished: 15)
    }

    @Test("A study moves from a file to a server and back as it is, and goes on there")
    func moves() throws {
        let folder = try Folder()
        let file = try StudyDatabase(folder.file("s.db"))
        let study = try file.sample("lr", trials: 8)
        try study.enqueue(["lr": .number(0.01)])
        let running = try study.ask(Study.space)
        #expect(running.number == 8)
        let database = try StudyDatabase(try cluster().database("moves"))
        let copy = try file.study("lr").copy().begunAnew
        let taken = try database.take([copy])
        #expect(try taken[0].copy() == copy)
        var summary = try #require(try file.studies().first)
        (summary.counts["running"], summary.counts["waiting"]) = (nil, 1)
        #expect(try database.studies() == [summary])
        #expect(throws: Mistake.self) { try database.take([copy]) }
        try Study.over(taken[0]).optimize(Study.space, trials: 3, objective: Study.objective)
        let back = try StudyDatabase(folder.file("back.db")).take([taken[0].copy()])
        #expect(try back[0].copy() == taken[0].copy())
        #expect(try back[0].trials().map(\.number) == Array(0..<11))
        #expect(try back[0].trials()[8].configuration["lr"] == .number(0.01))
        try database.delete("lr")
        #expect(try database.studies().isEmpty)
        #expect(throws: Mistake.self) { try taken[0].claim(started: nil, after: 0).trial }
    }

    @Test("Processes give each number once, though they are killed and the server breaks down in between")
    func killed() throws {
        let (cluster, folder) = (try cluster(), try Folder())
        let address = try cluster.database("killed")
        var told: Set<Int> = []
        var processes: [(Process, String)] = []
        func start(_ count: Int) throws {
            let output = folder.file("said-\(processes.count)")
            processes.append((try writer([address, "s", "\(count)", "0.002"], output: output), output))
            // It is at work once it has said something.
            while try String(contentsOfFile: output, encoding: .utf8).isEmpty, processes.last?.0.isRunning == true {
                usleep(5_000)
            }
        }
        for _ in 0..<3 { try start(60) }
        kill(processes[0].0.processIdentifier, SIGKILL)
        try start(60)
        try cluster.stop(isGentle: false)
        try cluster.start()
        for (place, (process, output)) in processes.enumerated() {
            process.waitUntilExit()
            if place > 0 { #expect(process.terminationStatus == 0) }
            for line in try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n") {
                let number = try #require(Int(line.split(separator: " ")[0]))
                #expect(told.insert(number).inserted, "trial \(number) was told twice")
            }
        }
        // What the killed one had begun is begun anew by the next who asks.
        let study = try Study.over(StudyDatabase(address).study())
        while try study.trials().contains(where: { !$0.state.isFinished }) {
            let open = try study.ask()
            try study.tell(open, .complete([0]))
        }
        let trials = try study.trials()
        #expect(told.isSubset(of: trials.map(\.number)) && told.count >= 180)
        try expectWhole(cluster, "killed", finished: trials.count)
    }

    @Test("An answer that is lost is asked for: wherever the line is cut, nothing is lost and nothing happens twice")
    func cut() throws {
        let cluster = try cluster()
        _ = try cluster.database("cut")
        let proxy = try CuttingProxy(to: cluster.port)
        defer { proxy.close() }
        let database = try StudyDatabase(cluster.address("cut", port: proxy.port))
        let stored = try database.begin(StudyHeader("s", [.minimize], seed: 1))
        let study = try Study.over(stored)
        var finished = 0
        for count in 0..<12 {
            proxy.cut(after: count)
            try study.optimize(Study.space, trials: 2) { [Double($0.number)] }
            finished += 2
            #expect(try study.trials().count == finished, "cut after \(count)")
        }
        for count in 0..<3 {
            proxy.cut(after: count)
            _ = try stored.add(Trial(number: 0, state: .failed("made elsewhere")))
            finished += 1
        }
        proxy.cut(after: 1)
        _ = try database.begin(StudyHeader("other", [.minimize], seed: 1))
        #expect(try database.studies().map(\.trials) == [finished, 0])
        try expectWhole(cluster, "cut", finished: finished)
    }

    @Test("What a server that broke down has lost is begun again by whom it belonged to")
    func forgotten() throws {
        let cluster = try cluster()
        let database = try StudyDatabase(try cluster.database("forgotten"))
        let study = try Study.over(database.begin(StudyHeader("s", [.minimize], seed: 1)))
        let open = try (0..<3).map { _ in try study.ask(Study.space) }
        try open[2].report(1, step: 0)
        try cluster.psql("DELETE FROM descent.trials", on: "forgotten")
        try study.tell(open[2], .complete([2]))
        #expect(try study.trials().map(\.state) == [.waiting, .waiting, .complete])
        #expect(try study.trials()[2].reports.count == 1)
        try study.tell(open[0], .complete([0]))
        // Number 1 is another's by now: what comes of it here is let go, and the search goes on.
        func elsewhere(_ lease: String) throws {
            try cluster.psql(
                "UPDATE descent.trials SET state = 'running', worker = 'elsewhere 1 1', lease = \(lease) WHERE place IS NULL",
                on: "forgotten")
        }
        try elsewhere("1e12")
        let late = #expect(throws: Mistake.self) { try study.tell(open[1], .complete([1])) }
        #expect(late?.exception == Trial.takenOver)
        try elsewhere("1")
        let other = try Study.over(StudyDatabase(cluster.socketAddress("forgotten")).study())
        let taken = try other.ask(Study.space)
        #expect(taken.number == 1)
        try other.tell(taken, .complete([1]))
        var turns = 0
        try study.optimize(Study.space, trials: 1) { trial in
            turns += 1
            if turns == 1 {
                try elsewhere("1")
                try other.tell(other.ask(Study.space), .complete([5]))
            }
            return [Double(turns)]
        }
        #expect(turns == 2)
        #expect(try study.trials().map(\.values) == [[0], [1], [2], [5], [2]])
        try expectWhole(cluster, "forgotten", finished: 5)
    }

    @Test("Waiting for a server that is gone ends with a wish to stop")
    func stopped() throws {
        let cluster = try cluster()
        let work = Work()
        let study = try Study.over(
            StudyDatabase(try cluster.database("stopped"), work: work).begin(StudyHeader("s", [.minimize], seed: 1)))
        let open = try study.ask(Study.space)
        try cluster.stop()
        let thread = Thread {
            usleep(300_000)
            work.cancel()
        }
        thread.start()
        #expect(throws: Stopped.self) { try study.tell(open, .complete([1])) }
        try cluster.start()
        work.reset()
        try study.tell(open, .complete([1]))
        #expect(try study.trials().map(\.values) == [[1]])
    }

    // MARK: Databases that refuse

    private func refusal(_ address: String, mayCreate: Bool = true) throws -> Mistake {
        let mistake = try #require(#expect(throws: Mistake.self) { try StudyDatabase(address, mayCreate: mayCreate) })
        let text = [mistake.problem, mistake.expected, mistake.suggestion].compactMap(\.self).joined(separator: " ")
        #expect(!text.contains("se%25cret") && !text.contains("se%cret") && !text.contains("wrong"), "\(text)")
        #expect(!text.contains("\n\t"))
        return mistake
    }

    @Test("Whoever is not let in is told why, and the password is not shown")
    func refused() throws {
        let cluster = try cluster()
        _ = try cluster.database("refused")
        let wrong = try refusal(cluster.address("refused", password: "wrong-one"))
        #expect(wrong.problem.contains("password authentication failed") && wrong.problem.contains(":***@"))
        #expect(try refusal(cluster.address("nowhere")).expected == "a database that is there")
        let free = try Loopback.listen()
        close(free.descriptor)
        #expect(try refusal(cluster.address("refused", port: free.port)).expected == "a server that answers there")
        #expect(try refusal(cluster.address("refused") + "?sslmode=require").expected?.contains("TLS") == true)
        #expect(try refusal(cluster.address("refused", password: "se@wrong")).expected?.contains("%40") == true)
        #expect(try refusal("postgresql://h:port/d").expected == "an address that can be read")
        #expect(try refusal(cluster.address("refused"), mayCreate: false).problem.contains("holds no studies"))
    }

    @Test("A database that is read-only, newer, of something else, locked or full is named, and the study is intact")
    func unusable() throws {
        let cluster = try cluster()
        let address = try cluster.database("unusable")
        let study = try StudyDatabase(address).sample(trials: 5)
        func attempt() throws -> Mistake {
            try #require(#expect(throws: Mistake.self) { try StudyDatabase(address).sample(trials: 1) })
        }
        func psql(_ sql: String) throws { try cluster.psql(sql, on: "unusable") }
        try psql("ALTER DATABASE unusable SET default_transaction_read_only = on")
        #expect(try attempt().problem.contains("is read-only"))
        #expect(try StudyDatabase(address, mayCreate: false).studies().map(\.trials) == [5])
        try cluster.psql("ALTER DATABASE unusable RESET default_transaction_read_only")
        try psql(
            """
            CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$;
            CREATE TRIGGER no_room BEFORE INSERT ON descent.trials EXECUTE FUNCTION no_room()
            """)
        #expect(try attempt().problem.contains("the server's disk is full"))
        try psql("DROP TRIGGER no_room ON descent.trials")
        try psql("UPDATE descent.layout SET version = 2")
        #expect(try attempt().problem.contains("written by a newer descent: its version is 2"))
        try psql("UPDATE descent.layout SET version = 1")
        #expect(try study.trials().count == 5)
        try study.optimize(Study.space, trials: 1, objective: Study.objective)
        #expect(try study.trials().map(\.number) == Array(0..<6))
        let other = try cluster.database("other")
        try cluster.psql("CREATE SCHEMA descent; CREATE TABLE descent.people (name TEXT)", on: "other")
        #expect(try refusal(other).problem.contains("it holds the table people"))
        try cluster.psql("CREATE ROLE guest LOGIN")
        _ = try cluster.database("guest")
        let guest = cluster.socketAddress("guest").replacing("descent@", with: "guest@")
        #expect(try refusal(guest).suggestion?.contains("CREATE SCHEMA descent AUTHORIZATION") == true)
    }
}

@Suite struct PostgresAddressTests {
    @Test(arguments: [
        ("postgresql://me:secret@host:5432/db?sslmode=require", "postgresql://me:***@host:5432/db?sslmode=require"),
        ("postgres://host/db?password=secret&sslmode=off", "postgresql://host/db?password=***&sslmode=off"),
        ("postgresql+psycopg2://me@host/db", "postgresql://me@host/db"),
        ("postgresql://host:5432/db?password=sec@ret", "postgresql://host:5432/db?password=***"),
    ])
    func anAddressIsShownWithoutItsPassword(_ typed: String, _ shown: String) throws {
        #expect(try PostgresAddress(typed)?.shown == shown)
        #expect(StudyDatabase.shown(typed) == shown)
    }

    @Test(arguments: ["studies.db", "sqlite:///s.db", "mysql://host/db", "postgresqlx://host/db"])
    func whatIsNoAddressOfPostgreSQLIsNone(_ text: String) throws { #expect(try PostgresAddress(text) == nil) }

    @Test func aPasswordIsInNoMessage() throws {
        let address = try #require(try PostgresAddress("postgresql://me:p%40ss@host/db"))
        #expect(address.quiet("invalid \"p%40ss\"\n\tat once") == "invalid \"***\" at once")
    }
}
