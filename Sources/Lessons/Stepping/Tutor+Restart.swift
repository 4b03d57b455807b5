import Answers
import Conversation
import Language
import Markdown

/// Beginning anew: an exercise, a cell, the whole lesson. Attempts and hints that were counted stay counted, and a pass stays a pass.
extension Tutor {
    /// - Parameter name: the id of an exercise or a cell, its number in `:cells`, or `lesson`; empty for where the learner stands.
    func restart(_ name: String) -> Reply {
        let rows = cellList.rows
        putAttemptAway()
        if !name.isEmpty, !guide.go(to: Int(name).flatMap { rows[safe: $0 - 1]?.id } ?? name) {
            if name == "lesson" { return restartLesson() }
            return .failed(
                Mistake(
                    "there is no exercise or cell \(name) in this lesson",
                    expected: "one of \((rows.map(\.id) + ["lesson"]).joined(separator: ", "))", try: ":cells"))
        }
        switch guide.step {
        case .exercise(let exercise): return restart(exercise)
        case .cell: return Reply(arrive() + [.note("The lesson's own line stands there again.")])
        default:
            return .failed(
                Mistake(
                    "here is neither an exercise nor a cell",
                    expected: rows.isEmpty ? nil : "the id of one: \(rows.map(\.id).joined(separator: ", "))",
                    try: ":restart \(rows.first?.id ?? "lesson"), or :restart lesson"))
        }
    }

    /// The starter, what was there before it, and its hints from the first one.
    private func restart(_ exercise: Exercise) -> Reply {
        guide.restartHints(of: exercise.id)
        inSession.remove(exercise.id)
        var told: [Reply.Part] = []
        if let arrival = arrivals[exercise.id] {
            sandbox.restore(arrival.held)
            own = arrival.own
        } else if let notes = runAgain() {
            told = [.markdown(notes)]
        }
        return Reply(told + arrive())
    }

    /// The lesson from its top, without the names that its code has set; what else the learner has set stays.
    private func restartLesson() -> Reply {
        let names = lesson.ownNames.union(book.names)
        let session = sandbox.session
        session.variables = session.variables.filter { !names.contains($0.key) }
        session.modules = session.modules.filter { !names.contains($0.key) }
        book = RunBook(order: guide.steps.map(\.key))
        arrivals = [:]
        inSession = []
        guide = Guide(lesson, records: Array(guide.records.values))
        for exercise in lesson.exercises { guide.restartHints(of: exercise.id) }
        return Reply([.markdown([Self.note("From the top. What was counted stays counted.")])] + arrive())
    }
}
