// What comes of a running trial: suggestions, reports, its result. It is stored while the trial is this process's own.

import Synchronization
import Answers
public import Tuning

extension StoredStudy {
    /// What was suggested to a running trial.
    public func update(_ trial: Trial) throws {
        let domains = TrialText.domains(trial)
        // The end of the trial stores all of it again; only that its domains are there has to be known.
        let effort = isStored(domains: domains) ? Effort.ahead : .repeatable
        try change(trial, "a suggestion was stored", .process, effort) { db in
            try store(domains: domains, db)
            return try db.change(
                """
                UPDATE trials SET domains = \(StoredStudy.domains), settings = ?, constraints = ?, attributes = ?, visible = ?
                \(StoredStudy.own)
                """,
                [
                    domains, TrialText.settings(trial), TrialText.constraints(trial), TrialText.attributes(trial),
                    trial.visible,
                ] + own(trial.number))
        }
    }

    /// One report of a running trial.
    public func report(_ report: Trial.Report, of number: Int) throws {
        try change(Trial(number: number), "a report was stored", .process) { db in
            let isOwn = try isOwn(number, db)
            try db.change(
                """
                INSERT INTO reports (study, number, step, value)
                SELECT study, number, CAST(? AS BIGINT), CAST(? AS DOUBLE PRECISION) FROM trials \(StoredStudy.own)
                ON CONFLICT DO NOTHING
                """, [report.step, report.value] + own(number))
            return Pending { try isOwn.get() ? 1 : 0 }
        }
        state.withLock { $0.held[number]?.reports += 1 }
    }

    /// A trial that is over. When this returns, its result outlives the process.
    ///
    /// Telling the same twice is telling it once.
    ///
    /// - Throws: `Mistake` where the trial was given to another process in the meantime, because this one gave no sign of life,
    ///   and where it has ended with another result.
    public func finish(_ trial: Trial) throws {
        let domains = TrialText.domains(trial)
        try change(trial, "trial \(trial.number) was stored", .told) { db in
            let stored = state.withLock { $0.held[trial.number]?.reports } ?? 0
            let unstored = trial.reports.dropFirst(stored)
            try db.hold(id)
            // Of a trial that is another's by now nothing may be stored.
            if !unstored.isEmpty, try isOwn(trial.number, db).get() { try store(unstored, of: trial.number, db) }
            try store(domains: domains, db)
            let changes = try db.change(
                """
                UPDATE trials SET state = ?, reason = ?, domains = \(StoredStudy.domains), settings = ?, results = ?,
                constraints = ?, attributes = ?, visible = ?, started = ?, ended = ?, lease = NULL,
                place = 1 + (SELECT finished FROM studies WHERE id = ?) \(StoredStudy.own)
                """,
                [
                    trial.state.word, trial.state.reason, domains, TrialText.settings(trial), TrialText.results(trial),
                    TrialText.constraints(trial), TrialText.attributes(trial), trial.visible, trial.started,
                    trial.ended, id,
                ] + own(trial.number))
            try count(db)
            return changes
        }
        state.withLock { $0.held[trial.number]?.isTold = true }
        database.end(TrialKey(study: id, number: trial.number))
    }

    /// Changes a running trial of this process's own.
    ///
    /// - Parameter work: gives how many rows it has changed.
    func change(
        _ trial: Trial, _ what: String, _ lasting: Lasting, _ effort: Effort = .repeatable,
        _ work: (any StudySession) throws -> Pending<Int>
    ) throws {
        let changes = try write(what, lasting, effort, work)
        if try effort == .ahead ? changes.known != 0 : changes.get() > 0 { return }
        guard try reclaim(trial) else { return }
        if try write(what, lasting, .repeatable, work).get() == 0 { throw lost(trial.number) }
    }

    /// Looks what has become of a trial of this process's that is not running under its name: a server that has broken
    /// down may have lost that it was begun. Where nobody else has begun it, it is this process's again.
    ///
    /// - Returns: false where the trial is stored as it is.
    /// - Throws: `Mistake` where it is another's, `Trial.endedAlready` where it has ended as something else.
    func reclaim(_ trial: Trial) throws -> Bool {
        let number = trial.number
        let held = state.withLock { $0.held[number]?.attempt }
        return try write("trial \(number) was looked for", .process, .repeatable) { db in
            try db.hold(id)
            let isThere = try db.select("SELECT 1 FROM studies WHERE id = ?", [id]) { try $0.integer(0) }
            let next = try nextNumber(db)
            let rows = try db.select(
                "SELECT state, reason, worker, attempt, results FROM trials WHERE study = ? AND number = ?",
                [id, number]
            ) { row in
                (
                    state: Trial.State(try row.text(0), try row.optionalText(1) ?? ""),
                    isOwn: try row.optionalText(2) == Worker.ownText && row.integer(3) == held,
                    attempt: try row.integer(3), results: try row.text(4)
                )
            }
            guard try !isThere.get().isEmpty else { throw isGone }
            guard let held else { throw lost(number) }
            if let known = try rows.get().first {
                if known.isOwn, let state = known.state, state.isFinished {
                    guard state == trial.state, known.results == TrialText.results(trial) else {
                        throw Trial(number: number, state: state).endedAlready
                    }
                    return false
                }
                guard known.isOwn || (known.state == .waiting && known.attempt <= held) else { throw lost(number) }
                try begin(number, started: trial.started, as: held, db)
            } else {
                // Numbers that others were given before it are lost as well: they wait to be begun anew.
                for missing in try next.get()..<max(number, next.get()) {
                    try insert(Trial(number: missing, state: .waiting), place: nil, db)
                }
                try insert(trial.begunAnew, place: nil, db)
                try begin(number, started: trial.started, as: held, db)
            }
            state.withLock { $0.held[number]?.reports = 0 }
            return true
        }
    }

    func lost(_ number: Int) -> Mistake {
        Mistake(
            "trial \(number) of '\(header.name)' is no longer this process's: it gave no sign of life for "
                + "\(Int(Heartbeat.lease)) s, and another has taken over",
            expected: "a process that runs on while it works on a trial"
        ).raised(as: Trial.takenOver)
    }
}
