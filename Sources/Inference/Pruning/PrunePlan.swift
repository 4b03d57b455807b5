public import Answers
public import Datasets
internal import Networks
public import Training

/// How a model is pruned: which weights, and what it learns afterwards.
public struct PrunePlan: Sendable {
    /// The share of the weights that may be put to 0.
    public static let amounts = Interval(0, 0.99)
    /// Whose weights are compared.
    public let scope: PruningScope
    /// Epochs of training with the zeros held; 0 for none.
    public let retrain: Int
    /// Rows of an update.
    public let batchSize: Int
    /// Rows to learn from; needed where `retrain` is not 0.
    public let data: Dataset?
    /// Rows that judge.
    public let test: Dataset?

    /// - Throws: `Mistake` for retraining without rows, and for numbers out of range.
    public init(
        scope: PruningScope = .global, retrain: Int = 0, batchSize: Int = 32, data: Dataset? = nil, test: Dataset? = nil
    ) throws {
        try Interval(0, 100_000).whole.check(retrain, "retrain", standard: 5)
        try Interval(1, 1e9).whole.check(batchSize, "batch_size", standard: 32)
        guard retrain == 0 || data != nil else {
            throw Mistake(
                "there are no rows to retrain on", expected: "data= with the rows of the training",
                try: "prune(model, 0.5, retrain=\(retrain), data=rows)", argument: "retrain")
        }
        (self.scope, self.retrain, self.batchSize, self.data, self.test) = (scope, retrain, batchSize, data, test)
    }

    /// A pruned copy of a model.
    ///
    /// - Parameter amount: the share of the weights of all kernels that is put to 0, from 0 to 0.99.
    /// - Throws: `Mistake` for pruning of everything, a model without kernels, and one that is retrained without being compiled; `Stopped`.
    public func prune(_ original: Model, _ amount: Double, work: Work = Work()) throws -> Pruned {
        guard !(amount >= 1) else {
            throw Mistake(
                "amount = \(amount.short(4)) prunes everything: without a weight every answer is the same",
                expected: "a share from 0 to 0.99", try: "amount=0.9", argument: "amount")
        }
        try PrunePlan.amounts.check(amount, "amount", standard: 0.5)
        let model = try original.copy()
        let network = try model.build()
        try network.checkKernels()
        if let odd = network.kernelEntries.lazy.flatMap({ network.values(of: $0) }).first(where: { !$0.isFinite }) {
            throw Mistake(
                "a kernel holds \(odd)", expected: "finite weights: a model whose training has not diverged",
                argument: "model")
        }
        if retrain > 0 { _ = try model.trainingPlan() }
        let mask = try PruningMask(network, amount: amount, scope: scope, work: work)
        let before = try test.map { try Score(original, $0, work: work) }
        mask.apply(network)
        let cut = try test.map { try Score(model, $0, work: work) }
        var history: History?
        if retrain > 0, let data {
            var options = FitOptions(epochs: model.epochsDone + retrain, batchSize: batchSize)
            options.initialEpoch = model.epochsDone
            options.callbacks = [KeepZeros(mask: mask)]
            history = try model.fit(data.x, data.y, options, work: work)
            if work.isCancelled { throw Stopped() }
        }
        let after = try history == nil ? cut : test.map { try Score(model, $0, work: work) }
        return Pruned(
            model: model, amount: amount, plan: self, history: history, scores: (before, cut, after),
            layers: mask.parts.map { Pruned.Layer(name: $0.name, shape: $0.shape, zeros: $0.zeros, count: $0.count) })
    }
}

/// A model whose smallest weights are 0 (magnitude pruning: LeCun et al. 1990 for the idea, Han et al. 2015 for the method).
public struct Pruned: Sendable {
    /// What became of one kernel.
    public struct Layer: Sendable {
        /// Its name: `dense/kernel`.
        public let name: String
        /// (in, out) of a dense kernel; the outputs are the last extent of any.
        public let shape: [Int]
        /// Weights that are held at 0.
        public let zeros: Int
        /// How many weights the kernel has.
        public let count: Int
    }

