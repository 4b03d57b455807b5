public import Answers
public import Datasets
internal import Networks
internal import Numbers
public import Training

/// What a way of moving a model to city B is worth, on seeds that nobody has tuned on: at most a tenth of the weights may be moved, and the
/// error may be at most a tenth above full tuning's.
///
/// What is counted are numbers that differ from the model of city A, and numbers that it has not: a flag does not help.
public struct TransferGrade: Sendable {
    /// One held-back repetition.
    public struct Trial: Sendable {
        /// RMSE of ln price in city B, and full tuning's on the same sales.
        public let error: Double
        /// Of full tuning by the rule of the study.
        public let full: Double
        /// Numbers that are not those of the model of city A, over all of that model.
        public let share: Double
        /// `error` over `full`
        public var ratio: Double { error / full }
    }

    /// What was measured in each repetition, in their order.
    public let trials: [Trial]
    /// Sales of city B.
    public let rows: Int
    /// Whether every repetition holds both bounds.
    public let passed: Bool
    /// What was measured, against which bound.
    public let message: String

    /// Both bounds: share of the weights, and what the error may be above full tuning's.
    static let (mostWeights, mostAbove) = (0.1, 0.1)

    /// - Parameters:
    ///   - rows: sales of city B.
    ///   - seeds: how many held-back repetitions, 1 to 100.
    ///   - adapt: is given the model of city A, compiled, and the sales of city B; gives the moved model.
    /// - Throws: `Mistake` for a model that cannot read the sales, what `adapt` throws, `Stopped`.
    public init(
        rows: Int = 1000, seeds: Int = 3, work: Work = Work(), adapt: (Model, Dataset) throws -> Model
    ) throws {
        try Interval.init(1, 100).whole.check(seeds, "seeds", standard: 3)
        self.rows = rows
        let rule = try TransferRule()
        _ = try rule.watched(of: rows)
        var trials: [Trial] = []
        for number in 0..<seeds {
            work.report(Double(number) / Double(seeds), "held-back seed \(number + 1) of \(seeds)")
            var stream = RandomStream(seed: 0xc17, purpose: "held-back cities", index: UInt64(number))
            let cities = try Cities(seed: stream.next() >> 12, rows: rows, work: work)
            let source = try SourceModel(cities, work: work)
            let data = try cities.data(.b, judging: false)
            let moved = try adapt(source.model(), data)
            if work.isCancelled { throw Stopped() }
            let full = try FineTuning(
                source.model(), x: data.x, y: data.y, method: .full, rule: rule, seed: cities.seed &+ 1, work: work)
            let share = try Double(TransferGrade.moved(moved, from: source.model()))
            trials.append(
                try Trial(
                    error: cities.error(of: moved, work: work), full: cities.error(of: full.model, work: work),
                    share: share / Double(source.model().build().parameterCount)))
            if work.isCancelled { throw Stopped() }
        }
        self.trials = trials
        (passed, message) = TransferGrade.judged(trials)
    }

    /// Numbers of a model that another of the same layers has not.
    static func moved(_ model: Model, from source: Model) throws -> Int {
        let (new, old) = (try model.build(), try source.build())
        return new.entries.reduce(0) { count, entry in
            guard let there = old.tensor(layer: entry.layer, role: entry.role), there.shape == entry.shape,
                let here = new.tensor(layer: entry.layer, role: entry.role)
            else { return count + entry.range.count }
            return count + zip(here.values, there.values).count { $0 != $1 }
        }
    }

    /// Whether both bounds are held, and a sentence.
    static func judged(_ trials: [Trial]) -> (Bool, String) {
        let (share, ratio) = (trials.map(\.share).max() ?? .nan, trials.map(\.ratio).max() ?? .nan)
        let shares = "\((100 * share).short(3)) % of the weights are not those of city A's model"
        guard share <= mostWeights else {
            return (false, "\(shares), and at most 10 % may be moved")
        }
        guard trials.allSatisfy({ $0.error.isFinite }) else {
            return (false, "an answer of the moved model is not finite")
        }
        let near = trials.count { $0.ratio <= 1 + mostAbove }
        let found = "\(shares); the error is within 10 % of full tuning's in \(near) of \(trials.count) held-back seeds"
        guard near == trials.count else {
            return (false, "\(found), at worst \((100 * (ratio - 1)).short(2)) % above it")
        }
        return (true, found)
    }
}

extension TransferGrade: Presentable {
    /// `grade`
    public static var kind: String { "transfer grade" }

    /// `passed: 4.87 % of the weights …`
    public var summary: String { "\(passed ? "passed" : "not yet"): \(message)" }

    /// A line for each repetition.
    public func table(width: Int) -> String {
        let cells =
            [["held-back", "weights", "error", "full tuning", "ratio"]]
            + trials.enumerated().map { number, one in
                [
                    "seed \(number + 1)", (100 * one.share).short(3) + " %", one.error.short(3), one.full.short(3),
                    one.ratio.short(3),
                ]
            }
        return (TextTable.wrap(summary, width) + TextTable.lines(cells, width: .max, leftColumns: [0], indent: 2))
            .joined(separator: "\n")
    }

    /// What decided.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "passed": .bool(passed), "message": .string(message),
            "ratios": .array(trials.map { .number($0.ratio) }), "shares": .array(trials.map { .number($0.share) }),
        ])
    }
}
