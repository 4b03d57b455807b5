import RealModule

/// A saw between two rates (Smith 2017), with the momentum going the other way.
///
/// PyTorch `CyclicLR`: `triangular` keeps the height, `triangular2` halves it each cycle, `exp_range` multiplies it
/// by γ^k.
public struct CyclicRate: Schedule {
    /// How the height of the saw changes.
    public enum Mode: String, Sendable, CaseIterable {
        case triangular
        case triangular2
        case expRange = "exp_range"
    }

    public let base: Double
    public let maxRate: Double
    public let stepSizeUp: Int
    public let stepSizeDown: Int
    public let mode: Mode
    public let gamma: Double
    public let baseMomentum: Double
    public let maxMomentum: Double

    /// - Parameter stepSizeDown: as long as the way up when nil.
    /// - Throws: `Mistake` unless both rates ≥ 0, both step sizes ≥ 1, γ > 0 and momenta in 0…1.
    public init(
        _ base: Double, maxRate: Double, stepSizeUp: Int = 2000, stepSizeDown: Int? = nil, mode: Mode = .triangular,
        gamma: Double = 1, baseMomentum: Double = 0.8, maxMomentum: Double = 0.9
    ) throws {
        try ScheduleRange.rate("base_lr", base)
        try ScheduleRange.rate("max_lr", maxRate)
        try ScheduleRange.steps("step_size_up", stepSizeUp)
        try ScheduleRange.steps("step_size_down", stepSizeDown ?? stepSizeUp)
        try ScheduleRange.positive("gamma", gamma)
        try ScheduleRange.share("base_momentum", baseMomentum)
        try ScheduleRange.share("max_momentum", maxMomentum)
        self.base = base
        self.maxRate = maxRate
        self.stepSizeUp = stepSizeUp
        self.stepSizeDown = stepSizeDown ?? stepSizeUp
        self.mode = mode
        self.gamma = gamma
        self.baseMomentum = baseMomentum
        self.maxMomentum = maxMomentum
    }

    public func rate(at step: Int) -> Double { base + (maxRate - base) * height(at: step) }

    public func momentum(at step: Int) -> Double? {
        maxMomentum - (maxMomentum - baseMomentum) * height(at: step)
    }

    /// 0 at the bottom of the saw, at most 1 at its top.
    private func height(at step: Int) -> Double {
        let length = ScheduleHorizon.sum(stepSizeUp, stepSizeDown)
        let (cycle, within) = step.quotientAndRemainder(dividingBy: length)
        let saw =
            within <= stepSizeUp
            ? Double(within) / Double(stepSizeUp) : Double(length - within) / Double(stepSizeDown)
        switch mode {
        case .triangular: return saw
        case .triangular2: return saw * Double.pow(0.5, cycle)
        case .expRange: return saw * Double.pow(gamma, step)
        }
    }

    public var horizon: Int { ScheduleHorizon.times(3, ScheduleHorizon.sum(stepSizeUp, stepSizeDown)) }
    public var summary: String {
        ScheduleCall("CyclicLR").with(base).with("max_lr", maxRate).with("step_size_up", stepSizeUp, unless: 2000)
            .with("step_size_down", stepSizeDown, unless: stepSizeUp)
            .with("mode", mode.rawValue, unless: "triangular").with("gamma", gamma, unless: 1)
            .with("base_momentum", baseMomentum, unless: 0.8).with("max_momentum", maxMomentum, unless: 0.9).text
    }
}
