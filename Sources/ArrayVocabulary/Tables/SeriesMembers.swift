import Answers
import Arrays
import Datasets
import Language
import Numbers

/// What a column can be asked for: pandas's everyday members.
enum SeriesMembers {
    static let members: [Member] = statistics + looks + cells + gaps + orders + texts + index

    private static let count = Parameter("n", .int(), 5, "how many rows; all but so many where negative")

    private static func series(
        _ name: String, aliases: [String] = [], _ meaning: String, _ signature: String = "", returns: String = "",
        _ body: @escaping @Sendable (Series, NumPyCall) throws -> Value
    ) -> Member {
        TableMember.method(name, aliases: aliases, of: Series.self, meaning, signature, returns: returns, body)
    }

    /// Cell by cell, the rows called as before.
    private static func byCell(
        _ name: String, aliases: [String] = [], _ meaning: String, _ signature: String = "",
        _ body: @escaping @Sendable (Column, NumPyCall) throws -> Column
    ) -> Member {
        series(name, aliases: aliases, meaning, signature, returns: Series.kind) { series, call in
            .thing(series.with(try body(series.column, call)))
        }
    }

    // MARK: Statistics

    private static let statistics: [Member] =
        ColumnStatistic.all.filter { !ColumnStatistic.ofGroups.contains($0.name) }.map { reduction in
            return series(reduction.name, reduction.meaning, reduction.parameters(ofTables: false)) { series, call in
                if reduction.name == "nunique" {
                    let gaps = try call.flag(0, "dropna", true) ? 0 : Swift.min(1, series.column.missingCount)
                    return .int(series.column.distinctCount + gaps)
                }
                if reduction.name == "quantile", let shares = call.value(0, "q")?.places {
                    let values = try shares.map { share in
                        var options = ColumnStatistic.Options()
                        options.share = try ColumnStatistic.share(share.asNumber)
                        return try reduction.value(series, options)
                    }
                    return .thing(
                        Series(values, name: series.column.name, labels: RowLabels([Column("", of: shares)])))
                }
                if call.value(.max, "axis")?.asInt ?? 0 != 0 {
                    throw Mistake("axis = 1 for a column", expected: "axis=0", argument: "axis").raised(
                        as: "ValueError", "No axis named 1 for object type Series")
                }
                _ = call.value(.max, "numeric_only")
                return try reduction.value(series, ColumnStatistic.options(call, reduction)).asScalar
            }
        }
        + Running.all.map { name, meaning, step in
            byCell(name, meaning) { column, _ in try Running.column(column, step) }
        }
        + [("idxmax", true), ("idxmin", false)].map { name, isLargest in
            series(name, "what the row of the \(isLargest ? "largest" : "smallest") cell is called") { series, _ in
                guard let row = try series.extremePlace(isLargest: isLargest) else {
                    throw Mistake("a column without numbers", expected: "numbers").raised(
                        as: "ValueError", "Encountered all NA values")
                }
                return series.labels.value(row)
            }
        }
        + [("argmax", true), ("argmin", false)].map { name, isLargest in
            series(name, "the place of the \(isLargest ? "largest" : "smallest") cell") { series, _ in
                .int(try series.extremePlace(isLargest: isLargest) ?? -1)
            }
        }
        + [
            series("any", "whether one cell is true") { series, call in
                .bool(try series.column.truths(call.work).contains(true))
            },
            series("all", "whether no cell is false") { series, call in
                .bool(try !series.column.truths(call.work).contains(false))
            },
            series("mode", "the most frequent cells", "dropna=True") { series, call in
                let counts = ColumnWork.counted(series.column, skipsMissing: try call.flag(0, "dropna", true))
                let rows = counts.filter { $0.count == counts.first?.count }.map(\.row)
                let order = rows.sorted { series.column.key($0) < series.column.key($1) }
                return .thing(Series(series.column.rows(at: order), labels: RowLabels(count: order.count)))
            },
            series(
                "describe", "count, mean, deviation and quantiles, or the most frequent of names", "percentiles=None"
            ) {
                series, call in
                .thing(try ColumnWork.described(series.column, ColumnWork.shares(call)))
            },
            series("corr", "the correlation with another column", "other, method='pearson'") { series, call in
                let (own, other) = try paired(series, call)
                return try Value.number(
                    ColumnWork.correlation(
                        own.numbers ?? [], other.numbers ?? [], ranked: ColumnWork.isRanked(call))
                ).asScalar
            },
            series("cov", "the covariance with another column", "other, ddof=1") { series, call in
                let (own, other) = try paired(series, call)
                return try Value.number(
                    ColumnWork.covariance(own.numbers ?? [], other.numbers ?? [], try call.int(.max, "ddof", 1))
                ).asScalar
            },
            series("autocorr", "the correlation with itself some rows later", "lag=1") { series, call in
                guard let own = series.column.numbers,
                    let later = series.column.shifted(try call.int(0, "lag", 1)).numbers
                else { throw series.column.needsNumbers }
                return try Value.number(ColumnWork.correlation(own, later)).asScalar
            },
        ]

