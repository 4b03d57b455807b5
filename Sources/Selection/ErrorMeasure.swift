internal import Answers
internal import Networks
internal import RealModule

/// How far predictions are from the truth; smaller is better.
public enum ErrorMeasure: String, Sendable, CaseIterable {
    /// Root mean squared error of what is learnt.
    case rmse
    /// Mean absolute error of what is learnt.
    case mae
    /// Share of rows whose class is not the one that is told.
    case error

    /// `RMSE of ln price`
    public func text(of target: String) -> String {
        switch self {
        case .rmse: "RMSE of \(target)"
        case .mae: "mean absolute error of \(target)"
        case .error: "share of wrong classes"
        }
    }

    /// The measure of outputs, row by row.
    ///
    /// - Parameters:
    ///   - outputs: `width` numbers for each row, in what is learnt; of classes probabilities or logits.
    ///   - truth: a number or a class for each row (or a row of zeros and a one).
    ///   - border: above it a single output tells class 1.
    func value(_ outputs: [Double], width: Int, truth: [Double], border: Double) throws -> Double {
        let rows = Swift.max(1, outputs.count / Swift.max(1, width))
        switch self {
        case .rmse, .mae:
            guard outputs.count == truth.count else {
                throw Mistake(
                    "the model gives \(outputs.count / rows) numbers for a row whose target has \(truth.count / rows)",
                    expected: "as many outputs as targets", try: "Dense(\(truth.count / rows)) as the last layer")
            }
            let sum = zip(outputs, truth).reduce(0) { sum, pair in
                let far = pair.0 - pair.1
                return sum + (self == .rmse ? far * far : abs(far))
            }
            let mean = sum / Double(Swift.max(1, truth.count))
            return self == .rmse ? mean.squareRoot() : mean
        case .error:
            let columns = truth.count / rows
            let wrong = (0..<rows).count { row in
                let own = outputs[row * width..<(row + 1) * width]
                let told = width == 1 ? (own[own.startIndex] > border ? 1 : 0) : ErrorMeasure.place(own)
                let known = truth[row * columns..<(row + 1) * columns]
                let class_ = columns == 1 ? Int(saturating: known[known.startIndex]) : ErrorMeasure.place(known)
                return told != class_
            }
            return Double(wrong) / Double(rows)
        }
    }

    /// The place of the largest, the first of equals.
    private static func place(_ numbers: ArraySlice<Double>) -> Int {
        var best = numbers.startIndex
        for place in numbers.indices where numbers[place] > numbers[best] { best = place }
        return best - numbers.startIndex
    }
}
