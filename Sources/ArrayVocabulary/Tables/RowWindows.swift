import Answers
import Arrays
import Datasets
import Language
import Numbers

/// `data.rolling(7)`, `series.expanding()`, `groups["price"].rolling(3)`: for every row the rows that end with it.
struct RowWindows: Presentable {
    static let kind = "Rolling"

    /// The rows that windows never leave: those of a table, or of each group.
    private let parts: [Frame]
    /// Whether it is of one column by itself.
    private let isOne: Bool
    /// The window of each row of each part.
    private let spans: [[Range<Int>]]
    /// How many cells a window needs.
    private let least: Int
    /// What the groups are called; nil where there are none.
    private let groups: RowLabels?

    var summary: String { "windows of \(Phrase.count(spans.joined().count, "row"))" }

    /// - Throws: `Mistake` for a width that is none, and for columns that hold no numbers.
    init(_ parts: [Frame], isOne: Bool, groups: RowLabels? = nil, rolling call: NumPyCall) throws {
        let window = try call.required(0, "window")
        let least = try call.int(1, "min_periods")
        if let least, least < 0 {
            throw Mistake("min_periods = \(least)", expected: "at least 0", argument: "min_periods").raised(
                as: "ValueError", "min_periods must be >= 0")
        }
        let isCentred = try call.flag(2, "center")
        if let text = window.asText {
            guard !isCentred else {
                throw Mistake("center=True with a length of time", expected: "a number of rows", argument: "center")
            }
            let length = try Frequency.length(text)
            spans = try parts.map { try RowWindows.spans($0.labels, length) }
            self.least = least ?? 1
        } else {
            guard let width = try call.int(0, "window"), (1...(1 << 40)).contains(width) else {
                throw Mistake("window = \(window.brief)", expected: "a whole number of at least 1", argument: "window")
                    .raised(as: "ValueError", "window must be an integer 0 or greater")
            }
            if let least, least > width {
                throw Mistake(
                    "min_periods = \(least) of a window of \(width)", expected: "at most \(width)",
                    argument: "min_periods"
                ).raised(as: "ValueError", "min_periods \(least) must be <= window \(width)")
            }
            spans = try parts.map { part in
                try (0..<part.length).map(stoppedBy: call.work) { row in
                    let end = isCentred ? row + width / 2 - (width % 2 == 0 ? 1 : 0) : row
                    let start = Swift.max(0, end - width + 1)
                    return start..<Swift.max(start, Swift.min(part.length, end + 1))
                }
            }
            self.least = least ?? width
        }
        (self.parts, self.isOne, self.groups) = (parts, isOne, groups)
        try check()
    }

    /// From the first row to each.
    init(_ parts: [Frame], isOne: Bool, groups: RowLabels? = nil, expanding call: NumPyCall) throws {
        spans = try parts.map { part in try (0..<part.length).map(stoppedBy: call.work) { 0..<($0 + 1) } }
        (self.parts, self.isOne, self.groups) = (parts, isOne, groups)
        least = try call.int(0, "min_periods", 1)
        try check()
    }

    private func check() throws {
        for column in parts.first?.table.columns ?? [] where column.numbers == nil { throw column.needsNumbers }
    }

    /// The rows of the last so many seconds before each, by the dates that rows are called by.
    private static func spans(_ labels: RowLabels, _ length: Double) throws -> [Range<Int>] {
        guard labels.levels.count == 1, case .dates(let seconds) = labels.levels[0].cells else {
            throw Mistake(
                "windows of a length of time over rows that are called by no dates", expected: "dates",
                try: "data.set_index(\"day\")", argument: "window"
            ).raised(as: "ValueError", "window must be an integer 0 or greater")
        }
        guard zip(seconds, seconds.dropFirst()).allSatisfy({ $0 <= $1 }) else {
            throw Mistake("dates that are not in order", expected: "rising dates", try: ".sort_index()").raised(
                as: "ValueError", "index must be monotonic")
        }
        var start = 0
        return seconds.indices.map { row in
            while seconds[start] <= seconds[row] - length { start += 1 }
            return start..<(row + 1)
        }
    }

