// How a trial is begun: the oldest that waits or was abandoned, or a new one; and how it is given back.

import Synchronization
import Answers
public import Tuning

extension StoredStudy {
    /// How often a trial is begun before it counts as failed.
    static let attempts = 3

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

    func begin(_ number: Int, started: Double?, as attempt: Int, _ db: any StudySession) throws {
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
}
