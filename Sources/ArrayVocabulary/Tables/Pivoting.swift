import Answers
import Arrays
import Datasets
import Language

/// Rows by some keys and columns by others: what pivot tables, cross tables and `unstack` lay out.
struct Pivoting {
    private let index: [Column]
    private let across: [Column]
    /// The rows of the data that fall into each row, each column, and each cell of the result.
    private let rows: [[Int]]
    private let heads: [[Int]]
    private let cells: [[[Int]]]

    /// - Parameter across: keys of columns; none makes one column of all rows.
    /// - Throws: `Mistake` beyond 10,000,000 cells.
    init(_ index: [Column], _ across: [Column], count: Int, _ work: Work) throws {
        var places: [CellKey: [CellKey: [Int]]] = [:]
        var (ofRow, ofHead): ([CellKey: [Int]], [CellKey: [Int]]) = ([:], [:])
        // A million rows of cells take long to be given back.
        defer { if ofRow.count > 10_000 { LargeValue.letGo(places, ofRow, ofHead) } }
        var check = StopCheck(work)
        for row in 0..<count {
            try check.pass()
            guard !across.contains(where: { $0.isMissing(row) }), !index.contains(where: { $0.isMissing(row) }) else {
                continue
            }
            let own = CellKey.several(index.map { $0.key(row) })
            let head = CellKey.several(across.map { $0.key(row) })
            places[own, default: [:]][head, default: []].append(row)
            ofRow[own, default: []].append(row)
            ofHead[head, default: []].append(row)
        }
        guard ofRow.count.multipliedReportingOverflow(by: ofHead.count).partialValue <= 10_000_000 else {
            throw Mistake(
                "\(ofRow.count.grouped) rows and \(ofHead.count.grouped) columns",
                expected: "at most 10,000,000 cells", try: "groupby, which keeps what is there")
        }
        let (rowKeys, headKeys) = (
            try ofRow.keys.sorted(stoppedBy: work, by: <), try ofHead.keys.sorted(stoppedBy: work, by: <)
        )
        (self.index, self.across) = (index, across)
        rows = try rowKeys.map(stoppedBy: work) { ofRow[$0] ?? [] }
        heads = try headKeys.map(stoppedBy: work) { ofHead[$0] ?? [] }
        cells = try rowKeys.map { row in
            try check.pass(headKeys.count)
            return headKeys.map { places[row]?[$0] ?? [] }
        }
    }

    var headCount: Int { heads.count }

    /// What a column is called: a part for each key.
    func parts(of head: Int) -> [String] { across.map { $0.text(heads[head][0]) ?? "NaN" } }

    /// What the rows are called, with one more for all of them where that has a name.
    func labels(all: String? = nil) -> RowLabels {
        let firsts = rows.compactMap(\.first)
        guard let all else { return RowLabels(index.map { $0.rows(at: firsts) }) }
        return RowLabels(
            index.enumerated().map { place, column in
                Column(column.name, of: firsts.map { column.value($0) } + [.text(place == 0 ? all : "")])
            })
    }

    /// One column: for each row what a function makes of the cells that fall there, and of all of them where `kept` says which
    /// rows count for that.
    ///
    /// - Parameter head: the column; nil for all columns together.
    func column(
        _ values: Series, _ head: Int?, fill: Value?, all kept: ((Int) -> Bool)? = nil, _ work: Work,
        _ body: (Series) throws -> Value
    ) throws -> [Value] {
        func cell(_ places: [Int]) throws -> Value {
            if work.isCancelled { throw Stopped() }
            guard !places.isEmpty else { return fill ?? .number(.nan) }
            let value = try body(values.rows(at: places, work))
            return value.isGap ? fill ?? value : value
        }
        let own = try rows.indices.map { row in
            try cell(head.map { cells[row][$0] } ?? rows[row].filter { kept?($0) ?? true })
        }
        guard let kept else { return own }
        return own + [try cell((head.map { heads[$0] } ?? rows.flatMap(\.self)).filter(kept))]
    }

