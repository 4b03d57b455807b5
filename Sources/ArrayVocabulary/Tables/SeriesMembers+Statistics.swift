import Answers
import Arrays
import Datasets
import Language
import Numbers

/// Statistics of a column, and of two columns with each other.
extension SeriesMembers {
    static let statistics: [Member] =
        ColumnStatistic.all.filter { !ColumnStatistic.ofGroups.contains($0.name) }.map { reduction in
            return series(
                reduction.name, aliases: reduction.aliases, reduction.meaning, reduction.parameters(ofTables: false)
            ) { series, call in
                if reduction.name == "nunique" {
                    let gaps = try call.flag(0, "dropna", true) ? 0 : Swift.min(1, series.column.missingCount)
                    return .int(try series.column.distinctCount(call.work) + gaps)
                }
                if reduction.name == "quantile", let shares = call.value(0, "q")?.places {
                    let values = try shares.map { share in
                        var options = ColumnStatistic.Options()
                        options.share = try ColumnStatistic.share(share.asNumber)
                        return try reduction.value(series, options, call.work)
                    }
                    return .thing(
                        Series(values, name: series.column.name, labels: RowLabels([Column("", of: shares)])))
                }
                if call.value(.max, "axis")?.asInt ?? 0 != 0 {
                    throw Mistake("axis = 1 for a column", expected: "axis=0", argument: "axis").raised(
                        as: "ValueError", "No axis named 1 for object type Series")
                }
                _ = call.value(.max, "numeric_only")
                return try reduction.value(series, ColumnStatistic.options(call, reduction), call.work).asScalar
            }
        }
        + Running.all.map { name, meaning, step in
            byCell(name, meaning) { column, call in try Running.column(column, call.work, step) }
        }
        + [("idxmax", true), ("idxmin", false)].map { name, isLargest in
            series(name, "what the row of the \(isLargest ? "largest" : "smallest") cell is called") { series, call in
                guard let row = try series.extremePlace(isLargest: isLargest, call.work) else {
                    throw Mistake("a column without numbers", expected: "numbers").raised(
                        as: "ValueError", "Encountered all NA values")
                }
                return series.labels.value(row)
            }
        }
        + [("argmax", true), ("argmin", false)].map { name, isLargest in
            series(name, "the place of the \(isLargest ? "largest" : "smallest") cell") { series, call in
                .int(try series.extremePlace(isLargest: isLargest, call.work) ?? -1)
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
                let found = try ColumnWork.modes(
                    series.column, skipsMissing: call.flag(0, "dropna", true), call.work)
                return .thing(Series(found, labels: RowLabels(count: found.count)))
            },
            series(
                "describe", "count, mean, deviation and quantiles, or the most frequent of names", "percentiles=None"
            ) {
                series, call in
                .thing(try ColumnWork.described(series.column, ColumnWork.shares(call), call.work))
            },
            series("corr", "the correlation with another column", "other, method='pearson'") { series, call in
                let (own, other) = try paired(series, call)
                return try Value.number(
                    ColumnWork.correlation(
                        own.numbers ?? [], other.numbers ?? [], by: ColumnWork.method(call), call.work)
                ).asScalar
            },
            series("cov", "the covariance with another column", "other, ddof=1") { series, call in
                let (own, other) = try paired(series, call)
                return try Value.number(
                    ColumnWork.covariance(
                        own.numbers ?? [], other.numbers ?? [], call.int(.max, "ddof", 1), call.work)
                ).asScalar
            },
            series("autocorr", "the correlation with itself some rows later", "lag=1") { series, call in
                guard let own = series.column.numbers,
                    let later = try series.column.shifted(call.int(0, "lag", 1), call.work).numbers
                else { throw series.column.needsNumbers }
                return try Value.number(ColumnWork.correlation(own, later, call.work)).asScalar
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
        return (series.column, try other.column.picked(rows, call.work))
    }
}

extension Series {
    /// The place of the largest or smallest number; nil where there is none.
    func extremePlace(isLargest: Bool, _ work: Work) throws -> Int? {
        guard let numbers = column.numbers else { throw column.needsNumbers }
        return try numbers.indices.reduce(into: Int?.none, stoppedBy: work) { best, row in
            guard !numbers[row].isNaN else { return }
            guard let known = best else {
                best = row
                return
            }
            if isLargest ? numbers[row] > numbers[known] : numbers[row] < numbers[known] { best = row }
        }
    }
}
