import Answers
import Datasets
import Language

/// `pd.Timestamp`: a point in time, in seconds since 1970-01-01 00:00.
struct Timestamp: MadeByWord, PrintedOtherwise, KeyByValue, Hashable {
    static let kind = "Timestamp"
    let seconds: Double

    var madeBy: String { "pandas.Timestamp" }
    var summary: String { "Timestamp('\(printed)')" }
    var printed: String { DateText.written(seconds, withTime: true) }
    var key: Value { .tuple([.text(Timestamp.kind), .number(seconds)]) }

    /// A point in time, or the text of one; nil for anything else.
    static func seconds(of value: Value) -> Double? {
        value.asThing(Timestamp.self)?.seconds ?? value.asText.flatMap { DateText.seconds($0) }
    }

    /// The same point, where years still have few digits.
    ///
    /// - Throws: `Mistake` (pandas's OutOfBoundsDatetime) beyond.
    static func checked(_ seconds: Double) throws -> Double {
        guard seconds.isNaN || seconds.magnitude < 2e12 else {
            throw Mistake("a time that is out of bounds", expected: "a year from -61,000 to 65,000").raised(
                as: "OverflowError", "Out of bounds datetime")
        }
        return seconds
    }

    /// The time or the gap where there is none.
    static func value(_ seconds: Double) -> Value {
        seconds.isFinite ? .thing(Timestamp(seconds: seconds)) : .number(.nan)
    }
}

extension Timestamp: Operable, Comparing {
    func applying(_ operation: BinaryOperator, _ other: Value, isRight: Bool, _ context: Context) throws -> Value? {
        if let span = other.asThing(Timedelta.self) {
            switch operation {
            case .add: return Timestamp.value(try Timestamp.checked(seconds + span.seconds))
            case .subtract where !isRight: return Timestamp.value(try Timestamp.checked(seconds - span.seconds))
            default: return nil
            }
        }
        if let offset = other.asThing(DateOffset.self), operation == .add || (operation == .subtract && !isRight) {
            return Timestamp.value(try offset.moved(seconds, isBack: operation == .subtract))
        }
        guard operation == .subtract, let second = other.asThing(Timestamp.self) else { return nil }
        return .thing(Timedelta(seconds: isRight ? second.seconds - seconds : seconds - second.seconds))
    }

    func comparing(_ operation: ComparisonOperator, _ other: Value, isRight: Bool, work: Work) throws -> Value? {
        guard let second = other.asThing(Timestamp.self) else { return nil }
        return operation.of(isRight ? second.seconds : seconds, isRight ? seconds : second.seconds).map { .bool($0) }
    }
}

/// `pd.Timedelta`: how much time lies between two points.
struct Timedelta: MadeByWord, PrintedOtherwise, KeyByValue, Hashable {
    static let kind = "Timedelta"
    let seconds: Double

    var madeBy: String { "pandas.Timedelta" }
    var summary: String { "Timedelta('\(printed)')" }
    var key: Value { .tuple([.text(Timedelta.kind), .number(seconds)]) }

    /// Whole days, rounded down, and the seconds above them.
    var parts: (days: Int, rest: Double) {
        let days = (seconds / 86_400).rounded(.down)
        return (Int(saturating: days), seconds - days * 86_400)
    }

    /// `1 days 02:00:00`
    var printed: String { written(withTime: true) }

    func written(withTime: Bool) -> String {
        seconds.isFinite ? DateText.span(seconds, withTime: withTime) : "NaT"
    }

    /// The seconds of a unit: `D`, `days`, `h`, `min`.
    static func unit(_ name: String) -> Double? {
        let short =
            name.count > 1 && name.hasSuffix("s") && name != "ms" && name != "us" ? String(name.dropLast()) : name
        return switch short {
        case "W", "week": 604_800
        case "D", "day": 86_400
        case "h", "hour", "hr": 3600
        case "m", "min", "minute": 60
        case "s", "sec", "second": 1
        case "ms", "milli", "millisecond": 1e-3
        case "us", "micro", "microsecond": 1e-6
        default: nil
        }
    }

    /// `1 days 02:00:00`, `90min`, `2 hours`; nil for what is none.
    init?(_ text: String) {
        var (total, sign, seen) = (0.0, 1.0, false)
        var rest = text[...].drop { $0 == " " }
        if rest.first == "-" {
            sign = -1
            rest = rest.dropFirst()
        }
        while let first = rest.first {
            if first == " " || first == "+" {
                rest = rest.dropFirst()
                continue
            }
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == ":") }
            rest = rest.dropFirst(digits.count)
            if digits.contains(":") {
                let pieces = digits.split(separator: ":", omittingEmptySubsequences: false).map { Double($0) }
                guard (2...3).contains(pieces.count), let hours = pieces[0], let minutes = pieces[1] else { return nil }
                guard let seconds = pieces.count == 3 ? pieces[2] : 0 else { return nil }
                total += hours * 3600 + minutes * 60 + seconds
            } else {
                let name = rest.drop { $0 == " " }.prefix(while: \.isLetter)
                guard let number = Double(digits), let unit = Timedelta.unit(String(name)) else { return nil }
                rest = rest.drop { $0 == " " }.dropFirst(name.count)
                total += number * unit
            }
            seen = true
        }
        guard seen, total.isFinite else { return nil }
        seconds = sign * total
    }

    init(seconds: Double) { self.seconds = seconds }
}

extension Timedelta: Operable, Comparing {
    func applying(_ operation: BinaryOperator, _ other: Value, isRight: Bool, _ context: Context) throws -> Value? {
        if let second = other.asThing(Timedelta.self) {
            let (a, b) = isRight ? (second.seconds, seconds) : (seconds, second.seconds)
            switch operation {
            case .add: return .thing(Timedelta(seconds: a + b))
            case .subtract: return .thing(Timedelta(seconds: a - b))
            case .divide, .floorDivide:
                guard b != 0 else {
                    throw Mistake("a time divided by no time", expected: "a length that is not 0").raised(
                        as: "ZeroDivisionError", "division by zero")
                }
                return operation == .divide ? .number(a / b) : .int(Int(saturating: (a / b).rounded(.down)))
            default: return nil
            }
        }
        guard let number = other.asNumber, number.isFinite else { return nil }
        switch operation {
        case .multiply: return .thing(Timedelta(seconds: seconds * number))
        case .divide where !isRight:
            guard number != 0 else {
                throw Mistake("a time divided by 0", expected: "a number that is not 0").raised(
                    as: "ZeroDivisionError", "division by zero")
            }
            return .thing(Timedelta(seconds: seconds / number))
        default: return nil
        }
    }

    func applying(_ operation: UnaryOperator) throws -> Value? {
        switch operation {
        case .plus: .thing(self)
        case .minus: .thing(Timedelta(seconds: -seconds))
        case .invert: nil
        }
    }

    func comparing(_ operation: ComparisonOperator, _ other: Value, isRight: Bool, work: Work) throws -> Value? {
        guard let second = other.asThing(Timedelta.self) else { return nil }
        return operation.of(isRight ? second.seconds : seconds, isRight ? seconds : second.seconds).map { .bool($0) }
    }
}

extension ComparisonOperator {
    /// What it says of two numbers; nil where it asks for something else.
    func of(_ a: Double, _ b: Double) -> Bool? {
        switch self {
        case .less: a < b
        case .lessOrEqual: a <= b
        case .greater: a > b
        case .greaterOrEqual: a >= b
        case .equal: a == b
        case .notEqual: a != b
        default: nil
        }
    }
}
