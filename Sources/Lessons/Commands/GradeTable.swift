import Answers

/// The grades of one lesson as a value: a row for each question and exercise, and what they come to.
struct GradeTable: Presentable {
    static let kind = "grades"
    private let grades: [GradeLine]

    init(_ grades: [GradeLine]) { self.grades = grades }

    var summary: String { grades.summary }

    func table(width: Int) -> String {
        let rows = grades.map { grade in
            [
                grade.record.item, grade.record.status.rawValue,
                "\(grade.earned.short(6)) of \(grade.points.short(6))",
                " attempts \(grade.record.attempts), hints \(grade.record.hints)",
            ]
        }
        let lines = TextTable.lines(rows, width: width, leftColumns: [0, 1, 2, 3], indent: 0)
        return (lines + [grades.summary]).joined(separator: "\n")
    }

    var json: JSON { .array(grades.map(\.json)) }
}
