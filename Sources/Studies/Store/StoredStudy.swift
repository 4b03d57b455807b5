import Synchronization
public import Answers
public import Tuning

/// The trials of one study that is kept. Several processes, and several of these within one, may work on it.
///
/// A trial belongs to whoever claimed it. When its process ends without a result, or on another machine gives no sign of life for
/// a minute, the next who claims begins it anew under the same number; after three such ends it has failed.
public final class StoredStudy: StudyStore {
    /// Where it is kept.
    public let database: StudyDatabase
    /// What is fixed about the study.
    public let header: StudyHeader
    let id: Int64
    private let state = Mutex(State())

    private struct State {
        /// The attempt under which this process works on a trial, and how many of its reports are stored.
        var held: [Int: Holding] = [:]
        /// Domains that are known to be stored, with the era in which they were.
        var domains: [String: Int] = [:]

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

    init(_ database: StudyDatabase, _ id: Int64, _ header: StudyHeader) {
        self.database = database
        self.id = id
        self.header = header
    }

    /// Trials that this process began and nobody will end are free at once.
    deinit {
        let mine = state.withLock { $0.running }
        guard !mine.isEmpty else { return }
        for (number, _) in mine { database.end(TrialKey(study: id, number: number)) }
        try? database.write("trials were given back", .process, .little) { db in
            for (number, attempt) in mine {
                try db.change("UPDATE trials SET lease = 0 \(StoredStudy.own)", own(number, attempt))
            }
        }
    }

    private func write<T>(
        _ what: String, _ lasting: Lasting, _ effort: Effort = .once, _ work: (any StudySession) throws -> T
    ) throws -> T {
        do { return try database.write(what, lasting, effort, work) } catch {
            // What was to be stored with it is not.
            state.withLock { $0.domains = [:] }
            throw error
        }
    }

    // MARK: Beginning

    /// Begins the oldest waiting or abandoned trial, or a new one, and reads what has changed, in one journey to a server.
    public func claim(
        started: Double?, after count: Int
    ) throws -> (trial: Trial, finished: [Trial], running: [Trial]) {
        // That a trial was begun may be lost with the server; `reclaim` finds out. What trials without settings refer to has to be there.
        let isKnown = isStored(domains: TrialText.domains(Trial(number: 0)))
        let effort: Effort = isKnown ? .begun : .once
        let (trial, attempt, finished, running) = try write("a trial was begun", .process, effort) { db in
            var waiting = try oldestWaiting(db)
            try db.hold(id)
            let begun = try db.select(
                "SELECT number, worker, lease, attempt FROM trials WHERE study = ? AND place IS NULL AND state = 'running'",
                [id]
            ) { row in
                (
                    number: try row.integer(0), worker: try row.optionalText(1), lease: try row.real(2) ?? 0,
                    attempt: try row.integer(3)
                )
            }
            let next = try nextNumber(db)
            let isThere = try db.select("SELECT 1 FROM studies WHERE id = ?", [id]) { try $0.integer(0) }
            let read = try changes(after: count, db)
            guard try !isThere.get().isEmpty else { throw isGone }
            let now = db.now
            let abandoned = try begun.get().filter { trial in
                trial.worker.flatMap(Worker.init)?.hasLeft(lease: trial.lease, now: now) ?? true
            }
            for trial in abandoned { try takeBack(trial.number, after: trial.attempt, db) }
            if !abandoned.isEmpty { waiting = try oldestWaiting(db) }
            let oldest = try waiting.get().first
            let attempt = 1 + (oldest?.attempts ?? 0)
            var trial = try oldest?.0 ?? Trial(number: next.get())
            trial.started = started
            if oldest == nil {
                try insert(trial, place: nil, as: attempt, db)
            } else {
                try begin(trial.number, started: started, as: attempt, db)
            }
            // What nobody works on does not run; what has failed by that is read with the next claim.
            let (finished, unfinished) = try read()
            let running = unfinished.filter { trial in !abandoned.contains { $0.number == trial.number } }
            return (trial, attempt, finished, running)
        }
        state.withLock { $0.held[trial.number] = Holding(attempt: attempt) }
        database.begin(TrialKey(study: id, number: trial.number))
        return (trial, finished, running)
    }

