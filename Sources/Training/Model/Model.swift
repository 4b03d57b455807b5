public import Datasets
public import Networks
public import Answers
public import Optimizers
import Formats
public import Tensors

/// A model as a person handles it: layers are added, it is compiled with an optimizer and a loss, fitted, evaluated, asked.
///
/// It has an identity: `fit` changes the model it is called on. It is used by one thread at a time, that of its session or
/// of its trial; that is what makes the unchecked conformance to `Sendable` sound.
public final class Model: @unchecked Sendable {
    /// The layers and how they are connected.
    public private(set) var architecture: Architecture
    /// What Keras calls it: `sequential`, `functional`, or as the person did.
    public let name: String
    /// `name=` of the call, nil where it was made up.
    public let givenName: String?
    /// Of the initialisers, the shuffling and the dropout.
    public let seed: UInt64
    /// The built network; nil until the shape of the input is known.
    public internal(set) var network: Network?
    /// How it is trained; nil before `compile`.
    public private(set) var plan: TrainingPlan?
    /// What its training has come to, beside the weights.
    var state = TrainingState()
    /// What others keep with it: the tensors between its layers.
    public var companion: AnyObject?
    /// Called when the network has been made, with the numbers it begins with.
    public var onBuild: ((Model) -> Void)?
    /// Which layer it is, where it is one of another model.
    public let identity: LayerIdentity
    /// Whose object it trains, where that is one of a class of the learner's.
    public weak var owner: AnyObject?
    /// The program recorded for the plan's loss and a batch size.
    private var recorded: TrainingTape?
    /// The fit that is going on.
    private var currentFit: RunningFit?
    private var lastHistory: History?
    /// Whether it was trained or evaluated since it was compiled.
    public var hasMeasured = false

    /// Whether `stopTraining` was set in the last fit.
    var wasStopped = false

    /// Whether the fit that goes on is to end, as Keras's callbacks ask for it; of the last fit once it has ended.
    public var stopTraining: Bool {
        get { currentFit.map { $0.stopReason != nil } ?? wasStopped }
        set {
            wasStopped = newValue
            if newValue { currentFit?.stop(because: "model.stop_training was set") }
        }
    }

    /// Of the last fit; within a fit, of that one as far as it has come.
    public var history: History? { currentFit?.history ?? lastHistory }
    /// Whether a fit of this model is going on, as seen by its callbacks.
    public var isTraining: Bool { currentFit != nil }
    /// Updates made so far: Keras's `optimizer.iterations`.
    public var updatesDone: Int { state.optimizer?.updates ?? 0 }
    /// Epochs fitted so far, over all fits.
    public var epochsDone: Int { state.epochsDone }
    /// The number of the epoch that comes next, as the last fit counted them.
    public var nextEpoch: Int { state.nextEpoch }

    /// - Parameters:
    ///   - seed: the same seed gives the same bits.
    ///   - name: as a person gave it.
    ///   - counted: what it is called otherwise, where models are counted as they are made: `sequential_1`; nil for Keras's name
    ///     of its kind.
    public init(
        _ architecture: Architecture = Architecture(), seed: UInt64 = 0, name: String? = nil, counted: String? = nil
    ) {
        self.architecture = architecture
        self.givenName = name
        self.name = name ?? counted ?? (architecture.isComposed ? "functional" : "sequential")
        self.seed = seed
        identity = LayerIdentity(name: self.name)
    }

    /// Adds a layer at the end. A model that was built is built anew.
    ///
    /// - Parameters:
    ///   - identity: a layer added before under the same identity shares its weights with this one.
    ///   - inputShape: shape of one example, which the first layer may bring with it; nil for an extent that the data tell.
    public func add(_ layer: any Layer, identity: LayerIdentity? = nil, inputShape: [Int?]? = nil) {
        if architecture.nodes.isEmpty, let inputShape { architecture.expect(inputShape) }
        architecture.append(layer, identity: identity)
        forgetNetwork()
    }

    /// Takes the last layer away; the model is built anew.
    ///
    /// - Throws: `Mistake` where there is none.
    public func removeLast() throws {
        guard !architecture.nodes.isEmpty else {
            throw Mistake("the model has no layers").raised(as: "TypeError", "There are no layers in the model.")
        }
        architecture.removeLast()
        forgetNetwork()
    }

    /// Says the shape of one example before the first layer is added, as Keras's `Input` does in a chain.
    ///
    /// - Throws: `Mistake` when there are layers already.
    public func expectExamples(of shape: [Int?]) throws {
        guard architecture.nodes.isEmpty else {
            throw Mistake(
                "an input stands after \(architecture.nodes.count) of the layers", expected: "the input first",
                try: "Sequential([Input(shape=\(shape.shapeText)), …])")
        }
        architecture.expect(shape)
    }

