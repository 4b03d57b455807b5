internal import Numbers

/// What a condition has done to a training, by what was measured: calm alone is not enough.
public enum ConditionOutcome: String, Sendable, CaseIterable {
    /// What the others are compared with.
    case base
    /// F is at most a quarter of the base's and surely lower, and the error at the end is not larger.
    case works
    /// F is surely lower, and the error at the end is not larger.
    case helps = "helps a little"
    /// F is surely lower, but the error at the end is larger.
    case calmButWorse = "calm but worse"
    /// F is surely lower, and the model is no better than one that always answers with the mean.
    case dead = "calm but dead"
    /// F may be the same: the interval holds 1. With more seeds it may show something.
    case nothing = "no calming shown"
    /// F may be the same, and the error at the end is surely larger, by more than 2 %.
    case harms = "learns less"
    /// F is surely higher.
    case shakier
    /// Trainings of the base diverged, and none of these.
    case rescues
    /// A number was not finite in some training.
    case diverged
    /// A single seed leaves it open.
    case unknown = "one seed only"
}

extension AblationRow {
    /// What was done, where surely means that the whole 95 % interval lies on that side of 1.
    public var outcome: ConditionOutcome {
        if condition.changes.isEmpty { return .base }
        if diverged > 0 { return .diverged }
        if baseDiverged > 0 { return .rescues }
        guard count > 1 else { return .unknown }
        // An F of 0 leaves the ratio without an interval: then every seed has to agree.
        let isLower = ratio.isBelow(1) || ratio.mean == 0 && lowerIn == count
        guard isLower else {
            let isHigher = ratio.isAbove(1) || ratio.mean == .infinity
            return isHigher ? .shakier : endRatio.isAbove(1) && endRatio.mean > 1.02 ? .harms : .nothing
        }
        if keepsAccuracy { return ratio.mean <= 0.25 ? .works : .helps }
        return isDead ? .dead : .calmButWorse
    }
}
