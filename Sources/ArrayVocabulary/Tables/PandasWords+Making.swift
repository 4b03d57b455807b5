import Answers
import Arrays
import Datasets
import Language

/// Tables and columns of values of the language: dicts, lists, rows, arrays.
extension PandasWords {
    static func series(_ call: NumPyCall) throws -> Series {
        let name = call.value(.max, "name").map { $0.asText ?? $0.plain.repr }
        let index = call.value(1, "index")
        var found: Series
        switch call.value(0, "data") {
        case .dict(let entries)?:
            found = Series(
                entries.entries.map(\.value), name: name ?? "",
                labels: RowLabels([Column("", of: entries.entries.map(\.key))]))
            if let index { found = try reindexed(found, index, call) }
        case let value?:
            if let own = value.asThing(Series.self) {
                found = try index.map { try reindexed(own, $0, call) } ?? own.duplicate
            } else if let categories = value.asThing(CategoryArray.self) {
                found = categories.series
                if let index { found.labels = try labels(index, found.length, call) }
            } else {
                let isOne = value.asText != nil || (value.places == nil && value.asDouble != nil)
                let rows = try isOne ? index.map { try ($0.places ?? $0.elements(in: call.context)).count } ?? 1 : 0
                if value.array == nil, let items = isOne ? nil : try value.places ?? value.elements(in: call.context) {
                    found = try Series(
                        items, name: "", labels: RowLabels(count: items.count), stoppedBy: call.work)
                } else {
                    let column = try Frame.column("", value, rows: rows, call.context)
                    found = Series(column, labels: RowLabels(count: column.count))
                }
                if let index { found.labels = try labels(index, found.length, call) }
            }
            if let name { found.column.name = name }
        case nil:
            let rows = try index.map { try ($0.places ?? $0.elements(in: call.context)).count } ?? 0
            found = Series(
                Column(name ?? "", .numbers([Double](repeating: .nan, count: rows))), labels: RowLabels(count: rows))
            if let index { found.labels = try labels(index, rows, call) }
        }
        if let type = call.value(.max, "dtype") {
            found = found.with(try ColumnWork.converted(found.column, type, call.work))
        }
        return found
    }

    static func labels(_ index: Value, _ rows: Int, _ call: NumPyCall) throws -> RowLabels {
        let count = try (index.places ?? index.elements(in: call.context)).count
        guard count == rows else {
            throw Mistake("\(rows) values for \(count) rows of the index", expected: "as many", argument: "index")
                .raised(
                    as: "ValueError", "Length of values (\(rows)) does not match length of index (\(count))")
        }
        return try TableMember.labels(index, rows, call.context)
    }

    /// The rows of these names; what is not there is missing.
    private static func reindexed(_ series: Series, _ index: Value, _ call: NumPyCall) throws -> Series {
        let wanted = try TableMember.labels(
            index, (index.places ?? index.elements(in: call.context)).count, call.context)
        return Series(try series.column.picked(wanted.rows(in: series.labels, call.work), call.work), labels: wanted)
    }