    /// - Parameter word: what a callback of the fit asks for.
    /// - Throws: `Mistake` while the model is being trained: the training would go on with what is no longer there.
    public func refuseWhileTraining(_ word: String) throws {
        guard isTraining else { return }
        throw Mistake(
            "\(word) is called on a model that is being trained", expected: "\(word) after its fit has ended",
            try: "a function that only looks: lambda epoch, logs: print(logs)")
    }

    /// Holds the parameters of a layer where they are, or lets them be learnt again.
    public func freeze(_ index: Int, _ isFrozen: Bool) {
        architecture.freeze(index, isFrozen)
        network?.freeze(index, isFrozen)
        recorded = nil
    }

    /// Has its numbers in other memory from here on, where they stand already.
    public func move(to memory: (parameters: FloatStore, state: FloatStore)) throws {
        network = try network?.moved(to: memory)
        recorded = nil
    }

    private func forgetNetwork() {
        network = nil
        recorded = nil
        state = TrainingState()
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
            if let other = try built(network, for: inputShapes) { return other }
            let (known, given) = (network.inputShapes, inputShapes)
            guard known.count == given.count else {
                throw Mistake(
                    "the model has \(known.count) input\(known.count == 1 ? "" : "s") and is given \(given.count)",
                    expected: known.count == 1 ? "one array" : "a list of \(known.count) arrays")
            }
            let shapes = zip(architecture.openShapes, known).map { open, shape in open ?? shape.map(Optional.some) }
            let odd =
                given.indices.first { !given[$0].fits(shapes[$0]) } ?? given.indices.first { known[$0] != given[$0] }
                ?? 0
            throw Mistake(
                "the model was built for examples of shape \(shapes[odd].shapeText) and is given \(given[odd].shapeText)"
                    + (known.count > 1 ? " as input \(odd + 1)" : ""),
                expected: "examples of shape \(shapes[odd].shapeText)", argument: "x")
        }
        guard let shapes = inputShapes ?? architecture.buildableShapes else {
            throw Mistake(
                "the model does not know the shape of its input yet", expected: "an input_shape, or a fit on data",
                try: "Dense(64, input_shape=(8,))")
        }
        let built = try Network(architecture, inputShapes: shapes, seed: seed, work: work)
        network = built
        onBuild?(self)
        return built
    }

    /// What the layers make of the inputs, as far as their shapes are known, from the person or from data.
    ///
    /// - Returns: nil where the data will tell.
    /// - Throws: `Mistake` naming the layer that cannot read what it is given.
    public func openPlan() throws -> OpenPlan? {
        let known = network.map { OpenPlan($0.plans, inputShapes: $0.inputShapes) }
        if architecture.inputShapes.allSatisfy({ $0 != nil }), let known { return known }
        return try architecture.openPlan() ?? known
    }

    /// The same weights for inputs of other shapes, where the model was given none and its weights serve for them: longer
    /// sequences, larger images.
    private func built(_ network: Network, for shapes: [[Int]]) throws -> Network? {
        guard !isTraining, shapes.count == network.inputShapes.count,
            zip(architecture.openShapes, shapes).allSatisfy({ open, shape in open.map(shape.fits) ?? true }),
            let plans = try? architecture.plan(inputShapes: shapes),
            plans.map({ $0.parameters.map(\.shape) }) == network.plans.map({ $0.parameters.map(\.shape) }),
            plans.map({ $0.state.map(\.count) }) == network.plans.map({ $0.state.map(\.count) })
        else { return nil }
        let other = try Network(
            architecture, inputShapes: shapes, seed: seed, memory: (network.parameters, network.state))
        self.network = other
        recorded = nil
        return other
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
        hasMeasured = false
        recorded = nil
        state = state.recompiled()
    }

    /// The plan it is trained by.
    ///
    /// - Throws: `Mistake` when the model is not compiled.
    public func trainingPlan() throws -> TrainingPlan {
        guard let plan else {
            throw Mistake(
                "the model is not compiled", expected: "an optimizer and a loss",
                try: "model.compile(optimizer=Adam(0.001), loss='mse')"
            ).raised(as: "ValueError", "You must call `compile()` before using the model.")
        }
        return plan
    }

    /// The optimizer at work on this model's parameters, with its memory, which is made when first needed.
    ///
    /// - Throws: `Mistake` when the model is not built or not compiled, or the machine has not so much memory to spare.
    public func mover() throws -> VectorOptimizer {
        let (network, plan) = (try build(), try trainingPlan())
        if let optimizer = state.optimizer { return optimizer }
        try MemoryRoom.check(
            plan.optimizer.vectorMemory(parameters: network.parameterCount), for: "the moments of the optimizer"
        ) { _ in "SGD(0.01), which has none" }
        let made = try plan.optimizer.vectorState(layout: network.layout, seed: seed)
        state.optimizer = made
        return made
    }

    /// The rate of the next update.
    ///
    /// - Throws: as `mover`, and when a schedule has ended.
    public func nextRate() throws -> Double { try state.rate ?? mover().checkedRate() }

    /// The rate of the next update, as `model.optimizer.learning_rate` tells it; nil before `compile`.
    public var currentRate: Double? {
        guard let plan else { return nil }
        return state.optimizer.map(state.nextRate) ?? state.rate ?? plan.optimizer.rate.rate(at: 0)
    }

    /// Sets the rate from the next update on, until it is set again or the model is compiled.
    ///
    /// - Throws: `Mistake` for a rate that is none, before `compile`, and where a schedule gives the rate (Keras refuses too).
    public func setRate(_ rate: Double) throws {
        try Interval.nonNegative.check(rate, "learning_rate", standard: 0.001)
        let plan = try trainingPlan()
        if case .schedule(let schedule) = plan.optimizer.rate {
            throw Mistake(
                "the rate of \(plan.optimizer.name) is given by \(schedule.summary)",
                expected: "an optimizer whose rate is a number",
                try: "compile(optimizer=\(plan.optimizer.name)(\(rate.short())))")
        }
        state.rate = rate
        state.openEpoch?.rateBefore = rate
    }

    /// The batches of the fit that was interrupted within an epoch; nil when none was.
    public var interruptedBatches: (rows: Int, batchSize: Int, isShuffled: Bool)? {
        state.openEpoch.map { ($0.batches.rows, $0.batches.batchSize, $0.batches.isShuffled) }
    }

    /// The step that a fit of this model takes for each batch of at most so many rows.
    ///
    /// - Throws: `Mistake` when the model is not built or not compiled, or there is no memory for the batch.
    public func step(batchSize: Int, precision: TrainingPrecision = .float32) throws -> GradientStep {
        let tape = try tape(batchSize: batchSize, format: precision.policy.format)
        return try GradientStep(tape, mover(), precision)
    }

    /// The recorded training program for a batch size. One for another size is given up before it is made.
    func tape(batchSize: Int, format: FloatFormat = .float32) throws -> TrainingTape {
        if let recorded, recorded.batchSize == batchSize, (recorded.narrow?.format ?? .float32) == format {
            return recorded
        }
        recorded = nil
        let (network, plan) = (try build(), try trainingPlan())
        // Memory that is taken but not yet written to looks free, so the whole of it is asked for at once.
        let optimizer = state.optimizer == nil ? plan.optimizer.vectorMemory(parameters: network.parameterCount) : 0
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
        let made = try TrainingTape(
            network, loss: plan.loss, batchSize: batchSize, omittingHeld: true, format: format)
        recorded = made
        return made
    }

    /// Lets a fit of this model run: within `body` the model is one that is being trained.
    func training(_ fit: RunningFit, _ body: () throws -> Void) rethrows {
        currentFit = fit
        defer {
            wasStopped = fit.stopReason != nil
            currentFit = nil
            lastHistory = fit.history
        }
        try body()
    }

    /// Where the next fit of so many rows in such batches begins: the epoch of all those that were ever fitted,
    /// 0-based, and how many of its rows an interrupted training has behind it.
    public func nextPlace(rows: Int, batchSize: Int, isShuffled: Bool = true) -> (epoch: Int, rowsDone: Int) {
        state.nextPlace(BatchOrder(rows: rows, batchSize: batchSize, isShuffled: isShuffled))
    }

    /// What each of several outputs gives, side by side in `all`; nil for a model of one.
    ///
    /// - Throws: `Mistake` where there is no room for the copies.
    public func parted(_ all: Samples) throws -> [Samples]? {
        guard let parts = try build().outputParts else { return nil }
        return try parts.map { part in
            var values: [Float] = []
            values.reserveCapacity(all.count * part.columns.count)
            for row in 0..<all.count {
                values +=
                    all.values[row * all.width + part.columns.lowerBound..<row * all.width + part.columns.upperBound]
            }
            return try Samples(shape: [all.count] + part.shape, values: values)
        }
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
        return try network.predict(x, batchSize: batchSize, work: work)
    }

    /// Bytes that training takes at this batch size: all that `fit` holds beside the data, with nothing taken for the answer.
    ///
    /// - Parameter keepsBest: whether EarlyStopping is to restore the best weights, of which a copy is kept.
    public func memory(batchSize: Int = 32, keepsBest: Bool = false, work: Work = Work()) throws -> MemoryUse {
        let plan = try trainingPlan()
        let network = try build(work: work)
        let optimizer = plan.optimizer.vectorMemory(parameters: network.parameterCount)
        return try network.memory(
            loss: plan.loss, batchSize: batchSize, optimizer: Int(optimizer),
            gradients: plan.optimizer.needsCurvature ? 2 : 1, keepsBest: keepsBest)
    }
}
