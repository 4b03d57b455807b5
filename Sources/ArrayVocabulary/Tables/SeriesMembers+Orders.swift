import Answers
import Arrays
import Datasets
import Language
import Numbers

/// Cells in another order, or some of them.
extension SeriesMembers {
    static let orders: [Member] =
        [
            series(
                "sort_values", "the cells in order",
                "axis=0, ascending=True, kind='quicksort', na_position='last', ignore_index=False"
            ) { series, call in
                let (rising, gapsFirst) = try ColumnWork.directions(call, 1)
                let rows = try ColumnWork.sorted([series.column], rising: rising, gapsFirst: gapsFirst, call.work)
                var found = try series.rows(at: rows, call.work)
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
                    let names = try (0..<series.length).map(stoppedBy: call.work) { row in
                        entries[series.labels.value(row)] ?? series.labels.value(row)
                    }
                    found.labels = RowLabels([try Column(series.labels.name, of: names, stoppedBy: call.work)])
                case let function?:
                    let names = try (0..<series.length).map(stoppedBy: call.work) {
                        try call.context.call(function, [series.labels.value($0)])
                    }
                    found.labels = RowLabels([try Column(series.labels.name, of: names, stoppedBy: call.work)])
                }
                return .thing(found)
            },
            series("set_axis", "the column with other names of rows", "labels", returns: Series.kind) { series, call in
                var found = series
                found.labels = try TableMember.labels(call.required(0, "labels"), series.length, call.context)
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
                let rows = try (0..<series.length).filter(stoppedBy: call.work) { !gone.contains($0) }
                return .thing(try series.rows(at: rows, call.work))
            },
        ]
        + [("nlargest", false), ("nsmallest", true)].map { name, rises in
            series(name, "the \(rises ? "smallest" : "largest") cells", "n=5") { series, call in
                guard series.column.numbers != nil else { throw series.column.needsNumbers }
                let filled = try series.rows(at: series.column.filledRows(call.work), call.work)
                let rows = try ColumnWork.sorted([filled.column], rising: [rises], call.work)
                return .thing(filled.rows(at: Array(rows.prefix(Swift.max(0, try call.int(0, "n", 5))))))
            }
        }
}
