/// The rate of Robbins and Monro's kind: η(k) = η₀ / (1 + r·k / decay_steps).
///
/// Keras `InverseTimeDecay`; with `staircase`, k / decay_steps is rounded down.
public struct InverseTimeDecay: Schedule {
    public let initial: Double
    public let decaySteps: Int
    public let decayRate: Double
    public let staircase: Bool

    /// - Throws: `Mistake` unless η₀ ≥ 0, decay_steps ≥ 1 and r ≥ 0.
    public init(_ initial: Double, decaySteps: Int, decayRate: Double, staircase: Bool = false) throws {
        try ScheduleRange.rate("initial_learning_rate", initial)
        try ScheduleRange.steps("decay_steps", decaySteps)
        try ScheduleRange.nonNegative("decay_rate", decayRate)
        self.initial = initial
        self.decaySteps = decaySteps
        self.decayRate = decayRate
        self.staircase = staircase
    }

    public func rate(at step: Int) -> Double {
        let p = staircase ? Double(step / decaySteps) : Double(step) / Double(decaySteps)
        return initial / (1 + decayRate * p)
    }

    public var horizon: Int { ScheduleHorizon.times(10, decaySteps) }
    public var summary: String {
        ScheduleCall("InverseTimeDecay").with(initial).with("decay_steps", decaySteps).with("decay_rate", decayRate)
            .with("staircase", staircase).text
    }
}
