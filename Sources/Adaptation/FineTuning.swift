public import Answers
public import Datasets
internal import Networks
internal import Optimizers
public import Training

/// A model that was moved to other rows by one method, and how.
public struct FineTuning: Sendable {
    /// The training with one learning rate of the rule.
    public struct Try: Sendable {
        /// The rate.
        public let rate: Double
        /// The validation loss at each look, the start first, by updates made.
        public let looks: [(updates: Int, loss: Double)]
        /// Whether a number was not finite.
        public let diverged: Bool
        /// The smallest validation loss of all looks, the start among them; ∞ without a look.
        public var best: Double { looks.map(\.loss).min() ?? .infinity }
        /// Updates until then.
        public var updates: Int { looks.min { $0.loss < $1.loss }?.updates ?? 0 }
    }

    /// Which of the model's numbers were learnt anew.
    public let method: TransferMethod
    /// How rate and moment were chosen: by validation, the same for every method.
    public let rule: TransferRule
    /// The model as it was at the best look of the best rate.
    public let model: Model
    /// What was tried so far, in the order of the rule's rates.
    public let tries: [Try]
    /// How many rows were trained on, and how many chose rate and moment.
    public let rows: (train: Int, validation: Int)
    /// How many numbers are learnt; the others are held.
    public let learnt: Int
    /// Numbers of the model before anything was put into it.
    public let total: Int
    /// Bytes that the optimizer's rule remembers for the numbers that are learnt; those that are held need none.
    public let optimizerBytes: Int

    /// `learnt` over `total`
    public var share: Double { Double(learnt) / Double(total) }
    /// The try whose look was the best.
    public var chosen: Try? { tries.min { $0.best < $1.best } }
    /// Whether rates are missing, because it was stopped.
    public var isPartial: Bool { tries.count < rule.rates.count }

    /// Trains and chooses.
    ///
    /// - Parameters:
    ///   - trained: a compiled model with its weights, which is not touched.
    ///   - data: the rows of the new task, in random order: the last ones choose.
    ///   - method: what is learnt.
    ///   - seed: of new weights and of the order of the rows.
    ///   - work: once it is cancelled, what the tries so far have given is the answer, marked partial.
    /// - Throws: `Mistake` for a model that is not compiled or not built, rows that do not fit it, too few rows, and a method for which
    ///   it has no layer; `Stopped` before the first look.
    public init(
        _ trained: Model, x: Samples, y: Samples, method: TransferMethod, rule: TransferRule, seed: UInt64,
        work: Work = Work()
    ) throws {
        let plan = try trained.trainingPlan()
        let watched = try rule.watched(of: y.count)
        let border = y.count - watched
        let (train, validation): (Examples, Examples) = (
            (x.rows(0..<border), y.rows(0..<border)), (x.rows(border..<y.count), y.rows(border..<y.count))
        )
        (self.method, self.rule, rows) = (method, rule, (border, watched))
        total = try trained.build().parameterCount
        let size = Swift.min(rule.batchSize, border)
        let steps = (border + size - 1) / size
        let epochs = (rule.updates + steps - 1) / steps
        var tries: [Try] = []
        var best: (loss: Double, model: Model)?
        for rate in rule.rates where !work.isCancelled {
            let model = try method.model(from: trained, seed: seed)
            var own = plan
            own.optimizer = plan.optimizer.with(rate: .constant(rate))
            model.compile(own)
            let network = try model.checked(train.x, train.y)
            let look = BestLook()
            let start = try model.evaluate(validation.x, validation.y, batchSize: 256, work: work)
            if work.isCancelled { break }
            look.look((start.first?.value ?? .nan) - network.penalty, network, 0)
            var options = FitOptions(epochs: epochs, batchSize: size)
            options.callbacks = [
                KeepBest(rows: validation, every: Swift.max(1, epochs / TransferRule.looks), best: look)
            ]
            let history = try model.fit(train.x, train.y, options, work: work)
            look.restore(network)
            // A try that was cut has not had its updates: what it has reached counts only where nothing else is there.
            if work.isCancelled, best != nil { break }
            if look.loss < best?.loss ?? .infinity || best == nil { best = (look.loss, model) }
            if work.isCancelled { break }
            tries.append(Try(rate: rate, looks: look.losses, diverged: history.nonFinite != nil))
        }
        guard let best else { throw Stopped() }
        model = best.model
        self.tries = tries
        let network = try model.build()
        learnt = network.learntCount
        optimizerBytes = Int(saturating: plan.optimizer.vectorMemory(parameters: learnt))
    }
}
