/// What stands around a rule: each is optional, each occurs at most once.
public struct Wrappers: Sendable, Equatable {
    /// Slow weights φ follow the fast ones: every k steps φ ← φ + α(θ − φ), θ ← φ.
    /// Zhang et al., "Lookahead Optimizer: k steps forward, 1 step back" (2019).
    public struct Lookahead: Sendable, Equatable {
        /// Updates of the fast weights between two of the slow ones, ≥ 1.
        public var k: Int
        /// How far the slow weights follow, 0 to 1.
        public var α: Double

        /// Slow weights that follow every k steps by the share α.
        public init(k: Int, α: Double) {
            self.k = k
            self.α = α
        }
    }

    /// An average θ̄ of the iterates, kept beside them.
    public enum Average: Sendable, Equatable {
        /// θ̄ ← βθ̄ + (1−β)θ, begun with the first updated θ (as Keras's `use_ema`); every so many updates θ ← θ̄.
        case exponential(Double, overwriting: Int? = nil)
        /// The plain mean of every `every`-th iterate after step `start` (stochastic weight averaging, Izmailov et
        /// al. 2018; with start 0 and every 1 Polyak–Ruppert averaging).
        case uniform(start: Int, every: Int)
    }

    /// Slow weights; nil for none.
    public var lookahead: Lookahead?
    /// Sharpness-aware minimisation: the gradient is taken at θ + ρ·g/|g|, at the price of a second evaluation.
    /// Foret et al., "Sharpness-Aware Minimization" (2021).
    public var sam: Double?
    /// An average kept beside the iterates; nil for none.
    public var average: Average?
    /// One update per this many gradients, with their mean.
    public var accumulation = 1
    /// LARS's trust ratio around any rule: each tensor's step is scaled to this share of the tensor's norm.
    public var trust: Double?

    /// A learned scale of the rule's steps; nil for none.
    public var mechanic: Mechanic?

    /// Nothing around the rule: every step is the rule's own.
    public init() {}

    /// Whether nothing stands around the rule.
    public var isEmpty: Bool { self == Wrappers() }
}
