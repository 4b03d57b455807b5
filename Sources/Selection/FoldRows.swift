public import Answers
public import Datasets

/// The rows of one fold as a network reads them. All that had to be learnt for it (gaps, levels, scales, the target's mean and
/// deviation) was learnt of the training rows alone.
public struct FoldRows: Sendable {
    /// How a table became numbers; nil for a dataset.
    public let preparation: Preparation?
    /// The training rows, prepared: as many numbers in each as the network has inputs.
    public let x: Samples
    /// Their targets, with mean 0 and deviation 1 where those are numbers and are scaled.
    public let y: Samples
    /// What is taken off a target, and what it is divided by.
    let shift: Double
    let scale: Double

    /// - Parameter scalesTarget: whether numbers are learnt with mean 0 and deviation 1.
    /// - Throws: `Mistake` where nothing can be learnt of the rows; `Stopped`.
    public init(_ training: Material, scalesTarget: Bool, work: Work = Work()) throws {
        try self.init(training, training.preparation(work), scalesTarget: scalesTarget, work: work)
    }

    /// - Parameter preparation: what these rows say; nil for a dataset.
    init(_ training: Material, _ preparation: Preparation?, scalesTarget: Bool, work: Work) throws {
        self.preparation = preparation
        let data = try FoldRows.dataset(training, preparation, work)
        x = data.x
        if scalesTarget, try !training.hasClasses(), data.task == .regression {
            (shift, scale) = Scaling.standard.fit(data.y.values.lazy.map { Double($0) })
        } else {
            (shift, scale) = (0, 1)
        }
        let (shift, scale) = (shift, scale)
        y = try Samples(shape: data.y.shape, values: data.y.values.map { Float((Double($0) - shift) / scale) })
    }

    private static func dataset(_ rows: Material, _ preparation: Preparation?, _ work: Work) throws -> Dataset {
        switch rows {
        case .dataset(let data): return data
        case .table(let table):
            guard let preparation else { throw FoldRows.strange(table) }
            return try preparation.dataset(table, work: work)
        }
    }

    /// What those rows would teach must not be learnt of them.
    private static func strange(_ table: Table) -> Mistake {
        Mistake(
            "\(table.name) is a table, and training had a dataset of numbers",
            expected: "a dataset with the same inputs",
            try: "prepare(training rows)(rows)", argument: "data")
    }

    /// Inputs and targets of other rows; the targets as they are learnt, before they are scaled.
    ///
    /// - Throws: `Mistake` for columns that training did not have, and a dataset of another width; `Stopped`.
    public func others(_ rows: Material, work: Work = Work()) throws -> (x: Samples, y: [Double]) {
        let data = try FoldRows.dataset(rows, preparation, work)
        guard case .table(let table) = rows, let preparation, preparation.classes == nil else {
            return (data.x, data.y.values.map { Double($0) })
        }
        // In full precision: a logarithm of a price has more digits than a Float.
        return (data.x, try preparation.targets(table))
    }

    /// The inputs alone, of rows whose target may be unknown.
    public func inputs(_ rows: Material, work: Work = Work()) throws -> Samples {
        guard case .table(let table) = rows, let preparation else {
            return try FoldRows.dataset(rows, preparation, work).x
        }
        let design = try preparation.inputs(table, work: work)
        return try Samples(shape: [design.count, design.width], values: design.values.map { Float($0) })
    }

    /// What a network says, in what is learnt.
    func restored(_ output: Float) -> Double { Double(output) * scale + shift }

    /// What a network for these rows must know.
    public var shape: FoldShape { FoldShape(input: Array(x.shape.dropFirst()), rowCount: x.count) }
}

/// How large the training rows of a fold are.
public struct FoldShape: Sendable, Hashable {
    /// The shape of one example, which each fold may have its own of.
    public let input: [Int]
    /// How many rows there are to learn from.
    public let rowCount: Int
}
