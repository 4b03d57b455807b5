public import Answers
import Numbers

extension Run: Presentable {
    /// `run`
    public static var kind: String { "run" }

    /// `Adam(lr=0.05) on rosenbrock: loss 0.0311 after 500 steps`
    public var summary: String {
        "\(method.summary) on \(objective.name): loss \(loss.short()) after \(stepsInWords)"
    }

    /// The headline, then loss with its sparkline, point, slope, and what else there is to say; a run that diverged says why.
    public func table(width: Int) -> String {
        var lines = [headline]
        let sparks = Sparkline.text(losses, columns: Swift.min(20, Swift.max(0, width - 32)))
        var rows: [(String, String, String)] = []
        rows.append(("loss", "\((losses.first ?? loss).short()) → \(loss.short())", sparks))
        rows.append(("point", point.short(dimension: dimension), distanceInWords))
        rows.append(("slope", "|∇f| = \(gradientNorm.short())", endInWords))
        if optimizer == nil { rows.append(("cost", costInWords, "")) }
        if let average {
            let value = objective.value(at: average)
            rows.append(("average", average.short(dimension: dimension), "loss \(value.short()) there"))
        }
        let peak = self.peak
        if climbs ? peak.loss > loss : peak.loss < loss, peak.step != steps {
            rows.append(("best", peak.loss.short(), "at step \(peak.step)"))
        }
        let middle = rows.map(\.1.count).max() ?? 0
        for (name, value, remark) in rows {
            let pad = String(repeating: " ", count: Swift.max(0, middle - value.count))
            var line = "  \(name)" + String(repeating: " ", count: 8 - name.count) + value
            if !remark.isEmpty {
                // A narrow window takes the remark on a line of its own.
                line +=
                    line.count + pad.count + 4 + remark.count <= width ? "\(pad)    \(remark)" : "\n          \(remark)"
            }
            lines.append(line)
        }
        if let divergence {
            lines += TextTable.wrap(divergence.sentence(of: objective), Swift.max(20, width - 2)).map {
                "  " + $0
            }
        }
        if let text = unitsInWords { lines += TextTable.wrap(text, Swift.max(20, width - 2)).map { "  " + $0 } }
        if stride > 1 { lines.append("  of the path, one point in \(stride) is kept") }
        return lines.joined(separator: "\n")
    }

    /// Cost, fall of the loss, distance to the nearest known minimum, and how it ended.
    public var sentence: String {
        let cost = "\(method.summary) on \(objective.name) from \(start.short(dimension: dimension)), seed \(seed)"
        if let divergence { return "\(cost): \(divergence.sentence(of: objective))" }
        let fall = "the loss went from \((losses.first ?? loss).short()) to \(loss.short()) in \(stepsInWords)"
        let tail = distanceInWords.isEmpty ? endInWords : "\(distanceInWords); \(endInWords)"
        return "\(cost): \(fall), \(tail)."
    }

    /// `optimizer`, `start`, `point`, `loss`, `stop_reason` …; a solver adds gradient and Hessian evaluations.
    public var json: JSON {
        var members: [JSON.Pair] = [
            .init("kind", .string(Self.kind)), .init("landscape", .string(objective.name)),
            .init("optimizer", .string(label)), .init("start", .point(start, dimension: dimension)),
            .init("steps", .integer(steps)), .init("evaluations", .integer(evaluations)),
            .init("point", .point(point, dimension: dimension)), .init("loss", .number(loss)),
            .init("gradient_norm", .number(gradientNorm)), .init("diverged", .bool(diverged)),
            .init("converged", .bool(converged)), .init("stop_reason", .string(stopReason)),
            .init("seed", .integer(Int(truncatingIfNeeded: seed))),
        ]
        // An update rule evaluates value and gradient together; a solver counts them apart.
        if optimizer == nil {
            members.append(.init("gradient_evaluations", .integer(gradientEvaluations)))
            members.append(.init("hessian_evaluations", .integer(hessianEvaluations)))
        }
        return .object(members)
    }

    /// Why the run ended, in words.
    public var stopReason: String {
        switch reason {
        case .budget: steps == 1 ? "the one step taken" : "all \(steps) steps taken"
        case .met(let stop): "\(stop.inWords) at step \(steps)"
        case .stalled(let what): "\(what) at step \(steps)"
        case .cancelled: "interrupted after \(steps) of \(requestedSteps) steps"
        case .nonFinite: "no longer finite at step \(steps), \(nonFiniteInWords)"
        }
    }

    private var nonFiniteInWords: String {
        if !point.isFinite { return "the point is \(point.short(dimension: dimension))" }
        let place = point.short(dimension: dimension)
        return loss.isFinite ? "the gradient at \(place)" : "the loss is \(loss.short()) at \(place)"
    }

    var dimension: Int { objective.dimension }

    /// Values, gradients and Hessians apart: a solver spends them unevenly.
    private var costInWords: String {
        func count(_ n: Int, _ one: String, _ many: String) -> String { "\(n) \(n == 1 ? one : many)" }
        return [
            count(evaluations, "value", "values"), count(gradientEvaluations, "gradient", "gradients"),
            count(hessianEvaluations, "Hessian", "Hessians"),
        ].joined(separator: ", ")
    }

