/// A small rate first, then the full one: η(k) = factor·η for k < total_iters, η after.
///
/// PyTorch `ConstantLR` (defaults factor 1/3, total_iters 5).
public struct ConstantFactor: Schedule {
    public let base: Double
    public let factor: Double
    public let totalIters: Int

    /// - Throws: `Mistake` unless base ≥ 0, 0 ≤ factor ≤ 1 and total_iters ≥ 1.
    public init(_ base: Double, factor: Double = 1.0 / 3.0, totalIters: Int = 5) throws {
        try ScheduleRange.rate("learning_rate", base)
        try ScheduleRange.share("factor", factor)
        try ScheduleRange.steps("total_iters", totalIters)
        self.base = base
        self.factor = factor
        self.totalIters = totalIters
    }

    public func rate(at step: Int) -> Double { step < totalIters ? base * factor : base }
    public var horizon: Int { 2 * totalIters }
    public var summary: String {
        ScheduleCall("ConstantLR").with(base).with("factor", factor).with("total_iters", totalIters).text
    }
}
