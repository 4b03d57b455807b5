import Answers

/// Schedules one after the other; each counts from its own step 0.
///
/// optax `join_schedules`, PyTorch `SequentialLR`: at a boundary the next part already rules.
public struct JoinedSchedule: Schedule {
    public let parts: [any Schedule]
    public let boundaries: [Int]

    /// - Throws: `Mistake` for empty or unordered boundaries, or unless there is one more part than boundaries.
    public init(_ parts: [any Schedule], boundaries: [Int]) throws {
        try ScheduleRange.boundaries("boundaries", boundaries)
        try ScheduleRange.pieces("schedules", count: parts.count, boundaries: boundaries.count)
        self.parts = parts
        self.boundaries = boundaries
    }

    /// optax `warmup_cosine_decay_schedule`: a straight climb from `initial` to `peak`, then half a cosine down to
    /// `end`; `decaySteps` includes the warm-up.
    public static func warmupCosine(
        initial: Double, peak: Double, warmupSteps: Int, decaySteps: Int, end: Double = 0, exponent: Double = 1
    ) throws -> JoinedSchedule {
        try ScheduleRange.steps("warmup_steps", warmupSteps)
        try ScheduleRange.steps("decay_steps", decaySteps, atLeast: warmupSteps + 1)
        return try JoinedSchedule(
            [
                PolynomialDecay(initial, decaySteps: warmupSteps, end: peak),
                CosineDecay(
                    peak, decaySteps: decaySteps - warmupSteps, alpha: peak == 0 ? 0 : end / peak, exponent: exponent),
            ], boundaries: [warmupSteps])
    }

    /// optax `warmup_exponential_decay_schedule`: a straight climb, then `exponential_decay` from the peak.
    public static func warmupExponential(
        initial: Double, peak: Double, warmupSteps: Int, transitionSteps: Int, decayRate: Double, begin: Int = 0,
        staircase: Bool = false, end: Double? = nil
    ) throws -> JoinedSchedule {
        try ScheduleRange.steps("warmup_steps", warmupSteps)
        return try JoinedSchedule(
            [
                PolynomialDecay(initial, decaySteps: warmupSteps, end: peak),
                ExponentialDecay(
                    peak, decaySteps: transitionSteps, decayRate: decayRate, staircase: staircase, begin: begin,
                    end: end),
            ], boundaries: [warmupSteps])
    }

    public func rate(at step: Int) -> Double {
        let (part, local) = place(of: step)
        return part.rate(at: local)
    }

    public func momentum(at step: Int) -> Double? {
        let (part, local) = place(of: step)
        return part.momentum(at: local)
    }

    private func place(of step: Int) -> (part: any Schedule, local: Int) {
        let index = boundaries.count { $0 <= step }
        return (parts[index], index == 0 ? step : step - boundaries[index - 1])
    }

    public var horizon: Int {
        ScheduleHorizon.sum(boundaries[boundaries.count - 1], parts[parts.count - 1].horizon)
    }
    public var summary: String {
        ScheduleCall("join").with("[\(parts.map(\.summary).joined(separator: ", "))]")
            .with("boundaries", list: boundaries).text
    }
}
