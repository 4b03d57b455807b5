internal import Answers
internal import Datasets
internal import Numbers
internal import RealModule

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
        let n = Double(differences.count)
        let (mean, variance) = differences.meanAndVariance
        guard differences.count > 1 else { (low, high) = (.nan, .nan); return }
        let half =
            StudentT.quantile(0.975, freedom: differences.count - 1)
            * (variance * n / (n - 1) * (1 / n + testShare)).squareRoot()
        (low, high) = (mean - half, mean + half)
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

/// Student's t distribution.
enum StudentT {
    /// The number below which a share of the distribution lies.
    ///
    /// With sin θ = t/√(t² + ν) the share between −t and t is a finite sum of powers of cos θ (Abramowitz & Stegun 26.7.3, 26.7.4);
    /// the quantile is found by halving θ's interval.
    ///
    /// - Parameters:
    ///   - share: from ½ to below 1.
    ///   - freedom: degrees of freedom, from 1.
    static func quantile(_ share: Double, freedom: Int) -> Double {
        var (low, high) = (0.0, Double.pi / 2)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if within(middle, freedom) < 2 * share - 1 { low = middle } else { high = middle }
        }
        return Double(freedom).squareRoot() * .tan((low + high) / 2)
    }

    /// The share within ±t, of the angle whose tangent is t/√ν.
    private static func within(_ angle: Double, _ freedom: Int) -> Double {
        let (sine, cosine): (Double, Double) = (.sin(angle), .cos(angle))
        var (sum, term) = (0.0, freedom % 2 == 1 ? cosine : 1)
        var place = freedom % 2 == 1 ? 3 : 2
        if freedom > 1 { sum = term }
        while place <= freedom - 2 {
            term *= cosine * cosine * Double(place - 1) / Double(place)
            sum += term
            place += 2
        }
        return freedom % 2 == 1 ? 2 / .pi * (angle + sine * sum) : sine * sum
    }
}
