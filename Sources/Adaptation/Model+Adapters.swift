internal import Answers
public import Networks
public import Training

/// Bottleneck adapters between the layers of a trained model (Houlsby et al. 2019).
extension Model {
    /// The same network with an adapter after each Dense layer but the heads; everything it had is held, but its head.
    ///
    /// - Parameters:
    ///   - width: of the bottleneck.
    ///   - activation: in the bottleneck, a function of one number.
    ///   - learnsHead: whether the last layers are learnt as they are, as the paper has it.
    ///   - seed: of the adapters and of the order of the rows; nil for this model's plus 1.
    /// - Throws: `Mistake` for a width of 0, a model without hidden Dense layers, and one that is not built.
    public func withAdapters(
        width: Int, activation: Activation = .relu, learnsHead: Bool = true, seed: UInt64? = nil
    ) throws -> Model {
        _ = try AdapterLayer(width: width, activation: activation)
        let heads = try heads
        let hidden = architecture.nodes.indices.filter { number in
            let node = architecture.nodes[number]
            return node.layer is DenseLayer && !heads.contains(node.owner ?? number)
        }
        guard !hidden.isEmpty else {
            throw Mistake(
                "the model has no Dense layer before its last one", expected: "a hidden layer for an adapter to follow",
                argument: "model")
        }
        return try moved(
            seed: seed ?? self.seed &+ 1, isHeld: { !(learnsHead && heads.contains($0)) },
            { number, layer in
                hidden.contains(number) ? [layer, try AdapterLayer(width: width, activation: activation)] : []
            })
    }
}
