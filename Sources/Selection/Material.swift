internal import Answers
public import Datasets

/// The rows that models are chosen by: a table, which each fold prepares anew, or a dataset of numbers as they are.
public enum Material: Sendable {
    case table(Table)
    case dataset(Dataset)

    /// What it is called.
    public var name: String {
        switch self {
        case .table(let table): table.name
        case .dataset(let data): data.name
        }
    }

    /// How many rows there are.
    public var count: Int {
        switch self {
        case .table(let table): table.rowCount
        case .dataset(let data): data.count
        }
    }

    /// These rows, in this order.
    public func rows(at places: [Int]) -> Material {
        switch self {
        case .table(let table): .table(table.rows(at: places))
        case .dataset(let data): .dataset(data.rows(at: places, as: data.name))
        }
    }

    /// Whether there is a class to be told; else a number.
    ///
    /// - Throws: `Mistake` for a table without a target.
    public func hasClasses() throws -> Bool {
        switch self {
        case .table(let table):
            guard let target = table.target else {
                throw Mistake(
                    "nothing is to be predicted", expected: "a table with a target",
                    try: "load_csv(\"f.csv\", target=\"price\")", argument: "data")
            }
            return try table.column(target).classNames != nil
        case .dataset(let data):
            if case .classification = data.task { return true }
            return false
        }
    }

    /// What a network learns, in words: `ln price`.
    public var target: String {
        switch self {
        case .table(let table): (table.plan.logTarget ? "ln " : "") + (table.target ?? "")
        case .dataset: "y"
        }
    }

    /// The folds of a splitter.
    ///
    /// - Throws: `Mistake` where there are too few rows, and for grouped folds, which know no groups here.
    public func folds(by splitter: Splitter) throws -> [Splitter.Fold] {
        guard splitter.form == .stratified else { return try splitter.folds(count) }
        switch self {
        case .table(let table):
            guard let target = table.target, let names = try table.column(target).classNames else {
                throw Mistake("stratified folds of a number", expected: "a target of classes", argument: "folds")
            }
            let column = try table.column(target)
            let places = Dictionary(uniqueKeysWithValues: zip(names, 0...))
            return try splitter.folds(count, classes: (0..<count).map { places[column.text($0) ?? ""] ?? 0 })
        case .dataset(let data):
            return try splitter.folds(count, classes: data.y.column(0).map { Int(exactly: $0) ?? 0 })
        }
    }
}
