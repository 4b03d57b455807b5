public import Answers
public import Datasets
public import Experiments
internal import Numbers
public import Optimizers
public import Training
internal import Networks
internal import Tensors

/// Two trainings of one model that should be one: by two rules that are equal on paper, or from weights of which one differs in its last
/// bit. Both see the same batches in the same order.
public struct ModelTwin: Sendable {
    /// The rule of the first training.
    public let rule: String
    /// Of the second; nil where it is the same and a weight was moved.
    public let other: String?
    /// The distance of all weights, |θ₁ − θ₂|, after each update; apart is a hundredth of the way that the first has gone.
    public let drift: Drift
    /// Loss of the last batch, of both.
    public let losses: [Double]
    /// Updates that were made, of those asked for.
    public let steps: Int
    /// Whether a loss or gradient was not finite, where both ended.
    public let diverged: Bool

    /// Trains copies; the model stays as it is.
    ///
    /// - Parameters:
    ///   - rule: nil for the model's own.
    ///   - other: nil for the same from weights of which the first is moved by one unit in the last place.
    ///   - batchSize: rows per update, at least 1; each epoch takes them in a new order.
    ///   - steps: updates, at least 1. A stop leaves those that were made.
    /// - Throws: `Mistake` for data that do not fit, and for a model that is not compiled.
    public init(
        _ model: Model, _ rule: Optimizer?, _ other: Optimizer?, x: Samples, y: Samples, batchSize: Int, steps: Int,
        work: Work = Work()
    ) throws {
        try model.checked(x, y)
        var plan = try model.trainingPlan()
        let one = rule ?? plan.optimizer
        plan.optimizer = one
        let first = try model.copy()
        first.compile(plan)
        plan.optimizer = other ?? one
        let second = try model.copy()
        second.compile(plan)
        let size = Swift.max(1, Swift.min(batchSize, y.count))
        let pair = try [first, second].map { try $0.step(batchSize: size) }
        let (a, b) = (pair[0].network.parameters, pair[1].network.parameters)
        if other == nil, b.count > 0 { b.base[0] = b.base[0].nextUp }
        let begin = a.array
        var (order, from) = (Array(0..<y.count), y.count)
        var epoch: UInt64 = 0
        var (distances, losses, isSound) = ([Self.distance(a, b)], [Double.nan, .nan], true)
        for _ in 0..<Swift.max(1, steps) where isSound && !work.isCancelled {
            if from >= y.count {
                var stream = RandomStream(seed: model.seed, purpose: "shuffle", index: epoch)
                for i in order.indices { order[i] = i }
                stream.shuffle(&order)
                (from, epoch) = (0, epoch + 1)
            }
            let rows = Array(order[from..<Swift.min(from + size, y.count)])
            from += size
            for (place, step) in pair.enumerated() where isSound {
                guard let loss = try Self.update(step, rows, x, y, work) else { continue }
                losses[place] = loss
                isSound = loss.isFinite
            }
            if work.isCancelled { break }
            distances.append(Self.distance(a, b))
        }
        let way = zip(a.buffer, begin).reduce(0.0) { $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1) }.squareRoot()
        self.rule = one.summary
        self.other = other?.summary
        self.losses = losses
        self.steps = distances.count - 1
        diverged = !isSound
        drift = Drift(
            steps: Array(distances.indices), distances: distances,
            threshold: 0.01 * Swift.max(way.isFinite ? way : 1, .leastNormalMagnitude))
    }

    /// One update; nil when the work was cancelled on the way. A loss that is not finite moves nothing.
    private static func update(
        _ step: GradientStep, _ rows: [Int], _ x: Samples, _ y: Samples, _ work: Work
    ) throws -> Double? {
        try rows.withUnsafeBufferPointer { rows in
            try x.values.withUnsafeBufferPointer { x in
                try y.values.withUnsafeBufferPointer { y in
                    guard let x = x.baseAddress, let y = y.baseAddress else { return nil }
                    step.load(rows, inputs: [x], targets: y)
                    guard let slope = step.differentiate(work: work) else { return nil }
                    guard slope.loss.isFinite, slope.squares.isFinite else { return .nan }
                    try step.move(rate: nil)
                    return slope.loss + slope.penalty
                }
            }
        }
    }

    private static func distance(_ a: FloatStore, _ b: FloatStore) -> Double {
        zip(a.buffer, b.buffer).reduce(0.0) { $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1) }.squareRoot()
    }
}

extension ModelTwin: Presentable {
    /// `model twin`
    public static var kind: String { "model twin" }

    /// `twin trainings by Adam(lr=0.01), 200 updates`
    public var summary: String {
        "twin trainings by \(rule)" + (other.map { " and \($0)" } ?? "") + ", \(Phrase.count(steps, "update"))"
    }

    /// Distances at a few updates, where they part and how fast they grow.
    public func table(width: Int) -> String {
        var rows = [["update", "distance"]]
        for index in drift.distances.indices.spread(atMost: 10) {
            rows.append(["\(drift.steps[index])", drift.distances[index].short()])
        }
        return "\(summary)\n" + TextTable.lines(rows, width: width).joined(separator: "\n") + "\n"
            + TextTable.wrap(sentence, width).joined(separator: "\n")
    }

    /// Whether rounding alone decides where the training goes.
    public var sentence: String {
        guard let first = drift.firstDifference else {
            return "Both trainings give the same bits in all \(Phrase.count(steps, "update"))."
        }
        let growth = drift.growthPerStep.map { ", growing by a factor of \($0.short(4)) per update" } ?? ""
        let start =
            other == nil
            ? "One weight was moved by its last bit (\((drift.distances.first ?? 0).short(3)))\(growth)"
            : "The weights differ from update \(first) on\(growth)"
        let end =
            drift.partingStep.map { "; they part at update \($0): from there on rounding decides." }
            ?? "; they end \(drift.last.short(3)) apart."
        return start + end + (diverged ? " A loss was not finite, and both ended there." : "")
    }

    /// The distances, and what is told of them.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "rule": .string(rule), "other": other.map { .string($0) } ?? .null,
            "steps": .integer(steps), "first_difference": drift.firstDifference.map { .integer($0) } ?? .null,
            "parting_step": drift.partingStep.map { .integer($0) } ?? .null, "largest": .number(drift.largest),
            "lyapunov": drift.lyapunovExponent.map { .number($0) } ?? .null,
            "distances": .array(drift.distances.map { .number($0) }),
        ])
    }
}
