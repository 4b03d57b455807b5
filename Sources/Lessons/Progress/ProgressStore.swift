import Foundation
import GRDB

/// The learner's own record, in an SQLite file that only they can read.
///
/// Every answer is a transaction of its own in write-ahead mode with full synchronisation: what was told to the learner
/// is on the disk, also when the program is killed or the power fails. A file that cannot be read is set aside, never
/// overwritten.
public final class ProgressStore: ProgressLog {
    private let database: any DatabaseWriter
    /// The file; nil where the record lives in memory.
    public let path: String?
    /// What the person has to know about the file, e.g. that the old one was set aside.
    public let notice: String?

    /// Opens the record, making it where there is none.
    ///
    /// - Parameter path: nil keeps the record in memory.
    /// - Throws: only when even memory cannot be had.
    public static func open(_ path: String?) throws -> ProgressStore {
        guard let path else { return try inMemory("Progress is not kept: there is no home folder to keep it in.") }
        do {
            return ProgressStore(try file(path), path: path, notice: nil)
        } catch let error as DatabaseError where [.SQLITE_NOTADB, .SQLITE_CORRUPT].contains(error.resultCode) {
            return try setAside(path, because: "it is damaged")
        } catch is DamagedRecord {
            return try setAside(path, because: "it holds something else")
        } catch let error as NewerRecord {
            return try inMemory(
                "Progress is not kept: \(path) was written by a newer descent (its version is \(error.version), this "
                    + "one reads \(schemaVersion)).")
        } catch {
            return try inMemory("Progress is not kept: \(path) cannot be opened (\(describe(error))).")
        }
    }

    private init(_ database: any DatabaseWriter, path: String?, notice: String?) {
        self.database = database
        self.path = path
        self.notice = notice
    }

    private static func inMemory(_ notice: String?) throws -> ProgressStore {
        let queue = try DatabaseQueue()
        try queue.write(prepare)
        return ProgressStore(queue, path: nil, notice: notice)
    }

    // MARK: - The file

    private struct DamagedRecord: Error {}
    private struct NewerRecord: Error { var version: Int }

    static let schemaVersion = 1

    private static func file(_ path: String) throws -> any DatabaseWriter {
        let folder = (path as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        // Made before SQLite opens it, so that it never exists with wider permissions; SQLite's -wal and -shm files
        // take over those of the main file.
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CocoaError(.fileReadNoPermission, userInfo: [NSFilePathErrorKey: path]) }
        fchmod(descriptor, 0o600)
        close(descriptor)
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        let pool = try DatabasePool(path: path, configuration: configuration)
        try pool.write(prepare)
        return pool
    }

