public import Answers
internal import Cards
internal import Datasets
internal import Networks
internal import Optimizers
internal import Tensors
public import Training

/// A network that has learnt city A, as numbers, so that every thread makes a model of its own of it.
struct SourceModel: Sendable {
    let cities: Cities
    /// Of its weights and its order of rows.
    let seed: UInt64
    /// RMSE of ln price on the rows of A, and on those of B that judge, before anything is moved.
    let errors: (source: Double, target: Double)
    private let parameters: [Float]

    /// Dense(128) → Dense(128) → Dense(1): wide enough that a change of rank 4 is less than a tenth of the weights.
    static let widths = [128, 128]
    static let epochs = 20

    /// Learns city A with AdamW(0.001, weight_decay=0.3) in batches of 32; the epoch with the smallest validation loss is kept. Without the
    /// decay the network learns the noise of A along with its prices, and moving it brings less.
    init(_ cities: Cities, work: Work) throws {
        (self.cities, seed) = (cities, cities.seed)
        let model = try SourceModel.new(columns: cities.source.train.x.width, seed: seed)
        let look = BestLook()
        var options = FitOptions(epochs: SourceModel.epochs, batchSize: 32)
        options.callbacks = [KeepBest(rows: cities.source.validation, every: 1, best: look)]
        try model.fit(cities.source.train.x, cities.source.train.y, options, work: work)
        if work.isCancelled { throw Stopped() }
        let network = try model.build()
        look.restore(network)
        parameters = Array(network.parameters.buffer)
        errors = try (
            model.error(on: cities.source.test, scale: cities.scale, work: work),
            model.error(on: cities.test, scale: cities.scale, work: work)
        )
        if work.isCancelled { throw Stopped() }
    }

    private static func new(columns: Int, seed: UInt64) throws -> Model {
        let layers = widths.map { DenseLayer(units: $0, activation: .relu, kernelInitialiser: .heNormal) }
        let model = Model(Architecture(layers + [DenseLayer(units: 1)], inputShape: [columns]), seed: seed)
        let rule = try Optimizer("AdamW", ["learning_rate": 0.001, "weight_decay": 0.3])
        model.compile(TrainingPlan(optimizer: rule, loss: .mse))
        return model
    }

    /// The trained network, for the thread that asks.
    func model() throws -> Model {
        let model = try SourceModel.new(columns: cities.source.train.x.width, seed: seed)
        try model.build().parameters.copy(from: parameters)
        return model
    }
}

extension Cities {
    /// A network that has learnt city A as the study's have: see `SourceModel`.
    ///
    /// - Throws: `Stopped`.
    public func model(work: Work = Work()) throws -> Model { try SourceModel(self, work: work).model() }
}

extension Model {
    /// √(mean squared error) times `scale`.
    func error(on rows: Examples, scale: Double, work: Work) throws -> Double {
        let answers = try predict(rows.x, batchSize: 256, work: work)
        guard answers.values.count == rows.y.values.count else { return .nan }
        var sum = 0.0
        for (answer, truth) in zip(answers.values, rows.y.values) {
            let far = Double(answer) - Double(truth)
            sum += far * far
        }
        return scale * (sum / Double(Swift.max(1, rows.y.values.count))).squareRoot()
    }
}
