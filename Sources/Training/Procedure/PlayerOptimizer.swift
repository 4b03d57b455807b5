internal import Optimizers
internal import Tensors

/// What moves one player of a procedure, under the player's name: beside the weights, all that a checkpoint keeps of a player.
///
/// It has an identity: the player steps with it, and the state of the training saves and restores it.
final class PlayerOptimizer {
    /// Of the player.
    let name: String
    /// The optimizer as it was asked for.
    let rule: Optimizer
    /// Moves the weights; its memory is made with the player.
    private(set) var optimizer: VectorOptimizer
    private let layout: ParameterLayout
    private let seed: UInt64

    /// - Throws: `Mistake` when the rule cannot move a tensor of that layout.
    init(_ name: String, _ rule: Optimizer, layout: ParameterLayout, seed: UInt64) throws {
        (self.name, self.rule, self.layout, self.seed) = (name, rule, layout, seed)
        optimizer = try rule.vectorState(layout: layout, seed: seed)
    }

    /// Forgets what the optimizer remembers, for another training.
    func restart() throws { optimizer = try rule.vectorState(layout: layout, seed: seed) }
}
