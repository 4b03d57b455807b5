import Conversation
import Language
import Markdown
import Answers

/// One lesson being worked through: what the learner types goes in, what they are to read comes out.
///
/// The moves are those of `Guide`; this runs the code, judges the answers and keeps the record.
final class Tutor {
    var guide: Guide
    let sandbox: Sandbox
    let log: any ProgressLog
    let entry: CodeEntry
    /// What was typed at the present step and did not do, to be edited.
    var draft: String?
    /// What the last answer has set, where it did not pass.
    var lastAttempt: LastAttempt?
    /// What ran in this session, and what no longer fits it.
    var book: RunBook
    /// What the learner has set beside the lesson.
    var own = OwnDefinitions()
    /// What was run and is not told yet, for the notebook of the session.
    var runs: [Reply.Run] = []
    /// What there was when each exercise was come to: what the session held, and what the learner had set beside the lesson.
    var arrivals: [String: (held: Sandbox.Snapshot, own: OwnDefinitions)] = [:]
    /// The key of the step where this session stood last, as the record knows it.
    private var stood: String?
    /// Items whose results are in the session.
    var inSession: Set<String> = []
    var lesson: Lesson { guide.lesson }

    /// - Parameters:
    ///   - log: where records come from and go to.
    ///   - again: start at the top, although there is a place to go on from.
    ///   - entry: where the learner types.
    init(
        _ lesson: Lesson, sandbox: Sandbox, log: any ProgressLog, again: Bool = false, entry: CodeEntry = .line
    ) {
        self.sandbox = sandbox
        self.log = log
        self.entry = entry
        sandbox.beginLesson()
        guide = Guide(
            lesson, records: log.records(of: lesson.header.id),
            at: again ? nil : log.place(in: lesson.header.id)?.place)
        stood = log.place(in: lesson.header.id)?.place
        book = RunBook(order: guide.steps.map(\.key))
    }

    // MARK: - What stands on the line

