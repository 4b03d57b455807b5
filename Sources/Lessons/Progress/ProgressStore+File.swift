import Files
import Foundation
import GRDB

/// The file of the record: made, looked over, and set aside where it cannot be read.
extension ProgressStore {
    struct DamagedRecord: Error {}
    struct NewerRecord: Error { var version: Int }

    static let schemaVersion = 1

    static func file(_ path: String) throws -> any DatabaseWriter {
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
        return try Patience.again(for: 5, while: isBusy) {
            let pool = try DatabasePool(path: path, configuration: configuration)
            try pool.write(prepare)
            return pool
        }
    }

    private static func isBusy(_ error: any Error) -> Bool { (error as? DatabaseError)?.resultCode == .SQLITE_BUSY }

    /// Makes the tables, or checks that they are ours.
    static func prepare(_ db: Database) throws {
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

    static let (text, whole) = ("'text'", "'integer'")
    /// The columns in the order in which they are read, each with what SQLite may hold there.
    static let answerColumns: [(name: String, types: String)] = [
        ("lesson", text), ("version", whole), ("item", text), ("outcome", text), ("attempts", whole), ("hints", whole),
        ("sawSolution", whole), ("answer", text), ("seconds", "'real', 'integer'"), ("updated", text),
    ]
    static let placeColumns: [(name: String, types: String)] = [
        ("lesson", text), ("version", whole), ("place", text), ("isAtEnd", whole), ("updated", text),
    ]

    /// Renames the unreadable file and its companions, and begins a new record.
    static func setAside(_ path: String, because reason: String) throws -> ProgressStore {
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

    static func describe(_ error: any Error) -> String {
        if let error = error as? DatabaseError { return error.message ?? error.description }
        return (error as? CocoaError).map { _ in "no permission" } ?? "\(error)"
    }
}