    /// A table of columns: each called by its head, or by some parts before that.
    func frame(_ columns: [(parts: [String], cells: [Value])], front: [String], labels: RowLabels, name: String) throws
        -> Frame
    {
        let titles = front + across.map(\.name)
        guard titles.count > 1 else {
            let found = Frame(
                try Table(columns.map { Column($0.parts.first ?? "", of: $0.cells) }, name: name), labels: labels)
            found.columnsName = titles.first ?? ""
            found.countsColumns = across.first?.isCount ?? false
            return found
        }
        return try Frame.deep(
            columns.map { ($0.parts, Column("", of: $0.cells)) }, titles: titles, counted: counted(behind: front.count),
            name: name, labels: labels)
    }

    /// Which parts of the names of columns are whole numbers, behind so many others.
    private func counted(behind front: Int) -> Set<Int> {
        Set(across.indices.filter { across[$0].isCount }.map { $0 + front })
    }

    /// The columns of one value by all heads, under some parts in front.
    func columns(
        _ values: Series, front: [String], fill: Value?, _ work: Work, _ body: (Series) throws -> Value
    ) throws -> [(parts: [String], cells: [Value])] {
        try Pivoting.levelled(
            (0..<headCount).map { head in
                (parts: front + parts(of: head), cells: try column(values, head, fill: fill, work, body))
            }, work)
    }

    /// Where one of the columns of a value has a gap, whole numbers are floating-point ones in all of them, as in pandas.
    private static func levelled(
        _ columns: [(parts: [String], cells: [Value])], _ work: Work
    ) throws -> [(parts: [String], cells: [Value])] {
        guard columns.contains(where: { $0.cells.contains(where: \.isGap) }) else { return columns }
        return try columns.map { parts, cells in
            (
                parts,
                try cells.map(stoppedBy: work) { cell in
                    if case .int(let whole) = cell.plain { .number(Double(whole)) } else { cell }
                }
            )
        }
    }

    // MARK: pivot_table

    /// What `pivot_table` and `crosstab` ask for.
    struct Wishes {
        var index: [Column]
        var across: [Column]
        /// The columns that are summed up, with their functions.
        var values: [(name: String, function: Value)]
        /// Whether the name of the value stands above each column.
        var isNamed: Bool
        var fill: Value?
        /// What the row and column of all are called; nil where there are none.
        var all: String?
    }

    static func table(_ frame: Frame, _ wishes: Wishes, _ context: Context) throws -> Frame {
        let pivoting = try Pivoting(wishes.index, wishes.across, count: frame.length, context.work)
        let sources = try wishes.values.map { try frame.series($0.name) }
        let kept: ((Int) -> Bool)? = wishes.all.map { _ in
            { row in sources.allSatisfy { !$0.column.isMissing(row) } }
        }
        var columns: [(parts: [String], cells: [Value])] = []
        for (wish, source) in zip(wishes.values, sources) {
            let front = wishes.isNamed || wishes.across.isEmpty ? [wish.name] : []
            func body(_ cells: Series) throws -> Value { try Aggregation.value(cells, wish.function, context) }
            columns += try Pivoting.levelled(
                (0..<pivoting.headCount).map { head in
                    (
                        parts: front + pivoting.parts(of: head),
                        cells: try pivoting.column(source, head, fill: wishes.fill, all: kept, context.work, body)
                    )
                }, context.work)
            if let all = wishes.all, !wishes.across.isEmpty {
                let rest = [String](repeating: "", count: wishes.across.count - 1)
                columns.append(
                    (
                        front + [all] + rest,
                        try pivoting.column(source, nil, fill: wishes.fill, all: kept, context.work, body)
                    ))
            }
        }
        // A column of gaps only is none.
        columns.removeAll { $0.cells.allSatisfy(\.isGap) }
        return try pivoting.frame(
            columns, front: wishes.isNamed || wishes.across.isEmpty ? [""] : [],
            labels: pivoting.labels(all: wishes.all),
            name: frame.table.name)
    }

