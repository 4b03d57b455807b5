import Language

/// What an answer that did not pass has set. It stays, to be looked at, until the next answer or the next step, and is no part of
/// either: those are judged behind the lesson's own cells.
struct LastAttempt {
    private var names: Set<String>
    /// What stood under the names before.
    private let before: [String: Value]

    /// Lays what the answer has set over what the session holds.
    init(_ values: [String: Value], over session: Session) {
        names = Set(values.keys)
        before = session.variables.filter { values[$0.key] != nil }
        session.variables.merge(values) { $1 }
    }

    /// What the learner has set by hand since is theirs, and stays.
    mutating func forget(_ set: [String]) {
        names = set.contains("*") ? [] : names.subtracting(set)
    }

    /// Brings back what stood under the names.
    func putAway(from session: Session) {
        for name in names { session.variables[name] = before[name] }
    }
}
