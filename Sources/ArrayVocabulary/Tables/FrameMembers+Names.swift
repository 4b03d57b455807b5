import Answers
import Arrays
import Datasets
import Language

/// What rows and columns are called together, and tables that fill each other's gaps.
extension FrameMembers {
    static let names: [Member] = [
        frame(
            "rename_axis", "the table whose rows, or columns with axis=1, are called so together",
            "mapper=None, *, index=None, columns=None, axis=0", returns: Frame.kind
        ) { frame, call in
            let found = frame.with(frame.table)
            let isColumns = try isByRow(call)
            let (index, columns) = (call.value(.max, "index"), call.value(.max, "columns"))
            let mapper = call.value(0, "mapper")
            if index != nil || (columns == nil && !call.isGiven("columns") && !isColumns) {
                found.labels = try frame.labels.called(index ?? mapper)
            }
            if columns != nil || call.isGiven("columns") || isColumns {
                let names = try frame.columnLabels.called(columns ?? mapper).levels.map(\.name)
                if frame.heads == nil { found.columnsName = names[0] } else { found.heads?.titles = names }
            }
            return .thing(found)
        },
        frame(
            "swaplevel", "the table with two parts of the names of rows in each other's place", "i=-2, j=-1",
            returns: Frame.kind
        ) { frame, call in
            .thing(frame.with(frame.table, try frame.labels.swapped(call)))
        },
        frame(
            "combine_first", "the table with the cells of another one where its own are missing", "other",
            returns: Frame.kind
        ) { frame, call in
            guard let other = try call.required(0, "other").asThing(Frame.self) else {
                throw Mistake("combine_first of no table", expected: "a table", argument: "other").raised(
                    as: "TypeError")
            }
            let (labels, own, others) = try frame.labels.matched(with: other.labels, call.work)
            var columns = try frame.table.columns.map { column -> Column in
                let mine = try column.picked(own, call.work)
                guard let second = other.table.columns.first(where: { $0.name == column.name }) else { return mine }
                var merged = try mine.merged(with: second.picked(others, call.work), call.work)
                merged.isWhole = merged.isWhole && column.isWhole && second.isWhole
                return merged
            }
            columns += try other.table.columns.filter { !frame.table.names.contains($0.name) }.map {
                try $0.picked(others, call.work)
            }
            return .thing(frame.with(try Table(columns.map(\.settled), name: frame.table.name), labels))
        },
        frame("update", "puts in the cells that another table has, matched by rows and columns", "other") {
            frame, call in
            guard let other = try call.required(0, "other").asThing(Frame.self) else {
                throw Mistake("update by no table", expected: "a table", argument: "other").raised(as: "TypeError")
            }
            let rows = try frame.labels.rows(in: other.labels, call.work)
            for column in frame.table.columns {
                guard let second = other.table.columns.first(where: { $0.name == column.name }) else { continue }
                var found = try second.picked(rows, call.work).merged(with: column, call.work)
                found.isWhole = column.isWhole && found.isWhole
                frame.table = try frame.table.setting(found)
            }
            return .none
        },
        frame("asfreq", "the rows at equal distances of time, gaps where there was none", "freq", returns: Frame.kind) {
            frame, call in
            let rule = try call.required(0, "freq").written
            return try Grouping(frame, rule: rule, on: nil, call.work).spread(nil, call.work) ?? .thing(frame)
        },
        frame("truncate", "the rows from one name to another", "before=None, after=None", returns: Frame.kind) {
            frame, call in
            let access = RowAccess(frame: frame, way: .label)
            return .thing(
                try frame.rows(at: access.span(call.value(0, "before"), call.value(1, "after"), nil), call.work))
        },
        frame("first_valid_index", "what the first row is called that has a cell") { frame, _ in
            (0..<frame.length).first { row in frame.table.columns.contains { !$0.isMissing(row) } }
                .map { frame.labels.value($0) } ?? .none
        },
        frame("take", "the rows at these places", "indices", returns: Frame.kind) { frame, call in
            let places = try (call.required(0, "indices").places ?? []).map {
                try Subscripts.position($0, frame.length, "table")
            }
            return .thing(try frame.rows(at: places, call.work))
        },
        .attribute("axes", of: Frame.self, "what rows and columns are called") { frame in
            .list([
                .thing(IndexNames(frame.labels, of: .rows(frame))),
                .thing(IndexNames(frame.columnLabels, of: .columns(frame))),
            ])
        },
        frame(
            "to_json", "the table as JSON: columns of rows, or as orient= says",
            "path_or_buf=None, orient='columns', lines=False",
            needs: .writingFiles
        ) { frame, call in
            let text = try TableJSON(frame, call.work).text(call.text(1, "orient", "columns"), call.flag(2, "lines"))
            return try TableJSON.given(text, call)
        },
        frame("corrwith", "the correlation of each column with another one", "other, axis=0, method='pearson'") {
            frame, call in
            guard let other = try call.required(0, "other").asThing(Series.self), try !isByRow(call, 1) else {
                throw Mistake("corrwith of a table", expected: "a column", try: "data.corr()", argument: "other")
            }
            let method = try ColumnWork.method(call)
            let rows = try frame.labels.rows(in: other.labels, call.work)
            guard let second = try other.column.picked(rows, call.work).numbers else { throw other.column.needsNumbers }
            return .thing(
                Series(
                    try frame.table.columns.map { column in
                        guard let own = column.numbers else { throw column.needsNumbers }
                        return .number(try ColumnWork.correlation(own, second, by: method, call.work))
                    }, name: "", labels: frame.columnLabels))
        },
    ]
}

