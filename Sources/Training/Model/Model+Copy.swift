internal import Networks
internal import Optimizers

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
        let copy = Model(architecture, seed: seed, name: name)
        copy.network = try Network(
            architecture, inputShapes: network.inputShapes, seed: seed, weights: network)
        guard let plan else { return copy }
        copy.compile(plan)
        if let optimizer = state.optimizer { try copy.mover().restore(optimizer.state()) }
        copy.state.rate = state.rate
        copy.state.epochsDone = state.epochsDone
        copy.state.nextEpoch = state.nextEpoch
        return copy
    }
}
