import Answers
import Arrays
import Datasets
import Language

/// A table as a value of the language, with the manners of `pandas.DataFrame`: what is assigned to a column is seen under every name
/// of the frame.
final class Frame: @unchecked Sendable {
    static let kind = "DataFrame"
    /// The rows and columns.
    var table: Table
    /// What the rows are called: their numbers in the table that they came from.
    var labels: Series.Labels

    init(_ table: Table, labels: Series.Labels? = nil) {
        self.table = table
        self.labels = labels ?? .rows(Array(0..<table.rowCount))
    }

    /// The rows at these places.
    func rows(at places: [Int]) -> Frame { Frame(table.rows(at: places), labels: labels.at(places)) }

    func series(_ name: String) throws -> Series {
        Series(try table.column(name), labels: labels)
    }

    /// The columns that are numbers, dates and flags left out where only plain numbers count.
    var numeric: [Column] { table.columns.filter { $0.kind == .number } }

    /// All columns as an array of numbers.
    func array() throws -> NDArray {
        let columns = try table.columns.map { column -> [Double] in
            guard let numbers = column.numbers else {
                throw Mistake(
                    "column \"\(column.name)\" holds \(column.kind == .text ? "texts" : "categories")",
                    expected: "columns of numbers",
                    try: "pd.get_dummies(data), or data.select_dtypes(\"number\")"
                ).raised(as: "ValueError", "could not convert string to float: '\(column.text(0) ?? "nan")'")
            }
            return numbers
        }
        let isWhole = table.columns.allSatisfy { $0.isWhole && $0.missingCount == 0 && $0.kind == .number }
        let out = try NDArray.zeros([table.rowCount, columns.count], isWhole && !columns.isEmpty ? .int64 : .float64)
        for (place, column) in columns.enumerated() {
            for (row, value) in column.enumerated() { out.set(.float(value), at: row * columns.count + place) }
        }
        return out
    }
}

extension Frame: Describable, PrintedAsTable {
    var summary: String { table.summary }
    func table(width: Int) -> String {
        let count = table.rowCount
        let shown = count <= 60 ? Array(0..<count) : Array(0..<5) + Array(count - 5..<count)
        var lines = table.cells(rows: shown, labels: shown.map { labels[$0] }, width: width)
        if shown.count < count { lines.insert("…", at: 6) }
        if shown.count < count || table.columns.count > 20 {
            lines += ["", "[\(count) rows x \(table.columns.count) columns]"]
        }
        return count == 0
            ? "Empty DataFrame\nColumns: [\(table.names.joined(separator: ", "))]" : lines.joined(separator: "\n")
    }
    func description(width: Int) -> String { table.description(width: width) }
    var sentence: String { table.sentence }
    var json: JSON { table.json }
}

extension Frame: ElementAssignable, ArrayConvertible, Duplicable, Unpackable {
    var length: Int { table.rowCount }
    var asArray: NDArray { get throws { try array() } }
    var duplicate: any Presentable { Frame(table, labels: labels) }
    /// `X, y = data`
    var parts: [Value] {
        get throws {
            guard let target = table.target else {
                throw Mistake(
                    "this table has no target", expected: "a target", try: "X = data.drop(columns=[\"price\"])")
            }
            return [.thing(Frame(try table.dropping([target]), labels: labels)), .thing(try series(target))]
        }
    }

    func element(_ subscripts: [Subscript]) throws -> Value {
        guard subscripts.count == 1, let first = subscripts.first else {
            throw Mistake(
                "\(subscripts.count) subscripts for a table", expected: "a column, columns, or a condition on rows",
                try: "data.loc[rows, columns]")
        }
        switch first {
        case .slice(let lower, let upper, let step):
            return .thing(rows(at: Array(try Subscripts.positions(length, lower, upper, step))))
        case .index(.text(let name)): return .thing(try series(name))
        case .index(let value):
            if let places = try mask(value) { return .thing(rows(at: places)) }
            if let names = value.elements?.compactMap(\.asText), names.count == value.elements?.count {
                return .thing(Frame(try table.selecting(names), labels: labels))
            }
            throw Mistake(
                "\(value.brief) is no column of this table",
                expected: "a name, a list of names, or a condition such as data[\"price\"] > 100", try: "data.iloc[0]"
            ).raised(as: "KeyError", value.repr)
        }
    }

    /// The places where a condition holds; nil for what is none.
    func mask(_ value: Value) throws -> [Int]? {
        let flags: [Bool]
        if let series = value.asThing(Series.self), case .flags(let cells) = series.column.cells {
            flags = cells.map { $0 == 1 }
        } else if let array = value.array, array.dtype == .bool {
            flags = array.doubles().map { $0 != 0 }
        } else if let items = value.elements, !items.isEmpty,
            items.allSatisfy({ if case .bool = $0 { true } else { false } })
        {
            flags = items.map { if case .bool(true) = $0 { true } else { false } }
        } else {
            return nil
        }
        guard flags.count == length else {
            throw Mistake(
                "the condition has \(flags.count) rows, the table \(length)", expected: "as many",
                try: "a condition on the same table")
        }
        return flags.indices.filter { flags[$0] }
    }

    func assign(_ value: Value, at subscripts: [Subscript], _ context: Context) throws {
        guard subscripts.count == 1, case .index(.text(let name)) = subscripts[0] else {
            throw Mistake(
                "only whole columns are assigned", expected: "a name", try: "data[\"new\"] = data[\"area\"] / 10")
        }
        let before = length
        table = try table.setting(try Frame.column(name, value, rows: length, context))
        if length != before { labels = .rows(Array(0..<length)) }
    }

    /// A column of a value: a series, an array, a list, or one value for all rows.
    static func column(_ name: String, _ value: Value, rows: Int, _ context: Context) throws -> Column {
        if let series = value.asThing(Series.self) {
            var column = series.column
            column.name = name
            return column
        }
        if let array = value.array {
            let numbers = array.doubles()
            if array.ndim == 0 { return Column(name, numbers: [Double](repeating: numbers[0], count: rows)) }
            if array.dtype == .bool { return Column(name, .flags(numbers.map { $0 == 0 ? 0 : 1 })) }
            return Column(name, .numbers(numbers), isWhole: array.dtype != .float32 && array.dtype != .float64)
        }
        guard case .text = value else {
            if let items = try? value.elements(in: context) { return try column(name, items) }
            return try column(name, [Value](repeating: value, count: rows))
        }
        return try column(name, [Value](repeating: value, count: rows))
    }

    private static func column(_ name: String, _ items: [Value]) throws -> Column {
        let filled = items.filter { if case .none = $0 { false } else { true } }
        if filled.allSatisfy({ if case .bool = $0 { true } else { false } }), !filled.isEmpty {
            return Column(
                name, .flags(items.map { if case .bool(let flag) = $0 { flag ? 1 : 0 } else { -1 } }))
        }
        if filled.allSatisfy({ $0.asDouble != nil }) {
            let isWhole = filled.count == items.count && filled.allSatisfy { $0.asInt != nil && !$0.isFraction }
            return Column(name, .numbers(items.map { $0.asDouble ?? .nan }), isWhole: isWhole)
        }
        return Column(
            name,
            categories: items.map { item in
                if case .none = item { return nil }
                if let number = item.asDouble, number.isNaN { return nil }
                return item.asText ?? item.plain.repr
            })
    }
}

extension Value {
    /// Whether it was written with a fraction: 1.0 as well as 1.5.
    fileprivate var isFraction: Bool {
        if case .number = plain { true } else { false }
    }
}
