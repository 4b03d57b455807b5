public import Datasets
public import Networks
public import Answers
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
    public internal(set) var network: Network?
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
    /// What an interruption has left unfinished.
    var openEpoch: OpenEpoch?
    /// What the callbacks of the last fit know.
    var remembered: [RememberedCallback] = []
    /// Whether the next fit's callbacks go on with it: after an interruption and after `load`.
    var resumesCallbacks = false

    /// Whether a fit of this model is going on, as seen by its callbacks.
    public internal(set) var isTraining = false
    /// What the last `load` could not take over; the next fit's history tells it.
    var lossesOfLoading: String?

    /// - Parameter seed: the same seed gives the same bits.
    public init(_ architecture: Architecture = Architecture(), seed: UInt64 = 0) {
        self.architecture = architecture
        self.seed = seed
    }

    /// Adds a layer at the end. A model that was built is built anew.
    ///
    /// - Parameters:
    ///   - identity: a layer added before under the same identity shares its weights with this one.
    ///   - inputShape: shape of one example, which the first layer may bring with it.
    public func add(_ layer: any Layer, identity: LayerIdentity? = nil, inputShape: [Int]? = nil) {
        if architecture.nodes.isEmpty, let inputShape { architecture.inputShapes = [inputShape] }
        architecture.append(layer, identity: identity)
        forgetNetwork()
    }

    /// Says the shape of one example before the first layer is added, as Keras's `Input` does in a chain.
    ///
    /// - Throws: `Mistake` when there are layers already.
    public func expectExamples(of shape: [Int]) throws {
        guard architecture.nodes.isEmpty else {
            throw Mistake(
                "an input stands after \(architecture.nodes.count) of the layers", expected: "the input first",
                try: "Sequential([Input(shape=\(shape.shapeText)), …])")
        }
        architecture.inputShapes = [shape]
    }

    /// - Parameter word: what a callback of the fit asks for.
    /// - Throws: `Mistake` while the model is being trained: the training would go on with what is no longer there.
    public func refuseWhileTraining(_ word: String) throws {
        guard isTraining else { return }
        throw Mistake(
            "\(word) is called on a model that is being trained", expected: "\(word) after its fit has ended",
            try: "a function that only looks: lambda epoch, logs: print(logs)")
    }

    private func forgetNetwork() {
        network = nil
        training = nil
        optimizerState = nil
        epochsDone = 0
        forgetCourse()
    }

    /// Callbacks and an unfinished epoch belong to the training they were in.
    private func forgetCourse() {
        openEpoch = nil
        remembered = []
        resumesCallbacks = false
    }

    /// Builds the network, if it is not built yet, for one input of that shape.
    ///
    /// - Parameter inputShape: of one example; nil when the model knows the shapes of its inputs.
    /// - Throws: `Mistake` naming the layer that cannot read what it is given.
    @discardableResult
    public func build(inputShape: [Int]? = nil, work: Work = Work()) throws -> Network {
        try build(inputShapes: inputShape.map { [$0] }, work: work)
    }

    /// Builds the network, if it is not built yet, for inputs of these shapes.
    ///
    /// - Throws: `Mistake` naming the layer that cannot read what it is given, or when the work is cancelled before all
    ///   weights are drawn; the model is as it was then.
    @discardableResult
    public func build(inputShapes: [[Int]]?, work: Work = Work()) throws -> Network {
        if let network {
            guard let inputShapes, network.inputShapes != inputShapes else { return network }
            let (known, given) = (network.inputShapes, inputShapes)
            guard known.count == given.count else {
                throw Mistake(
                    "the model has \(known.count) input\(known.count == 1 ? "" : "s") and is given \(given.count)",
                    expected: known.count == 1 ? "one array" : "a list of \(known.count) arrays")
            }
            let odd = known.indices.first { known[$0] != given[$0] } ?? 0
            throw Mistake(
                "the model was built for examples of shape \(known[odd].shapeText) and is given \(given[odd].shapeText)"
                    + (known.count > 1 ? " as input \(odd + 1)" : ""),
                expected: "examples of shape \(known[odd].shapeText)")
        }
        let known = architecture.inputShapes.compactMap { $0 }
        guard let shapes = inputShapes ?? (known.count == architecture.inputShapes.count ? known : nil) else {
            throw Mistake(
                "the model does not know the shape of its input yet", expected: "an input_shape, or a fit on data",
                try: "Dense(64, input_shape=(8,))")
        }
        let built = try Network(architecture, inputShapes: shapes, seed: seed, work: work)
        network = built
        return built
    }

    /// Data that are refused must not give a model the shape that it was refused for.
    func builtOnlyIfAllFits<Result>(_ body: () throws -> Result) throws -> Result {
        let wasBuilt = network != nil
        do {
            return try body()
        } catch {
            if !wasBuilt { forgetNetwork() }
            throw error
        }
    }

    /// Chooses optimizer, loss and metrics; the optimizer starts with an empty memory.
    public func compile(_ plan: TrainingPlan) {
        self.plan = plan
        rate = nil
        optimizerState = nil
        training = nil
        forgetCourse()
    }

    /// The memory of the optimizer, made when first needed.
    ///
    /// - Throws: `Mistake` when the machine has not so much memory to spare.
    func movedBy(_ network: Network, _ plan: TrainingPlan) throws -> VectorOptimizer {
        if let optimizerState { return optimizerState }
        try MemoryRoom.check(
            plan.optimizer.vectorMemory(parameters: network.parameterCount), for: "the moments of the optimizer"
        ) { _ in "SGD(0.01), which has none" }
        let layout = Layout(
            tensors: network.entries.map { Layout.Tensor(name: $0.name, shape: $0.shape, range: $0.range) })
        let made = plan.optimizer.vectorState(layout: layout, seed: seed)
        optimizerState = made
        return made
    }

    /// The recorded training program for a batch size. One for another size is given up before it is made.
    func tape(_ network: Network, _ plan: TrainingPlan, batchSize: Int) throws -> TrainingTape {
        if let training, training.batchSize == batchSize { return training }
        training = nil
        // Memory that is taken but not yet written to looks free, so the whole of it is asked for at once.
        let optimizer = optimizerState == nil ? plan.optimizer.vectorMemory(parameters: network.parameterCount) : 0
        let use = try network.memory(
            loss: plan.loss, batchSize: batchSize, optimizer: 0, gradients: plan.optimizer.needsCurvature ? 2 : 1,
            keepsBest: false)
        try MemoryRoom.check(
            Double(use.gradients) + Double(use.activations) + optimizer,
            for: "gradients, moments and a batch of \(batchSize) examples"
        ) { room in
            let fits = (Double(room) - Double(use.gradients) - optimizer) / Double(use.activations) * Double(batchSize)
            return fits >= 2 ? "batch_size=\(1 << Int((fits / 2).exponent))" : "smaller layers"
        }
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

    /// The model's output for each sample; for the first ones only when the work is cancelled.
    ///
    /// - Throws: `Mistake` when the samples are of another shape.
    public func predict(_ x: Samples, batchSize: Int = 32, work: Work = Work()) throws -> Samples {
        try predict([x], batchSize: batchSize, work: work)
    }

    /// The same with one array for each input of the model.
    public func predict(_ x: [Samples], batchSize: Int = 32, work: Work = Work()) throws -> Samples {
        let network = try build(inputShapes: x.map(exampleShape), work: work)
        try network.check(inputs: x)
        let values = try network.predict(x.map(\.values), count: x[0].count, batchSize: batchSize, work: work)
        let rows = values.count / Swift.max(1, network.outputShape.reduce(1, *))
        return try Samples(shape: [rows] + network.outputShape, values: values)
    }

    /// Bytes that training takes at this batch size: all that `fit` holds beside the data, with nothing taken for the answer.
    ///
    /// - Parameter keepsBest: whether EarlyStopping is to restore the best weights, of which a copy is kept.
    public func memory(batchSize: Int = 32, keepsBest: Bool = false, work: Work = Work()) throws -> MemoryUse {
        let plan = try compiled()
        let network = try build(work: work)
        let optimizer = plan.optimizer.vectorMemory(parameters: network.parameterCount)
        return try network.memory(
            loss: plan.loss, batchSize: batchSize, optimizer: Int(optimizer),
            gradients: plan.optimizer.needsCurvature ? 2 : 1, keepsBest: keepsBest)
    }
}

