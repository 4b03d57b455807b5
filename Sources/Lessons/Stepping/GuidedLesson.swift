import Numbers
public import Terminal

/// One lesson being worked through: what the learner types goes in, what they are to read comes out.
///
/// The moves are those of `Guide`; this runs the code, judges the answers and keeps the record.
public final class GuidedLesson {
    public internal(set) var guide: Guide
    let bench: Bench
    let log: any ProgressLog
    let page: () -> MarkdownPage
    /// What was typed at the present step and did not do, to be edited.
    var draft: String?
    /// Guesses made before the cell that decides them ran.
    var guesses: [String: String] = [:]
    /// Items whose results are in the session.
    var inSession: Set<String> = []
    var lesson: Lesson { guide.lesson }

    /// - Parameters:
    ///   - log: where records come from and go to.
    ///   - page: the screen as it is now.
    ///   - again: start at the top, although there is a place to go on from.
    public init(
        _ lesson: Lesson, bench: Bench, log: any ProgressLog, again: Bool = false, page: @escaping () -> MarkdownPage
    ) {
        self.bench = bench
        self.log = log
        self.page = page
        guide = Guide(
            lesson, records: log.records(of: lesson.header.id), at: again ? nil : log.place(in: lesson.header.id))
    }

    // MARK: - What stands on the line

    /// Code or nothing, to be edited and sent with Enter.
    public var preset: String? {
        if let draft { return draft }
        return switch guide.step {
        case .cell(let cell): Self.oneLine(cell.code.source)
        case .exercise(let exercise): Self.oneLine(exercise.starter.source)
        default: nil
        }
    }

    public var prompt: String {
        switch guide.step {
        case .page: "Enter> "
        case .prediction: "guess> "
        case .question: "answer> "
        case .exercise: "try> "
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
    public func begin() -> Reply {
        var parts: [String] = []
        let first = Guide(lesson).index
        if guide.index > first, !guide.isAtEnd {
            parts.append(page().text([Self.note("Going on where you left \"\(lesson.header.title)\".")]))
            if let told = runAgain() { parts.append(told) }
        }
        parts.append(arrive())
        return Reply(output: parts.joined(separator: "\n\n"))
    }

    static func note(_ text: String) -> MarkdownBlock {
        MarkdownBlock(content: .paragraph([.emphasis([.text(text)])]), lines: 1...1)
    }

    /// The text of the present place.
    func arrive() -> String {
        draft = nil
        if let problem = log.set(place: guide.step.key, in: lesson.header, isAtEnd: guide.isAtEnd) {
            pendingProblem = problem
        }
        let page = page()
        let faint = { (text: String) in Ink.faint.paint(text, inColour: page.inColour) }
        var parts = guide.pagesBefore.map { page.text($0) }
        switch guide.step {
        case .page: parts.append(faint("Enter goes on."))
        case .prediction(let prediction):
            parts.append(page.text(prediction.prompt))
            parts.append(faint("Type your guess; Enter alone goes on without one."))
        case .cell:
            if guide.index <= 1
                || guide.steps[..<guide.index].allSatisfy({ if case .cell = $0 { false } else { true } })
            {
                parts.append(faint("Enter runs the line below. Change it first if you like; Ctrl-U empties it."))
            }
        case .question(let question): parts.append(ask(question, page))
        case .exercise(let exercise):
            parts += prepare(exercise)
            let points = "\(exercise.points.short(6)) \(exercise.points == 1 ? "point" : "points")"
            let task = exercise.starter.hasBlank ? "Replace ____ and press Enter." : "Change the line and press Enter."
            parts.append(
                Ink.bold.paint("Your turn", inColour: page.inColour)
                    + faint(" (\(points)). \(task) :hint helps, :skip goes on."))
        case .end: parts.append(ending(page))
        }
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    func ask(_ question: Question, _ page: MarkdownPage) -> String {
        var text = page.text(question.prompt)
        let way: String
        switch question.answer {
        case .choice(let choices):
            for (index, choice) in choices.enumerated() {
                let item = MarkdownBlock.Item(ticked: nil, blocks: choice.text)
                let list = MarkdownBlock(content: .list(start: index + 1, items: [item]), lines: 1...1)
                text += (index == 0 ? "\n\n" : "\n") + page.text([list])
            }
            way = choices.count { $0.isRight } > 1 ? "Type the numbers of all that are right." : "Type its number."
        case .number: way = "Type a number."
        case .formula(let formula): way = "Type a formula in \(formula.variables.joined(separator: ", "))."
        }
        return text + "\n\n" + Ink.faint.paint(way, inColour: page.inColour)
    }

    func ending(_ page: MarkdownPage) -> String {
        let grades = guide.grades
        var text = Ink.good.paint("The lesson ends here.", inColour: page.inColour)
        if !grades.isEmpty { text += " You have \(grades.summary)." }
        let share = grades.points > 0 ? grades.earned / grades.points : 1
        if share < lesson.header.pass {
            text += " To pass it takes \((100 * lesson.header.pass).short())%; :back goes to what is open."
        }
        return text + "\n" + Ink.faint.paint(":lessons lists the next ones; :stop leaves.", inColour: page.inColour)
    }

    // MARK: - The record

    func save(_ record: ItemRecord) {
        if let problem = log.save(record) { pendingProblem = problem }
    }

    /// What went wrong with keeping the record, to be told once.
    public private(set) var pendingProblem: String?

    public func takeProblem() -> String? {
        defer { pendingProblem = nil }
        return pendingProblem
    }
}
