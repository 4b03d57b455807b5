import Answers

/// How far a learner is in a lesson, in words.
extension Guide {
    /// Where the learner left, by this record; nil before the first visit.
    init?(_ lesson: Lesson, log: any ProgressLog) {
        guard let place = log.place(in: lesson.header.id) else { return nil }
        self.init(lesson, records: log.records(of: lesson.header.id), at: place.isAtEnd ? "end" : place.place)
    }

    /// Whether the share of the points is had that the lesson asks for.
    var isPassed: Bool { grades.share >= lesson.header.pass }

    /// `done, 9 of 9 points`; `read to the end, 1 of 9 points, 80% to pass`; `40%, 1 of 9 points`.
    var standing: String {
        let points = grades.isEmpty ? "" : ", \(grades.earned.short(6)) of \(grades.points.short(6)) points"
        guard isAtEnd else {
            let share = Double(index) / Double(Swift.max(1, steps.count - 1))
            return "\(Int(saturating: 100 * share))%" + points
        }
        return isPassed ? "done" + points : "read to the end\(points), \((100 * lesson.header.pass).short())% to pass"
    }
}