    /// A doubt about a slope that is small only because the point is large: |∇f|·‖x‖, what a change of x by its own size
    /// is worth at that slope, is still seen in the loss.
    private var unitsInWords: String? {
        guard case .met(.gradient(let bound)) = reason else { return nil }
        let worth = gradientNorm * point.scaledNorm
        guard worth > 1e-3 * Swift.max(1, abs(loss)), worth.isFinite else { return nil }
        return "the slope may be small only because the point is large: |∇f|·|x| is \(worth.short()) beside a loss of "
            + "\(loss.short()); scale x to about 1, or lower \(bound.short())"
    }

    private var stepsInWords: String { steps == 1 ? "1 step" : "\(steps) steps" }

    private var headline: String {
        let seeded = seed == 0 ? "" : ", seed \(seed)"
        return "\(label) on \(objective.name): \(stepsInWords) from \(start.short(dimension: dimension))\(seeded)"
    }

    /// The optimizer as typed, and what was switched off in it: what tells this run from its neighbours.
    public var label: String {
        guard let ablation else { return method.summary }
        let since = ablation.from == 1 ? "" : " from step \(ablation.from)"
        return "\(method.summary) without \(Phrase.list(ablation.terms))\(since)"
    }

    /// Distance to the nearest minimum that is known; empty when none is.
    private var distanceInWords: String {
        guard let minima = (objective as? any KnownMinima)?.minima, point.isFinite,
            let nearest = minima.min(by: { ($0 - point).scaledNorm < ($1 - point).scaledNorm })
        else { return "" }
        return "\((nearest - point).scaledNorm.short()) from the minimum at \(nearest.short(dimension: dimension))"
    }

    var endInWords: String {
        let (lower, below, descending) =
            climbs ? ("higher", "above", "climbing") : ("lower", "below", "descending")
        switch reason {
        case .budget where steps == 0: return "no step was taken"
        case .budget:
            switch verdict {
            case .ranAway: return "ran away: \(evaluations) evaluations"
            case .settled: return "flat: the run has settled"
            case .swings(let places):
                let count = places == 2 ? "two" : "\(places)"
                return "swings between \(count) places, no \(lower) than at step \(peak.step)"
            case .neverBelowStart: return "never \(below) its start"
            case .past: return "no longer \(descending) since step \(peak.step)"
            case .descending:
                return "still \(descending): \(stepsInWords) \(steps == 1 ? "was" : "were") not enough"
            }
        default: return stopReason
        }
    }
}

extension Run {
    /// How it ended in a word or two, for tables of runs.
    public var endInBrief: String {
        if let divergence { return "ran away at step \(divergence.step)" }
        switch reason {
        case .budget where steps == 0: return "no step"
        case .budget:
            switch verdict {
            case .ranAway: return "ran away"
            case .settled: return "settled"
            case .swings: return "swings"
            case .neverBelowStart: return "never \(climbs ? "above" : "below") start"
            case .past: return "best at step \(peak.step)"
            case .descending: return "still \(climbs ? "climbing" : "descending")"
            }
        case .met: return "stopped at step \(steps)"
        case .stalled: return "stalled at step \(steps)"
        case .cancelled: return "interrupted at step \(steps)"
        case .nonFinite: return "not finite at step \(steps)"
        }
    }

    /// Whether the gradient was turned round (`maximize`), so that the run looks for the highest place.
    var climbs: Bool { optimizer?.gradientStage.maximises ?? false }

    /// The best place for what the run was to do: the lowest one, or of a climb the highest that was kept.
    private var peak: (step: Int, loss: Double) {
        guard climbs, let highest = losses.indices.max(by: { losses[$0] < losses[$1] }) else {
            return (bestStep, bestLoss)
        }
        return (step(ofPoint: highest), losses[highest])
    }

    /// What a run that used up its steps was doing at the end.
    enum Verdict: Equatable {
        case ranAway
        /// |∇f| is as good as 0.
        case settled
        /// The last steps led back to where it had just been, as against their length: round and round among so many places.
        case swings(places: Int)
        case neverBelowStart
        /// The best place lies behind: no step of the last tenth was lower, or what has been gained since the start is
        /// largely lost again.
        case past
        case descending
    }

    var verdict: Verdict {
        if diverged { return .ranAway }
        if converged { return .settled }
        let peak = self.peak
        let isBehind = peak.step < steps - steps / 10
        if isBehind, stride == 1, path.count > 2 {
            let length = (point - path[path.count - 2]).norm
            let places = (2...8).first { back in
                back < path.count && (point - path[path.count - 1 - back]).norm <= 1e-6 * length
            }
            if let places, length > 0 { return .swings(places: places) }
        }
        if isBehind, peak.step == 0, steps > 0 { return .neverBelowStart }
        let gained = ((losses.first ?? loss) - peak.loss).magnitude
        return isBehind || (loss - peak.loss).magnitude > 0.1 * gained ? .past : .descending
    }
}

extension Stop {
    /// The stop as a remark: `loss at or below 0.01`.
    public var inWords: String {
        switch self {
        case .loss(let bound): "loss at or below \(bound.short())"
        case .gradient(let bound): "|∇f| at or below \(bound.short())"
        case .step(let bound): "a step no longer than \(bound.short())"
        case .relativeStep(let share): "a step no longer than \(share.short()) of |θ|"
        case .target(let place, let distance): "within \(distance.short()) of \(place.short())"
        case .evaluations(let count): "\(count) evaluations"
        case .time(let seconds): "\(seconds.short()) seconds"
        }
    }
}
