internal import Answers
internal import Datasets
internal import Numbers

/// Two methods on the same folds: the mean difference of their errors with a 95 % interval, and what may be said of it.
///
/// Folds share most of their training rows, so that their differences are less independent than they look. The variance is therefore
/// s²·(1/k + n_test/n_train) with k − 1 degrees of freedom (Nadeau & Bengio 2003, Machine Learning 52), where a plain t interval
/// has s²/k.
public struct PairedComparison: Sendable, Equatable {
    /// What may be said.
    public enum Verdict: String, Sendable, CaseIterable {
        /// The whole interval is above 0.
        case better
        /// The whole interval is below 0.
        case worse
        /// 0 lies within it.
        case noDifference = "no difference shown"
    }

    /// What it is compared with: `ridge`.
    public let rival: String
    /// The rival's error in each fold.
    public let rivalScores: [Double]
    /// Rival minus own in each fold: above 0 where the own method is better.
    public let differences: [Double]
    /// The interval's lower end; nan of a single fold.
    public let low: Double
    /// The interval's upper end; nan of a single fold.
    public let high: Double

    /// Compares.
    ///
    /// - Parameters:
    ///   - scores: the own method's error in each fold.
    ///   - testShare: rows measured on, over rows learnt from: ¼ for five folds.
    public init(_ scores: [Double], against rivalScores: [Double], named rival: String, testShare: Double) {
        (self.rival, self.rivalScores) = (rival, rivalScores)
        differences = zip(rivalScores, scores).map { $0 - $1 }
        let interval = MeanInterval(of: differences, overlap: testShare)
        (low, high) = (interval.low, interval.high)
    }

    /// Their mean.
    public var mean: Double { differences.meanAndVariance.mean }

    /// What the interval says.
    public var verdict: Verdict { low > 0 ? .better : high < 0 ? .worse : .noDifference }

    /// `against ridge 0.0052 better, 95 % interval -0.0021 to 0.0125: no difference shown`
    public var line: String {
        "against \(rival) \(abs(mean).short(3)) \(mean < 0 ? "worse" : "better"), 95 % interval \(low.short(3)) to \(high.short(3)): "
            + verdict.rawValue
    }
}
