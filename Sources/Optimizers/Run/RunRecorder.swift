public import Answers
public import Numbers

/// Keeps the record of a solver's run: each place it arrives at, and whether it should go on. It makes the same `Run`
/// as an optimizer does.
public struct RunRecorder {
    public let objective: any Objective
    /// The start, with y = 0 on a curve.
    public let start: Point
    public let steps: Int
    public let seed: UInt64
    /// Places arrived at since the start.
    public private(set) var step = 0
    private var trace: Trace
    private let watch: StopWatch
    private let work: Work
    private var point: Point
    private var slope = Slope(value: .nan, gradient: .zero)
    private var bestPoint: Point
    private var bestLoss = Double.infinity
    private var bestStep = 0

    /// - Throws: `Mistake` as `minimize` does.
    public init(
        _ objective: any Objective, start: Point, steps: Int, seed: UInt64, record: Bool, stops: [Stop],
        observers: [Observer], work: Work
    ) throws {
        try RunCheck.check(objective, start: start, steps: steps)
        self.objective = objective
        self.start = objective.dimension == 1 ? Point(start.x, 0) : start
        self.steps = steps
        self.seed = seed
        self.work = work
        trace = Trace(limit: record ? Trace.fullLimit : Trace.outlineLimit, steps: Swift.min(steps, 64))
        watch = StopWatch(
            PointPlan(
                objective: objective, start: start, steps: steps, seed: seed, rate: .constant(0), weightDecay: 0,
                stops: stops, observers: observers, work: work))
        point = self.start
        bestPoint = self.start
    }

    public var isCancelled: Bool { work.isCancelled }

    /// Records the start. Returns why there is nothing to do, or nil to go on.
    public mutating func begin(_ slope: Slope) -> StopReason? {
        self.slope = slope
        trace.record(0, point, slope)
        if !slope.value.isNaN { bestLoss = slope.value }
        guard slope.value.isFinite, slope.gradient.isFinite else { return .nonFinite }
        return steps == 0 ? .budget : nil
    }

    /// Records the next place. Returns why the run ends there, or nil to go on.
    public mutating func record(_ next: Point, _ slope: Slope, evaluations: Int) -> StopReason? {
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
        guard slope.value.isFinite, slope.gradient.isFinite, next.isFinite else { return .nonFinite }
        if watch.isNeeded {
            let visit = Visit(
                step: step, point: next, previous: previous, slope: slope, isBest: isBest, evaluations: evaluations)
            if let reason = watch.check(visit) { return reason }
        }
        if work.isCancelled { return .cancelled }
        if step & 0xfff == 0 { work.report(Double(step) / Double(steps), "step \(step)  loss \(slope.value.short())") }
        return step >= steps ? .budget : nil
    }

    /// The finished run.
    public consuming func finish(
        _ method: any Minimizer, _ reason: StopReason, values: Int, gradients: Int, hessians: Int
    ) -> Run {
        trace.finish(step, point, slope)
        let end = PointEnd(
            point: point, slope: slope, steps: step, evaluations: values, bestPoint: bestPoint, bestLoss: bestLoss,
            bestStep: bestStep, reason: reason)
        return Run(
            objective, method, start: start, requestedSteps: steps, seed: seed, trace, end, gradients: gradients,
            hessians: hessians)
    }
}

extension Run {
    /// The run of a solver.
    fileprivate init(
        _ objective: any Objective, _ method: any Minimizer, start: Point, requestedSteps: Int, seed: UInt64,
        _ trace: Trace, _ end: PointEnd, gradients: Int, hessians: Int
    ) {
        self.objective = objective
        self.method = method
        self.start = start
        self.requestedSteps = requestedSteps
        steps = end.steps
        self.seed = seed
        path = trace.points
        losses = trace.losses
        gradientNorms = trace.gradientNorms
        stride = trace.stride
        point = end.point
        loss = end.slope.value
        gradient = end.slope.gradient
        bestPoint = end.bestPoint
        bestLoss = end.bestLoss
        bestStep = end.bestStep
        evaluations = end.evaluations
        gradientEvaluations = gradients
        hessianEvaluations = hessians
        reason = end.reason
        average = nil
        ablation = nil
        divergence = nil
    }
}