    private static func paired(_ series: Series, _ call: NumPyCall) throws -> (Column, Column) {
        guard let other = try call.required(0, "other").asThing(Series.self) else {
            throw Mistake(
                "\(call.name) needs a column of numbers", expected: "a column", try: "data[\"a\"].corr(data[\"b\"])")
        }
        guard series.column.numbers != nil else { throw series.column.needsNumbers }
        guard other.column.numbers != nil else { throw other.column.needsNumbers }
        guard !series.labels.isSame(as: other.labels) else { return (series.column, other.column) }
        let rows = try series.labels.rows(in: other.labels, call.work)
        return (series.column, other.column.picked(rows))
    }

    // MARK: Looks

    private static let looks: [Member] = [
        Member(
            kind: Series.kind, name: "name", aliases: [], meaning: "what it is called", parameters: nil
        ) { thing, _, _ in
            guard let series = thing as? Series, !series.column.name.isEmpty else { return .none }
            return Int(series.column.name).map { .int($0) } ?? .text(series.column.name)
        },
        .attribute("shape", of: Series.self, "how many rows, as a tuple") { .tuple([.int($0.length)]) },
        .attribute("size", of: Series.self, "how many rows") { .int($0.length) },
        .attribute("ndim", of: Series.self, "1: rows") { _ in .int(1) },
        .attribute("empty", of: Series.self, "whether there is no row") { .bool($0.length == 0) },
        .attribute("dtype", of: Series.self, "what it holds") { .text($0.type) },
        .attribute("index", of: Series.self, "what the rows are called") { .thing(IndexNames($0.labels)) },
        .attribute("values", of: Series.self, "the cells as an array, or a list where they are names") {
            try values($0)
        },
        .attribute("T", of: Series.self, "the column itself") { .thing($0) },
        .attribute("is_unique", of: Series.self, "whether no cell comes twice") {
            .bool($0.column.missingCount < 2 && $0.column.distinctCount == $0.length - $0.column.missingCount)
        },
        series("to_numpy", "the cells as an array", "dtype=None, copy=False") { series, call in
            guard let dtype = try call.dtype(0) else { return try values(series) }
            return .thing(try series.array().converted(to: dtype))
        },
        series("tolist", aliases: ["to_list"], "the cells as a list") { series, _ in .list(series.values) },
        series("to_dict", "the cells as a dict by what their rows are called") { series, _ in
            .dict(.init((0..<series.length).map { (series.labels.value($0), series.value($0)) }))
        },
        series("to_frame", "a table of the one column", "name=None", returns: Frame.kind) { series, call in
            var column = series.column
            column.name = call.text(0, "name", column.name.isEmpty ? "0" : column.name)
            return .thing(Frame(try Table([column]), labels: series.labels))
        },
        series("to_string", "the column as text") { series, _ in .text(FrameText.column(series, width: .max / 2)) },
        series("copy", "a column of its own", "deep=True", returns: Series.kind) { series, _ in .thing(series) },
        series("items", "pairs of what a row is called and its cell") { series, _ in
            TableMember.each(series.length) { .tuple([series.labels.value($0), series.value($0)]) }
        },
        series("keys", "what the rows are called") { series, _ in .thing(IndexNames(series.labels)) },
        series("get", "the cell of a row, or something else where there is none", "key, default=None") { series, call in
            try series.labels.places(of: call.required(0, "key"), call.work).first.map { series.value($0) }
                ?? call.value(1, "default") ?? .none
        },
        .method("head", of: Series.self, returns: Series.kind, "the first rows", [count]) { series, arguments, _ in
            .thing(series.rows(at: TableMember.firsts(series.length, try arguments.int("n"))))
        },
        .method("tail", of: Series.self, returns: Series.kind, "the last rows", [count]) { series, arguments, _ in
            .thing(series.rows(at: TableMember.lasts(series.length, try arguments.int("n"))))
        },
        series("sample", "some cells at random", "n=None, frac=None, replace=False, random_state=None") {
            series, call in
            .thing(series.rows(at: try TableMember.sample(series.length, call)))
        },
        .attribute("iloc", aliases: ["iat"], of: Series.self, "cells by their places") {
            .thing(try RowAccess(series: $0, way: .place))
        },
        .attribute("loc", aliases: ["at"], of: Series.self, "cells by what their rows are called") {
            .thing(try RowAccess(series: $0, way: .label))
        },
    ]

