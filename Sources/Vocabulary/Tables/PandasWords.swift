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
            "filepath_or_buffer, sep=None, delimiter=None, header='infer', names=None, index_col=None, usecols=None, nrows=None, na_values=None, thousands=None, decimal='.', encoding=None, on_bad_lines='error', skipinitialspace=True, engine=None, parse_dates=None, dtype=None, low_memory=None",
            "pd.read_csv"
        ) { try read($0) },
        word(
            "DataFrame", "a table of a dict of columns, of a list of dicts, or of rows of numbers",
            "data=None, index=None, columns=None",
            "pd.DataFrame({\"area\": [90, 120], \"kind\": [\"flat\", \"house\"]})"
        ) { try make($0) },
        word(
            "Series", "a column by itself", "data=None, index=None, name=None", "pd.Series([1, 2, 3])",
            returns: Series.kind
        ) {
            call in
            let column = try Frame.column(call.text(.max, "name", ""), call.required(0, "data"), rows: 1, call.context)
            return .thing(Series(column, labels: .rows(Array(0..<column.count))))
        },
        word(
            "get_dummies", "categories as columns of True and False",
            "data, columns=None, drop_first=False, dtype=None, dummy_na=False",
            "pd.get_dummies(pd.DataFrame({\"kind\": [\"flat\", \"house\"]}))"
        ) { try dummies($0) },
        word(
            "concat", "tables one below the other, or side by side", "objs, axis=0, ignore_index=False",
            "d = pd.DataFrame({\"a\": [1]})\npd.concat([d, d])"
        ) { try concat($0) },
    ]

    private static func word(
        _ name: String, _ summary: String, _ signature: String, _ example: String, returns: String = Frame.kind,
        _ body: @escaping @Sendable (NumPyCall) throws -> Value
    ) -> Word {
        Word.native(
            "pandas.\(name)", family: "data", summary, NumPyWord.parameters(signature), returns: returns,
            examples: ["import pandas as pd\n\(example)"], seeAlso: ["load_csv"]
        ) { given, context in try body(NumPyCall(name, given, context)) }
    }

    private static func read(_ call: NumPyCall) throws -> Value {
        guard let path = try call.required(0, "filepath_or_buffer").asText else {
            throw Mistake("read_csv reads files", expected: "a path", argument: "filepath_or_buffer").raised(
                as: "TypeError")
        }
        var options = CSVOptions()
        options.isPlain = true
        options.ragged = call.text(.max, "on_bad_lines", "error") == "skip" ? .skip : .fill
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
        options.encoding = call.value(.max, "encoding")?.asText.flatMap { TextEncoding(named: $0) }
        options.mostRows = try call.int(.max, "nrows") ?? .max
        guard options.mostRows >= 0 else {
            throw Mistake("nrows = \(options.mostRows)", expected: "a whole number of at least 0", argument: "nrows")
        }
        if call.isNone(3, "header") { options.hasHeader = false }
        if let names = call.value(4, "names")?.elements?.compactMap(\.asText) {
            options.names = names
            if call.value(3, "header")?.asInt == 0 { options.hasHeader = true }
        }
        if let words = call.value(.max, "na_values") {
            options.missing = (words.elements ?? [words]).map { $0.asText ?? $0.plain.repr }
        }
        var table = try Table.csv(path, options, work: call.work)
        if options.hasHeader == false, options.names == nil {
            table = try Table(
                table.columns.enumerated().map { place, column in
                    Column("\(place)", column.cells, isWhole: column.isWhole)
                },
                name: table.name)
        }
        if let names = call.value(.max, "usecols")?.elements?.compactMap(\.asText) {
            table = try table.selecting(names)
        }
        return .thing(Frame(table))
    }

    private static func make(_ call: NumPyCall) throws -> Value {
        let names = call.value(2, "columns")?.elements?.map { $0.asText ?? $0.plain.repr }
        guard let data = call.value(0, "data") else {
            return .thing(Frame(try Table((names ?? []).map { Column($0, numbers: []) }, name: "DataFrame")))
        }
        var columns: [Column] = []
        if case .dict(let entries) = data {
            let longest = try entries.entries.map { try length($0.value, call.context) }.max() ?? 0
            columns = try entries.entries.map {
                try Frame.column($0.key.asText ?? $0.key.plain.repr, $0.value, rows: longest, call.context)
            }
            if let odd = columns.first(where: { $0.count != longest }) {
                throw Mistake(
                    "column \"\(odd.name)\" has \(odd.count) rows, another \(longest)",
                    expected: "columns of equal length"
                ).raised(as: "ValueError", "All arrays must be of the same length")
            }
        } else if let frame = data.asThing(Frame.self) {
            columns = frame.table.columns
        } else if let items = data.elements, case .dict? = items.first {
            columns = try records(items, call.context)
        } else if let items = data.elements,
            items.contains(where: { $0.elements?.contains { $0.asText != nil } == true })
        {
            let width = items.first?.elements?.count ?? 0
            columns = try (0..<width).map { place in
                try Frame.column(
                    names?[safe: place] ?? "\(place)", .list(items.map { $0.elements?[safe: place] ?? .none }),
                    rows: items.count, call.context)
            }
        } else if let items = data.elements, items.first?.asText != nil {
            columns = [try Frame.column("0", data, rows: items.count, call.context)]
        } else {
            let array = try call.array(data, "data")
            guard array.ndim <= 2 else {
                throw Mistake("\(array.ndim) axes", expected: "rows and columns").raised(
                    as: "ValueError", "Must pass 2-d input. shape=\(array.shape.shapeText)")
            }
            let width = array.ndim < 2 ? 1 : array.shape[1]
            let (numbers, isWhole) = (array.doubles(), array.dtype != .float32 && array.dtype != .float64)
            columns = (0..<width).map { place in
                let values = stride(from: place, to: numbers.count, by: width).map { numbers[$0] }
                return array.dtype == .bool
                    ? Column("\(place)", .flags(values.map { $0 == 0 ? 0 : 1 }))
                    : Column("\(place)", .numbers(values), isWhole: isWhole)
            }
        }
        if let names, data.asThing(Frame.self) == nil {
            if case .dict = data {
                columns = try Table(columns).selecting(names).columns
            } else {
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
        return .thing(Frame(try Table(columns, name: "DataFrame")))
    }

    private static func length(_ value: Value, _ context: Context) throws -> Int {
        if case .text = value { return 1 }
        if let series = value.asThing(Series.self) { return series.length }
        if let array = value.array { return array.shape.first ?? 1 }
        return (try? value.elements(in: context).count) ?? 1
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
        return try names.map { try Frame.column($0, .list(cells[$0] ?? []), rows: items.count, context) }
    }

    private static func dummies(_ call: NumPyCall) throws -> Value {
        let data = try call.required(0, "data")
        let series = data.asThing(Series.self)
        guard let table = try data.asThing(Frame.self)?.table ?? series.map({ try Table([$0.column]) }) else {
            throw Mistake("get_dummies of \(data.brief)", expected: "a table", argument: "data").raised(as: "TypeError")
        }
        let named = call.value(1, "columns")?.elements?.compactMap(\.asText)
        let dropsFirst = try call.flag(.max, "drop_first")
        let type = call.value(.max, "dtype").flatMap { DTypeObject.dtype(of: $0) }
        var columns: [Column] = []
        var coded: [Column] = []
        for column in table.columns {
            guard named?.contains(column.name) ?? (column.coded != nil || series != nil) else {
                columns.append(column)
                continue
            }
            let texts = try column.converted(to: .category)
            guard let (codes, levels) = texts.coded else { continue }
            let used = Set(codes).filter { $0 >= 0 }.sorted { levels[Int($0)] < levels[Int($1)] }
            for code in used.dropFirst(dropsFirst ? 1 : 0) {
                let flags = codes.map { $0 == code }
                let name = series == nil ? "\(column.name)_\(levels[Int(code)])" : levels[Int(code)]
                coded.append(
                    type == nil || type == .bool
                        ? Column(name, .flags(flags.map { $0 ? 1 : 0 }))
                        : Column(
                            name, .numbers(flags.map { $0 ? 1 : 0 }), isWhole: type != .float64 && type != .float32))
            }
        }
        return .thing(Frame(try Table(columns + coded, name: table.name), labels: data.asThing(Frame.self)?.labels))
    }

    private static func concat(_ call: NumPyCall) throws -> Value {
        let values = try call.required(0, "objs").elements ?? []
        let frames = try values.map { value in
            if let frame = value.asThing(Frame.self) { return frame }
            if let series = value.asThing(Series.self) { return Frame(try Table([series.column])) }
            throw Mistake("\(value.brief) cannot be joined", expected: "tables", argument: "objs").raised(
                as: "TypeError")
        }
        guard let first = frames.first else {
            throw Mistake("nothing to join", expected: "tables", argument: "objs").raised(
                as: "ValueError", "No objects to concatenate")
        }
        if try call.int(1, "axis", 0) == 1 {
            return .thing(
                Frame(try Table(frames.flatMap(\.table.columns), name: first.table.name), labels: first.labels))
        }
        let columns = try first.table.columns.map { column -> Column in
            let parts = try frames.map { try $0.table.column(column.name) }
            let texts = parts.flatMap { part in (0..<part.count).map { part.text($0) } }
            guard parts.allSatisfy({ $0.kind == column.kind }), column.kind != .category, column.kind != .text else {
                return Column(column.name, categories: texts)
            }
            if case .flags = column.cells {
                return Column(
                    column.name,
                    .flags(
                        parts.flatMap { part -> [Int8] in if case .flags(let flags) = part.cells { flags } else { [] } }
                    ))
            }
            let numbers = parts.flatMap { part -> [Double] in
                switch part.cells {
                case .numbers(let values), .dates(let values): values
                default: []
                }
            }
            return column.kind == .date
                ? Column(column.name, .dates(numbers))
                : Column(column.name, .numbers(numbers), isWhole: parts.allSatisfy(\.isWhole))
        }
        let isNumbered = try call.flag(2, "ignore_index")
        let labels =
            isNumbered
            ? nil : Series.Labels.names(frames.flatMap { frame in (0..<frame.length).map { frame.labels[$0] } })
        return .thing(Frame(try Table(columns, name: first.table.name), labels: labels))
    }
}

extension Array {
    subscript(safe place: Int) -> Element? { indices.contains(place) ? self[place] : nil }
}
