internal import Answers
public import Datasets

/// A large teacher, a small student, and the same small network taught by the labels alone: what is compared, seed by seed.
public struct DistillationPlan: Sendable {
    /// Rows to take parts of; nil for two interlocked half circles, drawn anew for each seed.
    public let data: Dataset?
    /// Rows that the student learns from; the teacher has all that are not held back.
    public let rows: Int
    /// Whether the teacher has no more rows than the student.
    public let sharesRows: Bool
    /// Units of the teacher's hidden layers, and of the student's.
    public let teacher, student: [Int]
    /// T, and the teacher's share of what the student learns.
    public let temperature, alpha: Double
    /// Times through the student's rows. The teacher goes as often through the same rows; through more rows as often as it takes to
    /// see as many, and 20 times at least.
    public let epochs: Int
    /// What data and weights of each repetition are drawn by.
    public let seeds: [UInt64]

    /// Rows that are drawn where none are given: to learn from, and to judge.
    static let drawn = (learn: 2000, judge: 3000)

    /// - Throws: `Mistake` for numbers out of range, no seeds, and fewer rows than are needed.
    public init(
        data: Dataset? = nil, rows: Int = 60, sharesRows: Bool = false, teacher: [Int] = [64, 64],
        student: [Int] = [8], temperature: Double = 2, alpha: Double = 0.9, epochs: Int = 150, seeds: [UInt64]
    ) throws {
        try Interval(8, 1e6).whole.check(rows, "rows", standard: 60)
        try Interval.positive.check(temperature, "temperature", standard: 2)
        try Interval.share.check(alpha, "alpha", standard: 0.9)
        try Interval(1, 1e5).whole.check(epochs, "epochs", standard: 150)
        for units in teacher { try Interval(1, 4096).whole.check(units, "teacher", standard: 64) }
        for units in student { try Interval(1, 4096).whole.check(units, "student", standard: 8) }
        guard !seeds.isEmpty else {
            throw Mistake("there are no seeds", expected: "at least one", try: "seeds=8", argument: "seeds")
        }
        let there = data.map { $0.count - $0.count / 2 } ?? DistillationPlan.drawn.learn
        guard rows <= there else {
            throw Mistake(
                "the student is to learn from \(rows) rows, and half of the data are held back to judge",
                expected: "at most \(there)", try: "rows=\(there)", argument: "rows")
        }
        (self.data, self.rows, self.sharesRows) = (data, rows, sharesRows)
        (self.teacher, self.student, self.seeds) = (teacher, student, seeds)
        (self.temperature, self.alpha, self.epochs) = (temperature, alpha, epochs)
    }
}
