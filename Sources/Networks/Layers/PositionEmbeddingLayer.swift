internal import Numbers
public import Tensors

/// A learnt vector for each position of a sequence, added to what stands there.
public struct PositionEmbeddingLayer: Layer {
    public var initialiser: Initialiser
    public var givenName: String?

    public init(initialiser: Initialiser = .uniform(low: -0.05, high: 0.05), name: String? = nil) {
        self.initialiser = initialiser
        givenName = name
    }

    public var kind: String { "position_embedding" }
    public var summary: String { "PositionEmbedding()" }

    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        let shape = try Self.sequence(inputs, "PositionEmbedding")
        return LayerPlan(output: shape, parameters: [ParameterPlan("embeddings", shape, initialiser)])
    }

    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        tape.addRows(place.inputs[0], place.parameters[0])
    }
}
