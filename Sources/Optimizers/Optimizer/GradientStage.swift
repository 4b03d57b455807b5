/// What happens to a gradient before the rule sees it, in this order: centralisation, clipping, noise, L2.
///
/// L2 comes after clipping, as it does when PyTorch's `clip_grad_norm_` is called before `optimizer.step()`.
public struct GradientStage: Sendable, Equatable {
    public enum Clip: Sendable, Equatable {
        /// Each component into ±bound.
        case value(Double)
        /// Each tensor's Euclidean norm to at most the bound (Keras `clipnorm`).
        case norm(Double)
        /// The norm of all tensors together (Keras `global_clipnorm`, optax `clip_by_global_norm`). `slack` is
        /// PyTorch's 1e-6 beside the norm, which makes the result slightly shorter than the bound;
        /// `power` is the norm's p: 2, 1 or infinity.
        case globalNorm(Double, slack: Double = 0, power: Double = 2)
        /// Each tensor's root mean square (optax `clip_by_block_rms`).
        case rms(Double)
        /// Each unit's norm to at most λ times the norm of its weights, these at least ε (Brock et al. 2021).
        case adaptive(Double, epsilon: Double = 1e-3)
    }

    /// Gaussian noise of variance η/(1+t)^γ on every component, t from 0 (Neelakantan et al. 2015).
    public struct Noise: Sendable, Equatable {
        public var η: Double
        public var γ: Double
        public init(η: Double, γ: Double) {
            self.η = η
            self.γ = γ
        }
    }

    /// The mean over each matrix row is taken off (Yong et al. 2020); vectors are left alone.
    public var centralises = false
    public var clip: Clip?
    public var noise: Noise?
    /// λ of L2 regularisation: g + λθ.
    public var l2 = 0.0

    public init() {}

    /// Whether the stage leaves every gradient as it is.
    public var isEmpty: Bool { !centralises && clip == nil && noise == nil && l2 == 0 }
}
