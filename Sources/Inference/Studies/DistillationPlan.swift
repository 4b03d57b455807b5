internal import Adaptation
public import Answers
public import Datasets
internal import Networks
internal import Numbers
internal import Optimizers
public import Parallel
internal import Training

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
    /// One repetition for each.
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

    /// Runs all seeds.
    ///
    /// - Throws: `Mistake` where a training cannot be made; `Stopped` before the first seed has ended.
    public func run(crew: Crew, work: Work = Work()) throws -> DistillationStudy {
        let plan = self
        let trials = try crew.map(
            seeds.count, work: work,
            look: { work.report(Double($0) / Double(plan.seeds.count), "seed \($0) of \(plan.seeds.count)") },
            trying: { try plan.trial(plan.seeds[$1], $0) }
        ).compactMap { $0 }
        guard !trials.isEmpty else { throw Stopped() }
        return DistillationStudy(plan: self, trials: trials)
    }

    private func trial(_ number: UInt64, _ work: Work) throws -> DistillationStudy.Trial {
        let (many, test) =
            try data.map { try $0.split(test: 0.5, seed: number) }
            ?? (
                .moons(n: DistillationPlan.drawn.learn, noise: 0.3, seed: 2 * number + 1, work: work),
                .moons(n: DistillationPlan.drawn.judge, noise: 0.3, seed: 2 * number + 2, work: work)
            )
        let few = many.rows(at: Array(0..<Swift.min(rows, many.count)), as: "\(many.name), \(rows) rows")
        let source = sharesRows ? few : many
        let large = try network(teacher, source, seed: number)
        let rounds = Swift.max(1, epochs * few.count / source.count)
        _ = try large.fit(
            source.x, source.y, FitOptions(epochs: sharesRows ? epochs : Swift.max(20, rounds)), work: work)
        if work.isCancelled { throw Stopped() }
        let small = try network(student, few, seed: number &+ 1000)
        let distilled = try Distilled(
            teacher: large, student: small, data: few, temperature: temperature, alpha: alpha, epochs: epochs,
            batchSize: 16, test: test, work: work)
        guard !distilled.isPartial, distilled.scores.count == 3 else { throw Stopped() }
        let scores = distilled.scores
        return DistillationStudy.Trial(
            seed: number, teacher: scores[0].score, distilled: scores[1].score, labels: scores[2].score,
            weights: (scores[0].parameters, scores[1].parameters), isShare: distilled.classes > 0)
    }

    private func network(_ units: [Int], _ data: Dataset, seed: UInt64) throws -> Model {
        var layers: [any Layer] = units.map { DenseLayer(units: $0, activation: .relu) }
        let loss: Loss
        switch data.task {
        case .classification(let classes) where classes > 2:
            layers.append(DenseLayer(units: classes, activation: .softmax))
            loss = .sparseCategoricalCrossEntropy
        case .classification:
            layers.append(DenseLayer(units: 1, activation: .sigmoid))
            loss = .binaryCrossEntropy
        default:
            layers.append(DenseLayer(units: data.y.width))
            loss = .mse
        }
        let model = Model(Architecture(layers, inputShape: Array(data.x.shape.dropFirst())), seed: seed)
        model.compile(TrainingPlan(optimizer: try Optimizer("Adam", rate: .constant(0.01)), loss: loss))
        return model
    }
}
