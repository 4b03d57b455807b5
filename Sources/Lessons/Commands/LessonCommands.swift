public import Conversation
public import Language
import Answers
import Vocabulary

/// Lessons at the prompt: `:lessons`, `:start 1`, Enter, `:hint`, `:check` and the others.
public final class LessonCommands: SessionCommands {
    private let course: () -> Course
    private let sandbox: Sandbox
    private let log: any ProgressLog
    private let entry: CodeEntry
    private var current: Tutor?
    /// What the session held when free play began; nil while the lesson goes on.
    private var sitting: Sandbox.Sitting?

    /// - Parameters:
    ///   - course: is asked when lessons are listed or started.
    ///   - sandbox: runs the cells in the session of the prompt.
    ///   - entry: where the learner types.
    public init(
        course: @escaping () -> Course, sandbox: Sandbox, log: any ProgressLog, entry: CodeEntry = .line
    ) {
        self.course = course
        self.sandbox = sandbox
        self.log = log
        self.entry = entry
        sandbox.session.claimDesk.onSettled = { settled in
            let guess = SettledGuess(
                "\(settled.expected) \((100 * settled.probability).short(3))%", found: settled.came,
                outcome: settled.expected == settled.came ? .met : .missed)
            // Among the guesses of the lesson about claims, wherever it was predicted.
            let known = ItemRecord(lesson: "claim-court", version: 1, item: "prediction-claim-\(settled.id)")
            _ = log.change(known) { record in
                record.status = .ran
                record.answer = guess.text
            }
        }
    }

    /// `:lessons`, `:start` and what can be said while a lesson is open.
    public let commands = [
        SessionCommand(
            "lessons", argument: "[WORDS]", "the lessons there are, or those about something, and how far you are"),
        SessionCommand("start", argument: "LESSON [again]", "begin a lesson, or go on with it; again: from its top"),
        SessionCommand("next", "the next step, as Enter on an empty line"),
        SessionCommand("back", "the step before"),
        SessionCommand("hint", "a little help; each time a little more"),
        SessionCommand("check", "judge the answer once more"),
        SessionCommand("solution", "the solution, where the lesson allows it"),
        SessionCommand("skip", "go on without an answer"),
        SessionCommand("grade", "the points so far"),
        SessionCommand(
            "restart", argument: "[WHAT]", "an exercise, a cell or the lesson anew; what was counted stays counted"),
        SessionCommand("cells", argument: "[CELL]", "the cells of the lesson and which are stale; with one, go there"),
        SessionCommand("play", "try out anything; :resume brings back what was there"),
        SessionCommand("resume", "end free play: the lesson goes on with its variables as they were"),
        SessionCommand("guesses", "how your guesses came out, over all lessons"),
        SessionCommand("stop", "leave the lesson; :start goes on at the same place"),
    ]

    /// Answers a command; those of an open lesson say so where none is open.
    public func perform(_ command: String, _ argument: String) -> Reply {
        switch command {
        case "lessons": return list(argument)
        case "start": return start(argument)
        case "guesses": return guesses
        default: break
        }
        guard let current else { return .prose("No lesson is open. :lessons lists them, :start 1 begins one.") }
        switch command {
        case "next": return told(current.next())
        case "back": return told(current.back())
        case "hint": return told(current.hint())
        case "check": return told(current.check())
        case "solution": return told(current.solution())
        case "skip": return told(current.skip())
        case "grade": return grades(current)
        case "restart":
            endPlay()
            return told(current.restart(argument))
        case "cells": return cells(current, argument)
        case "play": return play()
        case "resume": return resume(current)
        default:
            endPlay()
            current.putAttemptAway()
            self.current = nil
            return .prose(Self.parting(current))
        }
    }

    private static func parting(_ tutor: Tutor) -> String {
        let header = tutor.guide.lesson.header
        return "Left \"\(header.title)\". :start \(header.id) goes on at this place."
    }

    /// Where an open lesson goes on; nil at its end, after which nothing does.
    public var farewell: String? {
        guard let current else { return nil }
        if case .end = current.guide.step { return nil }
        return Self.parting(current)
    }

    /// The reply, and what could not be kept.
    private func told(_ reply: Reply) -> Reply {
        var reply = reply
        reply.runs += current?.runs ?? []
        current?.runs = []
        if let problem = current?.takeProblem() { reply.parts.append(.note(problem)) }
        return reply
    }

