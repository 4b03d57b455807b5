import CPostgres
import Foundation
import Glibc
import Answers

/// Studies in a database of a PostgreSQL server, on which many machines may work at once.
///
/// A result that was told is on the server's disk. What only begins is not waited for: where a server breaks down, the worker that
/// it belongs to begins it again. A connection that is lost is made again, for a minute at most, and a transaction whose
/// end was not heard of is asked after: nothing is lost, and nothing is done twice.
final class PostgresServer: StudyBackend, @unchecked Sendable {
    // What changes is used under the lock only.
    private let lock = NSLock()
    private var connection: PostgresConnection?
    private var era = 0

    private let address: PostgresAddress
    private let work: Work
    let kind = "database"
    var name: String { address.shown }

    /// Seconds for which a server that was there is waited for.
    static let patience = 60.0

    /// Whether libpq is here, in a version that can be used.
    static var isLibraryHere: Bool { cpq_open() }

    /// Connects, and makes the tables where there are none.
    ///
    /// - Throws: `Mistake` where libpq is missing, the server cannot be reached or refuses, and for a database of a newer version, of
    ///   something else, or without tables where none may be made; `Stopped`.
    init(_ address: PostgresAddress, mayCreate: Bool, _ work: Work) throws {
        self.address = address
        self.work = work
        guard PostgresServer.isLibraryHere else {
            throw Mistake(
                "a study on PostgreSQL needs libpq 14 or newer, which is not installed here", expected: "libpq",
                try: "apt-get install libpq5", argument: "storage")
        }
        if let fault = cpq_fault(address.text) {
            defer { free(fault) }
            throw PostgresError(message: address.quiet(String(cString: fault))).connecting(to: name)
        }
        if try read("it was opened", { try isReady($0) }) { return }
        guard mayCreate else { throw PostgresError.isEmpty(name) }
        try write("its tables were made", .power, .once) { db in
            try db.hold(nil)
            guard try !isReady(db) else { return }
            for statement in StudySchema.postgres { try db.change(statement, []) }
        }
    }

    /// Whether the tables are there.
    ///
    /// - Throws: `Mistake` for those of a newer version, and where others stand in their place.
    private func isReady(_ db: any StudySession) throws -> Bool {
        let tables = try db.select(
            """
            SELECT relname FROM pg_catalog.pg_class JOIN pg_catalog.pg_namespace ON pg_namespace.oid = relnamespace
            WHERE nspname = ? AND relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY relname
            """, [StudySchema.namespace]
        ) { try $0.text(0) }.get()
        if tables.isEmpty { return false }
        guard Set(["layout", "studies", "domains", "trials", "reports"]).isSubset(of: tables) else {
            throw Mistake(
                "'\(name)' has a schema '\(StudySchema.namespace)' of something else: it holds the table \(tables[0])",
                expected: "a database in which that name is free", try: "another database")
        }
        let version = try db.select("SELECT max(version) FROM layout", []) { try $0.integer(0) }.get().first ?? 0
        guard version <= StudySchema.version else { throw StudySchema.isNewer(version, kind, name) }
        return true
    }

    var damaged: Mistake {
        Mistake("'\(name)' holds a row that no study can have", expected: "tables that only descent writes to")
    }

    var currentEra: Int { lock.withLock { era } }

    /// Each result that was told is on the disk already.
    func settle() {}

    // MARK: Transactions