    /// Code or nothing, to be edited and sent with Enter.
    var preset: String? {
        if let draft { return draft }
        return switch guide.step {
        case .cell(let cell): entry.prepared(cell.code.source)
        case .exercise(let exercise): entry.prepared(exercise.starter.source)
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

    /// Whether the next text is a guess or an answer.
    var asks: Bool {
        switch guide.step {
        case .prediction, .question: true
        case .page, .cell, .exercise, .stop, .end: false
        }
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
        putAttemptAway()
        let move = StepTransition(header: lesson.header, from: stood, to: guide.step.key, steps: guide.steps.map(\.key))
        if let problem = log.move(move) { pendingProblem = problem }
        stood = guide.step.key
        let pages = guide.pagesBefore.map { Reply.Part.markdown($0) }
        switch guide.step {
        case .page: return pages + [.cue(entry.goesOn)]
        case .prediction(let prediction):
            return pages + [
                .markdown(prediction.prompt), .cue("Type your guess; Enter alone goes on without one."),
            ]
        case .cell:
            let isFirst = guide.steps[..<guide.index].allSatisfy { if case .cell = $0 { false } else { true } }
            guard guide.index <= 1 || isFirst else { return pages }
            return pages + [.cue(entry.runs(linesReady))]
        case .question(let question): return pages + ask(question)
        case .exercise(let exercise):
            let points = "\(exercise.points.short(6)) \(exercise.points == 1 ? "point" : "points")"
            let task = entry.task(hasBlank: exercise.starter.hasBlank, lines: linesReady)
            arrivals[exercise.id] = (sandbox.snapshot(), own)
            return pages + prepare(exercise).map { .prose($0) } + [
                .cue(lead: "Your turn", " (\(points)). \(task) :hint helps, :skip goes on.")
            ]
        case .stop: return pages + [.cue(lead: "Stop.", " " + Self.waiting)]
        case .end: return pages + [.assessment(ending)]
        }
    }

    /// How many lines stand ready to be changed.
    private var linesReady: Int { 1 + (preset ?? "").count { $0.isNewline } }

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

    private var ending: Assessment {
        let grades = guide.grades
        var text = grades.isEmpty ? "" : "You have \(grades.summary)."
        if grades.share < lesson.header.pass {
            text += " To pass it takes \((100 * lesson.header.pass).short())%; :back goes to what is open."
        }
        return Assessment(
            .right, "The lesson ends here.", text, cue: ":lessons lists the next ones; :stop leaves.")
    }

    /// The present place once more, with the line as it was left.
    func comeBack() -> Reply {
        let kept = draft
        let reply = Reply(arrive())
        draft = kept
        return reply
    }

    // MARK: - Cells

    /// To a cell, exercise or question, by its id or by its number in `:cells`.
    func go(to name: String) -> Reply {
        let rows = cellList.rows
        let number = Int(name).flatMap { rows[safe: $0 - 1]?.id }
        guard guide.go(to: number ?? name) else {
            return .failed(
                Mistake(
                    "there is no cell \(name) in this lesson",
                    expected: "one of \(rows.map(\.id).joined(separator: ", "))",
                    try: ":cells"))
        }
        let kept = book.text(of: guide.step.key)
        let reply = Reply(arrive())
        if case .cell = guide.step { draft = kept.map(entry.prepared) }
        return reply
    }

    /// The cells and exercises with what has become of them in this session.
    var cellList: CellList {
        let stale = book.stale
        let rows = guide.steps.enumerated().compactMap { place, step -> CellList.Row? in
            let source: String
            switch step {
            case .cell(let cell): source = cell.code.source
            case .exercise(let exercise): source = exercise.starter.source
            default: return nil
            }
            let text = book.text(of: step.key)
            var state = "not run"
            if let text {
                let isOwn = if case .cell = step { CodeEntry.oneLine(text) != CodeEntry.oneLine(source) } else { false }
                state = isOwn ? "ran, changed by you" : "ran"
            }
            if case .exercise = step { state = guide.record(step.key).status.rawValue }
            if let input = stale[step.key] { state = "stale: \(input) has changed" }
            return CellList.Row(
                id: step.key, state: state,
                code: CodeEntry.oneLine(text ?? source).split(separator: "\n").joined(separator: "; "),
                isHere: place == guide.index)
        }
        return CellList(rows: rows)
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

    // MARK: - What ran

    /// Notes that something ran whose result stays.
    func keep(_ id: String, _ source: String, seed: UInt64?, _ output: [Reply.Part] = []) {
        runs.append(Reply.Run(source, seed: seed, output: output))
        book.ran(id, source)
        own.ran(source)
    }

    /// What has become stale by what happened.
    func staleness(after happened: () -> Void) -> [Reply.Part] {
        let before = book.stale
        happened()
        let after = book.stale
        let new = guide.steps.map(\.key).filter { after[$0] != nil && before[$0] == nil }
        guard let first = new.first, let input = after[first] else { return [] }
        let verb = new.count == 1 ? "is" : "are"
        return [.note("\(Phrase.list(new)) \(verb) stale now: \(input) has changed. :cells lists them.")]
    }

    /// What the learner evaluated beside the lesson.
    func heard(_ text: String) {
        book.typed(text)
        own.typed(text)
        lastAttempt?.forget(AssignedNames.bound(in: text))
    }

    /// The session without what the last answer has set, where it did not pass.
    func putAttemptAway() {
        lastAttempt?.putAway(from: sandbox.session)
        lastAttempt = nil
    }

    /// Names that are in the session and would not be where an answer is graded: the lesson does not set them.
    var outside: Set<String> {
        let known = lesson.ownNames.union(book.names)
        let all = Set(sandbox.session.variables.keys).union(sandbox.session.modules.keys)
        return all.subtracting(known)
    }

    /// The first of these names that a text uses.
    func used(_ names: Set<String>, in text: String) -> String? {
        names.isEmpty ? nil : AssignedNames.used(in: text).intersection(names).min()
    }
}
