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
        let copy = Model(architecture, seed: seed, name: givenName, counted: name)
        if let plan { copy.compile(plan) }
        try copy.goOn(from: self)
        copy.state.rate = state.rate
        return copy
    }

    /// Goes on from where another model of the same layers stands, with its own plan: takes the weights, the running values, what was
    /// trained so far, and the optimizer's memory where both have the same rule.
    ///
    /// - Throws: `Mistake` when the other is not built, or has other tensors.
    public func goOn(from other: Model) throws {
        let theirs = try other.build()
        network = try Network(architecture, inputShapes: theirs.inputShapes, seed: seed, weights: theirs)
        state.epochsDone = other.state.epochsDone
        state.nextEpoch = other.state.nextEpoch
        guard let plan, plan.optimizer.name == other.plan?.optimizer.name, let memory = other.state.optimizer else {
            return
        }
        try mover().restore(memory.state())
    }
}
