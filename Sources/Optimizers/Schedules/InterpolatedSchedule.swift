import Answers
import Cards

/// Rates given at some steps, joined by straight lines or half cosine waves; constant before and after.
struct InterpolatedSchedule: RateFormula {
    /// How the rate moves between two given values.
    enum Shape: String, CaseIterable {
        case linear
        case cosine
    }

    /// Rising steps at which the values hold; the first value holds at step 0.
    let boundaries: [Int]
    /// One more than boundaries.
    let values: [Double]
    let shape: Shape

    func rate(at step: Int) -> Double {
        let piece = boundaries.count { $0 <= step }
        guard piece < boundaries.count else { return values[boundaries.count] }
        let from = piece == 0 ? 0 : boundaries[piece - 1]
        let share = Double(step - from) / Double(boundaries[piece] - from)
        let low = values[piece]
        let high = values[piece + 1]
        return shape == .linear ? low + (high - low) * share : high + (low - high) * CosineWave.falling(share)
    }

    var horizon: Int { ScheduleHorizon.after(boundaries) }

    static let card = ScheduleCard(
        "interpolate", .ownSchedules, "rates given at some steps, joined by lines or waves",
        source: "optax piecewise_interpolate_schedule", differences: ["The first value holds at step 0."],
        example: "interpolate([10, 100], [0, 0.1, 0.001])",
        [
            .boundaries("boundaries", "the steps after the first"),
            Hyperparameter("values", .numbers(.nonNegative), .required, "one more than boundaries"),
            Hyperparameter("shape", .choice(of: Shape.self), .text("linear"), "between them"),
        ]
    ) { s in
        let boundaries = s.wholes("boundaries")
        try Boundaries.check("boundaries", boundaries)
        try Boundaries.check("values", count: s.numbers("values").count, boundaries: boundaries.count)
        return InterpolatedSchedule(boundaries: boundaries, values: s.numbers("values"), shape: s.choice("shape"))
    }

    static let cardLinearOneCycle = ScheduleCard(
        "linear_onecycle_schedule", .optax, "one climb, one descent and a last fall on straight lines",
        formula: """
            peak/div_factor → peak at ⌊pct_start·N⌋ → peak/div_factor at ⌊pct_final·N⌋
            → peak/(div_factor·final_div_factor) at N
            """,
        source: "Smith & Topin (2018), Super-Convergence: Very Fast Training of Neural Networks; optax 0.2.8",
        example: "linear_onecycle_schedule(100, 0.1)",
        [
            .steps("transition_steps", "length"), .rate("peak_value", "the highest rate"),
            .share("pct_start", 0.3, "share of the climb"), .share("pct_final", 0.85, "share of climb and descent"),
            .factor("div_factor", 25, "peak over the first rate"),
            .factor("final_div_factor", 1e4, "first rate over the last"),
        ]
    ) { s in
        let (steps, peak) = (s.whole("transition_steps"), s["peak_value"])
        let first = peak / s["div_factor"]
        let boundaries = [
            ScheduleHorizon.part(s["pct_start"], of: steps), ScheduleHorizon.part(s["pct_final"], of: steps), steps,
        ]
        try Boundaries.check("pct_final", boundaries)
        return InterpolatedSchedule(
            boundaries: boundaries, values: [first, peak, first, first / s["final_div_factor"]], shape: .linear)
    }

    static let cardOneCycle = ScheduleCard(
        "cosine_onecycle_schedule", .optax, "one climb and one descent on cosines, without momentum",
        formula: "peak/div_factor → peak at ⌊pct_start·N⌋ → peak/(div_factor·final_div_factor) at N",
        source: "Smith & Topin (2018), Super-Convergence: Very Fast Training of Neural Networks; optax 0.2.8",
        example: "cosine_onecycle_schedule(100, 0.1)",
        [
            .steps("transition_steps", "length"), .rate("peak_value", "the highest rate"),
            .share("pct_start", 0.3, "share of the climb"), .factor("div_factor", 25, "peak over the first rate"),
            .factor("final_div_factor", 1e4, "first rate over the last"),
        ]
    ) { s in
        let (steps, peak) = (s.whole("transition_steps"), s["peak_value"])
        let boundaries = [ScheduleHorizon.part(s["pct_start"], of: steps), steps]
        try Boundaries.check("pct_start", boundaries)
        return InterpolatedSchedule(
            boundaries: boundaries,
            values: [peak / s["div_factor"], peak, peak / (s["div_factor"] * s["final_div_factor"])], shape: .cosine)
    }
}
