import Conversation
import Markdown
import Answers

/// One lesson being worked through: what the learner types goes in, what they are to read comes out.
///
/// The moves are those of `Guide`; this runs the code, judges the answers and keeps the record.
final class Tutor {
    var guide: Guide
    let sandbox: Sandbox
    let log: any ProgressLog
    /// What was typed at the present step and did not do, to be edited.
    var draft: String?
    /// Guesses made before the cell that decides them ran.
    var guesses: [String: String] = [:]
    /// The key of the step where this session stood last, as the record knows it.
    private var stood: String?
    /// Items whose results are in the session.
    var inSession: Set<String> = []
    var lesson: Lesson { guide.lesson }

    /// - Parameters:
    ///   - log: where records come from and go to.
    ///   - again: start at the top, although there is a place to go on from.
    init(_ lesson: Lesson, sandbox: Sandbox, log: any ProgressLog, again: Bool = false) {
        self.sandbox = sandbox
        self.log = log
        sandbox.beginLesson()
        guide = Guide(
            lesson, records: log.records(of: lesson.header.id),
            at: again ? nil : log.place(in: lesson.header.id)?.place)
        stood = log.place(in: lesson.header.id)?.place
    }

    // MARK: - What stands on the line

    /// Code or nothing, to be edited and sent with Enter.
    var preset: String? {
        if let draft { return draft }
        return switch guide.step {
        case .cell(let cell): Self.oneLine(cell.code.source)
        case .exercise(let exercise): Self.oneLine(exercise.starter.source)
        default: nil
        }
    }

    var prompt: String {
        switch guide.step {
        case .page: "Enter> "
        case .prediction: "guess> "
        case .question: "answer> "
        case .exercise: "try> "
        case .stop: "wait> "
        case .cell, .end: "> "
        }
    }

    /// Several statements joined by semicolons, so that they can be edited on one line; left as they are where that
    /// could change their meaning.
    static func oneLine(_ source: String) -> String {
        let lines = source.split(separator: "\n").map { String($0.trimmed) }.filter { !$0.isEmpty }
        guard lines.count > 1, !source.contains("#"), !source.contains("\"\"\""), !source.contains("'''") else {
            return source
        }
        var joined = ""
        var open = 0
        for line in lines {
            if !joined.isEmpty { joined += open > 0 ? " " : "; " }
            joined += line
            for character in line {
                if "([{".contains(character) { open += 1 } else if ")]}".contains(character) { open -= 1 }
            }
        }
        return joined
    }

    // MARK: - Arriving

    /// What to read on coming in: where the lesson goes on, and what was run again for it.
    func begin() -> Reply {
        var parts: [Reply.Part] = []
        let first = Guide(lesson).index
        if guide.index > first, !guide.isAtEnd {
            parts.append(.markdown([Self.note("Going on where you left \"\(lesson.header.title)\".")]))
            if let told = runAgain() { parts.append(.markdown(told)) }
        }
        return Reply(parts + arrive())
    }

    static func note(_ text: String) -> MarkdownBlock { MarkdownBlock(.paragraph([.emphasis([.text(text)])])) }

    /// What there is to read at the present place.
    func arrive() -> [Reply.Part] {
        draft = nil
        let move = Move(header: lesson.header, from: stood, to: guide.step.key, steps: guide.steps.map(\.key))
        if let problem = log.move(move) { pendingProblem = problem }
        stood = guide.step.key
        let pages = guide.pagesBefore.map { Reply.Part.markdown($0) }
        switch guide.step {
        case .page: return pages + [.cue("Enter goes on.")]
        case .prediction(let prediction):
            return pages + [
                .markdown(prediction.prompt), .cue("Type your guess; Enter alone goes on without one."),
            ]
        case .cell:
            let isFirst = guide.steps[..<guide.index].allSatisfy { if case .cell = $0 { false } else { true } }
            guard guide.index <= 1 || isFirst else { return pages }
            return pages + [.cue("Enter runs the line below. Change it first if you like; Ctrl-U empties it.")]
        case .question(let question): return pages + ask(question)
        case .exercise(let exercise):
            let points = "\(exercise.points.short(6)) \(exercise.points == 1 ? "point" : "points")"
            let task = exercise.starter.hasBlank ? "Replace ____ and press Enter." : "Change the line and press Enter."
            return pages + prepare(exercise).map { .text($0) } + [
                .cue(lead: "Your turn", " (\(points)). \(task) :hint helps, :skip goes on.")
            ]
        case .stop: return pages + [.cue(lead: "Stop.", " " + Self.waiting)]
        case .end: return pages + [.verdict(ending)]
        }
    }

    func ask(_ question: Question) -> [Reply.Part] {
        switch question.answer {
        case .choice(let choices):
            let list = MarkdownBlock(.list(start: 1, items: choices.map { MarkdownBlock.Item(blocks: $0.text) }))
            let way =
                choices.count { $0.isRight } > 1 ? "Type the numbers of all that are right." : "Type its number."
            return [.markdown(question.prompt + [list]), .cue(way)]
        case .number: return [.markdown(question.prompt), .cue("Type a number.")]
        case .formula(let formula):
            return [
                .markdown(question.prompt), .cue("Type a formula in \(formula.variables.joined(separator: ", "))."),
            ]
        case .expression:
            return [.markdown(question.prompt), .cue("Type an expression; its value is compared.")]
        }
    }

    private var ending: Verdict {
        let grades = guide.grades
        var text = grades.isEmpty ? "" : "You have \(grades.summary)."
        let share = grades.points > 0 ? grades.earned / grades.points : 1
        if share < lesson.header.pass {
            text += " To pass it takes \((100 * lesson.header.pass).short())%; :back goes to what is open."
        }
        return Verdict(
            .right, "The lesson ends here.", text, cue: ":lessons lists the next ones; :stop leaves.")
    }

    // MARK: - The record

    /// Keeps what has happened to an item.
    func note(_ item: String, _ happened: (inout ItemRecord) -> Void) {
        var known = guide.record(item)
        known.version = lesson.header.version
        let (record, problem) = log.change(known, happened)
        guide.records[item] = record
        if let problem { pendingProblem = problem }
    }

    /// What went wrong with keeping the record, to be told once.
    private(set) var pendingProblem: String?

    func takeProblem() -> String? {
        defer { pendingProblem = nil }
        return pendingProblem
    }
}
