package import Answers
package import Arrays
package import Datasets
package import Language

/// A table as a value of the language, with the manners of `pandas.DataFrame`: what is assigned to a column is seen under every name
/// of the frame.
package final class Frame: @unchecked Sendable {
    package static let kind = "DataFrame"
    /// The rows and columns.
    package var table: Table
    /// What the rows are called: their numbers in the table that they came from.
    var labels: RowLabels
    /// What the columns are called together, as in a pivot table.
    var columnsName = ""
    /// Whether columns whose names are numbers are called by those: 2020 and not "2020".
    var countsColumns = false
    /// The parts of the columns' names where they have several; nil where each has one.
    var heads: ColumnHeads?

    package init(_ table: Table, labels: RowLabels? = nil) {
        self.table = table
        self.labels = labels ?? RowLabels(count: table.rowCount)
    }

    /// The rows at these places.
    package func rows(at places: [Int]) -> Frame { with(table.rows(at: places), labels.at(places)) }

    /// The rows at as many places as a person has, until the work is stopped.
    package func rows(at places: [Int], _ work: Work) throws -> Frame {
        with(try table.rows(at: places, stoppedBy: work), try labels.at(places, work))
    }

    /// Another table of the same manners.
    package func with(_ table: Table) -> Frame { with(table, labels) }

    func with(_ table: Table, _ labels: RowLabels) -> Frame {
        let frame = Frame(table, labels: labels)
        (frame.columnsName, frame.countsColumns, frame.heads) = (columnsName, countsColumns, heads)
        return frame
    }

    package func series(_ name: String) throws -> Series { Series(try table.column(name), labels: labels) }

    /// The columns that are numbers, dates and flags left out where only plain numbers count.
    var numeric: [Column] { table.columns.filter { $0.kind == .number } }

    /// All columns as an array of numbers.
    package func array() throws -> NDArray {
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
        if !columns.isEmpty, table.columns.allSatisfy({ $0.kind == .flag && $0.missingCount == 0 }) {
            return try out.converted(to: .bool)
        }
        return out
    }

    /// One row as a column of its own.
    func row(_ place: Int) -> Series {
        let columns = table.columns
        var row: Series
        var names = columnLabels
        if heads == nil { names.name = "" }
        let name =
            labels.levels.count == 1 && labels.levels[0].kind == .date ? labels.value(place).written : labels[place]
        if !columns.isEmpty, columns.allSatisfy({ $0.kind == .number }) {
            row = Series(
                Column(
                    name,
                    .numbers(columns.map { if case .numbers(let cells) = $0.cells { cells[place] } else { .nan } }),
                    isWhole: columns.allSatisfy { $0.isWhole && !$0.isMissing(place) }), labels: names)
            if !columns.allSatisfy({ $0.isWhole }) { row.column.isWhole = false }
        } else {
            row = Series(mixed: columns.map { $0.value(place) }, name: name, labels: names)
        }
        return row
    }
}

extension Frame: Describable, PrintedAsTable {
    package var summary: String { table.summary }
    package func table(width: Int) -> String { FrameText.table(self, width: width) }
    package func description(width: Int) -> String { table.description(width: width) }
    package var sentence: String { table.sentence }
    package var json: JSON { table.json }
}

extension Frame: ElementAssignable, ArrayConvertible, Duplicable, Unpackable {
    package var length: Int { table.rowCount }
    package var asArray: NDArray { get throws { try array() } }
    package var duplicate: any Presentable { with(table) }
    /// `X, y = data`
    package var parts: [Value] {
        get throws {
            guard let target = table.target else {
                throw Mistake(
                    "this table has no target", expected: "a target", try: "X = data.drop(columns=[\"price\"])")
            }
            return [.thing(with(try table.dropping([target]))), .thing(try series(target))]
        }
    }

    package func element(_ subscripts: [Subscript]) throws -> Value {
        if heads != nil, subscripts.count > 1 {
            let items = subscripts.compactMap { if case .index(let value) = $0 { value } else { nil } }
            if items.count == subscripts.count, let found = try under(.tuple(items)) { return found }
        }
        guard subscripts.count == 1, let first = subscripts.first else {
            throw Mistake(
                "\(subscripts.count) subscripts for a table", expected: "a column, columns, or a condition on rows",
                try: "data.loc[rows, columns]")
        }
        switch first {
        case .slice(let lower, let upper, let step):
            return .thing(rows(at: Array(try Subscripts.positions(length, lower, upper, step))))
        case .index(.text(let name)) where heads == nil: return .thing(try series(name))
        case .index(let value):
            if let found = try under(value) { return found }
            if let name = value.asText { return .thing(try series(name)) }
            if let condition = value.asThing(Frame.self) { return .thing(try kept(where: condition, Work())) }
            if let places = try mask(value) { return .thing(rows(at: places)) }
            if let names = names(value) { return .thing(with(try table.selecting(names))) }
            if let number = value.asInt { return .thing(try series("\(number)")) }
            throw Mistake(
                "\(value.brief) is no column of this table",
                expected: "a name, a list of names, or a condition such as data[\"price\"] > 100", try: "data.iloc[0]"
            ).raised(as: "KeyError", value.repr)
        }
    }

