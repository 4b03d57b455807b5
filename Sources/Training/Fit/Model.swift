public import Datasets
public import Networks
public import Numbers
public import Optimizers
internal import Tensors

/// A model as a person handles it: layers are added, it is compiled with an optimizer and a loss, fitted, evaluated, asked.
///
/// It has an identity: `fit` changes the model it is called on. It is used by one thread at a time, that of its session or
/// of its trial; that is what makes the unchecked conformance to `Sendable` sound.
public final class Model: @unchecked Sendable {
    public private(set) var architecture: Architecture
    /// Of the initialisers, the shuffling and the dropout.
    public let seed: UInt64
    /// The built network; nil until the shape of the input is known.
    public private(set) var network: Network?
    /// How it is trained; nil before `compile`.
    public private(set) var plan: TrainingPlan?
    /// Of the last fit.
    public internal(set) var history: History?
    /// The optimizer's memory; it goes on from one fit to the next, as in Keras.
    var optimizerState: VectorOptimizer?
    var training: TrainingTape?
    /// A rate that callbacks have set, nil where the optimizer's own goes on.
    var rate: Double?
    /// Epochs fitted so far.
    public internal(set) var epochsDone = 0

    /// - Parameter seed: the same seed gives the same bits.
    public init(_ architecture: Architecture = Architecture(), seed: UInt64 = 0) {
        self.architecture = architecture
        self.seed = seed
    }

    /// Adds a layer at the end. A model that was built is built anew.
    ///
    /// - Parameter inputShape: shape of one example, which the first layer may bring with it.
    public func add(_ layer: any Layer, inputShape: [Int]? = nil) {
        if architecture.nodes.isEmpty, let inputShape { architecture.inputShapes = [inputShape] }
        architecture.append(layer)
        forgetNetwork()
    }

    private func forgetNetwork() {
        network = nil
        training = nil
        optimizerState = nil
        epochsDone = 0
    }

    /// Builds the network for examples of that shape, if it is not built yet.
    ///
    /// - Throws: `Mistake` naming the layer that cannot read what it is given.
    @discardableResult
    public func build(inputShape: [Int]? = nil) throws -> Network {
        if let network {
            guard let inputShape, network.inputShapes[0] != inputShape else { return network }
            throw Mistake(
                "the model was built for examples of shape \(spell(network.inputShapes[0])) and is given \(spell(inputShape))",
                expected: "examples of shape \(spell(network.inputShapes[0]))")
        }
        guard let shape = inputShape ?? architecture.inputShapes.first.flatMap({ $0 }) else {
            throw Mistake(
                "the model does not know the shape of its input yet", expected: "an input_shape, or a fit on data",
                try: "Dense(64, input_shape=(8,))")
        }
        let built = try Network(architecture, inputShapes: [shape], seed: seed)
        network = built
        return built
    }

    /// Chooses optimizer, loss and metrics; the optimizer starts with an empty memory.
    public func compile(_ plan: TrainingPlan) {
        self.plan = plan
        rate = nil
        optimizerState = nil
        training = nil
    }

    /// The memory of the optimizer, made when first needed.
    func movedBy(_ network: Network, _ plan: TrainingPlan) -> VectorOptimizer {
        if let optimizerState { return optimizerState }
        let layout = Layout(
            tensors: network.entries.map { Layout.Tensor(name: $0.name, shape: $0.shape, range: $0.range) })
        let made = plan.optimizer.vectorState(layout: layout, seed: seed)
        optimizerState = made
        return made
    }

    /// The recorded training program for a batch size.
    func tape(_ network: Network, _ plan: TrainingPlan, batchSize: Int) throws -> TrainingTape {
        if let training, training.batchSize == batchSize { return training }
        let made = try TrainingTape(network, loss: plan.loss, batchSize: batchSize)
        training = made
        return made
    }

    func compiled() throws -> TrainingPlan {
        guard let plan else {
            throw Mistake(
                "the model is not compiled", expected: "an optimizer and a loss",
                try: "model.compile(optimizer=Adam(0.001), loss='mse')")
        }
        return plan
    }

    /// The model's output for each sample.
    ///
    /// - Throws: `Mistake` when the samples are of another shape.
    public func predict(_ x: Samples, batchSize: Int = 32, work: Work = Work()) throws -> Samples {
        let network = try build(inputShape: exampleShape(x))
        let values = network.predict([x.values], count: x.count, batchSize: batchSize, work: work)
        return try Samples(shape: [x.count] + network.outputShape, values: values)
    }

    /// Bytes that training takes at this batch size.
    public func memory(batchSize: Int = 32) throws -> MemoryUse {
        let network = try build()
        let plan = try compiled()
        let tape = try tape(network, plan, batchSize: batchSize)
        return MemoryUse(
            parameters: 4 * network.parameterCount, gradients: 4 * network.parameterCount,
            optimizer: movedBy(network, plan).memory, activations: tape.heldBytes)
    }
}

extension Model: Presentable {
    public static var kind: String { "model" }

    public var summary: String {
        let layers = architecture.nodes.map(\.layer.summary).joined(separator: " → ")
        return "model: \(layers.isEmpty ? "no layers" : layers)"
    }

    public func table(width: Int) -> String {
        if let network { return network.summary(width: width) }
        if let built = try? build() { return built.summary(width: width) }
        return ([summary] + ["not built yet: the shape of the input is not known"]).joined(separator: "\n")
    }

    public var sentence: String {
        guard let network else { return "A model of \(architecture.nodes.count) layers, not built yet." }
        return "A model of \(architecture.nodes.count) layers with \(network.parameterCount) parameters, "
            + "fitted for \(epochsDone) epochs."
    }
}

/// How a model is trained.
public struct TrainingPlan: Sendable {
    public var optimizer: Optimizer
    public var loss: Loss
    /// Keras's names: `accuracy`, `mae` …
    public var metrics: [String]

    public init(optimizer: Optimizer, loss: Loss, metrics: [String] = []) {
        self.optimizer = optimizer
        self.loss = loss
        self.metrics = metrics
    }
}

/// The shape of one sample; a list of single numbers counts as one feature each.
func exampleShape(_ samples: Samples) -> [Int] {
    samples.shape.count > 1 ? Array(samples.shape.dropFirst()) : [1]
}

func spell(_ shape: [Int]) -> String {
    "(" + shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? ",)" : ")")
}
