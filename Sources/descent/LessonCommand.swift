import ArgumentParser
import Conversation
import Glibc
import Language
import Lessons
import Answers
import Terminal

/// `descent lesson …`: for learners and for authors.
struct LessonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lesson",
        abstract: "List and start lessons; write, check, show, test and release them.",
        discussion: """
            Lessons are looked for beside the program or above it; DESCENT_LESSONS names another folder.

            EXAMPLES
              descent lesson list
              descent lesson start 1
              descent lesson check Lessons/03-learning-rate.md
            """,
        subcommands: [
            List.self, Start.self, New.self, Check.self, Test.self, Watch.self, Serve.self, Format.self, Release.self,
        ])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the lessons and how far you are.",
            discussion: """
                EXAMPLE
                  descent lesson list
                """)

        func run() {
            let list = LessonList(Course.standard, log: LazyProgress())
            Console.line(list.table(width: Screen.ofStandardOutput().columns))
        }
    }

    struct Start: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open the prompt in a lesson.",
            discussion: """
                A lesson that was begun goes on where it was left.

                EXAMPLES
                  descent lesson start 1
                  descent lesson start momentum
                """)

        @OptionGroup var mode: BudgetOption

        @Argument(help: ArgumentHelp("Its number, id or file.", valueName: "lesson"))
        var lesson: String

        func run() throws {
            let laboratory = Laboratory(permission: .everything, budget: mode.budget)
            let lessons = laboratory.lessons()
            // What was run before is run again, which may take a while.
            laboratory.progress.begin()
            let opening = lessons.start(lesson)
            laboratory.progress.finish()
            if let failure = opening.failure {
                Console.message(set: laboratory.messages.text(of: failure))
                throw ExitCode(1)
            }
            guard isatty(STDIN_FILENO) == 1 else {
                let page = laboratory.face().text(of: opening.answer)
                if !page.isEmpty { Console.line(set: page) }
                throw ExitCode(laboratory.script(lessons).runStandardInput())
            }
            laboratory.prompt(lessons).run(welcome: [], opening: opening)
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say everything that is wrong with lessons before they go out.",
            discussion: """
                Links and requirements resolve, every exercise has a hint, its starter fails and its solution passes, \
                and the outputs are those that come. Exit code 1 when something is wrong.

                Lessons are checked on all cores at once, with few seeds unless --full is said. Outputs in the lessons \
                are those of the quick look; with --full, cells that use budget(…) run and are not compared.

                EXAMPLES
                  descent lesson check
                  descent lesson check Lessons/03-learning-rate.md
                  descent lesson check --junit report.xml
                """)

        @Argument(help: ArgumentHelp("The files; without any, all lessons.", valueName: "file"))
        var files: [String] = []

        @OptionGroup var reports: ReportOptions

        @OptionGroup var mode: BudgetOption

        func run() throws {
            let course = Course.standard
            try reports.run(try LessonFiles.chosen(files, course), mode.budget) { lesson, session in
                let (faults, report) = LessonCheck(lesson, course: course, session: session).result()
                let text = faults.isEmpty ? "\(lesson.file): good" : faults.map(\.description).joined(separator: "\n")
                return LessonFiles.Result(
                    text: text, isGood: faults.isEmpty, isFault: !faults.isEmpty, report: report)
            }
        }
    }

    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Run lessons and compare what they print with what they show.",
            discussion: """
                Goes on after a difference, so that all of them are seen, and writes the lesson with the outputs that \
                came as NAME.corrected.md. With --promote they go into the lesson itself. Exit code 1 when something \
                differs or fails.

                EXAMPLES
                  descent lesson test Lessons/01-loss-and-training-loop.md
                  descent lesson test --promote Lessons/01-loss-and-training-loop.md
                  descent lesson test --json report.json
                """)

        @Flag(help: "Put the outputs that came into the lessons themselves.")
        var promote = false

        @Argument(help: ArgumentHelp("The files; without any, all lessons.", valueName: "file"))
        var files: [String] = []

        @OptionGroup var reports: ReportOptions

        @OptionGroup var mode: BudgetOption

        func run() throws {
            let promote = promote
            try reports.run(try LessonFiles.chosen(files, Course.standard), mode.budget) { lesson, session in
                do {
                    let test = try LessonTest.run(lesson, promote: promote, session: session)
                    return LessonFiles.Result(
                        text: test.report, isGood: test.isGood, isFault: false, report: test.items)
                } catch {
                    let problem = (error as? Mistake)?.text ?? "\(error)"
                    let fault = LessonFault(file: lesson.file, line: 1, Mistake(problem))
                    return LessonFiles.Result(
                        text: problem, isGood: false, isFault: true, report: LessonReport(LessonFaults([fault])))
                }
            }
        }
    }
}

