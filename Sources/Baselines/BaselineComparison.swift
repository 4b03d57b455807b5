public import Answers
public import Datasets

/// What methods without care reach on a table, fold by fold; each fold prepares its training rows anew.
public struct BaselineComparison: Sendable, Equatable {
    /// What one method reached, fold by fold.
    public struct Row: Sendable, Equatable {
        /// The method's name: `ridge`, `boosted trees`.
        public let name: String
        /// The score of each fold: root mean squared error in what is learnt (the logarithm where the plan takes one), or the share
        /// of wrong classes.
        public let scores: [Double]
        /// The same in the target's own unit.
        public let ownScores: [Double]
        /// A prediction for every row of the table (of a class its number), made when it was held out; nil where no fold tested
        /// it.
        public let predictions: [Double?]
    }

    /// The table's name.
    public let data: String
    /// The column that is predicted.
    public let target: String
    /// What a score is: `RMSE of ln price`.
    public let measure: String
    /// The folds, as scikit-learn writes them.
    public let splitter: String
    /// The methods in the order in which they were asked for, the mean first.
    public let rows: [Row]
    /// Methods that cannot learn this target.
    public let leftOut: [String]
    /// The error that no method can better; nil where nobody knows.
    public let floor: Double?

    /// The methods that are tried, by short names: mean, ridge, log-linear, neighbours, trees.
    public static let standard: KeyValuePairs<String, any Baseline> = [
        "mean": MeanBaseline(), "ridge": Ridge(), "log-linear": Ridge.logLinear, "neighbours": NearestNeighbours(),
        "trees": BoostedTrees(),
    ]

    /// Measures them.
    ///
    /// - Throws: `Mistake` without a target, with one class only or with folds that do not fit; `Stopped`.
    public init(
        _ table: Table, _ baselines: [any Baseline] = BaselineComparison.standard.map(\.value), by splitter: Splitter,
        folds given: [Splitter.Fold]? = nil, work: Work = Work()
    ) throws {
        let contest = try Contest(table)
        let folds = try given ?? contest.folds(splitter)
        var rows: [Row] = []
        let goal = try table.column(contest.target)
        leftOut = baselines.filter { !$0.suits(goal) }.map(\.name)
        for baseline in baselines where baseline.suits(goal) {
            var (scores, own): ([Double], [Double]) = ([], [])
            var predictions = [Double?](repeating: nil, count: table.rowCount)
            for fold in folds {
                if work.isCancelled { throw Stopped() }
                work.report(nil, "\(baseline.name), fold \(scores.count + 1)/\(folds.count)")
                let result = try contest.measure(baseline, training: fold.train, on: [fold.test], work)[0]
                scores.append(result.score)
                own.append(result.own)
                for (row, value) in zip(fold.test, result.predictions) { predictions[row] = value }
            }
            rows.append(Row(name: baseline.name, scores: scores, ownScores: own, predictions: predictions))
        }
        (data, target, self.splitter, self.rows) = (table.name, contest.target, splitter.summary, rows)
        measure = contest.measure
        floor = table.plan.logTarget ? table.truth?.floor : nil
    }
}

extension BaselineComparison.Row {
    /// The mean over the folds.
    public var score: Double { scores.meanAndVariance.mean }

    /// The standard error of that mean.
    public var error: Double {
        guard scores.count > 1 else { return .nan }
        let n = Double(scores.count)
        return (scores.meanAndVariance.variance * n / (n - 1) / n).squareRoot()
    }
}

extension BaselineComparison: Presentable {
    /// `baselines`
    public static var kind: String { "baselines" }

    /// `baselines of ames.csv: boosted trees 0.124, RMSE of ln price`
    public var summary: String {
        let best = rows.min { $0.score < $1.score }
        return "baselines of \(data): best \(best?.name ?? "") with \(measure) \(best?.score.short() ?? "")"
    }

    /// A line for each method: score, its standard error, the score in the target's unit.
    public func table(width: Int) -> String {
        var cells = [["", measure, "± se", "in its unit"]]
        for row in rows {
            cells.append([
                row.name, row.score.short(4), row.error.short(2), row.ownScores.meanAndVariance.mean.short(4),
            ])
        }
        if let floor { cells.append(["no method can better", floor.short(4), "", ""]) }
        let remarks = leftOut.map { "  \($0) is left out: it learns the logarithm of numbers above 0" }
        return (TextTable.fitted("\(data), \(splitter)", width) + TextTable.lines(cells, width: width) + remarks)
            .joined(separator: "\n")
    }

    /// Which is best, by how much.
    public var sentence: String { summary + "." }

    /// The scores of each fold by method.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "measure": .string(measure),
            "rows": .array(
                rows.map {
                    .members([
                        "name": .string($0.name), "score": .number($0.score),
                        "scores": .array($0.scores.map { .number($0) }),
                    ])
                }),
        ])
    }
}
