import Answers
import Arrays
import Datasets
import Language
import Numbers

/// Other cells in the place of these, one by one or a column at a time.
extension FrameMembers {
    static let cells: [Member] = [
        frame("astype", "the cells as another type", "dtype, copy=True") { frame, call in
            let type = try call.required(0, "dtype")
            var table = frame.table
            if case .dict(let entries) = type {
                for entry in entries.entries {
                    table = try table.setting(
                        ColumnWork.converted(
                            table.column(entry.key.asText ?? entry.key.repr), entry.value, call.work))
                }
            } else {
                for column in table.columns {
                    table = try table.setting(ColumnWork.converted(column, type, call.work))
                }
            }
            return .thing(frame.with(table))
        },
        frame(
            "convert_dtypes", "whole numbers, flags and texts that stay so where cells are missing", returns: Frame.kind
        ) { frame, call in
            .thing(frame.with(try Table(frame.table.columns.map { try NullableType.best($0, call.work) })))
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
            try column.shifted(call.int(0, "periods", 1), call.work)
        },
        byColumn("diff", "each cell without the one above", "periods=1") { column, call in
            try ColumnWork.difference(column, call.int(0, "periods", 1), call.work)
        },
        byColumn("pct_change", "by which share of the one above each cell is larger", "periods=1") { column, call in
            try ColumnWork.change(column, call.int(0, "periods", 1), call.work)
        },
        byColumn("map", aliases: ["applymap"], "each cell through a function", "func, na_action=None") { column, call in
            let function = try call.required(0, "func")
            let skips = call.text(1, "na_action", "") == "ignore"
            let cells = try (0..<column.count).map { row in
                if call.work.isCancelled { throw Stopped() }
                return skips && column.isMissing(row)
                    ? .number(.nan) : try call.context.call(function, [column.value(row)])
            }
            return try Column(column.name, of: cells, stoppedBy: call.work)
        },
        frame("apply", "each column through a function, or each row with axis=1", "func, axis=0, args=(), raw=False") {
            frame, call in
            let function = try call.required(0, "func")
            let isRows = try isByRow(call, 1)
            if !isRows, Aggregation.list(function) != nil {
                return try call.context.call(member: "agg", of: frame, [function])
            }
            let more = call.value(2, "args")?.elements ?? []
            let columns = isRows ? [] : frame.table.columns.map { Series($0, labels: frame.labels) }
            let names = isRows ? frame.labels : frame.columnLabels
            let values = try (0..<(isRows ? frame.length : columns.count)).map { place -> Value in
                if call.work.isCancelled { throw Stopped() }
                let part = isRows ? frame.row(place) : columns[place]
                if function.asText != nil { return try Aggregation.value(part, function, call.context) }
                return try call.context.call(function, [.thing(part)] + more)
            }
            guard let found = values.map({ $0.asThing(Series.self) }) as? [Series], let first = found.first else {
                return .thing(try Series(values, name: "", labels: names, stoppedBy: call.work))
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
                let wishes = try entries.entries.map { entry in
                    let name = entry.key.asText ?? entry.key.repr
                    return (name: name, series: try frame.series(name), function: entry.value)
                }
                if wishes.contains(where: { Aggregation.list($0.function) != nil }) {
                    return .thing(try summaries(wishes, call.context))
                }
                let pairs = try wishes.map { wish in
                    (wish.name, try Aggregation.value(wish.series, wish.function, call.context))
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
                    }, name: "", labels: frame.columnLabels))
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

    /// Columns by functions of their own: a row for each function, gaps where a column has it not.
    private static func summaries(
        _ wishes: [(name: String, series: Series, function: Value)], _ context: Context
    ) throws -> Frame {
        var rows: [String] = []
        let columns = try wishes.map { wish in
            let functions = Aggregation.list(wish.function) ?? [wish.function]
            let names = Aggregation.names(functions)
            for name in names where !rows.contains(name) { rows.append(name) }
            return try zip(names, functions).map { ($0, try Aggregation.value(wish.series, $1, context)) }
        }
        return Frame(
            try Table(
                zip(wishes, columns).map { wish, found in
                    Column(wish.name, of: rows.map { row in found.first { $0.0 == row }?.1 ?? .number(.nan) })
                }), labels: RowLabels(names: rows))
    }
}
