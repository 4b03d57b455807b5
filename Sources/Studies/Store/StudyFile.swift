import Files
import Foundation
import GRDB
import Synchronization
@preconcurrency import Glibc
import Answers

/// Studies in one SQLite file, which several processes may work on at once.
///
/// The disk is waited for once a second at most, and at the end of a search, so that trials of a moment do not wait
/// for it and workers not for each other: the loss of power may cost the trials of a study's last second. As often what stands
/// in the write-ahead log goes to its place in the file, so that a copy of the file alone lacks little. A file that cannot be read is
/// left as it is and said to be so.
final class StudyFile: StudyBackend {
    /// As the person named it.
    let name: String
    let kind = "file"
    let currentEra = 0
    let pool: DatabasePool
    /// When what was told was last brought to its place, and whether something was told since.
    private let log = Mutex<(settled: ContinuousClock.Instant, isAhead: Bool)>((.now, false))
    /// Seconds to wait for another program that writes.
    private let patience: Double

    /// Opens the file, or makes it.
    ///
    /// - Parameter mayCreate: false refuses a file that is not there.
    /// - Throws: `Mistake` for a file that is missing, is no file of studies, is damaged, locked or of a newer version, and
    ///   for a folder that cannot be written to.
    init(_ path: String, mayCreate: Bool = true, patience: Double = StudyFile.patience) throws {
        name = path
        self.patience = patience
        let isThere = access(path, F_OK) == 0
        guard isThere || mayCreate else {
            throw Mistake("there is no file '\(path)'", expected: "a file of studies", try: "descent study list FILE")
        }
        if isThere {
            guard TextFile.isOrdinary(path) else {
                throw Mistake("'\(path)' is no ordinary file", expected: "a file of studies")
            }
        } else {
            try FileDraft.check(path)
        }
        pool = try StudyFile.saying(path, patience, while: "it was opened") {
            if isThere { try StudyFile.inspect(path, patience) }
            var configuration = Configuration()
            configuration.busyMode = .timeout(patience)
            configuration.prepareDatabase {
                try $0.execute(sql: "PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON")
            }
            // Workers may begin a file at the same time.
            return try Patience.again(
                for: patience, while: { ($0 as? DatabaseError)?.resultCode == .SQLITE_BUSY },
                {
                    let pool = try DatabasePool(path: path, configuration: configuration)
                    try pool.write { db in
                        guard try StudyFile.version(of: db, path) == 0 else { return }
                        try db.execute(sql: StudySchema.sqlite)
                    }
                    return pool
                })
        }
    }

    deinit { settle() }

    /// Seconds to wait for another program that writes.
    static let patience = 10.0

    /// Looks at a file before anything in it is changed: opening it for writing would already turn on the write-ahead log.
    private static func inspect(_ path: String, _ patience: Double) throws {
        try reading(path, patience) { db in
            let version = try version(of: db, path)
            guard version > 0, try String.fetchOne(db, sql: "PRAGMA quick_check(1)") != "ok" else { return }
            throw damaged(path)
        }
    }

