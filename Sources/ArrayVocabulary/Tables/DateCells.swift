import Answers
import Arrays
import Datasets
import Language

/// `series.dt`: the parts of dates, or of lengths of time; the same of an index, and of one point in time.
struct DateCells: Presentable {
    static let kind = "dates of a Series"
    package let series: Series
    var summary: String { "dates of \(series.summary)" }

    private var seconds: [Double] { series.seconds ?? [] }

    // MARK: Parts

    /// Parts that are whole numbers.
    private static let numbers: [(name: String, aliases: [String], meaning: String, of: @Sendable (Double) -> Int)] = [
        ("year", [], "the year", { DateText.civil($0).year }), ("month", [], "the month", { DateText.civil($0).month }),
        ("day", [], "the day of the month", { DateText.civil($0).day }),
        ("hour", [], "the hour", { DateText.ofDay($0) / 3600 }),
        ("minute", [], "the minute", { DateText.ofDay($0) / 60 % 60 }),
        ("second", [], "the second", { DateText.ofDay($0) % 60 }),
        ("dayofweek", ["weekday", "day_of_week"], "the day of the week, Monday being 0,", { DateFormat.weekday($0) }),
        ("dayofyear", ["day_of_year"], "the day of the year", { DateFormat.dayOfYear($0) }),
        ("quarter", [], "the quarter", { (DateText.civil($0).month + 2) / 3 }),
        (
            "days_in_month", ["daysinmonth"], "how many days the month has",
            { DateText.days(in: DateText.civil($0).month, of: DateText.civil($0).year) }
        ),
    ]

    /// Parts that are true or false.
    private static let flags: [(name: String, meaning: String, of: @Sendable (Double) -> Bool)] = [
        ("is_month_start", "whether it is the first day of a month", { DateText.civil($0).day == 1 }),
        (
            "is_month_end", "whether it is the last day of a month",
            { DateText.civil($0 + 86_400).day == 1 }
        ),
        (
            "is_year_start", "whether it is the first day of a year",
            { DateText.civil($0).day == 1 && DateText.civil($0).month == 1 }
        ),
        (
            "is_year_end", "whether it is the last day of a year",
            { DateText.civil($0).day == 31 && DateText.civil($0).month == 12 }
        ),
        (
            "is_leap_year", "whether the year has 366 days",
            { DateText.days(in: 2, of: DateText.civil($0).year) == 29 }
        ),
    ]

    private static let names: [(name: String, meaning: String, of: @Sendable (Double) -> String)] = [
        ("day_name", "the name of the day", { DateFormat.days[DateFormat.weekday($0)] }),
        ("month_name", "the name of the month", { DateFormat.months[DateText.civil($0).month - 1] }),
    ]

    private func column(numbers of: (Double) -> Int) -> Column {
        let numbers = seconds.map { $0.isNaN ? Double.nan : Double(of($0)) }
        return Column(series.column.name, .numbers(numbers), isWhole: !numbers.contains { $0.isNaN })
    }

    private func column(texts of: (Double) -> String) -> Column {
        Column(series.column.name, categories: seconds.map { $0.isNaN ? nil : of($0) }, as: .text)
    }

    private func times(_ of: (Double) -> Double) -> Value {
        .thing(series.with(Column(series.column.name, .dates(seconds.map { $0.isNaN ? $0 : of($0) }))))
    }

    /// Down or up to whole days, hours, minutes or seconds.
    private static func rounded(_ seconds: Double, _ call: NumPyCall, _ rule: FloatingPointRoundingRule) throws
        -> Double
    {
        let text = call.text(0, "freq", "D")
        guard case .seconds(let length) = try Frequency(text).unit else {
            throw Mistake("freq = '\(text)'", expected: "D, h, min or s", argument: "freq").raised(
                as: "ValueError", "\(text) is a non-fixed frequency")
        }
        let step = length * Double(try Frequency(text).times)
        return (seconds / step).rounded(rule) * step
    }

    private static let roundings: [(name: String, meaning: String, rule: FloatingPointRoundingRule)] = [
        ("floor", "rounded down to days, hours, minutes or seconds", .down),
        ("ceil", "rounded up to days, hours, minutes or seconds", .up),
        ("round", "rounded to days, hours, minutes or seconds", .toNearestOrEven),
    ]

    // MARK: Members

    static let members: [Member] = ofColumns + ofSpans + ofIndexes + ofOne

