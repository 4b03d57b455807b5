public import Answers
public import Datasets

/// The rows of one experiment, each used for one thing alone: to train on, to watch by, and to judge by at the end.
public struct Parts: Sendable {
    /// Inputs and targets.
    public typealias Rows = (x: Samples, y: Samples)
    /// What updates are made from.
    public var train: Rows
    /// Whose loss after each epoch is what fluctuates.
    public var validation: Rows
    /// Whose error tells whether anything was learnt.
    public var test: Rows

    /// - Throws: `Mistake` when a part is empty.
    public init(train: Rows, validation: Rows, test: Rows) throws {
        for (name, rows) in [("training", train), ("validation", validation), ("test", test)] where rows.y.count == 0 {
            throw Mistake("no rows are left for \(name)", expected: "at least one", argument: "data")
        }
        (self.train, self.validation, self.test) = (train, validation, test)
    }

    /// A dataset in random order: the first rows are trained on, then come those of validation, then those of the test.
    ///
    /// - Parameters:
    ///   - validation: share of the rows.
    ///   - test: share of the rows.
    /// - Throws: `Mistake` for a part that would be empty or too small to tell anything.
    public init(_ data: Dataset, validation: Double, test: Double, seed: UInt64) throws {
        let (rest, last) = try data.split(test: test, seed: seed)
        let watched = Int((Double(data.count) * validation).rounded())
        guard watched >= 1, rest.count - watched >= 1, data.count >= 20 else {
            throw Mistake(
                "\(data.count) rows of which \(validation.short()) watch and \(test.short()) judge leave too few",
                expected: "at least 20 rows, and some for each part", argument: "data")
        }
        let border = rest.count - watched
        try self.init(
            train: (rest.x.rows(0..<border), rest.y.rows(0..<border)),
            validation: (rest.x.rows(border..<rest.count), rest.y.rows(border..<rest.count)), test: (last.x, last.y))
    }

    /// The same of a table, which is prepared by its training rows alone. A target that is a number is in deviations of the training rows
    /// from their mean.
    public init(_ table: Table, validation: Double, test: Double, seed: UInt64, work: Work = Work()) throws {
        // The places of the rows, parted as those of a dataset are.
        let places = Samples(column: (0..<table.rowCount).map(Float.init))
        let order = try Parts(
            Dataset(name: table.name, x: places, y: places, task: .regression, remark: ""), validation: validation,
            test: test, seed: seed)
        func rows(_ part: Rows) -> Table { table.rows(at: part.y.values.map { Int($0) }) }
        let preparation = try Preparation(fitting: rows(order.train), work: work)
        let (train, watched, judged) = try (
            preparation.dataset(rows(order.train), work: work), preparation.dataset(rows(order.validation), work: work),
            preparation.dataset(rows(order.test), work: work)
        )
        let (shift, scale) =
            train.task == .regression ? Scaling.standard.fit(train.y.values.lazy.map { Double($0) }) : (0, 1)
        func scaled(_ data: Dataset) throws -> Rows {
            (
                data.x,
                try Samples(shape: data.y.shape, values: data.y.values.map { Float((Double($0) - shift) / scale) })
            )
        }
        try self.init(train: scaled(train), validation: scaled(watched), test: scaled(judged))
    }

    /// Mean and deviation of each input column over the training rows; nil for inputs that are no rows of columns.
    private var scales: [(shift: Double, scale: Double)]? {
        guard train.x.shape.count == 2 else { return nil }
        return (0..<train.x.width).map { Scaling.standard.fit(train.x.column($0).lazy.map(Double.init)) }
    }

    /// Whether every input column has mean 0 and deviation 1 over the training rows already, to a tenth.
    public var isStandardised: Bool {
        scales?.allSatisfy { abs($0.shift) < 0.1 && abs($0.scale - 1) < 0.1 } ?? false
    }

    /// Each input column brought to mean 0 and deviation 1 over the training rows, the others by the same numbers.
    ///
    /// - Throws: `Mistake` for inputs that are no rows of columns.
    public func standardised() throws -> Parts {
        guard let scales else {
            throw Mistake("inputs of shape \(train.x.shape.shapeText)", expected: "rows of columns")
        }
        func scaled(_ x: Samples) throws -> Samples {
            let width = x.width
            var values = x.values
            for place in values.indices {
                let (shift, scale) = scales[place % width]
                values[place] = Float((Double(values[place]) - shift) / scale)
            }
            return try Samples(shape: x.shape, values: values)
        }
        var copy = self
        copy.train.x = try scaled(train.x)
        copy.validation.x = try scaled(validation.x)
        copy.test.x = try scaled(test.x)
        return copy
    }

    /// The root mean squared error on the test rows of a model that always answers with the mean of the training targets.
    public var constantError: Double {
        let width = train.y.width
        let means = (0..<width).map { column in
            train.y.column(column).reduce(0.0) { $0 + Double($1) } / Double(train.y.count)
        }
        var sum = 0.0
        for (place, value) in test.y.values.enumerated() {
            let far = Double(value) - means[place % width]
            sum += far * far
        }
        return (sum / Double(Swift.max(1, test.y.values.count))).squareRoot()
    }
}
