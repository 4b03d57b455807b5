/// One climb and one long descent of the rate, with the momentum doing the opposite (Smith & Topin 2018).
///
/// PyTorch `OneCycleLR`: from max_lr/div_factor up to max_lr during pct_start of the steps, then down to the first
/// rate divided by final_div_factor; with three_phase, back to the first rate and then to zero-ish. After
/// `total_steps` (where PyTorch raises an error) the last rate is kept.
public struct OneCycle: Schedule {
    /// How the rate moves inside a phase.
    public enum Anneal: String, Sendable, CaseIterable {
        case cos
        case linear
    }

    public let maxRate: Double
    public let totalSteps: Int
    public let pctStart: Double
    public let anneal: Anneal
    public let baseMomentum: Double
    public let maxMomentum: Double
    public let divFactor: Double
    public let finalDivFactor: Double
    public let threePhase: Bool

    /// - Throws: `Mistake` unless max_lr ≥ 0, total_steps ≥ 1, 0 ≤ pct_start ≤ 1, momenta in 0…1 and factors > 0.
    public init(
        _ maxRate: Double, totalSteps: Int, pctStart: Double = 0.3, anneal: Anneal = .cos, baseMomentum: Double = 0.85,
        maxMomentum: Double = 0.95, divFactor: Double = 25, finalDivFactor: Double = 1e4, threePhase: Bool = false
    ) throws {
        try ScheduleRange.rate("max_lr", maxRate)
        try ScheduleRange.steps("total_steps", totalSteps)
        try ScheduleRange.share("pct_start", pctStart)
        try ScheduleRange.share("base_momentum", baseMomentum)
        try ScheduleRange.share("max_momentum", maxMomentum)
        try ScheduleRange.positive("div_factor", divFactor)
        try ScheduleRange.positive("final_div_factor", finalDivFactor)
        self.maxRate = maxRate
        self.totalSteps = totalSteps
        self.pctStart = pctStart
        self.anneal = anneal
        self.baseMomentum = baseMomentum
        self.maxMomentum = maxMomentum
        self.divFactor = divFactor
        self.finalDivFactor = finalDivFactor
        self.threePhase = threePhase
    }

    public func rate(at step: Int) -> Double {
        let first = maxRate / divFactor
        let last = first / finalDivFactor
        return value(at: step, through: threePhase ? [first, maxRate, first, last] : [first, maxRate, last])
    }

    public func momentum(at step: Int) -> Double? {
        value(
            at: step,
            through: threePhase
                ? [maxMomentum, baseMomentum, maxMomentum, maxMomentum] : [maxMomentum, baseMomentum, maxMomentum])
    }

    /// Phase ends in PyTorch's fractional steps, which need not be whole numbers.
    private var ends: [Double] {
        let peak = pctStart * Double(totalSteps) - 1
        let last = Double(totalSteps) - 1
        return threePhase ? [peak, 2 * peak, last] : [peak, last]
    }

    private func value(at step: Int, through levels: [Double]) -> Double {
        let k = Swift.min(Double(step), Double(totalSteps) - 1)
        var start = 0.0
        for (phase, end) in ends.enumerated() {
            if k <= end || phase == ends.count - 1 {
                let share = end > start ? (k - start) / (end - start) : 1
                let low = levels[phase]
                let high = levels[phase + 1]
                return anneal == .linear ? low + (high - low) * share : high + (low - high) * CosineWave.falling(share)
            }
            start = end
        }
        return levels[levels.count - 1]
    }

    public var horizon: Int { totalSteps }
    public var summary: String {
        ScheduleCall("OneCycleLR").with(maxRate).with("total_steps", totalSteps)
            .with("pct_start", pctStart, unless: 0.3).with("anneal_strategy", anneal.rawValue, unless: "cos")
            .with("base_momentum", baseMomentum, unless: 0.85).with("max_momentum", maxMomentum, unless: 0.95)
            .with("div_factor", divFactor, unless: 25).with("final_div_factor", finalDivFactor, unless: 1e4)
            .with("three_phase", threePhase).text
    }
}
