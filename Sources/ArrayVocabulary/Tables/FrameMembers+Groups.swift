import Answers
import Arrays
import Datasets
import Language
import Numbers

/// Groups of rows, and tables matched with each other.
extension FrameMembers {
    /// The width of bins of time.
    static func rule(_ call: NumPyCall) throws -> String {
        let value = try call.required(0, "rule")
        guard let text = value.asText else {
            throw Mistake("rule = \(value.brief)", expected: "a text", try: "\"ME\"", argument: "rule").raised(
                as: "TypeError")
        }
        return text
    }

    static let groups: [Member] = [
        frame(
            "groupby", "the rows in groups of equal keys",
            "by=None, level=None, as_index=True, sort=True, group_keys=True, observed=True, dropna=True",
            returns: Grouping.kind
        ) { frame, call in .thing(try Grouping.by(frame, call)) },
        frame(
            "resample", "the rows in bins of time: days, weeks, months, quarters, years", "rule, on=None",
            returns: Grouping.kind
        ) { frame, call in
            .thing(
                try Grouping(frame, rule: rule(call), on: call.value(.max, "on")?.asText, call.work))
        },
        frame(
            "merge", "matched with another table by keys",
            "right, how='inner', on=None, left_on=None, right_on=None, left_index=False, right_index=False, sort=False, suffixes=('_x','_y'), copy=True, indicator=False",
            returns: Frame.kind
        ) { frame, call in
            .thing(try Joining.merged(frame, PandasWords.frame(call.required(0, "right"), "right"), call))
        },
        frame(
            "join", "beside another table, matched by what its rows are called",
            "other, on=None, how='left', lsuffix='', rsuffix=''"
        ) { frame, call in .thing(try joined(frame, call)) },
        frame(
            "pivot_table", "a row for each key, a column for each other key, and a statistic of what falls into both",
            Pivoting.signature
        ) { frame, call in .thing(try Pivoting.table(frame, call)) },
        frame(
            "pivot", "a row for each key and a column for each other key, with the one cell that falls into both",
            "*, columns, index=None, values=None"
        ) { frame, call in
            func names(_ parameter: String) -> [String]? {
                call.value(.max, parameter).map { $0.asText.map { [$0] } ?? frame.names($0) ?? [] }
            }
            let heads = names("columns") ?? []
            let rows = names("index")
            if let twice = rows?.first(where: heads.contains) {
                throw Mistake("index and columns are both \"\(twice)\"", expected: "two columns").raised(
                    as: "ValueError", "The name \(twice) occurs multiple times, use a level number")
            }
            let index = try rows?.map { try frame.table.column($0) } ?? frame.labels.levels
            let pivoting = try Pivoting(
                index, heads.map { try frame.table.column($0) }, count: frame.length, call.work)
            let wanted = call.value(.max, "values")
            let isOne = wanted?.asText != nil
            let values =
                names("values") ?? frame.table.names.filter { !heads.contains($0) && rows?.contains($0) != true }
            let columns = try values.flatMap { name in
                try pivoting.columns(frame.series(name), front: isOne ? [] : [name], fill: nil, call.work) { cells in
                    guard cells.length == 1 else {
                        throw Mistake(
                            "\(cells.length) rows fall into one cell", expected: "one row for each pair of keys",
                            try: "data.pivot_table(…), which takes their mean"
                        ).raised(as: "ValueError", "Index contains duplicate entries, cannot reshape")
                    }
                    return cells.value(0)
                }
            }
            return .thing(
                try pivoting.frame(
                    columns, front: isOne ? [] : [""], labels: pivoting.labels(), name: frame.table.name))
        },
        frame(
            "filter", "the columns of some names, or with a text in their names",
            "items=None, like=None, regex=None, axis=None",
            returns: Frame.kind
        ) { frame, call in
            guard try call.value(3, "axis") == nil || isByRow(call, 3) else {
                throw Mistake("filter of rows", expected: "axis=1", try: "data.loc[rows]", argument: "axis")
            }
            if let items = call.value(0, "items") {
                let names = frame.names(items) ?? []
                return .thing(frame.with(try frame.table.selecting(names.filter(frame.table.names.contains))))
            }
            if let given = call.value(2, "regex") {
                let pattern = try TextPattern(given, isPattern: true, call.context)
                let names = try frame.table.names.filter { try pattern.isFound("search", in: $0) }
                return .thing(frame.with(try frame.table.selecting(names)))
            }
            guard let like = call.value(1, "like")?.asText else {
                throw Mistake(
                    "filter without items or like", expected: "names, or a part of them", try: "like=\"area\""
                )
                .raised(as: "TypeError", "Must pass either `items`, `like`, or `regex`")
            }
            return .thing(frame.with(try frame.table.selecting(frame.table.names.filter { $0.contains(like) })))
        },
        frame("pipe", "the table through a function", "func, *args, **keywords") { frame, call in
            try TableMember.piped(.thing(frame), call)
        },
        frame("add_prefix", "the table with a text in front of the names of its columns", "prefix", returns: Frame.kind)
        {
            frame, call in
            let prefix = try call.required(0, "prefix").asText ?? ""
            let found = frame.with(frame.table)
            try found.renameColumns { .text(prefix + $0.written) }
            return .thing(found)
        },
        frame("add_suffix", "the table with a text behind the names of its columns", "suffix", returns: Frame.kind) {
            frame, call in
            let suffix = try call.required(0, "suffix").asText ?? ""
            let found = frame.with(frame.table)
            try found.renameColumns { .text($0.written + suffix) }
            return .thing(found)
        },
        frame(
            "melt", "columns below each other: which one, and its cell",
            "id_vars=None, value_vars=None, var_name=None, value_name='value', ignore_index=True"
        ) {
            frame, call in
            func names(_ name: String) -> [String]? {
                call.value(.max, name).map { $0.asText.map { [$0] } ?? frame.names($0) ?? [] }
            }
            let kept = names("id_vars") ?? []
            let melted = names("value_vars") ?? frame.table.names.filter { !kept.contains($0) }
            let count = Double(melted.count) * Double(frame.length)
            try MemoryRoom.check(
                count * 8 * Double(kept.count + 3), for: "\(Int(saturating: count).grouped) rows below each other"
            ) { _ in melted.first.map { "data.melt(value_vars=[\(Value.text($0).repr)])" } }
            let rows = try Array(joining: melted.map { _ in 0..<frame.length }, stoppedBy: call.work)
            let heads = try rows.indices.map(stoppedBy: call.work) { melted[$0 / frame.length] }
            func which(_ heads: [String]) throws -> Column {
                let name = call.text(.max, "var_name", frame.columnsName.isEmpty ? "variable" : frame.columnsName)
                return frame.countsColumns
                    ? try Column(name, of: heads.map(frame.columnValue), stoppedBy: call.work)
                    : try Column(name, categories: heads, stoppedBy: call.work)
            }
            let values = try Joining.stacked(
                call.text(.max, "value_name", "value"),
                melted.map { (try frame.table.column($0), frame.length) }, call.work)
            return .thing(
                Frame(
                    try Table(
                        kept.map { try frame.table.column($0).rows(at: rows, stoppedBy: call.work) }
                            + [try which(heads), values],
                        name: frame.table.name),
                    labels: try call.flag(.max, "ignore_index", true) ? nil : frame.labels.at(rows, call.work)))
        },
    ]

