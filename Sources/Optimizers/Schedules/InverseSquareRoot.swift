import Cards

/// The transformer's schedule, with the peak given instead of the width: η(k) = η·min((k + 1)/W, √(W/(k + 1))).
/// The paper counts steps from 1.
struct InverseSquareRoot: RateFormula {
    let peak: Double
    let warmupSteps: Int

    func rate(at step: Int) -> Double {
        let t = Double(step) + 1
        let w = Double(warmupSteps)
        return peak * Swift.min(t / w, (w / t).squareRoot())
    }

    var horizon: Int { ScheduleHorizon.times(10, warmupSteps) }

    static let card = ScheduleCard(
        "inverse_sqrt", .ownSchedules, "the transformer's schedule: a straight climb, then 1/√k",
        formula: "η(k) = η·min((k + 1)/W, √(W/(k + 1)))",
        source: "Vaswani et al. (2017), Attention Is All You Need, equation 3",
        example: "inverse_sqrt(0.001, warmup_steps=400)",
        [.rate("peak", aliases: ["lr"], "the highest rate"), .steps("warmup_steps", "length of the climb")]
    ) { s in InverseSquareRoot(peak: s["peak"], warmupSteps: s.whole("warmup_steps")) }
}
