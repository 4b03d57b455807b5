public import Answers
public import Datasets
import Numbers

/// How the error of a method falls with the number of training rows: whether more data would help, or another method.
public struct LearningCurve: Sendable, Equatable {
    /// One size of the training part.
    public struct Point: Sendable, Equatable {
        /// How many rows were learnt from.
        public let rows: Int
        /// The error on those rows, fold by fold.
        public let training: [Double]
        /// The error on the rows that were held out, fold by fold.
        public let test: [Double]
    }

    /// The name of the method that learns.
    public let method: String
    /// What an error is: `RMSE of ln price`.
    public let measure: String
    /// A point for each number of rows, the fewest first.
    public let points: [Point]

    /// Learns from more and more rows of each fold's training part: the first ones of an order that the splitter's seed draws, or
    /// without a seed of their own.
    ///
    /// - Parameter shares: of the training part, in (0, 1].
    /// - Throws: as `BaselineComparison`.
    public init(
        _ table: Table, _ baseline: any Baseline, shares: [Double] = [0.1, 0.25, 0.5, 0.75, 1], by splitter: Splitter,
        work: Work = Work()
    ) throws {
        let contest = try Contest(table)
        guard baseline.suits(try table.column(contest.target)) else {
            throw Mistake(
                "\(baseline.name) learns the logarithm of the target, and \(contest.target) is not above 0 everywhere",
                expected: "a target of numbers above 0", try: "method=\"ridge\"", argument: "method")
        }
        guard !shares.isEmpty, shares.allSatisfy({ $0 > 0 && $0 <= 1 }) else {
            throw Mistake("shares of the training rows", expected: "numbers above 0 and at most 1", argument: "shares")
        }
        let folds = try contest.folds(splitter).enumerated().map { number, fold in
            var train = fold.train
            var stream = splitter.seed.map { RandomStream(seed: $0, purpose: "learning curve", index: UInt64(number)) }
            stream?.shuffle(&train)
            return Splitter.Fold(train: train, test: fold.test)
        }
        points = try shares.map { share in
            var (training, test): ([Double], [Double]) = ([], [])
            var rows = 0
            for fold in folds {
                if work.isCancelled { throw Stopped() }
                let part = Array(fold.train.prefix(Swift.max(2, Int(saturating: share * Double(fold.train.count)))))
                rows = part.count
                let found = try contest.measure(baseline, training: part, on: [fold.test, part], work)
                test.append(found[0].score)
                training.append(found[1].score)
            }
            return Point(rows: rows, training: training, test: test)
        }
        method = baseline.name
        measure = contest.measure
    }
}

extension LearningCurve: Presentable {
    /// `learning curve`
    public static var kind: String { "learning curve" }

    /// `learning curve of ridge: RMSE of ln price 0.21 at 234 rows, 0.135 at 2,344`
    public var summary: String {
        func text(_ point: Point?) -> String {
            point.map { "\($0.test.meanAndVariance.mean.short()) at \($0.rows.grouped) rows" } ?? ""
        }
        return "learning curve of \(method): \(measure) \(text(points.first)), \(text(points.last))"
    }

    /// A line for each size.
    public func table(width: Int) -> String {
        let cells =
            [["rows", "training", "held out"]]
            + points.map {
                [$0.rows.grouped, $0.training.meanAndVariance.mean.short(4), $0.test.meanAndVariance.mean.short(4)]
            }
        return (["\(method), \(measure)"] + TextTable.lines(cells, width: width, leftColumns: [])).joined(
            separator: "\n")
    }
}
