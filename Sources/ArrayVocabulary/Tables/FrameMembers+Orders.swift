import Answers
import Arrays
import Datasets
import Language
import Numbers

/// Rows in another order, or some of them.
extension FrameMembers {
    static let orders: [Member] =
        [
            frame(
                "sample", "some rows at random",
                "n=None, frac=None, replace=False, random_state=None, ignore_index=False"
            ) {
                frame, call in
                let rows = try TableMember.sample(frame.length, call)
                let found = try frame.rows(at: rows, call.work)
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
                let found = try frame.rows(at: rows, call.work)
                if isNumbered { found.labels = RowLabels(count: rows.count) }
                return try replaced(frame, found, call)
            },
            frame(
                "sort_index", "the rows in the order of what they are called",
                "axis=0, ascending=True, inplace=False, na_position='last'"
            ) {
                frame, call in
                if try isByRow(call, 0) {
                    let names = try frame.table.names.map {
                        (key: CellKey(frame.columnValue($0)) ?? .missing, name: $0)
                    }
                    .sorted(stoppedBy: call.work) { $0.key < $1.key }.map(\.name)
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
                            call.work), call.work), call)
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
}