    static func make(_ call: NumPyCall) throws -> Value {
        let heads = call.value(2, "columns").flatMap { $0.places ?? (try? $0.elements(in: call.context)) }
        let names = heads?.map(\.written)
        var counts = heads.map { Column.LevelType(of: $0) == .whole } ?? false
        let index = call.value(1, "index")
        let count = try index.map { try ($0.places ?? $0.elements(in: call.context)).count }
        var labels: RowLabels?
        var columns: [Column] = []
        switch call.value(0, "data") {
        case nil:
            columns = (names ?? []).map { Column($0, .numbers([Double](repeating: .nan, count: count ?? 0))) }
        case .dict(let entries)?:
            (columns, labels) = try ofDict(entries.entries.map { ($0.key, $0.value) }, index, count, call)
            counts = names == nil ? Column.LevelType(of: entries.entries.map(\.key)) == .whole : counts
            if let names {
                let rows = columns.first?.count ?? count ?? 0
                columns = names.map { name in
                    columns.first { $0.name == name }
                        ?? Column(name, .numbers([Double](repeating: .nan, count: rows)))
                }
            }
        case let data?:
            if let frame = data.asThing(Frame.self) {
                columns = try names.map { try frame.table.selecting($0).columns } ?? frame.table.columns
                (labels, counts) = (frame.labels, names == nil ? frame.countsColumns : counts)
            } else if let series = data.asThing(Series.self) {
                var column = series.column
                if column.name.isEmpty {
                    (column.name, counts) = (names?.first ?? "0", names == nil || counts)
                }
                (columns, labels) = ([column], series.labels)
            } else if let rows = data.elements?.map({ $0.asThing(Series.self) }) as? [Series], !rows.isEmpty {
                columns = try records(
                    rows.map { row in
                        .dict(
                            .init(
                                try (0..<row.length).map(stoppedBy: call.work) { (row.labels.value($0), row.value($0)) }
                            ))
                    }, call.context)
                if let names { columns = try Table(columns).selecting(names).columns }
                counts = rows[0].labels.isNumbered
                if rows.contains(where: { !$0.column.name.isEmpty }) {
                    labels = RowLabels([Column("", of: rows.map { ColumnHeads.value($0.column.name) })])
                }
            } else if let items = data.elements, case .dict? = items.first {
                columns = try records(items, call.context)
                if let names { columns = try Table(columns).selecting(names).columns }
            } else {
                columns = try ofRows(data, names, call)
                counts = counts || names == nil
                if let names {
                    guard names.count == columns.count else {
                        throw Mistake("\(names.count) names for \(columns.count) columns", expected: "a name for each")
                            .raised(
                                as: "ValueError",
                                "Shape of passed values is (\(columns.first?.count ?? 0), \(columns.count)), indices imply "
                                    + "(\(columns.first?.count ?? 0), \(names.count))")
                    }
                    for place in names.indices { columns[place].name = names[place] }
                }
            }
        }
        if let index, labels == nil {
            let rows = columns.first?.count ?? count ?? 0
            guard rows == count else {
                throw Mistake("\(rows) rows and \(count ?? 0) names for them", expected: "as many", argument: "index")
                    .raised(
                        as: "ValueError",
                        "Shape of passed values is (\(rows), \(columns.count)), indices imply (\(count ?? 0), \(columns.count))"
                    )
            }
            labels = try TableMember.labels(index, rows, call.context)
        } else if let index, let own = labels,
            call.value(0, "data")?.asThing(Frame.self) != nil || call.value(0, "data")?.asThing(Series.self) != nil
        {
            let wanted = try TableMember.labels(index, count ?? 0, call.context)
            let rows = try wanted.rows(in: own, call.work)
            (columns, labels) = (try columns.map { try $0.picked(rows, call.work) }, wanted)
        }
        if let type = call.value(.max, "dtype") {
            columns = try columns.map { try ColumnWork.converted($0, type, call.work) }
        }
        let found = Frame(try Table(columns.map(\.settled), name: "DataFrame"), labels: labels)
        found.countsColumns = counts
        return .thing(found)
    }

    /// Columns by name; series are matched by what their rows are called.
    private static func ofDict(
        _ entries: [(key: Value, value: Value)], _ index: Value?, _ count: Int?, _ call: NumPyCall
    ) throws
        -> ([Column], RowLabels?)
    {
        if entries.contains(where: { if case .dict = $0.value { true } else { false } }) {
            return try ofDicts(entries, index, count, call)
        }
        let serieses = entries.compactMap { $0.value.asThing(Series.self) }
        var labels: RowLabels?
        if let first = serieses.first {
            if let index {
                labels = try TableMember.labels(index, count ?? 0, call.context)
            } else {
                labels = try serieses.dropFirst().reduce(first.labels) { all, next in
                    all.isSame(as: next.labels) ? all : try all.joined(with: next.labels, call.work).labels
                }
            }
        }
        let lengths = try entries.filter { $0.value.asThing(Series.self) == nil }.map {
            try length($0.value, call.context)
        }
        let longest = labels?.count ?? lengths.compactMap { $0 }.max() ?? count ?? 1
        let columns = try entries.map { key, value -> Column in
            let name = key.asText ?? key.plain.repr
            if let series = value.asThing(Series.self), let labels {
                var column =
                    labels.isSame(as: series.labels)
                    ? series.column : try series.column.picked(labels.rows(in: series.labels, call.work), call.work)
                column.name = name
                return column
            }
            return try Frame.column(name, value, rows: longest, call.context)
        }
        if labels == nil, index == nil, !entries.isEmpty, lengths.allSatisfy({ $0 == nil }) {
            throw Mistake("only single values", expected: "lists, or index=", try: "pd.DataFrame({\"a\": [1]})").raised(
                as: "ValueError", "If using all scalar values, you must pass an index")
        }
        if let odd = columns.first(where: { $0.count != longest }) {
            throw Mistake(
                "column \"\(odd.name)\" has \(odd.count) rows, another \(longest)", expected: "columns of equal length"
            ).raised(as: "ValueError", "All arrays must be of the same length")
        }
        return (columns, labels)
    }

