import Answers

/// Gives a trial up that has not become better for some reports; with another pruner, asks that one only then.
public struct PatientPruner: Pruner {
    /// Who decides once patience has ended; nil gives the trial up.
    public let wrapped: (any Pruner)?
    /// Reports without improvement that are borne.
    public let patience: Int
    /// The tolerance, ≥ 0, within which the best of the last reports still counts as no worse than the best before them.
    public let minDelta: Double

    /// - Throws: `Mistake` for a negative number.
    public init(_ wrapped: (any Pruner)?, patience: Int, minDelta: Double = 0) throws {
        try Interval.atLeast(0).whole.check(patience, "patience", standard: 1)
        try Interval.nonNegative.check(minDelta, "min_delta", standard: 0)
        self.wrapped = wrapped
        self.patience = patience
        self.minDelta = minDelta
    }

    /// `PatientPruner(MedianPruner(), patience=3)`
    public var name: String {
        Phrase.call(
            "PatientPruner",
            [wrapped?.name ?? "None", "patience=\(patience)", minDelta == 0 ? nil : "min_delta=\(minDelta.exactText)"])
    }

    /// Whether the best of the last `patience` + 1 reports is behind the best before them.
    public func shouldPrune(_ trial: Trial, _ history: TrialHistory, study: String) -> Bool {
        let losses = trial.reports.map { history.directions[0].loss($0.value) }
        guard losses.count > patience + 1 else { return false }
        let before = losses.dropLast(patience + 1).filter { !$0.isNaN }.min()
        let after = losses.suffix(patience + 1).filter { !$0.isNaN }.min()
        // Nothing but nan at the end is no improvement.
        guard let before, before + minDelta < after ?? .infinity else { return false }
        return wrapped?.shouldPrune(trial, history, study: study) ?? true
    }
}
