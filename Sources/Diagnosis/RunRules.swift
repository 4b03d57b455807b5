public import Answers
internal import Cards
internal import Numbers
public import Optimizers

/// What a run on a function says: where it ended, how it moved, and what the curvature there makes of it.
///
/// - Throws: `Mistake` for a run of no steps.
public func diagnose(_ run: Run, work: Work = Work()) throws -> Diagnosis {
    guard run.steps > 0 else {
        throw Mistake(
            "the run took no step", expected: "a run of at least one step",
            try: "minimize(rosenbrock, Adam(0.05), steps=500)",
            argument: "history")
    }
    return Diagnosis(run)
}

/// The rules by which a run on a function is judged.
struct RunRules {
    let run: Run
    /// λ at the end.
    private let curvature: (smaller: Double, larger: Double)

    init(_ run: Run) {
        self.run = run
        let hessian = run.point.isFinite ? run.objective.curvature(at: run.point).hessian : nil
        let found = hessian?.eigenvalues ?? (.nan, .nan)
        // A curve has one curvature; the other direction is not there.
        curvature = run.objective.dimension == 1 ? (hessian?.xx ?? .nan, hessian?.xx ?? .nan) : found
    }

    /// The value of the function's minima; nil where nobody knows them.
    private var known: Double? {
        (run.objective as? any KnownMinima)?.minima.map { run.objective.value(at: $0) }.min()
    }

    /// The lowest value that is known of the function: that of its minima, or the best one seen.
    private var lowest: Double { Swift.min(known ?? .infinity, run.bestLoss) }

    /// Whether a run on a function whose minimum nobody knows ends in the middle of its way: as steep as a tenth of its steepest place,
    /// and lower in each of its last steps.
    private var isUnderWay: Bool {
        known == nil && slope > 0.1 && run.losses.count > 4
            && zip(run.losses.suffix(4), run.losses.suffix(5)).allSatisfy { $0 < $1 }
    }

    /// How much of the way from the first value down to the lowest known is left.
    var left: Double {
        let whole = (run.losses.first ?? run.loss) - lowest
        guard run.loss.isFinite else { return .infinity }
        return whole > 0 ? (run.loss - lowest) / whole : 0
    }

    /// The same; nan where the end is the lowest place seen and nobody knows how much lower it goes.
    private var knownLeft: Double { known == nil && left == 0 ? .nan : left }

    /// How much is left, in words.
    var leftInWords: String {
        knownLeft.isNaN ? "how much of the way is left is not known" : "\(left.short(2)) of the way is left"
    }

    /// Share of the steps of the second half after which the value was higher.
    var rising: Double {
        let half = Array(run.losses.dropFirst(run.losses.count / 2))
        guard half.count >= 4 else { return 0 }
        return Double(zip(half.dropFirst(), half).filter { $0 > $1 }.count) / Double(half.count - 1)
    }

    /// |∇f| at the end over its largest on the way.
    var slope: Double {
        let largest = run.gradientNorms.max() ?? 0
        return largest > 0 ? run.gradientNorm / largest : 0
    }

    private var isFlat: Bool { run.gradientNorm <= 1e-6 || slope < 1e-5 }

    /// One finding at most: a run has one end.
    var findings: [Finding] {
        if let ranAway = run.divergenceFinding { return [with(ranAway)] }
        // On a saddle the lowest place seen is the end itself, so that nothing seems to be left of the way.
        guard left > 1e-3 || !(isFlat || run.converged) || isFlat && curvesDown else { return [] }
        if isFlat { return flat.map { [with($0)] } ?? [] }
        if rising > 0.2 { return [with(swinging)] }
        return left > 1e-3 || isUnderWay ? [with(slow)] : []
    }

    private var ends: [Finding.Number] {
        [
            .init("|∇f| at the end", run.gradientNorm), .init("smaller curvature λ", curvature.smaller),
            .init("larger curvature λ", curvature.larger), .init("share of the way that is left", knownLeft),
        ]
    }

    /// What counts as a curvature of 0.
    private var least: Double { Swift.max(1e-9, 1e-6 * curvature.larger.magnitude) }

