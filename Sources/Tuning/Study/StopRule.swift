public import Answers

/// What ends a study before its trials are used up.
public enum StopRule: Sendable, Equatable {
    /// So many finished trials, those of earlier sessions included.
    case trials(Int)
    /// So many seconds from the beginning of this session.
    case seconds(Double)
    /// A value at least that good.
    case target(Double)
    /// No better value in the last so many trials.
    case noImprovement(Int)
    /// A Gaussian process believes that nothing anywhere is better by more than this.
    case regretBound(Double)

    /// How many trials it counts to; nil of any other rule.
    var total: Int? { if case .trials(let count) = self { count } else { nil } }

    /// Whether it comes to an end whatever the trials give.
    var endsByItself: Bool {
        switch self {
        case .trials, .seconds, .noImprovement: true
        case .target, .regretBound: false
        }
    }

    /// - Throws: `Mistake` for a rule about the best value where there is none, because there are several objectives.
    func check(_ directions: [Direction]) throws {
        let argument: String
        switch self {
        case .trials, .seconds: return
        case .target: argument = "target"
        case .noImprovement: argument = "patience"
        case .regretBound: argument = "regret"
        }
        guard directions.count > 1 else { return }
        throw Mistake(
            "\(argument) asks for the best value, and a study of \(directions.count) objectives has none",
            expected: "n or timeout", argument: argument)
    }

    /// Why the study ends here, in words; nil to go on.
    ///
    /// - Parameter elapsed: seconds of this session; nil without a clock.
    /// - Throws: `Stopped`.
    public func reason(_ history: TrialHistory, elapsed: Double?, work: Work) throws -> String? {
        switch self {
        case .trials(let count):
            return history.finished.count >= count ? Phrase.count(count, "trial") + " finished" : nil
        case .seconds(let limit):
            guard let elapsed, elapsed >= limit else { return nil }
            return "\(limit.short()) seconds are over"
        case .target(let target):
            guard let best = history.best?.value else { return nil }
            let direction = history.directions[0]
            guard direction.loss(best) <= direction.loss(target) else { return nil }
            return "\(best.short()) reaches the target \(target.short())"
        case .noImprovement(let count):
            // Before anything is good, every trial is one without improvement.
            let best = history.best.flatMap { best in history.finished.lastIndex { $0.number == best.number } } ?? -1
            guard history.finished.count - 1 - best >= count else { return nil }
            return "no improvement in " + Phrase.count(count, "trial")
        case .regretBound(let limit):
            // Between two fits of the kernel the belief hardly changes.
            let count = history.finished.count
            guard GPSampler.prefix(of: count) == count else { return nil }
            guard let bound = try RegretBound.value(history, work: work), bound <= limit else { return nil }
            return "nothing is believed to be better by more than \(bound.short())"
        }
    }
}
