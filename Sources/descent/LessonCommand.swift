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
            commandName: "list",
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
            commandName: "start",
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
            commandName: "check",
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
            commandName: "test",
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