/// Lessons as files: finding, reading and running them without questions.
enum LessonFiles {
    /// What came of one lesson.
    struct Result: Sendable {
        var text: String
        var isGood: Bool
        /// Whether the text is a message and no result.
        var isFault: Bool
        var report: LessonReport
    }

    /// The named files, or all lessons of the course.
    ///
    /// - Throws: exit code 1 when one cannot be read; the reason stands on standard error.
    static func chosen(_ files: [String], _ course: Course) throws -> [Lesson] {
        guard files.isEmpty else {
            // All that cannot be read are told, not only the first.
            let lessons = files.map { file in Swift.Result { try read(file, asNotebook: false) } }
            return try lessons.map { try $0.get() }
        }
        for faults in course.faults { Console.message(faults.description) }
        guard course.faults.isEmpty else { throw ExitCode(1) }
        guard !course.lessons.isEmpty else {
            Console.message("there are no lessons in \(course.folder); DESCENT_LESSONS names another folder")
            throw ExitCode(1)
        }
        return course.lessons
    }

    /// The lesson that a number, an id or the beginning of a name means, or the file of that name.
    static func meant(by name: String) throws -> Lesson {
        if name.hasSuffix(".md") || access(name, F_OK) == 0 { return try read(name, asNotebook: true) }
        return try reporting { try Course.standard.lesson(named: name) }
    }

    static func read(_ file: String, asNotebook: Bool) throws -> Lesson {
        try reporting { try Course.lesson(at: file, asNotebook: asNotebook) }
    }

    /// Tells what is wrong with a lesson; whether nothing is.
    static func check(_ lesson: Lesson, _ course: Course, _ laboratory: Laboratory) -> Bool {
        let faults = LessonCheck(lesson, course: course, session: laboratory.lessonSession).faults()
        for fault in faults { Console.message(fault.description) }
        if faults.isEmpty, !laboratory.session.work.isCancelled { Console.line("\(lesson.file): good") }
        return faults.isEmpty
    }

    /// Does it, and tells a mistake: exit code 1.
    static func reporting<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let faults as LessonFaults {
            Console.message(faults.description)
        } catch let mistake as Mistake {
            Console.message(mistake.text)
        }
        throw ExitCode(1)
    }

    /// Runs a lesson or notebook; 0, 1 or 130.
    static func run(_ lesson: Lesson, _ budget: Budget) -> Int32 {
        let laboratory = Laboratory(permission: .computing, budget: budget)
        var code: Int32 = 0
        laboratory.progress.begin()
        _ = NotebookRunner(lesson, session: laboratory.session).run { entry in
            laboratory.progress.finish()
            if !entry.output.isEmpty { Console.line(entry.output.joined(separator: "\n")) }
            switch entry.status {
            case .done: break
            case .failed(let problem):
                code = 1
                Console.message(problem)
            case .differs(let difference):
                code = 1
                let place = "\(lesson.file):\(entry.line): the output of \(entry.id) is not what stands there"
                Console.message(set: laboratory.messages.painted(place, .problem) + "\n" + difference.visible)
            case .stopped: code = 130
            }
            laboratory.progress.begin()
        }
        laboratory.progress.finish()
        return code
    }
}
