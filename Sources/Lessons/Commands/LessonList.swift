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

    /// How far a learner is in each lesson, by this record.
    public init(_ course: Course, log: any ProgressLog) {
        rows = course.lessons.enumerated().map { index, lesson in
            let about = [lesson.header.minutes.map { "\($0) min" }, Self.state(lesson, log)]
            return Row(
                number: "\(Course.number(of: lesson.file) ?? index + 1)", id: lesson.header.id,
                title: lesson.header.title, about: about.compactMap { $0 }.joined(separator: ", "))
        }
        broken = course.faults.compactMap { faults in
            faults.faults.first.map { "\($0.file):\($0.line): \($0.mistake.problem)" }
        }
    }

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