    /// The trial that has waited for the longest, which nobody else then takes, and how often it was begun.
    private func oldestWaiting(_ db: any StudySession) throws -> Pending<[(Trial, attempts: Int)]> {
        try db.select(
            """
            SELECT number, fixed, attributes, attempt FROM trials
            WHERE study = ? AND place IS NULL AND state = 'waiting' ORDER BY number LIMIT 1\(db.skippingLocked)
            """, [id]
        ) { [database] row in
            var trial = Trial(number: try row.integer(0))
            trial.fixed = try Configuration(json: database.document(row.text(1)), from: database.name)
            trial.attributes = TrialText.members(try database.document(row.text(2)))
            return (trial, try row.integer(3))
        }
    }

    private func begin(_ number: Int, started: Double?, as attempt: Int, _ db: any StudySession) throws {
        try db.change(
            """
            UPDATE trials SET state = 'running', started = ?, worker = ?, lease = ?, attempt = ?
            WHERE study = ? AND number = ?
            """, [started, Worker.ownText, db.now + Heartbeat.lease, attempt, id, number])
    }

    /// A trial whose worker is gone or silent waits again, or has failed. Its settings are suggested anew, which gives the
    /// same ones where the same results are visible.
    private func takeBack(_ number: Int, after attempts: Int, _ db: any StudySession) throws {
        guard attempts >= StoredStudy.attempts else { return try putBack(number, attempts, db) }
        try db.change(
            """
            UPDATE trials SET state = 'failed', reason = ?, ended = ?, worker = NULL, lease = NULL,
            place = 1 + (SELECT finished FROM studies WHERE id = ?) WHERE study = ? AND number = ?
            """, ["its process ended \(StoredStudy.attempts) times without a result", db.now, id, id, number])
        try count(db)
    }

    /// A trial waits again, as though nothing had been suggested yet.
    ///
    /// - Parameter attempts: how often it counts as begun.
    private func putBack(_ number: Int, _ attempts: Int, _ db: any StudySession) throws {
        try store(domains: "{}", db)
        try db.change(
            """
            UPDATE trials SET state = 'waiting', settings = '[]', domains = \(StoredStudy.domains), constraints = '{}',
            visible = 0, started = NULL, worker = NULL, lease = NULL, attempt = ? WHERE study = ? AND number = ?
            """, ["{}", attempts, id, number])
        try db.change("DELETE FROM reports WHERE study = ? AND number = ?", [id, number])
    }

    /// Forgets the newest trial; any other waits again. That it was stopped does not count as an attempt.
    public func release(_ number: Int) throws {
        try write("trial \(number) was put back", .process, .repeatable) { db in
            try db.hold(id)
            let isOwn = try isOwn(number, db)
            let (next, trial) = (try nextNumber(db), try trials(db, "number = ?", [number]))
            guard try isOwn.get() else { return }
            if try number == next.get() - 1, try trial().first?.begunAnew.isPlain ?? false {
                try db.change("DELETE FROM trials WHERE study = ? AND number = ?", [id, number])
            } else {
                try putBack(number, attempt(of: number) - 1, db)
            }
        }
        _ = state.withLock { $0.held.removeValue(forKey: number) }
        database.end(TrialKey(study: id, number: number))
    }

    private func nextNumber(_ db: any StudySession) throws -> Pending<Int> {
        let last = try db.select("SELECT number FROM trials WHERE study = ? ORDER BY number DESC LIMIT 1", [id]) {
            try $0.integer(0)
        }
        return Pending { try last.get().first.map { $0 + 1 } ?? 0 }
    }

    /// The study counts a trial that has taken the next place in the order of finishing. Nothing changes where none has.
    private func count(_ db: any StudySession) throws {
        try db.change(
            """
            UPDATE studies SET finished = finished + 1
            WHERE id = ? AND finished < (SELECT max(place) FROM trials WHERE study = ? AND place IS NOT NULL)
            """, [id, id])
    }

    private func isStored(domains text: String) -> Bool {
        state.withLock { $0.domains[text] } == database.backend.currentEra
    }

    /// The row of these domains, once `store` has seen to it that there is one.
    private static let domains = "(SELECT id FROM domains WHERE parameters = ?)"

    private func store(domains text: String, _ db: any StudySession) throws {
        guard state.withLock({ $0.domains.updateValue(db.era, forKey: text) }) != db.era else { return }
        try db.change("INSERT INTO domains (parameters) VALUES (?) ON CONFLICT DO NOTHING", [text])
    }

