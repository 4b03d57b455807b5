package import Answers
package import Numbers

/// Keeps the record of a solver's run: each iterate, and whether it should go on. It makes the same `Run`
/// as an optimizer does.
package struct RunRecorder {
    private let plan: PointPlan
    /// Iterates since the start.
    package private(set) var step = 0
    private var trace: Trace
    private let watch: StopWatch
    private var point: Point
    private var slope = Slope(value: .nan, gradient: .zero)
    private var bestPoint: Point
    private var bestLoss = Double.infinity
    private var bestStep = 0

    /// - Throws: `Mistake` as `minimize` does.
    package init(
        _ objective: any Objective, start: Point, steps: Int, seed: UInt64, record: Bool, stops: [Stop],
        observers: [Observer], work: Work
    ) throws {
        try RunCheck.check(objective, start: start, steps: steps)
        plan = PointPlan(
            objective: objective, start: objective.dimension == 1 ? Point(start.x, 0) : start, steps: steps, seed: seed,
            rate: .constant(0), weightDecay: 0, stops: stops, observers: observers, work: work)
        trace = Trace(limit: record ? Trace.fullLimit : Trace.outlineLimit, steps: Swift.min(steps, 64))
        watch = StopWatch(plan)
        point = plan.start
        bestPoint = plan.start
    }

    /// What is searched.
    package var objective: any Objective { plan.objective }
    /// The start, with y = 0 on a curve.
    package var start: Point { plan.start }
    /// Iterations asked for.
    package var steps: Int { plan.steps }
    /// Of the run and everything random in it.
    package var seed: UInt64 { plan.seed }
    /// Whether the person has asked it to end.
    package var isCancelled: Bool { plan.work.isCancelled }

    /// Records the start. Returns why there is nothing to do, or nil to go on.
    ///
    /// - Parameter usesSlope: whether the method goes by the gradient; one by values alone needs none.
    package mutating func begin(_ slope: Slope, usesSlope: Bool = true) -> StopReason? {
        self.slope = slope
        trace.record(0, point, slope)
        if !slope.value.isNaN { bestLoss = slope.value }
        guard slope.value.isFinite, slope.gradient.isFinite || !usesSlope else { return .nonFinite }
        return steps == 0 ? .budget : nil
    }

    /// Records the next place. Returns why the run ends there, or nil to go on.
    package mutating func record(
        _ next: Point, _ slope: Slope, evaluations: Int, usesSlope: Bool = true
    ) -> StopReason? {
        let previous = point
        step += 1
        point = next
        self.slope = slope
        trace.record(step, next, slope)
        let isBest = slope.value < bestLoss
        if isBest {
            bestLoss = slope.value
            bestPoint = next
            bestStep = step
        }
        guard slope.value.isFinite, slope.gradient.isFinite || !usesSlope, next.isFinite else { return .nonFinite }
        if watch.isNeeded {
            let visit = Visit(
                step: step, point: next, previous: previous, slope: slope, isBest: isBest, evaluations: evaluations)
            if let reason = watch.check(visit) { return reason }
        }
        if plan.work.isCancelled { return .cancelled }
        if step & 0xfff == 0 {
            plan.work.report(Double(step) / Double(steps), "step \(step)  loss \(slope.value.short())")
        }
        return step >= steps ? .budget : nil
    }

    /// The finished run.
    package consuming func finish(
        _ method: any Minimizer, _ reason: StopReason, values: Int, gradients: Int, hessians: Int
    ) -> Run {
        trace.finish(step, point, slope)
        let end = PointEnd(
            point: point, slope: slope, steps: step, evaluations: values, bestPoint: bestPoint, bestLoss: bestLoss,
            bestStep: bestStep, reason: reason)
        return Run(plan, method, trace, end, gradients: gradients, hessians: hessians)
    }
}
