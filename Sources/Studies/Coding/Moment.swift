import Answers
import Glibc

/// Times as text in UTC, to the microsecond: `2026-11-20 22:10:22.812273`, as Optuna 5 writes them.
enum Moment {
    /// - Parameter time: seconds since 1970.
    static func text(_ time: Double) -> String {
        let micros = (time * 1e6).rounded()
        let seconds = (micros / 1e6).rounded(.down)
        var clock = time_t(Int(saturating: seconds))
        var parts = tm()
        gmtime_r(&clock, &parts)
        func digits(_ value: Int32, _ count: Int) -> String {
            let text = String(value)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        return "\(digits(parts.tm_year + 1900, 4))-\(digits(parts.tm_mon + 1, 2))-\(digits(parts.tm_mday, 2)) "
            + "\(digits(parts.tm_hour, 2)):\(digits(parts.tm_min, 2)):\(digits(parts.tm_sec, 2))."
            + digits(Int32(micros - seconds * 1e6), 6)
    }

    /// Reads such a text, also with a T between day and hour, without a fraction, and with an offset from UTC at its end.
    ///
    /// - Returns: seconds since 1970; nil for anything else.
    static func seconds(_ text: String) -> Double? {
        var rest = Substring(text)
        func number(_ count: Int) -> Int32? {
            guard rest.count >= count, let value = Int32(rest.prefix(count)), value >= 0 else { return nil }
            rest = rest.dropFirst(count)
            return value
        }
        func passes(_ signs: String) -> Bool {
            guard let first = rest.first, signs.contains(first) else { return false }
            rest = rest.dropFirst()
            return true
        }
        guard let year = number(4), passes("-"), let month = number(2), passes("-"), let day = number(2), passes(" T"),
            let hour = number(2), passes(":"), let minute = number(2), passes(":"), let second = number(2)
        else { return nil }
        var fraction = 0.0
        if passes(".") {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            fraction = Double("0." + digits) ?? 0
            rest = rest.dropFirst(digits.count)
        }
        var offset = 0.0
        if rest.first == "+" || rest.first == "-" {
            let sign: Double = rest.first == "-" ? -1 : 1
            rest = rest.dropFirst()
            guard let hours = number(2) else { return nil }
            _ = passes(":")
            offset = sign * (Double(hours) * 3600 + Double(number(2) ?? 0) * 60)
        } else {
            _ = passes("Z")
        }
        guard rest.isEmpty else { return nil }
        var parts = tm()
        (parts.tm_year, parts.tm_mon, parts.tm_mday) = (year - 1900, month - 1, day)
        (parts.tm_hour, parts.tm_min, parts.tm_sec) = (hour, minute, second)
        return Double(timegm(&parts)) + fraction - offset
    }
}
