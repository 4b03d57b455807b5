import Answers
import Arrays
import Datasets
import Language
import Numbers

/// What a table and a column of it can be asked for: pandas's everyday members, and what the laboratory knows of a table.
enum FrameMembers {
    static let members: [Member] = about + frames + columns + rowAccess

    private static let count = Parameter("n", .int(.nonNegative), 5, "how many rows")

    private static func arguments(_ signature: String) -> [Parameter] { NumPyWord.parameters(signature) }

    private static func frame(
        _ name: String, aliases: [String] = [], _ meaning: String, _ signature: String = "",
        _ body: @escaping @Sendable (Frame, NumPyCall) throws -> Value
    ) -> Member {
        .method(name, aliases: aliases, of: Frame.self, meaning, arguments(signature)) { frame, arguments, context in
            try body(frame, NumPyCall(name, arguments, context))
        }
    }

    private static func series(
        _ name: String, aliases: [String] = [], _ meaning: String, _ signature: String = "",
        _ body: @escaping @Sendable (Series, NumPyCall) throws -> Value
    ) -> Member {
        .method(name, aliases: aliases, of: Series.self, meaning, arguments(signature)) { series, arguments, context in
            try body(series, NumPyCall(name, arguments, context))
        }
    }

    // MARK: What the laboratory knows

    private static let about: [Member] = [
        .attribute("target", of: Frame.self, "the column that is to be predicted, or None") {
            $0.table.target.map { .text($0) } ?? .none
        },
        .attribute("decisions", of: Frame.self, "what was decided and noticed on the way here, a line each") {
            .list($0.table.decisions.map { .text($0.line) })
        },
        .attribute("floor", of: Frame.self, "the error that no model can better on such rows; None where nobody knows")
        {
            $0.table.truth.map { .number($0.floor) } ?? .none
        },
        .attribute("clean_floor", of: Frame.self, "the same on rows without outliers") {
            $0.table.truth.map { .number($0.cleanFloor) } ?? .none
        },
    ]

    // MARK: Tables

    /// The statistics of a column, in the words of pandas.
    static let statistics: [(name: String, meaning: String, of: @Sendable ([Double]) -> Double)] = [
        ("sum", "the sum", { $0.reduce(0, +) }),
        ("mean", "the mean", { $0.isEmpty ? .nan : $0.meanAndVariance.mean }),
        ("median", "the median", { $0.sorted().quantile(0.5) }),
        ("std", "the standard deviation, with n − 1", { deviation($0) }),
        ("var", "the variance, with n − 1", { deviation($0) * deviation($0) }),
        ("min", "the smallest", { $0.min() ?? .nan }), ("max", "the largest", { $0.max() ?? .nan }),
    ]

    @Sendable private static func deviation(_ values: [Double]) -> Double {
        guard values.count > 1 else { return .nan }
        let n = Double(values.count)
        return (values.meanAndVariance.variance * n / (n - 1)).squareRoot()
    }

    private static func filled(_ column: Column) -> [Double] { (column.numbers ?? []).filter { !$0.isNaN } }

    /// Whole numbers stay whole where the statistic gives some.
    private static func isWhole(_ columns: [Column], _ name: String) -> Bool {
        ["sum", "min", "max"].contains(name)
            && columns.allSatisfy { ($0.isWhole || $0.kind == .flag) && $0.missingCount == 0 }
    }