    private static func values(_ series: Series) throws -> Value {
        if series.mixed == nil, series.column.coded == nil { return .thing(try series.array()) }
        return TextArray(.list(series.values)).map { .thing($0) } ?? .list(series.values)
    }

    // MARK: Cells

    private static let cells: [Member] = [
        series("unique", "the different cells as they are met") { series, _ in
            var seen: Set<CellKey> = []
            let found = series.rows(at: (0..<series.length).filter { seen.insert(series.column.key($0)).inserted })
            return try values(found)
        },
        series(
            "value_counts", "how often each cell comes, the most frequent first",
            "normalize=False, sort=True, ascending=False, bins=None, dropna=True"
        ) { series, call in .thing(try ColumnWork.counts([series.column], call)) },
        byCell("isin", "True where the cell is one of these", "values") { column, call in
            try ColumnWork.isIn(column, call.required(0, "values"), call.context)
        },
        byCell("between", "True where the cell lies between two", "left, right, inclusive='both'") { column, call in
            guard let numbers = column.numbers else { throw column.needsNumbers }
            let (low, high) = (try call.double(0, "left") ?? .nan, try call.double(1, "right") ?? .nan)
            let ends = call.text(2, "inclusive", "both")
            guard ["both", "left", "right", "neither"].contains(ends) else {
                throw Mistake(
                    "inclusive = '\(ends)'", expected: "'both', 'left', 'right' or 'neither'", argument: "inclusive"
                )
                .raised(as: "ValueError", "Inclusive has to be either string of 'both','left', 'right', or 'neither'.")
            }
            let (takesLow, takesHigh) = (ends == "both" || ends == "left", ends == "both" || ends == "right")
            return Column(
                column.name,
                .flags(
                    numbers.map { (takesLow ? $0 >= low : $0 > low) && (takesHigh ? $0 <= high : $0 < high) ? 1 : 0 }))
        },
        series("map", "each cell through a function, a dict or another column", "arg, na_action=None") { series, call in
            let function = try call.required(0, "arg")
            let skips = call.text(1, "na_action", "") == "ignore"
            let lookUp = function.asThing(Series.self).map { other in
                Dictionary((0..<other.length).map { (other.labels.key($0), other.value($0)) }, uniquingKeysWith: { $1 })
            }
            return .thing(
                try each(series, call) { cell in
                    if case .dict(let entries) = function { return entries[cell] ?? .number(.nan) }
                    if let lookUp { return CellKey(cell).flatMap { lookUp[$0] } ?? .number(.nan) }
                    return skips && cell.isGap ? cell : try call.context.call(function, [cell])
                })
        },
        series("apply", "each cell through a function", "func, args=()") { series, call in
            let function = try call.required(0, "func")
            let more = call.value(1, "args")?.elements ?? []
            if function.asText != nil { return try Aggregation.value(series, function, call.context) }
            return .thing(try each(series, call) { try call.context.call(function, [$0] + more) })
        },
        series("agg", aliases: ["aggregate"], "a statistic by name, or several", "func") { series, call in
            let function = try call.required(0, "func")
            guard function.asText == nil, let list = function.elements else {
                return try Aggregation.value(series, function, call.context)
            }
            return .thing(
                Series(
                    try list.map { try Aggregation.value(series, $0, call.context) }, name: series.column.name,
                    labels: RowLabels(names: list.map(Aggregation.name))))
        },
        byCell("astype", "the cells as another type", "dtype, copy=True") { column, call in
            try ColumnWork.converted(column, call.required(0, "dtype"))
        },
        byCell("replace", "other cells for some", "to_replace=None, value=None") { column, call in
            try ColumnWork.replaced(column, call)
        },
        byCell("round", "the numbers rounded", "decimals=0") { column, call in
            try ColumnWork.rounded(column, call.int(0, "decimals", 0))
        },
        byCell("abs", "the magnitudes") { column, _ in try column.mapped { $0.magnitude } },
        byCell("clip", "the numbers within bounds", "lower=None, upper=None") { column, call in
            try ColumnWork.clipped(column, call)
        },
        byCell("shift", "the rows moved down", "periods=1") { column, call in
            column.shifted(try call.int(0, "periods", 1))
        },
        byCell("diff", "each cell without the one above", "periods=1") { column, call in
            try ColumnWork.difference(column, call.int(0, "periods", 1))
        },
        byCell("pct_change", "by which share of the one above each cell is larger", "periods=1") { column, call in
            try ColumnWork.change(column, call.int(0, "periods", 1))
        },
        byCell(
            "rank", "the place of each cell in order; what equal ones get is said by method=",
            "axis=0, method='average', numeric_only=False, na_option='keep', ascending=True, pct=False"
        ) { column, call in
            guard let numbers = column.numbers else { throw column.needsNumbers }
            let method = call.text(1, "method", "average")
            guard let ties = ColumnWork.Ties(rawValue: method) else {
                throw Mistake(
                    "method = '\(method)'",
                    expected: Phrase.alternatives(ColumnWork.Ties.allCases.map { "'\($0.rawValue)'" }),
                    argument: "method"
                ).raised(as: "KeyError", "'\(method)'")
            }
            let rises = try call.flag(4, "ascending", true)
            return Column(
                column.name,
                .numbers(
                    ColumnWork.ranks(
                        rises ? numbers : numbers.map { -$0 }, ties: ties, asShare: try call.flag(5, "pct"))))
        },
        series("where", "the cells where a condition holds, another value elsewhere", "cond, other=None") {
            series, call in
            .thing(try kept(series, call, where: true))
        },
        series("mask", "the cells where a condition does not hold, another value elsewhere", "cond, other=None") {
            series, call in
            .thing(try kept(series, call, where: false))
        },
        series(
            "rolling", "windows of so many rows that end with each", "window, min_periods=None, center=False",
            returns: RollingWindow.kind
        ) {
            series, call in
            .thing(try RollingWindow(series, call))
        },
    ]