    /// Columns of dicts, whose keys are what rows are called, in the order in which they come.
    private static func ofDicts(
        _ entries: [(key: Value, value: Value)], _ index: Value?, _ count: Int?, _ call: NumPyCall
    ) throws -> ([Column], RowLabels?) {
        var names: [Value] = []
        var seen: Set<CellKey> = []
        for entry in entries {
            let keys: [Value]
            if case .dict(let cells) = entry.value {
                keys = cells.entries.map(\.key)
            } else if let series = entry.value.asThing(Series.self) {
                keys = try series.labels.values(call.work)
            } else {
                keys = []
            }
            for key in keys where seen.insert(CellKey(key) ?? .text(key.written)).inserted { names.append(key) }
        }
        let labels =
            try index.map { try TableMember.labels($0, count ?? 0, call.context) }
            ?? RowLabels([try Column("", of: names, stoppedBy: call.work)])
        let columns = try entries.map { entry -> Column in
            let name = entry.key.written
            guard case .dict(let cells) = entry.value else {
                guard let series = entry.value.asThing(Series.self) else {
                    return try Frame.column(name, entry.value, rows: labels.count, call.context)
                }
                var column = try series.column.picked(labels.rows(in: series.labels, call.work), call.work)
                column.name = name
                return column
            }
            return try Column(
                name, of: labels.values(call.work).map { cells[$0] ?? .number(.nan) }, stoppedBy: call.work)
        }
        return (columns, labels)
    }

    /// Rows of cells, or of one cell each.
    private static func ofRows(_ data: Value, _ names: [String]?, _ call: NumPyCall) throws -> [Column] {
        if data.array == nil, let items = data.places ?? (try? data.elements(in: call.context)) {
            if items.isEmpty { return (names ?? []).map { Column($0, numbers: []) } }
            let rows = items.map { $0.asText == nil ? $0.places : nil }
            if rows.contains(where: { $0?.contains { $0.asText != nil || $0.isGap } == true })
                || rows.contains(where: { $0 == nil })
            {
                let width = rows.compactMap { $0?.count ?? 1 }.max() ?? 0
                return (0..<width).map { place in
                    Column(
                        "\(place)",
                        of: zip(items, rows).map { item, row in
                            row.map { $0[safe: place] ?? .none } ?? (place == 0 ? item : .none)
                        })
                }
            }
        }
        let array = try call.array(data, "data")
        guard array.ndim <= 2 else {
            throw Mistake("\(array.ndim) axes", expected: "rows and columns").raised(
                as: "ValueError", "Must pass 2-d input. shape=\(array.shape.shapeText)")
        }
        let width = array.ndim < 2 ? 1 : array.shape[1]
        let (numbers, isWhole) = (array.doubles(), array.dtype != .float32 && array.dtype != .float64)
        return (0..<width).map { place in
            let values = stride(from: place, to: numbers.count, by: width).map { numbers[$0] }
            return array.dtype == .bool
                ? Column("\(place)", .flags(values.map { $0 == 0 ? 0 : 1 }))
                : Column("\(place)", .numbers(values), isWhole: isWhole)
        }
    }

    /// How many rows a value makes; nil for one that stands in every row.
    static func length(_ value: Value, _ context: Context) throws -> Int? {
        if value.asText != nil { return nil }
        if let array = value.array { return array.shape.first }
        return try? value.elements(in: context).count
    }

    static func records(_ items: [Value], _ context: Context) throws -> [Column] {
        var names: [String] = []
        var cells: [String: [Value]] = [:]
        for (row, item) in items.enumerated() {
            if context.work.isCancelled { throw Stopped() }
            guard case .dict(let entries) = item else {
                throw Mistake("row \(row) is \(Phrase.indefinite(item.kind))", expected: "a dict, as the first row is")
            }
            for entry in entries.entries {
                let name = entry.key.asText ?? entry.key.plain.repr
                if cells[name] == nil {
                    names.append(name)
                    cells[name] = [Value](repeating: .none, count: row)
                }
                cells[name]?.append(entry.value)
            }
            for name in names where cells[name]?.count == row { cells[name]?.append(.none) }
        }
        return try names.map { try Column($0, of: cells[$0] ?? [], stoppedBy: context.work) }
    }
}
