public import Answers
public import Numbers

/// One step of a run, taken apart: every quantity in the order in which the rule computes it, and what the step did.
///
/// The numbers come from the very lines that take the step, run again to this step and watched; so they are the run's
/// own, bit for bit.
public struct Explanation: Sendable {
    /// f, the function of one or two variables that is descended.
    public let objective: any Objective
    /// The rule with its rate and what stands around it: clipping, decay, averages.
    public let optimizer: Optimizer
    /// The number of the step, from 1.
    public let step: Int
    /// θ before the step, one or two coordinates; y is 0 of a function of one variable.
    public let before: Point
    /// θ after the step: what the run has at this place, bit for bit.
    public let after: Point
    /// Gradient as the objective gave it, before any stage.
    public let gradient: Point
    /// What the rule computed, in its order.
    public let quantities: [Quantity]
    /// f before minus f after, without noise; positive is progress.
    public let actualDecrease: Double
    /// −(g·Δ + ½Δ·HΔ): what gradient and Hessian promise for this step.
    public let predictedDecrease: Double
    /// Exact second derivatives of f at `before`, without noise and clipping.
    public let hessian: Hessian
    /// The largest stable rate of this rule at `before`, with its present preconditioner; nil where there is none.
    public let largestStableRate: Double?
    /// η of this step, after its schedule.
    public let rate: Double

    /// Δ = after − before: rule, rate, decay and clipping together.
    public var update: Point { after - before }

    /// −Δᵢ/gᵢ: the rate that plain gradient descent would need for the same step. nil where gᵢ is 0.
    public var effectiveRates: [Double?] {
        (0..<objective.dimension).map { gradient[$0] == 0 ? nil : -update[$0] / gradient[$0] }
    }

    /// Angle between the step and −gradient in degrees; nil when either is zero.
    public var angle: Double? {
        let sizes = update.norm * gradient.norm
        guard sizes > 0, sizes.isFinite else { return nil }
        return Angle.degrees(cosine: -update.dot(gradient) / sizes)
    }
}

/// Replays a run to a step and takes that step watched.
///
/// - Parameter step: from 1 to the number of steps the run took.
/// - Throws: `Mistake` for a step outside the run.
public func explain(_ run: Run, step: Int, work: Work = Work()) throws -> Explanation {
    guard step >= 1, step <= run.steps else {
        let range = run.steps == 0 ? "a run that has taken a step" : "a step from 1 to \(run.steps)"
        throw Mistake("step \(step) is not part of this run", expected: range, try: "explain(run, step=1)")
    }
    let optimizer = try run.requireOptimizer("explain")
    let plan = PointPlan(
        objective: run.objective, start: run.start, steps: step - 1, seed: run.seed, rate: optimizer.rate,
        weightDecay: optimizer.weightDecay, stops: [], observers: [], work: work)
    var mover = EngineMover(optimizer, plan, ablation: run.ablation)
    var outline = Trace(limit: Trace.outlineLimit, steps: step - 1)
    let there = drive(&mover, plan, &outline)
    guard there.steps == step - 1 else {
        throw Mistake("interrupted before step \(step) was reached", expected: "to let it finish")
    }
    mover.probe = RecordingProbe()
    let rate = mover.engine.nextRate
    let after = mover.move(there.point, there.slope, rate: rate)
    let curvature = run.objective.curvature(at: there.point)
    let Δ = after - there.point
    let predicted = -(curvature.gradient.dot(Δ) + 0.5 * Δ.dot(curvature.hessian * Δ))
    return Explanation(
        objective: run.objective, optimizer: optimizer, step: step, before: there.point, after: after,
        gradient: there.slope.gradient, quantities: mover.probe?.quantities ?? [],
        actualDecrease: run.objective.value(at: there.point) - run.objective.value(at: after),
        predictedDecrease: predicted, hessian: curvature.hessian,
        largestStableRate: mover.engine.rule.linearised(mover.engine.pointSlots, mover.engine.clock)?
            .largestStableRate(curvature.hessian),
        rate: rate)
}

extension Run {
    /// - Throws: `Mistake` when a solver made this run; its steps are searches, not one formula.
    func requireOptimizer(_ word: String) throws -> Optimizer {
        guard let optimizer else {
            throw Mistake(
                "\(word) takes an update rule apart, and \(method.summary) is a solver",
                expected: "the run of an optimizer such as Adam")
        }
        return optimizer
    }
}