    static let signature =
        "values=None, index=None, columns=None, aggfunc='mean', fill_value=None, margins=False, margins_name='All', observed=True"

    static func table(_ frame: Frame, _ call: NumPyCall) throws -> Frame {
        func keys(_ name: String) throws -> [Column] {
            guard let value = call.value(.max, name) else { return [] }
            if let series = value.asThing(Series.self) { return [series.column] }
            return try (frame.names(value) ?? value.asText.map { [$0] } ?? []).map { key in
                try frame.labels.levels.first { $0.name == key && !frame.table.names.contains(key) }
                    ?? frame.table.column(key)
            }
        }
        let (index, across) = (try keys("index"), try keys("columns"))
        guard !index.isEmpty else {
            throw Mistake(
                "pivot_table without index", expected: "index=",
                try: "data.pivot_table(values=\"price\", index=\"kind\")"
            ).raised(as: "ValueError", "No group keys passed!")
        }
        let function = call.value(.max, "aggfunc") ?? .text("mean")
        let wanted = call.value(.max, "values")
        let used = Set((index + across).map(\.name))
        var names = wanted.map { $0.asText.map { [$0] } ?? frame.names($0) ?? [] }
        var functions: [String: Value] = [:]
        if case .dict(let entries) = function {
            for entry in entries.entries { functions[entry.key.asText ?? entry.key.repr] = entry.value }
            names = names ?? functions.keys.sorted()
        }
        let values =
            names ?? frame.table.columns.filter { !used.contains($0.name) && $0.kind == .number }.map(\.name)
        let all = try call.flag(.max, "margins") ? call.text(.max, "margins_name", "All") : nil
        let fill = call.value(.max, "fill_value")
        func one(_ function: Value) throws -> Frame {
            try table(
                frame,
                Wishes(
                    index: index, across: across,
                    values: values.sorted().map { (name: $0, function: functions[$0] ?? function) },
                    isNamed: wanted?.asText == nil, fill: fill, all: all), call.context)
        }
        guard functions.isEmpty, let list = Aggregation.list(function) else { return try one(function) }
        let parts = try zip(Aggregation.names(list), list).flatMap { name, function in
            let part = try one(function)
            let heads = part.columnLabels
            return part.table.columns.enumerated().map { place, column in
                (parts: [name] + heads.levels.map { $0.text(place) ?? "" }, column: column, labels: part.labels)
            }
        }
        guard let first = parts.first else { return frame.with(try Table([])) }
        let titles = (wanted?.asText == nil || across.isEmpty ? ["", ""] : [""]) + across.map(\.name)
        let front = titles.count - across.count
        return try Frame.deep(
            parts.map { ($0.parts, $0.column) }, titles: titles,
            counted: Set(across.indices.filter { across[$0].isCount }.map { $0 + front }), name: frame.table.name,
            labels: first.labels)
    }

    // MARK: crosstab

