import Cards

/// REX stays high for most of the budget and falls late: η(k) = η₀·(1 − z)/(½ + ½(1 − z)) with z = k/N; 0 after N.
struct ReflectedExponential: RateFormula {
    let initial: Double
    let totalSteps: Int

    func rate(at step: Int) -> Double {
        let left = 1 - Double(Swift.min(step, totalSteps)) / Double(totalSteps)
        return initial * left / (0.5 + 0.5 * left)
    }

    var horizon: Int { totalSteps }

    static let card = ScheduleCard(
        "REX", .ownSchedules, "stays high for most of the budget and falls late",
        formula: "η(k) = η·(1 − z)/(½ + ½(1 − z)), z = k/N",
        source: "Chen, Wolfe & Kyrillidis (2022), REX: Revisiting Budgeted Training with an Improved Schedule",
        example: "REX(0.1, total_steps=100)",
        [.rate("learning_rate", aliases: ["lr"], "the first rate"), .steps("total_steps", "length")]
    ) { s in ReflectedExponential(initial: s["learning_rate"], totalSteps: s.whole("total_steps")) }
}
