/// The transformer's schedule (Vaswani et al. 2017, equation 3, with the peak given instead of the width):
/// η(k) = η·min((k + 1)/W, √(W/(k + 1))). The paper counts steps from 1.
public struct InverseSquareRoot: Schedule {
    public let peak: Double
    public let warmupSteps: Int

    /// - Throws: `Mistake` unless peak ≥ 0 and warmup_steps ≥ 1.
    public init(_ peak: Double, warmupSteps: Int) throws {
        try ScheduleRange.rate("peak", peak)
        try ScheduleRange.steps("warmup_steps", warmupSteps)
        self.peak = peak
        self.warmupSteps = warmupSteps
    }

    public func rate(at step: Int) -> Double {
        let t = Double(step) + 1
        let w = Double(warmupSteps)
        return peak * Swift.min(t / w, (w / t).squareRoot())
    }

    public var horizon: Int { ScheduleHorizon.times(10, warmupSteps) }
    public var summary: String {
        ScheduleCall("inverse_sqrt").with(peak).with("warmup_steps", warmupSteps).text
    }
}
