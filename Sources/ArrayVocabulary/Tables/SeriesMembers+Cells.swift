import Answers
import Arrays
import Datasets
import Language
import Numbers

/// Other cells in the place of these, and cells that are missing.
extension SeriesMembers {
    /// An argument that says a point in time, in seconds.
    static func time(_ call: NumPyCall, _ place: Int, _ name: String) throws -> Double {
        let value = try call.required(place, name)
        guard let seconds = Timestamp.seconds(of: value) else {
            throw Mistake("\(name) = \(value.brief)", expected: "a date", try: "\"2024-01-31\"", argument: name).raised(
                as: "TypeError", "Invalid comparison between dtype=datetime64[us] and \(value.typeName)")
        }
        return seconds
    }

    static let cells: [Member] = [
        series("unique", "the different cells as they are met") { series, call in
            let found = try firsts(of: series, call.work)
            if series.column.levelOrder != .met { return .thing(CategoryArray(found.column)) }
            return try values(found, call.work)
        },
        series(
            "value_counts", "how often each cell comes, the most frequent first",
            "normalize=False, sort=True, ascending=False, bins=None, dropna=True"
        ) { series, call in .thing(try ColumnWork.counts([series.column], call)) },
        byCell("isin", "True where the cell is one of these", "values") { column, call in
            try ColumnWork.isIn(column, call.required(0, "values"), call.context)
        },
        byCell("between", "True where the cell lies between two", "left, right, inclusive='both'") { column, call in
            guard var numbers = column.numbers else { throw column.needsNumbers }
            var (low, high) = (Double.nan, Double.nan)
            if case .dates(let seconds) = column.cells {
                numbers = seconds
                (low, high) = (try time(call, 0, "left"), try time(call, 1, "right"))
            } else {
                (low, high) = (try call.double(0, "left") ?? .nan, try call.double(1, "right") ?? .nan)
            }
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
            let lookUp = try function.asThing(Series.self).map { other in
                try (0..<other.length).reduce(into: [CellKey: Value](), stoppedBy: call.work) {
                    $0[other.labels.key($1)] = other.value($1)
                }
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
            try ColumnWork.converted(column, call.required(0, "dtype"), call.work)
        },
        byCell("convert_dtypes", "whole numbers, flags or texts that stay so where cells are missing") { column, call in
            try NullableType.best(column, call.work)
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
        series("shift", "the rows moved down", "periods=1, fill_value=None", returns: Series.kind) { series, call in
            let periods = try call.int(0, "periods", 1)
            let column = try series.column.shifted(periods, call.work)
            guard let filling = call.value(1, "fill_value") else { return .thing(series.with(column)) }
            let isFree = (0..<series.length).map { row in
                let (from, isOut) = row.subtractingReportingOverflow(periods)
                return isOut || !(0..<series.length).contains(from)
            }
            let cells = try isFree.indices.map(stoppedBy: call.work) { isFree[$0] ? filling : column.value($0) }
            var found = try Series(cells, name: column.name, labels: series.labels, stoppedBy: call.work)
            // Gaps that are filled leave whole numbers whole.
            if case .numbers(let numbers) = found.column.cells, series.column.isWhole, filling.asInt != nil {
                found.column.isWhole = !numbers.contains { $0.isNaN }
            }
            return .thing(found)
        },
        series("diff", "each cell without the one above", "periods=1", returns: Series.kind) { series, call in
            let periods = try call.int(0, "periods", 1)
            guard case .dates(let seconds) = series.column.cells else {
                return .thing(series.with(try ColumnWork.difference(series.column, periods, call.work)))
            }
            guard case .dates(let before) = try series.column.shifted(periods, call.work).cells else {
                return .thing(series)
            }
            return .thing(
                Series(spans: zip(seconds, before).map { $0 - $1 }, name: series.column.name, labels: series.labels))
        },
        byCell("pct_change", "by which share of the one above each cell is larger", "periods=1") { column, call in
            try ColumnWork.change(column, call.int(0, "periods", 1), call.work)
        },
        byCell(
            "rank", "the place of each cell in order; what equal ones get is said by method=",
            "axis=0, method='average', numeric_only=False, na_option='keep', ascending=True, pct=False"
        ) { column, call in
            guard let numbers = column.numbers else { throw column.needsNumbers }
            let ties = try ColumnWork.ties(call, 1)
            let rises = try call.flag(4, "ascending", true)
            let ranks = try ColumnWork.ranks(
                rises ? numbers : numbers.map { -$0 }, ties: ties, asShare: call.flag(5, "pct"), call.work)
            return Column(column.name, .numbers(ranks))
        },
        series("explode", "each element of a list in a row of its own", "ignore_index=False", returns: Series.kind) {
            series, call in
            let rows = try (0..<series.length).reduce(into: [(Int, Value)](), stoppedBy: call.work) { rows, row in
                rows += series.value(row).exploded.map { (row, $0) }
            }
            let labels =
                try call.flag(0, "ignore_index") ? RowLabels(count: rows.count) : series.labels.at(rows.map(\.0))
            guard series.mixed != nil else { return .thing(series) }
            return .thing(Series(mixed: rows.map(\.1), name: series.column.name, labels: labels))
        },
        series("pipe", "the column through a function", "func, *args, **keywords") { series, call in
            try TableMember.piped(.thing(series), call)
        },
        series("unstack", "one part of the names of rows as columns", "level=-1, fill_value=None", returns: Frame.kind)
        {
            series, call in
            let name = series.column.name.isEmpty ? "0" : series.column.name
            var column = series.column
            column.name = name
            let frame = Frame(try Table([column]), labels: series.labels)
            return .thing(try Stacking.unstacked(frame, isOne: true, call))
        },
        series("where", "the cells where a condition holds, another value elsewhere", "cond, other=None") {
            series, call in
            .thing(try kept(series, call, where: true))
        },
        series("mask", "the cells where a condition does not hold, another value elsewhere", "cond, other=None") {
            series, call in
            .thing(try kept(series, call, where: false))
        },
    ]

    static func each(_ series: Series, _ call: NumPyCall, _ body: (Value) throws -> Value) throws -> Series {
        let items = try (0..<series.length).map { row -> Value in
            if call.work.isCancelled { throw Stopped() }
            return try body(series.value(row))
        }
        return try Series(items, name: series.column.name, labels: series.labels, stoppedBy: call.work)
    }

    private static func kept(_ series: Series, _ call: NumPyCall, where wanted: Bool) throws -> Series {
        let condition = try call.required(0, "cond")
        // Where it is missing whether the condition holds, the cell is not kept.
        var holds = [Bool](repeating: false, count: series.length)
        if let flags = condition.asThing(Series.self)?.column, flags.count == series.length {
            holds = holds.indices.map { flags.isMissing($0) && !wanted }
        }
        for place in try condition.mask(series.length, "column") ?? [] { holds[place] = true }
        let other = call.value(1, "other") ?? (series.column.isNullable ? MissingValue.value : .number(.nan))
        let items = other.asText == nil ? other.places : nil
        let cells = try holds.indices.map(stoppedBy: call.work) {
            holds[$0] == wanted ? series.value($0) : items?[safe: $0] ?? other
        }
        var found = try Series(cells, name: series.column.name, labels: series.labels, stoppedBy: call.work)
        if series.column.isNullable, found.column.kind == series.column.kind { found.column.isNullable = true }
        return found
    }

    /// The cells that are as none above them.
    static func firsts(of series: Series, skipsMissing: Bool = false, _ work: Work) throws -> Series {
        let areNew = try series.column.areNew(work)
        let rows = try areNew.indices.filter(stoppedBy: work) {
            areNew[$0] && !(skipsMissing && series.column.isMissing($0))
        }
        return try series.rows(at: rows, work)
    }

    /// Whether a cell comes elsewhere, too: above, below or anywhere.
    private static func twice(_ column: Column, _ call: NumPyCall) throws -> [Bool] {
        func later() throws -> [Bool] { try column.areNew(call.work).map(!) }
        func earlier() throws -> [Bool] {
            var seen: Set<CellKey> = []
            let found = try (0..<column.count).reversed().map(stoppedBy: call.work) {
                !seen.insert(column.key($0)).inserted
            }
            return found.reversed()
        }
        switch try FrameMembers.kept(call, 0) {
        case .first: return try later()
        case .last: return try earlier()
        case .none: return try zip(later(), earlier()).map { $0 || $1 }
        }
    }

    static let gaps: [Member] = [
        byCell("isna", aliases: ["isnull"], "True where a cell is missing") { column, _ in ColumnWork.missing(column, 1)
        },
        byCell("notna", aliases: ["notnull"], "True where a cell is there") { column, _ in
            ColumnWork.missing(column, 0)
        },
        series(
            "fillna", "with a value in the place of what is missing", "value=None, inplace=False", returns: Series.kind
        ) {
            series, call in
            let column = series.column
            guard try !call.flag(.max, "inplace") else {
                // pandas 3 fills a copy there, and the table stays as it is.
                throw Mistake(
                    "inplace=True of a column leaves the table as it is", expected: "an assignment",
                    try: column.name.isEmpty
                        ? "s = s.fillna(…)" : "data[\"\(column.name)\"] = data[\"\(column.name)\"].fillna(…)",
                    argument: "inplace")
            }
            let value = try call.required(0, "value")
            guard column.missingCount > 0 else { return .thing(series) }
            // Of another column or a dict each gap takes the cell of its own row.
            let cells: (Int) -> Value?
            if let other = value.asThing(Series.self) {
                let isSame = series.labels.isSame(as: other.labels)
                let rows = try isSame ? (0..<series.length).map { $0 } : series.labels.rows(in: other.labels, call.work)
                cells = { row in rows[row].map { other.value($0) } }
            } else if case .dict(let entries) = value {
                cells = { row in entries[series.labels.value(row)] }
            } else {
                return .thing(series.with(try ColumnWork.filled(column, value, call.work)))
            }
            let filled = try (0..<series.length).map(stoppedBy: call.work) {
                column.isMissing($0) ? cells($0) ?? .number(.nan) : column.value($0)
            }
            var found = try Column(column.name, of: filled, stoppedBy: call.work)
            if column.kind == .number { found.isWhole = false }
            return .thing(series.with(found))
        },
        byCell("ffill", "gaps with the cell above them") { column, call in
            try column.carried(forward: true, call.work)
        },
        byCell("bfill", "gaps with the cell below them") { column, call in
            try column.carried(forward: false, call.work)
        },
        series(
            "interpolate", "gaps on the line between the cells around them", ColumnWork.interpolation,
            returns: Series.kind
        ) { series, call in
            .thing(series.with(try ColumnWork.interpolated(series.column, series.labels, call)))
        },
        series("dropna", "the cells that are there", "axis=0, ignore_index=False") { series, call in
            var found = try series.rows(at: series.column.filledRows(call.work), call.work)
            if try call.flag(.max, "ignore_index") { found.labels = RowLabels(count: found.length) }
            return .thing(found)
        },
        byCell("duplicated", "True where the cell is as one above; keep='last' for one below", "keep='first'") {
            column, call in
            Column(column.name, .flags(try twice(column, call).map { $0 ? 1 : 0 }))
        },
        series(
            "drop_duplicates", "the cells without those that are as one above; keep='last' for one below",
            "keep='first', ignore_index=False", returns: Series.kind
        ) { series, call in
            let flags = try twice(series.column, call)
            var found = try series.rows(at: flags.indices.filter { !flags[$0] }, call.work)
            if try call.flag(1, "ignore_index") { found.labels = RowLabels(count: found.length) }
            return .thing(found)
        },
    ]
}
