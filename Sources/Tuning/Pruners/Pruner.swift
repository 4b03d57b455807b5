/// A rule that gives a trial up on the way when what it has reported is not promising.
public protocol Pruner: Sendable {
    /// As it is typed: `MedianPruner()`.
    var name: String { get }

    /// Whether the trial, which has just reported, is not worth more.
    func shouldPrune(_ trial: Trial, _ history: TrialHistory, study: String) -> Bool
}

/// Prunes nothing: every trial is carried to its end. Optuna's `NopPruner`.
public struct NopPruner: Pruner {
    /// It has no settings.
    public init() {}
    /// `NopPruner()`
    public var name: String { "NopPruner()" }
    /// Never: false for every report.
    public func shouldPrune(_ trial: Trial, _ history: TrialHistory, study: String) -> Bool { false }
}
