public import Answers
public import Datasets
internal import Networks
public import Training

/// The rows of one repetition: sales of city A to learn from first, and of city B to move to.
///
/// Columns are scaled and coded as the training rows of A say, prices of both are ln price in deviations of A's from A's mean, and no sale
/// is an outlier. All sizes of the target begin with the same rows.
public struct Cities: Sendable {
    /// What the sales of both cities are drawn by.
    public let seed: UInt64
    /// City A, to train on, to choose the epoch by and to judge by.
    let source: (train: Examples, validation: Examples, test: Examples)
    /// City B, of which each size takes the first rows, and the rows that judge.
    let pool: Examples
    let test: Examples
    /// What an error is to be multiplied by to be one of ln price: the deviation of ln price in A.
    public let scale: Double
    /// The error in ln price that no model can better on the rows that judge, in A and in B.
    public let floors: (source: Double, target: Double)

    /// Sales of city A that are trained on, that choose, and that judge; sales of city B that judge.
    static let (trained, watched, judged, judgedThere) = (8000, 400, 1000, 1000)
    /// Sales of city B at most.
    public static let mostRows = 100_000

    /// - Parameter rows: of city B to learn from, at most `mostRows`.
    /// - Throws: `Mistake` for no rows or too many, and when the work is cancelled.
    public init(seed: UInt64, rows: Int, work: Work = Work()) throws {
        guard (1...Cities.mostRows).contains(rows) else {
            throw Mistake("\(rows) sales", expected: "1 to \(Cities.mostRows.grouped)", argument: "n")
        }
        self.seed = seed
        let all = Cities.trained + Cities.watched + Cities.judged
        let a = try Table.house(n: all, seed: seed, outliers: false, work: work)
        let b = try Table.house(n: rows + Cities.judgedThere, seed: seed, outliers: false, city: .b, work: work)
        let border = Cities.trained + Cities.watched
        let judgedA = a.rows(at: Array(border..<all))
        // The rows that judge come first, so that they are the same for every study.
        let judgedB = b.rows(at: Array(0..<Cities.judgedThere))
        floors = (judgedA.truth?.cleanFloor ?? .nan, judgedB.truth?.cleanFloor ?? .nan)
        let preparation = try Preparation(fitting: a.rows(at: Array(0..<Cities.trained)), work: work)
        func numbers(_ table: Table) throws -> Examples {
            let data = try preparation.dataset(table, work: work)
            return (data.x, data.y)
        }
        let train = try numbers(a.rows(at: Array(0..<Cities.trained)))
        let (shift, scale) = Scaling.standard.fit(train.y.values.lazy.map { Double($0) })
        func scaled(_ rows: Examples) throws -> Examples {
            (
                rows.x,
                try Samples(shape: rows.y.shape, values: rows.y.values.map { Float((Double($0) - shift) / scale) })
            )
        }
        source = try (
            scaled(train), scaled(numbers(a.rows(at: Array(Cities.trained..<border)))), scaled(numbers(judgedA))
        )
        pool = try scaled(numbers(b.rows(at: Array(Cities.judgedThere..<Cities.judgedThere + rows))))
        test = try scaled(numbers(judgedB))
        self.scale = scale
    }

    /// The sales of a city, to learn from or to judge by.
    public func data(_ city: City, judging: Bool) throws -> Dataset {
        let rows =
            switch (city, judging) {
            case (.a, false): source.train
            case (.a, true): source.test
            case (.b, false): pool
            case (.b, true): test
            }
        return try Dataset(
            name: "city \(city.rawValue), \(judging ? "sales that judge" : "sales to learn from"), seed \(seed)",
            x: rows.x, y: rows.y, task: .regression,
            remark: "The target is ln price in deviations of city A's, \(scale.short()) each, from its mean.")
    }

    /// RMSE of ln price on the sales of a city that judge.
    ///
    /// - Throws: `Mistake` for a model that cannot read the sales.
    public func error(of model: Model, in city: City = .b, work: Work = Work()) throws -> Double {
        let rows = city == .a ? source.test : test
        let network = try model.build(inputShape: Array(rows.x.shape.dropFirst()))
        guard network.outputShape == [1] else {
            throw Mistake("the model gives \(network.outputShape.shapeText)", expected: "one number, the price")
        }
        return try model.error(on: rows, scale: scale, work: work)
    }
}

extension Cities: Presentable {
    /// `cities`
    public static var kind: String { "cities" }

    /// `city A with 8,000 sales and city B with 150`
    public var summary: String {
        "city A with \(Cities.trained.grouped) sales to learn from and city B with \(pool.y.count.grouped), seed \(seed)"
    }

    /// How many sales of each, and what no model can better.
    public func table(width: Int) -> String {
        let rows: [(term: String, meaning: String)] = [
            ("city A", "\(Cities.trained.grouped) sales to learn from, \(Cities.judged.grouped) that judge"),
            ("city B", "\(pool.y.count.grouped) sales to learn from, \(Cities.judgedThere.grouped) that judge"),
            ("inputs", "\(pool.x.width) columns, scaled as city A says"),
            ("target", "ln price in deviations of city A's, \(scale.short()) each, from its mean"),
            ("floor", "RMSE of ln price \(floors.source.short(3)) in A, \(floors.target.short(3)) in B"),
        ]
        return TextTable.definitions(rows, width: width)
    }

    /// Counts, scale and floors.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "a": .integer(Cities.trained), "b": .integer(pool.y.count),
            "scale": .number(scale), "floor_a": .number(floors.source), "floor_b": .number(floors.target),
        ])
    }
}
