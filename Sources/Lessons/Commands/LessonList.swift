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
        let here = Set(course.lessons.map(\.header.id))
        func missing(_ lesson: Lesson) -> [String] {
            lesson.header.requires.filter { here.contains($0) && !done.contains($0) }
        }
        let due = course.lessons.first { !done.contains($0.header.id) && missing($0).isEmpty }?.header.id
        let chosen = course.lessons.enumerated().filter { Self.isAbout($0.element, words) }
        rows = chosen.map { index, lesson in
            let missing = missing(lesson)
            let wants =
                done.contains(lesson.header.id) || missing.isEmpty ? nil : "after \(missing.joined(separator: ", "))"
            let about = [
                lesson.header.minutes.map { "\($0) min" }, Self.state(lesson, log),
                lesson.header.id == due ? "due next" : wants,
            ]
            return Row(
                number: "\(Course.number(of: lesson.file) ?? index + 1)", id: lesson.header.id,
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

    private static func state(_ lesson: Lesson, _ log: any ProgressLog) -> String? {
        guard let place = log.place(in: lesson.header.id) else { return nil }
        let guide = Guide(lesson, records: log.records(of: lesson.header.id), at: place.place)
        let grades = guide.grades
        let points = grades.isEmpty ? "" : ", \(grades.earned.short(6)) of \(grades.points.short(6)) points"
        if place.isAtEnd { return "done" + points }
        let share = Double(guide.index) / Double(Swift.max(1, guide.steps.count - 1))
        return "\(Int(saturating: 100 * share))%" + points
    }
}
