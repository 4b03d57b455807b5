import Numbers
import Terminal

/// The lessons of a shelf as a table: number, title, length, and how far the learner is.
public struct LessonList {
    private let shelf: Shelf
    private let log: any ProgressLog

    public init(_ shelf: Shelf, log: any ProgressLog) {
        self.shelf = shelf
        self.log = log
    }

    public func text(width: Int) -> String {
        let rows = shelf.lessons.enumerated().map { index, lesson in
            (
                number: "\(Shelf.number(of: lesson.file) ?? index + 1)", title: lesson.header.title,
                about: [lesson.header.minutes.map { "\($0) min" }, state(lesson)].compactMap { $0 }.joined(
                    separator: ", ")
            )
        }
        let numbers = rows.map { Cells.width(of: $0.number) }.max() ?? 1
        let abouts = rows.map { Cells.width(of: $0.about) }.max() ?? 0
        let longest = rows.map { Cells.width(of: $0.title) }.max() ?? 0
        let room = Swift.max(12, Swift.min(longest, width - numbers - abouts - 6))
        var lines = rows.map { row in
            "  " + String(repeating: " ", count: numbers - Cells.width(of: row.number)) + row.number + "  "
                + Cells.pad(Cells.fit(row.title, room), room) + "  " + row.about
        }
        for broken in shelf.faults {
            guard let first = broken.faults.first else { continue }
            lines.append("  ✗ \(first.file):\(first.line): \(first.mistake.problem)")
        }
        return lines.joined(separator: "\n")
    }

    private func state(_ lesson: Lesson) -> String? {
        guard let place = log.place(in: lesson.header.id) else { return nil }
        let guide = Guide(lesson, records: log.records(of: lesson.header.id), at: place)
        let grades = guide.grades
        let points = grades.isEmpty ? "" : ", \(grades.earned.short(6)) of \(grades.points.short(6)) points"
        if guide.isAtEnd { return "done" + points }
        let share = Double(guide.index) / Double(Swift.max(1, guide.steps.count - 1))
        return "\(Int(100 * share))%" + points
    }
}
