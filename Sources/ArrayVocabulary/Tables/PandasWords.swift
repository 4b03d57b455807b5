import Answers
import Arrays
import Datasets
import Language

/// What listings take from pandas: tables that keep what the file says. `load_csv` is the word for learning from them.
enum PandasWords {
    static let words: [Word] = [
        word(
            "read_csv",
            "a table as the file has it: nothing is dropped, and only numbers, true and false are read as such",
            "filepath_or_buffer, sep=None, delimiter=None, header='infer', names=None, index_col=None, usecols=None, nrows=None, skiprows=None, na_values=None, thousands=None, decimal='.', encoding=None, on_bad_lines='error', skipinitialspace=False, engine=None, parse_dates=None, dtype=None, low_memory=None",
            "pd.read_csv"
        ) { try read($0) },
        word(
            "DataFrame", "a table of a dict of columns, of a list of dicts, or of rows of numbers",
            "data=None, index=None, columns=None, dtype=None, copy=None",
            "pd.DataFrame({\"area\": [90, 120], \"kind\": [\"flat\", \"house\"]})"
        ) { try make($0) },
        word(
            "Series", "a column by itself", "data=None, index=None, dtype=None, name=None, copy=None",
            "pd.Series([1, 2, 3])", returns: Series.kind
        ) { .thing(try series($0)) },
        word(
            "get_dummies", "categories as columns of True and False",
            "data, prefix=None, prefix_sep='_', dummy_na=False, columns=None, drop_first=False, dtype=None",
            "pd.get_dummies(pd.DataFrame({\"kind\": [\"flat\", \"house\"]}))"
        ) { try dummies($0) },
        word(
            "concat", "tables one below the other, or side by side",
            "objs, axis=0, join='outer', ignore_index=False, sort=False, copy=True",
            "d = pd.DataFrame({\"a\": [1]})\npd.concat([d, d])"
        ) { try concat($0) },
        word(
            "merge", "two tables matched by keys",
            "left, right, how='inner', on=None, left_on=None, right_on=None, left_index=False, right_index=False, sort=False, suffixes=('_x','_y'), copy=True, indicator=False",
            "d = pd.DataFrame({\"k\": [1, 2], \"a\": [3, 4]})\npd.merge(d, d, on=\"k\")"
        ) { call in
            .thing(
                try Joining.merged(
                    frame(call.required(0, "left"), "left"), frame(call.required(1, "right"), "right"), call))
        },
        word(
            "crosstab", "how often two columns have each pair of cells", "index, columns, normalize=False",
            "d = pd.DataFrame({\"a\": [\"x\", \"y\"], \"b\": [\"u\", \"v\"]})\npd.crosstab(d[\"a\"], d[\"b\"])"
        ) { try crossed($0) },
        word(
            "to_numeric", "texts as numbers; with errors='coerce' what is none is missing", "arg, errors='raise'",
            "pd.to_numeric(pd.Series([\"1\", \"2\"]))", returns: Series.kind
        ) { try numeric($0) },
        word(
            "to_datetime", "texts as dates", "arg, errors='raise', format=None, dayfirst=False",
            "pd.to_datetime(pd.Series([\"2020-01-31\"]))", returns: Series.kind
        ) { try dated($0) },
        word(
            "date_range", "dates at equal distances", "start=None, end=None, periods=None, freq='D'",
            "pd.date_range(\"2024-01-01\", periods=3)", returns: Series.kind
        ) { try dates($0) },
        word(
            "cut", "numbers in classes: how many, or their edges",
            "x, bins, right=True, labels=None, include_lowest=False",
            "pd.cut(pd.Series([1, 5, 9]), bins=[0, 4, 10])", returns: Series.kind
        ) { try cut($0) },
        word(
            "isna", "True where a value is missing", "obj", "pd.isna(None)", returns: "bool"
        ) { call in
            let value = try call.required(0, "obj")
            if let series = value.asThing(Series.self) {
                return .thing(series.with(ColumnWork.missing(series.column, 1)))
            }
            if let frame = value.asThing(Frame.self) {
                return .thing(frame.with(try Table(frame.table.columns.map { ColumnWork.missing($0, 1) })))
            }
            if let array = value.array {
                return .thing(try NDArray(array.doubles().map { $0.isNaN ? 1 : 0 }).converted(to: .bool))
            }
            return .bool(value.isGap)
        },
    ]