    private static let ofColumns: [Member] =
        numbers.map { name, aliases, meaning, of in
            .attribute(name, aliases: aliases, of: DateCells.self, "\(meaning) of each date") { cells in
                var found = cells.series.with(cells.column(numbers: of))
                if found.column.isWhole { found.typeName = "int32" }
                return .thing(found)
            }
        }
        + flags.map { name, meaning, of in
            .attribute(name, of: DateCells.self, "\(meaning), for each date") { cells in
                .thing(
                    cells.series.with(
                        Column(cells.series.column.name, .flags(cells.seconds.map { !$0.isNaN && of($0) ? 1 : 0 }))))
            }
        }
        + names.map { name, meaning, of in
            TableMember.method(name, of: DateCells.self, "\(meaning) of each date", returns: Series.kind) { cells, _ in
                .thing(cells.series.with(cells.column(texts: of)))
            }
        }
        + roundings.map { name, meaning, rule in
            TableMember.method(name, of: DateCells.self, "each date \(meaning)", "freq", returns: Series.kind) {
                cells, call in
                let seconds = try cells.seconds.map { try rounded($0, call, rule) }
                return .thing(cells.series.with(Column(cells.series.column.name, .dates(seconds))))
            }
        }
        + [
            TableMember.method("strftime", of: DateCells.self, "each date as text", "date_format", returns: Series.kind)
            {
                cells, call in
                let format = try DateFormat(text(call, "date_format"))
                return .thing(cells.series.with(cells.column { format.written($0) }))
            },
            TableMember.method("normalize", of: DateCells.self, "each date at midnight", returns: Series.kind) {
                cells, _ in cells.times { ($0 / 86_400).rounded(.down) * 86_400 }
            },
            TableMember.method(
                "to_period", of: DateCells.self, "the day, week, month, quarter or year in which each date lies",
                "freq",
                returns: Series.kind
            ) { cells, call in
                let unit = try Period.Unit(text(call, "freq"))
                return .thing(
                    cells.series.with(try Period.column(cells.series.column.name, cells.seconds, unit, call.work)))
            },
            TableMember.method(
                "to_timestamp", of: DateCells.self, "the point at which each period begins", returns: Series.kind
            ) { cells, _ in cells.times { $0 } },
            TableMember.method(
                "isocalendar", of: DateCells.self, "year, week and day of the week by ISO 8601", returns: Frame.kind
            ) { cells, _ in
                func column(_ name: String, _ part: (Double) -> Int) -> Column {
                    var column = Column(name, .numbers(cells.seconds.map { $0.isNaN ? .nan : Double(part($0)) }))
                    (column.isWhole, column.isNullable) = (true, true)
                    return column
                }
                let columns = [
                    column("year") { DateFormat.week($0).year }, column("week") { DateFormat.week($0).week },
                    column("day") { DateFormat.weekday($0) + 1 },
                ]
                return .thing(Frame(try Table(columns), labels: cells.series.labels))
            },
            .attribute("date", of: DateCells.self, "each date at midnight") { cells in
                cells.times { ($0 / 86_400).rounded(.down) * 86_400 }
            },
        ]

    private static let ofSpans: [Member] = [
        .attribute("days", of: DateCells.self, "the whole days of each length of time") { cells in
            .thing(cells.series.with(cells.column { Timedelta(seconds: $0).parts.days }))
        },
        .attribute("seconds", of: DateCells.self, "the seconds above the whole days of each length of time") { cells in
            .thing(cells.series.with(cells.column { Int(saturating: Timedelta(seconds: $0).parts.rest) }))
        },
        TableMember.method(
            "total_seconds", of: DateCells.self, "each length of time in seconds", returns: Series.kind
        ) { cells, _ in
            .thing(cells.series.with(Column(cells.series.column.name, .numbers(cells.seconds))))
        },
        .attribute("days", of: Timedelta.self, "the whole days") { .int($0.parts.days) },
        .attribute("seconds", of: Timedelta.self, "the seconds above the whole days") {
            .int(Int(saturating: $0.parts.rest))
        },
        TableMember.method("total_seconds", of: Timedelta.self, "all of it in seconds", returns: "number") { span, _ in
            .number(span.seconds)
        },
    ]

    /// Of an index as of a column of its own; refused where it holds no dates.
    private static func dates(_ index: IndexNames, _ name: String) throws -> DateCells {
        guard index.labels.levels.count == 1, index.labels.levels[0].kind == .date else {
            throw Mistake(
                "the index holds no dates and has no .\(name)", expected: "dates", try: "pd.to_datetime(data.index)"
            ).raised(as: "AttributeError", "'Index' object has no attribute '\(name)'")
        }
        return DateCells(series: Series(index.labels.levels[0], labels: RowLabels(count: index.length)))
    }

    private static let ofIndexes: [Member] =
        numbers.map { name, aliases, meaning, of in
            .attribute(name, aliases: aliases, of: IndexNames.self, "\(meaning) of each date") { index in
                .thing(IndexNames(RowLabels([try dates(index, name).column(numbers: of)])))
            }
        }
        + names.map { name, meaning, of in
            TableMember.method(name, of: IndexNames.self, "\(meaning) of each date", returns: IndexNames.kind) {
                index, _ in
                .thing(IndexNames(RowLabels([try dates(index, name).column(texts: of)])))
            }
        }
        + [
            TableMember.method(
                "strftime", of: IndexNames.self, "each date as text", "date_format", returns: IndexNames.kind
            ) { index, call in
                let format = try DateFormat(text(call, "date_format"))
                return .thing(IndexNames(RowLabels([try dates(index, "strftime").column { format.written($0) }])))
            },
            TableMember.method(
                "to_period", of: IndexNames.self, "the day, week, month, quarter or year in which each date lies",
                "freq",
                returns: IndexNames.kind
            ) { index, call in
                let cells = try dates(index, "to_period")
                let unit = try Period.Unit(text(call, "freq"))
                return .thing(
                    IndexNames(
                        RowLabels([try Period.column(cells.series.column.name, cells.seconds, unit, call.work)])))
            },
            .attribute("freq", of: IndexNames.self, "how far its dates lie apart, where that is known") {
                $0.labels.frequency.map { .text($0) } ?? .none
            },
        ]

