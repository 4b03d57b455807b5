import Answers
import ArgumentParser
import Files
import Language
import Lessons
import Terminal
import Parallel

/// Where programs that collect test reports find them, and how many lessons are run at once.
struct ReportOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Also write a report as JUnit XML.", valueName: "file"))
    var junit: String?

    @Option(help: ArgumentHelp("Also write a report as JSON.", valueName: "file"))
    var json: String?

    @Option(help: "How many lessons are run at once; without it one for each core.")
    var threads: Int?

    func validate() throws {
        if let threads, !(1...1024).contains(threads) {
            throw ValidationError("--threads takes a number from 1 to 1024")
        }
    }

    /// Runs lessons that do not depend on each other, tells what came of each in their order, and writes the reports.
    ///
    /// - Throws: exit code 1 when something is wrong, 130 when it was stopped.
    func run(
        _ lessons: [Lesson], _ budget: Budget,
        _ one: @escaping @Sendable (Lesson, @escaping () -> Session) -> LessonFiles.Result
    ) throws {
        do {
            for file in [junit, json].compactMap({ $0 }) { try FileDraft.check(file) }
        } catch {
            Console.message(error.text)
            throw ExitCode(1)
        }
        let laboratory = Laboratory(permission: .computing)
        let work = laboratory.session.work
        laboratory.progress.begin()
        // In the order of the lessons, each as soon as those before it are told.
        var waiting = [Int: LessonFiles.Result]()
        var next = 0
        func tell(_ result: LessonFiles.Result) {
            laboratory.progress.finish()
            result.isFault ? Console.message(result.text) : Console.line(result.text)
            laboratory.progress.begin()
        }
        let results = (threads.map { Crew(threads: $0) } ?? .cores).map(
            lessons.count, work: work, make: { $0 },
            look: {
                work.report(Double($0) / Double(Swift.max(1, lessons.count)), "\($0) of \(lessons.count) lessons")
            },
            ended: { number, result in
                waiting[number] = result
                while let result = waiting.removeValue(forKey: next) {
                    tell(result)
                    next += 1
                }
            }
        ) { (work: Work, number) -> LessonFiles.Result? in
            let result = one(lessons[number]) { Laboratory.lessonSession(work, budget) }
            return work.isCancelled ? nil : result
        }
        // What ended behind one that was stopped.
        for number in waiting.keys.sorted() { if let result = waiting[number] { tell(result) } }
        laboratory.progress.finish()
        if work.isCancelled { throw ExitCode(130) }
        let found = results.compactMap { $0 }
        do {
            if let junit { try FileDraft.write(Array(found.map(\.report).junit.utf8), to: junit) }
            if let json { try FileDraft.write(Array((found.map(\.report).json.text + "\n").utf8), to: json) }
        } catch {
            Console.message(error.text)
            throw ExitCode(1)
        }
        if !found.allSatisfy(\.isGood) { throw ExitCode(1) }
    }
}
