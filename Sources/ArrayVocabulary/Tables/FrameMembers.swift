import Answers
import Arrays
import Datasets
import Language
import Numbers

/// What a table can be asked for: pandas's everyday members, and what the laboratory knows of a table.
enum FrameMembers {
    static let members: [Member] =
        about + statistics + looks + gaps + shapes + orders + cells + groups + files + rowAccess

    private static let count = Parameter("n", .int(), 5, "how many rows; all but so many where negative")

    private static func frame(
        _ name: String, aliases: [String] = [], _ meaning: String, _ signature: String = "", returns: String = "",
        needs: Permission = .computing, _ body: @escaping @Sendable (Frame, NumPyCall) throws -> Value
    ) -> Member {
        TableMember.method(
            name, aliases: aliases, of: Frame.self, meaning, signature, returns: returns, needs: needs, body)
    }

    /// The same of every column.
    private static func byColumn(
        _ name: String, aliases: [String] = [], _ meaning: String, _ signature: String = "",
        _ body: @escaping @Sendable (Column, NumPyCall) throws -> Column
    ) -> Member {
        frame(name, aliases: aliases, meaning, signature, returns: Frame.kind) { frame, call in
            .thing(
                frame.with(
                    try Table(
                        frame.table.columns.map { column in
                            if call.work.isCancelled { throw Stopped() }
                            return try body(column, call)
                        }, name: frame.table.name, target: frame.table.target)))
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

    // MARK: Statistics

    /// Whether `axis=` means along the rows.
    static func isByRow(_ call: NumPyCall, _ place: Int = .max) throws -> Bool {
        guard let axis = call.value(place, "axis") else { return false }
        if axis.asInt == 1 || axis.asText == "columns" { return true }
        guard axis.asInt == 0 || axis.asText == "index" || axis.asText == "rows" else {
            throw Mistake("axis = \(axis.brief)", expected: "0 or 1", argument: "axis").raised(
                as: "ValueError", "No axis named \(axis.asText ?? axis.repr) for object type DataFrame")
        }
        return false
    }

    private static let statistics: [Member] =
        ColumnStatistic.all.filter { !ColumnStatistic.ofGroups.contains($0.name) }.map { reduction in
            return frame(
                reduction.name, "\(reduction.meaning), of each column, or of each row with axis=1",
                reduction.parameters(ofTables: true)
            ) { frame, call in
                let onlyNumbers = reduction.name == "nunique" ? false : try call.flag(.max, "numeric_only")
                if reduction.name == "quantile", let shares = call.value(0, "q")?.places {
                    let rows = try shares.map { share in
                        var options = ColumnStatistic.Options()
                        options.share = try ColumnStatistic.share(share.asNumber)
                        return try reduction.values(
                            frame, options, byRow: isByRow(call, 1), onlyNumbers: onlyNumbers, call.work)
                    }
                    let columns = (rows.first.map { row in (0..<row.length).map { row.labels[$0] } } ?? []).enumerated()
                        .map { place, name in Column(name, of: rows.map { $0.value(place) }) }
                    return .thing(Frame(try Table(columns), labels: RowLabels([Column("", of: shares)])))
                }
                return .thing(
                    try reduction.values(
                        frame, ColumnStatistic.options(call, reduction), byRow: isByRow(call, 0),
                        onlyNumbers: onlyNumbers,
                        call.work))
            }
        }
        + [("idxmax", "max"), ("idxmin", "min")].map { name, extreme in
            frame(
                name, "what the row of the \(extreme == "max" ? "largest" : "smallest") cell of each column is called"
            ) {
                frame, _ in
                .thing(
                    Series(
                        try frame.table.columns.map { column in
                            let series = Series(column, labels: frame.labels)
                            return try series.extremePlace(isLargest: extreme == "max").map { frame.labels.value($0) }
                                ?? .number(.nan)
                        }, name: "", labels: RowLabels(names: frame.table.names)))
            }
        }
        + [("any", "any"), ("all", "all")].map { name, word in
            frame(name, "whether \(word) of the cells of each column are true", "axis=0") { frame, call in
                let isAny = name == "any"
                let truths = try frame.table.columns.map { try $0.truths(call.work) }
                // One true cell makes "any", one false one ends "all"; what is missing does neither.
                func holds(_ cells: some Sequence<Bool?>) -> Int8 { cells.contains(isAny) == isAny ? 1 : 0 }
                if try isByRow(call, 0) {
                    let flags = try (0..<frame.length).map(stoppedBy: call.work) { row in
                        holds(truths.lazy.map { $0[row] })
                    }
                    return .thing(Series(Column("", .flags(flags)), labels: frame.labels))
                }
                return .thing(
                    Series(Column("", .flags(truths.map { holds($0) })), labels: RowLabels(names: frame.table.names)))
            }
        }
        + Running.all.map { name, meaning, step in
            byColumn(name, "\(meaning), column by column") { column, _ in try Running.column(column, step) }
        }
        + [
            frame("corr", "the correlations of the columns of numbers", "method='pearson', numeric_only=False") {
                frame, call in
                let columns = try numbers(frame, call)
                let numbers = columns.map { $0.numbers ?? [] }
                let isRanked = try ColumnWork.isRanked(call)
                let rows = numbers.map { own in numbers.map { ColumnWork.correlation(own, $0, ranked: isRanked) } }
                return .thing(
                    Frame(
                        try Table(zip(columns, rows).map { Column($0.name, .numbers($1)) }, name: "correlations"),
                        labels: RowLabels(names: columns.map(\.name))))
            },
            frame("cov", "the covariances of the columns of numbers", "numeric_only=False, ddof=1") { frame, call in
                let columns = try numbers(frame, call)
                let ddof = try call.int(.max, "ddof", 1)
                let numbers = columns.map { $0.numbers ?? [] }
                let rows = numbers.map { own in numbers.map { ColumnWork.covariance(own, $0, ddof) } }
                return .thing(
                    Frame(
                        try Table(zip(columns, rows).map { Column($0.name, .numbers($1)) }, name: "covariances"),
                        labels: RowLabels(names: columns.map(\.name))))
            },
            frame(
                "describe", "statistics of the columns of numbers", "percentiles=None, include=None",
                returns: Frame.kind
            ) {
                frame, call in
                let shares = try ColumnWork.shares(call)
                var columns = frame.numeric
                if let include = call.value(1, "include") {
                    columns = include.asText == "all" ? frame.table.columns : frame.columns(ofTypes: include)
                } else if columns.isEmpty {
                    columns = frame.table.columns
                }
                guard !columns.isEmpty else {
                    throw Mistake("a table without columns", expected: "columns").raised(
                        as: "ValueError", "Cannot describe a DataFrame without columns")
                }
                let all = try columns.map { try ColumnWork.described($0, shares) }
                var names: [String] = []
                let order = ["count", "unique", "top", "freq", "mean", "std", "min"]
                let found = all.map { series in (0..<series.length).map { series.labels[$0] } }
                for name in order where found.contains(where: { $0.contains(name) }) { names.append(name) }
                for name in found.flatMap({ $0 }) where !names.contains(name) && name != "max" { names.append(name) }
                if found.contains(where: { $0.contains("max") }) { names.append("max") }
                let rows = zip(columns, zip(all, found)).map { column, pair in
                    let (series, own) = pair
                    let cells = names.map { name in own.firstIndex(of: name).map { series.value($0) } ?? .number(.nan) }
                    let isText = cells.contains { $0.asText != nil }
                    return isText
                        ? Column(column.name, categories: cells.map { $0.isGap ? nil : $0.asText ?? $0.plain.repr })
                        : Column(column.name, .numbers(cells.map { $0.asNumber ?? .nan }))
                }
                return .thing(
                    Frame(
                        try Table(rows, name: "statistics of \(frame.table.name)"), labels: RowLabels(names: names)))
            },
        ]

    private static func numbers(_ frame: Frame, _ call: NumPyCall) throws -> [Column] {
        if try call.flag(.max, "numeric_only") {
            return frame.table.columns.filter { $0.kind == .number || $0.kind == .flag }
        }
        if let names = frame.table.columns.first(where: { $0.numbers == nil }) {
            throw Mistake(
                "column \"\(names.name)\" holds names", expected: "numbers", try: "\(call.name)(numeric_only=True)"
            ).raised(as: "ValueError", "could not convert string to float: '\(names.text(0) ?? "nan")'")
        }
        return frame.table.columns
    }

    // MARK: Looks

    private static let looks: [Member] = [
        .attribute("shape", of: Frame.self, "rows and columns") {
            .tuple([.int($0.table.rowCount), .int($0.table.columns.count)])
        },
        Member(
            kind: Frame.kind, name: "columns", aliases: [], meaning: "the columns' names", parameters: nil,
            assign: { thing, value, _ in
                guard let frame = thing as? Frame else { return }
                let names = frame.names(value) ?? []
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
        ) { thing, _, _ in
            guard let frame = thing as? Frame else { return .none }
            var labels = RowLabels(names: frame.table.names)
            labels.name = frame.columnsName
            return .thing(IndexNames(labels))
        },
        Member(
            kind: Frame.kind, name: "index", aliases: [], meaning: "what the rows are called", parameters: nil,
            assign: { thing, value, context in
                guard let frame = thing as? Frame else { return }
                frame.labels = try TableMember.labels(value, frame.length, context)
            }
        ) { thing, _, _ in (thing as? Frame).map { .thing(IndexNames($0.labels)) } ?? .none },
        .attribute("size", of: Frame.self, "how many cells there are") {
            .int($0.table.rowCount * $0.table.columns.count)
        },
        .attribute("ndim", of: Frame.self, "2: rows and columns") { _ in .int(2) },
        .attribute("empty", of: Frame.self, "whether there is no cell") {
            .bool($0.table.rowCount == 0 || $0.table.columns.isEmpty)
        },
        .attribute("dtypes", of: Frame.self, "what the columns hold") { frame in
            var types = Series(
                Column("", categories: frame.table.columns.map(\.pandasType), as: .text),
                labels: RowLabels(names: frame.table.names))
            types.typeName = "object"
            return .thing(types)
        },
        .attribute("values", of: Frame.self, "all cells as an array of numbers, or as rows where some are names") {
            try values($0)
        },
        .attribute("T", of: Frame.self, "rows as columns") { .thing(try turned($0)) },
        frame("transpose", "rows as columns", returns: Frame.kind) { frame, _ in .thing(try turned(frame)) },
        frame("to_numpy", "all cells as an array of numbers", "dtype=None, copy=False") { frame, call in
            guard let dtype = try call.dtype(0) else { return try values(frame) }
            return .thing(try frame.array().converted(to: dtype))
        },
        .method("head", of: Frame.self, returns: Frame.kind, "the first rows", [count]) { frame, arguments, _ in
            .thing(frame.rows(at: TableMember.firsts(frame.length, try arguments.int("n"))))
        },
        .method("tail", of: Frame.self, returns: Frame.kind, "the last rows", [count]) { frame, arguments, _ in
            .thing(frame.rows(at: TableMember.lasts(frame.length, try arguments.int("n"))))
        },
        frame("info", "columns, how many cells are there, and what they hold", "verbose=None") { frame, call in
            let table = frame.table
            let labels = frame.labels
            let ends = table.rowCount > 0 ? ", \(labels[0]) to \(labels[table.rowCount - 1])" : ""
            try call.context.write("<class 'pandas.DataFrame'>")
            try call.context.write("\(labels.isCounted ? "RangeIndex" : "Index"): \(table.rowCount) entries\(ends)")
            try call.context.write("Data columns (total \(table.columns.count) columns):")
            let rows = table.columns.enumerated().map { place, column in
                ["\(place)", column.name, "\(column.count - column.missingCount) non-null", column.pandasType]
            }
            let head = [" # ", "Column", "Non-Null Count", "Dtype"]
            let widths = head.indices.map { place in
                Swift.max(head[place].columns, (rows.map { $0[place].columns }.max() ?? 0) + (place == 0 ? 1 : 0))
            }
            func line(_ cells: [String]) -> String {
                zip(cells, widths).map { FrameText.left($0, $1) }.joined(separator: "  ")
            }
            try call.context.write(line(head))
            try call.context.write(line(head.map { String(repeating: "-", count: $0.columns) }))
            for row in rows { try call.context.write(line([" " + row[0]] + row.dropFirst())) }
            let counts = Dictionary(grouping: table.columns, by: \.pandasType).map { "\($0)(\($1.count))" }.sorted()
            try call.context.write("dtypes: \(counts.joined(separator: ", "))")
            // What pandas takes: a counted index is three numbers and their object, all cells but flags are eight bytes.
            let index = labels.isCounted ? 132 : 8 * table.rowCount * labels.levels.count
            let bytes = table.columns.reduce(index) { $0 + $1.count * ($1.pandasType == "bool" ? 1 : 8) }
            let more = table.columns.contains { $0.pandasType == "object" } ? "+" : ""
            var (size, units) = (Double(bytes), ["bytes", "KB", "MB", "GB"][...])
            while size >= 1024, units.count > 1 {
                size /= 1024
                units = units.dropFirst()
            }
            let tenths = (size * 10).rounded(.toNearestOrEven) / 10
            try call.context.write("memory usage: \(tenths)\(more) \(units.first ?? "bytes")")
            return .none
        },
        frame("copy", "a table of its own", "deep=True", returns: Frame.kind) { frame, _ in
            .thing(frame.with(frame.table))
        },
        frame("to_string", "the table as text, with all rows", "index=True") { frame, call in
            .text(
                try call.flag(.max, "index", true)
                    ? FrameText.table(frame, width: .max / 2) : FrameText.tableWithoutNames(frame.table))
        },
        frame(
            "query", "the rows for which a condition holds: \"price > 100 and city == 'Ames'\"", "expr, inplace=False",
            returns: Frame.kind
        ) { frame, call in
            guard let text = try call.required(0, "expr").asText else {
                throw Mistake("expr is no text", expected: "a condition", try: "data.query(\"price > 100\")").raised(
                    as: "ValueError", "expr must be a string to be evaluated")
            }
            return try replaced(frame, frame.rows(at: RowQuery(frame, call.context).places(text)), call)
        },
        frame("boxplot", "a box for each column of numbers", "column=None, grid=True, figsize=None, ax=None") {
            frame, call in
            let names = call.value(0, "column").map { value in
                (value.asText == nil ? value.places ?? [value] : [value]).map { $0.asText ?? $0.repr }
            }
            let shown = try names.map { frame.with(try frame.table.selecting($0)) } ?? frame
            let given = ["figsize", "ax"].compactMap { name in call.value(.max, name).map { (name: name, value: $0) } }
            return try call.context.call(
                member: "box", of: FramePlot(shown), [], given.filter { !$0.value.isNone })
        },
        frame("items", "pairs of a column's name and the column") { frame, _ in
            .list(try frame.table.names.map { .tuple([.text($0), .thing(try frame.series($0))]) })
        },
        frame("keys", "the columns' names") { frame, _ in .thing(IndexNames(names: frame.table.names)) },
        frame("iterrows", "pairs of what a row is called and the row") { frame, call in
            TableMember.each(frame.length) { .tuple([frame.labels.value($0), .thing(frame.row($0))]) }
        },
        frame("itertuples", "the rows as tuples with names", "index=True, name='Pandas'") { frame, call in
            let withIndex = try call.flag(0, "index", true)
            let name = call.text(1, "name", "Pandas")
            let names = (withIndex ? ["Index"] : []) + frame.table.names
            return TableMember.each(frame.length) { row in
                let cells = frame.table.columns.map { $0.value(row) }
                return .record(name, names, (withIndex ? [frame.labels.value(row)] : []) + cells)
            }
        },
        frame("get", "a column, or something else where there is none", "key, default=None") { frame, call in
            let name = try call.required(0, "key").asText ?? ""
            return frame.table.names.contains(name) ? .thing(try frame.series(name)) : call.value(1, "default") ?? .none
        },
    ]

    private static func values(_ frame: Frame) throws -> Value {
        if frame.table.columns.allSatisfy({ $0.numbers != nil }) { return .thing(try frame.array()) }
        return .thing(CellRows(rows: (0..<frame.length).map { row in frame.table.columns.map { $0.value(row) } }))
    }

    private static func turned(_ frame: Frame) throws -> Frame {
        guard frame.length <= 100_000 else {
            throw Mistake("a table with \(frame.length.grouped) columns", expected: "at most 100,000 rows to turn")
        }
        let isOneKind = Set(frame.table.columns.map(\.kind)).count < 2
        let columns = (0..<frame.length).map { row in
            isOneKind
                ? Column(frame.labels[row], of: frame.table.columns.map { $0.value(row) })
                : Column(frame.labels[row], categories: frame.table.columns.map { $0.text(row) })
        }
        let found = Frame(try Table(columns, name: frame.table.name), labels: RowLabels(names: frame.table.names))
        found.columnsName = frame.labels.name
        return found
    }

    // MARK: Gaps

    private static let gaps: [Member] = [
        byColumn("isna", aliases: ["isnull"], "True where a cell is missing") { column, _ in
            ColumnWork.missing(column, 1)
        },
        byColumn("notna", aliases: ["notnull"], "True where a cell is there") { column, _ in
            ColumnWork.missing(column, 0)
        },
        frame(
            "dropna", "the rows that have no cell missing",
            "axis=0, how='any', thresh=None, subset=None, inplace=False, ignore_index=False"
        ) { frame, call in
            let names = call.value(.max, "subset").map { $0.asText.map { [$0] } ?? frame.names($0) ?? [] }
            let how = call.text(.max, "how", "any")
            let least = try call.int(.max, "thresh")
            guard ["any", "all"].contains(how) else {
                throw Mistake("how = '\(how)'", expected: "'any' or 'all'", argument: "how").raised(
                    as: "ValueError", "invalid how option: \(how)")
            }
            if try isByRow(call, 0) {
                let kept = frame.table.columns.filter { column in
                    let gaps = column.missingCount
                    return least.map { column.count - gaps >= $0 } ?? (how == "all" ? gaps < column.count : gaps == 0)
                }
                return try replaced(frame, frame.with(try frame.table.selecting(kept.map(\.name))), call)
            }
            let columns = try names.map { try $0.map { try frame.table.column($0) } } ?? frame.table.columns
            var check = StopCheck(call.work)
            let rows = try (0..<frame.length).filter { row in
                try check.pass(columns.count)
                let gaps = columns.count { $0.isMissing(row) }
                return least.map { columns.count - gaps >= $0 } ?? (how == "all" ? gaps < columns.count : gaps == 0)
            }
            let isNumbered = try call.flag(.max, "ignore_index")
            let found = frame.rows(at: rows)
            if isNumbered { found.labels = RowLabels(count: rows.count) }
            return try replaced(frame, found, call)
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
                    fill = try series.labels.places(of: .text(column.name), call.work).first.map { series.value($0) }
                } else {
                    fill = value
                }
                if let fill { table = try table.setting(try ColumnWork.filled(column, fill)) }
            }
            return try replaced(frame, frame.with(table), call)
        },
        byColumn("ffill", "gaps with the cell above them") { column, _ in column.carried(forward: true) },
        byColumn("bfill", "gaps with the cell below them") { column, _ in column.carried(forward: false) },
        frame("duplicated", "True for rows that are as one above", "subset=None, keep='first'") { frame, call in
            .thing(Series(Column("", .flags(try twice(frame, call).map { $0 ? 1 : 0 })), labels: frame.labels))
        },
        frame(
            "drop_duplicates", "the rows without those that are as one above",
            "subset=None, keep='first', inplace=False, ignore_index=False"
        ) { frame, call in
            let flags = try twice(frame, call)
            let rows = flags.indices.filter { !flags[$0] }
            let isNumbered = try call.flag(.max, "ignore_index")
            let found = frame.with(frame.table.leavingOut(copies: flags), frame.labels.at(rows))
            if isNumbered { found.labels = RowLabels(count: rows.count) }
            return try replaced(frame, found, call)
        },
    ]

    private static func twice(_ frame: Frame, _ call: NumPyCall) throws -> [Bool] {
        let names = call.value(0, "subset").map { $0.asText.map { [$0] } ?? frame.names($0) ?? [] }
        let part = try names.map { try frame.table.selecting($0) } ?? frame.table
        let keep = call.value(1, "keep") ?? .text("first")
        switch keep.asText {
        case "first": return try part.duplicates(call.work)
        case "last":
            return Array(try part.rows(at: (0..<part.rowCount).reversed()).duplicates(call.work).reversed())
        default:
            let later = try part.duplicates(call.work)
            let earlier = Array(try part.rows(at: (0..<part.rowCount).reversed()).duplicates(call.work).reversed())
            return zip(later, earlier).map { $0 || $1 }
        }
    }

    // MARK: Shapes

    private static let shapes: [Member] = [
        frame(
            "drop", "the table without some columns, or without some rows",
            "labels=None, axis=0, index=None, columns=None, inplace=False, errors='raise'"
        ) { frame, call in
            let isColumns = try call.value(3, "columns") != nil || isByRow(call, 1)
            guard let value = call.value(3, "columns") ?? call.value(2, "index") ?? call.value(0, "labels") else {
                throw Mistake("drop without columns", expected: "names", try: "data.drop(columns=[\"price\"])")
                    .raised(
                        as: "ValueError", "Need to specify at least one of 'labels', 'index' or 'columns'")
            }
            let items = value.asText == nil ? value.places ?? [value] : [value]
            let ignores = call.text(.max, "errors", "raise") == "ignore"
            let found: Frame
            if isColumns {
                let names = items.map { $0.asText ?? $0.plain.repr }
                if !ignores, let unknown = names.first(where: { !frame.table.names.contains($0) }) {
                    throw Mistake("there is no column \"\(unknown)\"", expected: "columns of the table").raised(
                        as: "KeyError", "\"['\(unknown)'] not found in axis\"")
                }
                found = frame.with(try frame.table.dropping(names.filter(frame.table.names.contains)))
            } else {
                let gone = try Set(
                    items.flatMap { item -> [Int] in
                        let places = try frame.labels.places(of: item, call.work)
                        guard ignores || !places.isEmpty else {
                            throw Mistake(
                                "no row is called \(item.brief)", expected: "one of data.index",
                                try: "columns=[\(item.brief)]"
                            )
                            .raised(as: "KeyError", "\"[\(item.plain.repr)] not found in axis\"")
                        }
                        return places
                    })
                found = frame.rows(at: (0..<frame.length).filter { !gone.contains($0) })
            }
            return try replaced(frame, found, call)
        },
        frame("select_dtypes", "the columns of some types", "include=None, exclude=None") { frame, call in
            let (include, exclude) = (call.value(0, "include"), call.value(1, "exclude"))
            let out = Set(exclude.map { frame.columns(ofTypes: $0).map(\.name) } ?? [])
            let names = (include.map { frame.columns(ofTypes: $0) } ?? frame.table.columns).map(\.name)
            return .thing(frame.with(try frame.table.selecting(names.filter { !out.contains($0) })))
        },
        frame(
            "rename", "the table with other names of columns, or of rows",
            "mapper=None, index=None, columns=None, axis=0, inplace=False"
        ) { frame, call in
            let isColumns = try isByRow(call)
            let columns = call.value(2, "columns") ?? (isColumns ? call.value(0, "mapper") : nil)
            let rows = call.value(1, "index") ?? (isColumns ? nil : call.value(0, "mapper"))
            guard columns != nil || rows != nil else {
                throw Mistake(
                    "rename without columns", expected: "a dict", try: "data.rename(columns={\"old\": \"new\"})"
                ).raised(as: "TypeError", "must pass an index to rename")
            }
            func other(_ old: Value, _ map: Value) throws -> Value {
                if case .dict(let entries) = map { return entries[old] ?? old }
                return try call.context.call(map, [old])
            }
            let found = frame.with(frame.table)
            if let columns {
                let names = try frame.table.names.map { name -> String in
                    let new = try other(.text(name), columns)
                    return new.asText ?? new.plain.repr
                }
                found.table = try renamed(frame.table) { names[$1] }
            }
            if let rows {
                found.labels = RowLabels([
                    Column(
                        frame.labels.name, of: try (0..<frame.length).map { try other(frame.labels.value($0), rows) })
                ])
            }
            return try replaced(frame, found, call)
        },
        frame(
            "reset_index", "the rows numbered from 0, what they were called as columns",
            "level=None, drop=False, inplace=False, names=None"
        ) {
            frame, call in
            let found = Frame(frame.table)
            if try !call.flag(.max, "drop") {
                let given = call.value(.max, "names").map { $0.asText.map { [$0] } ?? frame.names($0) ?? [] }
                let levels = frame.labels.levels.enumerated().map { place, level in
                    var level = level
                    if let name = given?[safe: place] {
                        level.name = name
                    } else if level.name.isEmpty {
                        let plain = frame.labels.levels.count == 1 ? "index" : "level_\(place)"
                        level.name = frame.table.names.contains(plain) ? "level_\(place)" : plain
                    }
                    return level
                }
                if let twice = levels.first(where: { frame.table.names.contains($0.name) }) {
                    throw Mistake(
                        "there is a column \"\(twice.name)\" already", expected: "another name",
                        try: "reset_index(drop=True)"
                    )
                    .raised(as: "ValueError", "cannot insert \(twice.name), already exists")
                }
                found.table = try Table(
                    levels + frame.table.columns, name: frame.table.name, target: frame.table.target,
                    decisions: frame.table.decisions)
            }
            return try replaced(frame, found, call)
        },
        frame("set_index", "the rows called by the cells of a column", "keys, drop=True, inplace=False") {
            frame, call in
            let keys = try call.required(0, "keys")
            let isNames = keys.asText != nil || (keys.elements?.allSatisfy { $0.asText != nil } ?? false)
            guard isNames else {
                return try replaced(
                    frame, frame.with(frame.table, TableMember.labels(keys, frame.length, call.context)), call)
            }
            let names = keys.asText.map { [$0] } ?? frame.names(keys) ?? []
            let labels = RowLabels(try names.map { try frame.table.column($0) })
            let table = try call.flag(.max, "drop", true) ? frame.table.dropping(names) : frame.table
            return try replaced(frame, frame.with(table, labels), call)
        },
        frame("assign", "the table with further columns", "**columns", returns: Frame.kind) { frame, call in
            let found = frame.with(frame.table)
            guard case .dict(let entries)? = call.value(.max, "columns") else { return .thing(found) }
            for entry in entries.entries {
                let value: Value
                switch entry.value {
                case .function: value = try call.context.call(entry.value, [.thing(found)])
                default: value = entry.value
                }
                try found.assign(value, at: [.index(entry.key)], call.context)
            }
            return .thing(found)
        },
        frame("insert", "puts a column at a place", "loc, column, value") { frame, call in
            guard let place = try call.int(0, "loc"), (0...frame.table.columns.count).contains(place) else {
                throw Mistake(
                    "loc = \(try call.required(0, "loc").brief)",
                    expected: "a place from 0 to \(frame.table.columns.count)", argument: "loc")
            }
            let name = try call.required(1, "column").asText ?? ""
            guard !frame.table.names.contains(name) else {
                throw Mistake("there is a column \"\(name)\" already", expected: "another name", argument: "column")
                    .raised(
                        as: "ValueError", "cannot insert \(name), already exists")
            }
            let found = frame.with(frame.table)
            try found.assign(call.required(2, "value"), at: [.index(.text(name))], call.context)
            var names = frame.table.names
            names.insert(name, at: place)
            frame.table = try found.table.selecting(names)
            return .none
        },
        frame("pop", "takes a column out", "item") { frame, call in
            let name = try call.required(0, "item").asText ?? ""
            let series = try frame.series(name)
            frame.table = try frame.table.dropping([name])
            return .thing(series)
        },
    ]

    // MARK: Orders

    private static let orders: [Member] =
        [
            frame(
                "sample", "some rows at random",
                "n=None, frac=None, replace=False, random_state=None, ignore_index=False"
            ) {
                frame, call in
                let rows = try TableMember.sample(frame.length, call)
                let found = frame.rows(at: rows)
                if try call.flag(.max, "ignore_index") { found.labels = RowLabels(count: rows.count) }
                return .thing(found)
            },
            frame(
                "sort_values", "the rows in the order of one column or several",
                "by, axis=0, ascending=True, inplace=False, kind='quicksort', na_position='last', ignore_index=False, key=None"
            ) { frame, call in
                let by = try call.required(0, "by")
                let names = by.asText.map { [$0] } ?? frame.names(by) ?? []
                var columns = try names.map { name in
                    try frame.table.columns.first { $0.name == name }
                        ?? frame.labels.levels.first { $0.name == name } ?? frame.table.column(name)
                }
                if let key = call.value(.max, "key") {
                    columns = try columns.map { column in
                        let found = try call.context.call(key, [.thing(Series(column, labels: frame.labels))])
                        return try Frame.column(column.name, found, rows: frame.length, call.context)
                    }
                }
                let (rising, gapsFirst) = try ColumnWork.directions(call, columns.count)
                let rows = try ColumnWork.sorted(columns, rising: rising, gapsFirst: gapsFirst, call.work)
                let isNumbered = try call.flag(.max, "ignore_index")
                let found = frame.rows(at: rows)
                if isNumbered { found.labels = RowLabels(count: rows.count) }
                return try replaced(frame, found, call)
            },
            frame(
                "sort_index", "the rows in the order of what they are called",
                "axis=0, ascending=True, inplace=False, na_position='last'"
            ) {
                frame, call in
                if try isByRow(call, 0) {
                    let names = frame.table.names.sorted()
                    let rising = try ColumnWork.directions(call, 1).rising[0]
                    return try replaced(
                        frame, frame.with(try frame.table.selecting(rising ? names : names.reversed())), call)
                }
                let levels = frame.labels.levels
                let isList = call.value(.max, "ascending")?.places != nil
                let (rising, gapsFirst) = try ColumnWork.directions(call, isList ? levels.count : 1)
                return try replaced(
                    frame,
                    frame.rows(
                        at: try ColumnWork.sorted(
                            levels, rising: isList ? rising : levels.map { _ in rising[0] }, gapsFirst: gapsFirst,
                            call.work)), call)
            },
        ]
        + [("nlargest", "largest", false), ("nsmallest", "smallest", true)].map { name, word, rises in
            frame(name, "the rows of the \(word) cells of a column", "n, columns, keep='first'") { frame, call in
                let by = try call.required(1, "columns")
                let columns = try (by.asText.map { [$0] } ?? frame.names(by) ?? []).map { try frame.table.column($0) }
                let n = Swift.max(0, try call.int(0, "n") ?? 0)
                let rows = try ColumnWork.sorted(columns, rising: columns.map { _ in rises }, call.work)
                return .thing(frame.rows(at: Array(rows.prefix(n))))
            }
        }

    // MARK: Cells

    private static let cells: [Member] = [
        frame("astype", "the cells as another type", "dtype, copy=True") { frame, call in
            let type = try call.required(0, "dtype")
            var table = frame.table
            if case .dict(let entries) = type {
                for entry in entries.entries {
                    table = try table.setting(
                        ColumnWork.converted(table.column(entry.key.asText ?? entry.key.repr), entry.value))
                }
            } else {
                for column in table.columns { table = try table.setting(ColumnWork.converted(column, type)) }
            }
            return .thing(frame.with(table))
        },
        frame("replace", "other cells for some", "to_replace=None, value=None, inplace=False") { frame, call in
            try replaced(
                frame,
                frame.with(
                    try Table(
                        frame.table.columns.map { try ColumnWork.replaced($0, call) }, name: frame.table.name,
                        target: frame.table.target)), call)
        },
        byColumn("round", "the numbers rounded", "decimals=0") { column, call in
            if case .dict(let entries)? = call.value(0, "decimals") {
                guard let digits = entries.entries.first(where: { $0.key.asText == column.name })?.value.asInt else {
                    return column
                }
                return try ColumnWork.rounded(column, digits)
            }
            return try ColumnWork.rounded(column, call.int(0, "decimals", 0))
        },
        byColumn("abs", "the magnitudes") { column, _ in try column.mapped { $0.magnitude } },
        byColumn("clip", "the numbers within bounds", "lower=None, upper=None") { column, call in
            try ColumnWork.clipped(column, call)
        },
        byColumn("isin", "True where the cell is one of these", "values") { column, call in
            let values = try call.required(0, "values")
            if case .dict(let entries) = values {
                let own = entries.entries.first { $0.key.asText == column.name }?.value ?? .list([])
                return try ColumnWork.isIn(column, own, call.context)
            }
            return try ColumnWork.isIn(column, values, call.context)
        },
        byColumn("shift", "the rows moved down", "periods=1") { column, call in
            column.shifted(try call.int(0, "periods", 1))
        },
        byColumn("diff", "each cell without the one above", "periods=1") { column, call in
            try ColumnWork.difference(column, call.int(0, "periods", 1))
        },
        byColumn("pct_change", "by which share of the one above each cell is larger", "periods=1") { column, call in
            try ColumnWork.change(column, call.int(0, "periods", 1))
        },
        byColumn("map", aliases: ["applymap"], "each cell through a function", "func, na_action=None") { column, call in
            let function = try call.required(0, "func")
            let skips = call.text(1, "na_action", "") == "ignore"
            return Column(
                column.name,
                of: try (0..<column.count).map { row in
                    if call.work.isCancelled { throw Stopped() }
                    return skips && column.isMissing(row)
                        ? .number(.nan) : try call.context.call(function, [column.value(row)])
                })
        },
        frame("apply", "each column through a function, or each row with axis=1", "func, axis=0, args=(), raw=False") {
            frame, call in
            let function = try call.required(0, "func")
            let isRows = try isByRow(call, 1)
            let more = call.value(2, "args")?.elements ?? []
            let parts =
                isRows
                ? (0..<frame.length).map { frame.row($0) }
                : frame.table.columns.map { Series($0, labels: frame.labels) }
            let names = isRows ? frame.labels : RowLabels(names: frame.table.names)
            let values = try parts.map { part -> Value in
                if call.work.isCancelled { throw Stopped() }
                if function.asText != nil { return try Aggregation.value(part, function, call.context) }
                return try call.context.call(function, [.thing(part)] + more)
            }
            guard let found = values.map({ $0.asThing(Series.self) }) as? [Series], let first = found.first else {
                return .thing(Series(values, name: "", labels: names))
            }
            guard isRows else {
                return .thing(
                    Frame(
                        try Table(
                            zip(frame.table.names, found).map {
                                var column = $1.column
                                column.name = $0
                                return column
                            }), labels: first.labels))
            }
            let heads = (0..<first.length).map { first.labels[$0] }
            return .thing(
                Frame(
                    try Table(
                        heads.enumerated().map { place, name in
                            Column(
                                name,
                                of: try found.map { row in
                                    guard row.length == heads.count else {
                                        throw Mistake(
                                            "rows give columns of other lengths", expected: "as many for each row")
                                    }
                                    return row.value(place)
                                })
                        }), labels: frame.labels))
        },
        frame(
            "agg", aliases: ["aggregate"], "statistics by name, a dict of them for columns, or several", "func, axis=0"
        ) {
            frame, call in
            let function = try call.required(0, "func")
            guard try !isByRow(call, 1) else {
                throw Mistake("agg along rows", expected: "axis=0", try: "data.apply(f, axis=1)", argument: "axis")
            }
            if case .dict(let entries) = function {
                let pairs = try entries.entries.map { entry in
                    let name = entry.key.asText ?? entry.key.repr
                    if entry.value.asText == nil, let list = entry.value.elements {
                        throw Aggregation.nested(name, list)
                    }
                    return (name, try Aggregation.value(frame.series(name), entry.value, call.context))
                }
                return .thing(Series(pairs.map(\.1), name: "", labels: RowLabels(names: pairs.map(\.0))))
            }
            if function.asText == nil, let list = function.elements {
                let columns = try frame.table.columns.map { column in
                    Column(
                        column.name,
                        of: try list.map {
                            try Aggregation.value(Series(column, labels: frame.labels), $0, call.context)
                        })
                }
                return .thing(Frame(try Table(columns), labels: RowLabels(names: list.map(Aggregation.name))))
            }
            return .thing(
                Series(
                    try frame.table.columns.map {
                        try Aggregation.value(Series($0, labels: frame.labels), function, call.context)
                    }, name: "", labels: RowLabels(names: frame.table.names)))
        },
        frame(
            "value_counts", "how often each row comes, the most frequent first",
            "subset=None, normalize=False, sort=True, ascending=False, dropna=True"
        ) {
            frame, call in
            let names = call.value(0, "subset").map { $0.asText.map { [$0] } ?? frame.names($0) ?? [] }
            let part = try names.map { try frame.table.selecting($0) } ?? frame.table
            return .thing(try ColumnWork.counts(part.columns, call))
        },
    ]

    // MARK: Groups, joins

    private static let groups: [Member] = [
        frame(
            "groupby", "the rows in groups of equal keys",
            "by=None, level=None, as_index=True, sort=True, group_keys=True, observed=True, dropna=True",
            returns: Grouping.kind
        ) { frame, call in .thing(try Grouping(frame, call)) },
        frame(
            "merge", "matched with another table by keys",
            "right, how='inner', on=None, left_on=None, right_on=None, left_index=False, right_index=False, sort=False, suffixes=('_x','_y'), copy=True, indicator=False",
            returns: Frame.kind
        ) { frame, call in
            .thing(try Joining.merged(frame, PandasWords.frame(call.required(0, "right"), "right"), call))
        },
        frame("join", "beside another table, matched by what its rows are called", "other, how='left'") { frame, call in
            let other = try PandasWords.frame(call.required(0, "other"), "other")
            let how = call.text(1, "how", "left")
            guard ["left", "outer", "inner"].contains(how) else {
                throw Mistake("how = '\(how)'", expected: "'left', 'inner' or 'outer'", argument: "how")
            }
            if let twice = other.table.names.first(where: frame.table.names.contains) {
                throw Mistake(
                    "both tables have a column \"\(twice)\"", expected: "names of their own", try: "rename(columns={…})"
                )
                .raised(as: "ValueError", "columns overlap but no suffix specified: Index(['\(twice)'], dtype='str')")
            }
            guard how == "left" else {
                return .thing(try Joining.beside([frame, other], inner: how == "inner", call.work))
            }
            let rows = try frame.labels.rows(in: other.labels, call.work)
            return .thing(
                frame.with(
                    try Table(frame.table.columns + other.table.columns.map { $0.picked(rows) }, name: frame.table.name)
                ))
        },
        frame(
            "pivot_table", "a row for each key, a column for each other key, and a statistic of what falls into both",
            "values=None, index=None, columns=None, aggfunc='mean', fill_value=None, observed=True"
        ) { frame, call in try PandasWords.pivot(frame, call) },
        frame(
            "melt", "columns below each other: which one, and its cell",
            "id_vars=None, value_vars=None, var_name='variable', value_name='value'"
        ) {
            frame, call in
            func names(_ name: String) -> [String]? {
                call.value(.max, name).map { $0.asText.map { [$0] } ?? frame.names($0) ?? [] }
            }
            let kept = names("id_vars") ?? []
            let melted = names("value_vars") ?? frame.table.names.filter { !kept.contains($0) }
            let rows = melted.flatMap { _ in 0..<frame.length }
            let heads = melted.flatMap { name in [String?](repeating: name, count: frame.length) }
            let values = try Joining.stacked(
                call.text(.max, "value_name", "value"),
                melted.map { (try frame.table.column($0), frame.length) })
            return .thing(
                Frame(
                    try Table(
                        kept.map { try frame.table.column($0).rows(at: rows) }
                            + [Column(call.text(.max, "var_name", "variable"), categories: heads), values],
                        name: frame.table.name)))
        },
    ]

    // MARK: Files

    private static let files: [Member] = [
        frame(
            "to_csv", "writes the table to a file, or gives its text where no path is said",
            "path_or_buf=None, sep=',', na_rep='', float_format=None, columns=None, header=True, index=True, index_label=None, encoding=None",
            needs: .writingFiles
        ) { frame, call in try TableFile.write(frame, call) },
        frame("to_dict", "the table as a dict of columns, or as another arrangement", "orient='dict'") { frame, call in
            let table = frame.table
            func row(_ row: Int) -> Value {
                .dict(.init(table.columns.map { (.text($0.name), $0.value(row)) }))
            }
            switch call.text(0, "orient", "dict") {
            case "records": return .list((0..<frame.length).map(row))
            case "list":
                return .dict(
                    .init(
                        table.columns.map { column in
                            (.text(column.name), .list((0..<column.count).map { column.value($0) }))
                        }))
            case "series": return .dict(.init(try table.names.map { (.text($0), .thing(try frame.series($0))) }))
            case "index": return .dict(.init((0..<frame.length).map { (frame.labels.value($0), row($0)) }))
            case "dict":
                return .dict(
                    .init(
                        table.columns.map { column in
                            (
                                .text(column.name),
                                .dict(.init((0..<column.count).map { (frame.labels.value($0), column.value($0)) }))
                            )
                        }))
            case let other:
                throw Mistake(
                    "orient = '\(other)'", expected: "'dict', 'list', 'records', 'series' or 'index'",
                    argument: "orient"
                )
                .raised(as: "ValueError", "orient '\(other)' not understood")
            }
        },
    ]

    // MARK: Rows

    private static let rowAccess: [Member] = [
        .attribute(
            "iloc", aliases: ["iat"], of: Frame.self,
            "rows, and columns, by their places: data.iloc[0], data.iloc[:5, 0]"
        ) {
            .thing(RowAccess(frame: $0, way: .place))
        },
        .attribute(
            "loc", aliases: ["at"], of: Frame.self,
            "rows by what they are called or by a condition, and columns by name"
        ) {
            .thing(RowAccess(frame: $0, way: .label))
        },
    ]

    // MARK: Helpers

    /// pandas's `inplace=True`.
    private static func replaced(_ frame: Frame, _ found: Frame, _ call: NumPyCall) throws -> Value {
        guard try call.flag(.max, "inplace") else { return .thing(found) }
        try call.finish()
        (frame.table, frame.labels) = (found.table, found.labels)
        return .none
    }

    static func renamed(_ table: Table, _ name: (String, Int) -> String) throws -> Table {
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
}

extension Frame {
    /// The columns of types in pandas's words: number, object, int64, bool.
    func columns(ofTypes value: Value) -> [Column] {
        let names = (value.asText == nil ? value.elements ?? [value] : [value]).map { item -> String in
            if case .word(let word) = item { return word.name.split(separator: ".").last.map(String.init) ?? word.name }
            return item.asText ?? DTypeObject.dtype(of: item)?.name ?? item.repr
        }
        return table.columns.filter { column in
            names.contains { name in
                if name.contains("number") { return column.kind == .number }
                if ["object", "category", "str", "string"].contains(name) { return column.coded != nil }
                if name.hasPrefix("int") { return column.pandasType == "int64" }
                return name.hasPrefix("float") ? column.pandasType == "float64" : column.pandasType.hasPrefix(name)
            }
        }
    }
}
