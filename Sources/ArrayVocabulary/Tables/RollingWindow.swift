import Answers
import Arrays
import Datasets
import Language

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
