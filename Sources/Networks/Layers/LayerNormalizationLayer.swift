internal import Answers
public import Tensors

/// Layer normalisation over the last axis, with learnt scale γ and offset β.
///
/// ε is 0.001 in Keras and 10⁻⁵ in PyTorch.
public struct LayerNormalizationLayer: Layer {
    public var epsilon: Double
    public var givenName: String?

    public init(epsilon: Double = 1e-3, name: String? = nil) {
        self.epsilon = epsilon
        givenName = name
    }

    public var kind: String { "layer_normalization" }
    public var summary: String { "LayerNormalization(epsilon=\(epsilon.short()))" }

    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        let shape = try Self.one(inputs, "LayerNormalization")
        return LayerPlan(
            output: shape,
            parameters: [
                ParameterPlan("gamma", [shape.exampleColumns], .ones),
                ParameterPlan("beta", [shape.exampleColumns], .zeros),
            ])
    }

    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        tape.normaliseRows(
            place.inputs[0], gamma: place.parameters[0], beta: place.parameters[1], epsilon: Float(epsilon))
    }
}
