import Answers
import Arrays
import Datasets
import Language
import Numbers

/// What is computed of numbers with gaps: differences, correlations, ranks, windows.
extension ColumnWork {
    static func clipped(_ column: Column, _ call: NumPyCall) throws -> Column {
        let (low, high) = (try call.double(0, "lower"), try call.double(1, "upper"))
        let isWhole = column.isWhole && [low, high].allSatisfy { $0.map { $0 == $0.rounded() } ?? true }
        return try column.mapped(isWhole: isWhole) { number in
            number.isNaN ? number : Swift.min(high ?? .infinity, Swift.max(low ?? -.infinity, number))
        }
    }

    static func difference(_ column: Column, _ periods: Int) throws -> Column {
        guard let own = column.numbers, let before = column.shifted(periods).numbers else { throw column.needsNumbers }
        return Column(column.name, .numbers(zip(own, before).map { $0 - $1 }))
    }

    static func change(_ column: Column, _ periods: Int) throws -> Column {
        guard let own = column.numbers, let before = column.shifted(periods).numbers else { throw column.needsNumbers }
        return Column(column.name, .numbers(zip(own, before).map { $0 / $1 - 1 }))
    }

    /// Of the rows where both are there.
    private static func pairs(_ a: [Double], _ b: [Double]) -> (a: [Double], b: [Double]) {
        let rows = a.indices.filter { !a[$0].isNaN && $0 < b.count && !b[$0].isNaN }
        return (rows.map { a[$0] }, rows.map { b[$0] })
    }

    static func covariance(_ a: [Double], _ b: [Double], _ ddof: Int) -> Double {
        let (a, b) = pairs(a, b)
        guard a.count > ddof, a.count > 0 else { return .nan }
        let (x, y) = (a.meanAndVariance.mean, b.meanAndVariance.mean)
        return zip(a, b).reduce(0) { $0 + ($1.0 - x) * ($1.1 - y) } / (Double(a.count) - Double(ddof))
    }

    /// - Parameter ranked: of the ranks among the rows where both are there.
    static func correlation(_ a: [Double], _ b: [Double], ranked: Bool = false) -> Double {
        var (a, b) = pairs(a, b)
        if ranked { (a, b) = (ranks(a), ranks(b)) }
        guard a.count > 1 else { return .nan }
        let (x, y) = (a.meanAndVariance, b.meanAndVariance)
        guard x.variance > 0, y.variance > 0 else { return .nan }
        return a.correlation(with: b)
    }

    /// Whether `method=` asks for the correlation of ranks.
    static func isRanked(_ call: NumPyCall) throws -> Bool {
        switch call.text(.max, "method", "pearson") {
        case "pearson": return false
        case "spearman": return true
        case let other:
            throw Mistake("method = '\(other)'", expected: "'pearson' or 'spearman'", argument: "method").raised(
                as: "ValueError",
                "method must be either 'pearson', 'spearman', 'kendall', or a callable, '\(other)' was supplied")
        }
    }

    /// What equal numbers get as their place.
    enum Ties: String, CaseIterable { case average, min, max, first, dense }

    /// The place of each number in order from 1; gaps stay.
    ///
    /// - Parameter asShare: of the greatest place.
    static func ranks(_ numbers: [Double], ties: Ties = .average, asShare: Bool = false) -> [Double] {
        let order = numbers.indices.filter { !numbers[$0].isNaN }.sorted { numbers[$0] < numbers[$1] }
        var found = [Double](repeating: .nan, count: numbers.count)
        var (start, group) = (0, 0)
        while start < order.count {
            var end = start
            while end + 1 < order.count, numbers[order[end + 1]] == numbers[order[start]] { end += 1 }
            group += 1
            // Rows of equal cells come in their order.
            for (step, row) in order[start...end].sorted().enumerated() {
                switch ties {
                case .average: found[row] = Double(start + end) / 2 + 1
                case .min: found[row] = Double(start + 1)
                case .max: found[row] = Double(end + 1)
                case .first: found[row] = Double(start + step + 1)
                case .dense: found[row] = Double(group)
                }
            }
            start = end + 1
        }
        guard asShare else { return found }
        let most = Double(ties == .dense ? group : order.count)
        return found.map { $0 / most }
    }