    private static func each(_ series: Series, _ call: NumPyCall, _ body: (Value) throws -> Value) throws -> Series {
        let items = try series.values.map { cell -> Value in
            if call.work.isCancelled { throw Stopped() }
            return try body(cell)
        }
        return Series(items, name: series.column.name, labels: series.labels)
    }

    private static func kept(_ series: Series, _ call: NumPyCall, where wanted: Bool) throws -> Series {
        let places = Set(try call.required(0, "cond").mask(series.length, "column") ?? [])
        let other = call.value(1, "other") ?? .number(.nan)
        let items = other.asText == nil ? other.places : nil
        return Series(
            (0..<series.length).map { places.contains($0) == wanted ? series.value($0) : items?[safe: $0] ?? other },
            name: series.column.name, labels: series.labels)
    }

    // MARK: Gaps

    private static let gaps: [Member] = [
        byCell("isna", aliases: ["isnull"], "True where a cell is missing") { column, _ in ColumnWork.missing(column, 1)
        },
        byCell("notna", aliases: ["notnull"], "True where a cell is there") { column, _ in
            ColumnWork.missing(column, 0)
        },
        byCell("fillna", "with a value in the place of what is missing", "value=None, inplace=False") { column, call in
            guard try !call.flag(.max, "inplace") else {
                // pandas 3 fills a copy there, and the table stays as it is.
                throw Mistake(
                    "inplace=True of a column leaves the table as it is", expected: "an assignment",
                    try: "data[\"\(column.name)\"] = data[\"\(column.name)\"].fillna(…)", argument: "inplace")
            }
            return try ColumnWork.filled(column, call.required(0, "value"))
        },
        byCell("ffill", "gaps with the cell above them") { column, _ in column.carried(forward: true) },
        byCell("bfill", "gaps with the cell below them") { column, _ in column.carried(forward: false) },
        byCell("interpolate", "gaps on the line between the cells around them", "method='linear'") { column, call in
            guard let numbers = column.numbers else { throw column.needsNumbers }
            guard call.text(0, "method", "linear") == "linear" else {
                throw Mistake("method = '\(call.text(0, "method", ""))'", expected: "'linear'", argument: "method")
            }
            return Column(column.name, .numbers(ColumnWork.bridged(numbers)))
        },
        series("dropna", "the cells that are there", "axis=0, ignore_index=False") { series, call in
            var found = series.rows(at: (0..<series.length).filter { !series.column.isMissing($0) })
            if try call.flag(.max, "ignore_index") { found.labels = RowLabels(count: found.length) }
            return .thing(found)
        },
        byCell("duplicated", "True where the cell is as one above") { column, _ in
            var seen: Set<CellKey> = []
            return Column(column.name, .flags((0..<column.count).map { seen.insert(column.key($0)).inserted ? 0 : 1 }))
        },
        series("drop_duplicates", "the cells without those that are as one above") { series, _ in
            var seen: Set<CellKey> = []
            return .thing(series.rows(at: (0..<series.length).filter { seen.insert(series.column.key($0)).inserted }))
        },
    ]

