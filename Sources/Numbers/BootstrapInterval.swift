internal import RealModule

/// The mean of a few repetitions and how far it may be wrong: 95 % of the means of samples drawn from them with replacement lie
/// between the two ends (the percentile bootstrap, Efron 1979).
///
/// The ends cannot lie outside of what was seen, so that few repetitions give an interval that is too narrow: of normal numbers it
/// holds the true mean in 75 % of the cases with three repetitions, 84 % with five, 90 % with ten and 93 % with twenty (2000
/// simulated samples each). What rests on few seeds is a first look.
public struct BootstrapInterval: Sendable, Equatable {
    /// What the repetitions' numbers are, which says how they are averaged.
    public enum Scale: String, Sendable {
        /// Numbers that add up, as differences: the arithmetic mean.
        case difference
        /// Positive numbers that multiply, as ratios: the geometric mean.
        case ratio
    }

    /// The mean of all repetitions.
    public let mean: Double
    /// 2.5 % of the resampled means lie below.
    public let low: Double
    /// 2.5 % of the resampled means lie above.
    public let high: Double
    /// How many repetitions there were.
    public let count: Int

    /// Samples that are drawn.
    public static let resamples = 2000

    /// The interval of some repetitions. A single one, or one that is no number, leaves the ends unknown (nan).
    ///
    /// A ratio of 0 makes the geometric mean 0, a negative one makes it nan.
    ///
    /// - Parameters:
    ///   - values: one number of each repetition.
    ///   - scale: how they are averaged.
    ///   - seed: of the samples; the same values and seed give the same interval.
    public init(of values: [Double], scale: Scale = .difference, seed: UInt64 = 0) {
        let terms = scale == .ratio ? values.map { Double.log($0) } : values
        let back: (Double) -> Double = { scale == .ratio ? .exp($0) : $0 }
        count = terms.count
        guard !terms.isEmpty else { (mean, low, high) = (.nan, .nan, .nan); return }
        mean = back(terms.reduce(0, +) / Double(terms.count))
        guard terms.count > 1, terms.allSatisfy({ $0.isFinite }) else { (low, high) = (.nan, .nan); return }
        var stream = RandomStream(seed: seed, purpose: "bootstrap")
        var means: [Double] = []
        for _ in 0..<BootstrapInterval.resamples {
            var sum = 0.0
            for _ in terms { sum += terms[Int.random(in: 0..<terms.count, using: &stream)] }
            means.append(sum / Double(terms.count))
        }
        means.sort()
        (low, high) = (back(means.quantile(0.025)), back(means.quantile(0.975)))
    }

    /// Whether the whole interval lies above a number.
    public func isAbove(_ line: Double) -> Bool { low > line }

    /// Whether the whole interval lies below a number.
    public func isBelow(_ line: Double) -> Bool { high < line }
}
