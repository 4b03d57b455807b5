internal import Answers
public import Tensors

/// Batch normalisation over all axes but the last, with running mean and variance for use after training.
///
/// Keras: momentum 0.99 (the share of the old value that stays), ε 0.001, biased running variance. PyTorch: the share 0.9
/// stays (its momentum 0.1 is the new one's), ε 10⁻⁵, unbiased running variance.
public struct BatchNormalizationLayer: Layer {
    /// The share of the old running value that stays, from 0 to 1.
    let momentum: Double
    /// Added to the variance, above 0.
    let epsilon: Double
    /// Whether the running variance divides by n − 1, as in PyTorch; the batch's own always divides by n.
    let isUnbiased: Bool
    /// `name=` of the call, nil where one is made up.
    public var givenName: String?

    /// - Throws: `Mistake` unless 0 ≤ momentum ≤ 1 and ε > 0.
    public init(
        momentum: Double = 0.99, epsilon: Double = 1e-3, isUnbiased: Bool = false, name: String? = nil
    ) throws {
        guard momentum >= 0, momentum <= 1 else {
            throw Mistake(
                "momentum = \(momentum.short())", expected: "a number from 0 to 1", try: "momentum=0.99",
                argument: "momentum")
        }
        guard epsilon > 0, epsilon.isFinite else {
            throw Mistake(
                "epsilon = \(epsilon.short())", expected: "a number above 0", try: "epsilon=0.001", argument: "epsilon")
        }
        self.momentum = momentum
        self.epsilon = epsilon
        self.isUnbiased = isUnbiased
        givenName = name
    }

    /// `batch_normalization`
    public var kind: String { "batch_normalization" }
    /// Under Keras's names.
    public var settings: [(name: String, value: LayerSetting)] {
        [("momentum", .number(momentum)), ("epsilon", .number(epsilon))]
    }
    /// `BatchNormalization(momentum=0.99, epsilon=0.001)`
    public var summary: String {
        "BatchNormalization(momentum=\(momentum.short()), epsilon=\(epsilon.short())\(isUnbiased ? ", unbiased=True" : ""))"
    }

    /// (…, n) stays; `gamma` (n,) and `beta` (n,) are learnt, `moving_mean` (n,) and `moving_variance` (n,) are
    /// running values.
    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        let shape = try Self.one(inputs, "BatchNormalization")
        let columns = shape.exampleColumns
        return LayerPlan(
            output: shape,
            parameters: [ParameterPlan("gamma", [columns], .ones), ParameterPlan("beta", [columns], .zeros)],
            state: [
                StatePlan("moving_mean", columns, initial: 0), StatePlan("moving_variance", columns, initial: 1),
            ])
    }

    /// y = γ(x − μ)/√(σ² + ε) + β, μ and σ² of the batch while training and running otherwise (Ioffe & Szegedy 2015).
    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        tape.normaliseColumns(
            place.inputs[0], gamma: place.parameters[0], beta: place.parameters[1], runningMean: place.state[0],
            runningVariance: place.state[1], epsilon: Float(epsilon), keep: Float(momentum), isUnbiased: isUnbiased,
            isFixed: place.isFrozen)
    }
}

extension BatchNormalizationLayer: StepwiseLayer {}