    private static let frames: [Member] =
        statistics.map { name, meaning, of in
            frame(name, "\(meaning) of each column of numbers", "axis=0, numeric_only=False, skipna=True") {
                frame, call in
                let columns = frame.table.columns.filter { $0.kind == .number || $0.kind == .flag }
                return .thing(
                    Series(columns.map { of(filled($0)) }, names: columns.map(\.name), isWhole: isWhole(columns, name)))
            }
        } + [
            .attribute("shape", of: Frame.self, "rows and columns") {
                .tuple([.int($0.table.rowCount), .int($0.table.columns.count)])
            },
            Member(
                kind: Frame.kind, name: "columns", aliases: [], meaning: "the columns' names", parameters: nil,
                assign: { thing, value, _ in
                    guard let frame = thing as? Frame else { return }
                    let names = value.elements?.compactMap(\.asText) ?? []
                    guard names.count == frame.table.columns.count else {
                        throw Mistake(
                            "\(names.count) names for \(frame.table.columns.count) columns", expected: "a name for each"
                        ).raised(
                            as: "ValueError",
                            "Length mismatch: Expected axis has \(frame.table.columns.count) elements, new values have "
                                + "\(names.count) elements")
                    }
                    frame.table = try renamed(frame.table) { names[$1] }
                }
            ) { thing, _, _ in .list(((thing as? Frame)?.table.names ?? []).map { .text($0) }) },
            .attribute("index", of: Frame.self, "what the rows are called") { frame in
                .list((0..<frame.table.rowCount).map { frame.labels.value($0) })
            },
            .attribute("size", of: Frame.self, "how many cells there are") {
                .int($0.table.rowCount * $0.table.columns.count)
            },
            .attribute("empty", of: Frame.self, "whether there is no cell") {
                .bool($0.table.rowCount == 0 || $0.table.columns.isEmpty)
            },
            .attribute("dtypes", of: Frame.self, "what the columns hold") { frame in
                var types = Series(
                    Column("", categories: frame.table.columns.map(\.pandasType), as: .text),
                    labels: .names(frame.table.names), isNamed: false)
                types.typeName = "object"
                return .thing(types)
            },
            .attribute("values", of: Frame.self, "all cells as an array of numbers") { .thing(try $0.array()) },
            frame("to_numpy", "all cells as an array of numbers", "dtype=None, copy=False") { frame, call in
                let array = try frame.array()
                return .thing(try call.dtype(0).map { try array.converted(to: $0) } ?? array)
            },
            .method("head", of: Frame.self, returns: Frame.kind, "the first rows", [count]) { frame, arguments, _ in
                .thing(frame.rows(at: Array(0..<Swift.min(frame.length, try arguments.int("n")))))
            },
            .method("tail", of: Frame.self, returns: Frame.kind, "the last rows", [count]) { frame, arguments, _ in
                .thing(frame.rows(at: Array(Swift.max(0, frame.length - (try arguments.int("n")))..<frame.length)))
            },
            frame("info", "columns, how many cells are there, and what they hold", "verbose=None") { frame, call in
                let table = frame.table
                var rows = [["#", "Column", "Non-Null Count", "Dtype"]]
                for (place, column) in table.columns.enumerated() {
                    rows.append([
                        "\(place)", column.name, "\(column.count - column.missingCount) non-null", column.pandasType,
                    ])
                }
                try call.context.write(
                    "RangeIndex: \(table.rowCount) entries, 0 to \(Swift.max(0, table.rowCount - 1))")
                try call.context.write("Data columns (total \(table.columns.count) columns):")
                for line in TextTable.lines(rows, width: 120, leftColumns: [0, 1, 3], indent: 1) {
                    try call.context.write(line)
                }
                return .none
            },
            frame("describe", "statistics of the columns of numbers", "percentiles=None, include=None") { frame, _ in
                let numeric = frame.numeric
                guard !numeric.isEmpty else {
                    throw Mistake(
                        "no column holds numbers", expected: "a column of numbers", try: "data[\"kind\"].value_counts()"
                    )
                }
                let columns = numeric.map { column -> Column in
                    let values = filled(column)
                    let sorted = values.sorted()
                    return Column(
                        column.name,
                        .numbers(
                            [
                                Double(values.count), values.isEmpty ? .nan : values.meanAndVariance.mean,
                                deviation(values),
                                sorted.first ?? .nan,
                            ] + [0.25, 0.5, 0.75].map { sorted.quantile($0) } + [sorted.last ?? .nan]))
                }
                return .thing(
                    Frame(
                        try Table(columns, name: "statistics of \(frame.table.name)"),
                        labels: .names(["count", "mean", "std", "min", "25%", "50%", "75%", "max"])))
            },
            frame("isna", aliases: ["isnull"], "True where a cell is missing") { frame, _ in
                .thing(try missing(frame, 1))
            },
            frame("notna", aliases: ["notnull"], "True where a cell is there") { frame, _ in
                .thing(try missing(frame, 0))
            },
            frame("count", "how many cells of each column are there", "axis=0") { frame, _ in
                let columns = frame.table.columns
                return .thing(
                    Series(
                        columns.map { Double($0.count - $0.missingCount) }, names: columns.map(\.name), isWhole: true))
            },
            frame("nunique", "how many different cells each column has", "axis=0, dropna=True") { frame, _ in
                let columns = frame.table.columns
                return .thing(
                    Series(columns.map { Double($0.distinctCount) }, names: columns.map(\.name), isWhole: true))
            },
            frame("copy", "a table of its own", "deep=True") { frame, _ in
                .thing(Frame(frame.table, labels: frame.labels))
            },
            frame(
                "drop", "the table without some columns, or without some rows",
                "labels=None, axis=0, index=None, columns=None, inplace=False, errors='raise'"
            ) { frame, call in
                let isColumns =
                    call.value(3, "columns") != nil || call.value(1, "axis")?.asInt == 1
                    || call.text(1, "axis", "") == "columns"
                guard let value = call.value(3, "columns") ?? call.value(2, "index") ?? call.value(0, "labels") else {
                    throw Mistake("drop without columns", expected: "names", try: "data.drop(columns=[\"price\"])")
                        .raised(
                            as: "ValueError", "Need to specify at least one of 'labels', 'index' or 'columns'")
                }
                let items = value.array.map { $0.numbers().map { Value($0) } } ?? value.elements ?? [value]
                let found: Frame
                if isColumns {
                    let names = items.map { $0.asText ?? $0.plain.repr }
                    let known =
                        call.text(.max, "errors", "raise") == "ignore"
                        ? names.filter(frame.table.names.contains) : names
                    found = Frame(try frame.table.dropping(known), labels: frame.labels)
                } else {
                    let gone = Set(items.map { $0.plain.repr })
                    found = frame.rows(at: (0..<frame.length).filter { !gone.contains(frame.labels.value($0).repr) })
                }
                return try replaced(frame, found, call)
            },
            frame("dropna", "the rows that have no cell missing", "axis=0, how='any', subset=None, inplace=False") {
                frame, call in
                let names = call.value(.max, "subset").map { $0.elements?.compactMap(\.asText) ?? [$0.asText ?? ""] }
                let columns = try names.map { try $0.map { try frame.table.column($0) } } ?? frame.table.columns
                let all = call.text(.max, "how", "any") == "all"
                if call.value(0, "axis")?.asInt == 1 {
                    return try replaced(
                        frame,
                        Frame(
                            try frame.table.selecting(columns.filter { $0.missingCount == 0 }.map(\.name)),
                            labels: frame.labels), call)
                }
                let rows = (0..<frame.length).filter { row in
                    all ? !columns.allSatisfy { $0.isMissing(row) } : !columns.contains { $0.isMissing(row) }
                }
                return try replaced(frame, frame.rows(at: rows), call)
            },
            frame("fillna", "the table with a value in the place of what is missing", "value=None, inplace=False") {
                frame, call in
                let value = try call.required(0, "value")
                var table = frame.table
                for column in table.columns where column.missingCount > 0 {
                    let fill: Value?
                    if case .dict(let entries) = value {
                        fill = entries.entries.first { $0.key.asText == column.name }?.value
                    } else if let series = value.asThing(Series.self) {
                        fill = try? series.element([.index(.text(column.name))])
                    } else {
                        fill = value
                    }
                    if let fill { table = try table.setting(try filling(column, fill)) }
                }
                return try replaced(frame, Frame(table, labels: frame.labels), call)
            },
            frame("duplicated", "True for rows that are as one above", "subset=None") { frame, call in
                let names = call.value(0, "subset").map { $0.elements?.compactMap(\.asText) ?? [$0.asText ?? ""] }
                let part = try names.map { try frame.table.selecting($0) } ?? frame.table
                let flags = try part.duplicates(call.work)
                return .thing(
                    Series(Column("", .flags(flags.map { $0 ? 1 : 0 })), labels: frame.labels, isNamed: false))
            },
            frame("drop_duplicates", "the rows without those that are as one above", "subset=None, inplace=False") {
                frame, call in
                let names = call.value(0, "subset").map { $0.elements?.compactMap(\.asText) ?? [$0.asText ?? ""] }
                let part = try names.map { try frame.table.selecting($0) } ?? frame.table
                let flags = try part.duplicates(call.work)
                return try replaced(frame, frame.rows(at: flags.indices.filter { !flags[$0] }), call)
            },
            frame("sample", "some rows at random", "n=None, frac=None, random_state=None, replace=False") {
                frame, call in
                let share = try call.double(1, "frac")
                let size =
                    try call.int(0, "n") ?? share.map { Int(saturating: ($0 * Double(frame.length)).rounded()) } ?? 1
                guard (0...frame.length).contains(size) else {
                    throw Mistake(
                        "a sample of \(size) of \(frame.length) rows", expected: "at most as many as there are",
                        argument: "n"
                    ).raised(as: "ValueError", "Cannot take a larger sample than population when 'replace=False'")
                }
                var random =
                    try call.int(.max, "random_state").map { ArrayRandom(seed: $0) } ?? call.context.session.arrayChance
                let places = Array(try random.permutation(frame.length, call.work).prefix(size))
                if call.value(.max, "random_state") == nil { call.context.session.arrayChance = random }
                return .thing(frame.rows(at: places))
            },
            frame("sort_values", "the rows in the order of a column", "by, ascending=True, inplace=False") {
                frame, call in
                let by = try call.required(0, "by")
                let names = by.elements?.compactMap(\.asText) ?? [by.asText ?? ""]
                let columns = try names.map { try frame.table.column($0) }
                let rises = try call.flag(.max, "ascending", true)
                let order = try Array(0..<frame.length).sorted(stoppedBy: call.work) { a, b in
                    for column in columns {
                        if column.isMissing(a) || column.isMissing(b) {
                            if column.isMissing(a) != column.isMissing(b) { return column.isMissing(b) }
                        } else if let numbers = FrameMembers.key(column, a, b) {
                            return rises ? numbers : !numbers
                        }
                    }
                    return a < b
                }
                return try replaced(frame, frame.rows(at: order), call)
            },
            frame("select_dtypes", "the columns of some types", "include=None, exclude=None") { frame, call in
                func holds(_ column: Column, _ value: Value) -> Bool {
                    (value.elements ?? [value]).contains { item in
                        let name = item.asText ?? DTypeObject.dtype(of: item)?.name ?? item.repr
                        if name.contains("number") { return column.kind == .number }
                        if ["object", "category", "str", "string"].contains(name) { return column.coded != nil }
                        if name.hasPrefix("int") { return column.pandasType == "int64" }
                        return name.hasPrefix("float")
                            ? column.pandasType == "float64" : column.pandasType.hasPrefix(name)
                    }
                }
                let (include, exclude) = (call.value(0, "include"), call.value(1, "exclude"))
                let names = frame.table.columns.filter { column in
                    (include.map { holds(column, $0) } ?? true) && !(exclude.map { holds(column, $0) } ?? false)
                }.map(\.name)
                return .thing(Frame(try frame.table.selecting(names), labels: frame.labels))
            },
            frame("rename", "the table with other names of columns", "columns=None, inplace=False") { frame, call in
                guard case .dict(let entries)? = call.value(0, "columns") else {
                    throw Mistake(
                        "rename without columns", expected: "a dict", try: "data.rename(columns={\"old\": \"new\"})")
                }
                let names = Dictionary(
                    entries.entries.compactMap { entry in
                        entry.key.asText.flatMap { key in entry.value.asText.map { (key, $0) } }
                    },
                    uniquingKeysWith: { $1 })
                return try replaced(
                    frame, Frame(try renamed(frame.table) { name, _ in names[name] ?? name }, labels: frame.labels),
                    call)
            },
            frame("reset_index", "the rows numbered from 0", "drop=False, inplace=False") { frame, call in
                try replaced(frame, Frame(frame.table), call)
            },
            frame("corr", "the correlations of the columns of numbers", "numeric_only=False") { frame, _ in
                let columns = frame.numeric
                let numbers = columns.map { $0.numbers ?? [] }
                let rows = numbers.map { own in numbers.map { own.correlation(with: $0) } }
                return .thing(
                    Frame(
                        try Table(zip(columns, rows).map { Column($0.name, .numbers($1)) }, name: "correlations"),
                        labels: .names(columns.map(\.name))))
            },
        ]

