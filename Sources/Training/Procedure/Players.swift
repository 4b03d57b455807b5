internal import Answers
internal import Networks
public import Optimizers
internal import Tensors

/// The players of a procedure and their common memory: all weights are one flat vector, that of `whole`.
///
/// What keeps, saves, averages or restores the weights of a model does so with a procedure's, too.
public final class Players {
    /// In the order in which their weights lie.
    public let all: [Player]
    /// All of them as one model, whose tensors are called `generator/dense/kernel`. It is saved, loaded and looked at; it is never
    /// asked for predictions.
    public let whole: Model

    /// The models move into the common memory with the weights that they have; they are the same models afterwards.
    ///
    /// - Parameters:
    ///   - members: name, built model and optimizer of each.
    ///   - seed: of what is drawn at random in training.
    /// - Throws: `Mistake` when two are one and the same model, when one is being trained, has several inputs or is not built, and for
    ///   optimizers that cannot move them.
    public init(_ members: [(name: String, model: Model, optimizer: Optimizer)], seed: UInt64, name: String) throws {
        for (place, member) in members.enumerated() {
            try member.model.refuseWhileTraining(name)
            if let twin = members[..<place].first(where: { $0.model === member.model }) {
                throw Mistake(
                    "\(twin.name) and \(member.name) are the same model", expected: "a network of its own for each",
                    argument: member.name)
            }
        }
        var architecture = Architecture(inputShapes: [])
        var sources: [Architecture.Source] = []
        for member in members {
            let network = try member.model.build()
            let first = architecture.inputShapes.count
            architecture.inputShapes += network.inputShapes.map { $0 }
            sources.append(
                architecture.add(
                    PlayerLayer(name: member.name, model: member.model),
                    reading: network.inputShapes.indices.map { .input(first + $0) }))
        }
        architecture.output = architecture.add(OutputsLayer(names: members.map(\.name)), reading: sources)
        let whole = Model(architecture, seed: seed, name: name)
        let network = try whole.build()
        self.whole = whole
        all = try members.map { member in
            let memory = network.memory(of: member.name)
            let own = try member.model.build()
            memory.parameters.copy(from: own.parameters)
            memory.state.copy(from: own.state)
            try member.model.move(to: memory)
            return try Player(member.name, member.model, try member.model.build(), member.optimizer)
        }
        whole.state.players = all.map(\.mover)
    }

    /// The player of that name.
    public subscript(name: String) -> Player? { all.first { $0.name == name } }

    /// Everything that the players have learnt.
    ///
    /// - Throws: `Mistake` where their network is gone.
    public func weights() throws -> ModelWeights {
        let network = try whole.build()
        return ModelWeights(parameters: network.parameters.array, state: network.state.array)
    }

    /// Sets all weights and running values; the memory of the optimizers stays.
    ///
    /// - Throws: `Mistake` for weights of other players.
    public func set(_ weights: ModelWeights) throws {
        let network = try whole.build()
        guard weights.parameters.count == network.parameters.count, weights.state.count == network.state.count else {
            throw Mistake(
                "\(weights.parameters.count) weights for players that have \(network.parameters.count)",
                expected: "weights of the same players")
        }
        network.parameters.copy(from: weights.parameters)
        network.state.copy(from: weights.state)
    }

    /// Updates of all players so far.
    var updates: Int { all.reduce(0) { $0 + $1.optimizer.updates } }

    /// Everything that a step may change, to go back to.
    struct Snapshot {
        fileprivate let parameters: [Float]
        fileprivate let state: [Float]
        fileprivate let memories: [VectorOptimizer.State]
    }

    /// A copy of weights, running values and the optimizers' memories.
    func snapshot() throws -> Snapshot {
        let network = try whole.build()
        return Snapshot(
            parameters: network.parameters.array, state: network.state.array,
            memories: try all.map { try $0.optimizer.state() })
    }

    /// Back to what was copied.
    func restore(_ snapshot: Snapshot) throws {
        let network = try whole.build()
        network.parameters.copy(from: snapshot.parameters)
        network.state.copy(from: snapshot.state)
        for (player, memory) in zip(all, snapshot.memories) { try player.optimizer.restore(memory) }
    }
}
