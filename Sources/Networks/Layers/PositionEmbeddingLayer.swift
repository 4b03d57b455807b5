public import Tensors

/// A learnt vector for each position of a sequence, added to what stands there.
public struct PositionEmbeddingLayer: Layer {
    let initialiser: Initialiser
    /// `name=` of the call, nil where one is made up.
    public var givenName: String?

    /// - Parameter initialiser: of the vectors; Keras's uniform(−0.05, 0.05).
    public init(initialiser: Initialiser = .uniform(low: -0.05, high: 0.05), name: String? = nil) {
        self.initialiser = initialiser
        givenName = name
    }

    /// `position_embedding`
    public var kind: String { "position_embedding" }
    /// `PositionEmbedding()`
    public var summary: String { "PositionEmbedding()" }

    /// (steps, features) stays; `embeddings` (steps, features).
    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        let shape = try Self.sequence(inputs, "PositionEmbedding")
        return LayerPlan(output: shape, parameters: [ParameterPlan("embeddings", shape, initialiser)])
    }

    /// y[t] = x[t] + E[t]
    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        tape.addRows(place.inputs[0], place.parameters[0])
    }
}

extension PositionEmbeddingLayer: StepwiseLayer {}