    private static func key(_ column: Column, _ a: Int, _ b: Int) -> Bool? {
        switch column.cells {
        case .numbers(let values), .dates(let values): values[a] == values[b] ? nil : values[a] < values[b]
        case .flags(let flags): flags[a] == flags[b] ? nil : flags[a] < flags[b]
        case .categories(let codes, let levels), .texts(let codes, let levels):
            codes[a] == codes[b] ? nil : levels[Int(codes[a])] < levels[Int(codes[b])]
        }
    }

    /// pandas's `inplace=True`.
    private static func replaced(_ frame: Frame, _ found: Frame, _ call: NumPyCall) throws -> Value {
        guard try call.flag(.max, "inplace") else { return .thing(found) }
        (frame.table, frame.labels) = (found.table, found.labels)
        return .none
    }

    private static func renamed(_ table: Table, _ name: (String, Int) -> String) throws -> Table {
        var target = table.target
        let columns = table.columns.enumerated().map { place, column -> Column in
            var renamed = column
            renamed.name = name(column.name, place)
            if column.name == table.target { target = renamed.name }
            return renamed
        }
        var out = try Table(columns, name: table.name, target: target, decisions: table.decisions)
        (out.plan, out.truth) = (table.plan, table.truth)
        return out
    }

    private static func missing(_ frame: Frame, _ flag: Int8) throws -> Frame {
        Frame(
            try Table(
                frame.table.columns.map { column in
                    Column(column.name, .flags((0..<column.count).map { column.isMissing($0) ? flag : 1 - flag }))
                }, name: "missing cells"), labels: frame.labels)
    }

