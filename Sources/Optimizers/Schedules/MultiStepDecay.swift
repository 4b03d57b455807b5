import RealModule

/// A drop at each milestone: η(k) = η·γ^(number of milestones ≤ k).
///
/// PyTorch `MultiStepLR` (γ = 0.1), by its closed form.
public struct MultiStepDecay: Schedule {
    public let base: Double
    public let milestones: [Int]
    public let gamma: Double

    /// - Throws: `Mistake` unless base ≥ 0, γ > 0 and the milestones are at least one and rising.
    public init(_ base: Double, milestones: [Int], gamma: Double = 0.1) throws {
        try ScheduleRange.rate("learning_rate", base)
        try ScheduleRange.boundaries("milestones", milestones)
        try ScheduleRange.positive("gamma", gamma)
        self.base = base
        self.milestones = milestones
        self.gamma = gamma
    }

    public func rate(at step: Int) -> Double {
        base * Double.pow(gamma, milestones.count { $0 <= step })
    }

    public var horizon: Int { ScheduleHorizon.after(milestones) }
    public var summary: String {
        ScheduleCall("MultiStepLR").with(base).with("milestones", list: milestones).with("gamma", gamma).text
    }
}
