import Answers
import Arrays
import Datasets
import Language

/// A column by itself, with what its rows are called: the manners of `pandas.Series`.
struct Series: Sendable {
    static let kind = "Series"

    /// What the rows are called.
    enum Labels: Sendable {
        case rows([Int])
        case names([String])

        subscript(_ row: Int) -> String {
            switch self {
            case .rows(let numbers): "\(numbers[row])"
            case .names(let names): names[row]
            }
        }

        func value(_ row: Int) -> Value {
            switch self {
            case .rows(let numbers): .int(numbers[row])
            case .names(let names): .text(names[row])
            }
        }

        func at(_ places: [Int]) -> Labels {
            switch self {
            case .rows(let numbers): .rows(places.map { numbers[$0] })
            case .names(let names): .names(places.map { names[$0] })
            }
        }
    }

    var column: Column
    var labels: Labels
    /// Whether the name is shown.
    var isNamed = true
    /// What pandas calls the type, where that is not what the cells are.
    var typeName: String?

    init(_ column: Column, labels: Labels, isNamed: Bool = true) {
        (self.column, self.labels, self.isNamed) = (column, labels, isNamed)
    }

    /// Numbers under names: what a statistic of all columns gives.
    init(_ numbers: [Double], names: [String], isWhole: Bool = false) {
        self.init(Column("", .numbers(numbers), isWhole: isWhole), labels: .names(names), isNamed: false)
    }

    func rows(at places: [Int]) -> Series {
        Series(column.rows(at: places), labels: labels.at(places), isNamed: isNamed)
    }

    /// One cell.
    func value(_ row: Int) -> Value {
        if column.isMissing(row) { return .number(.nan) }
        switch column.cells {
        case .numbers(let values):
            return column.isWhole
                ? Int(exactly: values[row]).map { .int($0) } ?? .number(values[row]) : .number(values[row])
        case .flags(let flags): return .bool(flags[row] == 1)
        default: return .text(column.text(row) ?? "")
        }
    }

    /// The cells as an array.
    ///
    /// - Throws: `Mistake` for names.
    func array() throws -> NDArray {
        guard let numbers = column.numbers else {
            throw Mistake(
                "column \"\(column.name)\" holds \(column.kind == .text ? "texts" : "categories")", expected: "numbers",
                try: "pd.get_dummies(data[[\"\(column.name)\"]])"
            ).raised(as: "TypeError", "could not convert string to float: '\(column.text(0) ?? "nan")'")
        }
        if case .flags = column.cells, column.missingCount == 0 { return try NDArray(numbers).converted(to: .bool) }
        if column.isWhole, column.missingCount == 0 { return try NDArray(numbers.map { Int(saturating: $0) }) }
        return try NDArray(numbers)
    }
}

extension Column {
    /// What pandas calls the type of the cells.
    var pandasType: String {
        switch cells {
        case .numbers: isWhole && missingCount == 0 ? "int64" : "float64"
        case .dates: "datetime64[us]"
        case .flags: missingCount == 0 ? "bool" : "object"
        case .categories, .texts: "str"
        }
    }
}

extension Series: PrintedAsTable {
    var summary: String { "Series \"\(column.name)\" of \(column.count.grouped) rows" }

    func table(width: Int) -> String {
        let count = column.count
        let shown = count <= 60 ? Array(0..<count) : Array(0..<5) + Array(count - 5..<count)
        var rows = shown.map { [labels[$0], column.text($0) ?? "NaN"] }
        if shown.count < count { rows.insert(["", "…"], at: 5) }
        var last = isNamed && !column.name.isEmpty ? "Name: \(column.name), " : ""
        if shown.count < count { last += "Length: \(count), " }
        return
            (TextTable.lines(rows, width: Swift.max(width, 20), indent: 0) + [
                "\(last)dtype: \(typeName ?? column.pandasType)"
            ])
            .joined(separator: "\n")
    }
}

extension Series: Subscriptable, ArrayConvertible, Operable, Comparing {
    var length: Int { column.count }
    var asArray: NDArray { get throws { try array() } }

