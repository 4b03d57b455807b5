import GRDB

/// Records as rows of the tables.
extension ProgressStore {
    static func write(_ record: ItemRecord, _ db: Database) throws {
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

    static func write(_ place: PlaceRecord, _ db: Database) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO places (lesson, version, place, isAtEnd, updated) VALUES (?, ?, ?, ?, ?)",
            arguments: [place.lesson, place.version, place.place, place.isAtEnd, place.updated])
    }

    static func record(_ row: Row) throws -> ItemRecord {
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
    static func count(_ number: Int) -> Int { Swift.min(Swift.max(0, number), 1_000_000_000) }

    static func placeRecord(_ row: Row) throws -> PlaceRecord {
        PlaceRecord(
            lesson: try row.decode(forColumn: "lesson"), version: try row.decode(forColumn: "version"),
            place: try row.decode(forColumn: "place"), isAtEnd: try row.decode(forColumn: "isAtEnd"),
            updated: try row.decode(forColumn: "updated"))
    }
}