extension SeriesMembers {
    static let names: [Member] = [
        series("rename_axis", "the column whose rows are called so together", "mapper=None, *, index=None") {
            series, call in
            var found = series
            found.labels = try series.labels.called(call.value(.max, "index") ?? call.value(0, "mapper"))
            return .thing(found)
        },
        series("swaplevel", "with two parts of the names of rows in each other's place", "i=-2, j=-1") { series, call in
            var found = series
            found.labels = try series.labels.swapped(call)
            return .thing(found)
        },
        series("droplevel", "with the names of rows without one of their parts", "level") { series, call in
            var found = series
            found.labels = try series.labels.dropping(call.required(0, "level"))
            return .thing(found)
        },
        series("add_prefix", "with a text in front of the names of rows", "prefix") { series, call in
            let prefix = try call.required(0, "prefix").written
            return .thing(try renamed(series, call.work) { prefix + $0 })
        },
        series("add_suffix", "with a text behind the names of rows", "suffix") { series, call in
            let suffix = try call.required(0, "suffix").written
            return .thing(try renamed(series, call.work) { $0 + suffix })
        },
        series("combine_first", "with the cells of another column where its own are missing", "other") { series, call in
            guard let other = try call.required(0, "other").asThing(Series.self) else {
                throw Mistake("combine_first of no column", expected: "a column", argument: "other").raised(
                    as: "TypeError")
            }
            let (labels, own, others) = try series.labels.matched(with: other.labels, call.work)
            let merged = try series.column.picked(own, call.work)
                .merged(with: other.column.picked(others, call.work), call.work)
            return .thing(Series(merged, labels: labels))
        },
        series("first_valid_index", "what the first row is called whose cell is there") { series, _ in
            (0..<series.length).first { !series.column.isMissing($0) }.map { series.labels.value($0) } ?? .none
        },
        series("asfreq", "the cells at equal distances of time, gaps where there was none", "freq") { series, call in
            let frame = Frame(try Table([series.column]), labels: series.labels)
            let rule = try call.required(0, "freq").written
            return try Grouping(frame, rule: rule, on: nil, call.work).selecting([series.column.name], isOne: true)
                .spread(nil, call.work) ?? .thing(series)
        },
        series("factorize", "the number of each cell among the different ones, and those", returns: "tuple") {
            series, call in try PandasWords.numbered(series, isColumn: true, call.work)
        },
        series("reindex", "the rows of these names; gaps where there was none", "index=None, fill_value=None") {
            series, call in
            let index = try call.required(0, "index")
            let count = try (index.places ?? index.elements(in: call.context)).count
            var labels = try TableMember.labels(index, count, call.context)
            if labels.name.isEmpty { labels.name = series.labels.name }
            let rows = try labels.rows(in: series.labels, call.work)
            var column = try series.column.picked(rows, fill: call.value(1, "fill_value"), call.work)
            column.name = series.column.name
            return .thing(Series(column, labels: labels))
        },
        series("item", "the only cell") { series, _ in
            guard series.length == 1 else {
                throw Mistake("\(series.length) cells", expected: "one", try: ".iloc[0]").raised(
                    as: "ValueError", "can only convert an array of size 1 to a Python scalar")
            }
            return series.value(0)
        },
        series("take", "the cells at these places", "indices") { series, call in
            let places = try (call.required(0, "indices").places ?? []).map {
                try Subscripts.position($0, series.length, "column")
            }
            return .thing(try series.rows(at: places, call.work))
        },
        series("dot", "the sum of the products with another column", "other") { series, call in
            let other = try call.required(0, "other")
            let product = try call.context.operate(.multiply, .thing(series), other)
            guard let products = product.asThing(Series.self) else {
                throw Mistake("dot with \(other.brief)", expected: "a column", argument: "other").raised(
                    as: "TypeError")
            }
            return try ColumnStatistic.named("sum")?.value(products, .init(), call.work).asScalar ?? .none
        },
        series("to_json", "the column as JSON", "path_or_buf=None, orient='index'", needs: .writingFiles) {
            series, call in
            let json = TableJSON(Frame(try Table([series.column]), labels: series.labels), call.work)
            return try TableJSON.given(json.text(ofColumn: call.text(1, "orient", "index")), call)
        },
    ]

    private static func renamed(_ series: Series, _ work: Work, _ name: (String) -> String) throws -> Series {
        var found = series
        let names = try series.labels.values(work).map { Value.text(name($0.written)) }
        found.labels = RowLabels([try Column(series.labels.name, of: names, stoppedBy: work)])
        return found
    }
}

extension RowLabels {
    /// The same names, called together by a text, or each part by one of a list; None takes the name away.
    func called(_ value: Value?) throws -> RowLabels {
        let names = value.map { $0.asText == nil ? $0.elements ?? [$0] : [$0] } ?? levels.map { _ in .none }
        guard names.count == levels.count else {
            throw Mistake("\(names.count) names for \(levels.count) parts", expected: "a name for each").raised(
                as: "ValueError", "Length of new names must be \(levels.count), got \(names.count)")
        }
        var found = self
        for (place, name) in names.enumerated() { found.levels[place].name = name.isNone ? "" : name.written }
        return found
    }

    /// Two parts of the names in each other's place.
    func swapped(_ call: NumPyCall) throws -> RowLabels {
        let first = try Stacking.level(call.value(0, "i"), levels, standard: 0)
        let second = try Stacking.level(call.value(1, "j"), levels, standard: 0)
        var found = self
        found.levels.swapAt(first, second)
        return found
    }

    /// The names of both, and the rows of each side that carry them; equal ones stay in their order.
    func matched(with other: RowLabels, _ work: Work) throws -> (labels: RowLabels, own: [Int?], others: [Int?]) {
        guard !isSame(as: other) else {
            let rows = (0..<count).map { Optional($0) }
            return (self, rows, rows)
        }
        return try joined(with: other, work)
    }
}
