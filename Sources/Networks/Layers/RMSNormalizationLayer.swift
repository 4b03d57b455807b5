internal import Answers
public import Tensors

/// Normalisation by the root mean square over the last axis, with a learnt scale and no offset.
///
/// ε is 10⁻⁶ in Keras and Float32's 1.19·10⁻⁷ in PyTorch.
public struct RMSNormalizationLayer: Layer {
    let epsilon: Double
    /// `name=` of the call, nil where one is made up.
    public var givenName: String?

    /// - Parameter epsilon: added to the mean square, above 0; Keras 10⁻⁶.
    public init(epsilon: Double = 1e-6, name: String? = nil) {
        self.epsilon = epsilon
        givenName = name
    }

    /// `rms_normalization`
    public var kind: String { "rms_normalization" }
    /// `RMSNormalization(epsilon=1e-06)`
    public var summary: String { "RMSNormalization(epsilon=\(epsilon.short()))" }

    /// (…, n) stays; `scale` (n,).
    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        let shape = try Self.one(inputs, "RMSNormalization")
        return LayerPlan(output: shape, parameters: [ParameterPlan("scale", [shape.exampleColumns], .ones)])
    }

    /// y = γ·x/√(mean x² + ε), the mean over the last axis of each row.
    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        tape.rootMeanSquare(place.inputs[0], scale: place.parameters[0], epsilon: Float(epsilon))
    }
}

extension RMSNormalizationLayer: StepwiseLayer {}
