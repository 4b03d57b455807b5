import Cards

/// Another schedule times a constant: η(k) = c·η_s(k).
struct ScaledSchedule: RateFormula {
    let schedule: any RateFormula
    let factor: Double

    func rate(at step: Int) -> Double { factor * schedule.rate(at: step) }
    func momentum(at step: Int) -> Double? { schedule.momentum(at: step) }
    var end: Int? { schedule.end }
    var horizon: Int { schedule.horizon }

    static let card = ScheduleCard(
        "scale", .ownSchedules, "a schedule times a constant", formula: "η(k) = factor·η_s(k)", source: "elementary",
        example: "scale(CosineDecay(0.1, 100), 0.5)",
        [
            Hyperparameter("schedule", .schedule, .required, "what to scale"),
            Hyperparameter("factor", .nonNegative, .required, "by how much"),
        ]
    ) { s in ScaledSchedule(schedule: s.thing("schedule", as: Schedule.self).formula, factor: s["factor"]) }
}
