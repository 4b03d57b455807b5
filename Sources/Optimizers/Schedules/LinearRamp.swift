import Answers
import Cards

/// A straight line between two shares of the rate:
/// η(k) = η·(s + (e − s)·min(k, N)/N).
struct LinearRamp: RateFormula {
    let base: Double
    let startFactor: Double
    let endFactor: Double
    let totalIters: Int

    func rate(at step: Int) -> Double {
        // No ramp: PyTorch stays at the first share for ever.
        guard totalIters > 0 else { return base * startFactor }
        let share = Double(Swift.min(step, totalIters)) / Double(totalIters)
        return base * (startFactor + (endFactor - startFactor) * share)
    }

    var horizon: Int { ScheduleHorizon.times(2, totalIters) }

    static let card = ScheduleCard(
        "LinearLR", .pytorch, "a straight line between two shares of the rate",
        formula: "η(k) = η·(start + (end − start)·min(k, N)/N)", source: "PyTorch 2.11",
        differences: ["PyTorch starts at a third of the rate."],
        example: "LinearLR(0.1, start_factor=0.1, total_iters=20)",
        [
            .baseRate,
            Hyperparameter(
                "start_factor", .number(Interval(0, 1, includesLower: false)), PerDialect(1.0 / 3), "the first share"),
            .share("end_factor", 1, "the last share"),
            .steps("total_iters", 5, "N; 0 stays at the first share", atLeast: 0),
        ]
    ) { s in
        LinearRamp(
            base: s["learning_rate"], startFactor: s["start_factor"], endFactor: s["end_factor"],
            totalIters: s.whole("total_iters"))
    }
}
