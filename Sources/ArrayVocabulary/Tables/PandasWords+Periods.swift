import Answers
import Datasets
import Language

/// Intervals of numbers, and days, months and years as a whole.
extension PandasWords {
    static func interval(_ call: NumPyCall) throws -> ClassInterval {
        let (left, right) = (try call.required(0, "left"), try call.required(1, "right"))
        guard let low = left.asNumber, let high = right.asNumber, !low.isNaN, !high.isNaN else {
            throw Mistake("from \(left.brief) to \(right.brief)", expected: "two numbers").raised(
                as: "ValueError",
                "only numeric, Timestamp and Timedelta endpoints are allowed when constructing an Interval")
        }
        let name = call.text(2, "closed", "right")
        guard let closed = ClassInterval.Closed(rawValue: name) else {
            throw Mistake(
                "closed = '\(name)'",
                expected: Phrase.alternatives(ClassInterval.Closed.allCases.map { "'\($0.rawValue)'" }),
                argument: "closed"
            ).raised(as: "ValueError", "invalid option for 'closed': \(name)")
        }
        let areWhole = [left, right].allSatisfy { if case .int = $0.plain { true } else { false } }
        return try ClassInterval(low, high, isWhole: areWhole, closed)
    }

    /// A period of a text or a date.
    private static func period(_ value: Value, _ unit: Period.Unit, _ name: String) throws -> Period {
        if let known = value.asThing(Period.self) { return Period(holding: known.start, unit) }
        if let time = value.asThing(Timestamp.self) { return Period(holding: time.seconds, unit) }
        guard let found = (value.asText ?? value.asInt.map { "\($0)" }).flatMap({ Period($0, unit) }) else {
            throw Mistake("\(name) = \(value.brief)", expected: "a date", try: "\"2024-03\"", argument: name).raised(
                as: "ValueError", "Unknown datetime string format, unable to parse: \(value.written)")
        }
        return found
    }

    /// The unit that is said, that a period has, or that a text has: a year, a month or a day.
    ///
    /// - Throws: `Mistake` (pandas's ValueError) for a point in time or a number, which have none.
    private static func unit(_ call: NumPyCall, _ place: Int, _ value: Value?) throws -> Period.Unit {
        if let given = call.value(place, "freq")?.asText { return try Period.Unit(given) }
        if let known = value?.asThing(Period.self) { return known.unit }
        guard let text = value?.asText else {
            throw Mistake("a period without a unit", expected: "freq=", try: "freq=\"M\"", argument: "freq").raised(
                as: "ValueError", "Must supply freq for datetime value")
        }
        if text.contains("Q") { return .quarter }
        return [.year, .month, .day][Swift.min(2, text.count { $0 == "-" })]
    }

    static func period(_ call: NumPyCall) throws -> Period {
        let value = try call.required(0, "value")
        return try period(value, unit(call, 1, value), "value")
    }

    static func periods(_ call: NumPyCall) throws -> IndexNames {
        let (start, end) = (call.value(0, "start"), call.value(1, "end"))
        let unit = try unit(call, 3, start ?? end)
        let (first, last) = (
            try start.map { try period($0, unit, "start") }, try end.map { try period($0, unit, "end") }
        )
        let given = try call.int(2, "periods")
        guard [first != nil, last != nil, given != nil].count(where: { $0 }) == 2 else {
            throw Mistake(
                "two of start, end and periods are needed", try: "pd.period_range(\"2024-01\", periods=3, freq=\"M\")"
            ).raised(
                as: "ValueError",
                "Of the three parameters: start, end, and periods, exactly two must be specified")
        }
        let between = first.flatMap { first in last.map { Swift.max(0, $0.number - first.number + 1) } }
        let count = given ?? between ?? 0
        guard (0...1_000_000).contains(count) else {
            throw Mistake("periods = \(count.grouped)", expected: "0 to 1,000,000", argument: "periods")
        }
        let begin = try first ?? last?.moved(by: 1 - count) ?? Period(0, unit)
        let seconds = try (0..<count).map(stoppedBy: call.work) { try begin.moved(by: $0).start }
        let name = call.value(.max, "name")?.asText ?? ""
        return IndexNames(RowLabels([try Period.column(name, seconds, unit, call.work)]))
    }
}
