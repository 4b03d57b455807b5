import Answers
import Foundation
import GRDB

/// What is known already of answers that were judged before, and the secret from which held-back seeds are drawn: so that
/// grading again judges only what a changed check touches, and grades everything else as it did.
///
/// A verdict is kept under the fingerprint of its item and the whole text of the answer: a learner cannot make one answer pass for
/// another.
public final class GradeStore {
    private let database: DatabaseQueue
    /// What the person has to know, e.g. that nothing is kept.
    public let notice: String?
    /// The teacher's own: nobody who has only the lesson can work out the seeds that follow from it.
    public let secret: UInt64

    /// - Parameter path: nil keeps nothing beyond this run. A file that cannot be read is begun anew: what is lost can be had
    ///   again by judging.
    public static func open(_ path: String?) throws -> GradeStore {
        guard let path else { return try GradeStore(DatabaseQueue(), notice: nil) }
        do {
            return try file(path)
        } catch let error as DatabaseError where [.SQLITE_NOTADB, .SQLITE_CORRUPT].contains(error.resultCode) {
            try? FileManager.default.removeItem(atPath: path)
            return try (try? file(path)) ?? unkept(path)
        } catch {
            return try unkept(path)
        }
    }

    private static func unkept(_ path: String) throws -> GradeStore {
        try GradeStore(DatabaseQueue(), notice: "Verdicts are not kept for the next time: \(path) cannot be written.")
    }

    private static func file(_ path: String) throws -> GradeStore {
        let folder = (path as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteNoPermission) }
        fchmod(descriptor, 0o600)
        close(descriptor)
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        return try GradeStore(DatabaseQueue(path: path, configuration: configuration), notice: nil)
    }

    private init(_ database: DatabaseQueue, notice: String?) throws {
        self.database = database
        self.notice = notice
        secret = try database.write { db in
            try db.execute(
                sql: """
                    CREATE TABLE IF NOT EXISTS verdicts (
                        item TEXT NOT NULL, answer TEXT NOT NULL, outcome TEXT NOT NULL, message TEXT NOT NULL,
                        effect TEXT NOT NULL, ownSession INTEGER NOT NULL, PRIMARY KEY (item, answer)
                    ) WITHOUT ROWID;
                    CREATE TABLE IF NOT EXISTS secrets (id INTEGER PRIMARY KEY CHECK (id = 1), seed INTEGER NOT NULL);
                    """)
            try db.execute(
                sql: "INSERT OR IGNORE INTO secrets (id, seed) VALUES (1, ?)",
                arguments: [Int64.random(in: 1 ... .max)])
            return UInt64(try Int64.fetchOne(db, sql: "SELECT seed FROM secrets") ?? 1)
        }
    }

    /// The verdict on an answer to an item of this fingerprint; nil where it was not judged before.
    func verdict(_ item: String, _ answer: String) -> GradedVerdict? {
        try? database.read { db in
            let row = try Row.fetchOne(
                db, sql: "SELECT * FROM verdicts WHERE item = ? AND answer = ?", arguments: [item, answer])
            guard let row, let outcome = GradedVerdict.Outcome(rawValue: try row.decode(forColumn: "outcome")) else {
                return nil
            }
            return GradedVerdict(
                outcome: outcome, message: try row.decode(forColumn: "message"),
                effect: try row.decode(forColumn: "effect"), isInOwnSession: try row.decode(forColumn: "ownSession"))
        }
    }

    /// Keeps verdicts, all in one transaction. What cannot be kept is judged again the next time.
    func keep(_ verdicts: [(item: String, answer: String, verdict: GradedVerdict)]) {
        try? database.write { db in
            for (item, answer, verdict) in verdicts {
                try db.execute(
                    sql: "INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?, ?, ?, ?)",
                    arguments: [
                        item, answer, verdict.outcome.rawValue, verdict.message, verdict.effect, verdict.isInOwnSession,
                    ])
            }
        }
    }
}
