import Cards

/// Schedules one after the other; each counts from its own step 0.
struct JoinedSchedule: RateFormula {
    let parts: [any RateFormula]
    let boundaries: [Int]

    func rate(at step: Int) -> Double {
        let (part, local) = place(of: step)
        return part.rate(at: local)
    }

    func momentum(at step: Int) -> Double? {
        let (part, local) = place(of: step)
        return part.momentum(at: local)
    }

    private func place(of step: Int) -> (part: any RateFormula, local: Int) {
        let index = boundaries.count { $0 <= step }
        return (parts[index], index == 0 ? step : step - boundaries[index - 1])
    }

    var end: Int? {
        parts[parts.count - 1].end.map { ScheduleHorizon.sum(boundaries[boundaries.count - 1], $0) }
    }
    var horizon: Int {
        ScheduleHorizon.sum(boundaries[boundaries.count - 1], parts[parts.count - 1].horizon)
    }

    static let card = ScheduleCard(
        "join", .ownSchedules, "schedules one after the other", source: "optax join_schedules, PyTorch SequentialLR",
        differences: ["Each counts from its own step 0; at a boundary the next one rules."],
        example: "join([LinearLR(0.1, total_iters=10), CosineDecay(0.1, 90)], [10])",
        [
            Hyperparameter("schedules", .schedules, .required, "one more than boundaries"),
            .boundaries("boundaries", "the steps at which the next begins"),
        ]
    ) { s in
        let boundaries = s.wholes("boundaries")
        try Boundaries.check("boundaries", boundaries)
        try Boundaries.check(
            "schedules", count: s.things("schedules", as: Schedule.self).count, boundaries: boundaries.count)
        return JoinedSchedule(parts: s.things("schedules", as: Schedule.self).map(\.formula), boundaries: boundaries)
    }
}
