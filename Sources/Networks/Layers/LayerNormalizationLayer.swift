internal import Answers
public import Tensors

/// Layer normalisation over the last axis, with learnt scale γ and offset β.
///
/// ε is 0.001 in Keras and 10⁻⁵ in PyTorch.
public struct LayerNormalizationLayer: Layer {
    let epsilon: Double
    /// `name=` of the call, nil where one is made up.
    public var givenName: String?

    /// - Parameter epsilon: added to the variance, above 0; Keras 10⁻³, PyTorch 10⁻⁵.
    public init(epsilon: Double = 1e-3, name: String? = nil) {
        self.epsilon = epsilon
        givenName = name
    }

    /// `layer_normalization`
    public var kind: String { "layer_normalization" }
    /// Under Keras's names.
    public var settings: [(name: String, value: LayerSetting)] {
        [("epsilon", .number(epsilon))]
    }
    /// `LayerNormalization(epsilon=0.001)`
    public var summary: String { "LayerNormalization(epsilon=\(epsilon.short()))" }

    /// (…, n) stays; `gamma` (n,) and `beta` (n,).
    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        let shape = try Self.one(inputs, "LayerNormalization")
        return LayerPlan(
            output: shape,
            parameters: [
                ParameterPlan("gamma", [shape.exampleColumns], .ones),
                ParameterPlan("beta", [shape.exampleColumns], .zeros),
            ])
    }

    /// y = γ(x − μ)/√(σ² + ε) + β, μ and σ² over the last axis of each row (Ba et al. 2016).
    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        tape.normaliseRows(
            place.inputs[0], gamma: place.parameters[0], beta: place.parameters[1], epsilon: Float(epsilon))
    }
}

extension LayerNormalizationLayer: StepwiseLayer {}
