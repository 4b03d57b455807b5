public import Answers
internal import Baselines
internal import Datasets
internal import Networks
public import Numbers
public import Parallel
internal import Tensors
internal import Training

/// How good a pipeline is, measured where its maker could not look: it is trained anew in five towns of the same kind and asked for
/// the prices of 4,000 other sales in each, without outliers. The median of the five errors is the grade.
///
/// | level | median RMSE of ln price |
/// |---|---|
/// | bronze | at most .165 |
/// | silver | at most .158, and on the average of the towns not worse than a log-linear model |
/// | gold | at most .150 |
public struct HouseGrade: Sendable, Equatable {
    /// The levels of the table above, from none to gold.
    public enum Level: String, Sendable, Comparable, CaseIterable {
        case none, bronze, silver, gold

        /// none < bronze < silver < gold.
        public static func < (one: Level, other: Level) -> Bool { one.rank < other.rank }
        private var rank: Int { Level.allCases.firstIndex(of: self) ?? 0 }
    }

    /// What a graded pipeline may take.
    public enum Budget {
        /// Times through the rows.
        public static let epochs = 200
        /// Networks whose outputs are averaged.
        public static let members = 5
        /// Numbers that a network learns.
        public static let parameters = 1_000_000
    }

    /// The largest errors of bronze, silver and gold.
    public static let borders = (bronze: 0.165, silver: 0.158, gold: 0.150)
    /// Rows to learn from in each town, outliers among them.
    public static let trainingRows = 1000
    /// Clean rows that are predicted in each town.
    public static let oracleRows = 4000

    /// RMSE of ln price in each town.
    public let scores: [Double]
    /// The same of the log-linear model, trained and measured on the same rows.
    public let rivals: [Double]
    /// Why it is no model at all; nil where it is one.
    public let fault: String?
    /// How the number that was reported agrees with 4,000 rows like those it was measured on; nil without a report card.
    public let points: [ReportCard.Point]

    /// The seeds of the graded towns, of which no lesson speaks; of a secret those that only who knows it can work out.
    public static func seeds(_ count: Int, secret: UInt64? = nil) -> [UInt64] {
        var stream = RandomStream(seed: secret ?? 3, purpose: "graded towns")
        return (0..<count).map { _ in stream.next() >> 16 }
    }

    /// Grades.
    ///
    /// - Parameters:
    ///   - towns: how many.
    ///   - members: networks whose outputs are averaged.
    ///   - secret: what the towns are drawn from; nil takes those that everybody has. The same secret gives the same grade.
    ///   - card: a report card of the maker's, whose points then count.
    ///   - recipe: the pipeline for some rows.
    /// - Throws: `Mistake` for a pipeline that is outside of the budget, diverges or cannot be trained; `Stopped`.
    public init(
        towns: Int = 5, members: Int = 1, secret: UInt64? = nil, card: ReportCard? = nil, work: Work = Work(),
        recipe: (FoldShape) throws -> (recipe: ModelRecipe, crew: Crew)
    ) throws {
        guard members <= Budget.members else { throw HouseGrade.over("members", members, Budget.members) }
        var (scores, rivals): ([Double], [Double]) = ([], [])
        var fault: String?
        for (place, seed) in HouseGrade.seeds(towns, secret: secret).enumerated() {
            if work.isCancelled { throw Stopped() }
            work.report(Double(place) / Double(towns), "town \(place + 1)/\(towns)")
            let town = try Table.house(n: HouseGrade.trainingRows, seed: seed, work: work)
            let oracle = try HouseGrade.oracle(of: seed, outliers: false, work)
            let (networks, untrained) = try HouseGrade.trained(on: town, seed, members, work, recipe)
            let told = try networks.predict(.table(oracle), work: work).values
            fault = fault ?? HouseGrade.fault(networks, untrained, told)
            let errors = try networks.errors(.table(oracle), work: work)
            scores.append(ReportCard.root(errors).value)
            rivals.append(try HouseGrade.logLinear(town, oracle, work))
        }
        let points = try card.map { try $0.points + [HouseGrade.agreement($0, secret, work)] } ?? []
        self.init(scores: scores, rivals: rivals, fault: fault, points: points)
    }

    /// A grade of what was measured.
    init(scores: [Double], rivals: [Double], fault: String? = nil, points: [ReportCard.Point] = []) {
        (self.scores, self.rivals, self.fault, self.points) = (scores, rivals, fault, points)
    }

    private static func over(_ name: String, _ found: Int, _ most: Int) -> Mistake {
        Mistake(
            "\(name) = \(found.grouped) is outside of the budget", expected: "at most \(most.grouped)", argument: name)
    }

    /// Other sales of a town.
    private static func oracle(of seed: UInt64, outliers: Bool, _ work: Work) throws -> Table {
        try Table.house(n: oracleRows, seed: seed ^ 0x5eed_0f_a_70_1d, outliers: outliers, work: work)
    }

