public import Answers
import RealModule

/// How well scores order positives before negatives, and how well probabilities match frequencies.
///
/// Definitions follow scikit-learn 1.9. Targets are 0 or 1.
public struct RankingMetrics: Sendable, Equatable {
    /// One threshold's point of the ROC curve.
    public struct Point: Sendable, Equatable {
        /// FP / (FP + TN)
        public let falsePositiveRate: Double
        /// TP / (TP + FN)
        public let truePositiveRate: Double
        /// Scores at or above it count as positive.
        public let threshold: Double
    }

    /// From (0, 0) to (1, 1), one point per distinct score, collinear points kept.
    public let curve: [Point]
    /// Area under the ROC curve: P(score of a positive > score of a negative), ties counting ½.
    public let rocAUC: Double
    /// Σ (Rᵢ − Rᵢ₋₁) Pᵢ over the thresholds.
    public let averagePrecision: Double

    /// - Throws: `Mistake` when lengths differ, a target is neither 0 nor 1, a score is NaN, or a class is missing; `Stopped`.
    public init(score: [Double], target: [Int], work: Work = Work()) throws {
        try Metrics.checkLengths(score.count, target.count)
        let positives = Double(target.filter { $0 == 1 }.count)
        let negatives = Double(target.filter { $0 == 0 }.count)
        guard positives + negatives == Double(target.count), !score.contains(where: \.isNaN) else {
            throw Mistake(
                "a target is neither 0 nor 1, or a score is NaN",
                expected: "targets of 0 and 1, scores that can be ordered",
                argument: score.contains(where: \.isNaN) ? "y_pred" : "y_true")
        }
        guard positives > 0, negatives > 0 else {
            throw Mistake(
                "all targets are of one class, so there is nothing to rank", expected: "positives and negatives",
                argument: "y_true")
        }
        let order = try score.indices.sorted(stoppedBy: work) { score[$0] > score[$1] }
        var curve = [Point(falsePositiveRate: 0, truePositiveRate: 0, threshold: .infinity)]
        var (hits, alarms, area, precisionArea) = (0.0, 0.0, 0.0, 0.0)
        var check = StopCheck(work)
        for (position, index) in order.enumerated() {
            try check.pass()
            if target[index] == 1 { hits += 1 } else { alarms += 1 }
            let isLastOfTie = position + 1 == order.count || score[order[position + 1]] != score[index]
            guard isLastOfTie, let last = curve.last else { continue }
            let point = Point(
                falsePositiveRate: alarms / negatives, truePositiveRate: hits / positives, threshold: score[index])
            area +=
                (point.falsePositiveRate - last.falsePositiveRate) * (point.truePositiveRate + last.truePositiveRate)
                / 2
            precisionArea += (point.truePositiveRate - last.truePositiveRate) * hits / (hits + alarms)
            curve.append(point)
        }
        self.curve = curve
        rocAUC = area
        averagePrecision = precisionArea
    }

    /// −mean of ln p(target), probabilities clipped to [2⁻⁵², 1 − 2⁻⁵²] and rows not renormalised.
    ///
    /// - Parameters:
    ///   - probabilities: row by row, one for each class; those of class 1 alone where there is one column.
    ///   - columns: how many a row has, from 1.
    /// - Throws: `Mistake` when lengths differ or a label has no column; `Stopped`.
    public static func logLoss(
        probabilities: [Double], columns: Int = 1, target: [Int], work: Work = Work()
    ) throws -> Double {
        try Metrics.checkLengths(probabilities.count / columns, target.count)
        let last = Swift.max(1, columns - 1)
        var sum = 0.0
        var check = StopCheck(work)
        for (index, label) in target.enumerated() {
            try check.pass()
            guard (0...last).contains(label) else {
                throw Mistake(
                    "sample \(index) has label \(label)", expected: "a class from 0 to \(last)", argument: "y_true")
            }
            let given = columns == 1 ? probabilities[index] : probabilities[index * columns + label]
            let p = columns == 1 && label == 0 ? 1 - given : given
            sum -= Double.log(Swift.min(Swift.max(p, 0x1p-52), 1 - 0x1p-52))
        }
        return sum / Double(target.count)
    }