    /// One column of each part through a function of its numbers and a window, below each other.
    private func column(
        _ name: String, _ work: Work, _ body: (ArraySlice<Double>) throws -> Double
    ) throws -> Column {
        var check = StopCheck(work)
        var found: [Double] = []
        for (part, spans) in zip(parts, spans) {
            let numbers = try part.table.column(name).numbers ?? []
            for span in spans {
                try check.pass(span.count + 1)
                found.append(try body(numbers[span]))
            }
        }
        return Column(name, .numbers(found))
    }

    /// What the rows are called: with their groups in front where there are some.
    private func labels(_ work: Work) throws -> RowLabels {
        guard let groups else { return parts.first?.labels ?? RowLabels(count: 0) }
        let rows = parts.enumerated().flatMap { place, part in [Int](repeating: place, count: part.length) }
        return RowLabels(groups.at(rows).levels + (try Joining.labels(parts.map(\.labels), work)).levels)
    }

    private func result(_ columns: [Column], _ work: Work) throws -> Value {
        let labels = try labels(work)
        if isOne, let first = columns.first { return .thing(Series(first, labels: labels)) }
        guard let first = parts.first else { return .thing(Frame(try Table(columns), labels: labels)) }
        return .thing(first.with(try Table(columns, name: first.table.name), labels))
    }

    private var names: [String] { parts.first?.table.names ?? [] }

    private func reduced(_ reduction: ColumnStatistic, _ options: ColumnStatistic.Options, _ work: Work) throws -> Value
    {
        try result(
            names.map { name in
                try column(name, work) { window in
                    let filled = window.filter { !$0.isNaN }
                    // A count needs rows, not cells.
                    if reduction.name == "count" { return window.count < least ? .nan : Double(filled.count) }
                    return filled.count < Swift.max(least, 1) ? .nan : try reduction.of(filled, options, work)
                }
            }, work)
    }

    /// Each window through a function.
    private func applied(_ function: Value, isArray: Bool, _ context: Context) throws -> Value {
        try result(
            names.map { name in
                try column(name, context.work) { numbers in
                    guard numbers.count(where: { !$0.isNaN }) >= Swift.max(1, least) else { return .nan }
                    let series = Series(Column(name, .numbers(Array(numbers))), labels: RowLabels(count: numbers.count))
                    let window: Value = isArray ? .thing(try series.array()) : .thing(series)
                    let value = try context.call(function, [window])
                    guard let number = value.asNumber ?? value.array?.only?.asDouble else {
                        throw Mistake("a window gives \(value.brief)", expected: "a number").raised(
                            as: "TypeError", "must be real number, not \(value.typeName)")
                    }
                    return number
                }
            }, context.work)
    }

    /// How the windows of two columns go together.
    private func paired(_ call: NumPyCall, _ body: ([Double], [Double]) throws -> Double) throws -> Value {
        guard isOne, groups == nil, let own = parts.first?.table.columns.first,
            let other = try call.required(0, "other").asThing(Series.self)
        else {
            throw Mistake(
                "windows of a table with each other", expected: "two columns",
                try: "data[\"a\"].rolling(3).\(call.name)(data[\"b\"])")
        }
        guard other.length == own.count, let numbers = other.column.numbers else {
            throw Mistake("a column of \(other.length) rows for \(own.count)", expected: "as many numbers")
        }
        let found = try column(own.name, call.work) { mine in
            let pairs = zip(mine, numbers[mine.indices]).filter { !$0.isNaN && !$1.isNaN }
            return pairs.count < Swift.max(1, least) ? .nan : try body(pairs.map(\.0), pairs.map(\.1))
        }
        var series = Series(found, labels: try labels(call.work))
        if other.column.name != own.name { series.column.name = "" }
        return .thing(series)
    }
}

extension RowWindows: Subscriptable, OwnAttributes {
    var length: Int { names.count }

    /// `data.rolling(3)["price"]`
    func element(_ subscripts: [Subscript]) throws -> Value {
        guard subscripts.count == 1, case .index(let value) = subscripts[0] else {
            throw Mistake("windows have no rows to slice", expected: "a column, or a list of columns")
        }
        return .thing(try chosen(value))
    }

