import Answers

/// What the metrics share.
enum Metrics {
    static func checkLengths(_ predictions: Int, _ targets: Int) throws {
        guard predictions == targets else {
            throw Mistake("\(predictions) predictions for \(targets) targets", expected: "one prediction per target")
        }
        guard targets > 0 else {
            throw Mistake("there is nothing to measure: no targets", expected: "at least one", argument: "y_true")
        }
    }

    /// The middle of an ascending list; the mean of the two middle ones when their number is even.
    static func median(sorted values: [Double]) -> Double {
        guard !values.isEmpty else { return .nan }
        let half = values.count / 2
        if values.count % 2 == 1 { return values[half] }
        return 0.5 * (values[half - 1] + values[half])
    }

    /// a / b, and 0 where b is 0 (scikit-learn's `zero_division=0`).
    static func ratio(_ a: Double, _ b: Double) -> Double { b == 0 ? 0 : a / b }
}