    func element(_ subscripts: [Subscript]) throws -> Value {
        guard subscripts.count == 1, let first = subscripts.first else {
            throw Mistake("\(subscripts.count) subscripts for a column", expected: "one")
        }
        switch first {
        case .slice(let lower, let upper, let step):
            return .thing(rows(at: Array(try Subscripts.positions(length, lower, upper, step))))
        case .index(.text(let name)):
            guard case .names(let names) = labels, let place = names.firstIndex(of: name) else {
                throw Mistake("there is no row \"\(name)\"", expected: "one of its rows").raised(
                    as: "KeyError", "'\(name)'")
            }
            return value(place)
        case .index(let index):
            if let flags = index.asThing(Series.self), case .flags(let cells) = flags.column.cells,
                cells.count == length
            {
                return .thing(rows(at: cells.indices.filter { cells[$0] == 1 }))
            }
            if let array = index.array, array.dtype == .bool, array.count == length {
                let flags = array.doubles()
                return .thing(rows(at: flags.indices.filter { flags[$0] != 0 }))
            }
            return value(try Subscripts.position(index, length, "column"))
        }
    }

    private func like(_ array: NDArray) -> Value {
        let numbers = array.doubles()
        var column = self.column
        switch array.dtype {
        case .bool: column.cells = .flags(numbers.map { $0 == 0 ? 0 : 1 })
        case .float32, .float64: (column.cells, column.isWhole) = (.numbers(numbers), false)
        default: (column.cells, column.isWhole) = (.numbers(numbers), true)
        }
        return .thing(Series(column, labels: labels, isNamed: isNamed))
    }

    private func operand(_ value: Value) throws -> Operand? {
        if let series = value.asThing(Series.self) {
            guard series.length == length else {
                throw Mistake("columns of \(length) and \(series.length) rows", expected: "as many rows")
            }
            return .array(try series.array())
        }
        if let array = value.array { return .array(array) }
        if case .int(let number) = value.plain { return .number(.int(number)) }
        return value.asNumber.map { .number(.float($0)) }
    }

    func applying(
        _ operation: BinaryOperator, _ other: Value, isRight: Bool, _ context: Context
    ) throws -> Value? {
        let functions: [BinaryOperator: BinaryFunction] = [
            .add: .add, .subtract: .subtract, .multiply: .multiply, .divide: .divide, .floorDivide: .floorDivide,
            .remainder: .remainder, .power: .power, .and: .and, .or: .or,
        ]
        guard let function = functions[operation], let other = try operand(other) else { return nil }
        let own = Operand.array(try array())
        return like(try NDArray.apply(function, isRight ? other : own, isRight ? own : other, work: context.work))
    }

    func applying(_ operation: UnaryOperator) throws -> Value? {
        switch operation {
        case .plus: return .thing(self)
        case .minus: return like(try array().apply(.negative))
        case .invert:
            guard case .flags(let flags) = column.cells else { return nil }
            var column = self.column
            column.cells = .flags(flags.map { $0 < 0 ? $0 : 1 - $0 })
            return .thing(Series(column, labels: labels, isNamed: isNamed))
        }
    }

    func comparing(_ operation: ComparisonOperator, _ other: Value, isRight: Bool, work: Work) throws -> Value? {
        if case .text(let text) = other {
            let cells = (0..<length).map { row -> Int8 in
                guard let own = column.text(row) else { return operation == .notEqual ? 1 : 0 }
                switch operation {
                case .equal: return own == text ? 1 : 0
                case .notEqual: return own == text ? 0 : 1
                case .less: return (isRight ? text < own : own < text) ? 1 : 0
                case .lessOrEqual: return (isRight ? text <= own : own <= text) ? 1 : 0
                case .greater: return (isRight ? text > own : own > text) ? 1 : 0
                case .greaterOrEqual: return (isRight ? text >= own : own >= text) ? 1 : 0
                default: return 0
                }
            }
            return .thing(Series(Column(column.name, .flags(cells)), labels: labels, isNamed: isNamed))
        }
        let functions: [ComparisonOperator: BinaryFunction] = [
            .equal: .equal, .notEqual: .notEqual, .less: .less, .lessOrEqual: .lessEqual, .greater: .greater,
            .greaterOrEqual: .greaterEqual,
        ]
        guard let function = functions[operation], let other = try operand(other) else { return nil }
        let own = Operand.array(try array())
        return like(try NDArray.apply(function, isRight ? other : own, isRight ? own : other, work: work))
    }
}