    /// Whether there is a direction in which the function curves downwards.
    private var curvesDown: Bool { curvature.smaller < -least }

    private var flat: Finding? {
        if curvesDown {
            return Finding(
                Cause.saddle.rawValue, .wrong,
                "The run stands on a saddle: the slope is 0, and in one direction the function curves downwards.",
                evidence: ends,
                action: call(start: shifted), place: .step(run.steps))
        }
        if curvature.smaller.magnitude <= least {
            return Finding(
                Cause.plateau.rawValue, .wrong,
                "The run stands on a plateau: neither slope nor curvature say where to go.",
                evidence: ends, action: call(optimizer: faster), place: .step(run.steps))
        }
        return Finding(
            Cause.localMinimum.rawValue, .wrong,
            "The run has settled in a local minimum: \(left.short(2)) of the way down to the lowest value known is left.",
            evidence: ends, action: call(start: shifted), place: .step(run.steps))
    }

    /// How much steeper the function curves across than along: the larger curvature, upwards, over the smaller, whichever way that is.
    private var condition: Double {
        curvature.larger > 0 ? curvature.larger / Swift.max(curvature.smaller.magnitude, .leastNormalMagnitude) : .nan
    }

    private var swinging: Finding {
        Finding(
            Cause.rateTooHigh.rawValue, .wrong,
            "The rate is too high: after \((100 * rising).short(2)) % of the later steps the value was higher than before.",
            evidence: [.init("share of later steps that rise", rising)] + ends, action: call(optimizer: calmer))
    }

    private var slow: Finding {
        if condition > 100, run.objective.dimension > 1, curvature.larger.isFinite {
            return Finding(
                Cause.narrowValley.rawValue, .wrong,
                "The run creeps along a narrow valley: across it the function curves \(condition.short(3)) times as much as along it, and "
                    + "the rate that is safe across is small along.",
                evidence: [
                    .init("share of the way that is left", knownLeft),
                    .init("larger over smaller curvature", condition),
                ]
                    + ends.prefix(3),
                action: call(optimizer: withMomentum ?? faster))
        }
        return Finding(
            Cause.rateTooLow.rawValue, .wrong,
            "The rate is too low for \(run.steps) steps: the value was still falling, and "
                + (isUnderWay
                    ? "the slope is still \(slope.short(2)) of its steepest." : "\(left.short(2)) of the way is left."),
            evidence: [.init("share of the way that is left", knownLeft)] + ends.prefix(3),
            action: call(optimizer: faster))
    }

    // MARK: What is tried

    private var rate: Double? { run.optimizer?.rate.rate(at: 0) }

    private func at(_ factor: Double) -> Optimizer? {
        guard let rate, rate > 0, let shown = Double((factor * rate).short(2)) else { return nil }
        return run.optimizer?.with(rate: .constant(shown))
    }

    private var faster: Optimizer? { at(10) }
    private var calmer: Optimizer? { at(0.1) }

    private var withMomentum: Optimizer? {
        guard let rate, let name = run.optimizer?.name, name == "SGD" || name == "GradientDescent" else { return nil }
        return try? Optimizer("SGD", ["momentum": .number(0.9)], rate: .constant(rate))
    }

    /// A start a little aside, in both directions.
    private var shifted: Point {
        let size = 0.1 * Swift.max(1, run.start.norm)
        return Point(run.start.x + size, run.objective.dimension == 1 ? 0 : run.start.y + 0.7 * size)
    }

    private func call(optimizer: Optimizer? = nil, start: Point? = nil) -> String {
        run.line(optimizer: (optimizer ?? run.optimizer)?.summary ?? run.method.summary, start: start ?? run.start)
    }