    /// Reads a file without changing it. Only where a program was killed while it wrote to a file without a write-ahead log, which
    /// every file is while it is made, what it left half done is taken back first, as by whoever opens such a file.
    static func reading<T>(
        _ path: String, _ patience: Double = patience, _ body: (Database) throws -> T
    ) throws -> T {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(patience)
        do {
            return try DatabaseQueue(path: path, configuration: configuration).read(body)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_READONLY {
            configuration.readonly = false
            return try DatabaseQueue(path: path, configuration: configuration).read(body)
        }
    }

    /// Whether there is such a file, whatever its version.
    static func isOne(_ path: String) -> Bool {
        guard TextFile.isOrdinary(path) else { return false }
        let application = try? reading(path) { try Int.fetchOne($0, sql: "PRAGMA application_id") }
        return application == StudySchema.application
    }

    /// The version of the layout; 0 for a file with nothing in it.
    private static func version(of db: Database, _ path: String) throws -> Int {
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        if application == StudySchema.application {
            guard version <= StudySchema.version else { throw StudySchema.isNewer(version, "file", path) }
            return version
        }
        let tables = try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
        if tables.contains("alembic_version") || tables.contains("study_directions") {
            throw Mistake(
                "'\(path)' is a storage of Optuna's", expected: "a file of studies of descent",
                try: "descent study import '\(path)' --into studies.db")
        }
        guard tables.isEmpty else {
            throw Mistake(
                "'\(path)' is a database of something else: it holds the table \(tables[0])",
                expected: "a file of studies, or a new name")
        }
        return 0
    }

    var damaged: Mistake { StudyFile.damaged(name) }

    private static func damaged(_ path: String) -> Mistake {
        Mistake(
            "'\(path)' is damaged: it is cut short or was overwritten; nothing in it was changed",
            expected: "a whole file of studies",
            try: "a copy of the file; sqlite3 '\(path)' .recover saves what can be read")
    }

    /// Does the work, and says in words what SQLite makes of it.
    static func saying<T>(
        _ path: String, _ patience: Double = patience, while what: String, _ work: () throws -> T
    ) throws -> T {
        do {
            return try work()
        } catch let error as DatabaseError {
            switch error.resultCode {
            case .SQLITE_BUSY, .SQLITE_LOCKED:
                throw Mistake(
                    "'\(path)' is locked: another program has been writing to it for more than \(patience.short()) s while "
                        + "\(what)",
                    expected: "a file that is free", try: "the same again once the other program has ended")
            case .SQLITE_FULL:
                throw Mistake(
                    "the disk is full: '\(path)' could not grow while \(what); everything stored before is safe",
                    expected: "room on the disk", try: "the same again after making room; the study goes on")
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: throw damaged(path)
            case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM:
                throw Mistake(
                    "'\(path)' cannot be written to (\(error.message ?? "no permission"))",
                    expected: "a file and a folder that you may write to")
            case .SQLITE_IOERR:
                throw Mistake(
                    "the disk failed while \(what) in '\(path)' (\(error.message ?? "input or output error"))",
                    expected: "a disk that works and has room", try: "df, to see how full it is")
            default: throw Mistake("'\(path)': \(error.message ?? error.description) while \(what)")
            }
        } catch is RowDecodingError {
            throw damaged(path)
        }
    }

    func read<T>(_ what: String, _ work: (any StudySession) throws -> T) throws -> T {
        try StudyFile.saying(name, patience, while: what) { try pool.read { try work(SQLiteSession($0)) } }
    }

    /// The transaction holds the right to write from its beginning: what it reads stays true until it is done.
    func write<T>(
        _ what: String, _ lasting: Lasting, _ effort: Effort, _ work: (any StudySession) throws -> T
    ) throws -> T {
        let result: T? = try StudyFile.saying(name, patience, while: what) {
            try pool.writeWithoutTransaction { db in
                if lasting == .power { try db.execute(sql: "PRAGMA synchronous = FULL") }
                defer { if lasting == .power { try? db.execute(sql: "PRAGMA synchronous = NORMAL") } }
                var result: T?
                try db.inTransaction(.immediate) {
                    result = try work(SQLiteSession(db))
                    return .commit
                }
                return result
            }
        }
        if lasting == .told { told() }
        guard let result else { throw Mistake("'\(name)': nothing came of it while \(what)") }
        return result
    }

    /// Says that a result was written; once a second all of them are settled.
    private func told() {
        let isDue = log.withLock { log in
            log.isAhead = true
            return ContinuousClock.now - log.settled >= .seconds(1)
        }
        if isDue { settle() }
    }

    /// Brings what was told from the write-ahead log to its place, and waits for the disk. What does not find room or is in use
    /// stays in the log, where it is safe.
    func settle() {
        let isAhead = log.withLock { log in
            defer { log = (.now, false) }
            return log.isAhead
        }
        guard isAhead else { return }
        try? pool.writeWithoutTransaction { _ = try $0.checkpoint(.passive) }
    }
}

/// A transaction in a file: statements run when they are asked for.
private final class SQLiteSession: StudySession {
    private let db: Database

    init(_ db: Database) { self.db = db }

    var now: Double { Date().timeIntervalSince1970 }
    let era = 0
    /// Whoever writes has the whole file.
    let skippingLocked = ""
    func among(_ query: String) -> String { "IN (\(query))" }

    func hold(_ study: Int64?) {}

    func select<T>(
        _ sql: String, _ arguments: [any SQLArgument], _ read: @escaping (any SQLRow) throws -> T
    ) throws -> Pending<[T]> {
        let rows = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: values(arguments))
        var found: [T] = []
        while let row = try rows.next() { found.append(try read(SQLiteRow(row: row))) }
        return Pending(found)
    }

    func change(_ sql: String, _ arguments: [any SQLArgument]) throws -> Pending<Int> {
        try db.cachedStatement(sql: sql).execute(arguments: values(arguments))
        return Pending(db.changesCount)
    }

    private func values(_ arguments: [any SQLArgument]) -> StatementArguments {
        StatementArguments(
            arguments.map { argument -> DatabaseValue in
                switch argument.sql {
                case .null: .null
                case .integer(let value): value.databaseValue
                case .real(let value): value.databaseValue
                case .text(let text): text.databaseValue
                }
            })
    }
}

private struct SQLiteRow: SQLRow {
    let row: Row

    func integer(_ column: Int) throws -> Int { try row.decode(Int.self, atIndex: column) }
    func real(_ column: Int) throws -> Double? { try row.decode(Double?.self, atIndex: column) }
    func optionalText(_ column: Int) throws -> String? { try row.decode(String?.self, atIndex: column) }
}
