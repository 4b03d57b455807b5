import Answers
import Datasets

/// Points in time as C's `strftime` writes them, and read back: `%d.%m.%Y`.
struct DateFormat {
    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    static let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

    private enum Piece {
        case text(Character)
        case part(Character)
    }
    private let pieces: [Piece]
    private let text: String

    /// - Throws: `Mistake` for a part that is not known here.
    init(_ text: String) throws {
        var (pieces, isPart): ([Piece], Bool) = ([], false)
        for character in text {
            if isPart {
                guard "YmdHMSybBaAjpIfe%".contains(character) else {
                    throw Mistake(
                        "the format '\(text)' asks for %\(character)",
                        expected: "%Y %m %d %H %M %S %y %b %B %a %A %j %p %I %f %%", argument: "format"
                    ).raised(as: "ValueError", "'\(character)' is a bad directive in format '\(text)'")
                }
                pieces.append(character == "%" ? .text("%") : .part(character))
                isPart = false
            } else if character == "%" {
                isPart = true
            } else {
                pieces.append(.text(character))
            }
        }
        (self.pieces, self.text) = (pieces, text)
    }

    /// Monday is 0.
    static func weekday(_ seconds: Double) -> Int {
        let day = Int(saturating: (seconds / 86_400).rounded(.down)) % 7 + 3
        return (day % 7 + 7) % 7
    }

    /// The week that a day is in by ISO 8601, and the year of that week: the one that its Thursday is in.
    static func week(_ seconds: Double) -> (year: Int, week: Int) {
        let thursday = seconds + Double(3 - weekday(seconds)) * 86_400
        return (DateText.civil(thursday).year, (dayOfYear(thursday) - 1) / 7 + 1)
    }

    static func dayOfYear(_ seconds: Double) -> Int {
        let (year, month, day) = DateText.civil(seconds)
        return DateText.days(year, month, day) - DateText.days(year, 1, 1) + 1
    }

    func written(_ seconds: Double) -> String {
        let (year, month, day) = DateText.civil(seconds)
        let rest = DateText.ofDay(seconds)
        func padded(_ number: Int, _ width: Int = 2) -> String {
            String(repeating: "0", count: Swift.max(0, width - "\(number)".count)) + "\(number)"
        }
        return pieces.reduce(into: "") { out, piece in
            guard case .part(let part) = piece else {
                if case .text(let character) = piece { out.append(character) }
                return
            }
            switch part {
            case "Y": out += "\(year)"
            case "y": out += padded(((year % 100) + 100) % 100)
            case "m": out += padded(month)
            case "B": out += DateFormat.months[month - 1]
            case "b": out += DateFormat.months[month - 1].prefix(3)
            case "d": out += padded(day)
            case "e": out += day < 10 ? " \(day)" : "\(day)"
            case "A": out += DateFormat.days[DateFormat.weekday(seconds)]
            case "a": out += DateFormat.days[DateFormat.weekday(seconds)].prefix(3)
            case "j": out += padded(DateFormat.dayOfYear(seconds), 3)
            case "H": out += padded(rest / 3600)
            case "I": out += padded((rest / 3600 + 11) % 12 + 1)
            case "p": out += rest < 43_200 ? "AM" : "PM"
            case "M": out += padded(rest / 60 % 60)
            case "S": out += padded(rest % 60)
            default:
                let fraction = seconds - seconds.rounded(.down)
                out += padded(Int(saturating: (fraction * 1e6).rounded(.down)), 6)
            }
        }
    }

    /// The point in time that a text says; nil where it is written otherwise.
    func read(_ text: String) -> Double? {
        var reader = DateReader(text)
        for piece in pieces {
            switch piece {
            case .text(let character): guard reader.pass(character) else { return nil }
            case .part(let part): guard reader.take(part) else { return nil }
            }
        }
        return reader.seconds
    }
}

/// A text while its parts are taken off its front: what they have told so far.
private struct DateReader {
    private var rest: Substring
    private var (year, month, day) = (1900, 1, 1)
    private var (hour, minute, second) = (0, 0, 0)
    private var fraction = 0.0
    private var isAfternoon: Bool?
    private var dayOfYear: Int?

    init(_ text: String) { rest = text[...] }

    /// Whether the character stands next.
    mutating func pass(_ character: Character) -> Bool {
        guard rest.first == character else { return false }
        rest = rest.dropFirst()
        return true
    }

    /// Whether what a directive stands for is next.
    mutating func take(_ part: Character) -> Bool {
        switch part {
        case "Y": return take(4) { $0.year = $1 }
        case "y": return take(2) { $0.year = $1 + ($1 < 69 ? 2000 : 1900) }
        case "m": return take(2) { $0.month = $1 }
        case "B", "b":
            guard let value = name(DateFormat.months, short: part == "b") else { return false }
            month = value
            return true
        case "d", "e":
            rest = rest.drop { $0 == " " }
            return take(2) { $0.day = $1 }
        case "A", "a": return name(DateFormat.days, short: part == "a") != nil
        case "j": return take(3) { $0.dayOfYear = $1 }
        case "H", "I": return take(2, below: 24) { $0.hour = $1 }
        case "M": return take(2, below: 60) { $0.minute = $1 }
        case "S": return take(2, below: 62) { $0.second = $1 }
        case "p":
            guard let value = name(["AM", "PM"], short: false) else { return false }
            isAfternoon = value == 2
            return true
        default:
            let digits = rest.prefix(6).prefix { $0.isASCII && $0.isNumber }
            guard let value = Double("0." + digits), !digits.isEmpty else { return false }
            rest = rest.dropFirst(digits.count)
            fraction = value
            return true
        }
    }

    /// A number of so many digits at most.
    private mutating func take(_ most: Int, below bound: Int = .max, _ put: (inout DateReader, Int) -> Void) -> Bool {
        let digits = rest.prefix(most).prefix { $0.isASCII && $0.isNumber }
        guard let value = Int(digits), value < bound else { return false }
        rest = rest.dropFirst(digits.count)
        put(&self, value)
        return true
    }

    /// Which of the names is next, from 1.
    private mutating func name(_ names: [String], short: Bool) -> Int? {
        for (place, name) in names.enumerated() {
            let wanted = short ? String(name.prefix(3)) : name
            if rest.lowercased().hasPrefix(wanted.lowercased()) {
                rest = rest.dropFirst(wanted.count)
                return place + 1
            }
        }
        return nil
    }

    /// Seconds since 1970; nil where something is left over, or there is no such day.
    var seconds: Double? {
        let hour = isAfternoon.map { self.hour % 12 + ($0 ? 12 : 0) } ?? hour
        guard rest.isEmpty, (1...12).contains(month), (1...DateText.days(in: month, of: year)).contains(day) else {
            return nil
        }
        let days = dayOfYear.map { DateText.days(year, 1, 1) + $0 - 1 } ?? DateText.days(year, month, day)
        return Double(days) * 86_400 + Double(hour * 3600 + minute * 60 + second) + fraction
    }
}
