// The trials of a study, out of their rows.

import Answers
public import Tuning

extension StoredStudy {
    /// What finished after the first `count` finished trials, and what runs now.
    public func changes(after count: Int) throws -> (finished: [Trial], running: [Trial]) {
        try database.read("the trials were read") { db in try changes(after: count, db)() }
    }

    func changes(
        after count: Int, _ db: any StudySession
    ) throws -> () throws -> (finished: [Trial], running: [Trial]) {
        let finished = try trials(db, "place > ?", [count], order: "place")
        let running = try trials(db, "place IS NULL AND state = 'running'", [])
        return { (try finished(), try running()) }
    }

    /// All trials, by number.
    public func trials() throws -> [Trial] {
        try database.read("the trials were read") { db in try trials(db, "number >= 0", [])() }
    }

    /// All trials by number, and the numbers of the finished ones in the order in which they finished.
    func all() throws -> ([Trial], [Int]) {
        try database.read("the trials were read") { db in
            let order = try db.select(
                "SELECT number FROM trials WHERE study = ? AND place IS NOT NULL ORDER BY place", [id]
            ) { try $0.integer(0) }
            let trials = try trials(db, "number >= 0", [])
            return (try trials(), try order.get())
        }
    }

    func trials(
        _ db: any StudySession, _ condition: String, _ values: [any SQLArgument], order: String = "number"
    ) throws -> () throws -> [Trial] {
        var parsed: [String: [(String, ParameterDomain)]] = [:]
        let trials = try db.select(
            """
            SELECT number, state, reason, parameters, settings, results, constraints, attributes, fixed, visible, started, ended
            FROM trials JOIN domains ON domains.id = trials.domains WHERE study = ? AND \(condition) ORDER BY \(order)
            """, [id] + values
        ) { try self.trial($0, &parsed) }
        let reports = try db.select(
            """
            SELECT number, step, value FROM reports
            WHERE study = ? AND number \(db.among("SELECT number FROM trials WHERE study = ? AND \(condition)"))
            ORDER BY number, step
            """, [id, id] + values
        ) { (number: try $0.integer(0), report: Trial.Report(step: try $0.integer(1), value: try $0.real(2) ?? .nan)) }
        return {
            var trials = try trials.get()
            let reports = try reports.get()
            guard !reports.isEmpty else { return trials }
            let places = Dictionary(uniqueKeysWithValues: trials.enumerated().map { ($0.element.number, $0.offset) })
            for (number, report) in reports {
                if let place = places[number] { trials[place].reports.append(report) }
            }
            return trials
        }
    }

    func trial(_ row: any SQLRow, _ parsed: inout [String: [(String, ParameterDomain)]]) throws -> Trial {
        func column(_ column: Int) throws -> JSON { try database.document(row.text(column)) }
        guard let state = Trial.State(try row.text(1), try row.optionalText(2) ?? "") else { throw UnreadableRow() }
        var trial = Trial(number: try row.integer(0), state: state)
        let text = try row.text(3)
        if parsed[text] == nil {
            parsed[text] = try database.document(text).pairs?.map {
                ($0.key, try ParameterDomain(distribution: $0.value))
            }
        }
        let settings = try column(4).items?.compactMap(Setting.init) ?? []
        let domains = parsed[text] ?? []
        guard settings.count == domains.count else { throw UnreadableRow() }
        for ((name, domain), setting) in zip(domains, settings) { trial.set(name, domain, setting) }
        trial.values = try column(5).items?.compactMap(\.double) ?? []
        trial.constraints = TrialText.members(try column(6)).compactMapValues(\.double)
        trial.attributes = TrialText.members(try column(7))
        trial.fixed = try Configuration(json: column(8), from: database.name)
        trial.visible = try row.integer(9)
        trial.started = try row.real(10)
        trial.ended = try row.real(11)
        return trial.checked(for: header.directions)
    }
}

extension Trial.State {
    /// Reads what `word` and `reason` wrote.
    init?(_ word: String, _ reason: String) {
        switch word {
        case "waiting": self = .waiting
        case "running": self = .running
        case "complete": self = .complete
        case "pruned": self = .pruned
        case "failed": self = .failed(reason)
        default: return nil
        }
    }
}
