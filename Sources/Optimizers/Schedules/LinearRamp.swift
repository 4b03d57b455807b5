/// A straight line between two shares of the rate:
/// η(k) = η·(s + (e − s)·min(k, N)/N).
///
/// PyTorch `LinearLR` (start_factor 1/3, end_factor 1, total_iters 5).
public struct LinearRamp: Schedule {
    public let base: Double
    public let startFactor: Double
    public let endFactor: Double
    public let totalIters: Int

    /// - Throws: `Mistake` unless η ≥ 0, 0 < start_factor ≤ 1, 0 ≤ end_factor ≤ 1 and total_iters ≥ 1.
    public init(_ base: Double, startFactor: Double = 1.0 / 3.0, endFactor: Double = 1, totalIters: Int = 5) throws {
        try ScheduleRange.rate("learning_rate", base)
        try ScheduleRange.share("start_factor", startFactor)
        try ScheduleRange.positive("start_factor", startFactor)
        try ScheduleRange.share("end_factor", endFactor)
        try ScheduleRange.steps("total_iters", totalIters)
        self.base = base
        self.startFactor = startFactor
        self.endFactor = endFactor
        self.totalIters = totalIters
    }

    public func rate(at step: Int) -> Double {
        let share = Double(Swift.min(step, totalIters)) / Double(totalIters)
        return base * (startFactor + (endFactor - startFactor) * share)
    }

    public var horizon: Int { ScheduleHorizon.times(2, totalIters) }
    public var summary: String {
        ScheduleCall("LinearLR").with(base).with("start_factor", startFactor).with("end_factor", endFactor, unless: 1)
            .with("total_iters", totalIters).text
    }
}
