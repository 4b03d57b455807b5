/// Warm-up, a long stable stretch, and a short decay (Hu et al. 2024, MiniCPM): the stable stretch may be prolonged at
/// will, and the decay harvests what it gained.
///
/// η(k) = start + (η − start)·k/W on the way up, η in the middle, and in the last D steps η·h(x) + end·(1 − h(x)) with
/// x the share of the decay done and h = 1 − x (linear), (1 + cos πx)/2 (cosine) or 1 − √x (Hägele et al. 2024).
public struct WarmupStableDecay: Schedule {
    /// How the rate falls at the end.
    public enum Shape: String, Sendable, CaseIterable {
        case linear
        case cosine
        case sqrt
    }

    public let peak: Double
    public let warmupSteps: Int
    public let stableSteps: Int
    public let decaySteps: Int
    public let start: Double
    public let end: Double
    public let shape: Shape

    /// - Throws: `Mistake` unless rates ≥ 0, warmup and stable ≥ 0 and decay_steps ≥ 1.
    public init(
        _ peak: Double, warmupSteps: Int, stableSteps: Int, decaySteps: Int, start: Double = 0, end: Double = 0,
        shape: Shape = .linear
    ) throws {
        try ScheduleRange.rate("peak", peak)
        try ScheduleRange.steps("warmup_steps", warmupSteps, atLeast: 0)
        try ScheduleRange.steps("stable_steps", stableSteps, atLeast: 0)
        try ScheduleRange.steps("decay_steps", decaySteps)
        try ScheduleRange.rate("start", start)
        try ScheduleRange.rate("end", end)
        self.peak = peak
        self.warmupSteps = warmupSteps
        self.stableSteps = stableSteps
        self.decaySteps = decaySteps
        self.start = start
        self.end = end
        self.shape = shape
    }

    public func rate(at step: Int) -> Double {
        if step < warmupSteps {
            return start + (peak - start) * (Double(step) / Double(warmupSteps))
        }
        let late = step - ScheduleHorizon.sum(warmupSteps, stableSteps)
        guard late > 0 else { return peak }
        let x = Double(Swift.min(late, decaySteps)) / Double(decaySteps)
        let left: Double
        switch shape {
        case .linear: left = 1 - x
        case .cosine: left = CosineWave.falling(x)
        case .sqrt: left = 1 - x.squareRoot()
        }
        return peak * left + end * (1 - left)
    }

    public var horizon: Int {
        ScheduleHorizon.sum(warmupSteps, ScheduleHorizon.sum(stableSteps, decaySteps))
    }
    public var summary: String {
        ScheduleCall("WSD").with(peak).with("warmup_steps", warmupSteps).with("stable_steps", stableSteps)
            .with("decay_steps", decaySteps).with("start", start, unless: 0).with("end", end, unless: 0)
            .with("shape", shape.rawValue, unless: "linear").text
    }
}
