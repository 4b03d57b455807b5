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

    /// Why the study ends here, in words; nil to go on.
    ///
    /// - Parameter elapsed: seconds of this session; nil without a clock.
    /// - Throws: `Stopped`.
    public func reason(_ history: History, elapsed: Double?, work: Work) throws -> String? {
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
            guard let best = history.best,
                let place = history.finished.lastIndex(where: { $0.number == best.number }),
                history.finished.count - 1 - place >= count
            else { return nil }
            return "no improvement in " + Phrase.count(count, "trial")
        case .regretBound(let limit):
            guard let bound = try RegretBound.value(history, work: work), bound <= limit else { return nil }
            return "nothing is believed to be better by more than \(bound.short())"
        }
    }
}