    /// The names in a list of them; nil for anything else.
    package func names(_ value: Value) -> [String]? {
        if let heads, case .tuple = value.plain, let start = ColumnHeads.start(value) {
            let found = heads.names(under: start, in: table.names)
            if !found.isEmpty { return found }
        }
        guard let items = value.places else { return nil }
        var names: [String] = []
        for item in items {
            let start = heads.flatMap { _ in ColumnHeads.start(item) }
            let found = start.map { heads?.names(under: $0, in: table.names) ?? [] } ?? []
            guard found.isEmpty else {
                names += found
                continue
            }
            guard let name = item.asText ?? item.asInt.map({ "\($0)" }) else { return nil }
            names.append(name)
        }
        return names
    }

    /// The cells where a table of conditions holds, and gaps elsewhere.
    private func kept(where condition: Frame, _ work: Work) throws -> Frame {
        guard condition.length == length else {
            throw Mistake("a condition of \(condition.length) rows for \(length)", expected: "as many rows")
        }
        return with(
            try Table(
                table.columns.map { column in
                    guard case .flags(let flags)? = try? condition.table.column(column.name).cells else {
                        return column
                    }
                    return try column.picked(flags.indices.map { flags[$0] == 1 ? $0 : nil }, work)
                }, name: table.name))
    }

    /// The places where a condition holds, matched by what its rows are called; nil for what is none.
    func mask(_ value: Value) throws -> [Int]? {
        if let series = value.asThing(Series.self), case .flags(let cells) = series.column.cells,
            !series.labels.isSame(as: labels)
        {
            let rows = try labels.rows(in: series.labels, Work())
            guard !rows.contains(nil) else {
                throw Mistake(
                    "the condition is of other rows than the table", expected: "a condition on the same table"
                ).raised(
                    as: "IndexingError",
                    "Unalignable boolean Series provided as indexer (index of the boolean Series and of the indexed object "
                        + "do not match).")
            }
            return rows.indices.filter { row in rows[row].map { cells[$0] == 1 } ?? false }
        }
        return try value.mask(length, "table")
    }

    package func assign(_ value: Value, at subscripts: [Subscript], _ context: Context) throws {
        guard subscripts.count == 1, case .index(let what) = subscripts[0] else {
            throw Mistake(
                "only whole columns are assigned", expected: "a name",
                try: "data[\"new\"] = data[\"area\"] / 10, or data.loc[rows, \"area\"] = 0")
        }
        if let name = what.asText ?? what.asInt.map({ "\($0)" }) {
            let isEmpty = table.columns.isEmpty && length == 0
            var value = value
            if let only = value.asThing(Frame.self), !isEmpty {
                guard only.table.columns.count == 1 else {
                    throw Mistake(
                        "a table of \(only.table.columns.count) columns for the one column \"\(name)\"",
                        expected: "one column", try: "data[[\"a\", \"b\"]] = …"
                    ).raised(
                        as: "ValueError",
                        "Cannot set a DataFrame with multiple columns to the single column \(name)")
                }
                value = .thing(Series(only.table.columns[0], labels: only.labels))
            }
            let column = try column(name, value, isEmpty: isEmpty, context)
            table = try table.setting(column)
            if isEmpty {
                labels = value.asThing(Series.self)?.labels ?? RowLabels(count: length)
                countsColumns = what.asText == nil
            }
            return
        }
        if let condition = what.asThing(Frame.self) { return try set(value, where: condition, context) }
        if let places = try mask(what) {
            return try RowAccess(frame: self, way: .place).set(places, table.names, value, context)
        }
        guard let names = names(what) else {
            throw Mistake("\(what.brief) is no column", expected: "a name, or a list of names").raised(as: "KeyError")
        }
        let parts = value.asThing(Frame.self)
        let rows = parts == nil ? value.array : nil
        // Rows of cells, or a value for each column.
        let items = parts == nil && rows == nil ? value.elements : nil
        let grid = items?.map { $0.asText == nil ? $0.places : nil } as? [[Value]]
        for (place, name) in names.enumerated() {
            let part: Value
            if let parts {
                guard parts.table.columns.count == names.count else {
                    throw Mistake("\(parts.table.columns.count) columns for \(names.count)", expected: "as many")
                        .raised(as: "ValueError", "Columns must be same length as key")
                }
                part = .thing(Series(parts.table.columns[place], labels: parts.labels))
            } else if let rows, rows.ndim == 2 {
                guard rows.shape[1] == names.count else {
                    throw Mistake("\(rows.shape[1]) columns for \(names.count)", expected: "as many")
                        .raised(as: "ValueError", "Columns must be same length as key")
                }
                part = .thing(try rows.taken(NDArray([place]), axis: 1).reshaped([rows.shape[0]]))
            } else if let grid, grid.count == length, grid.allSatisfy({ $0.count == names.count }) {
                part = .list(grid.map { $0[place] })
            } else if let items, grid == nil, items.count == names.count {
                part = items[place]
            } else {
                part = value
            }
            table = try table.setting(column(name, part, isEmpty: false, context))
        }
    }

