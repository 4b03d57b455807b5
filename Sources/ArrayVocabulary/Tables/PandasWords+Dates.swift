import Answers
import Arrays
import Datasets
import Language

/// Points in time and lengths of it: made of texts, or at equal distances.
extension PandasWords {
    /// The seconds of texts, by a format where one is given; NaN where one is missing or none and `errors` is coerce.
    private static func seconds(_ column: Column, _ call: NumPyCall) throws -> [Double] {
        if case .dates(let seconds) = column.cells { return seconds }
        let coerces = try coerces(call)
        let given = call.value(.max, "format")?.asText
        let format = try given.flatMap { ["mixed", "ISO8601"].contains($0) ? nil : $0 }.map { try DateFormat($0) }
        var order = DateOrder(prefersDay: try call.flag(.max, "dayfirst"), isMixed: given == "mixed")
        if case .numbers(let numbers) = column.cells, let unit = call.value(.max, "unit")?.asText {
            guard let length = Timedelta.unit(unit) else {
                throw Mistake("unit = '\(unit)'", expected: "D, h, m, s, ms or us", argument: "unit").raised(
                    as: "ValueError")
            }
            return try numbers.map { try Timestamp.checked($0 * length) }
        }
        var check = StopCheck(call.work)
        defer { if let note = order.note { call.context.note(note) } }
        return try (0..<column.count).map { row in
            try check.pass()
            guard let text = column.text(row) else { return .nan }
            if let found = format.map({ $0.read(text) }) ?? order.read(text) { return found }
            if coerces { return .nan }
            if format == nil, let mistake = order.refusing(text) { throw mistake }
            throw Mistake(
                "\"\(text.prefix(40))\" is no date\(given.map { " of the format \($0)" } ?? "")", expected: "a date",
                try: given == nil ? "format=\"%d.%m.%Y\", or errors=\"coerce\"" : "errors=\"coerce\""
            ).raised(
                as: "ValueError",
                given.map { "time data \"\(text)\" doesn't match format \"\($0)\"." }
                    ?? "Unknown datetime string format, unable to parse: \(text)")
        }
    }

    static func dated(_ call: NumPyCall) throws -> Value {
        let value = try call.required(0, "arg")
        if value.isNone { return .none }
        if let frame = value.asThing(Frame.self) { return .thing(try assembled(frame)) }
        if let series = value.asThing(Series.self) {
            return .thing(series.with(Column(series.column.name, .dates(try seconds(series.column, call)))))
        }
        if value.asThing(Timestamp.self) != nil { return value }
        if value.asText != nil || (value.places == nil && value.asNumber != nil) {
            return Timestamp.value(try seconds(Column("", of: [value]), call)[0])
        }
        let index = value.asThing(IndexNames.self)
        let column = try index?.labels.levels.first ?? oneColumn(call, "arg").column
        return .thing(
            IndexNames(RowLabels([Column(index?.labels.name ?? "", .dates(try seconds(column, call)))])))
    }

    /// Dates of columns year, month and day.
    private static func assembled(_ frame: Frame) throws -> Series {
        func numbers(_ name: String) throws -> [Double]? {
            guard let column = frame.table.columns.first(where: { $0.name.lowercased() == name }) else { return nil }
            guard let numbers = column.numbers else { throw column.needsNumbers }
            return numbers
        }
        guard let years = try numbers("year"), let months = try numbers("month"), let days = try numbers("day") else {
            throw Mistake("a table without year, month and day", expected: "columns of these names").raised(
                as: "ValueError", "to assemble mappings requires at least that [year, month, day] be specified")
        }
        let seconds = years.indices.map { row -> Double in
            guard let year = Int(exactly: years[row]), let month = Int(exactly: months[row]),
                let day = Int(exactly: days[row]), (1...12).contains(month), (0...9999).contains(year),
                (1...DateText.days(in: month, of: year)).contains(day)
            else { return .nan }
            return Double(DateText.days(year, month, day)) * 86_400
        }
        return Series(Column("", .dates(seconds)), labels: frame.labels)
    }

    /// From a date on, up to one, or both.
    static func dates(_ call: NumPyCall) throws -> Value {
        func date(_ place: Int, _ name: String) throws -> Double? {
            guard let value = call.value(place, name), !value.isNone else { return nil }
            guard let seconds = Timestamp.seconds(of: value) ?? value.asText.flatMap(begun) else {
                throw Mistake("\(name) = \(value.brief)", expected: "a date", try: "\"2024-01-31\"", argument: name)
            }
            return seconds
        }
        let (start, end) = (try date(0, "start"), try date(1, "end"))
        let periods = try call.int(2, "periods")
        if let periods, !(0...10_000_000).contains(periods) {
            throw Mistake("periods = \(periods.grouped)", expected: "0 to 10,000,000", argument: "periods")
        }
        let given = call.value(3, "freq")?.asText
        guard [start != nil, end != nil, periods != nil].count(where: { $0 }) + (given == nil ? 0 : 1) <= 3,
            start != nil || end != nil, periods != nil || (start != nil && end != nil)
        else {
            throw Mistake(
                "two of start, end and periods are needed", try: "pd.date_range(\"2024-01-01\", periods=3)"
            )
            .raised(
                as: "ValueError",
                "Of the four parameters: start, end, periods, and freq, exactly three must be specified")
        }
        let name = call.value(.max, "name")?.asText ?? ""
        if let start, let end, let periods {
            let seconds = (0..<periods).map { start + (end - start) * Double($0) / Double(Swift.max(1, periods - 1)) }
            return .thing(IndexNames(RowLabels([Column(name, .dates(try within(seconds, start, end, call)))])))
        }
        let frequency = try Frequency(given ?? call.text(3, "freq", "D"))
        let all = try frequency.dates(start: start, end: end, periods: periods).map { try Timestamp.checked($0) }
        let seconds = try within(all, start, end, call)
        return .thing(IndexNames(RowLabels([Column(name, .dates(seconds))], frequency: frequency.name)))
    }

