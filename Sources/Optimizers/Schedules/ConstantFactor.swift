import Cards

/// A small rate first, then the full one: η(k) = factor·η for k < total_iters, η after.
struct ConstantFactor: RateFormula {
    let base: Double
    let factor: Double
    let totalIters: Int

    func rate(at step: Int) -> Double {
        // PyTorch raises the rate when step total_iters comes, and 0 is the step it begins with.
        totalIters == 0 || step < totalIters ? base * factor : base
    }
    var horizon: Int { ScheduleHorizon.times(2, totalIters) }

    static let card = ScheduleCard(
        "ConstantLR", .pytorch, "a share of the rate first, then all of it",
        formula: "η(k) = factor·η for k < total_iters, η after", source: "PyTorch 2.11",
        example: "ConstantLR(0.1, factor=0.5, total_iters=10)",
        [
            .baseRate, .share("factor", PerDialect(1.0 / 3), "the share"),
            .steps("total_iters", 5, "how long; 0 for ever", atLeast: 0),
        ]
    ) { s in ConstantFactor(base: s["learning_rate"], factor: s["factor"], totalIters: s.whole("total_iters")) }
}
