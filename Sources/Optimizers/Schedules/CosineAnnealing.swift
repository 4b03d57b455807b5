import Cards

/// A cosine wave that goes on for ever: η(k) = η_min + (η − η_min)·(1 + cos πk/T_max)/2.
struct CosineAnnealing: RateFormula {
    let base: Double
    let tMax: Int
    let etaMin: Double

    func rate(at step: Int) -> Double {
        // One period is 2·T_max; reducing first keeps the cosine's argument small and exact.
        let (_, phase) = step.quotientAndRemainder(dividingBy: ScheduleHorizon.times(2, tMax))
        return etaMin + (base - etaMin) * CosineWave.falling(Double(phase) / Double(tMax))
    }

    var horizon: Int { ScheduleHorizon.times(2, tMax) }

    static let card = ScheduleCard(
        "CosineAnnealingLR", .pytorch, "a cosine wave that goes down and up again",
        formula: "η(k) = eta_min + (η − eta_min)·(1 + cos πk/T_max)/2", source: "PyTorch 2.11, by its closed form",
        differences: ["It goes on for ever; Keras's `CosineDecay` stays down."],
        example: "CosineAnnealingLR(0.1, T_max=50)",
        [.baseRate, .steps("T_max", "half a wave"), .rate("eta_min", 0, "the lowest rate")]
    ) { s in CosineAnnealing(base: s["learning_rate"], tMax: s.whole("T_max"), etaMin: s["eta_min"]) }
}