    /// `2024` and `2024-03` as the day on which they begin; nil for another text.
    private static func begun(_ text: String) -> Double? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first, first.count == 4, let year = Int(first), year > 0, parts.count < 3 else {
            return nil
        }
        guard parts.count == 2 else { return Double(DateText.days(year, 1, 1)) * 86_400 }
        guard let month = Int(parts[1]), (1...12).contains(month) else { return nil }
        return Double(DateText.days(year, month, 1)) * 86_400
    }

    /// Without the ends that `inclusive=` leaves out, where dates stand on them.
    private static func within(_ seconds: [Double], _ start: Double?, _ end: Double?, _ call: NumPyCall) throws
        -> [Double]
    {
        let ends = call.text(.max, "inclusive", "both")
        guard ["both", "left", "right", "neither"].contains(ends) else {
            throw Mistake(
                "inclusive = '\(ends)'", expected: "'both', 'left', 'right' or 'neither'", argument: "inclusive"
            ).raised(as: "ValueError", "Inclusive has to be either 'both', 'neither', 'left' or 'right'")
        }
        var found = seconds[...]
        // Where one end is left open the last or the first date is that end.
        if ends == "right" || ends == "neither", let first = found.first, first == start ?? first {
            found = found.dropFirst()
        }
        if ends == "left" || ends == "neither", let last = found.last, last == end ?? last { found = found.dropLast() }
        return Array(found)
    }

    static func timestamp(_ call: NumPyCall) throws -> Value {
        if let value = call.value(0, "ts_input"), value.asThing(Timestamp.self) != nil { return value }
        if let text = call.value(0, "ts_input")?.asText {
            guard let seconds = DateText.seconds(text) else {
                throw Mistake(
                    "\"\(text.prefix(40))\" is no date", expected: "a date", try: "pd.Timestamp(\"2024-01-31\")"
                )
                .raised(as: "ValueError", "could not convert string to Timestamp")
            }
            return Timestamp.value(seconds)
        }
        // Numbers in order begin with the year, which stands where a text would.
        let given = try ["ts_input", "year", "month", "day", "hour", "minute", "second"].map { try call.int(.max, $0) }
        let parts = Array(given[0] == nil ? given.dropFirst() : given.dropLast())
        guard let year = parts[0], let month = parts[1], let day = parts[2], (1...9999).contains(year),
            (1...12).contains(month), (1...DateText.days(in: month, of: year)).contains(day),
            parts[3...].allSatisfy({ (0..<60).contains($0 ?? 0) }), (parts[3] ?? 0) < 24
        else {
            throw Mistake(
                "a time that is none", expected: "a text, or year, month and day", try: "pd.Timestamp(2024, 1, 31)"
            )
            .raised(as: "ValueError")
        }
        let time = (parts[3] ?? 0) * 3600 + (parts[4] ?? 0) * 60 + (parts[5] ?? 0)
        return Timestamp.value(Double(DateText.days(year, month, day) * 86_400 + time))
    }

    /// A column of lengths of time, of texts or of numbers in a unit.
    private static func spans(_ call: NumPyCall) throws -> Series {
        let series = try oneColumn(call, "value")
        if series.spans != nil { return series }
        let unit = call.text(1, "unit", "us")
        guard let length = Timedelta.unit(unit) else {
            throw Mistake("unit = '\(unit)'", expected: "W, D, h, m, s, ms or us", argument: "unit").raised(
                as: "ValueError", "invalid unit abbreviation: \(unit)")
        }
        let seconds = try series.values(call.work).map { value -> Double in
            if value.isGap { return .nan }
            if let text = value.asText {
                guard let span = Timedelta(text) else {
                    throw Mistake("\"\(text.prefix(40))\" is no length of time", expected: "\"2 days\"").raised(
                        as: "ValueError", "unit abbreviation w/o a number")
                }
                return span.seconds
            }
            return try Timestamp.checked((value.asNumber ?? .nan) * length)
        }
        return Series(spans: seconds, name: series.column.name, labels: series.labels)
    }

    static func timedelta(_ call: NumPyCall) throws -> Value {
        let names = ["weeks", "days", "hours", "minutes", "seconds", "milliseconds", "microseconds"]
        var total = 0.0
        if let value = call.value(0, "value") {
            if value.asThing(Timedelta.self) != nil { return value }
            if value.asText == nil, value.places != nil { return .thing(try spans(call)) }
            if let text = value.asText {
                guard let span = Timedelta(text) else {
                    throw Mistake(
                        "\"\(text.prefix(40))\" is no length of time", expected: "a text such as \"2 days 03:00:00\"",
                        try: "pd.Timedelta(days=2)"
                    ).raised(as: "ValueError", "unit abbreviation w/o a number")
                }
                return .thing(span)
            }
            let unit = call.text(1, "unit", "us")
            guard let length = Timedelta.unit(unit), let number = try call.double(0, "value") else {
                throw Mistake("unit = '\(unit)'", expected: "W, D, h, m, s, ms or us", argument: "unit").raised(
                    as: "ValueError", "invalid unit abbreviation: \(unit)")
            }
            total = number * length
        }
        for name in names {
            if let number = try call.double(.max, name), let length = Timedelta.unit(name) { total += number * length }
        }
        guard total.isFinite, total.magnitude < 2e12 else {
            throw Mistake("a length of time that is out of bounds", expected: "less than 63,000 years").raised(
                as: "OverflowError", "Python int too large to convert to C long")
        }
        return .thing(Timedelta(seconds: total))
    }
}
