import Synchronization
import Answers
public import Tuning

/// The trials of one study that is kept. Several processes, and several of these within one, may work on it.
///
/// A trial belongs to whoever claimed it. When its process ends without a result, or on another machine gives no sign of life for
/// a minute, the next who claims begins it anew under the same number; after three such ends it has failed.
public final class StoredStudy: StudyStore {
    /// The file or server that it is kept in.
    public let database: StudyDatabase
    /// What is fixed about the study.
    public let header: StudyHeader
    let id: Int64
    let state = Mutex(State())

    struct State {
        /// The attempt under which this process works on a trial, and how many of its reports are stored.
        var held: [Int: Holding] = [:]
        /// Domains that are known to be stored, with the era in which they were.
        var domains: [String: Int] = [:]

        var running: [(number: Int, attempt: Int)] {
            held.filter { !$0.value.isTold }.map { ($0.key, $0.value.attempt) }
        }
    }

    struct Holding {
        var attempt: Int
        var reports = 0
        var isTold = false
    }

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

    func write<T>(
        _ what: String, _ lasting: Lasting, _ effort: Effort = .once, _ work: (any StudySession) throws -> T
    ) throws -> T {
        do { return try database.write(what, lasting, effort, work) } catch {
            // What was to be stored with it is not.
            state.withLock { $0.domains = [:] }
            throw error
        }
    }

    func nextNumber(_ db: any StudySession) throws -> Pending<Int> {
        let last = try db.select("SELECT number FROM trials WHERE study = ? ORDER BY number DESC LIMIT 1", [id]) {
            try $0.integer(0)
        }
        return Pending { try last.get().first.map { $0 + 1 } ?? 0 }
    }

    /// The study counts a trial that has taken the next place in the order of finishing. Nothing changes where none has.
    func count(_ db: any StudySession) throws {
        try db.change(
            """
            UPDATE studies SET finished = finished + 1
            WHERE id = ? AND finished < (SELECT max(place) FROM trials WHERE study = ? AND place IS NOT NULL)
            """, [id, id])
    }

    func isStored(domains text: String) -> Bool {
        state.withLock { $0.domains[text] } == database.backend.currentEra
    }

    /// The row of these domains, once `store` has seen to it that there is one.
    static let domains = "(SELECT id FROM domains WHERE parameters = ?)"

    func store(domains text: String, _ db: any StudySession) throws {
        guard state.withLock({ $0.domains.updateValue(db.era, forKey: text) }) != db.era else { return }
        try db.change("INSERT INTO domains (parameters) VALUES (?) ON CONFLICT DO NOTHING", [text])
    }

    /// Brings what was told to its place.
    public func settle() { database.backend.settle() }

    /// Which row of the trials is a running trial of this process's own.
    static let own = "WHERE study = ? AND number = ? AND state = 'running' AND worker = ? AND attempt = ?"

    func own(_ number: Int, _ attempt: Int? = nil) -> [any SQLArgument] {
        [id, number, Worker.ownText, attempt ?? self.attempt(of: number)]
    }

    func attempt(of number: Int) -> Int { state.withLock { $0.held[number]?.attempt } ?? 0 }

    func isOwn(_ number: Int, _ db: any StudySession) throws -> Pending<Bool> {
        let rows = try db.select("SELECT 1 FROM trials \(StoredStudy.own)", own(number)) { try $0.integer(0) }
        return Pending { try !rows.get().isEmpty }
    }

    var isGone: Mistake {
        Mistake(
            "the study '\(header.name)' is no longer in '\(database.name)'", expected: "a study that is not deleted")
    }
}