    /// The finding with the way to try it.
    private func with(_ finding: Finding) -> Finding {
        var finding = finding
        let change: (optimizer: Optimizer?, start: Point?)? =
            switch Cause(rawValue: finding.cause) {
            case .rateTooHigh, .overflow:
                (
                    run.divergence.flatMap { run.calmer($0) } ?? calmer, nil
                )
            case .rateTooLow, .plateau: (faster, nil)
            case .narrowValley: (withMomentum ?? faster, nil)
            case .saddle, .localMinimum: (run.optimizer, shifted)
            default: nil
            }
        guard let change, let optimizer = change.optimizer else {
            finding.proof = .notTried("a run of an optimizer with a rate, on a function with a minimum")
            return finding
        }
        finding.remedy = RunRemedy(
            run: run, optimizer: optimizer, start: change.start ?? run.start, cause: finding.cause,
            words: change.start.map { "start=\($0.short(6, dimension: run.objective.dimension))" } ?? optimizer.summary)
        finding.proof = .notTried("")
        return finding
    }
}

/// Runs again from the same seed with one change.
struct RunRemedy: Remedy {
    let run: Run
    let optimizer: Optimizer
    let start: Point
    let cause: String
    let words: String

    func trial(work: Work) throws -> Finding.Trial {
        let again = try minimize(
            run.objective, optimizer, start: start, steps: run.requestedSteps, seed: run.seed, work: work)
        if work.isCancelled { throw Stopped() }
        let (before, after) = (RunRules(run), RunRules(again))
        let known = (run.objective as? any KnownMinima)?.minima.map { run.objective.value(at: $0) }.min()
        let floor = [known ?? .infinity, run.bestLoss, again.bestLoss].min() ?? 0
        return Finding.Trial(
            change: words, symptom: known == nil ? "slope over its steepest" : "share of the way that is left",
            before: known == nil ? before.slope : before.left, after: known == nil ? after.slope : after.left,
            // Of a function whose minimum nobody knows the values themselves: from the lowest seen one of the two would always be 0.
            errorBefore: known == nil ? run.loss : run.loss - floor,
            errorAfter: known == nil ? again.loss : again.loss - floor,
            measure: known == nil ? "value at the end" : "error at the end",
            isStillThere: after.findings.contains { $0.cause == cause })
    }
}

extension Diagnosis {
    init(_ run: Run) {
        let rules = RunRules(run)
        findings = rules.findings
        subject = "\(run.label) on \(run.objective.name), \(Phrase.count(run.steps, "step")), loss \(run.loss.short())"
        signs = RunSigns(run, rules, findings).all
        (fluctuation, endError, endName, unseen, history) = (nil, run.loss, "loss at the end", [], nil)
        self.run = run
    }
}

/// The signs of the document that a run on a function can show; it has no rows, and none held out.
private struct RunSigns {
    let all: [Sign]

    init(_ run: Run, _ rules: RunRules, _ findings: [Finding]) {
        func candidates(_ causes: [Cause]) -> [Sign.Candidate] {
            causes.map { cause in
                Sign.Candidate(
                    cause: cause.rawValue, tells: Signs.tells(cause),
                    verdict: findings.contains { $0.cause == cause.rawValue } ? .fits : .excluded)
            }
        }
        let falls = 1 - rules.rising
        all = [
            Sign(
                words: "Loss decreases steadily (not too fast, not too slow)", isGood: true,
                isSeen: rules.rising < 0.2 && rules.left < 0.1,
                measured:
                    "it fell in \((100 * falls).short(3)) % of the later steps, \(rules.leftInWords)",
                candidates: []),
            Sign(
                words: "Loss oscillates wildly → learning rate too high", isGood: false,
                isSeen: rules.rising >= 0.2 && rules.left > 1e-3,
                measured: "it rose in \((100 * rules.rising).short(3)) % of the later steps",
                candidates: candidates([.rateTooHigh, .narrowValley])),
            Sign(
                words: "Loss barely decreases → learning rate too low or stuck", isGood: false,
                isSeen: rules.left > 0.5,
                measured: rules.leftInWords,
                candidates: candidates([.rateTooLow, .plateau, .saddle, .localMinimum, .narrowValley])),
            Sign(
                words: "Loss becomes NaN → numerical instability", isGood: false, isSeen: run.diverged,
                measured: run.divergence.map { "step \($0.step)" } ?? "all numbers are finite",
                candidates: candidates([.rateTooHigh, .overflow, .unbounded])),
        ]
    }
}
