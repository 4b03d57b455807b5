public import Answers
public import Datasets
internal import Networks
internal import Training

/// How good answers are on rows whose truth is known: of classes the share that is wrong, of numbers the RMSE.
public struct Score: Sendable, Equatable {
    /// What the error is: a share of rows, or a root mean square.
    public enum Measure: String, Sendable {
        /// The share of the rows whose class is wrong.
        case wrong
        /// √(mean of squared errors), over all numbers of the targets.
        case rmse = "RMSE"
    }

    /// Share wrong, or RMSE: 0 is best.
    public let error: Double
    /// Whether `error` is the share of wrong classes or an RMSE.
    public let measure: Measure
    /// Rows that were judged.
    public let rows: Int

    /// `98.2 % right`, `RMSE 0.131`
    public var text: String {
        measure == .wrong ? "\((100 * (1 - error)).short(4)) % right" : "RMSE \(error.short(4))"
    }

    /// Judges the answers of a model.
    ///
    /// - Throws: `Mistake` where the rows are not what the model reads or answers, and for no rows; `Stopped`.
    public init(_ predictor: some Predictor, _ data: Dataset, work: Work = Work()) throws {
        guard data.count > 0 else {
            throw Mistake("there are no rows to judge by", expected: "at least one row", argument: "test")
        }
        let answers = try predictor.answers(data.x, work: work)
        guard answers.count == data.count else { throw Stopped() }
        let network = try predictor.underlying.build()
        // A single number for a class is a probability after a sigmoid, and a logit otherwise.
        try self.init(answers, data, threshold: network.lastActivation == .sigmoid ? 0.5 : 0)
    }

    private init(_ answers: Samples, _ data: Dataset, threshold: Float) throws {
        let (width, targets, count) = (answers.width, data.y.width, data.count)
        rows = count
        if case .classification = data.task, !(targets == width && width > 1 && data.y.shape.count > 2) {
            measure = .wrong
            guard targets == 1 || targets == width else { throw Score.misfit(width, targets) }
            var wrong = 0
            for row in 0..<count {
                let (y, t) = (answers.row(row), data.y.row(row))
                if width == 1 {
                    wrong += ((y.first ?? 0) > threshold) == ((t.first ?? 0) > 0.5) ? 0 : 1
                } else {
                    let best = Score.largest(y)
                    // What is no class number is nobody's answer.
                    let truth = targets == 1 ? Int(exactly: t.first ?? -1) : Score.largest(t)
                    wrong += best == truth ? 0 : 1
                }
            }
            error = Double(wrong) / Double(count)
        } else {
            measure = .rmse
            guard targets == width else { throw Score.misfit(width, targets) }
            var sum = 0.0
            for (y, t) in zip(answers.values, data.y.values) { sum += Double(y - t) * Double(y - t) }
            error = (sum / Double(answers.values.count)).squareRoot()
        }
    }

    private static func largest(_ row: ArraySlice<Float>) -> Int {
        var best = row.startIndex
        for i in row.indices where row[i] > row[best] { best = i }
        return best - row.startIndex
    }

    private static func misfit(_ width: Int, _ targets: Int) -> Mistake {
        Mistake(
            "the model answers with \(Phrase.count(width, "number")) and the rows have \(targets) of truth",
            expected: "as many of both, or a class number for each row", argument: "test")
    }
}
