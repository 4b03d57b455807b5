public import Answers
internal import RealModule

/// The mean of a few repetitions and how far it may be wrong: Student's 95 % interval x̄ ± t·s/√n with n − 1 degrees of freedom, on
/// the scale on which the numbers add up. Ratios are taken as logarithms, so that twice and half lie equally far from 1.
///
/// In how many of 1,500 simulated samples it held the true mean, beside the percentile and the studentised bootstrap (Efron 1979;
/// Efron & Tibshirani 1993, chapter 12) of the same samples:
///
/// | n | normal numbers, or log-normal ratios | log-normal numbers (σ = 1) as differences |
/// |---|---|---|
/// | 3 | t .957, percentile .748, studentised .823 | t .843, percentile .624, studentised .729 |
/// | 5 | t .940, percentile .828, studentised .937 | t .814, percentile .724, studentised .877 |
/// | 8 | t .949, percentile .879, studentised .945 | t .829, percentile .767, studentised .897 |
/// | 20 | t .943, percentile .921, studentised .939 | t .854, percentile .849, studentised .919 |
/// | 50 | t .954, percentile .941, studentised .951 | t .894, percentile .881, studentised .917 |
///
/// So it is Student's for every n: below 20 the percentile interval is too narrow by far, from 50 on the two hardly differ, and the
/// studentised one breaks down where repetitions are equal, as counts and shares are. What it cannot do: of few numbers with
/// one long tail it holds the mean in four of five cases only. Positive quantities of that kind are compared as ratios.
public struct MeanInterval: Sendable, Equatable {
    /// What the repetitions' numbers are, which says how they are averaged.
    public enum Scale: String, Sendable, CaseIterable {
        /// Numbers that add up, as differences: the arithmetic mean.
        case difference
        /// Positive numbers that multiply, as ratios: the geometric mean.
        case ratio
    }

    /// The mean of all repetitions: arithmetic of differences, geometric of ratios.
    public let mean: Double
    /// The lower end: in 2.5 % of the samples the true mean lies below.
    public let low: Double
    /// The upper end: in 2.5 % of the samples the true mean lies above.
    public let high: Double
    /// How many repetitions there were.
    public let count: Int

    /// The interval of some repetitions. A single one, or one that is no number, leaves the ends unknown (nan). Equal ones leave no
    /// room between the ends.
    ///
    /// A ratio of 0 makes the geometric mean 0, a negative one makes it nan.
    ///
    /// - Parameters:
    ///   - values: one number of each repetition.
    ///   - scale: how they are averaged.
    ///   - overlap: what repetitions that share most of their data add to the variance s²/n, as a multiple of s²: the rows of a fold
    ///     that are measured on, over those that are learnt from (Nadeau & Bengio 2003, Machine Learning 52). 0 for independent ones.
    public init(of values: [Double], scale: Scale = .difference, overlap: Double = 0) {
        let terms = scale == .ratio ? values.map { Double.log($0) } : values
        let back: (Double) -> Double = { scale == .ratio ? .exp($0) : $0 }
        count = terms.count
        guard let first = terms.first else { (mean, low, high) = (.nan, .nan, .nan); return }
        let n = Double(terms.count)
        // Equal terms have exactly their value as mean.
        let middle = terms.allSatisfy { $0 == first } ? first : terms.reduce(0, +) / n
        mean = back(middle)
        guard terms.count > 1, terms.allSatisfy({ $0.isFinite }) else { (low, high) = (.nan, .nan); return }
        let variance = terms.reduce(0) { $0 + ($1 - middle) * ($1 - middle) } / (n - 1)
        let half = StudentT.quantile(0.975, freedom: terms.count - 1) * (variance * (1 / n + overlap)).squareRoot()
        (low, high) = (back(middle - half), back(middle + half))
    }

    /// Whether the whole interval lies above a number.
    public func isAbove(_ line: Double) -> Bool { low > line }

    /// Whether the whole interval lies below a number.
    public func isBelow(_ line: Double) -> Bool { high < line }

    /// `0.125 [0.086, 0.181]`, without ends where they are not known.
    public var text: String { mean.short() + (low.isNaN ? "" : " [\(low.short()), \(high.short())]") }
}

extension MeanInterval: Presentable {
    /// `mean with interval`
    public static var kind: String { "mean with interval" }

    /// `mean 0.0112 [0.00015, 0.0223] of 8`
    public var summary: String { "mean \(text) of \(count)" }

    /// The same, and what the ends are.
    public var sentence: String {
        low.isNaN
            ? "\(summary): no interval, which takes two finite numbers or more."
            : "\(summary): in 95 % of such samples the true mean lies between the ends."
    }

    /// Mean, ends and count.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "mean": .number(mean), "low": .number(low), "high": .number(high),
            "n": .integer(count),
        ])
    }
}
