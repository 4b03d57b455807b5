/// A cosine wave that goes on for ever: η(k) = η_min + (η − η_min)·(1 + cos πk/T_max)/2.
///
/// PyTorch `CosineAnnealingLR`, by its closed form. Unlike Keras's `CosineDecay` it rises again after T_max.
public struct CosineAnnealing: Schedule {
    public let base: Double
    public let tMax: Int
    public let etaMin: Double

    /// - Throws: `Mistake` unless both rates ≥ 0 and T_max ≥ 1.
    public init(_ base: Double, tMax: Int, etaMin: Double = 0) throws {
        try ScheduleRange.rate("learning_rate", base)
        try ScheduleRange.steps("T_max", tMax)
        try ScheduleRange.rate("eta_min", etaMin)
        self.base = base
        self.tMax = tMax
        self.etaMin = etaMin
    }

    public func rate(at step: Int) -> Double {
        // One period is 2·T_max; reducing first keeps the cosine's argument small and exact.
        let (_, phase) = step.quotientAndRemainder(dividingBy: ScheduleHorizon.times(2, tMax))
        return etaMin + (base - etaMin) * CosineWave.falling(Double(phase) / Double(tMax))
    }

    public var horizon: Int { ScheduleHorizon.times(2, tMax) }
    public var summary: String {
        ScheduleCall("CosineAnnealingLR").with(base).with("T_max", tMax).with("eta_min", etaMin, unless: 0).text
    }
}
