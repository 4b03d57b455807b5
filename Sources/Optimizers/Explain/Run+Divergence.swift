import Answers
public import Numbers

extension Run {
    /// How a run ran away: the step from which the loss never came back, the curvature there, and the rate that would have
    /// been stable.
    public struct Divergence: Sendable, Equatable {
        /// How the loss left every bound.
        public enum Cause: Sendable, Equatable {
            /// The loss grew step after step.
            case growth
            /// The function has no finite value or gradient at the place the step led to.
            case undefined
            /// The function falls without bound (or rises, where the run was to climb) and the run followed it.
            case unbounded
        }

        /// Growth, an undefined place, or a function without a lower bound.
        public let cause: Cause
        /// Whether the rule was turned round and looked for the highest place.
        public let climbs: Bool
        /// The first step after which the loss stayed above the starting loss (or was no longer finite).
        public let step: Int
        /// θ at which that step began, the place of `sharpness` and `largestStableRate`.
        public let point: Point
        /// Larger eigenvalue of the exact Hessian there.
        public let sharpness: Double
        /// η of that step, after its schedule.
        public let rate: Double
        /// The largest rate at which this rule is stable there; nil for rules that have no such limit.
        public let largestStableRate: Double?
        /// The step at which a number was no longer finite; nil when the budget ended before.
        public let nonFiniteStep: Int?

        /// Whether the larger of two numbers is what a run that runs away would show: ten times and more.
        private static let growthFactor = 10.0

        init?(_ plan: PointPlan, _ optimizer: Optimizer, _ trace: Trace, _ end: PointEnd, _ ablation: Ablation?) {
            climbs = optimizer.gradientStage.maximises
            guard let cause = Divergence.cause(trace, end, climbs: climbs) else { return nil }
            self.cause = cause
            nonFiniteStep = end.reason == .nonFinite ? end.steps : nil
            let onset = Divergence.onset(cause, trace, end)
            step = onset + 1

            // The state in that step, by running the same steps again: they give the same bits.
            var replay = plan
            replay.steps = onset
            replay.stops = []
            replay.observers = []
            var mover = EngineMover(optimizer, replay, ablation: ablation)
            var outline = Trace(limit: Trace.outlineLimit, steps: onset)
            let there = drive(&mover, replay, &outline)
            point = there.point
            rate = mover.engine.nextRate
            let hessian = plan.objective.curvature(at: point).hessian
            sharpness = hessian.eigenvalues.larger
            // The step that follows is the one whose stability counts: take it for its memory.
            _ = mover.move(point, there.slope, rate: rate)
            largestStableRate = mover.engine.rule.linearised(mover.engine.pointSlots, mover.engine.clock)?
                .largestStableRate(hessian)
        }

        private static func cause(_ trace: Trace, _ end: PointEnd, climbs: Bool) -> Cause? {
            let losses = trace.losses
            let first = losses[0]
            let last = losses.last(where: \.isFinite) ?? first
            if climbs {
                // That the loss grows is what was asked for.
                if end.slope.value == .infinity || last > 1e100 { return .unbounded }
                return end.reason == .nonFinite ? .undefined : nil
            }
            if end.reason == .nonFinite {
                if end.slope.value == -.infinity || last < -1e100 { return .unbounded }
                let before = losses.count > 1 ? losses[losses.count - 2] : first
                let grew = before.magnitude > growthFactor * Swift.max(first.magnitude, end.bestLoss.magnitude)
                return grew || end.slope.value == .infinity ? .growth : .undefined
            }
            // Not yet at infinity, but far above the start and still rising.
            let rise = last - end.bestLoss
            let tail = losses.suffix(Swift.max(2, losses.count / 4))
            let highest = losses.max() ?? last
            let risesStill = tail.contains(highest) && losses.count > 3
            let drop = Swift.max(first - end.bestLoss, 1e-12 * Swift.max(1, first.magnitude))
            if risesStill, last > first, rise > growthFactor * drop, end.bestStep < end.steps / 2 { return .growth }
            return end.slope.value < -1e100 ? .unbounded : nil
        }

        /// The last step at which the loss was not above its start.
        private static func onset(_ cause: Cause, _ trace: Trace, _ end: PointEnd) -> Int {
            guard cause == .growth else { return Swift.max(0, end.steps - 1) }
            let first = trace.losses[0]
            let index = trace.losses.lastIndex { $0 <= first } ?? 0
            return Swift.min(index * trace.stride, Swift.max(0, end.steps - 1))
        }
    }
}

extension Run.Divergence {
    /// What happened, where, why and what to do, in one or two sentences.
    public func sentence(of objective: any Objective) -> String {
        let place = point.short(4, dimension: objective.dimension)
        switch cause {
        case .undefined where nonFiniteStep == 0:
            return "At \(place) the slope of \(objective.name) is not finite, so that no step leads away: "
                + "take another start."
        case .undefined:
            return "Step \(step) from \(place) led where \(objective.name) has no finite value or slope: "
                + "a smaller rate or another start keeps it inside."
        case .unbounded:
            return "\(objective.name) \(climbs ? "rises" : "falls") without bound and the run followed it; "
                + "at step \(step) the numbers ended."
        case .growth:
            var text = "Diverged: from step \(step) on the loss never came back below its start."
            text += " At \(place) the largest curvature is λmax = \(sharpness.short(4))"
            guard let limit = largestStableRate else { return text + "." }
            text += ", so this rule is stable there up to a rate of \(limit.short(4)); it used \(rate.short(4))."
            return text
        }
    }
}
