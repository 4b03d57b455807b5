import Answers
public import Lessons

/// What a learner did with a lesson, from their record.
public struct FinishedWork: Sendable {
    /// Who did it; nil where they did not say.
    public var name: String?
    /// One line for each question and exercise, in the order of the lesson.
    public var grades: [GradeLine]
    private let records: [String: ItemRecord]

    /// - Parameters:
    ///   - records: those of the lesson; answers to another version of it are shown, and count as open.
    ///   - name: the learner's.
    public init(_ lesson: Lesson, records: [ItemRecord], name: String? = nil) {
        self.name = name
        grades = Guide(lesson, records: records).grades
        var known: [String: ItemRecord] = [:]
        for record in records where record.lesson == lesson.header.id { known[record.item] = record }
        for grade in grades where !grade.record.updated.isEmpty || grade.record.attempts > 0 {
            known[grade.record.item] = grade.record
        }
        self.records = known
    }

    /// What is recorded of an item.
    func record(_ item: String) -> ItemRecord? { records[item] }

    /// The guess that was made before a cell ran.
    ///
    /// - Parameter number: of the prediction among those about the cell, from 1.
    func guess(before cell: String, _ number: Int) -> String? {
        records["prediction-" + cell + (number > 1 ? "-\(number)" : "")]?.answer.nonempty
    }

    /// The learner's code by the id of its exercise.
    public func answers(to lesson: Lesson) -> [String: String] {
        var answers: [String: String] = [:]
        for exercise in lesson.exercises {
            answers[exercise.id] = records[exercise.id]?.answer.nonempty
        }
        return answers
    }

    /// `Passed: 3 of 3 points. 2 attempts, 1 hint.`
    func line(for item: String) -> String {
        guard let grade = grades.first(where: { $0.record.item == item }) else { return "" }
        let record = grade.record
        var text =
            switch record.status {
            case .passed: "Passed"
            case .skipped: "Skipped"
            case .open, .ran: record.attempts > 0 ? "Not passed yet" : "Not answered"
            }
        text +=
            ": \(grade.earned.short(6)) of \(grade.points.short(6)) \(grade.points == 1 ? "point" : "points")."
        var counts: [String] = []
        if record.attempts > 0 {
            counts.append("\(record.attempts) \(record.attempts == 1 ? "attempt" : "attempts")")
        }
        if record.hints > 0 { counts.append("\(record.hints) \(record.hints == 1 ? "hint" : "hints")") }
        if record.sawSolution { counts.append("the solution was seen before") }
        return counts.isEmpty ? text : text + " " + counts.joined(separator: ", ") + "."
    }
}

extension String {
    fileprivate var nonempty: String? { isEmpty ? nil : self }
}
