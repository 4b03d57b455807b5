import Answers
import Arrays
import Datasets
import Language
import Numbers

/// Statistics of the columns, or of the rows with `axis=1`; correlations and what `describe` says.
extension FrameMembers {
    static let statistics: [Member] =
        ColumnStatistic.all.filter { !ColumnStatistic.ofGroups.contains($0.name) }.map { reduction in
            return frame(
                reduction.name, aliases: reduction.aliases,
                "\(reduction.meaning), of each column, or of each row with axis=1",
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
                    return .thing(frame.with(try Table(columns), RowLabels([Column("", of: shares)])))
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
                name, "what the row of the \(extreme == "max" ? "largest" : "smallest") cell of each column is called",
                "axis=0, skipna=True, numeric_only=False"
            ) {
                frame, call in
                let isLargest = extreme == "max"
                if try isByRow(call, 0) {
                    let names = frame.columnLabels
                    return .thing(
                        Series(
                            try (0..<frame.length).map(stoppedBy: call.work) { row in
                                let cells = Series(frame.row(row).values, name: "", labels: names)
                                return try cells.extremePlace(isLargest: isLargest, call.work).map { names.value($0) }
                                    ?? .number(.nan)
                            }, name: "", labels: frame.labels))
                }
                let columns = try call.flag(2, "numeric_only") ? frame.numeric : frame.table.columns
                return .thing(
                    Series(
                        try columns.map { column in
                            let series = Series(column, labels: frame.labels)
                            return try series.extremePlace(isLargest: isLargest, call.work).map {
                                frame.labels.value($0)
                            }
                                ?? .number(.nan)
                        }, name: "", labels: frame.columnLabels(columns.map(\.name))))
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
                    Series(Column("", .flags(truths.map { holds($0) })), labels: frame.columnLabels))
            }
        }
        + Running.all.map { name, meaning, step in
            byColumn(name, "\(meaning), column by column") { column, call in try Running.column(column, call.work, step)
            }
        }
        + [
            frame("corr", "the correlations of the columns of numbers", "method='pearson', numeric_only=False") {
                frame, call in
                let columns = try numbers(frame, call)
                let numbers = columns.map { $0.numbers ?? [] }
                let method = try ColumnWork.method(call)
                let rows = try pairs(numbers, call.work) {
                    try ColumnWork.correlation($0, $1, by: method, call.work)
                }
                return .thing(
                    frame.with(
                        try Table(zip(columns, rows).map { Column($0.name, .numbers($1)) }, name: "correlations"),
                        frame.columnLabels(columns.map(\.name))))
            },
            frame("cov", "the covariances of the columns of numbers", "numeric_only=False, ddof=1") { frame, call in
                let columns = try numbers(frame, call)
                let ddof = try call.int(.max, "ddof", 1)
                let numbers = columns.map { $0.numbers ?? [] }
                let rows = try pairs(numbers, call.work) { try ColumnWork.covariance($0, $1, ddof, call.work) }
                return .thing(
                    frame.with(
                        try Table(zip(columns, rows).map { Column($0.name, .numbers($1)) }, name: "covariances"),
                        frame.columnLabels(columns.map(\.name))))
            },
            frame(
                "describe", "statistics of the columns of numbers", "percentiles=None, include=None",
                returns: Frame.kind
            ) {
                frame, call in
                let shares = try ColumnWork.shares(call)
                var columns = frame.table.columns.filter { $0.kind == .number || $0.kind == .date }
                if let include = call.value(1, "include") {
                    columns = include.asText == "all" ? frame.table.columns : frame.columns(ofTypes: include)
                } else if columns.isEmpty {
                    columns = frame.table.columns
                }
                guard !columns.isEmpty else {
                    throw Mistake("a table without columns", expected: "columns").raised(
                        as: "ValueError", "Cannot describe a DataFrame without columns")
                }
                let all = try columns.map { try ColumnWork.described($0, shares, call.work) }
                // The statistics of the column that has the fewest come first.
                let found = all.map { series in (0..<series.length).map { series.labels[$0] } }
                let byLength = found.enumerated().sorted {
                    ($0.element.count, $0.offset) < ($1.element.count, $1.offset)
                }
                var names: [String] = []
                for name in byLength.flatMap(\.element) where !names.contains(name) { names.append(name) }
                let rows = zip(columns, zip(all, found)).map { column, pair in
                    let (series, own) = pair
                    let cells = names.map { name in own.firstIndex(of: name).map { series.value($0) } ?? .number(.nan) }
                    let areMixed = cells.contains { !$0.isGap && $0.asNumber == nil }
                    return areMixed
                        ? Column(column.name, categories: cells.map { $0.isGap ? nil : $0.written })
                        : Column(column.name, .numbers(cells.map { $0.asNumber ?? .nan }))
                }
                return .thing(
                    frame.with(
                        try Table(rows, name: "statistics of \(frame.table.name)"), RowLabels(names: names)))
            },
        ]

    /// A number for each two of some columns, of which there may be as many as pixels of a picture.
    private static func pairs(
        _ columns: [[Double]], _ work: Work, _ number: ([Double], [Double]) throws -> Double
    ) throws -> [[Double]] {
        let count = Double(columns.count)
        try MemoryRoom.check(8 * count * count, for: "the numbers of all pairs of \(columns.count.grouped) columns") {
            _ in "fewer columns"
        }
        return try columns.map { own in
            try columns.map { other in
                if work.isCancelled { throw Stopped() }
                return try number(own, other)
            }
        }
    }

    static func numbers(_ frame: Frame, _ call: NumPyCall) throws -> [Column] {
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
}
