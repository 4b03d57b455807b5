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
        var rest = text[...]
        var (year, month, day) = (1900, 1, 1)
        var (hour, minute, second, fraction, isAfternoon): (Int, Int, Int, Double, Bool?) = (0, 0, 0, 0, nil)
        var dayOfYear: Int?
        func number(_ most: Int) -> Int? {
            let digits = rest.prefix(most).prefix { $0.isASCII && $0.isNumber }
            guard let value = Int(digits) else { return nil }
            rest = rest.dropFirst(digits.count)
            return value
        }
        func name(_ names: [String], short: Bool) -> Int? {
            for (place, name) in names.enumerated() {
                let wanted = short ? String(name.prefix(3)) : name
                if rest.lowercased().hasPrefix(wanted.lowercased()) {
                    rest = rest.dropFirst(wanted.count)
                    return place + 1
                }
            }
            return nil
        }
        for piece in pieces {
            switch piece {
            case .text(let character):
                guard rest.first == character else { return nil }
                rest = rest.dropFirst()
            case .part(let part):
                switch part {
                case "Y":
                    guard let value = number(4) else { return nil }
                    year = value
                case "y":
                    guard let value = number(2) else { return nil }
                    year = value + (value < 69 ? 2000 : 1900)
                case "m":
                    guard let value = number(2) else { return nil }
                    month = value
                case "B", "b":
                    guard let value = name(DateFormat.months, short: part == "b") else { return nil }
                    month = value
                case "d", "e":
                    rest = rest.drop { $0 == " " }
                    guard let value = number(2) else { return nil }
                    day = value
                case "A", "a": guard name(DateFormat.days, short: part == "a") != nil else { return nil }
                case "j":
                    guard let value = number(3) else { return nil }
                    dayOfYear = value
                case "H", "I":
                    guard let value = number(2), value < 24 else { return nil }
                    hour = value
                case "M":
                    guard let value = number(2), value < 60 else { return nil }
                    minute = value
                case "S":
                    guard let value = number(2), value < 62 else { return nil }
                    second = value
                case "p":
                    guard let value = name(["AM", "PM"], short: false) else { return nil }
                    isAfternoon = value == 2
                default:
                    let digits = rest.prefix(6).prefix { $0.isASCII && $0.isNumber }
                    guard let value = Double("0." + digits), !digits.isEmpty else { return nil }
                    rest = rest.dropFirst(digits.count)
                    fraction = value
                }
            }
        }
        if let isAfternoon { hour = hour % 12 + (isAfternoon ? 12 : 0) }
        guard rest.isEmpty, (1...12).contains(month), (1...DateText.days(in: month, of: year)).contains(day) else {
            return nil
        }
        let days = dayOfYear.map { DateText.days(year, 1, 1) + $0 - 1 } ?? DateText.days(year, month, day)
        return Double(days) * 86_400 + Double(hour * 3600 + minute * 60 + second) + fraction
    }
}
