public import Answers
internal import Numbers
public import Optimizers
public import Training

extension Run {
    /// That it ran away, as a finding; nil for a run that did not.
    public var divergenceFinding: Finding? {
        guard let divergence else { return nil }
        var evidence: [Finding.Number] = [.init("rate", divergence.rate), .init("λmax there", divergence.sharpness)]
        if let limit = divergence.largestStableRate { evidence.append(.init("largest stable rate there", limit)) }
        let cause: Cause =
            switch divergence.cause {
            case .growth: .rateTooHigh
            case .undefined: .overflow
            case .unbounded: .unbounded
            }
        return Finding(
            cause.rawValue, .wrong, divergence.sentence(of: objective), evidence: evidence,
            action: calmer(divergence).map {
                line(optimizer: $0.summary, start: start)
            } ?? "another function: this one has no minimum", place: .step(divergence.step))
    }

    /// The line that makes the run again with another optimizer or start.
    func line(optimizer: String, start: Point) -> String {
        "minimize(\(objective.written), \(optimizer), start=\(start.short(6, dimension: objective.dimension)), "
            + "steps=\(requestedSteps)\(seed == 0 ? "" : ", seed=\(seed)"))"
    }

    /// The optimizer at a rate at which the run would not have run away: half the largest stable one or a tenth of its own, whichever
    /// is less; nil where no rate helps.
    func calmer(_ divergence: Divergence) -> Optimizer? {
        guard divergence.cause != .unbounded else { return nil }
        let limit = divergence.largestStableRate.flatMap { $0.isFinite && $0 > 0 ? $0 / 2 : nil }
        let rate = Swift.min(limit ?? .infinity, divergence.rate / 10)
        guard rate.isFinite, rate > 0, let shown = Double(rate.short(2)) else { return nil }
        return optimizer?.with(rate: .constant(shown))
    }
}

extension History.NonFiniteUpdate {
    /// The end of the training, as a finding.
    public var finding: Finding {
        var evidence: [Finding.Number] = [
            .init("step", Double(step)), .init("rate", rate), .init("largest input", largestInput),
        ]
        if let lastLoss { evidence.append(.init("last loss", lastLoss)) }
        if let lastGradientNorm { evidence.append(.init("last gradient norm", lastGradientNorm)) }
        return Finding(
            Cause.overflow.rawValue, .wrong, sentence.prefix(1).uppercased() + sentence.dropFirst() + ".",
            evidence: evidence, action: advice, place: .step(step))
    }
}
