import RealModule

/// The rate shrinks by the same factor over every `decay_steps`: η(k) = η₀·r^(k / decay_steps).
///
/// Keras `ExponentialDecay` (with `staircase`, the exponent is rounded down). optax `exponential_decay` adds a
/// `transition_begin` before which nothing changes and an `end_value` that the rate does not pass.
/// PyTorch `ExponentialLR(γ)` is decay_steps = 1.
public struct ExponentialDecay: Schedule {
    public let initial: Double
    public let decaySteps: Int
    public let decayRate: Double
    public let staircase: Bool
    /// First step at which the decay is seen (optax `transition_begin`).
    public let begin: Int
    /// A floor for r < 1, a ceiling for r > 1 (optax `end_value`).
    public let end: Double?

    /// - Throws: `Mistake` unless η₀ ≥ 0, decay_steps ≥ 1, r > 0, begin ≥ 0 and end ≥ 0.
    public init(
        _ initial: Double, decaySteps: Int, decayRate: Double, staircase: Bool = false, begin: Int = 0,
        end: Double? = nil
    ) throws {
        try ScheduleRange.rate("initial_learning_rate", initial)
        try ScheduleRange.steps("decay_steps", decaySteps)
        try ScheduleRange.positive("decay_rate", decayRate)
        try ScheduleRange.steps("transition_begin", begin, atLeast: 0)
        if let end { try ScheduleRange.rate("end_value", end) }
        self.initial = initial
        self.decaySteps = decaySteps
        self.decayRate = decayRate
        self.staircase = staircase
        self.begin = begin
        self.end = end
    }

    public func rate(at step: Int) -> Double {
        let k = step - begin
        guard k > 0 else { return bounded(initial) }
        let exponent = staircase ? Double(k / decaySteps) : Double(k) / Double(decaySteps)
        return bounded(initial * Double.pow(decayRate, exponent))
    }

    private func bounded(_ rate: Double) -> Double {
        guard let end else { return rate }
        return decayRate < 1 ? Swift.max(rate, end) : Swift.min(rate, end)
    }

    public var horizon: Int {
        // Until a tenth is left (or ten-fold is gained), in whole decay lengths.
        let lengths = decayRate == 1 ? 5 : 2.302585 / Swift.max(abs(Double.log(decayRate)), 1e-3)
        return ScheduleHorizon.sum(begin, ScheduleHorizon.times(Int(lengths.rounded(.up)), decaySteps))
    }

    public var summary: String {
        if decaySteps == 1, !staircase, begin == 0, end == nil {
            return ScheduleCall("ExponentialLR").with(initial).with("gamma", decayRate).text
        }
        let call = ScheduleCall("ExponentialDecay").with(initial).with("decay_steps", decaySteps)
            .with("decay_rate", decayRate).with("staircase", staircase).with("transition_begin", begin, unless: 0)
        return (end.map { call.with("end_value", $0) } ?? call).text
    }
}
