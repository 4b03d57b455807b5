import Answers
import Arrays
import Datasets
import Language
import Numbers

/// What groups can be asked for.
enum GroupMembers {
    private static func group(
        _ name: String, aliases: [String] = [], _ meaning: String, _ signature: String = "",
        _ body: @escaping @Sendable (Grouping, NumPyCall) throws -> Value
    ) -> Member { TableMember.method(name, aliases: aliases, of: Grouping.self, meaning, signature, body) }

    static let members: [Member] =
        ColumnStatistic.all.map { reduction in
            let signature =
                switch reduction.name {
                case "quantile": "q=0.5, numeric_only=False"
                case "nunique": "dropna=True"
                case "count": ""
                default:
                    "numeric_only=False, skipna=True" + (reduction.signature.isEmpty ? "" : ", \(reduction.signature)")
                }
            return group(reduction.name, "\(reduction.meaning), of each group", signature) { group, call in
                if reduction.name == "quantile", let shares = call.value(0, "q")?.places {
                    return try group.quantiles(shares, reduction, call)
                }
                return try group.reduced(
                    reduction, ColumnStatistic.options(call, reduction),
                    onlyNumbers: ["count", "nunique"].contains(reduction.name)
                        ? false : call.flag(.max, "numeric_only"),
                    call.work)
            }
        }
        + Running.all.map { name, meaning, step in
            group(name, "\(meaning), within each group") { group, call in
                try group.byRow(call.work) { try Running.column($0, call.work, step) }
            }
        }
        + [("idxmax", true), ("idxmin", false)].map { name, isLargest in
            group(name, "what the row of the \(isLargest ? "largest" : "smallest") cell of each group is called") {
                group, call in
                try group.result(
                    group.columns.map { column in
                        try group.summed(column, column.name, call.work) { series in
                            try series.extremePlace(isLargest: isLargest, call.work).map { series.labels.value($0) }
                                ?? .number(.nan)
                        }
                    })
            }
        } + [
            group("size", "how many rows each group has") { group, _ in
                let sizes = Column(group.isIndexed ? "" : "size", .numbers(group.sizes), isWhole: true)
                guard group.isIndexed else { return .thing(Frame(try Table(group.labels.levels + [sizes]))) }
                return .thing(
                    Series(
                        Column(group.isOne ? group.chosen?[0] ?? "" : "", sizes.cells, isWhole: true),
                        labels: group.labels))
            },
            group(
                "agg", aliases: ["aggregate"],
                "statistics by name, a dict of them for columns, or new columns: agg(m=(\"price\", \"mean\"))",
                "func=None, **named"
            ) { group, call in
                var named: [(String, Value)] = []
                if case .dict(let entries)? = call.value(.max, "named") {
                    named = entries.entries.map { ($0.key.asText ?? "", $0.value) }
                }
                return try group.aggregated(call.value(0, "func"), named: named, call.context)
            },
            group("apply", "each group through a function", "func, include_groups=False") { group, call in
                try group.applied(call.required(0, "func"), call.context)
            },
            group("unique", "the different cells of each group, in a list") { group, call in
                guard group.isOne, let column = try group.columns.first else {
                    throw Mistake("unique of a table", expected: "one column", try: "data.groupby(\"kind\")[\"city\"]")
                        .raised(as: "AttributeError", "'DataFrameGroupBy' object has no attribute 'unique'")
                }
                let cells = try group.groups.map { rows -> Value in
                    let part = Series(
                        try column.rows(at: rows, stoppedBy: call.work), labels: RowLabels(count: rows.count))
                    return .list(try SeriesMembers.firsts(of: part, call.work).values)
                }
                return .thing(Series(mixed: cells, name: column.name, labels: group.labels))
            },
            .attribute("indices", of: Grouping.self, "the places of the rows of each group") { group in
                .dict(
                    .init(
                        try group.groups.indices.map { place in
                            (group.key(place), .thing(try NDArray(group.groups[place])))
                        }))
            },
            group("transform", "for every row what its group gives", "func") { group, call in
                try group.transformed(call.required(0, "func"), call.context)
            },
            group("cumcount", "the number of each row within its group") { group, call in
                var numbers = [Double](repeating: .nan, count: group.frame.length)
                for rows in group.groups {
                    if call.work.isCancelled { throw Stopped() }
                    for (place, row) in rows.enumerated() { numbers[row] = Double(place) }
                }
                return .thing(Series(Column("", .numbers(numbers), isWhole: true), labels: group.frame.labels))
            },
            group("ngroup", "the number of each row's group") { group, call in
                var numbers = [Double](repeating: .nan, count: group.frame.length)
                for (place, rows) in group.groups.enumerated() {
                    if call.work.isCancelled { throw Stopped() }
                    for row in rows { numbers[row] = Double(place) }
                }
                return .thing(
                    Series(
                        Column("", .numbers(numbers), isWhole: !numbers.contains { $0.isNaN }),
                        labels: group.frame.labels))
            },
            group("shift", "the cells moved down within each group", "periods=1") { group, call in
                let periods = try call.int(0, "periods", 1)
                return try group.byRow(call.work) { try $0.shifted(periods, call.work) }
            },
            group("diff", "each cell without the one above in its group", "periods=1") { group, call in
                let periods = try call.int(0, "periods", 1)
                return try group.byRow(call.work) { try ColumnWork.difference($0, periods, call.work) }
            },
            group("pct_change", "by which share of the one above in its group each cell is larger", "periods=1") {
                group, call in
                let periods = try call.int(0, "periods", 1)
                return try group.byRow(call.work) { try ColumnWork.change($0, periods, call.work) }
            },
            group(
                "rank", "the place of each cell in the order of its group",
                "method='average', ascending=True, pct=False"
            ) {
                group, call in
                let ties = try ColumnWork.ties(call, 0)
                let (rises, isShare) = (try call.flag(1, "ascending", true), try call.flag(2, "pct"))
                return try group.byRow(call.work) { column in
                    guard let numbers = column.numbers else { throw column.needsNumbers }
                    let ranks = try ColumnWork.ranks(
                        rises ? numbers : numbers.map { -$0 }, ties: ties, asShare: isShare, call.work)
                    return Column(column.name, .numbers(ranks))
                }
            },
            group("filter", "the rows of the groups for which a function is true", "func") { group, call in
                let function = try call.required(0, "func")
                let rows = try group.groups.filter { rows in
                    if call.work.isCancelled { throw Stopped() }
                    return try call.context.isTrue(call.context.call(function, [group.part(rows, call.work)]))
                }
                let all = try Array(joining: rows, stoppedBy: call.work)
                return try group.part(all.sorted(stoppedBy: call.work, by: <), call.work)
            },
            group("head", "the first rows of each group", "n=5") { group, call in
                let n = try call.int(0, "n", 5)
                return try group.part(
                    group.rowsOfEach(call.work) { $0.prefix(Swift.max(0, n)) }, call.work)
            },
            group("tail", "the last rows of each group", "n=5") { group, call in
                let n = try call.int(0, "n", 5)
                return try group.part(
                    group.rowsOfEach(call.work) { $0.suffix(Swift.max(0, n)) }, call.work)
            },
            group("nth", "the row of each group at a place, which may count from the end", "n") { group, call in
                let n = try call.int(0, "n") ?? 0
                let rows = group.groups.compactMap { $0[safe: n < 0 ? $0.count + n : n] }
                return try group.part(rows.sorted(stoppedBy: call.work, by: <), call.work)
            },
            group(
                "value_counts", "how often each cell comes in each group",
                "normalize=False, sort=True, ascending=False, dropna=True"
            ) {
                group, call in try group.counted(call)
            },
            group("ffill", "gaps with the cell above them in their group") { group, call in
                try group.spread(true, call.work)
                    ?? group.byRow(call.work) { try $0.carried(forward: true, call.work) }
            },
            group("asfreq", "the cells that stand at the beginning of bins of time, gaps elsewhere") { group, call in
                try group.bins(call.work)
            },
            group("interpolate", "the same, gaps on the line between the cells around them", "method='linear'") {
                group, call in
                let found = try group.bins(call.work)
                guard case .thing(let cells) = found else { return found }
                let method = call.value(0, "method") ?? .text("linear")
                return try call.context.call(member: "interpolate", of: cells, [], [("method", method)])
            },
            group("ohlc", "the first, the largest, the smallest and the last cell of each group") { group, call in
                guard group.isOne, let column = try group.columns.first else {
                    throw Mistake(
                        "ohlc of a table", expected: "one column", try: "data[\"price\"].resample(\"W\").ohlc()")
                }
                let columns = try [("open", "first"), ("high", "max"), ("low", "min"), ("close", "last")].compactMap {
                    name, statistic in
                    try ColumnStatistic.named(statistic).map { reduction in
                        try group.summed(column, name, call.work) { try reduction.value($0, .init(), call.work) }.column
                    }
                }
                return .thing(Frame(try Table(columns), labels: group.labels))
            },
            group("bfill", "gaps with the cell below them in their group") { group, call in
                try group.spread(false, call.work)
                    ?? group.byRow(call.work) { try $0.carried(forward: false, call.work) }
            },
            group("get_group", "the rows of one group", "name") { group, call in
                let wanted = try call.required(0, "name")
                var check = StopCheck(call.work)
                let key = CellKey(wanted)
                let place = try group.groups.indices.first {
                    try check.pass()
                    return CellKey(group.key($0)) == key
                }
                guard let place else {
                    throw Mistake("there is no group \(wanted.brief)", expected: "one of the groups").raised(
                        as: "KeyError", wanted.repr)
                }
                return try group.part(group.groups[place], call.work)
            },
            group("describe", "statistics of one column, group by group") { group, call in
                let columns = try group.isOne ? group.columns : group.columns.filter { $0.kind == .number }
                let found = try columns.flatMap { column in
                    let rows = try group.groups.map(stoppedBy: call.work) { rows in
                        if call.work.isCancelled { throw Stopped() }
                        return try ColumnWork.described(
                            column.rows(at: rows, stoppedBy: call.work), [0.25, 0.5, 0.75], call.work)
                    }
                    let names = (rows.first.map { row in (0..<row.length).map { row.labels[$0] } }) ?? []
                    return names.indices.map { place in
                        (
                            parts: [column.name, names[place]],
                            column: Column(names[place], of: rows.map { $0.value(place) })
                        )
                    }
                }
                guard group.isOne else {
                    return .thing(try Frame.deep(found, name: group.frame.table.name, labels: group.labels))
                }
                return .thing(Frame(try Table(found.map(\.column)), labels: group.labels))
            },
            group("nlargest", "the largest cells of each group", "n=5") { group, call in
                try group.ordered(call, rises: false)
            },
            group("nsmallest", "the smallest cells of each group", "n=5") { group, call in
                try group.ordered(call, rises: true)
            },
            .attribute("ngroups", of: Grouping.self, "how many groups there are") { .int($0.groups.count) },
            .attribute("groups", of: Grouping.self, "what the rows of each group are called") { group in
                .dict(
                    .init(
                        group.groups.indices.map { place in
                            (group.key(place), .list(group.groups[place].map { group.frame.labels.value($0) }))
                        }))
            },
        ]
}

