public import Conversation
public import Language
import Answers

/// Lessons at the prompt: `:lessons`, `:start 1`, Enter, `:hint`, `:check` and the others.
public final class LessonCommands: SessionCommands {
    private let course: () -> Course
    private let sandbox: Sandbox
    private let log: any ProgressLog
    private var current: Tutor?

    /// - Parameters:
    ///   - course: is asked when lessons are listed or started.
    ///   - sandbox: runs the cells in the session of the prompt.
    public init(course: @escaping () -> Course, sandbox: Sandbox, log: any ProgressLog) {
        self.course = course
        self.sandbox = sandbox
        self.log = log
    }

    /// `:lessons`, `:start` and what can be said while a lesson is open.
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

    /// Answers a command; those of an open lesson say so where none is open.
    public func perform(_ command: String, _ argument: String) -> Reply {
        switch command {
        case "lessons": return list()
        case "start": return start(argument)
        default: break
        }
        guard let current else { return .text("No lesson is open. :lessons lists them, :start 1 begins one.") }
        switch command {
        case "next": return told(current.next())
        case "back": return told(current.back())
        case "hint": return told(current.hint())
        case "check": return told(current.check())
        case "solution": return told(current.solution())
        case "skip": return told(current.skip())
        case "grade": return grades(current)
        default:
            self.current = nil
            let id = current.guide.lesson.header.id
            return .text("Left \"\(current.guide.lesson.header.title)\". :start \(id) goes on at this place.")
        }
    }

    /// The reply, and what could not be kept.
    private func told(_ reply: Reply) -> Reply {
        var reply = reply
        if let problem = current?.takeProblem() { reply.parts.append(.note(problem)) }
        return reply
    }

    /// Hands the text to the open lesson, if it answers it.
    public func take(_ text: String) -> Reply? {
        guard let current else { return nil }
        let prepared = current.preset ?? ""
        if let reply = current.take(text) { return told(reply) }
        return writer(in: text, preparedAs: prepared).map { name in
            .failed(
                Mistake(
                    "\(name) writes files, and this line was prepared by the lesson, which may not write files",
                    expected: "a line that is all your own", try: "Ctrl-U, which empties the line"))
        }
    }

    /// A name on the line that writes files and that the lesson put there: what is left of prepared code on an edited line
    /// is the lesson's, and must not run with what a person may do.
    private func writer(in text: String, preparedAs prepared: String) -> String? {
        let own = Self.names(in: text).intersection(Self.names(in: prepared))
        let registry = sandbox.session.registry
        let writing =
            registry.words.filter { $0.needs.contains(.writingFiles) }.flatMap { [$0.name] + $0.aliases }
            + registry.members.filter { $0.needs.contains(.writingFiles) }.flatMap { [$0.name] + $0.aliases }
        return writing.first { own.contains($0[...]) }
    }

    private static func names(in text: String) -> Set<Substring> {
        Set(text.split { !($0.isLetter || $0.isNumber || $0 == "_") })
    }

    /// The next cell's code, or a starter.
    public func preset() -> String? { current?.preset }

    /// `answer> ` and its like, while a lesson is open.
    public var prompt: String? { current?.prompt }

    /// The ids of the lessons, after `:start`.
    public func candidates(_ command: String, _ argument: String) -> [Completions.Candidate] {
        guard command == "start" else { return [] }
        return course().lessons.map { Completions.Candidate($0.header.id, .choice, $0.header.title) }
    }

    // MARK: - Starting

    /// Begins a lesson or goes on with it.
    public func start(_ argument: String) -> Reply {
        var words = argument.split(separator: " ").map(String.init)
        let again = words.count > 1 && words.last == "again"
        if again { words.removeLast() }
        do {
            let course = course()
            let lesson = try course.lesson(named: words.joined(separator: " "))
            let tutor = Tutor(lesson, sandbox: sandbox, log: log, again: again)
            current = tutor
            var reply = tutor.begin()
            if let missing = missing(lesson, course) { reply.parts.append(.note(missing)) }
            return told(reply)
        } catch let mistake as Mistake {
            return .failed(mistake)
        } catch {
            return .failed(Mistake("\(error)"))
        }
    }

    /// Lessons that should come before and have not been finished.
    private func missing(_ lesson: Lesson, _ course: Course) -> String? {
        let open = lesson.header.requires.filter { id in
            log.place(in: id)?.isAtEnd != true && course.lessons.contains { $0.header.id == id }
        }
        return open.isEmpty ? nil : "This builds on \(Phrase.list(open)); :start \(open[0]) leads there."
    }

    // MARK: - Lists

    private func list() -> Reply {
        let course = course()
        guard !course.lessons.isEmpty || !course.faults.isEmpty else {
            return .text("There are no lessons in \(course.folder). DESCENT_LESSONS names another folder.")
        }
        return Reply([.value(.thing(LessonList(course, log: log)))])
    }

    private func grades(_ current: Tutor) -> Reply {
        let grades = current.guide.grades
        guard !grades.isEmpty else { return .text("This lesson has nothing that is graded.") }
        return Reply([.value(.thing(GradeTable(grades)))])
    }
}