    /// Gaps on the line between the numbers around them; those at the end keep the last one.
    static func bridged(_ numbers: [Double]) -> [Double] {
        var found = numbers
        var last: Int?
        for row in numbers.indices where !numbers[row].isNaN {
            if let last, row - last > 1 {
                for gap in (last + 1)..<row {
                    let share = Double(gap - last) / Double(row - last)
                    found[gap] = numbers[last] + (numbers[row] - numbers[last]) * share
                }
            }
            last = row
        }
        if let last { for row in (last + 1)..<Swift.max(last + 1, numbers.count) { found[row] = numbers[last] } }
        return found
    }

    /// `value_counts`: of one column or of several together.
    static func counts(_ columns: [Column], _ call: NumPyCall) throws -> Series {
        guard let first = columns.first else { return Series([], name: "count", labels: RowLabels(count: 0)) }
        let skips = try call.flag(.max, "dropna", true)
        var found: [CellKey: (count: Int, row: Int)] = [:]
        var check = StopCheck(call.work)
        for row in 0..<first.count {
            try check.pass(columns.count)
            if skips, columns.contains(where: { $0.isMissing(row) }) { continue }
            let key: CellKey = columns.count == 1 ? first.key(row) : .several(columns.map { $0.key(row) })
            found[key, default: (0, row)].count += 1
        }
        var order = found.map { (key: $0.key, count: $0.value.count, row: $0.value.row) }.sorted { $0.row < $1.row }
        if try call.flag(.max, "sort", true) {
            let rises = try call.flag(.max, "ascending")
            // Of equal counts the one that is met first; several columns go by their cells.
            order.sort { a, b in
                if a.count != b.count { return rises == (a.count < b.count) }
                return columns.count == 1 ? a.row < b.row : a.key < b.key
            }
        }
        let isShare = try call.flag(.max, "normalize")
        let all = Double(order.reduce(0) { $0 + $1.count })
        return Series(
            Column(
                isShare ? "proportion" : "count",
                .numbers(order.map { isShare ? Double($0.count) / all : Double($0.count) }), isWhole: !isShare),
            labels: RowLabels(columns.map { $0.rows(at: order.map(\.row)) }))
    }
}

/// `series.rolling(7)`
struct RollingWindow: Presentable {
    static let kind = "Rolling"
    package let series: Series
    let width: Int
    let least: Int
    let isCentred: Bool
    var summary: String { "windows of \(width) rows of \(series.summary)" }

    init(_ series: Series, _ call: NumPyCall) throws {
        self.series = series
        guard let width = try call.int(0, "window"), (1...(1 << 40)).contains(width) else {
            throw Mistake(
                "window = \(try call.required(0, "window").brief)", expected: "a whole number of at least 1",
                argument: "window"
            )
            .raised(as: "ValueError", "window must be an integer 0 or greater")
        }
        self.width = width
        least = try call.int(1, "min_periods") ?? width
        isCentred = try call.flag(2, "center")
        guard series.column.numbers != nil else { throw series.column.needsNumbers }
    }

    package func value(_ reduction: ColumnStatistic, _ options: ColumnStatistic.Options, _ work: Work) throws -> Value {
        let numbers = series.column.numbers ?? []
        var check = StopCheck(work)
        let found = try numbers.indices.map { row -> Double in
            let end = isCentred ? row + width / 2 - (width % 2 == 0 ? 1 : 0) : row
            let window = numbers[Swift.max(0, end - width + 1)..<Swift.min(numbers.count, end + 1)]
            let part = window.filter { !$0.isNaN }
            try check.pass(part.count)
            // A count needs rows, not cells.
            if reduction.name == "count" { return window.count < least ? .nan : Double(part.count) }
            return part.count < Swift.max(least, 0) || part.isEmpty ? .nan : reduction.of(part, options)
        }
        return .thing(series.with(Column(series.column.name, .numbers(found))))
    }
}

