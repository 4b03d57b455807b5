import Cards

/// The rate of Robbins and Monro's kind: η(k) = η₀ / (1 + r·k / decay_steps).
struct InverseTimeDecay: RateFormula {
    let initial: Double
    let decaySteps: Int
    let decayRate: Double
    /// Whether k / decay_steps is rounded down.
    let staircase: Bool

    func rate(at step: Int) -> Double {
        let p = staircase ? Double(step / decaySteps) : Double(step) / Double(decaySteps)
        return initial / (1 + decayRate * p)
    }

    var horizon: Int { ScheduleHorizon.times(10, decaySteps) }

    static let card = ScheduleCard(
        "InverseTimeDecay", .keras, "a rate that falls as 1/(1 + r·k)",
        formula: "η(k) = η₀ / (1 + decay_rate·k / decay_steps)", source: "Keras 3.15",
        example: "InverseTimeDecay(0.1, decay_steps=10, decay_rate=0.5)",
        [
            .initialRate, .steps("decay_steps", "steps per unit of time"), .rate("decay_rate", "r"),
            .flag("staircase", "whether k / decay_steps is rounded down"),
        ]
    ) { s in
        InverseTimeDecay(
            initial: s["initial_learning_rate"], decaySteps: s.whole("decay_steps"), decayRate: s["decay_rate"],
            staircase: s.flag("staircase"))
    }
}
