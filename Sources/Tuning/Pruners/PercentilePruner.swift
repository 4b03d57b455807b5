import Answers
import Numbers

/// Gives a trial up whose best value so far is worse than a percentile of what finished trials had reported at the same step.
///
/// Optuna's rule: only complete trials are compared with, at that very step. The percentile is NumPy's, linear between two
/// values.
public struct PercentilePruner: Pruner {
    /// In percent; the best quarter is 25, whatever the direction.
    public let percentile: Double
    /// Complete trials before any is given up.
    public let startup: Int
    /// Steps before any trial is given up.
    public let warmup: Int
    /// Steps between two looks.
    public let interval: Int
    /// Reports at the step that it takes.
    public let leastTrials: Int
    private let word: String

    /// - Throws: `Mistake` for a number out of its range.
    public init(
        _ percentile: Double, startup: Int = 5, warmup: Int = 0, interval: Int = 1, leastTrials: Int = 1
    ) throws {
        try self.init(percentile, startup, warmup, interval, leastTrials, word: "PercentilePruner")
    }

    /// The median pruner: half of the trials go.
    ///
    /// - Throws: `Mistake` for a number out of its range.
    public static func median(startup: Int = 5, warmup: Int = 0, interval: Int = 1, leastTrials: Int = 1) throws
        -> PercentilePruner
    { try PercentilePruner(50, startup, warmup, interval, leastTrials, word: "MedianPruner") }

    private init(
        _ percentile: Double, _ startup: Int, _ warmup: Int, _ interval: Int, _ leastTrials: Int, word: String
    ) throws {
        try Interval(0, 100).check(percentile, "percentile", standard: 25)
        try Interval.atLeast(0).whole.check(startup, "n_startup_trials", standard: 5)
        try Interval.atLeast(0).whole.check(warmup, "n_warmup_steps", standard: 0)
        try Interval.atLeast(1).whole.check(interval, "interval_steps", standard: 1)
        try Interval.atLeast(1).whole.check(leastTrials, "n_min_trials", standard: 1)
        self.percentile = percentile
        self.startup = startup
        self.warmup = warmup
        self.interval = interval
        self.leastTrials = leastTrials
        self.word = word
    }

    /// `MedianPruner(n_startup_trials=3)`
    public var name: String {
        Phrase.call(
            word,
            [
                word == "MedianPruner" ? nil : "\(percentile.exactText)",
                startup == 5 ? nil : "n_startup_trials=\(startup)", warmup == 0 ? nil : "n_warmup_steps=\(warmup)",
                interval == 1 ? nil : "interval_steps=\(interval)",
                leastTrials == 1 ? nil : "n_min_trials=\(leastTrials)",
            ])
    }

    /// Whether the best report so far is behind the percentile.
    public func shouldPrune(_ trial: Trial, _ history: TrialHistory, study: String) -> Bool {
        let complete = history.finished.lazy.filter { $0.state == .complete }
        guard let step = trial.reports.last?.step, step >= warmup, trial.isFirst(ofEvery: interval, after: warmup),
            !complete.isEmpty, complete.count >= startup
        else { return false }
        let direction = history.directions[0]
        guard let best = trial.reports.lazy.map({ direction.loss($0.value) }).filter({ !$0.isNaN }).min() else {
            return true
        }
        let others = complete.compactMap { other in other.reports.first { $0.step == step }?.value }
        guard others.count >= leastTrials else { return false }
        let losses = others.map(direction.loss).filter { !$0.isNaN }.sorted()
        return best > losses.quantile(percentile / 100)
    }
}

extension Trial {
    /// Whether the last report is the first in its interval of steps.
    func isFirst(ofEvery interval: Int, after warmup: Int) -> Bool {
        guard let step = reports.last?.step else { return false }
        let begin = (step - warmup) / interval * interval + warmup
        return (reports.dropLast().last?.step ?? -1) < begin
    }
}
