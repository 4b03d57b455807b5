/// The same rate for ever: η(k) = η.
public struct ConstantRate: Schedule {
    /// η ≥ 0.
    public let value: Double

    /// - Throws: `Mistake` for a negative or non-finite rate.
    public init(_ value: Double) throws {
        try ScheduleRange.rate("value", value)
        self.value = value
    }

    public func rate(at step: Int) -> Double { value }
    public var horizon: Int { 100 }
    public var summary: String { ScheduleCall("constant").with(value).text }
}
