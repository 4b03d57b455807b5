import Answers
import Foundation
import Language
import Lessons
import Parallel
import Vocabulary

// What a class asks of the lessons: to open a lesson of 200 cells, to load a record of 100,000 answers, to grade what 300 learners have
// handed in to a lesson of ten exercises, on one thread and on two.
//
//     lessons-benchmark [submissions=300] [answers=100000] [cells=200]
//
// Times are the least of several; on a machine that does other things look at the processor's.

/// `name=value` arguments.
let given = Dictionary(
    CommandLine.arguments.dropFirst().compactMap { argument in
        let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
        return parts.count == 2 ? (parts[0], Int(parts[1]) ?? 0) : nil
    }, uniquingKeysWith: { $1 })

/// Milliseconds by the clock on the wall and of the processor, the least of so many times.
func least(of times: Int, _ body: () throws -> Void) rethrows -> (wall: Double, processor: Double) {
    func spent() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
    }
    var best = (wall: Double.infinity, processor: Double.infinity)
    for _ in 0..<times {
        let before = spent()
        let taken = try ContinuousClock().measure(body)
        let wall = Double(taken.components.seconds) * 1e3 + Double(taken.components.attoseconds) / 1e15
        best = (min(best.wall, wall), min(best.processor, spent() - before))
    }
    return best
}

func tell(_ name: String, _ time: (wall: Double, processor: Double), _ rest: String = "") {
    print("\(name): \(Int(time.wall.rounded())) ms, \(Int(time.processor.rounded())) ms of the processor\(rest)")
}

let folder = NSTemporaryDirectory() + "lessons-benchmark-\(getpid())"
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(atPath: folder) }

// MARK: - A lesson of many cells

let cells = given["cells"] ?? 200
let long =
    Classroom.head("long")
    + (0..<cells).map { "Some *words* about step \($0).\n\n```descent id=\"c\($0)\"\na\($0) = \($0)\n```\n\n" }.joined()
try long.write(toFile: folder + "/01-long.md", atomically: true, encoding: .utf8)
tell("a lesson of \(cells) cells is read", try least(of: 5) { _ = try Course.lesson(at: folder + "/01-long.md") })

// MARK: - A record of many answers

let answers = given["answers"] ?? 100_000
let path = folder + "/progress.sqlite"
let lessons = (0..<max(1, answers / 100)).map { "lesson-\($0)" }
let whole = try Classroom.export(
    lessons.flatMap { lesson in (0..<100).map { (lesson, "item-\($0)", "run = minimize(sphere, SGD(0.1))") } })
_ = try whole.merge(into: ProgressStore.open(path))
tell(
    "a record of \(lessons.count * 100) answers is opened",
    try least(of: 5) {
        let store = try ProgressStore.open(path)
        precondition(store.records(of: lessons[0]).count == 100)
    })
tell(
    "and read to its last answer",
    try least(of: 5) {
        let count = try ProgressStore.open(path).allRecords().count
        precondition(count == lessons.count * 100)
    })

// MARK: - A class

let learners = given["submissions"] ?? 300
let lesson = try Classroom.lesson(folder + "/02-ten.md")
let submissions = try (0..<learners).map { learner in
    let given = (0..<Classroom.exercises).map { ("ten", "e\($0)", Classroom.answer(learner, $0)) }
    let file = folder + "/\(learner).json"
    try Classroom.export(given).text().write(toFile: file, atomically: true, encoding: .utf8)
    return try Submission.read(file)
}
var alone = 0.0
for threads in [1, 2] {
    let time = try least(of: 3) {
        let book = try GradeBook(
            submissions, lessons: [lesson], terms: GradingTerms(secret: 1), store: GradeStore.open(nil), program: "",
            crew: Crew(threads: threads)
        ) { Session(registry: Vocabulary.registry, work: $0) }
        precondition(book.judged == learners * Classroom.exercises && book.rows.allSatisfy { $0.outcome == .passed })
    }
    if threads == 1 { alone = time.wall }
    let ratio = threads == 1 ? "" : ", \((100 * alone / time.wall).rounded() / 100) times as fast as one"
    tell(
        "\(learners) submissions of \(Classroom.exercises) exercises on \(threads == 1 ? "one thread" : "two threads")",
        time, ratio)
}