    private static func filling(_ column: Column, _ value: Value) throws -> Column {
        var column = column
        switch column.cells {
        case .numbers(let values):
            guard let fill = value.asNumber else {
                throw Mistake(
                    "column \"\(column.name)\" holds numbers and cannot be filled with \(value.brief)",
                    expected: "a number",
                    argument: "value")
            }
            column.cells = .numbers(values.map { $0.isNaN ? fill : $0 })
            column.isWhole = column.isWhole && fill == fill.rounded()
            return column
        case .flags(let flags):
            guard let fill = value.asNumber else {
                throw Mistake(
                    "column \"\(column.name)\" holds True and False", expected: "one of them", argument: "value")
            }
            column.cells = .flags(flags.map { $0 < 0 ? (fill == 0 ? 0 : 1) : $0 })
            return column
        case .dates: throw Mistake("column \"\(column.name)\" holds dates", expected: "dropna for rows without one")
        case .categories, .texts:
            let fill = value.asText ?? value.plain.repr
            return Column(column.name, categories: (0..<column.count).map { column.text($0) ?? fill }, as: column.kind)
        }
    }

    // MARK: Columns

    private static let columns: [Member] =
        statistics.map { name, meaning, of in
            series(name, meaning, "axis=0, skipna=True, ddof=1") { series, _ in
                guard series.column.numbers != nil else { return try Value(series.array()) }
                let number = of(filled(series.column))
                let whole = isWhole([series.column], name) ? Int(exactly: number) : nil
                return whole.map { .int($0) } ?? .number(number)
            }
        } + [
            .attribute("name", of: Series.self, "what it is called") { .text($0.column.name) },
            .attribute("shape", of: Series.self, "how many rows, as a tuple") { .tuple([.int($0.length)]) },
            .attribute("size", of: Series.self, "how many rows") { .int($0.length) },
            .attribute("dtype", of: Series.self, "what it holds") { .text($0.column.pandasType) },
            .attribute("index", of: Series.self, "what the rows are called") { series in
                .list((0..<series.length).map { series.labels.value($0) })
            },
            .attribute("values", of: Series.self, "the cells as an array, or a list where they are names") {
                try values($0)
            },
            series("to_numpy", "the cells as an array", "dtype=None, copy=False") { series, _ in try values(series) },
            series("tolist", aliases: ["to_list"], "the cells as a list") { series, _ in
                .list((0..<series.length).map { series.value($0) })
            },
            .method("head", of: Series.self, returns: Series.kind, "the first rows", [count]) { series, arguments, _ in
                .thing(series.rows(at: Array(0..<Swift.min(series.length, try arguments.int("n")))))
            },
            .method("tail", of: Series.self, returns: Series.kind, "the last rows", [count]) { series, arguments, _ in
                .thing(series.rows(at: Array(Swift.max(0, series.length - (try arguments.int("n")))..<series.length)))
            },
            series("count", "how many cells are there") { series, _ in .int(series.length - series.column.missingCount)
            },
            series("nunique", "how many different cells there are", "dropna=True") { series, _ in
                .int(series.column.distinctCount)
            },
            series("unique", "the different cells as they are met") { series, _ in
                var seen: Set<String> = []
                let rows = (0..<series.length).filter { seen.insert(series.column.text($0) ?? "nan").inserted }
                return .list(rows.map { series.value($0) })
            },
            series("value_counts", "how often each cell comes, the most frequent first", "normalize=False, dropna=True")
            {
                series, call in
                var counts: [String: (count: Int, first: Int)] = [:]
                for row in 0..<series.length {
                    guard let text = series.column.text(row) else { continue }
                    counts[text, default: (0, row)].count += 1
                }
                let order = counts.sorted { ($0.value.count, $1.value.first) > ($1.value.count, $0.value.first) }
                let all = Double(order.reduce(0) { $0 + $1.value.count })
                let isShare = try call.flag(0, "normalize")
                var found = Series(
                    order.map { isShare ? Double($0.value.count) / all : Double($0.value.count) },
                    names: order.map(\.key),
                    isWhole: !isShare)
                found.column.name = isShare ? "proportion" : "count"
                found.isNamed = true
                return .thing(found)
            },
            series("isna", aliases: ["isnull"], "True where a cell is missing") { series, _ in missing(series, 1) },
            series("notna", aliases: ["notnull"], "True where a cell is there") { series, _ in missing(series, 0) },
            series("fillna", "with a value in the place of what is missing", "value=None") { series, call in
                var found = series
                found.column = try filling(series.column, call.required(0, "value"))
                return .thing(found)
            },
            series("dropna", "the cells that are there") { series, _ in
                .thing(series.rows(at: (0..<series.length).filter { !series.column.isMissing($0) }))
            },
            series("quantile", "the number below which a share of the cells lies", "q=0.5") { series, call in
                _ = try series.array()
                return .number(filled(series.column).sorted().quantile(try call.double(0, "q", 0.5)))
            },
            series("skew", "the skewness") { series, _ in
                _ = try series.array()
                let values = filled(series.column)
                let n = Double(values.count)
                return .number(values.count > 2 ? values.skewness * (n * (n - 1)).squareRoot() / (n - 2) : .nan)
            },
            series("corr", "the correlation with another column", "other") { series, call in
                guard let other = try call.required(0, "other").asThing(Series.self)?.column.numbers else {
                    throw Mistake(
                        "corr needs a column of numbers", expected: "a column", try: "data[\"a\"].corr(data[\"b\"])")
                }
                _ = try series.array()
                return .number((series.column.numbers ?? []).correlation(with: other))
            },
            series("isin", "True where the cell is one of these", "values") { series, call in
                let wanted = Set(
                    try call.required(0, "values").elements(in: call.context).map { $0.asText ?? $0.plain.repr })
                let flags = (0..<series.length).map { row -> Int8 in
                    series.column.text(row).map { wanted.contains($0) } == true ? 1 : 0
                }
                return .thing(Series(Column(series.column.name, .flags(flags)), labels: series.labels))
            },
            series("map", aliases: ["apply"], "each cell through a function, or a dict", "func") { series, call in
                let function = try call.required(0, "func")
                let items = try (0..<series.length).map { row -> Value in
                    if call.work.isCancelled { throw Stopped() }
                    let cell = series.value(row)
                    if case .dict(let entries) = function {
                        return entries.entries.first { $0.key.repr == cell.repr }?.value ?? .number(.nan)
                    }
                    return try call.context.call(function, [cell])
                }
                var found = series
                found.column = try Frame.column(series.column.name, .list(items), rows: series.length, call.context)
                return .thing(found)
            },
            series("astype", "the cells as another type", "dtype") { series, call in
                var found = series
                found.column = try converted(series.column, call.required(0, "dtype"))
                return .thing(found)
            },
            series("sort_values", "the cells in order", "ascending=True") { series, call in
                let rises = try call.flag(0, "ascending", true)
                let order = (0..<series.length).sorted { a, b in
                    if series.column.isMissing(a) || series.column.isMissing(b) { return !series.column.isMissing(a) }
                    guard let less = FrameMembers.key(series.column, a, b) else { return a < b }
                    return rises ? less : !less
                }
                return .thing(series.rows(at: order))
            },
        ]

