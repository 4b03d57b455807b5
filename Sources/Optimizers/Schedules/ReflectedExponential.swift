/// REX (Chen, Wolfe & Kyrillidis 2022): stays high for most of the budget and falls late,
/// η(k) = η₀·(1 − z)/(½ + ½(1 − z)) with z = k/N; 0 after N.
public struct ReflectedExponential: Schedule {
    public let initial: Double
    public let totalSteps: Int

    /// - Throws: `Mistake` unless η₀ ≥ 0 and total_steps ≥ 1.
    public init(_ initial: Double, totalSteps: Int) throws {
        try ScheduleRange.rate("learning_rate", initial)
        try ScheduleRange.steps("total_steps", totalSteps)
        self.initial = initial
        self.totalSteps = totalSteps
    }

    public func rate(at step: Int) -> Double {
        let left = 1 - Double(Swift.min(step, totalSteps)) / Double(totalSteps)
        return initial * left / (0.5 + 0.5 * left)
    }

    public var horizon: Int { totalSteps }
    public var summary: String { ScheduleCall("REX").with(initial).with("total_steps", totalSteps).text }
}
