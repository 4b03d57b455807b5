import Cards

/// Cosine waves with warm restarts in PyTorch's words: η = η_min + (η − η_min)·(1 + cos π T_cur/T_i)/2,
/// T_0, then T_0·T_mult, …
struct WarmRestarts: RateFormula {
    let base: Double
    let t0: Int
    let tMult: Int
    let etaMin: Double

    func rate(at step: Int) -> Double {
        let wave = RestartedWaves(first: t0, growth: Double(tMult)).position(of: step)
        return etaMin + (base - etaMin) * CosineWave.falling(wave.share)
    }

    var horizon: Int { RestartedWaves(first: t0, growth: Double(tMult)).length(of: 3) }

    static let card = ScheduleCard(
        "CosineAnnealingWarmRestarts", .pytorch, "cosine waves, each from the top again",
        formula: "η = eta_min + (η − eta_min)·(1 + cos π·T_cur/T_i)/2,  T_i = T_0·T_multⁱ",
        source: "Loshchilov & Hutter (2017), SGDR: Stochastic Gradient Descent with Warm Restarts; PyTorch 2.11",
        example: "CosineAnnealingWarmRestarts(0.1, T_0=10, T_mult=2)",
        [
            .baseRate, .steps("T_0", "length of the first wave"), .steps("T_mult", 1, "growth of the lengths"),
            .rate("eta_min", 0, "the lowest rate"),
        ]
    ) { s in
        WarmRestarts(
            base: s["learning_rate"], t0: s.whole("T_0"), tMult: s.whole("T_mult"), etaMin: s["eta_min"])
    }
}