    private static func word(
        _ name: String, _ summary: String, _ signature: String, _ example: String, returns: String = Frame.kind,
        _ body: @escaping @Sendable (NumPyCall) throws -> Value
    ) -> Word {
        let parameters = NumPyWord.parameters(signature)
        return Word(
            "pandas.\(name)", family: "data", summary: summary, parameters: parameters, returns: returns,
            examples: ["import pandas as pd\n\(example)"], seeAlso: ["load_csv"],
            meaning: .call { arguments, context in
                let call = NumPyCall(name, arguments, context, parameters)
                let found = try body(call)
                try call.finish()
                return found
            })
    }

    /// A table, or a column as a table of one.
    static func frame(_ value: Value, _ name: String) throws -> Frame {
        if let frame = value.asThing(Frame.self) { return frame }
        if let series = value.asThing(Series.self) {
            guard !series.column.name.isEmpty else {
                throw Mistake(
                    "\(name) is a column without a name", expected: "a table", try: ".to_frame(\"name\")",
                    argument: name
                )
                .raised(as: "ValueError", "Cannot merge a Series without a name")
            }
            return Frame(try Table([series.column]), labels: series.labels)
        }
        throw Mistake("\(value.brief) is no table", expected: "a table", argument: name).raised(
            as: "TypeError", "Can only merge Series or DataFrame objects, a \(value.typeName) was passed")
    }

    // MARK: Files