    static func crossed(_ call: NumPyCall) throws -> Frame {
        func keys(_ place: Int, _ name: String) throws -> [Series] {
            let value = try call.required(place, name)
            let items = value.asThing(Series.self) == nil ? value.elements ?? [] : []
            let isSeveral = !items.isEmpty && items.allSatisfy { $0.asThing(Series.self) != nil || $0.array != nil }
            return try (isSeveral ? items : [value]).enumerated().map { place, item in
                if let series = item.asThing(Series.self) { return series }
                let plain = name == "index" ? "row_\(place)" : "col_\(place)"
                let column = try Frame.column(plain, item, rows: 0, call.context)
                return Series(column, labels: RowLabels(count: column.count))
            }
        }
        let (index, across) = (try keys(0, "index"), try keys(1, "columns"))
        let count = index.first?.length ?? 0
        for other in index + across where other.length != count {
            throw Mistake("\(count) and \(other.length) cells", expected: "as many").raised(as: "ValueError")
        }
        let given = call.value(2, "values")
        let function = call.value(3, "aggfunc")
        guard (given == nil) == (function == nil) else {
            throw Mistake(
                given == nil ? "aggfunc without values" : "values without aggfunc", expected: "both, or neither",
                try: "pd.crosstab(a, b, values=v, aggfunc=\"mean\")"
            ).raised(
                as: "ValueError",
                given == nil ? "aggfunc cannot be used without values." : "values cannot be used without an aggfunc.")
        }
        let source: Column
        if let given {
            source = try Frame.column("values", given, rows: count, call.context)
        } else {
            source = Column("values", .numbers([Double](repeating: 1, count: count)), isWhole: true)
        }
        let shares = try call.value(5, "normalize").flatMap { norm in
            try norm.asText != nil || call.context.isTrue(norm) ? norm.asText ?? "all" : nil
        }
        let all = try call.flag(4, "margins") ? call.text(6, "margins_name", "All") : nil
        let found = try table(
            Frame(try Table([source])),
            Wishes(
                index: index.map(\.column), across: across.map(\.column),
                values: [(name: "values", function: function ?? .text("count"))], isNamed: false,
                fill: given == nil ? .int(0) : nil, all: all), call.context)
        guard let shares else { return found }
        guard all != nil else { return found.with(try Table(normalised(found.table.columns, shares))) }
        return try normalised(withMargins: found, shares)
    }

    /// Counts as shares of their row, of their column, or of all, and what the rows and columns of all are of all.
    private static func normalised(withMargins found: Frame, _ way: String) throws -> Frame {
        let columns = found.table.columns
        guard let margin = columns.last, let sums = margin.numbers, sums.count > 1 else { return found }
        let rows = Array(0..<sums.count - 1)
        let core = try normalised(columns.dropLast().map { $0.rows(at: rows) }, way)
        let heads = columns.dropLast().map { $0.numbers?.last ?? .nan }
        func shares(_ numbers: [Double]) -> [Double] {
            let all = numbers.reduce(0, +)
            return numbers.map { $0 / all }
        }
        let below = way == "columns" ? nil : shares(heads)
        var all = core.enumerated().map { place, column in
            let cells = (column.numbers ?? []) + (below.map { [$0[place]] } ?? [])
            return Column(column.name, .numbers(cells.map { $0.isNaN ? 0 : $0 }))
        }
        if way != "index" {
            all.append(Column(margin.name, .numbers(shares(sums.dropLast()) + (below == nil ? [] : [1]))))
        }
        return found.with(try Table(all), below == nil ? found.labels.at(rows) : found.labels)
    }

    /// Counts as shares of their row, their column, or of all.
    private static func normalised(_ columns: [Column], _ way: String) throws -> [Column] {
        let numbers = columns.map { $0.numbers ?? [] }
        let rows = (0..<(numbers.first?.count ?? 0)).map { row in numbers.reduce(0) { $0 + $1[row] } }
        let all = rows.reduce(0, +)
        return try zip(columns, numbers).map { column, cells in
            switch way {
            case "index": return Column(column.name, .numbers(zip(cells, rows).map { $0 / $1 }))
            case "columns":
                let sum = cells.reduce(0, +)
                return Column(column.name, .numbers(cells.map { $0 / sum }))
            case "all": return Column(column.name, .numbers(cells.map { $0 / all }))
            default:
                throw Mistake("normalize = '\(way)'", expected: "True, 'index' or 'columns'", argument: "normalize")
                    .raised(as: "ValueError", "Not a valid normalize argument")
            }
        }
    }
}

extension Column {
    /// Whether the cells are whole numbers without a gap, so that columns are called by them.
    fileprivate var isCount: Bool { kind == .number && isWhole && missingCount == 0 }
}
