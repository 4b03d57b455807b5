internal import Arrays
public import Language
public import Training

/// `fpr, tpr, thresholds = roc_curve(t, s)`
extension RankingMetrics: Unpackable {
    /// False positive rates, true positive rates and thresholds, from infinity downwards. As in scikit-learn 1.9 points on the straight
    /// line between their neighbours are left out.
    public var parts: [Value] {
        get throws {
            let scored = Array(curve.dropFirst())
            // A bend is at least one sample in a class: far above the rounding of the rates.
            func bends(_ place: Int, _ rate: (Point) -> Double) -> Bool {
                abs(rate(scored[place + 1]) - 2 * rate(scored[place]) + rate(scored[place - 1])) > 1e-9
            }
            let kept = scored.indices.filter { place in
                place == 0 || place == scored.count - 1 || bends(place, \.falsePositiveRate)
                    || bends(place, \.truePositiveRate)
            }
            let points = curve.prefix(1) + kept.map { scored[$0] }
            return [
                .thing(try NDArray(points.map(\.falsePositiveRate))),
                .thing(try NDArray(points.map(\.truePositiveRate))),
                .thing(try NDArray(points.map(\.threshold))),
            ]
        }
    }
}
