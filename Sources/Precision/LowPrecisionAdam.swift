public import Answers
public import Formats
internal import Numbers

/// Adam with its state kept in a narrow format, in the two forms in which PyTorch runs it.
///
///     m ← β₁m + (1 − β₁)g      v ← β₂v + (1 − β₂)g²      w ← w − η·m̂/(√v̂ + ε)
///
/// Whatever the form, an operation itself is done in float32, as processors do it; the forms differ in how often its result is put back into
/// the narrow format. A moving average stops moving where its next change is less than half the distance to its neighbour.
public struct LowPrecisionAdam: Sendable, Equatable {
    /// How often a step rounds.
    public enum Arithmetic: String, Sendable, CaseIterable {
        /// After every operation: PyTorch's plain loop and `foreach=True`.
        case operations
        /// The step is computed in float32, and each of m, v and w rounded once: `fused=True`.
        case fused
    }

    /// To which of its two neighbours a number is rounded.
    public enum Rounding: String, Sendable, CaseIterable {
        /// The nearer one.
        case nearest
        /// By chance, the nearer the likelier.
        case stochastic
    }

    /// η, above 0.
    public var rate: Double
    /// β₁, in [0, 1).
    public var beta1: Double
    /// β₂, in [0, 1).
    public var beta2: Double
    /// ε, above 0.
    public var epsilon: Double
    /// The format that the weight is kept in.
    public var format: FloatFormat
    /// The format that m and v are kept in.
    public var stateFormat: FloatFormat
    /// How often a step rounds.
    public var arithmetic: Arithmetic
    /// How m, v and w are rounded.
    public var rounding: Rounding
    /// Whether what a weight loses in rounding is kept and added to its next change (Kahan 1965).
    public var compensates: Bool

    /// PyTorch's defaults, all in one format.
    ///
    /// - Throws: `Mistake` for a rate, β or ε that Adam cannot have.
    public init(
        rate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8,
        format: FloatFormat = .bfloat16, stateFormat: FloatFormat? = nil, arithmetic: Arithmetic = .operations,
        rounding: Rounding = .nearest, compensates: Bool = false
    ) throws {
        try Interval.positive.check(rate, "learning_rate", standard: 0.001)
        try Interval.decayRate.check(beta1, "beta_1", standard: 0.9)
        try Interval.decayRate.check(beta2, "beta_2", standard: 0.999)
        try Interval.positive.check(epsilon, "epsilon", standard: 1e-8)
        (self.rate, self.beta1, self.beta2, self.epsilon) = (rate, beta1, beta2, epsilon)
        (self.format, self.stateFormat) = (format, stateFormat ?? format)
        (self.arithmetic, self.rounding, self.compensates) = (arithmetic, rounding, compensates)
    }

    /// What is remembered from one step to the next, and the weight.
    public struct State: Sendable, Equatable {
        /// The mean of the gradients.
        public var m = 0.0
        /// The mean of their squares.
        public var v = 0.0
        /// The weight, which begins at 0.
        public var w = 0.0
        /// What w has lost in rounding; 0 where nothing is compensated.
        public var lost = 0.0
    }

    /// The state after so many steps down a slope that is the same everywhere, with the steps in between that are to be kept.
    ///
    /// - Parameters:
    ///   - gradient: of the loss, at every step.
    ///   - seed: of stochastic rounding.
    ///   - every: how many steps apart states are kept, at least 1.
    /// - Returns: step and state, from the start to the last step that was done.
    public func run(
        steps: Int, gradient: Double = 1, seed: UInt64 = 0, every: Int = 1, work: Work = Work()
    ) -> [(step: Int, state: State)] {
        var draws = RandomStream(seed: seed, purpose: "stochastic rounding")
        var state = State()
        var kept = [(step: 0, state: state)]
        for step in 0..<Swift.max(0, steps) {
            if step % 1024 == 0, work.isCancelled { break }
            take(step + 1, &state, Float(format.rounded(gradient)), &draws)
            if (step + 1) % Swift.max(1, every) == 0 || step + 1 == steps { kept.append((step + 1, state)) }
        }
        return kept
    }

    /// Step number t, from 1.
    private func take(_ t: Int, _ state: inout State, _ g: Float, _ draws: inout RandomStream) {
        func put(_ x: Float, in format: FloatFormat) -> Double {
            rounding == .stochastic ? format.rounded(Double(x), draw: draws.uniform()) : format.rounded(Double(x))
        }
        let (m, b1) = (Float(state.m), Float(1 - beta1))
        let correction1 = 1 - power(beta1, t)
        let correction2 = Float((1 - power(beta2, t)).squareRoot())
        let step = Float(rate / correction1)
        var change: Float
        switch arithmetic {
        case .fused:
            // The weight moves by m and v as they are before they are put away.
            let newM = Float(beta1) * m + b1 * g
            let newV = Float(nextV(Float(state.v), g) { Double($0) })
            change = -step * newM / (newV.squareRoot() / correction2 + Float(epsilon))
            state.m = put(newM, in: stateFormat)
            state.v = put(newV, in: stateFormat)
        case .operations:
            // lerp counts from the nearer end.
            let mean = b1 < 0.5 ? m + b1 * (g - m) : g - (g - m) * (1 - b1)
            state.m = put(mean, in: stateFormat)
            state.v = nextV(Float(state.v), g) { put($0, in: stateFormat) }
            let root = stateFormat.rounded(Double(Float(state.v).squareRoot()))
            let corrected = stateFormat.rounded(Double(Float(root) / correction2))
            let denominator = stateFormat.rounded(Double(Float(corrected) + Float(epsilon)))
            change = -step * (Float(state.m) / Float(denominator))
        }
        if compensates { change += Float(state.lost) }
        let before = state.w
        state.w = put(Float(before) + change, in: format)
        if compensates { state.lost = format.rounded(Double(change) - (state.w - before)) }
    }

    private func power(_ base: Double, _ exponent: Int) -> Double {
        var (result, square, rest) = (1.0, base, exponent)
        while rest > 0 {
            if rest & 1 == 1 { result *= square }
            square *= square
            rest >>= 1
        }
        return result
    }

    /// Where v comes to rest under a constant gradient, from 0 up, with rounding to nearest: it moves until its change (1 − β₂)(g² − v) is
    /// less than half the distance to the next number of the format.
    ///
    /// - Returns: v, and after how many steps; nil where it has not come to rest after `most` steps or the work is cancelled.
    public func rest(gradient: Double = 1, most: Int = 10_000_000, work: Work = Work()) -> (v: Double, steps: Int)? {
        let g = Float(format.rounded(gradient))
        var v = 0.0
        for step in 0..<Swift.max(0, most) {
            if step % 65_536 == 0, work.isCancelled { return nil }
            let next = nextV(Float(v), g) { stateFormat.rounded(Double($0)) }
            if next == v || next.isNaN { return (next, step) }
            v = next
        }
        return nil
    }

    /// β₂v + (1 − β₂)g², rounded as often as the form says.
    private func nextV(_ v: Float, _ g: Float, put: (Float) -> Double) -> Double {
        let share = Float(1 - beta2)
        switch arithmetic {
        case .fused: return put(Float(beta2) * v + share * g * g)
        case .operations: return put(Float(put(Float(beta2) * v)) + share * g * g)
        }
    }
}
