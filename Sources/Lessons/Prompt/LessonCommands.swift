import Language
import Numbers
public import Terminal

/// Lessons at the prompt: `:lessons`, `:start 1`, Enter, `:hint`, `:check` and the others.
public final class LessonCommands: SessionCommands {
    private let shelf: () -> Shelf
    private let bench: Bench
    private let log: any ProgressLog
    private let page: () -> MarkdownPage
    private var current: GuidedLesson?

    /// - Parameters:
    ///   - shelf: is asked when lessons are listed or started.
    ///   - bench: runs the cells in the session of the prompt.
    ///   - page: the screen as it is now.
    public init(
        shelf: @escaping () -> Shelf, bench: Bench, log: any ProgressLog, page: @escaping () -> MarkdownPage
    ) {
        self.shelf = shelf
        self.bench = bench
        self.log = log
        self.page = page
    }

    public let commands = [
        SessionCommand("lessons", "the lessons there are, and how far you are"),
        SessionCommand("start", argument: "LESSON [again]", "begin a lesson, or go on with it; again: from its top"),
        SessionCommand("next", "the next step, as Enter on an empty line"),
        SessionCommand("back", "the step before"),
        SessionCommand("hint", "a little help; each time a little more"),
        SessionCommand("check", "judge the answer once more"),
        SessionCommand("solution", "the solution, where the lesson allows it"),
        SessionCommand("skip", "go on without an answer"),
        SessionCommand("grade", "the points so far"),
        SessionCommand("stop", "leave the lesson; :start goes on at the same place"),
    ]

    public func perform(_ command: String, _ argument: String) -> Reply {
        switch command {
        case "lessons": return Reply(output: list())
        case "start": return start(argument)
        default: break
        }
        guard let current else { return Reply(output: "No lesson is open. :lessons lists them, :start 1 begins one.") }
        switch command {
        case "next": return told(current.next())
        case "back": return told(current.back())
        case "hint": return told(current.hint())
        case "check": return told(current.check())
        case "solution": return told(current.solution())
        case "skip": return told(current.skip())
        case "grade": return Reply(output: grades(current))
        default:
            self.current = nil
            let id = current.guide.lesson.header.id
            return Reply(output: "Left \"\(current.guide.lesson.header.title)\". :start \(id) goes on at this place.")
        }
    }

    /// The reply, and what could not be kept.
    private func told(_ reply: Reply) -> Reply {
        var reply = reply
        if let problem = current?.takeProblem() { reply.notes.append(problem) }
        return reply
    }

    public func take(_ text: String) -> Reply? {
        guard let current else { return nil }
        if let (name, argument) = commandBehindPreset(text) { return perform(name, argument) }
        return current.take(text).map(told)
    }

    /// A command typed where the prepared code still stood on the line: `rosenbrock(1, 1):hint`.
    private func commandBehindPreset(_ text: String) -> (name: String, argument: String)? {
        guard let preset = current?.preset, !preset.isEmpty, text.hasPrefix(preset) else { return nil }
        let rest = text.dropFirst(preset.count).trimmed
        guard rest.hasPrefix(":") else { return nil }
        let words = rest.dropFirst().split(separator: " ", maxSplits: 1).map(String.init)
        guard let name = words.first, commands.contains(where: { $0.name == name }) else { return nil }
        return (name, words.count > 1 ? words[1] : "")
    }

    public func preset() -> String? { current?.preset }

    public var prompt: String? { current?.prompt }

    public func candidates(_ command: String, _ argument: String) -> [Completion.Candidate] {
        guard command == "start" else { return [] }
        return shelf().lessons.map { Completion.Candidate($0.header.id, $0.header.title) }
    }

    // MARK: - Starting

    /// Begins a lesson or goes on with it.
    public func start(_ argument: String) -> Reply {
        var words = argument.split(separator: " ").map(String.init)
        let again = words.count > 1 && words.last == "again"
        if again { words.removeLast() }
        do {
            let shelf = shelf()
            let lesson = try shelf.lesson(named: words.joined(separator: " "))
            let guided = GuidedLesson(lesson, bench: bench, log: log, again: again, page: page)
            current = guided
            var reply = guided.begin()
            if let missing = missing(lesson, shelf) { reply.notes.append(missing) }
            return told(reply)
        } catch let mistake as Mistake {
            return .failed(mistake.text)
        } catch {
            return .failed("\(error)")
        }
    }

    /// Lessons that should come before and have not been finished.
    private func missing(_ lesson: Lesson, _ shelf: Shelf) -> String? {
        let open = lesson.header.requires.filter { id in
            log.place(in: id) != "end" && shelf.lessons.contains { $0.header.id == id }
        }
        return open.isEmpty ? nil : "This builds on \(open.joined(separator: " and ")); :start \(open[0]) leads there."
    }

    // MARK: - Lists

    private func list() -> String {
        let shelf = shelf()
        guard !shelf.lessons.isEmpty || !shelf.faults.isEmpty else {
            return "There are no lessons in \(shelf.folder). DESCENT_LESSONS names another folder."
        }
        return LessonList(shelf, log: log).text(width: page().width)
    }

    private func grades(_ current: GuidedLesson) -> String {
        let grades = current.guide.grades
        guard !grades.isEmpty else { return "This lesson has nothing that is graded." }
        let column = (grades.map { Cells.width(of: $0.record.item) }.max() ?? 0) + 2
        let lines = grades.map { grade in
            Cells.pad(grade.record.item, column) + Cells.pad(grade.record.outcome.rawValue, 9)
                + "\(grade.earned.short(6)) of \(grade.points.short(6))   attempts \(grade.record.attempts), hints \(grade.record.hints)"
        }
        return (lines + [grades.summary]).joined(separator: "\n")
    }
}
