// Trials that nobody works on yet, or that were made elsewhere.

public import Answers
public import Tuning

extension StoredStudy {
    /// Adds a trial that waits for whoever claims next.
    public func enqueue(_ configuration: Configuration, _ attributes: [String: JSON]) throws -> Trial {
        var trial = Trial(number: 0, state: .waiting)
        (trial.fixed, trial.attributes) = (configuration, attributes)
        return try add(trial)
    }

    /// Adds a trial that was made elsewhere, under the next number.
    public func add(_ trial: Trial) throws -> Trial {
        guard let added = try add([trial]).first else { throw database.backend.damaged }
        return added
    }

    /// Adds trials that were made elsewhere, all or none of them; those that finished count as finished in this order.
    public func add(_ trials: [Trial]) throws -> [Trial] {
        try write("trials were added", .power) { db in
            try db.hold(id)
            let finished = try db.select("SELECT finished FROM studies WHERE id = ?", [id]) { try $0.integer(0) }
            var number = try nextNumber(db).get()
            guard var place = try finished.get().first else { throw isGone }
            let added = try trials.map { trial in
                var own = trial
                own.number = number
                number += 1
                if own.state.isFinished { place += 1 }
                try insert(own, place: own.state.isFinished ? place : nil, db)
                return own
            }
            try db.change("UPDATE studies SET finished = ? WHERE id = ?", [place, id])
            return added
        }
    }

    /// - Parameter attempt: under which this process works on it; nil where nobody does.
    func insert(_ trial: Trial, place: Int?, as attempt: Int? = nil, _ db: any StudySession) throws {
        let trial = trial.checked(for: header.directions)
        let domains = TrialText.domains(trial)
        try store(domains: domains, db)
        try db.change(
            """
            INSERT INTO trials (study, number, state, reason, domains, settings, results, constraints, attributes, fixed,
            visible, place, started, ended, worker, lease, attempt)
            VALUES (?, ?, ?, ?, \(StoredStudy.domains), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                id, trial.number, trial.state.word, trial.state.reason, domains, TrialText.settings(trial),
                TrialText.results(trial), TrialText.constraints(trial), TrialText.attributes(trial),
                TrialText.fixed(trial), trial.visible, place, trial.started, trial.ended,
                attempt.map { _ in Worker.ownText }, attempt.map { _ in db.now + Heartbeat.lease }, attempt ?? 0,
            ])
        try store(trial.reports[...], of: trial.number, db)
    }

    func store(_ reports: ArraySlice<Trial.Report>, of number: Int, _ db: any StudySession) throws {
        for report in reports {
            try db.change(
                "INSERT INTO reports (study, number, step, value) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                [id, number, report.step, report.value])
        }
    }
}