    /// The pipeline's networks, and the first of them as it was before it was trained.
    private static func trained(
        on town: Table, _ seed: UInt64, _ members: Int, _ work: Work,
        _ recipe: (FoldShape) throws -> (recipe: ModelRecipe, crew: Crew)
    ) throws -> (networks: TrainedNetworks, untrained: Model) {
        // Nothing is measured by folds here; one is asked for because a validation has some.
        let validation = try CrossValidation(
            .table(town), by: [Splitter.Fold(train: [0, 1], test: [2])], members: members, seed: seed, work: work)
        var untrained: Model?
        let networks = try TrainedNetworks(validation, number: 0, work: work) { rows in
            let (recipe, crew) = try recipe(rows)
            guard recipe.epochs <= Budget.epochs else { throw over("epochs", recipe.epochs, Budget.epochs) }
            let plans = try recipe.architecture.plan(inputShapes: [rows.input])
            let size = plans.flatMap(\.parameters).reduce(0) { $0 + $1.shape.reduce(1, *) }
            guard size <= Budget.parameters else { throw over("parameters", size, Budget.parameters) }
            untrained = recipe.model(seed: CrossValidation.seed(seed, job: 0, fold: 1, member: 0))
            try untrained?.build(inputShape: rows.input, work: work)
            return (recipe, crew)
        }
        return (networks, untrained ?? networks.models[0])
    }

    /// Why these networks are no model: nothing was learnt, or they know only a few prices.
    private static func fault(_ networks: TrainedNetworks, _ untrained: Model, _ told: [Double]) -> String? {
        if let before = untrained.network?.parameters, let after = networks.models[0].network?.parameters,
            before.count == after.count, (0..<before.count).allSatisfy({ before.base[$0] == after.base[$0] })
        {
            return "no weight moved in training: the model is frozen"
        }
        let different = Set(told.map { Float($0) }).count
        guard different <= 3 else { return nil }
        return
            "it tells \(Phrase.count(different, "price")) for \(told.count.grouped) different houses: a constant has learnt nothing"
    }

    private static func logLinear(_ town: Table, _ oracle: Table, _ work: Work) throws -> Double {
        let method = Ridge.logLinear
        let preparation = try Preparation(fitting: town, plan: method.plan(town.plan), work: work)
        let fitted = try method.fitted(
            preparation.inputs(town, work: work), preparation.targets(town), classes: 0, work: work)
        let told = try fitted.predict(preparation.inputs(oracle, work: work), work: work)
        return ReportCard.root(zip(told, try preparation.targets(oracle)).map { $0 - $1 }).value
    }

    /// Whether the reported number lies within two standard errors of what the reported networks do on 4,000 sales of the lesson's
    /// town, outliers among them.
    private static func agreement(_ card: ReportCard, _ secret: UInt64?, _ work: Work) throws -> ReportCard.Point {
        let seed = secret == nil ? HouseTrials.seed : seeds(1, secret: secret)[0]
        let sales = try oracle(of: seed, outliers: true, work)
        let large = ReportCard.root(try card.networks.errors(.table(sales), work: work))
        let error = (large.error * large.error + card.standardError * card.standardError).squareRoot()
        let apart = abs(card.rmse - large.value) / error
        return ReportCard.Point(
            name: "the reported number holds", isMet: apart <= 2,
            found: "\(card.rmse.short(3)), and \(large.value.short(3)) on \(oracleRows.grouped) other sales: "
                + "\(apart.short(2)) standard errors apart")
    }

    // MARK: What it says

    /// The median of the towns.
    public var median: Double { scores.sorted().quantile(0.5) }

    /// By how much it is better than the log-linear model, on the same towns.
    public var advantage: MeanInterval { MeanInterval(of: zip(rivals, scores).map { $0 - $1 }) }

    /// What was reached.
    public var level: Level {
        guard fault == nil, median.isFinite else { return .none }
        if median <= HouseGrade.borders.gold { return .gold }
        if median <= HouseGrade.borders.silver, advantage.mean >= 0 { return .silver }
        return median <= HouseGrade.borders.bronze ? .bronze : .none
    }

    /// What is missing to the next level, or why it is no model.
    public var remark: String {
        if let fault { return fault }
        let borders = HouseGrade.borders
        switch level {
        case .gold:
            return
                "a log-linear model has \(rivals.sorted().quantile(0.5).short(3)) there, and the noise alone about .108"
        case .silver: return "gold begins at \(borders.gold.short(3))"
        case .bronze:
            return median <= borders.silver
                ? "a log-linear model is better by \((-advantage.mean).short(2)): that stands between it and silver"
                : "silver begins at \(borders.silver.short(3)), and a log-linear model has \(rivals.sorted().quantile(0.5).short(3))"
        case .none: return "bronze begins at \(borders.bronze.short(3))"
        }
    }
}

extension HouseGrade: Presentable {
    /// `grade`
    public static var kind: String { "grade of a pipeline" }

    /// `gold: median RMSE of ln price 0.144 in 5 towns that nobody has seen`
    public var summary: String {
        "\(level.rawValue): median RMSE of ln price \(median.short(3)) in \(Phrase.count(scores.count, "town")) that nobody has seen"
    }

    /// The towns, what is missing, and the points of the card.
    public func table(width: Int) -> String {
        let towns =
            [["town"] + scores.indices.map { "\($0 + 1)" }, ["this pipeline"] + scores.map { $0.short(3) }]
            + [["log-linear model"] + rivals.map { $0.short(3) }]
        let marks = points.map { [$0.isMet ? "✓" : "✗", $0.name, $0.found] }
        return
            ([summary] + TextTable.wrap(remark, width) + TextTable.lines(towns, width: width)
            + TextTable.lines(marks, width: width, leftColumns: [0, 1, 2])).joined(separator: "\n")
    }

    /// Level and what is missing.
    public var sentence: String { "\(summary); \(remark)." }

    /// Level, numbers and points.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "level": .string(level.rawValue), "median": .number(median),
            "scores": .array(scores.map { .number($0) }), "log_linear": .array(rivals.map { .number($0) }),
            "remark": .string(remark), "points": .object(points.map { JSON.Pair($0.name, .bool($0.isMet)) }),
        ])
    }
}