    private static func read(_ call: NumPyCall) throws -> Value {
        guard let path = try call.required(0, "filepath_or_buffer").asText else {
            throw Mistake("read_csv reads files", expected: "a path", argument: "filepath_or_buffer").raised(
                as: "TypeError")
        }
        var options = CSVOptions()
        options.isPlain = true
        let bad = call.text(.max, "on_bad_lines", "error")
        guard ["error", "skip"].contains(bad) else {
            throw Mistake("on_bad_lines = '\(bad)'", expected: "'error' or 'skip'", argument: "on_bad_lines").raised(
                as: "ValueError", "Argument \(bad) is invalid for on_bad_lines")
        }
        options.ragged = bad == "skip" ? .skip : .fill
        func byte(_ place: Int, _ name: String) throws -> UInt8? {
            guard let text = call.value(place, name)?.asText else { return nil }
            guard text.utf8.count == 1 else {
                throw Mistake("\(name) = \(Value.text(text).brief)", expected: "one character", argument: name)
            }
            return text.utf8.first
        }
        options.delimiter = try byte(1, "sep") ?? byte(2, "delimiter") ?? UInt8(ascii: ",")
        options.thousands = try byte(.max, "thousands")
        options.decimal = try byte(.max, "decimal") ?? UInt8(ascii: ".")
        if let encoding = call.value(.max, "encoding")?.asText {
            guard let known = TextEncoding(named: encoding) else {
                throw Mistake("encoding = '\(encoding)'", expected: "utf-8, utf-16 or latin-1", argument: "encoding")
                    .raised(
                        as: "LookupError", "unknown encoding: \(encoding)")
            }
            options.encoding = known
        }
        options.dropsLeadingBlanks = try call.flag(.max, "skipinitialspace")
        if let skipped = call.value(.max, "skiprows") {
            guard let lines = skipped.asInt, lines >= 0 else {
                throw Mistake(
                    "skiprows = \(skipped.brief)", expected: "how many lines to pass over", argument: "skiprows"
                ).raised(as: "TypeError")
            }
            options.skippedLines = lines
        }
        if let index = call.value(.max, "index_col"), case .bool(false) = index.plain { options.findsRowNames = false }
        options.mostRows = try call.int(.max, "nrows") ?? .max
        guard options.mostRows >= 0 else {
            throw Mistake("nrows = \(options.mostRows)", expected: "a whole number of at least 0", argument: "nrows")
        }
        if call.isNone(3, "header") {
            options.hasHeader = false
        } else if let header = call.value(3, "header"), header.asText != "infer", header.asInt != 0 {
            throw Mistake("header = \(header.brief)", expected: "0 or None", argument: "header")
        }
        if let names = call.value(4, "names")?.places?.map({ $0.asText ?? $0.plain.repr }) {
            options.names = names
            if call.value(3, "header")?.asInt == 0 { options.hasHeader = true }
        }
        if let words = call.value(.max, "na_values") {
            options.missing = (words.asText == nil ? words.elements ?? [words] : [words]).map {
                $0.asText ?? $0.plain.repr
            }
        }
        var table = try Table.csv(path, options, work: call.work)
        let isNumbered = options.hasHeader == false && options.names == nil
        if isNumbered {
            table = try Table(
                table.columns.enumerated().map { place, column in
                    Column("\(place)", column.cells, isWhole: column.isWhole)
                },
                name: table.name)
        }
        table = try Table(table.columns.map(\.settled), name: table.name)
        var rowNames: RowLabels?
        if let first = table.columns.first, first.name.isEmpty {
            rowNames = RowLabels([first])
            table = try table.dropping([""])
        }
        let all = table.names
        func name(_ value: Value, _ parameter: String) throws -> String {
            if let place = value.asInt, value.asText == nil {
                guard all.indices.contains(place < 0 ? all.count + place : place) else {
                    throw Mistake(
                        "\(parameter) = \(place) of \(all.count) columns", expected: "a column", argument: parameter)
                }
                return all[place < 0 ? all.count + place : place]
            }
            let name = value.asText ?? value.repr
            guard all.contains(name) else {
                throw Mistake(
                    "there is no column \"\(name)\"", expected: "one of \(all.prefix(8).joined(separator: ", "))",
                    argument: parameter
                )
                .raised(as: "ValueError", "Usecols do not match columns, columns expected but not found: ['\(name)']")
            }
            return name
        }
        if let given = call.value(.max, "dtype") {
            if case .dict(let entries) = given {
                for entry in entries.entries {
                    table = try table.setting(ColumnWork.converted(table.column(name(entry.key, "dtype")), entry.value))
                }
            } else {
                for column in table.columns { table = try table.setting(ColumnWork.converted(column, given)) }
            }
        }
        if let given = call.value(.max, "parse_dates") {
            let isIndex = if case .bool(true) = given.plain { true } else { false }
            let values = isIndex ? call.value(.max, "index_col").map { [$0] } ?? [] : given.elements ?? []
            for value in values {
                table = try table.setting(table.column(name(value, "parse_dates")).converted(to: .date))
            }
        }
        if let wanted = call.value(.max, "usecols") {
            let chosen = Set(try (wanted.places ?? [wanted]).map { try name($0, "usecols") })
            table = try table.selecting(all.filter(chosen.contains))
        }
        if let index = call.value(.max, "index_col") {
            if case .bool(false) = index.plain { return .thing(Frame(table)) }
            let names = try (index.asText == nil ? index.elements ?? [index] : [index]).map {
                try name($0, "index_col")
            }
            var labels = RowLabels(try names.map { try table.column($0) })
            if isNumbered || labels.name.hasPrefix("Unnamed: ") { labels.name = "" }
            return .thing(Frame(try table.dropping(names), labels: labels))
        }
        return .thing(Frame(table, labels: rowNames))
    }

    // MARK: Making