    /// Makes the tables, or checks that they are ours.
    private static func prepare(_ db: Database) throws {
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        if version > schemaVersion { throw NewerRecord(version: version) }
        if version == 0 {
            guard try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0 else { throw DamagedRecord() }
            try db.execute(
                sql: """
                    CREATE TABLE answers (
                        lesson TEXT NOT NULL, item TEXT NOT NULL, version INTEGER NOT NULL, outcome TEXT NOT NULL,
                        attempts INTEGER NOT NULL, hints INTEGER NOT NULL, sawSolution INTEGER NOT NULL,
                        answer TEXT NOT NULL, seconds REAL NOT NULL, updated TEXT NOT NULL,
                        PRIMARY KEY (lesson, item, version)
                    );
                    CREATE TABLE places (
                        lesson TEXT PRIMARY KEY, version INTEGER NOT NULL, place TEXT NOT NULL,
                        isAtEnd INTEGER NOT NULL, updated TEXT NOT NULL
                    );
                    PRAGMA user_version = \(schemaVersion);
                    """)
        }
        // Looking once here finds a damaged file now, where it can still be set aside: pages that do not fit together, and
        // columns of another type, as SQLite may hold any whatever was declared. SQLite looks faster than rows are read.
        guard try String.fetchOne(db, sql: "PRAGMA quick_check(1)") == "ok" else { throw DamagedRecord() }
        for (table, columns) in [("answers", answerColumns), ("places", placeColumns)] {
            let misfits = columns.map { "typeof(\($0.name)) NOT IN (\($0.types))" }.joined(separator: " OR ")
            do {
                guard try Int.fetchOne(db, sql: "SELECT 1 FROM \(table) WHERE \(misfits) LIMIT 1") == nil else {
                    throw DamagedRecord()
                }
            } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
                throw DamagedRecord()
            }
        }
    }

    private static let (text, whole) = ("'text'", "'integer'")
    /// The columns in the order in which they are read, each with what SQLite may hold there.
    private static let answerColumns: [(name: String, types: String)] = [
        ("lesson", text), ("version", whole), ("item", text), ("outcome", text), ("attempts", whole), ("hints", whole),
        ("sawSolution", whole), ("answer", text), ("seconds", "'real', 'integer'"), ("updated", text),
    ]
    private static let placeColumns: [(name: String, types: String)] = [
        ("lesson", text), ("version", whole), ("place", text), ("isAtEnd", whole), ("updated", text),
    ]

    /// Renames the unreadable file and its companions, and begins a new record.
    private static func setAside(_ path: String, because reason: String) throws -> ProgressStore {
        let files = FileManager.default
        var number = 1
        while files.fileExists(atPath: "\(path).broken-\(number)") { number += 1 }
        let aside = "\(path).broken-\(number)"
        do {
            try files.moveItem(atPath: path, toPath: aside)
            for tail in ["-wal", "-shm"] where files.fileExists(atPath: path + tail) {
                try files.moveItem(atPath: path + tail, toPath: aside + tail)
            }
            let notice =
                "The record of your progress could not be read, because \(reason). "
                + "It was kept as \(aside), and a new one was begun."
            return ProgressStore(try file(path), path: path, notice: notice)
        } catch {
            return try inMemory(
                "Progress is not kept: \(path) cannot be read, because \(reason), and it could not be moved aside.")
        }
    }

    private static func describe(_ error: any Error) -> String {
        if let error = error as? DatabaseError { return error.message ?? error.description }
        return (error as? CocoaError).map { _ in "no permission" } ?? "\(error)"
    }

    // MARK: - Records

    /// By item and version; empty where the file cannot be read.
    public func records(of lesson: String) -> [ItemRecord] {
        (try? database.read { try Self.records($0, "WHERE lesson = ? ORDER BY item, version", [lesson]) }) ?? []
    }

    /// The guesses of all lessons, the oldest first; empty where the file cannot be read.
    public func predictions() -> [ItemRecord] {
        (try? database.read {
            try Self.records($0, "WHERE item LIKE 'prediction-%' ORDER BY updated, lesson, item")
        }) ?? []
    }

    /// Every record, by lesson and item.
    public func allRecords() throws -> [ItemRecord] {
        try database.read { try Self.records($0, "ORDER BY lesson, item, version") }
    }

    /// Read one after the other by the places of their columns: looking for names a million times takes longer than all else.
    private static func records(_ db: Database, _ condition: String, _ arguments: StatementArguments = []) throws
        -> [ItemRecord]
    {
        let columns = answerColumns.map(\.name).joined(separator: ", ")
        let rows = try Row.fetchCursor(db, sql: "SELECT \(columns) FROM answers \(condition)", arguments: arguments)
        var records: [ItemRecord] = []
        while let row = try rows.next() { records.append(try record(row)) }
        return records
    }

    /// Where the learner left; nil before the first visit.
    public func place(in lesson: String) -> PlaceRecord? { try? database.read { try Self.place(in: lesson, $0) } }

    private static func place(in lesson: String, _ db: Database) throws -> PlaceRecord? {
        try Row.fetchOne(db, sql: "SELECT * FROM places WHERE lesson = ?", arguments: [lesson]).map(placeRecord)
    }

    private static func kept(_ record: ItemRecord, _ db: Database) throws -> ItemRecord? {
        try records(
            db, "WHERE lesson = ? AND item = ? AND version = ?", [record.lesson, record.item, record.version]
        ).first
    }

    /// Where the learner stands in each lesson that was begun.
    public func allPlaces() throws -> [PlaceRecord] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM places ORDER BY lesson").map(Self.placeRecord)
        }
    }

    /// Does it in one transaction, stamped with the time, and on the disk before it returns.
    public func change(_ known: ItemRecord, _ happened: (inout ItemRecord) -> Void) -> (
        record: ItemRecord, problem: String?
    ) {
        var changed = known
        let problem = attempt { db in
            changed = try Self.kept(known, db) ?? known
            happened(&changed)
            changed.updated = Self.now
            try Self.write(changed, db)
        }
        if problem != nil {
            changed = known
            happened(&changed)
        }
        return (changed, problem)
    }

    /// Moves the place in one transaction, stamped with the time, and on the disk before it returns.
    public func move(_ move: Move) -> String? {
        attempt { db in
            try Self.write(move.place(after: try Self.place(in: move.header.id, db), at: Self.now), db)
        }
    }

    /// Joins records of another program or machine to those that are kept.
    ///
    /// - Returns: how many were changed by it.
    func merge(_ records: [ItemRecord], _ places: [PlaceRecord]) throws -> Int {
        try database.write { db in
            var taken = 0
            for record in records {
                let known = try Self.kept(record, db)
                let joined = known?.joined(with: record) ?? record
                guard joined != known else { continue }
                try Self.write(joined, db)
                taken += 1
            }
            for place in places {
                let known = try Self.place(in: place.lesson, db)
                let joined = known?.joined(with: place) ?? place
                guard joined != known else { continue }
                try Self.write(joined, db)
                taken += 1
            }
            return taken
        }
    }

    /// - Parameter lesson: its id; nil forgets everything.
    /// - Returns: how many answers were forgotten.
    public func forget(_ lesson: String?) throws -> Int {
        try database.write { db in
            if let lesson {
                try db.execute(sql: "DELETE FROM places WHERE lesson = ?", arguments: [lesson])
                try db.execute(sql: "DELETE FROM answers WHERE lesson = ?", arguments: [lesson])
            } else {
                try db.execute(sql: "DELETE FROM places")
                try db.execute(sql: "DELETE FROM answers")
            }
            return db.changesCount
        }
    }

    private func attempt(_ change: (Database) throws -> Void) -> String? {
        do {
            try database.write { try change($0) }
            return nil
        } catch {
            return "This could not be written to the record of your progress (\(Self.describe(error)))."
        }
    }

    private static func write(_ record: ItemRecord, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT OR REPLACE INTO answers
                (lesson, item, version, outcome, attempts, hints, sawSolution, answer, seconds, updated)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                record.lesson, record.item, record.version, record.status.rawValue, record.attempts, record.hints,
                record.sawSolution, record.answer, record.seconds, record.updated,
            ])
    }

    private static func write(_ place: PlaceRecord, _ db: Database) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO places (lesson, version, place, isAtEnd, updated) VALUES (?, ?, ?, ?, ?)",
            arguments: [place.lesson, place.version, place.place, place.isAtEnd, place.updated])
    }

    private static func record(_ row: Row) throws -> ItemRecord {
        var record = ItemRecord(
            lesson: try row.decode(atIndex: 0), version: try row.decode(atIndex: 1), item: try row.decode(atIndex: 2))
        record.status = ItemRecord.Status(rawValue: try row.decode(atIndex: 3)) ?? .open
        record.attempts = count(try row.decode(atIndex: 4))
        record.hints = count(try row.decode(atIndex: 5))
        record.sawSolution = try row.decode(atIndex: 6)
        record.answer = try row.decode(atIndex: 7)
        record.seconds = try row.decode(atIndex: 8)
        record.updated = try row.decode(atIndex: 9)
        return record
    }

    /// A count that goes on being counted: an imported file may hold any number, also the largest.
    private static func count(_ number: Int) -> Int { Swift.min(Swift.max(0, number), 1_000_000_000) }

    private static func placeRecord(_ row: Row) throws -> PlaceRecord {
        PlaceRecord(
            lesson: try row.decode(forColumn: "lesson"), version: try row.decode(forColumn: "version"),
            place: try row.decode(forColumn: "place"), isAtEnd: try row.decode(forColumn: "isAtEnd"),
            updated: try row.decode(forColumn: "updated"))
    }

    private static var now: String { Date().ISO8601Format() }
}

/// Where a learner stands in one lesson.
public struct PlaceRecord: Sendable, Equatable, Codable {
    /// The id of the lesson.
    public var lesson: String
    /// The lesson's version at the last visit.
    public var version: Int
    /// The key of the step.
    public var place: String
    /// Whether the lesson was finished.
    public var isAtEnd: Bool
    /// ISO 8601 in UTC.
    public var updated: String

    /// Both together: the newer place; finished if one of them is.
    func joined(with other: PlaceRecord) -> PlaceRecord {
        var joined = updated < other.updated ? other : self
        joined.isAtEnd = isAtEnd || other.isAtEnd
        return joined
    }
}
