/// Any formula of the step: `schedule(lambda t: 0.1 / (1 + t))`.
public struct FormulaSchedule: Schedule {
    /// The formula as it was typed.
    public let text: String
    private let formula: @Sendable (Int) -> Double

    /// - Parameters:
    ///   - text: how the formula is shown.
    ///   - formula: the rate at a step (0-based); a rate that is not finite stops the run that uses it.
    public init(_ text: String, _ formula: @escaping @Sendable (Int) -> Double) {
        self.text = text
        self.formula = formula
    }

    public func rate(at step: Int) -> Double { formula(step) }
    public var horizon: Int { 100 }
    public var summary: String { ScheduleCall("schedule").with(text).text }
}