    private static func series(_ call: NumPyCall) throws -> Series {
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
                found = try index.map { try reindexed(own, $0, call) } ?? own
            } else {
                let isOne = value.asText != nil || (value.places == nil && value.asDouble != nil)
                let rows = try isOne ? index.map { try ($0.places ?? $0.elements(in: call.context)).count } ?? 1 : 0
                if value.array == nil, let items = isOne ? nil : try value.places ?? value.elements(in: call.context) {
                    found = Series(items, name: "", labels: RowLabels(count: items.count))
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
        if let type = call.value(.max, "dtype") { found = found.with(try ColumnWork.converted(found.column, type)) }
        return found
    }

    private static func labels(_ index: Value, _ rows: Int, _ call: NumPyCall) throws -> RowLabels {
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
        return Series(series.column.picked(try wanted.rows(in: series.labels, call.work)), labels: wanted)
    }

    private static func make(_ call: NumPyCall) throws -> Value {
        let names = call.value(2, "columns")?.places?.map { $0.asText ?? $0.plain.repr }
        let index = call.value(1, "index")
        let count = try index.map { try ($0.places ?? $0.elements(in: call.context)).count }
        var labels: RowLabels?
        var columns: [Column] = []
        switch call.value(0, "data") {
        case nil:
            columns = (names ?? []).map { Column($0, .numbers([Double](repeating: .nan, count: count ?? 0))) }
        case .dict(let entries)?:
            (columns, labels) = try ofDict(entries.entries.map { ($0.key, $0.value) }, index, count, call)
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
                labels = frame.labels
            } else if let series = data.asThing(Series.self) {
                var column = series.column
                if column.name.isEmpty { column.name = names?.first ?? "0" }
                (columns, labels) = ([column], series.labels)
            } else if let items = data.elements, case .dict? = items.first {
                columns = try records(items, call.context)
                if let names { columns = try Table(columns).selecting(names).columns }
            } else {
                columns = try ofRows(data, names, call)
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
            (columns, labels) = (columns.map { $0.picked(rows) }, wanted)
        }
        if let type = call.value(.max, "dtype") { columns = try columns.map { try ColumnWork.converted($0, type) } }
        return .thing(Frame(try Table(columns.map(\.settled), name: "DataFrame"), labels: labels))
    }

    /// Columns by name; series are matched by what their rows are called.
    private static func ofDict(
        _ entries: [(key: Value, value: Value)], _ index: Value?, _ count: Int?, _ call: NumPyCall
    ) throws
        -> ([Column], RowLabels?)
    {
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
                    ? series.column : series.column.picked(try labels.rows(in: series.labels, call.work))
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
    private static func length(_ value: Value, _ context: Context) throws -> Int? {
        if value.asText != nil { return nil }
        if let array = value.array { return array.shape.first }
        return try? value.elements(in: context).count
    }

    private static func records(_ items: [Value], _ context: Context) throws -> [Column] {
        var names: [String] = []
        var cells: [String: [Value]] = [:]
        for (row, item) in items.enumerated() {
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
        return names.map { Column($0, of: cells[$0] ?? []) }
    }

    // MARK: Shapes

    private static func dummies(_ call: NumPyCall) throws -> Value {
        let data = try call.required(0, "data")
        let series = data.asThing(Series.self)
        guard let table = try data.asThing(Frame.self)?.table ?? series.map({ try Table([$0.column]) }) else {
            throw Mistake("get_dummies of \(data.brief)", expected: "a table", argument: "data").raised(as: "TypeError")
        }
        let named = call.value(.max, "columns").map {
            $0.asText.map { [$0] } ?? $0.elements?.compactMap(\.asText) ?? []
        }
        for name in named ?? [] { _ = try table.column(name) }
        let dropsFirst = try call.flag(.max, "drop_first")
        let marksGaps = try call.flag(.max, "dummy_na")
        let separator = call.text(.max, "prefix_sep", "_")
        let prefix = call.value(.max, "prefix")
        let type = call.value(.max, "dtype").flatMap { DTypeObject.dtype(of: $0) }
        var columns: [Column] = []
        var coded: [Column] = []
        var number = 0
        for column in table.columns {
            guard named?.contains(column.name) ?? (column.coded != nil || series != nil) else {
                columns.append(column)
                continue
            }
            let start =
                if case .dict(let entries)? = prefix {
                    entries.entries.first { $0.key.asText == column.name }?.value.asText ?? column.name
                } else {
                    prefix?.asText ?? prefix?.elements?[safe: number]?.asText ?? (series == nil ? column.name : nil)
                }
            number += 1
            let texts = try column.converted(to: .category)
            guard let (codes, levels) = texts.coded else { continue }
            let rows = Dictionary(
                codes.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
            let used = rows.keys.filter { $0 >= 0 }.sorted { column.key(rows[$0] ?? 0) < column.key(rows[$1] ?? 0) }
            guard used.count * codes.count <= 500_000_000 else {
                throw Mistake(
                    "column \"\(column.name)\" has \(used.count.grouped) levels in \(codes.count.grouped) rows",
                    expected: "a category that recurs", try: "drop(columns=[\"\(column.name)\"])", argument: "data")
            }
            let all = (used + (marksGaps ? [-1] : [])).dropFirst(dropsFirst ? 1 : 0)
            for code in all {
                let flags = codes.map { $0 == code }
                let level = code < 0 ? "nan" : levels[Int(code)]
                let name = start.map { "\($0)\(separator)\(level)" } ?? level
                coded.append(
                    type == nil || type == .bool
                        ? Column(name, .flags(flags.map { $0 ? 1 : 0 }))
                        : Column(
                            name, .numbers(flags.map { $0 ? 1 : 0 }), isWhole: type != .float64 && type != .float32))
            }
        }
        return .thing(
            Frame(
                try Table(columns + coded, name: table.name), labels: data.asThing(Frame.self)?.labels ?? series?.labels
            ))
    }

    private static func concat(_ call: NumPyCall) throws -> Value {
        let values = try call.required(0, "objs").elements(in: call.context).filter { !$0.isNone }
        guard !values.isEmpty else {
            throw Mistake("nothing to join", expected: "tables", argument: "objs").raised(
                as: "ValueError", "No objects to concatenate")
        }
        let isBeside = try FrameMembers.isByRow(call, 1)
        let join = call.text(.max, "join", "outer")
        guard ["inner", "outer"].contains(join) else {
            throw Mistake("join = '\(join)'", expected: "'inner' or 'outer'", argument: "join").raised(
                as: "ValueError", "Only can inner (intersect) or outer (union) join the other axis")
        }
        let isNumbered = try call.flag(.max, "ignore_index")
        let columns = values.compactMap { $0.asThing(Series.self) }
        if columns.count == values.count, !isBeside {
            let name = columns.allSatisfy { $0.column.name == columns[0].column.name } ? columns[0].column.name : ""
            let column = try Joining.stacked(name, columns.map { ($0.column, $0.length) })
            return .thing(
                Series(
                    column,
                    labels: try isNumbered ? RowLabels(count: column.count) : Joining.labels(columns.map(\.labels))))
        }
        var unnamed = 0
        let frames = try values.map { value in
            if let frame = value.asThing(Frame.self) { return frame }
            guard let series = value.asThing(Series.self) else {
                throw Mistake("\(value.brief) cannot be joined", expected: "tables", argument: "objs").raised(
                    as: "TypeError",
                    "cannot concatenate object of type '<class '\(value.typeName)'>'; only Series and DataFrame objs are valid"
                )
            }
            var column = series.column
            if column.name.isEmpty {
                column.name = "\(unnamed)"
                unnamed += 1
            }
            return Frame(try Table([column]), labels: series.labels)
        }
        guard isBeside else {
            return .thing(try Joining.below(frames, ignoresLabels: isNumbered, inner: join == "inner", call.work))
        }
        let found = try Joining.beside(frames, inner: join == "inner", call.work)
        if isNumbered { found.table = try FrameMembers.renamed(found.table) { "\($1)" } }
        return .thing(found)
    }

    static func pivot(_ frame: Frame, _ call: NumPyCall) throws -> Value {
        func names(_ name: String) -> [String]? {
            call.value(.max, name).map { $0.asText.map { [$0] } ?? frame.names($0) ?? [] }
        }
        guard let index = names("index") else {
            throw Mistake(
                "pivot_table without index", expected: "index=",
                try: "data.pivot_table(values=\"price\", index=\"kind\")")
        }
        let function = call.value(.max, "aggfunc") ?? .text("mean")
        if function.asText == nil, let list = function.elements {
            throw Aggregation.nested(names("values")?.first ?? "price", list)
        }
        let fill = call.value(.max, "fill_value")
        let keys = try index.map { try frame.table.column($0) }
        guard let across = names("columns"), let head = across.first else {
            let values =
                names("values")
                ?? frame.table.columns.filter { !index.contains($0.name) && $0.kind == .number }.map(\.name)
            let grouping = try Grouping(frame, keys: keys).selecting(values.sorted(), isOne: false)
            return try grouping.aggregated(function, named: [], call.context)
        }
        guard across.count == 1, let values = names("values"), values.count == 1 else {
            throw Mistake(
                "columns whose names have two parts", expected: "one column in columns= and one in values=",
                try: "data.pivot_table(values=\"price\", index=\"kind\", columns=\"year\")")
        }
        return .thing(
            try Joining.pivoted(
                keys, frame.table.column(head), frame.series(values[0]), frame, fill: fill, call.context
            ) { try Aggregation.value($0, function, call.context) })
    }

    private static func crossed(_ call: NumPyCall) throws -> Value {
        func column(_ place: Int, _ name: String) throws -> Series {
            let value = try call.required(place, name)
            if let series = value.asThing(Series.self) { return series }
            let column = try Frame.column("", value, rows: 0, call.context)
            return Series(column, labels: RowLabels(count: column.count))
        }
        let (index, across) = (try column(0, "index"), try column(1, "columns"))
        guard index.length == across.length else {
            throw Mistake("\(index.length) and \(across.length) cells", expected: "as many").raised(as: "ValueError")
        }
        let found = try Joining.pivoted(
            [index.column], across.column, index, Frame(try Table([index.column])), fill: .int(0), call.context
        ) { .int($0.length) }
        guard let norm = call.value(2, "normalize"), try norm.asText != nil || call.context.isTrue(norm) else {
            return .thing(found)
        }
        let numbers = found.table.columns.map { $0.numbers ?? [] }
        let rows = (0..<found.length).map { row in numbers.reduce(0) { $0 + $1[row] } }
        let columns = try zip(found.table.columns, numbers).map { column, cells -> Column in
            switch norm.asText {
            case "index": return Column(column.name, .numbers(zip(cells, rows).map { $0 / $1 }))
            case "columns":
                let sum = cells.reduce(0, +)
                return Column(column.name, .numbers(cells.map { $0 / sum }))
            case nil, "all":
                let sum = rows.reduce(0, +)
                return Column(column.name, .numbers(cells.map { $0 / sum }))
            case let other?:
                throw Mistake("normalize = '\(other)'", expected: "True, 'index' or 'columns'", argument: "normalize")
                    .raised(
                        as: "ValueError", "Not a valid normalize argument")
            }
        }
        return .thing(found.with(try Table(columns)))
    }

    // MARK: Types

    private static func oneColumn(_ call: NumPyCall, _ name: String) throws -> Series {
        let value = try call.required(0, name)
        if let series = value.asThing(Series.self) { return series }
        let column = try Frame.column("", value, rows: 1, call.context)
        return Series(column, labels: RowLabels(count: column.count))
    }

    private static func coerces(_ call: NumPyCall) throws -> Bool {
        let errors = call.text(.max, "errors", "raise")
        guard ["raise", "coerce"].contains(errors) else {
            throw Mistake("errors = '\(errors)'", expected: "'raise' or 'coerce'", argument: "errors").raised(
                as: "ValueError", "invalid error value specified")
        }
        return errors == "coerce"
    }

    private static func numeric(_ call: NumPyCall) throws -> Value {
        let series = try oneColumn(call, "arg")
        guard try coerces(call), series.column.coded != nil else {
            return .thing(series.with(try series.column.converted(to: .number)))
        }
        let numbers = (0..<series.length).map { row in
            series.column.text(row).flatMap { try? Column("", categories: [$0]).converted(to: .number).numbers?.first }
                ?? .nan
        }
        return .thing(
            series.with(
                Column(series.column.name, .numbers(numbers), isWhole: numbers.allSatisfy { $0 == $0.rounded() })))
    }

    private static func dated(_ call: NumPyCall) throws -> Value {
        let series = try oneColumn(call, "arg")
        if let format = call.value(.max, "format")?.asText,
            !["%Y-%m-%d", "%d.%m.%Y", "%Y/%m/%d", "mixed", "ISO8601"].contains(format)
        {
            throw Mistake("format = '\(format)'", expected: "'%Y-%m-%d', or none: it is found out", argument: "format")
        }
        guard try coerces(call) else { return .thing(series.with(try series.column.converted(to: .date))) }
        let seconds = (0..<series.length).map { row -> Double in
            guard let text = series.column.text(row),
                case .dates(let cells)? = try? Column("", categories: [text]).converted(to: .date).cells
            else { return .nan }
            return cells[0]
        }
        return .thing(series.with(Column(series.column.name, .dates(seconds))))
    }

    private static let seconds: [String: Double] = ["D": 86_400, "W": 604_800, "h": 3600, "min": 60, "s": 1]

    /// From a date on, up to one, or both.
    private static func dates(_ call: NumPyCall) throws -> Value {
        func date(_ place: Int, _ name: String) throws -> Double? {
            guard let value = call.value(place, name), !value.isNone else { return nil }
            guard let text = value.asText,
                case .dates(let cells)? = try? Column("", categories: [text]).converted(to: .date).cells,
                let seconds = cells.first, seconds.isFinite
            else {
                throw Mistake("\(name) = \(value.brief)", expected: "a date", try: "\"2024-01-31\"", argument: name)
            }
            return seconds
        }
        let freq = call.text(3, "freq", "D")
        let letters = String(freq.drop { $0.isNumber })
        guard let unit = seconds[letters], let times = letters == freq ? 1 : Double(freq.prefix { $0.isNumber }),
            times > 0
        else {
            throw Mistake(
                "freq = '\(freq)'", expected: "'D', 'W', 'h', 'min' or 's', with a number before it", argument: "freq")
        }
        let step = unit * times
        var (start, end) = (try date(0, "start"), try date(1, "end"))
        if letters == "W" {
            // Weeks end on Sundays; 1970 began on a Thursday.
            func sunday(_ seconds: Double) -> Double {
                ((seconds / 86_400 - 3).rounded(.up) / 7).rounded(.up) * 604_800 + 259_200
            }
            start = start.map(sunday)
            end = end.map { sunday($0 - 518_400) }
        }
        var count: Int
        if let given = call.value(2, "periods"), !given.isNone {
            guard let number = given.asInt, number >= 0, start == nil || end == nil else {
                throw Mistake(
                    "periods = \(given.brief)", expected: "how many, with a start or an end", argument: "periods")
            }
            count = number
        } else {
            guard let start, let end else {
                throw Mistake(
                    "two of start, end and periods are needed", try: "pd.date_range(\"2024-01-01\", periods=3)"
                )
                .raised(
                    as: "ValueError",
                    "Of the four parameters: start, end, periods, and freq, exactly three must be specified")
            }
            count = Swift.max(0, Int(saturating: ((end - start) / step).rounded(.down)) + 1)
        }
        guard count <= 10_000_000 else {
            throw Mistake("\(count.grouped) dates", expected: "at most 10,000,000", argument: "periods")
        }
        guard let first = start ?? end.map({ $0 - step * Double(count - 1) }) else {
            throw Mistake("neither start nor end is given", try: "pd.date_range(\"2024-01-01\", periods=3)")
        }
        return .thing(
            Series(
                Column("", .dates((0..<count).map { first + step * Double($0) })), labels: RowLabels(count: count)))
    }

    private static func cut(_ call: NumPyCall) throws -> Value {
        let series = try oneColumn(call, "x")
        guard let numbers = series.column.numbers else { throw series.column.needsNumbers }
        let given = try call.required(1, "bins")
        let isRight = try call.flag(2, "right", true)
        let takesLowest = try call.flag(4, "include_lowest")
        var edges: [Double]
        var isWhole = false
        if let count = given.asInt, given.places == nil {
            let filled = numbers.filter(\.isFinite)
            guard (1...10_000).contains(count), let low = filled.min(), let high = filled.max() else {
                throw Mistake(
                    "bins = \(given.brief)", expected: "from 1 to 10,000 classes of finite numbers", argument: "bins"
                )
                .raised(as: "ValueError", "Cannot cut empty array")
            }
            let width = high > low ? high - low : 2 * Swift.max(0.001 * low.magnitude, 0.0005)
            let start = high > low ? low : low - width / 2
            edges = (0...count).map { start + width * Double($0) / Double(count) }
            if isRight { edges[0] -= width * 0.001 } else { edges[count] += width * 0.001 }
        } else {
            edges = try call.array(given, "bins").doubles()
            isWhole =
                edges.allSatisfy { $0 == $0.rounded() }
                && given.places?.allSatisfy { if case .int = $0.plain { true } else { false } } == true
        }
        guard edges.count > 1, zip(edges, edges.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw Mistake("bins = \(given.brief)", expected: "edges that rise", argument: "bins").raised(
                as: "ValueError", "bins must increase monotonically.")
        }
        func edge(_ value: Double) -> String {
            isWhole
                ? "\(Int(saturating: value))"
                : Value.number(Double(value.short(given.asInt == nil ? 15 : 4)) ?? value).repr
        }
        let codes = numbers.map { value -> Int? in
            guard !value.isNaN else { return nil }
            if isRight, takesLowest, value == edges[0] { return 0 }
            return (0..<(edges.count - 1)).first {
                isRight ? value > edges[$0] && value <= edges[$0 + 1] : value >= edges[$0] && value < edges[$0 + 1]
            }
        }
        let labels = call.value(3, "labels")
        if case .bool(false)? = labels?.plain {
            return .thing(
                series.with(
                    Column(
                        series.column.name, .numbers(codes.map { $0.map { Double($0) } ?? .nan }),
                        isWhole: !codes.contains(nil))))
        }
        let own = labels?.places?.map { $0.asText ?? $0.plain.repr }
        if let own, own.count != edges.count - 1 {
            throw Mistake(
                "\(own.count) labels for \(edges.count - 1) classes", expected: "one for each", argument: "labels"
            ).raised(
                as: "ValueError", "Bin labels must be one fewer than the number of bin edges")
        }
        let names =
            own
            ?? (0..<(edges.count - 1)).map { place in
                isRight
                    ? "(\(edge(edges[place])), \(edge(edges[place + 1]))]"
                    : "[\(edge(edges[place])), \(edge(edges[place + 1])))"
            }
        return .thing(series.with(Column(series.column.name, categories: codes.map { $0.map { names[$0] } })))
    }
}

extension Array {
    package subscript(safe place: Int) -> Element? { indices.contains(place) ? self[place] : nil }
}