    func read<T>(_ what: String, _ work: (any StudySession) throws -> T) throws -> T {
        try persisting(what, .repeatable) { session in
            try session.send("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            let result = try work(session)
            try session.settle()
            // Nobody waits for the answer: the next statement finds it.
            try session.send("COMMIT")
            try session.leave()
            return result
        }
    }

    func write<T>(
        _ what: String, _ lasting: Lasting, _ effort: Effort, _ work: (any StudySession) throws -> T
    ) throws -> T {
        /// What came of a transaction whose end was not heard of, and its number.
        var unsure: (result: T, transaction: String)?
        return try persisting(what, effort) { session in
            if let known = unsure {
                if try self.hasHappened(known.transaction, session) { return known.result }
                unsure = nil
            }
            if effort == .ahead {
                // What stands between two syncs is a transaction by itself, which a failure undoes.
                let result = try work(session)
                try session.leave()
                return result
            }
            try session.send("BEGIN")
            if effort == .once { try session.askNumber() }
            let result = try work(session)
            if let transaction = try session.transaction() { unsure = (result, transaction) }
            try session.send("COMMIT")
            if effort == .begun {
                try session.leave()
                return result
            }
            if lasting != .process { try session.send(PostgresServer.waiting) }
            do { try session.settle() } catch {
                // An answer is an answer: it has not happened.
                if (error as? PostgresError)?.isLost == false { unsure = nil }
                throw error
            }
            return result
        }
    }

    /// Waits until all that was written so far is on the disk, with nothing locked: the message's own transaction ends only then.
    private static let waiting = """
        SELECT pg_logical_emit_message(true, '\(StudySchema.namespace)', '')
        FROM set_config('synchronous_commit', 'on', true)
        """

    /// Whether a transaction that was to be ended when the connection was lost has happened.
    private func hasHappened(_ transaction: String, _ session: PostgresSession) throws -> Bool {
        let answer = try session.select("SELECT txid_status(CAST(? AS BIGINT))", [transaction]) {
            try $0.optionalText(0)
        }
        let state: String?
        do { state = try answer.get().first ?? nil } catch let error as PostgresError where error.state == "22023" {
            // A server that has broken down gives such a number once more: what it was given for is lost.
            session.forget()
            return false
        }
        // The server does not know yet that nobody is at the other end.
        if state == "in progress" { throw PostgresError(message: "the server has not ended it yet", isLost: true) }
        return state == "committed"
    }

    /// Does something in a transaction, again where the connection is lost.
    private func persisting<T>(
        _ what: String, _ effort: Effort, _ body: (PostgresSession) throws -> T
    ) throws -> T {
        lock.lock()
        defer { lock.unlock() }
        var begun: ContinuousClock.Instant?
        var pause = 0.05
        while true {
            let isNew = era == 0
            do {
                return try attempted(body)
            } catch let error as PostgresError {
                era += 1
                if error.isLost { connection = nil }
                let since = begun ?? .now
                begun = since
                let waited = (ContinuousClock.now - since).components.seconds
                let isWorthIt = error.isPassing && effort != .little && (!isNew || error.isBusy)
                if !isWorthIt || Double(waited) >= PostgresServer.patience {
                    if !error.isLost { throw error.failing(on: name, while: what) }
                    var mistake = error.connecting(to: name)
                    if waited > 0 { mistake.problem += " (for \(waited) s, while \(what))" }
                    throw mistake
                }
                work.report(
                    nil, "waiting for \(name), \(waited) s of \(Int(PostgresServer.patience)): \(error.message)")
                try rest(pause)
                pause = min(2, pause * 2)
            } catch is UnreadableRow {
                throw damaged
            }
        }
    }

    private func attempted<T>(_ body: (PostgresSession) throws -> T) throws -> T {
        if let connection, !connection.isAlive { self.connection = nil }
        let connection = try self.connection ?? PostgresConnection.open(address, work)
        self.connection = connection
        if era == 0 { era = 1 }
        connection.begin()
        do { return try body(PostgresSession(connection, work, era: era)) } catch {
            if connection.isAlive { undo(on: connection) }
            if !connection.isAlive { self.connection = nil }
            throw error
        }
    }

    private func undo(on connection: PostgresConnection) {
        // What was sent before has to be answered first; its failure is known.
        try? connection.sync()
        try? connection.settle(work)
        connection.begin()
        let session = PostgresSession(connection, work, era: era)
        do {
            try session.send("ROLLBACK")
            try session.settle()
        } catch { self.connection = nil }
    }

    /// Waits about so many seconds, not all workers for the same time.
    ///
    /// - Throws: `Stopped`.
    private func rest(_ seconds: Double) throws {
        let end = ContinuousClock.now + .seconds(seconds * Double.random(in: 0.5...1))
        while ContinuousClock.now < end {
            if work.isCancelled { throw Stopped() }
            usleep(10_000)
        }
        if work.isCancelled { throw Stopped() }
    }
}