extension RollingWindow {
    /// From the first row to each.
    init(expanding series: Series, least: Int) throws {
        guard series.column.numbers != nil else { throw series.column.needsNumbers }
        (self.series, width, self.least, isCentred) = (series, Swift.max(1, series.length), least, false)
    }

    /// Each window through a function.
    func applied(_ function: Value, _ context: Context) throws -> Value {
        let numbers = series.column.numbers ?? []
        let found = try numbers.indices.map { row -> Double in
            if context.work.isCancelled { throw Stopped() }
            let end = isCentred ? row + width / 2 - (width % 2 == 0 ? 1 : 0) : row
            let rows = Swift.max(0, end - width + 1)..<Swift.min(numbers.count, end + 1)
            guard rows.count(where: { !numbers[$0].isNaN }) >= Swift.max(1, least) else { return .nan }
            let value = try context.call(function, [.thing(series.rows(at: Array(rows)))])
            guard let number = value.asNumber else {
                throw Mistake("a window gives \(value.brief)", expected: "a number").raised(
                    as: "TypeError", "must be real number, not \(value.typeName)")
            }
            return number
        }
        return .thing(series.with(Column(series.column.name, .numbers(found))))
    }

    static let members: [Member] =
        [
            TableMember.method("apply", of: RollingWindow.self, "each window through a function", "func, raw=False") {
                window, call in
                try window.applied(call.required(0, "func"), call.context)
            },
            TableMember.method(
                "agg", aliases: ["aggregate"], of: RollingWindow.self, "statistics by their names", "func"
            ) {
                window, call in
                let given = try call.required(0, "func")
                func one(_ value: Value) throws -> Value {
                    guard let name = value.asText else { return try window.applied(value, call.context) }
                    guard let reduction = ColumnStatistic.named(name) else {
                        throw Mistake(
                            "there is no statistic \"\(name)\"", expected: "mean, sum, std, min, max, …",
                            argument: "func"
                        )
                        .raised(as: "AttributeError", "'\(name)' is not a valid function for 'Rolling' object")
                    }
                    return try window.value(reduction, ColumnStatistic.Options(), call.work)
                }
                guard given.asText == nil, let list = given.elements else { return try one(given) }
                let columns = try list.map { item -> Column in
                    guard var column = try one(item).asThing(Series.self)?.column else {
                        return Column("", numbers: [])
                    }
                    column.name = Aggregation.name(item)
                    return column
                }
                return .thing(Frame(try Table(columns), labels: window.series.labels))
            },
        ]
        + ["mean", "sum", "std", "var", "min", "max", "median", "count"].compactMap { name in
            guard let reduction = ColumnStatistic.named(name) else { return nil }
            return TableMember.method(
                name, of: RollingWindow.self, "\(reduction.meaning), of each window",
                reduction.signature.contains("ddof") ? "ddof=1" : ""
            ) { window, call in
                var options = ColumnStatistic.Options()
                if reduction.signature.contains("ddof") { options.ddof = try call.int(.max, "ddof", 1) }
                return try window.value(reduction, options, call.work)
            }
        }
}

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
                try group.reduced(
                    reduction, ColumnStatistic.options(call, reduction),
                    onlyNumbers: ["count", "nunique"].contains(reduction.name)
                        ? false : call.flag(.max, "numeric_only"),
                    call.work)
            }
        }
        + Running.all.map { name, meaning, step in
            group(name, "\(meaning), within each group") { group, _ in
                try group.byRow { try Running.column($0, step) }
            }
        }
        + [("idxmax", true), ("idxmin", false)].map { name, isLargest in
            group(name, "what the row of the \(isLargest ? "largest" : "smallest") cell of each group is called") {
                group, call in
                try group.result(
                    group.columns.map { column in
                        try group.summed(column, column.name, call.work) { series in
                            try series.extremePlace(isLargest: isLargest).map { series.labels.value($0) }
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
            group("apply", "each group through a function", "func") { group, call in
                try group.applied(call.required(0, "func"), call.context)
            },
            group("transform", "for every row what its group gives", "func") { group, call in
                try group.transformed(call.required(0, "func"), call.context)
            },
            group("cumcount", "the number of each row within its group") { group, _ in
                var numbers = [Double](repeating: .nan, count: group.frame.length)
                for rows in group.groups { for (place, row) in rows.enumerated() { numbers[row] = Double(place) } }
                return .thing(Series(Column("", .numbers(numbers), isWhole: true), labels: group.frame.labels))
            },
            group("ngroup", "the number of each row's group") { group, _ in
                var numbers = [Double](repeating: .nan, count: group.frame.length)
                for (place, rows) in group.groups.enumerated() { for row in rows { numbers[row] = Double(place) } }
                return .thing(
                    Series(
                        Column("", .numbers(numbers), isWhole: !numbers.contains { $0.isNaN }),
                        labels: group.frame.labels))
            },
            group("shift", "the cells moved down within each group", "periods=1") { group, call in
                let periods = try call.int(0, "periods", 1)
                return try group.byRow { $0.shifted(periods) }
            },
            group("diff", "each cell without the one above in its group", "periods=1") { group, call in
                let periods = try call.int(0, "periods", 1)
                return try group.byRow { try ColumnWork.difference($0, periods) }
            },
            group("pct_change", "by which share of the one above in its group each cell is larger", "periods=1") {
                group, call in
                let periods = try call.int(0, "periods", 1)
                return try group.byRow { try ColumnWork.change($0, periods) }
            },
            group(
                "rank", "the place of each cell in the order of its group",
                "method='average', ascending=True, pct=False"
            ) {
                group, call in
                let (method, rises, isShare) = (
                    call.text(0, "method", "average"), try call.flag(1, "ascending", true), try call.flag(2, "pct")
                )
                guard let ties = ColumnWork.Ties(rawValue: method) else {
                    throw Mistake(
                        "method = '\(method)'", expected: "average, min, max, first or dense", argument: "method")
                }
                return try group.byRow { column in
                    guard let numbers = column.numbers else { throw column.needsNumbers }
                    return Column(
                        column.name,
                        .numbers(ColumnWork.ranks(rises ? numbers : numbers.map { -$0 }, ties: ties, asShare: isShare)))
                }
            },
            group("filter", "the rows of the groups for which a function is true", "func") { group, call in
                let function = try call.required(0, "func")
                let rows = try group.groups.filter { rows in
                    try call.context.isTrue(call.context.call(function, [group.part(rows)]))
                }
                return try group.part(rows.flatMap { $0 }.sorted())
            },
            group("head", "the first rows of each group", "n=5") { group, call in
                let n = try call.int(0, "n", 5)
                return try group.part(group.groups.flatMap { $0.prefix(Swift.max(0, n)) }.sorted())
            },
            group("get_group", "the rows of one group", "name") { group, call in
                let wanted = try call.required(0, "name")
                guard let place = group.groups.indices.first(where: { CellKey(group.key($0)) == CellKey(wanted) })
                else {
                    throw Mistake("there is no group \(wanted.brief)", expected: "one of the groups").raised(
                        as: "KeyError", wanted.repr)
                }
                return try group.part(group.groups[place])
            },
            group("describe", "statistics of one column, group by group") { group, call in
                let columns = try group.columns
                guard columns.count == 1 else {
                    throw Mistake(
                        "\(columns.count) columns are described", expected: "one",
                        try: "data.groupby(\"kind\")[\"price\"].describe()")
                }
                let rows = try group.groups.map {
                    try ColumnWork.described(columns[0].rows(at: $0), [0.25, 0.5, 0.75])
                }
                let names = (rows.first.map { row in (0..<row.length).map { row.labels[$0] } }) ?? []
                return .thing(
                    Frame(
                        try Table(
                            names.indices.map { place in Column(names[place], of: rows.map { $0.value(place) }) }),
                        labels: group.labels))
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
