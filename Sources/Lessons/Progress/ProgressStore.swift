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

    init(_ database: any DatabaseWriter, path: String?, notice: String?) {
        self.database = database
        self.path = path
        self.notice = notice
    }

    static func inMemory(_ notice: String?) throws -> ProgressStore {
        let queue = try DatabaseQueue()
        try queue.write(prepare)
        return ProgressStore(queue, path: nil, notice: notice)
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
    public func move(_ move: StepTransition) -> String? {
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

    private static var now: String { Date().ISO8601Format() }
}