extension Model: Presentable {
    public static var kind: String { "model" }

    public var summary: String {
        let layers = architecture.nodes.map(\.layer.summary).joined(separator: " → ")
        return "model: \(layers.isEmpty ? "no layers" : layers)"
    }

    public func table(width: Int) -> String {
        if let network { return network.layerTable.text(width: width) }
        guard !architecture.inputShapes.contains(nil) else {
            return summary + "\nnot built yet: the shape of the input is not known"
        }
        do {
            let plans = try architecture.plan(inputShapes: architecture.inputShapes.compactMap { $0 })
            return LayerTable(architecture: architecture, plans: plans).text(width: width)
        } catch {
            guard let mistake = error as? Mistake else { return summary + "\nnot built yet: \(error)" }
            return
                ([summary, "cannot be built: " + mistake.problem]
                + [mistake.expected.map { "expected: " + $0 }]
                .compactMap { $0 }).joined(separator: "\n")
        }
    }

    /// The number of learnt numbers, as soon as the shape of the input tells it.
    private var plannedParameters: Int? {
        if let network { return network.parameterCount }
        let shapes = architecture.inputShapes.compactMap { $0 }
        guard shapes.count == architecture.inputShapes.count,
            let plans = try? architecture.plan(inputShapes: shapes)
        else { return nil }
        return plans.reduce(0) { $0 + $1.parameters.reduce(0) { $0 + $1.shape.reduce(1, *) } }
    }

    public var sentence: String {
        let layers = architecture.nodes.count
        var parts = ["A model of \(layers) layer\(layers == 1 ? "" : "s")"]
        if let count = plannedParameters {
            parts[0] += " with \(count) parameter\(count == 1 ? "" : "s")"
        } else {
            parts.append("whose weights wait for the shape of the input")
        }
        if epochsDone > 0 {
            parts.append("fitted for \(epochsDone) epoch\(epochsDone == 1 ? "" : "s")")
        } else {
            parts.append(plan == nil ? "not compiled yet" : "compiled, not fitted yet")
        }
        return parts.joined(separator: ", ") + "."
    }
}

/// How a model is trained.
public struct TrainingPlan: Sendable {
    public var optimizer: Optimizer
    public var loss: Loss
    public var metrics: [TrainingMetric]

    public init(optimizer: Optimizer, loss: Loss, metrics: [TrainingMetric] = []) {
        self.optimizer = optimizer
        self.loss = loss
        self.metrics = metrics
    }
}