    // MARK: Orders

    private static let orders: [Member] =
        [
            series(
                "sort_values", "the cells in order",
                "axis=0, ascending=True, kind='quicksort', na_position='last', ignore_index=False"
            ) { series, call in
                let (rising, gapsFirst) = try ColumnWork.directions(call, 1)
                let rows = try ColumnWork.sorted([series.column], rising: rising, gapsFirst: gapsFirst, call.work)
                var found = series.rows(at: rows)
                if try call.flag(.max, "ignore_index") { found.labels = RowLabels(count: rows.count) }
                return .thing(found)
            },
            series("sort_index", "the rows in the order of what they are called", "axis=0, ascending=True") {
                series, call in
                let levels = series.labels.levels
                let rising = try ColumnWork.directions(call, 1).rising
                return .thing(
                    series.rows(at: try ColumnWork.sorted(levels, rising: levels.map { _ in rising[0] }, call.work)))
            },
            series("argsort", "the places of the cells in order") { series, call in
                .thing(
                    Series(
                        Column(
                            series.column.name,
                            .numbers(
                                try ColumnWork.sorted([series.column], rising: [true], call.work).map { Double($0) }),
                            isWhole: true), labels: series.labels))
            },
            series(
                "reset_index", "the rows numbered from 0, what they were called as a column",
                "level=None, drop=False, name=None"
            ) {
                series, call in
                if try call.flag(1, "drop") {
                    var found = series
                    found.labels = RowLabels(count: series.length)
                    return .thing(found)
                }
                var column = series.column
                column.name = call.text(2, "name", column.name.isEmpty ? "0" : column.name)
                let levels = series.labels.levels.enumerated().map { place, level in
                    var level = level
                    if level.name.isEmpty { level.name = series.labels.levels.count == 1 ? "index" : "level_\(place)" }
                    return level
                }
                return .thing(Frame(try Table(levels + [column])))
            },
            series("rename", "under another name, or with rows called otherwise", "index=None") { series, call in
                var found = series
                let index = call.value(0, "index")
                switch index {
                case nil: found.column.name = ""
                case .text(let name)?: found.column.name = name
                case .dict(let entries)?:
                    let names = (0..<series.length).map { row in
                        entries[series.labels.value(row)] ?? series.labels.value(row)
                    }
                    found.labels = RowLabels([Column(series.labels.name, of: names)])
                case let function?:
                    let names = try (0..<series.length).map {
                        try call.context.call(function, [series.labels.value($0)])
                    }
                    found.labels = RowLabels([Column(series.labels.name, of: names)])
                }
                return .thing(found)
            },
            series("drop", "the column without some rows", "labels=None, index=None") { series, call in
                guard let value = call.value(0, "labels") ?? call.value(1, "index") else {
                    throw Mistake("drop without rows", expected: "what they are called")
                }
                let items = value.asText == nil ? value.places ?? [value] : [value]
                let gone = try Set(
                    items.flatMap { item -> [Int] in
                        let places = try series.labels.places(of: item, call.work)
                        guard !places.isEmpty else {
                            throw Mistake("no row is called \(item.brief)", expected: "one of its rows").raised(
                                as: "KeyError", "\"[\(item.plain.repr)] not found in axis\"")
                        }
                        return places
                    })
                return .thing(series.rows(at: (0..<series.length).filter { !gone.contains($0) }))
            },
        ]
        + [("nlargest", false), ("nsmallest", true)].map { name, rises in
            series(name, "the \(rises ? "smallest" : "largest") cells", "n=5") { series, call in
                guard series.column.numbers != nil else { throw series.column.needsNumbers }
                let filled = series.rows(at: (0..<series.length).filter { !series.column.isMissing($0) })
                let rows = try ColumnWork.sorted([filled.column], rising: [rises], call.work)
                return .thing(filled.rows(at: Array(rows.prefix(Swift.max(0, try call.int(0, "n", 5))))))
            }
        }

