import Answers

/// Gives a trial up whose last report lies outside of two bounds, or is not a number.
public struct ThresholdPruner: Pruner {
    /// Reports below it end the trial.
    public let lower: Double
    /// Reports above it end the trial.
    public let upper: Double
    /// Steps before any trial is given up.
    public let warmup: Int
    /// Steps between two looks.
    public let interval: Int

    /// - Throws: `Mistake` without a bound, for bounds in the wrong order, and for numbers out of range.
    public init(lower: Double? = nil, upper: Double? = nil, warmup: Int = 0, interval: Int = 1) throws {
        guard lower != nil || upper != nil else {
            throw Mistake(
                "a threshold pruner without a threshold", expected: "lower, upper or both",
                try: "ThresholdPruner(upper=10)",
                argument: "upper")
        }
        self.lower = lower ?? -.infinity
        self.upper = upper ?? .infinity
        guard self.lower <= self.upper else {
            throw Mistake(
                "lower = \(self.lower.short()) is above upper = \(self.upper.short())",
                expected: "the lower bound first",
                argument: "lower")
        }
        try Interval.atLeast(0).whole.check(warmup, "n_warmup_steps", standard: 0)
        try Interval.atLeast(1).whole.check(interval, "interval_steps", standard: 1)
        self.warmup = warmup
        self.interval = interval
    }

    /// `ThresholdPruner(upper=10)`
    public var name: String {
        Phrase.call(
            "ThresholdPruner",
            [
                lower == -.infinity ? nil : "lower=\(lower.exactText)",
                upper == .infinity ? nil : "upper=\(upper.exactText)",
                warmup == 0 ? nil : "n_warmup_steps=\(warmup)", interval == 1 ? nil : "interval_steps=\(interval)",
            ])
    }

    /// Whether the last report is out of bounds.
    public func shouldPrune(_ trial: Trial, _ history: TrialHistory, study: String) -> Bool {
        guard let last = trial.reports.last, last.step >= warmup, trial.isFirst(ofEvery: interval, after: warmup) else {
            return false
        }
        return !(last.value >= lower && last.value <= upper)
    }
}