    /// Mean squared difference between probability of class 1 and target (Brier 1950).
    ///
    /// - Throws: `Mistake` when lengths differ, a target is neither 0 nor 1 or a probability is outside [0, 1].
    public static func brier(probability: [Double], target: [Int]) throws -> Double {
        try Metrics.checkLengths(probability.count, target.count)
        for (index, (p, t)) in zip(probability, target).enumerated() where !(p >= 0 && p <= 1 && (t == 0 || t == 1)) {
            throw Mistake(
                "sample \(index) has the target \(t) and the probability \(p.short())",
                expected: "a target of 0 or 1 and a probability from 0 to 1", argument: "y_pred")
        }
        return zip(probability, target).reduce(0) { $0 + ($1.0 - Double($1.1)) * ($1.0 - Double($1.1)) }
            / Double(target.count)
    }
}

/// Predicted probability against observed frequency, in bins of equal width.
public struct Calibration: Sendable, Equatable {
    /// The samples whose probability falls into one interval.
    public struct Bin: Sendable, Equatable {
        /// Mean predicted probability of class 1 over the bin's samples.
        public let meanProbability: Double
        /// Observed share of class 1.
        public let frequency: Double
        /// How many samples have their probability in the bin.
        public let count: Int
    }

    /// The bins that hold samples, from low to high probability.
    public let bins: [Bin]
    /// Expected calibration error: Σ count/n · |frequency − mean probability| (Naeini et al. 2015).
    public let expectedError: Double

    /// - Throws: `Mistake` when lengths differ or a probability is outside [0, 1].
    public init(probability: [Double], target: [Int], bins count: Int = 10) throws {
        try Metrics.checkLengths(probability.count, target.count)
        guard probability.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
            throw Mistake(
                "a prediction is not a probability", expected: "numbers from 0 to 1, as a sigmoid gives",
                argument: "y_pred")
        }
        var sums = [(probability: Double, target: Double, count: Int)](repeating: (0, 0, 0), count: count)
        for (p, t) in zip(probability, target) {
            let bin = Swift.min(count - 1, Int(saturating: p * Double(count)))
            sums[bin].probability += p
            sums[bin].target += Double(t)
            sums[bin].count += 1
        }
        bins = sums.filter { $0.count > 0 }.map { sum in
            let n = Double(sum.count)
            return Bin(meanProbability: sum.probability / n, frequency: sum.target / n, count: sum.count)
        }
        expectedError = bins.reduce(0) {
            $0 + Double($1.count) * abs($1.frequency - $1.meanProbability) / Double(probability.count)
        }
    }
}

extension RankingMetrics: Presentable {
    /// `ranking`
    public static var kind: String { "ranking" }
    /// `ROC AUC 0.93, average precision 0.91`
    public var summary: String { "ROC AUC \(rocAUC.short(4)), average precision \(averagePrecision.short(4))" }
    /// What the area means: how often a positive is scored above a negative.
    public var sentence: String {
        "A positive sample scores above a negative one in \((100 * rocAUC).short(3)) of 100 pairs."
    }
    /// `roc_auc`, `average_precision`, and the curve's points.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "roc_auc": .number(rocAUC), "average_precision": .number(averagePrecision),
            "curve": .array(curve.map { .array([.number($0.falsePositiveRate), .number($0.truePositiveRate)]) }),
        ])
    }
}

extension Calibration: Presentable {
    /// `calibration`
    public static var kind: String { "calibration" }
    /// The expected calibration error and over how many bins.
    public var summary: String { "expected calibration error \(expectedError.short(3)) over \(bins.count) bins" }
    /// A line per bin: mean probability, observed frequency, samples.
    public func table(width: Int) -> String {
        (["probability   observed   samples"]
            + bins.map { "\($0.meanProbability.short(3))  →  \($0.frequency.short(3))   (\($0.count))" }
            + [summary]).joined(separator: "\n")
    }
}