extension Grouping {
    /// Several quantiles of one column, below each other.
    fileprivate func quantiles(_ shares: [Value], _ reduction: ColumnStatistic, _ call: NumPyCall) throws -> Value {
        guard isOne, let column = try columns.first else {
            throw Mistake(
                "several quantiles of a table", expected: "one column", try: "data.groupby(\"kind\")[\"price\"]")
        }
        let places = groups.indices.flatMap { group in shares.map { (group, $0) } }
        let cells = try places.map { group, share -> Value in
            if call.work.isCancelled { throw Stopped() }
            var options = ColumnStatistic.Options()
            options.share = try ColumnStatistic.share(share.asNumber)
            let part = Series(
                try column.rows(at: groups[group], stoppedBy: call.work), labels: RowLabels(count: groups[group].count))
            return try reduction.value(part, options, call.work)
        }
        let names = RowLabels(labels.at(places.map(\.0)).levels + [Column("", of: places.map(\.1))])
        return .thing(try Series(cells, name: column.name, labels: names, stoppedBy: call.work))
    }

    /// Bins of time with the cells at their beginning.
    fileprivate func bins(_ work: Work) throws -> Value {
        guard let found = try spread(nil, work) else {
            throw Mistake("groups that are no bins of time", expected: "bins of time", try: "data.resample(\"D\")")
                .raised(
                    as: "AttributeError", "'DataFrameGroupBy' object has no attribute 'asfreq'")
        }
        return found
    }

