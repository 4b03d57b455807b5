import Answers
import ArgumentParser
import Figures
import Files
import Foundation
import Language
import Lessons
import Terminal
import Vocabulary
import Parallel

/// `descent grade FILE…`: what a class has handed in, run again.
struct GradeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grade",
        abstract: "Grade what learners have handed in, by running their answers again.",
        discussion: """
            A submission is a file that descent progress export made. Nothing that stands there about points counts: every \
            answer is run again, conditions that have to hold for k of n seeds on seeds that only this machine knows. \
            Submissions that are damaged, were changed or are of a version that is not known are listed and left out.

            What was judged once is remembered: after a check was mended, only the answers that it touches run again.

            Without --csv, --summary or --picture a table is printed: a line for each learner, a sign for each item.

            EXAMPLES
              descent grade submissions/
              descent grade --csv submissions/*.json > grades.csv
              descent grade --summary --picture class.svg --lesson 1 submissions/
            """)

    @Flag(help: "Print the grades as comma-separated values, a line for each learner and item.")
    var csv = false

    @Flag(help: "Print how each item went and how wrong answers went wrong; with --csv on standard error.")
    var summary = false

    @Option(help: ArgumentHelp("Draw items against learners: PNG, SVG or PDF by the name.", valueName: "file"))
    var picture: String?

    @Option(
        help: ArgumentHelp(
            "Grade this lesson, a file, id or number; may be given several times. Without it, all lessons that are here.",
            valueName: "lesson"))
    var lesson: [String] = []

    @Flag(exclusivity: .exclusive, help: "A first look on few seeds, or all that the lessons ask for (the default).")
    var budget: BudgetFlag = .full

    @Option(help: "Draw the hidden seeds from this number instead of the machine's own secret.")
    var seed: UInt64?

    @Option(help: "How many threads work; without it one for each core.")
    var threads: Int?

    @Argument(help: ArgumentHelp("Files of submissions, or folders of them.", valueName: "submission"))
    var submissions: [String]

    func validate() throws {
        if let threads, !(1...1024).contains(threads) {
            throw ValidationError("--threads takes a number from 1 to 1024")
        }
    }

    func run() throws {
        let laboratory = Laboratory(permission: .computing)
        let work = laboratory.session.work
        if let picture { try Console.reporting { try FileDraft.check(picture) } }
        let lessons = try chosenLessons(work)
        let (read, unread) = Self.read(submissions, work)
        let store = try GradeStore.open(Places.grades(.process))
        if let notice = store.notice { Console.message(notice) }
        let terms = GradingTerms(
            secret: seed ?? store.secret, budget: budget.budget, patience: 2)
        laboratory.progress.begin()
        let book = GradeBook(
            read, lessons: lessons, terms: terms, store: store, program: Version.current,
            crew: threads.map { Crew(threads: $0) } ?? .cores, work: work
        ) { Session(registry: Vocabulary.registry, work: $0) }
        laboratory.progress.finish()
        show(book, skipped: unread)
        if let picture, !book.isStopped { try Console.reporting { try book.figure.save(to: picture, work: work) } }
        if book.isStopped || work.isCancelled { throw ExitCode(130) }
        if book.rows.isEmpty { throw ExitCode(1) }
    }

    private func show(_ book: GradeBook, skipped: [Mistake]) {
        for mistake in skipped + book.skipped { Console.message("not graded: " + mistake.text) }
        for fault in book.faults { Console.message("a fault of the lesson, which counts for nobody: " + fault) }
        let width = Screen.ofStandardOutput().columns
        if csv { Console.line(set: book.csv) }
        if summary { csv ? Console.message(book.summary(width: width)) : Console.line(book.summary(width: width)) }
        if !csv, !summary, picture == nil {
            let table = book.table(width: width)
            if !table.isEmpty { Console.line(table) }
        }
    }

    private func chosenLessons(_ work: Work) throws -> [Lesson] {
        let course = Course.standard(work)
        guard lesson.isEmpty else {
            return try lesson.map { name in try Console.reporting { try course.lesson(named: name) } }
        }
        return try LessonFiles.chosen([], course)
    }

    private static func read(_ paths: [String], _ work: Work) -> ([Submission], [Mistake]) {
        var read: [Submission] = []
        var unread: [Mistake] = []
        var seen: Set<String> = []
        for file in Submission.files(in: paths) where !work.isCancelled {
            guard seen.insert(file).inserted else { continue }
            do {
                read.append(try Submission.read(file, work: work))
            } catch let mistake as Mistake {
                unread.append(mistake)
            } catch {
                unread.append(Mistake("\(file): \(error)"))
            }
        }
        return (read, unread)
    }
}
