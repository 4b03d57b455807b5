public import Answers
public import Datasets
public import Numbers

/// What a forecaster of prices is worth, judged twice: by shuffled folds, as it is often shown, and on days that come after all that it has
/// seen. What counts is its squared error over that of saying "as yesterday": it takes an interval below 1 on later days to be called skill.
///
/// Shuffled folds leak: tomorrow's price is among the training rows, as a neighbour's lag or as the price of the day before and the day after.
/// R² against the mean of all prices is near 1 for anything that has noticed that prices move slowly (Bergmeir & Benítez 2012).
public struct PriceSkill: Sendable {
    /// Learns from rows and answers for others.
    public typealias Forecaster = (_ x: Design, _ y: [Double], _ asked: Design) throws -> [Double]

    /// What was forecast from.
    public let inputs: PriceCourse.Inputs
    /// Days of a course, and days that a row looks back.
    public let (days, lags): (Int, Int)
    /// φ of the courses: 0 for random walks.
    public let momentum: Double
    /// What the forecaster is called.
    public let name: String
    /// R² against the mean in shuffled folds, for each course.
    public private(set) var shuffledR2: [Double] = []
    /// Squared error over that of "as yesterday" in shuffled folds, for each course.
    public private(set) var shuffledRatios: [Double] = []
    /// Squared error over that of "as yesterday" on later days, for each course.
    public private(set) var laterRatios: [Double] = []

    /// The share of the days that is learnt from, where later ones judge, and the number of shuffled folds.
    static let (learnt, folds) = (0.7, 5)

    /// - Parameters:
    ///   - seeds: how many courses, of seeds seed, seed + 1, …
    /// - Throws: `Mistake` for too few days, and what the forecaster throws; `Stopped`.
    public init(
        _ name: String, days: Int = 500, lags: Int = 5, inputs: PriceCourse.Inputs = .prices, momentum: Double = 0,
        seeds: Int = 10, seed: UInt64 = 0, work: Work = Work(), forecaster: Forecaster
    ) throws {
        try Interval(1, 1000).whole.check(lags, "lags", standard: 5)
        try Interval(50, 1e6).whole.check(days, "days", standard: 500)
        guard days >= 10 * lags + 30 else {
            throw Mistake(
                "\(days) days with \(lags) lags", expected: "at least \(10 * lags + 30) days",
                try: "days=\(10 * lags + 30)",
                argument: "days")
        }
        try Interval(1, 10_000).whole.check(seeds, "seeds", standard: 10)
        try Interval(-1, 1, includesLower: false, includesUpper: false).check(momentum, "momentum", standard: 0)
        (self.name, self.days, self.lags, self.inputs, self.momentum) = (name, days, lags, inputs, momentum)
        for course in 0..<seeds {
            if work.isCancelled { throw Stopped() }
            work.report(Double(course) / Double(seeds), "course \(course + 1)/\(seeds)")
            let own = seed &+ UInt64(course)
            let (x, y, yesterday) = try PriceCourse(days: days, momentum: momentum, seed: own)
                .rows(inputs, lags: lags)
            func answers(_ train: [Int], _ test: [Int]) throws -> [Double] {
                let found = try forecaster(x.rows(at: train), train.map { y[$0] }, x.rows(at: test))
                guard found.count == test.count, found.allSatisfy(\.isFinite) else {
                    throw Mistake(
                        "the forecaster gives \(found.count) numbers for \(test.count) days",
                        expected: "a finite number for each day", argument: "model")
                }
                return found
            }
            var stream = RandomStream(seed: own, purpose: "shuffled folds")
            let order = stream.permutation(y.count)
            var said = [Double](repeating: 0, count: y.count)
            for fold in 0..<PriceSkill.folds {
                let test = order.indices.filter { $0 % PriceSkill.folds == fold }.map { order[$0] }
                let train = order.indices.filter { $0 % PriceSkill.folds != fold }.map { order[$0] }
                for (place, answer) in zip(test, try answers(train, test)) { said[place] = answer }
            }
            let mean = y.meanAndVariance.mean
            shuffledR2.append(1 - PriceSkill.squares(said, y) / PriceSkill.squares(y.map { _ in mean }, y))
            shuffledRatios.append(PriceSkill.squares(said, y) / PriceSkill.squares(yesterday, y))
            let border = Int(Double(y.count) * PriceSkill.learnt)
            let later = Array(border..<y.count)
            let forecast = try answers(Array(0..<border), later)
            let truth = later.map { y[$0] }
            laterRatios.append(
                PriceSkill.squares(forecast, truth) / PriceSkill.squares(later.map { yesterday[$0] }, truth))
        }
    }

    private static func squares(_ a: [Double], _ b: [Double]) -> Double {
        zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }

    /// Squared error over that of "as yesterday" on later days: geometric mean over the courses with its 95 % interval.
    public var ratio: MeanInterval { MeanInterval(of: laterRatios, scale: .ratio) }
    /// The same in shuffled folds.
    public var shuffledRatio: MeanInterval { MeanInterval(of: shuffledRatios, scale: .ratio) }
    /// Whether the interval on later days lies below 1: only then skill is claimed.
    public var hasSkill: Bool { ratio.isBelow(1) }
    /// `skill`, `no skill`, or `worse than yesterday`.
    public var verdict: String { hasSkill ? "skill" : ratio.isAbove(1) ? "worse than yesterday" : "no skill" }
}

extension PriceSkill: Presentable {
    /// `price skill`
    public static var kind: String { "price skill" }

    /// `boosted trees on 10 courses of 500 days: no skill, error over yesterday's 1.02 [0.97, 1.1] on later days`
    public var summary: String {
        "\(name) on \(Phrase.count(laterRatios.count, "course")) of \(days) days: \(verdict), error over yesterday's "
            + "\(ratio.text) on later days"
    }

    /// The three numbers and the verdict.
    public func table(width: Int) -> String {
        let rows = [
            ["judged by", "measure", "mean and 95 % interval"],
            ["shuffled folds", "R² against the mean", MeanInterval(of: shuffledR2).text],
            ["shuffled folds", "error over yesterday's", shuffledRatio.text],
            ["later days", "error over yesterday's", ratio.text],
        ]
        return
            "\(name), from \(inputs == .prices ? "the last \(lags) prices and the day" : "the last \(lags) returns")\n"
            + TextTable.lines(rows, width: width, leftColumns: [0, 1, 2]).joined(separator: "\n") + "\n"
            + TextTable.wrap(sentence, width).joined(separator: "\n")
    }

    /// What may be claimed.
    public var sentence: String {
        switch verdict {
        case "skill":
            return
                "Skill on later days: its squared error is \((100 * (1 - ratio.mean)).short()) % below that of saying \"as yesterday\"."
        case "no skill":
            return ratio.low.isNaN
                ? "No skill can be claimed: a single course has no interval."
                : "No skill is shown: on later days the interval of its error over that of \"as yesterday\" holds 1."
        default: return "No skill: on later days it is worse than saying \"as yesterday\", whatever shuffled folds say."
        }
    }

    /// The numbers of each course.
    public var json: JSON {
        func list(_ values: [Double]) -> JSON { .array(values.map { .number($0) }) }
        return .members([
            "kind": .string(Self.kind), "verdict": .string(verdict), "later": list(laterRatios),
            "shuffled": list(shuffledRatios), "r2": list(shuffledR2),
        ])
    }
}