    /// Some rows of each group, in the order in which they stand in the table.
    fileprivate func rowsOfEach(_ work: Work, _ part: ([Int]) -> ArraySlice<Int>) throws -> [Int] {
        var check = StopCheck(work)
        var found: [Int] = []
        for rows in groups {
            try check.pass()
            found += part(rows)
        }
        return try found.sorted(stoppedBy: work, by: <)
    }

    /// The rows of some places of each group, called by their group and their own name.
    private func placed(_ rows: [(group: Int, row: Int)], _ column: Column) -> Value {
        let own = frame.labels.at(rows.map(\.row))
        return .thing(
            Series(
                column.rows(at: rows.map(\.row)), labels: RowLabels(labels.at(rows.map(\.group)).levels + own.levels)))
    }

    /// The first rows of each group in the order of one column.
    fileprivate func ordered(_ call: NumPyCall, rises: Bool) throws -> Value {
        let n = Swift.max(0, try call.int(0, "n", 5))
        guard isOne, let column = try columns.first else {
            throw Mistake("\(call.name) of a table", expected: "one column", try: "data.groupby(\"kind\")[\"price\"]")
                .raised(as: "AttributeError", "'DataFrameGroupBy' object has no attribute '\(call.name)'")
        }
        guard column.numbers != nil else { throw column.needsNumbers }
        let rows = try groups.enumerated().flatMap { place, rows in
            if call.work.isCancelled { throw Stopped() }
            let filled = rows.filter { !column.isMissing($0) }
            let order = try ColumnWork.sorted([column.rows(at: filled)], rising: [rises], call.work)
            return order.prefix(n).map { (group: place, row: filled[$0]) }
        }
        return placed(rows, column)
    }

    /// How often each cell of one column comes, group by group.
    fileprivate func counted(_ call: NumPyCall) throws -> Value {
        guard let column = try columns.first, isOne else {
            throw Mistake("value_counts of a table", expected: "one column", try: "data.groupby(\"kind\")[\"city\"]")
        }
        let parts = try groups.map(stoppedBy: call.work) { rows in
            if call.work.isCancelled { throw Stopped() }
            return try ColumnWork.counts([column.rows(at: rows)], call)
        }
        let numbers = parts.map(\.column)
        guard let first = numbers.first else { return .thing(Series([], name: "count", labels: labels)) }
        let rows = parts.enumerated().flatMap { place, part in [Int](repeating: place, count: part.length) }
        let own = try Joining.labels(parts.map(\.labels), call.work)
        return .thing(
            Series(
                try Joining.stacked(first.name, numbers.map { ($0, $0.count) }, call.work),
                labels: RowLabels(labels.at(rows).levels + own.levels)))
    }
}