    /// A table beside another one, by what the rows of both are called, or by a column of the first.
    private static func joined(_ frame: Frame, _ call: NumPyCall) throws -> Frame {
        var other = try PandasWords.frame(call.required(0, "other"), "other")
        let how = call.text(2, "how", "left")
        guard ["left", "outer", "inner"].contains(how) else {
            throw Mistake("how = '\(how)'", expected: "'left', 'inner' or 'outer'", argument: "how")
        }
        var own = frame
        let endings = (call.text(3, "lsuffix", ""), call.text(4, "rsuffix", ""))
        let twice = Set(other.table.names.filter(frame.table.names.contains))
        if let first = other.table.names.first(where: twice.contains) {
            guard endings.0 != endings.1 else {
                throw Mistake(
                    "both tables have a column \"\(first)\"", expected: "names of their own", try: "rsuffix=\"_right\""
                )
                .raised(as: "ValueError", "columns overlap but no suffix specified: Index(['\(first)'], dtype='str')")
            }
            (own, other) = (frame.with(frame.table), other.with(other.table))
            own.table = try own.table.renamed { name, _ in twice.contains(name) ? name + endings.0 : name }
            other.table = try other.table.renamed { name, _ in twice.contains(name) ? name + endings.1 : name }
        }
        if let key = call.value(1, "on") {
            let names = key.asText.map { [$0] } ?? frame.names(key) ?? []
            guard how != "outer", !names.isEmpty else {
                throw Mistake("on= with how='outer'", expected: "how='left'", try: "merge", argument: "how")
            }
            let keys = RowLabels(try names.map { try frame.table.column($0) })
            let rows = try keys.rows(in: other.labels, call.work)
            let kept = rows.indices.filter { how == "left" || rows[$0] != nil }
            let others = try other.table.columns.map { try $0.picked(kept.map { rows[$0] }, call.work) }
            let part = try own.rows(at: kept, call.work)
            return part.with(try Table(part.table.columns + others, name: frame.table.name))
        }
        guard how == "left" else { return try Joining.beside([own, other], inner: how == "inner", call.work) }
        let rows = try own.labels.rows(in: other.labels, call.work)
        return own.with(
            try Table(
                own.table.columns + other.table.columns.map { try $0.picked(rows, call.work) }, name: frame.table.name))
    }
}
