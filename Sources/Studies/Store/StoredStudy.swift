import Foundation
import GRDB
import Synchronization
public import Answers
public import Tuning

/// The trials of one study in a file. Several processes, and several of these within one, may work on it.
///
/// A trial belongs to whoever claimed it. When its process ends without a result, or on another machine gives no sign of life for
/// a minute, the next who claims begins it anew under the same number; after three such ends it has failed.
public final class StoredStudy: StudyStore {
    /// The file.
    public let file: StudyFile
    /// What is fixed about the study.
    public let header: StudyHeader
    let id: Int64
    private let state = Mutex(State())

    private struct State {
        /// The attempt under which this process works on a trial, and how many of its reports are stored.
        var held: [Int: Holding] = [:]

        var running: [(number: Int, attempt: Int)] {
            held.filter { !$0.value.isTold }.map { ($0.key, $0.value.attempt) }
        }
    }

    private struct Holding {
        var attempt: Int
        var reports = 0
        var isTold = false
    }

    /// How often a trial is begun before it counts as failed.
    static let attempts = 3

    init(_ file: StudyFile, _ id: Int64, _ header: StudyHeader) {
        self.file = file
        self.id = id
        self.header = header
    }

    /// Trials that this process began and nobody will end are free at once.
    deinit {
        let mine = state.withLock { $0.running }
        guard !mine.isEmpty else { return }
        for (number, _) in mine { file.end(TrialKey(study: id, number: number)) }
        try? file.write("trials were given back") { db in
            for (number, attempt) in mine {
                try db.execute(
                    sql: """
                        UPDATE trials SET lease = 0 WHERE study = ? AND number = ? AND state = 'running' AND worker = ?
                        AND attempt = ?
                        """, arguments: [id, number, Worker.own.text, attempt])
            }
        }
    }

    // MARK: Beginning

