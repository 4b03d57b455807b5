public import Answers

/// The lessons of a course as a value: number, title, length, and how far the learner is.
public struct LessonList: Presentable {
    /// `lessons`
    public static let kind = "lessons"

    private struct Row {
        var number: String
        var id: String
        var title: String
        var about: String
    }

    private let rows: [Row]
    /// Where the first thing is wrong in each file that could not be read.
    private let broken: [String]

    /// How far a learner is in each lesson, by this record, and which is due: the first one that is not done and whose
    /// requirements are.
    ///
    /// - Parameter about: words that title, description or what it teaches have to hold, each of them; empty for all lessons.
    public init(_ course: Course, log: any ProgressLog, about words: String = "") {
        let done = Set(course.lessons.map(\.header.id).filter { log.place(in: $0)?.isAtEnd == true })
        func missing(_ lesson: Lesson) -> [Int] {
            lesson.header.requires.filter { !done.contains($0) }.compactMap { course.number(of: $0) }
        }
        let due = course.lessons.first { !done.contains($0.header.id) && missing($0).isEmpty }?.header.id
        let chosen = zip(course.numbers, course.lessons).filter { Self.isAbout($1, words) }
        rows = chosen.map { number, lesson in
            let missing = missing(lesson)
            let wants =
                done.contains(lesson.header.id) || missing.isEmpty
                ? nil : "after \(missing.map(String.init).joined(separator: ", "))"
            let about = [
                lesson.header.minutes.map { "\($0) min" }, Guide(lesson, log: log)?.standing,
                lesson.header.id == due ? "due next" : wants,
            ]
            return Row(
                number: "\(number)", id: lesson.header.id,
                title: lesson.header.title, about: about.compactMap { $0 }.joined(separator: ", "))
        }
        broken = course.faults.compactMap { faults in
            faults.faults.first.map { "\($0.file):\($0.line): \($0.mistake.problem)" }
        }
    }

    private static func isAbout(_ lesson: Lesson, _ words: String) -> Bool {
        let header = lesson.header
        let text = ([header.id, header.title, header.description] + header.teaches).joined(separator: " ").lowercased()
        return words.lowercased().split(separator: " ").allSatisfy { text.contains($0) }
    }

    /// Whether no lesson is about the words that were searched for.
    public var isEmpty: Bool { rows.isEmpty && broken.isEmpty }

    /// How many there are.
    public var summary: String { "\(rows.count) lessons" }

    /// A line for each lesson; titles are cut where the width does not hold them.
    public func table(width: Int) -> String {
        let about = rows.map(\.about.columns).max() ?? 0
        let numbers = rows.map(\.number.columns).max() ?? 1
        let room = Swift.max(12, width - numbers - about - 6)
        let cells = rows.map { row in
            [row.number, row.title.cut(columns: room), row.about]
        }
        let lines = TextTable.lines(cells, width: .max, leftColumns: [1, 2])
        return (lines + broken.map { "  ✗ " + $0 }).joined(separator: "\n")
    }

    /// A list of objects with number, id, title and state.
    public var json: JSON {
        .array(
            rows.map {
                .members([
                    "number": .string($0.number), "lesson": .string($0.id), "title": .string($0.title),
                    "state": .string($0.about),
                ])
            })
    }
}
