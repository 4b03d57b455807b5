public import Answers
public import Numbers

/// How near the edge of stability a run was at one step.
public struct StableRate: Sendable, Equatable {
    /// The number of the step, from 1.
    public let step: Int
    /// θ at which the step began, the place of `sharpness` and `largest`.
    public let point: Point
    /// Larger eigenvalue of the exact Hessian there.
    public let sharpness: Double
    /// η of that step, after its schedule.
    public let rate: Double
    /// The largest rate at which the rule, with the memory it has then, is stable on the quadratic that touches the
    /// function there; nil where no direction curves upwards, or for a rule without such a limit.
    public let largest: Double?

    /// Rate over the largest stable one: above 1 the step is outside. 0 where there is no limit.
    public var ratio: Double { largest.map { rate / $0 } ?? 0 }
}

/// The largest stable rate at each step of an optimizer's run: the run is made again, step by step.
///
/// The rule's step is linearised with its preconditioner held fixed; along each eigenvector of D^½HD^½ it is then a
/// recurrence whose spectral radius is 1 at the limit. At most `limit` steps are looked at.
/// - Throws: `Mistake` for a run of a solver, which has no rate.
public func stableRates(_ run: Run, limit: Int = 100_000, work: Work = Work()) throws -> [StableRate] {
    guard let optimizer = run.optimizer else {
        throw Mistake(
            "\(run.method.summary) has no learning rate", expected: "a run of an optimizer",
            try: "minimize(rosenbrock, SGD(0.001))")
    }
    let plan = PointPlan(
        objective: run.objective, start: run.start, steps: run.steps, seed: run.seed, rate: optimizer.rate,
        weightDecay: optimizer.weightDecay, stops: [], observers: [], work: work)
    var mover = EngineMover(optimizer, plan, ablation: run.ablation)
    var rates: [StableRate] = []
    var θ = run.start
    for t in 0..<Swift.min(run.steps, limit) {
        if t & 63 == 0, work.isCancelled { break }
        let draw = Draw(seed: run.seed, index: UInt64(t + mover.extraEvaluations))
        let slope = run.objective.slope(at: θ, draw: draw)
        guard slope.value.isFinite, slope.gradient.isFinite else { break }
        let hessian = run.objective.curvature(at: θ).hessian
        let rate = mover.engine.nextRate
        let next = mover.move(θ, slope, rate: rate)
        let largest = mover.engine.rule.linearised(mover.engine.pointSlots, mover.engine.clock)?
            .largestStableRate(hessian)
        rates.append(
            StableRate(
                step: t + 1, point: θ, sharpness: hessian.eigenvalues.larger, rate: rate, largest: largest))
        θ = next
    }
    return rates
}