    func ownAttribute(_ name: String) -> Value? {
        names.contains(name) ? (try? chosen(.text(name))).map { .thing($0) } : nil
    }

    private func chosen(_ value: Value) throws -> RowWindows {
        let wanted = value.asText.map { [$0] } ?? parts.first?.names(value) ?? []
        return RowWindows(
            parts: try parts.map { $0.with(try $0.table.selecting(wanted)) }, isOne: value.asText != nil, spans: spans,
            least: least, groups: groups)
    }

    private init(parts: [Frame], isOne: Bool, spans: [[Range<Int>]], least: Int, groups: RowLabels?) {
        (self.parts, self.isOne, self.spans) = (parts, isOne, spans)
        (self.least, self.groups) = (least, groups)
    }
}

extension RowWindows {
    private static func method(
        _ name: String, aliases: [String] = [], _ meaning: String, _ signature: String = "",
        _ body: @escaping @Sendable (RowWindows, NumPyCall) throws -> Value
    ) -> Member { TableMember.method(name, aliases: aliases, of: RowWindows.self, meaning, signature, body) }

    static let members: [Member] =
        [
            method("apply", "each window through a function", "func, raw=False") { windows, call in
                try windows.applied(call.required(0, "func"), isArray: call.flag(1, "raw"), call.context)
            },
            method("agg", aliases: ["aggregate"], "statistics by their names", "func") { windows, call in
                let given = try call.required(0, "func")
                func one(_ value: Value) throws -> Value {
                    guard let name = value.asText else {
                        return try windows.applied(value, isArray: false, call.context)
                    }
                    guard let reduction = ColumnStatistic.named(name) else {
                        throw Mistake(
                            "there is no statistic \"\(name)\"", expected: "mean, sum, std, min, max, …",
                            argument: "func"
                        ).raised(as: "AttributeError", "'\(name)' is not a valid function for 'Rolling' object")
                    }
                    return try windows.reduced(reduction, ColumnStatistic.Options(), call.work)
                }
                guard let list = Aggregation.list(given) else { return try one(given) }
                let columns = try zip(list, Aggregation.names(list)).flatMap { item, name in
                    let found = try one(item)
                    let columns =
                        found.asThing(Series.self).map { [$0.column] } ?? found.asThing(Frame.self)?.table.columns
                    return (columns ?? []).map { (parts: [$0.name, name], column: $0) }
                }
                let labels = try windows.labels(call.work)
                guard windows.isOne else {
                    let byColumn = windows.names.flatMap { name in columns.filter { $0.parts[0] == name } }
                    return .thing(try Frame.deep(byColumn, name: "windows", labels: labels))
                }
                let named = columns.map { parts, column -> Column in
                    var column = column
                    column.name = parts[1]
                    return column
                }
                return .thing(Frame(try Table(named), labels: labels))
            },
            method("corr", "the correlation with another column, window by window", "other") { windows, call in
                try windows.paired(call) { try ColumnWork.correlation($0, $1, call.work) }
            },
            method("cov", "the covariance with another column, window by window", "other, ddof=1") { windows, call in
                let ddof = try call.int(1, "ddof", 1)
                return try windows.paired(call) { try ColumnWork.covariance($0, $1, ddof, call.work) }
            },
        ]
        + ["mean", "sum", "std", "var", "sem", "min", "max", "median", "count", "quantile", "skew", "kurt", "nunique"]
        .compactMap { name in
            guard let reduction = ColumnStatistic.named(name) else { return nil }
            let takesDegrees = reduction.signature.contains("ddof")
            return method(
                name, "\(reduction.meaning), of each window",
                name == "quantile" ? "q" : takesDegrees ? "ddof=1" : ""
            ) { windows, call in
                var options = ColumnStatistic.Options()
                if takesDegrees { options.ddof = try call.int(.max, "ddof", 1) }
                if name == "quantile" { options.share = try ColumnStatistic.share(call.double(0, "q")) }
                return try windows.reduced(reduction, options, call.work)
            }
        }
}
