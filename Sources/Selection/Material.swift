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

    /// What these rows say of how they become numbers; nil for a dataset, which is numbers.
    func preparation(_ work: Work) throws -> Preparation? {
        guard case .table(let table) = self else { return nil }
        return try Preparation(fitting: table, work: work)
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
    /// - Parameter groups: of each row, for grouped folds.
    /// - Throws: `Mistake` where there are too few rows, for a row without a class in stratified folds, and for grouped folds without
    ///   groups.
    public func folds(by splitter: Splitter, groups: [Int]? = nil) throws -> [Splitter.Fold] {
        guard splitter.form == .stratified else { return try splitter.folds(count, groups: groups) }
        switch self {
        case .table(let table):
            guard let target = table.target, let names = try table.column(target).classNames else {
                throw Mistake("stratified folds of a number", expected: "a target of classes", argument: "folds")
            }
            let column = try table.column(target)
            let places = Dictionary(uniqueKeysWithValues: zip(names, 0...))
            let classes = try (0..<count).map { row in
                guard let place = column.text(row).flatMap({ places[$0] }) else {
                    throw Mistake(
                        "row \(row) has no class", expected: "a class in each row",
                        try: "rows without one left out: data.dropna(subset=[\"\(target)\"])", argument: "data")
                }
                return place
            }
            return try splitter.folds(count, classes: classes)
        case .dataset(let data):
            let classes = try data.y.column(0).enumerated().map { row, label in
                guard let place = Int(exactly: label) else {
                    throw Mistake(
                        "row \(row) has the class \(Double(label).short())", expected: "whole numbers from 0",
                        argument: "data")
                }
                return place
            }
            return try splitter.folds(count, classes: classes)
        }
    }

    /// The group of each row by a column of the table: rows with equal cells are together.
    ///
    /// - Throws: `Mistake` for a dataset, a column that is not there, and a row without a group.
    public func groups(by name: String) throws -> [Int] {
        guard case .table(let table) = self else {
            throw Mistake(
                "groups = \"\(name)\" of a dataset, which has no columns of names", expected: "a group for each row",
                try: "groups=[…]", argument: "groups")
        }
        let column = try table.column(name)
        var places: [String: Int] = [:]
        let cells = try (0..<count).map { row in
            guard let text = column.text(row) else {
                throw Mistake(
                    "row \(row) has no \(name)", expected: "a group in each row",
                    try: "data.dropna(subset=[\"\(name)\"])", argument: "groups")
            }
            return text
        }
        // In the order of their names, as scikit-learn numbers them.
        let order = Set(cells).sorted { a, b in
            if let x = Double(a), let y = Double(b), x != y { return x < y }
            return a < b
        }
        for (place, text) in order.enumerated() { places[text] = place }
        return cells.map { places[$0] ?? 0 }
    }
}
