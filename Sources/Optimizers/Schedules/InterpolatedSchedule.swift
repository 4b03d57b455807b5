/// Rates given at some steps, joined by straight lines or half cosine waves; constant before and after.
///
/// optax `piecewise_interpolate_schedule`. Its `cosine_onecycle_schedule` and `linear_onecycle_schedule` (Smith &
/// Topin 2018) are made of it: see `oneCycle`.
public struct InterpolatedSchedule: Schedule {
    /// How the rate moves between two given values.
    public enum Shape: String, Sendable, CaseIterable {
        case linear
        case cosine
    }

    public let boundaries: [Int]
    public let values: [Double]
    public let shape: Shape

    /// - Parameters:
    ///   - boundaries: rising steps at which the values hold; the first value holds at step 0.
    ///   - values: one more than boundaries.
    /// - Throws: `Mistake` for empty or unordered boundaries, a wrong count, or a negative rate.
    public init(boundaries: [Int], values: [Double], shape: Shape) throws {
        try ScheduleRange.boundaries("boundaries", boundaries)
        try ScheduleRange.pieces("values", count: values.count, boundaries: boundaries.count)
        for value in values { try ScheduleRange.rate("values", value) }
        self.boundaries = boundaries
        self.values = values
        self.shape = shape
    }

    /// optax `cosine_onecycle_schedule`: peak/div_factor up to peak at ⌊pct_start·N⌋, down to
    /// peak/(div_factor·final_div_factor) at N.
    public static func oneCycle(
        steps: Int, peak: Double, pctStart: Double = 0.3, divFactor: Double = 25, finalDivFactor: Double = 1e4
    ) throws -> InterpolatedSchedule {
        try ScheduleRange.steps("transition_steps", steps, atLeast: 2)
        try ScheduleRange.share("pct_start", pctStart)
        try ScheduleRange.positive("div_factor", divFactor)
        try ScheduleRange.positive("final_div_factor", finalDivFactor)
        return try InterpolatedSchedule(
            boundaries: [Int(pctStart * Double(steps)), steps],
            values: [peak / divFactor, peak, peak / (divFactor * finalDivFactor)], shape: .cosine)
    }

    /// optax `linear_onecycle_schedule`: up, back down by ⌊pct_final·N⌋, and a last straight stretch to
    /// peak/(div_factor·final_div_factor).
    public static func linearOneCycle(
        steps: Int, peak: Double, pctStart: Double = 0.3, pctFinal: Double = 0.85, divFactor: Double = 25,
        finalDivFactor: Double = 1e4
    ) throws -> InterpolatedSchedule {
        try ScheduleRange.steps("transition_steps", steps, atLeast: 3)
        try ScheduleRange.share("pct_start", pctStart)
        try ScheduleRange.share("pct_final", pctFinal)
        try ScheduleRange.positive("div_factor", divFactor)
        try ScheduleRange.positive("final_div_factor", finalDivFactor)
        return try InterpolatedSchedule(
            boundaries: [Int(pctStart * Double(steps)), Int(pctFinal * Double(steps)), steps],
            values: [peak / divFactor, peak, peak / divFactor, peak / (divFactor * finalDivFactor)], shape: .linear)
    }

    public func rate(at step: Int) -> Double {
        let piece = boundaries.count { $0 <= step }
        guard piece < boundaries.count else { return values[boundaries.count] }
        let from = piece == 0 ? 0 : boundaries[piece - 1]
        let share = Double(step - from) / Double(boundaries[piece] - from)
        let low = values[piece]
        let high = values[piece + 1]
        return shape == .linear ? low + (high - low) * share : high + (low - high) * CosineWave.falling(share)
    }

    public var horizon: Int { ScheduleHorizon.after(boundaries) }
    public var summary: String {
        ScheduleCall("interpolate").with("boundaries", list: boundaries).with("values", list: values)
            .with("shape", shape.rawValue).text
    }
}