    /// Begins the oldest waiting or abandoned trial, or a new one.
    public func claim(started: Double?) throws -> Trial {
        let (trial, attempt) = try file.write("a trial was begun") { db in
            try self.takeBack(db)
            let now = Date().timeIntervalSince1970
            let waiting = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT number, fixed, attributes, attempt FROM trials
                        WHERE study = ? AND place IS NULL AND state = 'waiting' ORDER BY number LIMIT 1
                        """), arguments: [self.id])
            var trial: Trial
            var attempt = 1
            if let waiting {
                trial = Trial(number: try waiting.decode(forColumn: "number"))
                trial.fixed = try Tuning.Configuration(
                    json: self.file.document(waiting.decode(forColumn: "fixed")), from: self.file.path)
                trial.attributes = TrialText.members(
                    try self.file.document(waiting.decode(forColumn: "attributes")))
                attempt = 1 + (try waiting.decode(Int.self, forColumn: "attempt"))
            } else {
                trial = Trial(number: try self.nextNumber(db))
            }
            trial.started = started
            if waiting == nil { try self.insert(trial, place: nil, db) }
            try db.cachedStatement(
                sql: """
                    UPDATE trials SET state = 'running', started = ?, worker = ?, lease = ?, attempt = ?
                    WHERE study = ? AND number = ?
                    """
            ).execute(arguments: [started, Worker.own.text, now + Heartbeat.lease, attempt, self.id, trial.number])
            return (trial, attempt)
        }
        state.withLock { $0.held[trial.number] = Holding(attempt: attempt) }
        file.begin(TrialKey(study: id, number: trial.number))
        return trial
    }

    /// Trials whose worker is gone or silent wait again, or have failed. Their settings are suggested anew, which gives the
    /// same ones where the same results are visible.
    private func takeBack(_ db: Database) throws {
        let running = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT number, worker, lease, attempt FROM trials
                    WHERE study = ? AND place IS NULL AND state = 'running'
                    """), arguments: [id])
        let now = Date().timeIntervalSince1970
        for row in running {
            let worker = try row.decode(String?.self, forColumn: "worker").flatMap(Worker.init)
            let lease = try row.decode(Double?.self, forColumn: "lease") ?? 0
            guard worker?.hasLeft(lease: lease, now: now) ?? true else { continue }
            let number: Int = try row.decode(forColumn: "number")
            guard try row.decode(Int.self, forColumn: "attempt") >= StoredStudy.attempts else {
                try putBack(number, db)
                continue
            }
            try end(
                number, "failed", "its process ended \(StoredStudy.attempts) times without a result", at: now, db)
        }
    }

    /// A trial waits again, as though nothing had been suggested yet.
    private func putBack(_ number: Int, _ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE trials SET state = 'waiting', settings = '[]', domains = ?, constraints = '{}', visible = 0,
                started = NULL, worker = NULL, lease = NULL WHERE study = ? AND number = ?
                """, arguments: [try domains("{}", db), id, number])
        try db.execute(sql: "DELETE FROM reports WHERE study = ? AND number = ?", arguments: [id, number])
    }

    /// Forgets the newest trial; any other waits again. That it was stopped does not count as an attempt.
    public func release(_ number: Int) throws {
        try file.write("trial \(number) was put back") { db in
            guard try self.isOwn(number, db) else { return }
            let trial = try self.trials(db, "number = ?", [number]).first
            if try number == self.nextNumber(db) - 1, trial?.begunAnew.isPlain ?? false {
                try db.execute(
                    sql: "DELETE FROM trials WHERE study = ? AND number = ?", arguments: [self.id, number])
            } else {
                try self.putBack(number, db)
                try db.execute(
                    sql: "UPDATE trials SET attempt = attempt - 1 WHERE study = ? AND number = ?",
                    arguments: [self.id, number])
            }
        }
        _ = state.withLock { $0.held.removeValue(forKey: number) }
        file.end(TrialKey(study: id, number: number))
    }

    private func end(_ number: Int, _ state: String, _ reason: String?, at time: Double, _ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE trials SET state = ?, reason = ?, ended = ?, worker = NULL, lease = NULL, place = ?
                WHERE study = ? AND number = ?
                """, arguments: [state, reason, time, try nextPlace(db), id, number])
    }

    private func nextNumber(_ db: Database) throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(sql: "SELECT 1 + ifnull(max(number), -1) FROM trials WHERE study = ?"), arguments: [id])
            ?? 0
    }

    /// The next place in the order of finishing, which is then taken.
    private func nextPlace(_ db: Database) throws -> Int {
        try db.cachedStatement(sql: "UPDATE studies SET finished = finished + 1 WHERE id = ?").execute(arguments: [id])
        guard
            let place = try Int.fetchOne(
                db.cachedStatement(sql: "SELECT finished FROM studies WHERE id = ?"), arguments: [id])
        else {
            throw Mistake(
                "the study '\(header.name)' is no longer in '\(file.path)'", expected: "a study that is not deleted")
        }
        return place
    }

    /// The row of these domains.
    private func domains(_ text: String, _ db: Database) throws -> Int64 {
        let known = try db.cachedStatement(sql: "SELECT id FROM domains WHERE parameters = ?")
        if let row = try Int64.fetchOne(known, arguments: [text]) { return row }
        try db.execute(sql: "INSERT INTO domains (parameters) VALUES (?)", arguments: [text])
        return db.lastInsertedRowID
    }

    // MARK: Adding

    /// Adds a trial that waits for whoever claims next.
    public func enqueue(_ configuration: Tuning.Configuration, _ attributes: [String: JSON]) throws -> Trial {
        var trial = Trial(number: 0, state: .waiting)
        (trial.fixed, trial.attributes) = (configuration, attributes)
        return try add(trial)
    }

    /// Adds a trial that was made elsewhere, under the next number.
    public func add(_ trial: Trial) throws -> Trial {
        guard let added = try add([trial]).first else { throw StudyFile.damaged(file.path) }
        return added
    }

    /// Adds trials that were made elsewhere, all or none of them; those that finished count as finished in this order.
    public func add(_ trials: [Trial]) throws -> [Trial] {
        try file.write("trials were added", isLasting: true) { db in
            var number = try self.nextNumber(db)
            return try trials.map { trial in
                var own = trial
                own.number = number
                number += 1
                try self.insert(own, place: own.state.isFinished ? self.nextPlace(db) : nil, db)
                return own
            }
        }
    }

    func insert(_ trial: Trial, place: Int?, _ db: Database) throws {
        let trial = trial.checked(for: header.directions)
        try db.cachedStatement(
            sql: """
                INSERT INTO trials (study, number, state, reason, domains, settings, results, constraints, attributes, fixed,
                visible, place, started, ended) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            id, trial.number, trial.state.word, trial.state.reason, try domains(TrialText.domains(trial), db),
            TrialText.settings(trial), TrialText.results(trial), TrialText.constraints(trial),
            TrialText.attributes(trial),
            TrialText.fixed(trial), trial.visible, place, trial.started, trial.ended,
        ])
        try store(trial.reports[...], of: trial.number, db)
    }

    private func store(_ reports: ArraySlice<Trial.Report>, of number: Int, _ db: Database) throws {
        guard !reports.isEmpty else { return }
        let statement = try db.cachedStatement(
            sql: "INSERT OR IGNORE INTO reports (study, number, step, value) VALUES (?, ?, ?, ?)")
        for report in reports { try statement.execute(arguments: [id, number, report.step, report.value]) }
    }

    // MARK: Working

    /// What was suggested to a running trial.
    public func update(_ trial: Trial) throws {
        try file.write("a suggestion was stored") { db in
            try self.change(
                trial,
                """
                UPDATE trials SET domains = ?, settings = ?, constraints = ?, attributes = ?, visible = ?
                """,
                [
                    try self.domains(TrialText.domains(trial), db), TrialText.settings(trial),
                    TrialText.constraints(trial), TrialText.attributes(trial), trial.visible,
                ], db)
        }
    }

    /// One report of a running trial.
    public func report(_ report: Trial.Report, of number: Int) throws {
        try file.write("a report was stored") { db in
            guard try self.isOwn(number, db) else { throw self.lost(number) }
            try self.store([report], of: number, db)
        }
        state.withLock { $0.held[number]?.reports += 1 }
    }

    /// A trial that is over. When this returns, its result outlives the process.
    ///
    /// Telling the same twice is telling it once.
    ///
    /// - Throws: `Mistake` where the trial was given to another process in the meantime, because this one gave no sign of life,
    ///   and where it has ended with another result.
    public func finish(_ trial: Trial) throws {
        let stored = state.withLock { $0.held[trial.number]?.reports } ?? 0
        try file.write("trial \(trial.number) was stored") { db in
            if try self.isTold(trial, db) { return }
            try self.store(trial.reports.dropFirst(stored), of: trial.number, db)
            try self.change(
                trial,
                """
                UPDATE trials SET state = ?, reason = ?, domains = ?, settings = ?, results = ?, constraints = ?,
                attributes = ?, visible = ?, started = ?, ended = ?, place = ?, lease = NULL
                """,
                [
                    trial.state.word, trial.state.reason, try self.domains(TrialText.domains(trial), db),
                    TrialText.settings(trial), TrialText.results(trial), TrialText.constraints(trial),
                    TrialText.attributes(trial), trial.visible, trial.started, trial.ended, try self.nextPlace(db),
                ], db)
        }
        state.withLock { $0.held[trial.number]?.isTold = true }
        file.end(TrialKey(study: id, number: trial.number))
        file.told()
    }

    /// Brings what was told to its place in the file.
    public func settle() { file.settle() }

    /// Whether this very result is stored already by this worker.
    ///
    /// - Throws: `Trial.endedAlready` where it has stored another.
    private func isTold(_ trial: Trial, _ db: Database) throws -> Bool {
        let known = try Row.fetchOne(
            db.cachedStatement(
                sql: "SELECT state, reason, worker, attempt, results FROM trials WHERE study = ? AND number = ?"),
            arguments: [id, trial.number])
        guard let known, let held = state.withLock({ $0.held[trial.number] }),
            try known.decode(String?.self, forColumn: "worker") == Worker.own.text,
            try known.decode(Int.self, forColumn: "attempt") == held.attempt,
            let state = try Trial.State(
                known.decode(forColumn: "state"), known.decode(String?.self, forColumn: "reason") ?? ""),
            state.isFinished
        else { return false }
        guard try state == trial.state && known.decode(String.self, forColumn: "results") == TrialText.results(trial)
        else { throw Trial(number: trial.number, state: state).endedAlready }
        return true
    }

    /// Changes a running trial that is this process's own.
    private func change(_ trial: Trial, _ update: String, _ values: StatementArguments, _ db: Database) throws {
        let attempt = state.withLock { $0.held[trial.number]?.attempt } ?? 0
        let statement = try db.cachedStatement(
            sql: update + " WHERE study = ? AND number = ? AND state = 'running' AND worker = ? AND attempt = ?")
        try statement.execute(arguments: values + [id, trial.number, Worker.own.text, attempt])
        if db.changesCount == 0 { throw lost(trial.number) }
    }

    /// Whether this process works on a trial.
    private func isOwn(_ number: Int, _ db: Database) throws -> Bool {
        let attempt = state.withLock { $0.held[number]?.attempt } ?? 0
        let statement = try db.cachedStatement(
            sql: """
                SELECT 1 FROM trials WHERE study = ? AND number = ? AND state = 'running' AND worker = ? AND attempt = ?
                """)
        return try Int.fetchOne(statement, arguments: [id, number, Worker.own.text, attempt]) != nil
    }

    private func lost(_ number: Int) -> Mistake {
        Mistake(
            "trial \(number) of '\(header.name)' is no longer this process's: it gave no sign of life for "
                + "\(Int(Heartbeat.lease)) s, and another has taken over",
            expected: "a process that runs on while it works on a trial")
    }

    // MARK: Reading

    /// What finished after the first `count` finished trials, and what runs now.
    public func changes(after count: Int) throws -> (finished: [Trial], running: [Trial]) {
        try file.read("the trials were read") { db in
            let finished = try self.trials(db, "place > ? ORDER BY place", [count])
            return (finished, try self.trials(db, "place IS NULL AND state = 'running' ORDER BY number", []))
        }
    }

    /// All trials, by number.
    public func trials() throws -> [Trial] {
        try file.read("the trials were read") { db in try self.trials(db, "number >= 0 ORDER BY number", []) }
    }

    /// All trials by number, and the numbers of the finished ones in the order in which they finished.
    func all() throws -> ([Trial], [Int]) {
        try file.read("the trials were read") { db in
            let order = try Int.fetchAll(
                db, sql: "SELECT number FROM trials WHERE study = ? AND place IS NOT NULL ORDER BY place",
                arguments: [self.id])
            return (try self.trials(db, "number >= 0 ORDER BY number", []), order)
        }
    }

    private func trials(_ db: Database, _ condition: String, _ values: StatementArguments) throws -> [Trial] {
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT trials.*, domains.parameters FROM trials JOIN domains ON domains.id = trials.domains
                    WHERE study = ? AND \(condition)
                    """), arguments: [id] + values)
        let reports = try db.cachedStatement(
            sql: "SELECT step, value FROM reports WHERE study = ? AND number = ? ORDER BY step")
        var parsed: [String: [(String, ParameterDomain)]] = [:]
        var found: [Trial] = []
        while let row = try rows.next() {
            var trial = try trial(row, &parsed)
            let steps = try Row.fetchCursor(reports, arguments: [id, trial.number])
            while let report = try steps.next() {
                let value = try report.decode(Double?.self, forColumn: "value") ?? .nan
                trial.reports.append(Trial.Report(step: try report.decode(forColumn: "step"), value: value))
            }
            found.append(trial)
        }
        return found
    }

    private func trial(_ row: Row, _ parsed: inout [String: [(String, ParameterDomain)]]) throws -> Trial {
        func column(_ name: String) throws -> JSON { try file.document(row.decode(forColumn: name)) }
        let number: Int = try row.decode(forColumn: "number")
        guard
            let state = Trial.State(
                try row.decode(forColumn: "state"), try row.decode(String?.self, forColumn: "reason") ?? "")
        else { throw StudyFile.damaged(file.path) }
        var trial = Trial(number: number, state: state)
        let text: String = try row.decode(forColumn: "parameters")
        if parsed[text] == nil {
            parsed[text] = try file.document(text).pairs?.map { ($0.key, try ParameterDomain(distribution: $0.value)) }
        }
        let settings = try column("settings").items?.compactMap(Setting.init) ?? []
        let domains = parsed[text] ?? []
        guard settings.count == domains.count else { throw StudyFile.damaged(file.path) }
        for ((name, domain), setting) in zip(domains, settings) { trial.set(name, domain, setting) }
        trial.values = try column("results").items?.compactMap(\.double) ?? []
        trial.constraints = TrialText.members(try column("constraints")).compactMapValues(\.double)
        trial.attributes = TrialText.members(try column("attributes"))
        trial.fixed = try Tuning.Configuration(json: column("fixed"), from: file.path)
        trial.visible = try row.decode(forColumn: "visible")
        trial.started = try row.decode(forColumn: "started")
        trial.ended = try row.decode(forColumn: "ended")
        return trial.checked(for: header.directions)
    }
}

extension StudyFile {
    /// A trial of this process runs: its lease is extended until `end`.
    func begin(_ trial: TrialKey) {
        beats.begin(trial) { [weak self] running in
            // A file that cannot be written to now is written to at the next beat; the lease lasts for four.
            try? self?.write("a sign of life was given") { db in
                let lease = Date().timeIntervalSince1970 + Heartbeat.lease
                for key in running {
                    try db.execute(
                        sql: "UPDATE trials SET lease = ? WHERE study = ? AND number = ? AND worker = ?",
                        arguments: [lease, key.study, key.number, Worker.own.text])
                }
            }
        }
    }

    func end(_ trial: TrialKey) { beats.end(trial) }
}

extension Trial.State {
    /// Reads what `word` and `reason` wrote.
    init?(_ word: String, _ reason: String) {
        switch word {
        case "waiting": self = .waiting
        case "running": self = .running
        case "complete": self = .complete
        case "pruned": self = .pruned
        case "failed": self = .failed(reason)
        default: return nil
        }
    }
}
