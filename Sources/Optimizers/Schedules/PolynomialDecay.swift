import RealModule

/// A power of the steps that are left: η(k) = (η₀ − η_end)·(1 − k/N)^p + η_end.
///
/// Keras `PolynomialDecay` (end 1e-4, p 1; with `cycle`, N becomes the next multiple of N that is ≥ k). PyTorch
/// `PolynomialLR` ends at 0. optax `polynomial_schedule` and `linear_schedule` (p 1) add a `transition_begin`.
public struct PolynomialDecay: Schedule {
    public let initial: Double
    public let decaySteps: Int
    public let end: Double
    public let power: Double
    public let cycle: Bool
    /// First step of the decay (optax `transition_begin`).
    public let begin: Int

    /// - Throws: `Mistake` unless both rates ≥ 0, decay_steps ≥ 1, power > 0 and begin ≥ 0.
    public init(
        _ initial: Double, decaySteps: Int, end: Double = 1e-4, power: Double = 1, cycle: Bool = false, begin: Int = 0
    ) throws {
        try ScheduleRange.rate("initial_learning_rate", initial)
        try ScheduleRange.steps("decay_steps", decaySteps)
        try ScheduleRange.rate("end_learning_rate", end)
        try ScheduleRange.positive("power", power)
        try ScheduleRange.steps("transition_begin", begin, atLeast: 0)
        self.initial = initial
        self.decaySteps = decaySteps
        self.end = end
        self.power = power
        self.cycle = cycle
        self.begin = begin
    }

    public func rate(at step: Int) -> Double {
        let k = Swift.max(step - begin, 0)
        let length: Int
        if cycle {
            // k/N rounded up, at least 1, in whole numbers so that a boundary is exact.
            length = ScheduleHorizon.times(Swift.max(1, k / decaySteps + (k % decaySteps == 0 ? 0 : 1)), decaySteps)
        } else {
            length = decaySteps
        }
        let left = 1 - Double(Swift.min(k, length)) / Double(length)
        return (initial - end) * Double.pow(left, power) + end
    }

    public var horizon: Int { ScheduleHorizon.sum(begin, ScheduleHorizon.times(cycle ? 4 : 1, decaySteps)) }
    public var summary: String {
        ScheduleCall("PolynomialDecay").with(initial).with("decay_steps", decaySteps)
            .with("end_learning_rate", end, unless: 1e-4).with("power", power, unless: 1).with("cycle", cycle)
            .with("transition_begin", begin, unless: 0).text
    }
}
