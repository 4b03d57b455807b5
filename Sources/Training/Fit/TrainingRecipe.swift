public import Answers
public import Datasets
public import Networks

/// A training as it was asked for: model, settings and data. From it the same training is run again, bit for bit, or with one change.
public struct TrainingRecipe: Sendable {
    /// The layers and how they are connected.
    public var architecture: Architecture
    /// Of weights, shuffling and dropout.
    public let seed: UInt64
    /// Optimizer, loss and metrics.
    public var plan: TrainingPlan
    /// A rate that was set by hand before the training began; nil where the optimizer's own counts.
    public var rate: Double?
    /// The rows, one array for each input of the model.
    public var x: [Samples]
    /// The targets, a row for each row of x.
    public var y: Samples
    /// Epochs, batches, validation and the callbacks that decide: those that set the rate or end training.
    public var options: FitOptions
    /// Callbacks of another sort, which a rerun leaves out: they print, save, or call a function of the person's own.
    public let leftOut: [String]
    /// Whether the model was new: one that had been trained before cannot be trained again from here.
    public let startsAnew: Bool

    /// - Throws: `Mistake` when the model is not compiled.
    init(_ model: Model, _ x: [Samples], _ y: Samples, _ options: FitOptions) throws {
        architecture = model.architecture
        (seed, plan, rate, self.x, self.y) = (model.seed, try model.trainingPlan(), model.state.rate, x, y)
        var options = options
        let deciding = options.callbacks.filter { $0 is StopEarly || $0.setsRate }
        leftOut = options.callbacks.filter { !($0 is StopEarly || $0.setsRate || $0 is StopAtNaN) }.map(\.summary)
        options.callbacks = deciding
        options.say = { _ in }
        self.options = options
        startsAnew = model.epochsDone == 0 && model.updatesDone == 0 && options.initialEpoch == 0
    }

    /// The model with its first weights, compiled.
    ///
    /// - Throws: `Mistake` when the data do not fit the layers.
    public func newModel(work: Work = Work()) throws -> Model {
        let model = Model(architecture, seed: seed)
        model.compile(plan)
        try model.build(inputShapes: x.map { Array($0.shape.dropFirst()) }, work: work)
        model.state.rate = rate
        return model
    }

    /// The training, from the first weights on.
    ///
    /// - Throws: `Mistake` where it began with weights that are no longer there, and as `fit`.
    public func run(work: Work = Work()) throws -> Model {
        guard startsAnew else {
            throw Mistake(
                "the training went on from an earlier one, whose weights are gone",
                expected: "a new model that is fitted once",
                try: "model = Sequential([…]); model.compile(…); model.fit(…)")
        }
        let model = try newModel(work: work)
        try model.fit(x, y, options, work: work)
        return model
    }

    /// How many rows are trained on; the others are kept for validation by a split.
    public var trainingRows: Int {
        guard options.validation == nil, options.validationSplit > 0 else { return y.count }
        return Int(saturating: (Double(y.count) * (1 - options.validationSplit)).rounded(.down))
    }
}