    /// The model with its smallest weights at 0, retrained where the plan says so.
    public let model: Model
    /// The share that was asked for.
    public let amount: Double
    /// How its weights were chosen, and how it was retrained.
    public let plan: PrunePlan
    /// What the retraining did epoch by epoch; nil where there was none.
    public let history: History?
    /// On the rows that judge: the original, cut, and retrained (the cut one again where nothing was learnt); nil without such rows.
    public let scores: (before: Score?, cut: Score?, after: Score?)
    /// What became of each kernel, in the order of the model.
    public let layers: [Layer]

    /// Weights that are held at 0.
    public var zeros: Int { layers.reduce(0) { $0 + $1.zeros } }
    /// Weights of all kernels.
    public var count: Int { layers.reduce(0) { $0 + $1.count } }
}

extension Pruned: Predictor {
    /// The pruned model, which computes with its zeros as with any number.
    public var underlying: Model { model }

    /// The model's answers.
    @discardableResult
    public func answer(_ rows: [Float], count: Int, into answers: UnsafeMutablePointer<Float>, work: Work) throws -> Int
    { try model.answer(rows, count: count, into: answers, work: work) }

    /// A bit for each place and the other numbers, or all of them where that is smaller.
    public func storedSize() throws -> StoredSize { try model.storedSize() }
}

extension Pruned: Presentable {
    /// `pruned model`
    public static var kind: String { "pruned model" }

    /// `90 % of 669,706 weights pruned (global), retrained for 5 epochs: 390 kB, 14.6 % of 2.68 MB`
    public var summary: String {
        let share = count == 0 ? 0 : 100 * Double(zeros) / Double(count)
        return "\(share.short(3)) % of \(count.grouped) weights pruned (\(plan.scope.rawValue))"
            + (plan.retrain > 0 ? ", retrained for \(Phrase.count(plan.retrain, "epoch"))" : "")
            + ((try? storedSize()).map { ": \($0.text)" } ?? "")
    }

    /// Zeros by kernel, and what they did to the score.
    public func table(width: Int) -> String {
        let head = ["kernel", "shape", "zeros", "of"]
        let rows = layers.map { [$0.name, $0.shape.shapeText, $0.zeros.grouped, $0.count.grouped] }
        return
            (TextTable.fitted(summary, width) + TextTable.lines([head] + rows, width: width, leftColumns: [0, 1])
            + TextTable.wrap(sentence, width)).joined(separator: "\n")
    }

    /// What became of the score, and of the time.
    public var sentence: String {
        var text = ""
        if let before = scores.before, let cut = scores.cut {
            text = "On \(Phrase.count(before.rows, "row")): \(before.text) before, \(cut.text) after the cut"
            if plan.retrain > 0, let after = scores.after { text += ", \(after.text) retrained" }
            text += ". "
        }
        return text + "The product still multiplies every weight, zeros too: latency() shows what that saves."
    }

    /// Shares, scores and kernels.
    public var json: JSON {
        let size = (try? storedSize()) ?? StoredSize()
        func score(_ score: Score?) -> JSON { score.map { .number($0.error) } ?? .null }
        return .members([
            "kind": .string(Self.kind), "amount": .number(amount), "scope": .string(plan.scope.rawValue),
            "zeros": .integer(zeros), "weights": .integer(count), "bytes": .integer(size.bytes),
            "float_bytes": .integer(size.full), "error_before": score(scores.before), "error_cut": score(scores.cut),
            "error": score(scores.after),
            "layers": .array(
                layers.map {
                    .members([
                        "kernel": .string($0.name), "zeros": .integer($0.zeros), "weights": .integer($0.count),
                    ])
                }),
        ])
    }
}
