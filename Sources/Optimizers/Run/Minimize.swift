public import Answers
public import Numbers

/// Descends an objective with an optimizer.
///
/// One evaluation at the start and one after each step (SAM spends two per step), so `steps` updates cost
/// steps + 1 evaluations. Step k's noise and draws depend on (seed, k) alone: the same seed gives the same bits.
///
/// - Parameters:
///   - start: finite coordinates; a curve ignores y. It may lie outside the usual domain.
///   - steps: at least 0. Long runs keep every 2ᵏ-th point so that memory stays bounded.
///   - record: whether to keep the whole path; otherwise an outline of about a thousand points is kept.
/// - Throws: `Mistake` for a start that is not finite, a negative number of steps, or an objective that is not finite
///   at the start.
public func minimize(
    _ objective: any Objective, _ optimizer: Optimizer, start: Point, steps: Int, seed: UInt64 = 0, record: Bool = true,
    stops: [Stop] = [], observers: [Observer] = [], work: Work = Work()
) throws -> Run {
    try RunCheck.check(objective, start: start, steps: steps)
    let optimizer = try optimizer.fitted(to: .point(objective.dimension))
    if case .schedule(let schedule) = optimizer.rate { try schedule.check(step: steps - 1, argument: "steps") }
    return Run.make(
        objective, optimizer, start: start, steps: steps, seed: seed,
        limit: record ? Trace.fullLimit : Trace.outlineLimit,
        stops: stops, observers: observers, work: work)
}

extension Optimizer: Minimizer {
    /// The free function `minimize` with this rule.
    public func minimize(
        _ objective: any Objective, start: Point, steps: Int, seed: UInt64 = 0, record: Bool = true,
        stops: [Stop] = [], observers: [Observer] = [], work: Work = Work()
    ) throws -> Run {
        try Optimizers.minimize(
            objective, self, start: start, steps: steps, seed: seed, record: record, stops: stops,
            observers: observers, work: work)
    }
}

enum RunCheck {
    static func check(_ objective: any Objective, start: Point, steps: Int) throws {
        guard start.isFinite else {
            throw Mistake(
                "start = \(start.short(dimension: objective.dimension)) is not a place", expected: "finite coordinates",
                argument: "start")
        }
        try Interval.atLeast(0).whole.check(steps, "steps", standard: 100)
        let value = objective.value(at: start)
        guard value.isFinite else {
            throw Mistake(
                "\(objective.name) is \(value.short()) at \(start.short(dimension: objective.dimension))",
                expected: "a start where the function has a finite value", try: "another start=",
                argument: "start")
        }
    }
}

extension Run {
    /// Runs without checking the request.
    static func make(
        _ objective: any Objective, _ optimizer: Optimizer, start: Point, steps: Int, seed: UInt64, limit: Int,
        stops: [Stop], observers: [Observer], work: Work, ablation: Ablation? = nil
    ) -> Run {
        let origin = objective.dimension == 1 ? Point(start.x, 0) : start
        let plan = PointPlan(
            objective: objective, start: origin, steps: steps, seed: seed, rate: optimizer.rate,
            weightDecay: optimizer.weightDecay, stops: stops, observers: observers, work: work)
        var trace = Trace(limit: limit, steps: steps)
        if optimizer.isBare, ablation == nil, let end = optimizer.rule.run(plan, &trace) {
            return Run(plan, optimizer, trace, end, divergence: Divergence(plan, optimizer, trace, end, nil))
        }
        var mover = EngineMover(optimizer, plan, ablation: ablation)
        let end = drive(&mover, plan, &trace)
        return Run(
            plan, optimizer, trace, end, average: mover.average, ablation: ablation,
            divergence: Divergence(plan, optimizer, trace, end, ablation))
    }
}
