import Answers

/// Another schedule times a constant: η(k) = c·η_s(k).
public struct ScaledSchedule: Schedule {
    public let schedule: any Schedule
    public let factor: Double

    /// - Throws: `Mistake` unless the factor is finite and at least 0.
    public init(_ schedule: any Schedule, by factor: Double) throws {
        try ScheduleRange.nonNegative("factor", factor)
        self.schedule = schedule
        self.factor = factor
    }

    public func rate(at step: Int) -> Double { factor * schedule.rate(at: step) }
    public func momentum(at step: Int) -> Double? { schedule.momentum(at: step) }
    public var horizon: Int { schedule.horizon }
    public var summary: String { ScheduleCall("scale").with(schedule.summary).with(factor).text }
}
