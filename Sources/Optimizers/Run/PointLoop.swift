import Answers
import Numbers

/// Whatever makes the next point from the present one: a bare rule in registers, or the general engine.
protocol Mover {
    mutating func move(_ point: Point, _ slope: Slope, rate: Double) -> Point
    /// Evaluations that the mover itself spent, beyond the one per step of the loop.
    var extraEvaluations: Int { get }
}

/// The loop of every run on a point: one evaluation at the start and one after each step.
@inline(__always)
func drive<M: Mover>(_ mover: inout M, _ plan: PointPlan, _ trace: inout Trace) -> PointEnd {
    let slopes = plan.objective.slopes
    let steps = plan.steps
    let seed = plan.seed
    let work = plan.work
    let curve = plan.objective.dimension == 1
    var fixedRate = 0.0
    var hasFixedRate = false
    if case .constant(let rate) = plan.rate {
        fixedRate = rate
        hasFixedRate = true
    }
    let watch = StopWatch(plan)

    var θ = plan.start
    var slope = slopes(θ, Draw(seed: seed, index: 0))
    var bestPoint = θ
    var bestLoss = slope.value.isNaN ? Double.infinity : slope.value
    var bestStep = 0
    var reason: StopReason = isFinite(slope, θ) ? .budget : .nonFinite
    trace.record(0, θ, slope)

    var t = 0
    while t < steps, reason == .budget {
        if work.isCancelled {
            reason = .cancelled
            break
        }
        let rate = hasFixedRate ? fixedRate : plan.rate.rate(at: t)
        let previous = θ
        θ = mover.move(θ, slope, rate: rate)
        if curve { θ.y = 0 }
        t &+= 1
        slope = slopes(θ, Draw(seed: seed, index: UInt64(truncatingIfNeeded: t &+ mover.extraEvaluations)))
        if t == trace.next { trace.record(t, θ, slope) }
        let isBest = slope.value < bestLoss
        if isBest {
            bestLoss = slope.value
            bestPoint = θ
            bestStep = t
        }
        if !isFinite(slope, θ) { reason = .nonFinite }
        if watch.isNeeded {
            let visit = Visit(
                step: t, point: θ, previous: previous, slope: slope, isBest: isBest,
                evaluations: t + 1 + mover.extraEvaluations)
            if let found = watch.check(visit), reason == .budget { reason = found }
        }
        if t & 0xfffff == 0 {
            // Copies: a variable whose address the message holds would live in memory instead of a register, and each step waits
            // for the slope.
            let (step, loss) = (t, slope.value)
            work.report(Double(step) / Double(steps), "step \(step)  loss \(loss.short())")
        }
    }
    trace.finish(t, θ, slope)
    return PointEnd(
        point: θ, slope: slope, steps: t, evaluations: t + 1 + mover.extraEvaluations, bestPoint: bestPoint,
        bestLoss: bestLoss, bestStep: bestStep, reason: reason)
}

/// One comparison for all five numbers: a NaN or an infinity anywhere makes the sum fail it.
@inline(__always) private func isFinite(_ slope: Slope, _ point: Point) -> Bool {
    let size = slope.gradient.absolute + point.absolute
    return size.x + size.y + slope.value.magnitude < .infinity
}
