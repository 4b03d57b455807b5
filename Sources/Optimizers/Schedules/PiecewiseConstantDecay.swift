import Answers
import Cards

/// One constant rate per stretch of steps.
struct PiecewiseConstantDecay: RateFormula {
    let boundaries: [Int]
    let values: [Double]
    /// Whether a boundary step itself already has the next value (optax) or still the old one (Keras).
    let switchesAtBoundary: Bool

    func rate(at step: Int) -> Double {
        values[boundaries.count { switchesAtBoundary ? step >= $0 : step > $0 }]
    }

    var horizon: Int { ScheduleHorizon.after(boundaries) }

    static let card = ScheduleCard(
        "PiecewiseConstantDecay", .keras, "one constant rate per stretch of steps", source: "Keras 3.15",
        differences: [
            "In Keras the boundary step itself still has the old rate (it switches when step > boundary); optax's "
                + "`piecewise_constant_schedule` switches at the boundary."
        ],
        example: "PiecewiseConstantDecay([100, 250], [0.1, 0.03, 0.005])",
        [
            .boundaries("boundaries", "the last steps of the stretches"),
            Hyperparameter("values", .numbers(.nonNegative), .required, "the rates, one more than boundaries"),
        ]
    ) { s in
        let boundaries = s.wholes("boundaries")
        try Boundaries.check("boundaries", boundaries)
        try Boundaries.check("values", count: s.numbers("values").count, boundaries: boundaries.count)
        return PiecewiseConstantDecay(
            boundaries: boundaries, values: s.numbers("values"), switchesAtBoundary: false)
    }

    static let cardOptax = ScheduleCard(
        "piecewise_constant_schedule", .optax, "a rate that is multiplied at each boundary", source: "optax 0.2.8",
        differences: ["At a boundary the new rate already holds; Keras's `PiecewiseConstantDecay` waits one step."],
        example: "piecewise_constant_schedule(0.1, [10, 30], [0.5, 0.1])",
        [
            .rate("init_value", "the rate at step 0"), .boundaries("boundaries", "the steps of the changes"),
            Hyperparameter("scales", .numbers(.nonNegative), .required, "one factor per boundary"),
        ]
    ) { s in
        let boundaries = s.wholes("boundaries")
        let scales = s.numbers("scales")
        try Boundaries.check("boundaries", boundaries)
        guard scales.count == boundaries.count else {
            throw Mistake(
                "\(scales.count) scales for \(boundaries.count) boundaries", expected: "one scale per boundary",
                argument: "scales")
        }
        var values = [s["init_value"]]
        for scale in scales { values.append(values[values.count - 1] * scale) }
        return PiecewiseConstantDecay(boundaries: boundaries, values: values, switchesAtBoundary: true)
    }
}
