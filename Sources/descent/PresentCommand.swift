import Answers
import ArgumentParser
import Conversation
import Figures
import Glibc
import Language
import Lessons
import Terminal
import Vocabulary

/// `descent present FILE`: a lesson as a talk.
struct PresentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "present",
        abstract: "Step through a lesson in large type, each cell run live.",
        discussion: """
            A page for each heading. Enter goes on: it runs the next cell, resolves a question or an exercise, turns the page. \
            b goes back, r runs the last cell once more, e changes its line first, n shows and hides your notes \
            (<!-- descent:notes … -->, which no page shows), q leaves. A picture has the whole screen until the next key.

            EXAMPLES
              descent present Lessons/01-loss-and-training-loop.md
              descent present --page 4 Lessons/01-loss-and-training-loop.md
              descent present --notes Lessons/01-loss-and-training-loop.md > notes.txt
            """)

    @Option(help: "Begin at this page; what comes before it runs first.")
    var page: Int = 1

    @Flag(help: "Print the notes of all pages instead, to be read beside the talk.")
    var notes = false

    @OptionGroup var mode: BudgetOption

    @Argument(help: ArgumentHelp("A lesson or notebook, or the number or id of a lesson.", valueName: "file"))
    var file: String

    func validate() throws {
        if page < 1 { throw ValidationError("--page counts from 1") }
    }

    func run() throws {
        let lesson = try LessonFiles.meant(by: file)
        let laboratory = Laboratory(permission: .computing, budget: mode.budget)
        let show = SlideShow(lesson, sandbox: Sandbox(laboratory.interpreter))
        if notes {
            Console.line(show.allNotes)
            return
        }
        let screen = Screen.ofStandardOutput()
        guard screen.canMoveCursor, isatty(STDIN_FILENO) == 1 else {
            Console.message(
                Mistake(
                    "a talk needs a terminal to be shown on", expected: "a terminal that can move its cursor",
                    try: "descent run \(file), which runs it and prints what comes"
                ).text)
            throw ExitCode(1)
        }
        laboratory.session.width = Swift.max(20, screen.columns - 2 * Swift.max(2, screen.columns / 10))
        laboratory.progress.begin()
        show.go(to: page)
        laboratory.progress.finish()
        Projector(
            show, progress: laboratory.progress, work: laboratory.session.work, place: { .here($0) },
            face: { laboratory.face($0) }
        ).run()
    }
}