    // MARK: Adding

    /// Adds a trial that waits for whoever claims next.
    public func enqueue(_ configuration: Configuration, _ attributes: [String: JSON]) throws -> Trial {
        var trial = Trial(number: 0, state: .waiting)
        (trial.fixed, trial.attributes) = (configuration, attributes)
        return try add(trial)
    }

    /// Adds a trial that was made elsewhere, under the next number.
    public func add(_ trial: Trial) throws -> Trial {
        guard let added = try add([trial]).first else { throw database.backend.damaged }
        return added
    }

    /// Adds trials that were made elsewhere, all or none of them; those that finished count as finished in this order.
    public func add(_ trials: [Trial]) throws -> [Trial] {
        try write("trials were added", .power) { db in
            try db.hold(id)
            let finished = try db.select("SELECT finished FROM studies WHERE id = ?", [id]) { try $0.integer(0) }
            var number = try nextNumber(db).get()
            guard var place = try finished.get().first else { throw isGone }
            let added = try trials.map { trial in
                var own = trial
                own.number = number
                number += 1
                if own.state.isFinished { place += 1 }
                try insert(own, place: own.state.isFinished ? place : nil, db)
                return own
            }
            try db.change("UPDATE studies SET finished = ? WHERE id = ?", [place, id])
            return added
        }
    }

