import Answers

/// A gentle beginning for any schedule: the rate climbs from `start` to the schedule's first rate over `steps`, then
/// the schedule runs from its own step 0. At step `steps` both agree, so nothing jumps.
///
/// Linear (Goyal et al. 2017): η(k) = start + (η_s(0) − start)·k/N. Cosine: k/N is replaced by (1 − cos πk/N)/2.
public struct Warmup: Schedule {
    /// How the rate climbs.
    public enum Shape: String, Sendable, CaseIterable {
        case linear
        case cosine
    }

    public let after: any Schedule
    public let steps: Int
    public let start: Double
    public let shape: Shape

    /// - Throws: `Mistake` unless steps ≥ 1 and start ≥ 0.
    public init(_ after: any Schedule, steps: Int, start: Double = 0, shape: Shape = .linear) throws {
        try ScheduleRange.steps("warmup_steps", steps)
        try ScheduleRange.rate("start", start)
        self.after = after
        self.steps = steps
        self.start = start
        self.shape = shape
    }

    public func rate(at step: Int) -> Double {
        guard step < steps else { return after.rate(at: step - steps) }
        let share = Double(step) / Double(steps)
        let height = shape == .linear ? share : 1 - CosineWave.falling(share)
        return start + (after.rate(at: 0) - start) * height
    }

    public func momentum(at step: Int) -> Double? { after.momentum(at: Swift.max(0, step - steps)) }
    public var horizon: Int { ScheduleHorizon.sum(steps, after.horizon) }
    public var summary: String {
        ScheduleCall("warmup").with(after.summary).with("steps", steps).with("start", start, unless: 0)
            .with("shape", shape.rawValue, unless: "linear").text
    }
}