    /// Puts a value into the cells where a table of conditions holds.
    private func set(_ value: Value, where condition: Frame, _ context: Context) throws {
        guard condition.length == length, value.asText != nil || value.places == nil else {
            throw Mistake(
                "a condition of \(condition.length) rows for \(length)",
                expected: "a condition on the same table, and one value"
            ).raised(as: "ValueError", "Item wrong length \(condition.length) instead of \(length).")
        }
        for name in table.names {
            guard case .flags(let flags)? = try? condition.table.column(name).cells else { continue }
            let places = flags.indices.filter { flags[$0] == 1 }
            if !places.isEmpty { try RowAccess(frame: self, way: .place).set(places, [name], value, context) }
        }
    }

    /// A column of a value, a series matched by what its rows are called.
    private func column(_ name: String, _ value: Value, isEmpty: Bool, _ context: Context) throws -> Column {
        guard let series = value.asThing(Series.self), !isEmpty, !series.labels.isSame(as: labels) else {
            return try Frame.column(name, value, rows: length, context)
        }
        var column = try series.column.picked(labels.rows(in: series.labels, context.work), context.work)
        column.name = name
        return column
    }

    /// A column of a value: a series, an array, a list, or one value for all rows.
    package static func column(_ name: String, _ value: Value, rows: Int, _ context: Context) throws -> Column {
        if let series = value.asThing(Series.self) {
            var column = series.column
            column.name = name
            return column
        }
        if let categories = value.asThing(CategoryArray.self) {
            var column = categories.series.column
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
            if let items = try? value.elements(in: context) {
                return try Column(name, of: items, stoppedBy: context.work)
            }
            return try Column(name, of: [Value](repeating: value, count: rows), stoppedBy: context.work)
        }
        return try Column(name, of: [Value](repeating: value, count: rows), stoppedBy: context.work)
    }
}

extension Frame: Iterable {
    package func passed(_ place: Int) throws -> Value {
        heads == nil ? columnValue(table.names[place]) : columnLabels.value(place)
    }
    package var passCount: Int { table.columns.count }
    package func holds(_ value: Value, _ work: Work) throws -> Bool {
        if let heads, let start = ColumnHeads.start(value) {
            return !heads.names(under: start, in: table.names).isEmpty
        }
        return (value.asText ?? value.asInt.map { "\($0)" }).map(table.names.contains) ?? false
    }
}

extension Frame: OwnAttributes, MadeByWord {
    package var madeBy: String { "pandas.DataFrame" }

    /// `data.area`
    package func ownAttribute(_ name: String) -> Value? {
        if heads != nil { return try? under(.text(name)) }
        return table.names.contains(name) ? (try? series(name)).map { .thing($0) } : nil
    }
}

extension Frame: Operable, Comparing {
    /// Column by column with one value, with a series of the columns' names, or with the columns of the same names.
    func byColumn(_ other: Value, _ work: Work, _ body: (Series, Value) throws -> Value?) throws -> Value? {
        func part(_ column: Column, _ value: Value) throws -> Column? {
            guard var found = try body(Series(column, labels: labels), value)?.asThing(Series.self)?.column else {
                return nil
            }
            found.name = column.name
            return found
        }
        var columns: [Column] = []
        for (place, column) in table.columns.enumerated() {
            let operand: Value
            if let frame = other.asThing(Frame.self) {
                guard let own = try? frame.series(column.name) else {
                    columns.append(Column(column.name, .numbers([Double](repeating: .nan, count: length))))
                    continue
                }
                guard own.labels.isSame(as: labels) else {
                    throw Mistake(
                        "tables whose rows have other names", expected: "the same index in both",
                        try: ".reset_index(drop=True)")
                }
                operand = .thing(own)
            } else if let series = other.asThing(Series.self) {
                let name = heads == nil ? columnValue(column.name) : columnLabels.value(place)
                let rows = try series.labels.places(of: name, work)
                operand = rows.first.map { series.value($0) } ?? .number(.nan)
            } else if let array = other.array, array.ndim == 2 {
                let whole = try array.broadcast(to: [length, table.columns.count])
                operand = .thing(try whole.taken(NDArray([place]), axis: 1).reshaped([length]))
            } else if let items = other.places {
                guard items.count == table.columns.count else { return nil }
                operand = items[place]
            } else {
                operand = other
            }
            guard let found = try part(column, operand) else { return nil }
            columns.append(found)
        }
        return .thing(with(try Table(columns, name: table.name)))
    }

    package func applying(_ operation: BinaryOperator, _ other: Value, isRight: Bool, _ context: Context) throws
        -> Value?
    {
        try byColumn(other, context.work) { try $0.applying(operation, $1, isRight: isRight, context) }
    }

    package func applying(_ operation: UnaryOperator) throws -> Value? {
        try byColumn(.none, Work()) { series, _ in try series.applying(operation) }
    }

    package func comparing(_ operation: ComparisonOperator, _ other: Value, isRight: Bool, work: Work) throws -> Value?
    {
        guard operation.isOfElements else { return nil }
        return try byColumn(other, work) { try $0.comparing(operation, $1, isRight: isRight, work: work) }
    }
}
