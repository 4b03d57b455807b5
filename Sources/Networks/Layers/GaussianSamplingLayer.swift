internal import Answers
public import Tensors

/// The stochastic code of a variational autoencoder: reads the means and the logarithms of the variances side by side and
/// gives a draw, z = μ + e^(s/2)·ε with ε ~ N(0, I), to whose μ and s the gradient goes back (Kingma & Welling 2014).
///
/// It adds β·KL(N(μ, e^s) ‖ N(0, I)) to the loss by itself, the sum over the code and the mean over the examples:
/// KL = ½ Σⱼ (μⱼ² + e^sⱼ − sⱼ − 1) in nats. With a loss that is the negative log-likelihood of an example (`BernoulliNLL`,
/// `GaussianNLL`) and β = 1 what is minimised is minus the evidence lower bound; other β are those of Higgins et al. (2017).
/// In prediction and evaluation z = μ. Keras's documentation writes this layer as the class `Sampling`.
public struct GaussianSamplingLayer: Layer {
    /// β ≥ 0, the factor of KL(q(z|x)‖N(0, I)) in the loss (Higgins et al. 2017).
    public let beta: Double
    /// `name=` of the call, nil where one is made up.
    public var givenName: String?

    /// - Throws: `Mistake` unless β is finite and at least 0.
    public init(beta: Double = 1, name: String? = nil) throws {
        try Interval.nonNegative.check(beta, "beta", standard: 1)
        self.beta = beta
        givenName = name
    }

    /// `sampling`
    public var kind: String { "sampling" }
    /// `Sampling(beta=4)`
    public var summary: String { beta == 1 ? "Sampling()" : "Sampling(beta=\(beta.short()))" }
    /// Under the name of its parameter.
    public var settings: [(name: String, value: LayerSetting)] { [("beta", .number(beta))] }
    /// Always: β·KL(q‖N(0, 1)), the mean over the batch.
    public var addsToLoss: Bool { true }

    /// The last axis is halved: [μ, s] → z.
    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        let shape = try Self.one(inputs, "Sampling")
        guard let width = shape.last, width >= 2, width % 2 == 0 else {
            throw Mistake(
                "Sampling is given examples of shape \(shape.shapeText)",
                expected: "the means and the logarithms of the variances side by side: an even last axis",
                try: "Dense(4) before it, for a code of two numbers")
        }
        return LayerPlan(output: shape.dropLast() + [width / 2])
    }

    /// A draw while training, the means otherwise.
    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        tape.sampleGaussian(place.inputs[0], beta: beta, number: place.number, note: Self.note)
    }

    /// Keras's name for the divergence in a history.
    public static let note = "kl_loss"
}

extension GaussianSamplingLayer: StochasticLayer {
    /// The weight β of the divergence in the loss, of its one draw.
    public var betas: [Double] { [beta] }
    /// What it draws for one example.
    public func codeSize(_ plan: LayerPlan) -> Int { plan.output.reduce(1, *) }
}

/// A layer that draws a code at random and adds the divergence of its distribution to the loss, or contains one that does. It
/// tells the divergence by itself under `GaussianSamplingLayer.note`, and a training reports it as it does metrics.
public protocol StochasticLayer: Layer {
    /// The factors of the divergences; none where it contains no such layer.
    var betas: [Double] { get }
    /// Numbers that are drawn for one example.
    func codeSize(_ plan: LayerPlan) -> Int
}

extension Network {
    /// The factors of the divergences that its layers add to the loss, in their order; none where nothing is drawn.
    public var betas: [Double] { architecture.betas }

    /// Numbers that are drawn for one example.
    public var codeSize: Int {
        zip(architecture.nodes, plans).reduce(0) { sum, node in
            sum + ((node.0.layer as? any StochasticLayer)?.codeSize(node.1) ?? 0)
        }
    }
}

extension Architecture {
    /// The factors of the divergences that its layers add to the loss, in their order.
    public var betas: [Double] { nodes.flatMap { ($0.layer as? any StochasticLayer)?.betas ?? [] } }
}
