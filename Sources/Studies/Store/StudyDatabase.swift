import Foundation
public import Answers

/// Studies that are kept: in one SQLite file, or on a PostgreSQL server, where several processes may work on them at once.
///
/// What is told, and what only begins (a trial's number, a report), survives the end of the process once the call has returned.
public final class StudyDatabase: Sendable {
    let backend: any StudyBackend
    private let beats = Heartbeat()

    /// As the person named it; of an address without its password.
    public var name: String { backend.name }

    /// Opens the file or the server's database, or makes its tables.
    ///
    /// - Parameters:
    ///   - storage: a file's path, or an address: `postgresql://user@host/database`.
    ///   - mayCreate: false refuses one that is not there.
    ///   - work: ends the waiting for a server.
    /// - Throws: `Mistake` for a file that is missing, is no file of studies, is damaged, locked or of a newer version, and
    ///   for a folder that cannot be written to; for a server that cannot be reached or refuses, and a database of a newer version or of
    ///   something else; `Stopped`.
    public convenience init(_ storage: String, mayCreate: Bool = true, work: Work = Work()) throws {
        if let address = try PostgresAddress(storage) {
            self.init(try PostgresServer(address, mayCreate: mayCreate, work))
        } else {
            self.init(try StudyFile(storage, mayCreate: mayCreate))
        }
    }

    /// Whether a storage is the address of a server.
    public static func isServer(_ storage: String) -> Bool {
        PostgresAddress.isOne(storage)
    }

    /// A storage as it may be shown: an address without its password.
    public static func shown(_ storage: String) -> String { PostgresAddress.shown(storage) }

    /// Whether a storage is the address of a server, or a file of studies that is there.
    public static func isOne(_ storage: String) -> Bool { isServer(storage) || StudyFile.isOne(storage) }

    init(_ backend: any StudyBackend) { self.backend = backend }

    func read<T>(_ what: String, _ work: (any StudySession) throws -> T) throws -> T { try backend.read(what, work) }

    func write<T>(
        _ what: String, _ lasting: Lasting, _ effort: Effort = .once, _ work: (any StudySession) throws -> T
    ) throws -> T { try backend.write(what, lasting, effort, work) }

    /// A column that is a document.
    func document(_ text: String) throws -> JSON {
        do { return try JSON(reading: text) } catch { throw backend.damaged }
    }

    /// A trial of this process runs: its lease is extended until `end`.
    func begin(_ trial: TrialKey) {
        beats.begin(trial) { [weak self] running in
            // What cannot be written to now is written to at the next beat; the lease lasts for four.
            try? self?.write("a sign of life was given", .process, .little) { db in
                for key in running.sorted(by: { ($0.study, $0.number) < ($1.study, $1.number) }) {
                    try db.change(
                        "UPDATE trials SET lease = ? WHERE study = ? AND number = ? AND worker = ?",
                        [db.now + Heartbeat.lease, key.study, key.number, Worker.ownText])
                }
            }
        }
    }

    func end(_ trial: TrialKey) { beats.end(trial) }
}