    private static let ofOne: [Member] =
        numbers.filter { $0.name != "dayofweek" }.map { name, aliases, meaning, of in
            .attribute(name, aliases: aliases, of: Timestamp.self, meaning) { .int(of($0.seconds)) }
        }
        + [
            .attribute(
                "dayofweek", aliases: ["day_of_week"], of: Timestamp.self, "the day of the week, Monday being 0"
            ) { .int(DateFormat.weekday($0.seconds)) },
            TableMember.method("weekday", of: Timestamp.self, "the day of the week, Monday being 0", returns: "number")
            {
                time, _ in .int(DateFormat.weekday(time.seconds))
            },
            TableMember.method("strftime", of: Timestamp.self, "as text", "format", returns: "text") { time, call in
                .text(try DateFormat(text(call, "format")).written(time.seconds))
            },
            TableMember.method("isoformat", of: Timestamp.self, "as ISO 8601 has it", returns: "text") { time, _ in
                .text(time.printed.replacing(" ", with: "T"))
            },
            TableMember.method("timestamp", of: Timestamp.self, "the seconds since 1970", returns: "number") {
                time, _ in
                .number(time.seconds)
            },
            TableMember.method(
                "to_period", of: Timestamp.self, "the day, week, month, quarter or year in which it lies", "freq",
                returns: Period.kind
            ) { time, call in .thing(Period(holding: time.seconds, try Period.Unit(text(call, "freq")))) },
            TableMember.method(
                "isocalendar", of: Timestamp.self, "year, week and day of the week by ISO 8601", returns: "tuple"
            ) { time, _ in
                let (year, week) = DateFormat.week(time.seconds)
                let day = DateFormat.weekday(time.seconds) + 1
                return .record("IsoCalendarDate", ["year", "week", "weekday"], [.int(year), .int(week), .int(day)])
            },
            TableMember.method(
                "replace", of: Timestamp.self, "with another year, month, day, hour, minute or second",
                "*, year=None, month=None, day=None, hour=None, minute=None, second=None", returns: Timestamp.kind
            ) { time, call in
                let (year, month, day) = DateText.civil(time.seconds)
                let rest = DateText.ofDay(time.seconds)
                let whole = (time.seconds / 86_400).rounded(.down) * 86_400 + Double(rest)
                let new = (
                    try call.int(.max, "year", year), try call.int(.max, "month", month), try call.int(.max, "day", day)
                )
                let clock = (
                    try call.int(.max, "hour", rest / 3600), try call.int(.max, "minute", rest / 60 % 60),
                    try call.int(.max, "second", rest % 60)
                )
                guard (1...9999).contains(new.0), (1...12).contains(new.1),
                    (1...DateText.days(in: new.1, of: new.0)).contains(new.2), (0..<24).contains(clock.0),
                    (0..<60).contains(clock.1), (0..<60).contains(clock.2)
                else {
                    throw Mistake("a time that is none", expected: "a day and a time of day that there are").raised(
                        as: "ValueError", "day is out of range for month")
                }
                let seconds = DateText.days(new.0, new.1, new.2) * 86_400 + clock.0 * 3600 + clock.1 * 60 + clock.2
                return Timestamp.value(Double(seconds) + time.seconds - whole)
            },
            TableMember.method("normalize", of: Timestamp.self, "the midnight before", returns: Timestamp.kind) {
                time, _ in
                Timestamp.value((time.seconds / 86_400).rounded(.down) * 86_400)
            },
        ]
        + flags.map { name, meaning, of in
            .attribute(name, of: Timestamp.self, meaning) { .bool(of($0.seconds)) }
        }
        + names.map { name, meaning, of in
            TableMember.method(name, of: Timestamp.self, meaning, returns: "text") { time, _ in .text(of(time.seconds))
            }
        }
        + roundings.map { name, meaning, rule in
            TableMember.method(name, of: Timestamp.self, meaning, "freq", returns: Timestamp.kind) { time, call in
                Timestamp.value(try rounded(time.seconds, call, rule))
            }
        }

    private static func text(_ call: NumPyCall, _ name: String) throws -> String {
        let value = try call.required(0, name)
        guard let text = value.asText else {
            throw Mistake("\(name) = \(value.brief)", expected: "a text", try: "\"%d.%m.%Y\"", argument: name).raised(
                as: "TypeError")
        }
        return text
    }
}
