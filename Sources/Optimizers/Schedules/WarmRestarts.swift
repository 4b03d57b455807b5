/// Cosine waves with warm restarts in PyTorch's words: η = η_min + (η − η_min)·(1 + cos π T_cur/T_i)/2,
/// T_0, then T_0·T_mult, …
///
/// PyTorch `CosineAnnealingWarmRestarts` (T_mult 1, eta_min 0).
public struct WarmRestarts: Schedule {
    public let base: Double
    public let t0: Int
    public let tMult: Int
    public let etaMin: Double

    /// - Throws: `Mistake` unless both rates ≥ 0, T_0 ≥ 1 and T_mult ≥ 1.
    public init(_ base: Double, t0: Int, tMult: Int = 1, etaMin: Double = 0) throws {
        try ScheduleRange.rate("learning_rate", base)
        try ScheduleRange.steps("T_0", t0)
        try ScheduleRange.steps("T_mult", tMult)
        try ScheduleRange.rate("eta_min", etaMin)
        self.base = base
        self.t0 = t0
        self.tMult = tMult
        self.etaMin = etaMin
    }

    public func rate(at step: Int) -> Double {
        let wave = RestartedWaves(first: t0, growth: Double(tMult)).position(of: step)
        return etaMin + (base - etaMin) * CosineWave.falling(wave.share)
    }

    public var horizon: Int { RestartedWaves(first: t0, growth: Double(tMult)).length(of: 3) }
    public var summary: String {
        ScheduleCall("CosineAnnealingWarmRestarts").with(base).with("T_0", t0).with("T_mult", tMult, unless: 1)
            .with("eta_min", etaMin, unless: 0).text
    }
}