    // MARK: Texts and dates

    private static let texts: [Member] = [
        .attribute("str", of: Series.self, "what can be done to texts: .str.lower(), .str.contains(\"a\")") { series in
            guard series.column.coded != nil else {
                throw Mistake("column \"\(series.column.name)\" holds no texts", expected: "texts", try: ".astype(str)")
                    .raised(as: "AttributeError", "Can only use .str accessor with string values, not \(series.type)")
            }
            return .thing(TextCells(series: series))
        },
        .attribute("cat", of: Series.self, "the categories: .cat.codes, .cat.categories") { series in
            guard series.column.coded != nil else {
                throw Mistake(
                    "column \"\(series.column.name)\" holds no categories", expected: "names",
                    try: ".astype(\"category\")"
                ).raised(as: "AttributeError", "Can only use .cat accessor with a 'category' dtype")
            }
            return .thing(CategoryCells(series: series))
        },
        .attribute("codes", of: CategoryCells.self, "the place of each cell's category among them; -1 where missing") {
            .thing($0.codes)
        },
        .attribute("categories", of: CategoryCells.self, "the categories, in order") {
            .thing(TextArray($0.categories))
        },
        .attribute("dt", of: Series.self, "the parts of dates: .dt.year") { series in
            guard series.column.kind == .date else {
                throw Mistake(
                    "column \"\(series.column.name)\" holds no dates", expected: "dates",
                    try: "pd.to_datetime(data[\"day\"])"
                ).raised(as: "AttributeError", "Can only use .dt accessor with datetimelike values")
            }
            return .thing(DateCells(series: series))
        },
    ]

