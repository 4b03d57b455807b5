import Answers
import Datasets
import Language

/// `pd.Period("2024-03", "M")`: a day, week, month, quarter or year as a whole; what `.dt.to_period("M")` makes of dates.
struct Period: MadeByWord, PrintedOtherwise, KeyByValue, Hashable {
    static let kind = "Period"
    /// How many of its unit lie before it, from a start that each unit has.
    let number: Int
    let unit: Unit

    enum Unit: String, CaseIterable, Sendable {
        case day = "D"
        case week = "W-SUN"
        case month = "M"
        case quarter = "Q-DEC"
        case year = "Y-DEC"

        private static let names: [String: Unit] = ["D": .day, "W": .week, "M": .month, "Q": .quarter, "Y": .year]

        /// - Throws: `Mistake` (pandas's ValueError) for a text that is none.
        init(_ text: String) throws {
            guard let unit = Unit.names[text] ?? Unit(rawValue: text) else {
                throw Mistake("freq = '\(text)'", expected: "'D', 'W', 'M', 'Q' or 'Y'", argument: "freq").raised(
                    as: "ValueError", "Invalid frequency: \(text)")
            }
            self = unit
        }
    }

    var madeBy: String { "pandas.Period" }
    var summary: String { "Period('\(printed)', '\(unit.rawValue)')" }
    var key: Value { .tuple([.text(Period.kind), .text(printed)]) }

    init(_ number: Int, _ unit: Unit) { (self.number, self.unit) = (number, unit) }

    /// The one in which a point in time lies.
    init(holding seconds: Double, _ unit: Unit) {
        let (year, month, day) = DateText.civil(seconds)
        self.unit = unit
        switch unit {
        case .day: number = DateText.days(year, month, day)
        // 1970-01-01 was a Thursday; weeks begin on Mondays.
        case .week: number = (DateText.days(year, month, day) + 3).dividedDown(by: 7)
        case .month: number = year * 12 + month - 1
        case .quarter: number = year * 4 + (month - 1) / 3
        case .year: number = year
        }
    }

    /// Of a text as `printed` has it, or of a date; nil for what is none.
    init?(_ text: String, _ unit: Unit) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        if let date = DateText.seconds(String(text.prefix { $0 != "/" })) {
            self.init(holding: date, unit)
        } else if text.utf8.count == 6, text.dropFirst(4).first == "Q", let year = Int(text.prefix(4)),
            let quarter = Int(text.suffix(1)), (1...4).contains(quarter)
        {
            self.init(holding: Double(DateText.days(year, quarter * 3 - 2, 1)) * 86_400, unit)
        } else if parts.count <= 2, let year = parts.first ?? nil, (1...9999).contains(year),
            let month = parts.count == 2 ? parts[1] : 1, (1...12).contains(month)
        {
            self.init(holding: Double(DateText.days(year, month, 1)) * 86_400, unit)
        } else {
            return nil
        }
    }

    /// The seconds at which it begins.
    var start: Double {
        let days =
            switch unit {
            case .day: number
            case .week: number * 7 - 3
            case .month: DateText.days(number.dividedDown(by: 12), number - number.dividedDown(by: 12) * 12 + 1, 1)
            case .quarter:
                DateText.days(number.dividedDown(by: 4), (number - number.dividedDown(by: 4) * 4) * 3 + 1, 1)
            case .year: DateText.days(number, 1, 1)
            }
        return Double(days) * 86_400
    }

    /// `2024-03`, `2024Q1`, `2024`
    var printed: String {
        let (year, month, _) = DateText.civil(start)
        let padded = String(repeating: "0", count: Swift.max(0, 4 - "\(year)".count)) + "\(year)"
        return switch unit {
        case .day: DateText.written(start)
        case .week: "\(DateText.written(start))/\(DateText.written(start + 6 * 86_400))"
        case .month: "\(padded)-\(month < 10 ? "0" : "")\(month)"
        case .quarter: "\(padded)Q\((month + 2) / 3)"
        case .year: padded
        }
    }

    /// So many units later.
    ///
    /// - Throws: `Mistake` (pandas's OverflowError) beyond all years.
    func moved(by count: Int) throws -> Period {
        let (sum, isOut) = number.addingReportingOverflow(count)
        guard !isOut, sum.magnitude < 20_000_000 else {
            throw Mistake("a time that is out of bounds", expected: "fewer steps").raised(
                as: "OverflowError", "Python int too large to convert to C long")
        }
        return Period(sum, unit)
    }

    /// A column of the periods in which dates lie; gaps stay.
    static func column(_ name: String, _ seconds: [Double], _ unit: Unit, _ work: Work) throws -> Column {
        let texts = try seconds.map(stoppedBy: work) { $0.isFinite ? Period(holding: $0, unit).printed : nil }
        var column = try Column(name, categories: texts, as: .text, stoppedBy: work)
        column.levelType = .period(unit.rawValue)
        return column
    }

    static let members: [Member] = [
        .attribute("year", of: Period.self, "the year") { .int(DateText.civil($0.start).year) },
        .attribute("month", of: Period.self, "the month in which it begins") { .int(DateText.civil($0.start).month) },
        .attribute("quarter", of: Period.self, "the quarter") { .int((DateText.civil($0.start).month + 2) / 3) },
        .attribute("day", of: Period.self, "the day of the month on which it begins") {
            .int(DateText.civil($0.start).day)
        },
        .attribute("start_time", of: Period.self, "the point at which it begins") { Timestamp.value($0.start) },
        .attribute("freqstr", of: Period.self, "what it is: 'M'") { .text($0.unit.rawValue) },
        TableMember.method("to_timestamp", of: Period.self, "the point at which it begins", returns: Timestamp.kind) {
            period, _ in Timestamp.value(period.start)
        },
        TableMember.method("strftime", of: Period.self, "its beginning as text", "format", returns: "text") {
            period, call in
            guard let format = try call.required(0, "format").asText else {
                throw Mistake("format is no text", expected: "a text", try: "\"%Y-%m\"", argument: "format").raised(
                    as: "TypeError")
            }
            return .text(try DateFormat(format).written(period.start))
        },
    ]
}

extension Period: Operable, Comparing {
    func applying(_ operation: BinaryOperator, _ other: Value, isRight: Bool, _ context: Context) throws -> Value? {
        guard case .int(let count) = other.plain else { return nil }
        switch operation {
        case .add: return .thing(try moved(by: count))
        case .subtract where !isRight && count != .min: return .thing(try moved(by: -count))
        default: return nil
        }
    }

    func comparing(_ operation: ComparisonOperator, _ other: Value, isRight: Bool, work: Work) throws -> Value? {
        guard let second = other.asThing(Period.self), second.unit == unit else { return nil }
        let (a, b) = (Double(number), Double(second.number))
        return operation.of(isRight ? b : a, isRight ? a : b).map { .bool($0) }
    }
}

extension Int {
    fileprivate func dividedDown(by other: Int) -> Int { self >= 0 ? self / other : -((other - 1 - self) / other) }
}
