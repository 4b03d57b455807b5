internal import Adaptation
public import Answers
internal import Datasets
internal import Networks
internal import Optimizers
public import Parallel
internal import Training

extension DistillationPlan {
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
                .moons(n: DistillationPlan.drawn.learn, noise: 0.3, seed: 2 &* number &+ 1, work: work),
                .moons(n: DistillationPlan.drawn.judge, noise: 0.3, seed: 2 &* number &+ 2, work: work)
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