    private static func values(_ series: Series) throws -> Value {
        series.column.coded == nil ? .thing(try series.array()) : .list((0..<series.length).map { series.value($0) })
    }

    private static func missing(_ series: Series, _ flag: Int8) -> Value {
        let flags = (0..<series.length).map { series.column.isMissing($0) ? flag : 1 - flag }
        return .thing(Series(Column(series.column.name, .flags(flags)), labels: series.labels, isNamed: series.isNamed))
    }

    private static func converted(_ column: Column, _ type: Value) throws -> Column {
        let name = type.asText ?? DTypeObject.dtype(of: type)?.name ?? type.repr
        if name.contains("str") || name == "object" || name == "category" {
            return try column.converted(to: name.contains("str") && column.kind != .category ? .text : .category)
        }
        if name.contains("bool") {
            return Column(column.name, .flags((column.numbers ?? []).map { $0 == 0 ? 0 : 1 }))
        }
        guard name.contains("int") || name.contains("float") else {
            throw Mistake(
                "\(type.brief) is no type of a column", expected: "int, float, bool, str or category", argument: "dtype"
            )
            .raised(as: "TypeError", "data type '\(name)' not understood")
        }
        var found = try column.converted(to: .number)
        let numbers = found.numbers ?? []
        found.isWhole = name.contains("int")
        if found.isWhole {
            guard !numbers.contains(where: { !$0.isFinite }) else {
                throw Mistake(
                    "column \"\(column.name)\" has missing cells", expected: "numbers everywhere",
                    try: ".fillna(0).astype(int)"
                ).raised(as: "ValueError", "Cannot convert non-finite values (NA or inf) to integer")
            }
            found.cells = .numbers(numbers.map { $0.rounded(.towardZero) })
        }
        return found
    }