    /// - Parameter attempt: under which this process works on it; nil where nobody does.
    func insert(_ trial: Trial, place: Int?, as attempt: Int? = nil, _ db: any StudySession) throws {
        let trial = trial.checked(for: header.directions)
        let domains = TrialText.domains(trial)
        try store(domains: domains, db)
        try db.change(
            """
            INSERT INTO trials (study, number, state, reason, domains, settings, results, constraints, attributes, fixed,
            visible, place, started, ended, worker, lease, attempt)
            VALUES (?, ?, ?, ?, \(StoredStudy.domains), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                id, trial.number, trial.state.word, trial.state.reason, domains, TrialText.settings(trial),
                TrialText.results(trial), TrialText.constraints(trial), TrialText.attributes(trial),
                TrialText.fixed(trial), trial.visible, place, trial.started, trial.ended,
                attempt.map { _ in Worker.ownText }, attempt.map { _ in db.now + Heartbeat.lease }, attempt ?? 0,
            ])
        try store(trial.reports[...], of: trial.number, db)
    }

    private func store(_ reports: ArraySlice<Trial.Report>, of number: Int, _ db: any StudySession) throws {
        for report in reports {
            try db.change(
                "INSERT INTO reports (study, number, step, value) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                [id, number, report.step, report.value])
        }
    }

    // MARK: Working

    /// What was suggested to a running trial.
    public func update(_ trial: Trial) throws {
        let domains = TrialText.domains(trial)
        // The end of the trial stores all of it again; only that its domains are there has to be known.
        let effort = isStored(domains: domains) ? Effort.ahead : .repeatable
        try change(trial, "a suggestion was stored", .process, effort) { db in
            try store(domains: domains, db)
            return try db.change(
                """
                UPDATE trials SET domains = \(StoredStudy.domains), settings = ?, constraints = ?, attributes = ?, visible = ?
                \(StoredStudy.own)
                """,
                [
                    domains, TrialText.settings(trial), TrialText.constraints(trial), TrialText.attributes(trial),
                    trial.visible,
                ] + own(trial.number))
        }
    }

    /// One report of a running trial.
    public func report(_ report: Trial.Report, of number: Int) throws {
        try change(Trial(number: number), "a report was stored", .process) { db in
            let isOwn = try isOwn(number, db)
            try db.change(
                """
                INSERT INTO reports (study, number, step, value)
                SELECT study, number, CAST(? AS BIGINT), CAST(? AS DOUBLE PRECISION) FROM trials \(StoredStudy.own)
                ON CONFLICT DO NOTHING
                """, [report.step, report.value] + own(number))
            return Pending { try isOwn.get() ? 1 : 0 }
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
        let domains = TrialText.domains(trial)
        try change(trial, "trial \(trial.number) was stored", .told) { db in
            let stored = state.withLock { $0.held[trial.number]?.reports } ?? 0
            let unstored = trial.reports.dropFirst(stored)
            try db.hold(id)
            // Of a trial that is another's by now nothing may be stored.
            if !unstored.isEmpty, try isOwn(trial.number, db).get() { try store(unstored, of: trial.number, db) }
            try store(domains: domains, db)
            let changes = try db.change(
                """
                UPDATE trials SET state = ?, reason = ?, domains = \(StoredStudy.domains), settings = ?, results = ?,
                constraints = ?, attributes = ?, visible = ?, started = ?, ended = ?, lease = NULL,
                place = 1 + (SELECT finished FROM studies WHERE id = ?) \(StoredStudy.own)
                """,
                [
                    trial.state.word, trial.state.reason, domains, TrialText.settings(trial), TrialText.results(trial),
                    TrialText.constraints(trial), TrialText.attributes(trial), trial.visible, trial.started,
                    trial.ended, id,
                ] + own(trial.number))
            try count(db)
            return changes
        }
        state.withLock { $0.held[trial.number]?.isTold = true }
        database.end(TrialKey(study: id, number: trial.number))
    }

    /// Brings what was told to its place.
    public func settle() { database.backend.settle() }

    /// Which row of the trials is a running trial of this process's own.
    private static let own = "WHERE study = ? AND number = ? AND state = 'running' AND worker = ? AND attempt = ?"

    private func own(_ number: Int, _ attempt: Int? = nil) -> [any SQLArgument] {
        [id, number, Worker.ownText, attempt ?? self.attempt(of: number)]
    }

    private func attempt(of number: Int) -> Int { state.withLock { $0.held[number]?.attempt } ?? 0 }

    private func isOwn(_ number: Int, _ db: any StudySession) throws -> Pending<Bool> {
        let rows = try db.select("SELECT 1 FROM trials \(StoredStudy.own)", own(number)) { try $0.integer(0) }
        return Pending { try !rows.get().isEmpty }
    }

    /// Changes a running trial of this process's own.
    ///
    /// - Parameter work: gives how many rows it has changed.
    private func change(
        _ trial: Trial, _ what: String, _ lasting: Lasting, _ effort: Effort = .repeatable,
        _ work: (any StudySession) throws -> Pending<Int>
    ) throws {
        let changes = try write(what, lasting, effort, work)
        if try effort == .ahead ? changes.known != 0 : changes.get() > 0 { return }
        guard try reclaim(trial) else { return }
        if try write(what, lasting, .repeatable, work).get() == 0 { throw lost(trial.number) }
    }

    /// Looks what has become of a trial of this process's that is not running under its name: a server that has broken
    /// down may have lost that it was begun. Where nobody else has begun it, it is this process's again.
    ///
    /// - Returns: false where the trial is stored as it is.
    /// - Throws: `Mistake` where it is another's, `Trial.endedAlready` where it has ended as something else.
    private func reclaim(_ trial: Trial) throws -> Bool {
        let number = trial.number
        let held = state.withLock { $0.held[number]?.attempt }
        return try write("trial \(number) was looked for", .process, .repeatable) { db in
            try db.hold(id)
            let isThere = try db.select("SELECT 1 FROM studies WHERE id = ?", [id]) { try $0.integer(0) }
            let next = try nextNumber(db)
            let rows = try db.select(
                "SELECT state, reason, worker, attempt, results FROM trials WHERE study = ? AND number = ?",
                [id, number]
            ) { row in
                (
                    state: Trial.State(try row.text(0), try row.optionalText(1) ?? ""),
                    isOwn: try row.optionalText(2) == Worker.ownText && row.integer(3) == held,
                    attempt: try row.integer(3), results: try row.text(4)
                )
            }
            guard try !isThere.get().isEmpty else { throw isGone }
            guard let held else { throw lost(number) }
            if let known = try rows.get().first {
                if known.isOwn, let state = known.state, state.isFinished {
                    guard state == trial.state, known.results == TrialText.results(trial) else {
                        throw Trial(number: number, state: state).endedAlready
                    }
                    return false
                }
                guard known.isOwn || (known.state == .waiting && known.attempt <= held) else { throw lost(number) }
                try begin(number, started: trial.started, as: held, db)
            } else {
                // Numbers that others were given before it are lost as well: they wait to be begun anew.
                for missing in try next.get()..<max(number, next.get()) {
                    try insert(Trial(number: missing, state: .waiting), place: nil, db)
                }
                try insert(trial.begunAnew, place: nil, db)
                try begin(number, started: trial.started, as: held, db)
            }
            state.withLock { $0.held[number]?.reports = 0 }
            return true
        }
    }

    private func lost(_ number: Int) -> Mistake {
        Mistake(
            "trial \(number) of '\(header.name)' is no longer this process's: it gave no sign of life for "
                + "\(Int(Heartbeat.lease)) s, and another has taken over",
            expected: "a process that runs on while it works on a trial"
        ).raised(as: Trial.takenOver)
    }

    private var isGone: Mistake {
        Mistake(
            "the study '\(header.name)' is no longer in '\(database.name)'", expected: "a study that is not deleted")
    }

    // MARK: Reading

    /// What finished after the first `count` finished trials, and what runs now.
    public func changes(after count: Int) throws -> (finished: [Trial], running: [Trial]) {
        try database.read("the trials were read") { db in try changes(after: count, db)() }
    }

    private func changes(
        after count: Int, _ db: any StudySession
    ) throws -> () throws -> (finished: [Trial], running: [Trial]) {
        let finished = try trials(db, "place > ?", [count], order: "place")
        let running = try trials(db, "place IS NULL AND state = 'running'", [])
        return { (try finished(), try running()) }
    }

    /// All trials, by number.
    public func trials() throws -> [Trial] {
        try database.read("the trials were read") { db in try trials(db, "number >= 0", [])() }
    }

    /// All trials by number, and the numbers of the finished ones in the order in which they finished.
    func all() throws -> ([Trial], [Int]) {
        try database.read("the trials were read") { db in
            let order = try db.select(
                "SELECT number FROM trials WHERE study = ? AND place IS NOT NULL ORDER BY place", [id]
            ) { try $0.integer(0) }
            let trials = try trials(db, "number >= 0", [])
            return (try trials(), try order.get())
        }
    }

    private func trials(
        _ db: any StudySession, _ condition: String, _ values: [any SQLArgument], order: String = "number"
    ) throws -> () throws -> [Trial] {
        var parsed: [String: [(String, ParameterDomain)]] = [:]
        let trials = try db.select(
            """
            SELECT number, state, reason, parameters, settings, results, constraints, attributes, fixed, visible, started, ended
            FROM trials JOIN domains ON domains.id = trials.domains WHERE study = ? AND \(condition) ORDER BY \(order)
            """, [id] + values
        ) { try self.trial($0, &parsed) }
        let reports = try db.select(
            """
            SELECT number, step, value FROM reports
            WHERE study = ? AND number \(db.among("SELECT number FROM trials WHERE study = ? AND \(condition)"))
            ORDER BY number, step
            """, [id, id] + values
        ) { (number: try $0.integer(0), report: Trial.Report(step: try $0.integer(1), value: try $0.real(2) ?? .nan)) }
        return {
            var trials = try trials.get()
            let reports = try reports.get()
            guard !reports.isEmpty else { return trials }
            let places = Dictionary(uniqueKeysWithValues: trials.enumerated().map { ($0.element.number, $0.offset) })
            for (number, report) in reports {
                if let place = places[number] { trials[place].reports.append(report) }
            }
            return trials
        }
    }

    private func trial(_ row: any SQLRow, _ parsed: inout [String: [(String, ParameterDomain)]]) throws -> Trial {
        func column(_ column: Int) throws -> JSON { try database.document(row.text(column)) }
        guard let state = Trial.State(try row.text(1), try row.optionalText(2) ?? "") else { throw UnreadableRow() }
        var trial = Trial(number: try row.integer(0), state: state)
        let text = try row.text(3)
        if parsed[text] == nil {
            parsed[text] = try database.document(text).pairs?.map {
                ($0.key, try ParameterDomain(distribution: $0.value))
            }
        }
        let settings = try column(4).items?.compactMap(Setting.init) ?? []
        let domains = parsed[text] ?? []
        guard settings.count == domains.count else { throw UnreadableRow() }
        for ((name, domain), setting) in zip(domains, settings) { trial.set(name, domain, setting) }
        trial.values = try column(5).items?.compactMap(\.double) ?? []
        trial.constraints = TrialText.members(try column(6)).compactMapValues(\.double)
        trial.attributes = TrialText.members(try column(7))
        trial.fixed = try Configuration(json: column(8), from: database.name)
        trial.visible = try row.integer(9)
        trial.started = try row.real(10)
        trial.ended = try row.real(11)
        return trial.checked(for: header.directions)
    }
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
