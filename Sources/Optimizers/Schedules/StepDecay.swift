import RealModule

/// A drop every so many steps: η(k) = η·γ^⌊k / step_size⌋.
///
/// PyTorch `StepLR` (γ = 0.1), by its closed form.
public struct StepDecay: Schedule {
    public let base: Double
    public let stepSize: Int
    public let gamma: Double

    /// - Throws: `Mistake` unless base ≥ 0, step_size ≥ 1 and γ > 0.
    public init(_ base: Double, stepSize: Int, gamma: Double = 0.1) throws {
        try ScheduleRange.rate("learning_rate", base)
        try ScheduleRange.steps("step_size", stepSize)
        try ScheduleRange.positive("gamma", gamma)
        self.base = base
        self.stepSize = stepSize
        self.gamma = gamma
    }

    public func rate(at step: Int) -> Double { base * Double.pow(gamma, step / stepSize) }
    public var horizon: Int { ScheduleHorizon.times(5, stepSize) }
    public var summary: String {
        ScheduleCall("StepLR").with(base).with("step_size", stepSize).with("gamma", gamma).text
    }
}