    // MARK: Rows

    private static let rowAccess: [Member] = [
        .attribute("iloc", of: Frame.self, "rows, and columns, by their places: data.iloc[0], data.iloc[:5, 0]") {
            .thing(RowAccess(frame: $0, isByPlace: true))
        },
        .attribute("loc", of: Frame.self, "rows by what they are called or by a condition, and columns by name") {
            .thing(RowAccess(frame: $0, isByPlace: false))
        },
        .attribute("iloc", of: Series.self, "cells by their places") { .thing($0) },
    ]
}

/// `data.iloc`, `data.loc`
struct RowAccess: Subscriptable {
    static let kind = "rows of a DataFrame"
    let frame: Frame
    let isByPlace: Bool
    var summary: String { "rows of \(frame.summary)" }
    var length: Int { frame.length }

    func element(_ subscripts: [Subscript]) throws -> Value {
        var subscripts = subscripts
        if subscripts.count == 1, case .index(.tuple(let items)) = subscripts[0], items.count == 2 {
            subscripts = items.map { .index($0) }
        }
        guard let first = subscripts.first, subscripts.count <= 2 else {
            throw Mistake(
                "\(subscripts.count) subscripts", expected: "rows, or rows and columns", try: "data.iloc[:5, 0]")
        }
        let (places, isOne) = try rows(first)
        let part = frame.rows(at: places)
        guard subscripts.count == 2 else { return isOne ? try .thing(row(part)) : .thing(part) }
        let (names, isOneColumn) = try columns(subscripts[1])
        if isOneColumn {
            let series = try part.series(names[0])
            return isOne ? series.value(0) : .thing(series)
        }
        let chosen = Frame(try part.table.selecting(names), labels: part.labels)
        return isOne ? try .thing(row(chosen)) : .thing(chosen)
    }

