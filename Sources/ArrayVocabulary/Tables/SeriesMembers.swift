import Answers
import Arrays
import Datasets
import Language
import Numbers

/// What a column can be asked for: pandas's everyday members.
enum SeriesMembers {
    static let members: [Member] =
        statistics + looks + cells + comparisons + gaps + orders + texts + index
        + names

    static let count = Parameter("n", .int(), 5, "how many rows; all but so many where negative")

    static func series(
        _ name: String, aliases: [String] = [], _ meaning: String, _ signature: String = "", returns: String = "",
        needs: Permission = .computing, _ body: @escaping @Sendable (Series, NumPyCall) throws -> Value
    ) -> Member {
        TableMember.method(
            name, aliases: aliases, of: Series.self, meaning, signature, returns: returns, needs: needs, body)
    }

    /// Cell by cell, the rows called as before.
    static func byCell(
        _ name: String, aliases: [String] = [], _ meaning: String, _ signature: String = "",
        _ body: @escaping @Sendable (Column, NumPyCall) throws -> Column
    ) -> Member {
        series(name, aliases: aliases, meaning, signature, returns: Series.kind) { series, call in
            .thing(series.with(try body(series.column, call)))
        }
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
            try values($0, Work())
        },
        .attribute("T", of: Series.self, "the column itself") { .thing($0) },
        .attribute("is_unique", of: Series.self, "whether no cell comes twice") {
            .bool($0.column.missingCount < 2 && $0.column.distinctCount == $0.length - $0.column.missingCount)
        },
        .attribute("is_monotonic_increasing", of: Series.self, "whether no cell is smaller than the one above") {
            .bool($0.column.isMonotonic(rising: true))
        },
        .attribute("is_monotonic_decreasing", of: Series.self, "whether no cell is larger than the one above") {
            .bool($0.column.isMonotonic(rising: false))
        },
        .attribute("hasnans", of: Series.self, "whether a cell is missing") { .bool($0.column.missingCount > 0) },
        series("to_numpy", "the cells as an array", "dtype=None, copy=False") { series, call in
            guard let dtype = try call.dtype(0) else { return try values(series, call.work) }
            return .thing(try series.array().converted(to: dtype))
        },
        series("tolist", aliases: ["to_list"], "the cells as a list") { series, call in
            .list(try series.values(call.work))
        },
        series("to_dict", "the cells as a dict by what their rows are called") { series, call in
            .dict(try TableFile.dict(series.length, call.work) { (series.labels.value($0), series.value($0)) })
        },
        series("to_frame", "a table of the one column", "name=None", returns: Frame.kind) { series, call in
            var column = series.column
            let name = call.value(0, "name") ?? (column.name.isEmpty ? .int(0) : .text(column.name))
            column.name = name.written
            let found = Frame(try Table([column]), labels: series.labels)
            found.countsColumns = name.asText == nil
            return .thing(found)
        },
        series("to_string", "the column as text") { series, _ in
            .text(FrameText.column(series, width: .max / 2, isAlone: true))
        },
        series(
            "groupby", "the cells in groups of equal keys",
            "by=None, level=None, as_index=True, sort=True, group_keys=True, observed=True, dropna=True",
            returns: Grouping.kind
        ) { series, call in
            let frame = Frame(try Table([series.column]), labels: series.labels)
            return .thing(try Grouping.by(frame, call).selecting([series.column.name], isOne: true))
        },
        series(
            "resample", "the cells in bins of time: days, weeks, months, quarters, years", "rule",
            returns: Grouping.kind
        ) { series, call in
            let frame = Frame(try Table([series.column]), labels: series.labels)
            return .thing(
                try Grouping(frame, rule: FrameMembers.rule(call), on: nil, call.work).selecting(
                    [series.column.name], isOne: true))
        },
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
            .thing(try series.rows(at: TableMember.sample(series.length, call), call.work))
        },
        .attribute("iloc", aliases: ["iat"], of: Series.self, "cells by their places") {
            .thing(try RowAccess(series: $0, way: .place))
        },
        .attribute("loc", aliases: ["at"], of: Series.self, "cells by what their rows are called") {
            .thing(try RowAccess(series: $0, way: .label))
        },
    ]

    static func values(_ series: Series, _ work: Work) throws -> Value {
        if series.mixed == nil, series.column.coded == nil { return .thing(try series.array()) }
        let cells = Value.list(try series.values(work))
        return TextArray(cells).map { .thing($0) } ?? cells
    }
}

extension Value {
    /// A number as NumPy has it: `np.float64(2.5)`, which can be rounded by a method.
    var asScalar: Value {
        get throws {
            switch self {
            case .int(let number): Value(try NDArray(.int(number)))
            case .number(let number): Value(try NDArray(.float(number)))
            default: self
            }
        }
    }
}