    // MARK: Indices

    private static let index: [Member] = [
        TableMember.method("tolist", aliases: ["to_list"], of: IndexNames.self, "the names as a list") { index, _ in
            .list(index.values)
        },
        .attribute("values", of: IndexNames.self, "the names as an array, or a list where they are texts") { index in
            try index.labels.levels.count == 1
                ? values(Series(index.labels.levels[0], labels: RowLabels(count: index.length))) : .list(index.values)
        },
        TableMember.method("to_numpy", of: IndexNames.self, "the names as an array, or a list where they are texts") {
            index, _ in
            try index.labels.levels.count == 1
                ? values(Series(index.labels.levels[0], labels: RowLabels(count: index.length))) : .list(index.values)
        },
        .attribute("size", of: IndexNames.self, "how many there are") { .int($0.length) },
        .attribute("shape", of: IndexNames.self, "how many there are, as a tuple") { .tuple([.int($0.length)]) },
        .attribute("name", of: IndexNames.self, "what they are called together") {
            $0.labels.name.isEmpty ? .none : .text($0.labels.name)
        },
        .attribute("is_unique", of: IndexNames.self, "whether no name comes twice") { index in
            .bool(Set((0..<index.length).map { index.labels.key($0) }).count == index.length)
        },
        TableMember.method("get_loc", of: IndexNames.self, "the place of a name", "key") { index, call in
            guard let place = try index.labels.places(of: call.required(0, "key"), call.work).first else {
                throw Mistake("\(try call.required(0, "key").brief) is not there", expected: "one of the names").raised(
                    as: "KeyError", try call.required(0, "key").repr)
            }
            return .int(place)
        },
        TableMember.method("drop", of: IndexNames.self, "the names without some", "labels") { index, call in
            let value = try call.required(0, "labels")
            let gone = (value.asText == nil ? value.places ?? [value] : [value]).compactMap { CellKey($0) }
            return .thing(
                IndexNames(index.labels.at((0..<index.length).filter { !gone.contains(index.labels.key($0)) })))
        },
    ]
}

extension Value {
    /// A number as NumPy has it: `np.float64(2.5)`, which can be rounded by a method.
    fileprivate var asScalar: Value {
        get throws {
            switch self {
            case .int(let number): Value(try NDArray(.int(number)))
            case .number(let number): Value(try NDArray(.float(number)))
            default: self
            }
        }
    }
}

extension Series {
    /// The place of the largest or smallest number; nil where there is none.
    func extremePlace(isLargest: Bool) throws -> Int? {
        guard let numbers = column.numbers else { throw column.needsNumbers }
        let rows = numbers.indices.filter { !numbers[$0].isNaN }
        return isLargest
            ? rows.max { numbers[$0] < numbers[$1] || (numbers[$0] == numbers[$1] && $0 > $1) }
            : rows.min { numbers[$0] < numbers[$1] }
    }
}

/// `series.cat`: the cells as places among their categories.
struct CategoryCells: Presentable {
    static let kind = "categories of a Series"
    package let series: Series
    var summary: String { "categories of \(series.summary)" }

    var categories: [String] {
        Set((0..<series.length).compactMap { series.column.text($0) }).sorted()
    }

    var codes: Series {
        let places = Dictionary(uniqueKeysWithValues: zip(categories, 0...))
        var codes = Series(
            Column(
                "",
                .numbers(
                    (0..<series.length).map { row in Double(series.column.text(row).flatMap { places[$0] } ?? -1) }),
                isWhole: true), labels: series.labels)
        codes.typeName = places.count <= 127 ? "int8" : "int16"
        return codes
    }
}
