/// What happens to a gradient before the rule sees it, in this order: turning round, centralisation, clipping, noise, L2.
///
/// L2 comes after clipping, as it does when PyTorch's `clip_grad_norm_` is called before `optimizer.step()`.
public struct GradientStage: Sendable, Equatable {
    /// A way of clipping; bounds are above 0.
    public enum Clip: Sendable, Equatable {
        /// Each component into ±bound.
        case value(Double)
        /// Each tensor's Euclidean norm to at most the bound (Keras `clipnorm`).
        case norm(Double)
        /// The norm of all tensors together (Keras `global_clipnorm`, optax `clip_by_global_norm`). `slack` is
        /// PyTorch's 1e-6 beside the norm, which makes the result slightly shorter than the bound;
        /// `power` is the norm's p, at least 1; it may be infinite.
        case globalNorm(Double, slack: Double = 0, power: Double = 2)
        /// Each tensor's root mean square (optax `clip_by_block_rms`).
        case rms(Double)
        /// Each unit's norm to at most λ times the norm of its weights, these at least ε (Brock et al. 2021). A unit is what
        /// belongs to one output: a column of a kernel, all of a vector.
        case adaptive(Double, epsilon: Double = 1e-3, units: Units = .outputs)
    }

    /// What counts as one unit of a tensor.
    public enum Units: Sendable, Equatable {
        /// All that has the same place along the last axis; a vector is one.
        case outputs
        /// The same, but for three axes one of each place along the last two, and a kernel with one input is a vector.
        case optax
    }

    /// Gaussian noise of variance η/(1+t)^γ on every component, t from 0 (Neelakantan et al. 2015).
    public struct Noise: Sendable, Equatable {
        /// Variance in the first step, ≥ 0.
        public var η: Double
        /// How fast it is annealed, ≥ 0.
        public var γ: Double
        /// Noise of variance η/(1+t)^γ in step t, from 0; the paper takes γ = 0.55 and η = 0.01, 0.3 or 1.
        public init(η: Double, γ: Double) {
            self.η = η
            self.γ = γ
        }
    }

    /// Whether the objective is climbed: the gradient points the other way.
    public var maximises = false
    /// The mean over the inputs of each output is taken off (Yong et al. 2020); vectors are left alone.
    public var centralises = false
    /// How the gradient is clipped; nil leaves it.
    public var clip: Clip?
    /// What is added to the gradient; nil adds nothing.
    public var noise: Noise?
    /// λ of L2 regularisation: g + λθ.
    public var l2 = 0.0
    /// λ of the same for the parameters that a mask names.
    public var maskedL2 = 0.0

    /// A stage that leaves every gradient as it is.
    public init() {}

    /// Whether the stage leaves every gradient as it is.
    public var isEmpty: Bool { !maximises && !centralises && clip == nil && noise == nil && l2 == 0 && maskedL2 == 0 }
}