    private func row(_ part: Frame) throws -> Series {
        let columns = part.table.columns
        if columns.allSatisfy({ $0.kind == .number }) {
            return Series(
                Column(
                    "\(part.labels[0])", .numbers(columns.map { $0.numbers?[0] ?? .nan }),
                    isWhole: columns.allSatisfy(\.isWhole)),
                labels: .names(part.table.names))
        }
        return Series(
            Column("\(part.labels[0])", categories: columns.map { $0.text(0) }, as: .text),
            labels: .names(part.table.names))
    }

    private func rows(_ subscript_: Subscript) throws -> (places: [Int], isOne: Bool) {
        switch subscript_ {
        case .slice(let lower, let upper, let step):
            // What is called by name is taken up to the last one.
            let end = isByPlace ? upper : upper.map { $0 + 1 }
            return (Array(try Subscripts.positions(frame.length, lower, end, step)), false)
        case .index(let value):
            if let places = try frame.mask(value) { return (places, false) }
            if let items = value.array.map({ $0.numbers().map { Value($0) } }) ?? value.elements {
                return (try items.map { try place($0) }, false)
            }
            return ([try place(value)], true)
        }
    }

    private func place(_ value: Value) throws -> Int {
        if isByPlace { return try Subscripts.position(value, frame.length, "table") }
        guard let found = (0..<frame.length).first(where: { frame.labels.value($0).repr == value.plain.repr }) else {
            throw Mistake("no row is called \(value.brief)", expected: "one of data.index", try: "data.iloc[0]").raised(
                as: "KeyError", value.repr)
        }
        return found
    }

    private func columns(_ subscript_: Subscript) throws -> (names: [String], isOne: Bool) {
        let all = frame.table.names
        switch subscript_ {
        case .slice(let lower, let upper, let step):
            return (try Subscripts.positions(all.count, lower, upper, step).map { all[$0] }, false)
        case .index(.text(let name)): return ([name], true)
        case .index(let value):
            if let items = value.elements {
                return (try items.map { try $0.asText ?? all[Subscripts.position($0, all.count, "table")] }, false)
            }
            return ([all[try Subscripts.position(value, all.count, "table")]], true)
        }
    }
}
