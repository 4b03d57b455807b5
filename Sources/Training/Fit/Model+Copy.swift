public import Datasets
public import Networks
public import Optimizers
internal import Tensors

/// A second model that starts where this one stands, for looking ahead without harm.
extension Model {
    /// An independent model with the same weights, running values, plan, rate and optimizer's memory: what is done to the
    /// copy is what would have been done to the model, bit for bit.
    ///
    /// - Throws: `Mistake` when the model is not built and does not know the shape of its input.
    public func copy() throws -> Model {
        let network = try build()
        var architecture = architecture
        architecture.inputShapes = network.inputShapes.map { $0 }
        let copy = Model(architecture, seed: seed)
        let twin = try Network(architecture, inputShapes: network.inputShapes, seed: seed, weights: network)
        copy.network = twin
        guard let plan else { return copy }
        copy.compile(plan)
        if let optimizerState { try copy.movedBy(twin, plan).restore(optimizerState.state) }
        copy.rate = rate
        copy.epochsDone = epochsDone
        return copy
    }

    /// The optimizer at work on this model's parameters, with its memory.
    ///
    /// - Throws: `Mistake` when the model is not built or not compiled.
    public func mover() throws -> VectorOptimizer { try movedBy(try build(), try compiled()) }

    /// The rate of the next update.
    ///
    /// - Throws: `Mistake` when the model is not built or not compiled.
    public func nextRate() throws -> Double { try rate ?? compiled().optimizer.rate.rate(at: mover().updates) }

    /// The plan it is trained by.
    ///
    /// - Throws: `Mistake` when the model is not compiled.
    public func trainingPlan() throws -> TrainingPlan { try compiled() }

    /// Builds the network for these samples and checks them as `fit` would.
    ///
    /// - Throws: `Mistake` for data that cannot be trained or evaluated on.
    @discardableResult
    public func checked(_ x: Samples, _ y: Samples) throws -> Network {
        let plan = try compiled()
        let network = try build(inputShape: exampleShape(x))
        try FitData.check([x], y, network, plan.loss, "the data")
        return network
    }
}