    /// Hands the text to the open lesson, if it answers it.
    public func take(_ text: String) -> Reply? {
        guard let current, sitting == nil else { return nil }
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
    public func preset() -> String? { sitting == nil ? current?.preset : nil }

    /// `answer> ` and its like, while a lesson is open; `play> ` in free play.
    public var prompt: String? { sitting == nil ? current?.prompt : "play> " }

    /// Whether a guess or an answer is waited for.
    public var asks: Bool { sitting == nil && current?.asks == true }

    /// What is set beside the lesson makes results stale that were made from it; free play is undone.
    public func heard(_ text: String) { if sitting == nil { current?.heard(text) } }

    /// A name that is not known may be one that a cell of the open lesson sets.
    public func advised(_ problem: Diagnostic, in text: String) -> Diagnostic {
        guard let current, sitting == nil else { return problem }
        return current.advised(problem, in: text, isLessons: false)
    }

    /// Free play is undone, and no part of the session.
    public var isAside: Bool { sitting != nil }

    /// The ids of the lessons after `:start`, of the open lesson's exercises and cells after `:restart` and `:cells`.
    public func candidates(_ command: String, _ argument: String) -> [Completions.Candidate] {
        switch command {
        case "start": return course().lessons.map { Completions.Candidate($0.header.id, .choice, $0.header.title) }
        case "restart":
            guard let current else { return [] }
            return places(in: current) + [Completions.Candidate("lesson", .choice, "the whole lesson, from its top")]
        case "cells": return current.map(places) ?? []
        default: return []
        }
    }

    private func places(in tutor: Tutor) -> [Completions.Candidate] {
        tutor.cellList.rows.map { Completions.Candidate($0.id, .choice, $0.code) }
    }

    // MARK: - Free play

    private func play() -> Reply {
        guard sitting == nil else { return .prose("You are playing already; :resume goes on with the lesson.") }
        sitting = sandbox.sitting
        return Reply([
            .cue(lead: "Play.", " Nothing you do here changes the lesson: :resume brings everything back as it was.")
        ])
    }

    private func resume(_ current: Tutor) -> Reply {
        guard sitting != nil else {
            return .prose("There is nothing to resume: the lesson goes on. :play leaves it for a while.")
        }
        endPlay()
        return told(current.comeBack())
    }

    private func endPlay() {
        guard let sitting else { return }
        sandbox.resume(sitting)
        self.sitting = nil
    }

    // MARK: - Cells and guesses

    private func cells(_ current: Tutor, _ argument: String) -> Reply {
        guard argument.isEmpty else {
            endPlay()
            return told(current.go(to: argument))
        }
        let list = current.cellList
        guard !list.rows.isEmpty else { return .prose("This lesson has no cells.") }
        return Reply([.value(.thing(list))])
    }

    private var guesses: Reply {
        let score = GuessScore(log.predictions())
        guard !score.isEmpty else {
            return .prose("There are no guesses yet: lessons ask for them before a cell runs.")
        }
        return Reply([.value(.thing(score)), .value(.thing(score.figure))])
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
            endPlay()
            let tutor = Tutor(lesson, sandbox: sandbox, log: log, again: again, entry: entry)
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
        let open = lesson.header.requires.compactMap { id -> (number: Int, title: String)? in
            guard log.place(in: id)?.isAtEnd != true, let number = course.number(of: id) else { return nil }
            return (number, course.lessons.first { $0.header.id == id }?.header.title ?? id)
        }
        guard let first = open.first else { return nil }
        let lessons = Phrase.list(open.map { "\($0.number) (\($0.title))" })
        return "This builds on lesson\(open.count == 1 ? "" : "s") \(lessons); :start \(first.number) leads there."
    }

    // MARK: - Lists

    private func list(_ words: String) -> Reply {
        let course = course()
        guard !course.lessons.isEmpty || !course.faults.isEmpty else {
            return .prose("There are no lessons in \(course.folder). DESCENT_LESSONS names another folder.")
        }
        let list = LessonList(course, log: log, about: words)
        guard !list.isEmpty else {
            let taught = Set(course.lessons.flatMap(\.header.teaches)).sorted()
            return .failed(
                Mistake(
                    "no lesson is about \(words)",
                    expected: "words such as \(taught.prefix(8).joined(separator: ", "))",
                    try: ":lessons, which lists all"))
        }
        return Reply([.value(.thing(list))])
    }

    private func grades(_ current: Tutor) -> Reply {
        let grades = current.guide.grades
        guard !grades.isEmpty else { return .prose("This lesson has nothing that is graded.") }
        return Reply([.value(.thing(GradeTable(grades)))])
    }
}
