import Cards

/// A gentle beginning for any schedule: the rate climbs from `start` to the schedule's first rate over `steps`, then
/// the schedule runs from its own step 0. At step `steps` both agree, so nothing jumps.
///
/// Linear: η(k) = start + (η_s(0) − start)·k/N. Cosine: k/N is replaced by (1 − cos πk/N)/2.
struct Warmup: RateFormula {
    /// How the rate climbs.
    enum Shape: String, CaseIterable {
        case linear
        case cosine
    }

    let after: any RateFormula
    let steps: Int
    let start: Double
    let shape: Shape

    func rate(at step: Int) -> Double {
        guard step < steps else { return after.rate(at: step - steps) }
        let share = Double(step) / Double(steps)
        let height = shape == .linear ? share : 1 - CosineWave.falling(share)
        return start + (after.rate(at: 0) - start) * height
    }

    func momentum(at step: Int) -> Double? { after.momentum(at: Swift.max(0, step - steps)) }
    var horizon: Int { ScheduleHorizon.sum(steps, after.horizon) }
    var end: Int? { after.end.map { ScheduleHorizon.sum(steps, $0) } }

    static let card = ScheduleCard(
        "warmup", .ownSchedules, "a gentle beginning for any schedule",
        formula: "η(k) = start + (η_s(0) − start)·k/N, then η_s from its step 0",
        source: "Goyal et al. (2017), Accurate, Large Minibatch SGD",
        example: "warmup(CosineDecay(0.1, 90), steps=10, shape=\"cosine\")",
        [
            Hyperparameter("schedule", .schedule, .required, "what follows"),
            .steps("steps", "length of the climb", atLeast: 0), .rate("start", 0, "the first rate"),
            Hyperparameter("shape", .choice(of: Shape.self), .text("linear"), "of the climb"),
        ]
    ) { s in
        Warmup(
            after: s.thing("schedule", as: Schedule.self).formula, steps: s.whole("steps"), start: s["start"],
            shape: s.choice("shape"))
    }
}
