import Answers

/// Days as they stand in files: 2010-05-31, 20100531, 31.05.2010, 31/05/2010, 05/31/2010, 31.5.10, 31 May 2010 or May 31, 2010,
/// with a time of day where there is one; months, 2010-05 or 05/2010, as their first days.
package enum DateText {
    /// The order of day, month and year.
    struct Orders: OptionSet {
        let rawValue: UInt8
        static let yearFirst = Orders(rawValue: 1)
        static let dayFirst = Orders(rawValue: 2)
        static let monthFirst = Orders(rawValue: 4)
        static let all: Orders = [.yearFirst, .dayFirst, .monthFirst]
    }

    /// Seconds since 1970 by each order that the text allows; nil where it is no date.
    ///
    /// - Parameter takesMonthBeforePoint: whether the month may stand first between points, too, which in files it does not.
    static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, takesMonthBeforePoint: Bool = false
    ) -> Reading? {
        guard end - start >= 6, end - start <= 40 else { return nil }
        var at = start
        func digits() -> (value: Int, count: Int) {
            let first = at
            var value = 0
            while at < end, at - first < 4, case let digit = bytes[at] &- 48, digit < 10 {
                value = value * 10 + Int(digit)
                at += 1
            }
            return (value, at - first)
        }
        func take(_ byte: UInt8) -> Bool {
            guard at < end, bytes[at] == byte else { return false }
            at += 1
            return true
        }
        let a = digits()
        guard at < end else { return nil }
        if a.count == 4, bytes[at] &- 48 < 10 { return compact(bytes, start, end) }
        let mark = bytes[at]
        guard a.count > 0, mark == 45 || mark == 46 || mark == 47, at + 1 < end, bytes[at + 1] &- 48 < 10 else {
            return named(bytes, start, end)
        }
        at += 1
        let b = digits()
        var reading = Reading()
        if at == end, mark != 46, a.count == 4 ? b.count == 2 : mark == 47 && b.count == 4 {
            let (year, month) = a.count == 4 ? (a.value, b.value) : (b.value, a.value)
            reading.add(.yearFirst, year: year, month: month, day: 1, 0)
            reading.isSeason = a.count == 4 && month == (year + 1) % 100
            return reading.orders.isEmpty ? nil : reading
        }
        guard b.count == 1 || b.count == 2, take(mark) else { return nil }
        let c = digits()
        var time = 0.0
        if at < end {
            guard bytes[at] == 84 || bytes[at] == 32 else { return nil }
            at += 1
            let hour = digits()
            guard hour.count > 0, hour.value < 24, take(58) else { return nil }
            let minute = digits()
            guard minute.count == 2, minute.value < 60 else { return nil }
            time = Double(hour.value * 3600 + minute.value * 60)
            if take(58) {
                let second = digits()
                guard second.count == 2, second.value < 61 else { return nil }
                time += Double(second.value)
                if take(46) {
                    var place = 0.1
                    while at < end, case let digit = bytes[at] &- 48, digit < 10 {
                        time += place * Double(digit)
                        place /= 10
                        at += 1
                    }
                }
            }
            if take(90) {
            } else if at < end, bytes[at] == 43 || bytes[at] == 45 {
                let sign = bytes[at] == 43 ? -1.0 : 1.0
                at += 1
                let shift = digits()
                let minutes = take(58) ? digits().value : shift.count == 4 ? shift.value % 100 : 0
                let hours = shift.count == 4 ? shift.value / 100 : shift.value
                time += sign * Double(hours * 3600 + minutes * 60)
            }
            guard at == end else { return nil }
        }
        if a.count == 4 {
            reading.add(.yearFirst, year: a.value, month: b.value, day: c.value, time)
        } else if c.count == 4 {
            reading.add(.dayFirst, year: c.value, month: b.value, day: a.value, time)
            if mark != 46 || takesMonthBeforePoint {
                reading.add(.monthFirst, year: c.value, month: a.value, day: b.value, time)
            }
        } else if c.count == 2, mark != 45 {
            // As POSIX reads years of two digits.
            let year = c.value < 69 ? 2000 + c.value : 1900 + c.value
            reading.add(.dayFirst, year: year, month: b.value, day: a.value, time)
            if mark != 46 || takesMonthBeforePoint {
                reading.add(.monthFirst, year: year, month: a.value, day: b.value, time)
            }
            reading.hasShortYear = true
        }
        return reading.orders.isEmpty ? nil : reading
    }

    /// 20141013, 20141013T0930 or 20141013T093000.
    private static func compact(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Reading? {
        let count = end - start
        guard count == 8 || ((count == 13 || count == 15) && bytes[start + 8] == 84) else { return nil }
        func number(_ from: Int, _ width: Int) -> Int? {
            guard from + width <= count else { return 0 }
            var value = 0
            for place in start + from..<start + from + width {
                guard case let digit = bytes[place] &- 48, digit < 10 else { return nil }
                value = value * 10 + Int(digit)
            }
            return value
        }
        guard let year = number(0, 4), let month = number(4, 2), let day = number(6, 2), let hour = number(9, 2),
            let minute = number(11, 2), let second = number(13, 2), hour < 24, minute < 60, second < 61
        else { return nil }
        var reading = Reading()
        reading.add(.yearFirst, year: year, month: month, day: day, Double(hour * 3600 + minute * 60 + second))
        return reading.orders.isEmpty ? nil : reading
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]

    /// A date whose month is a word: 17 Oct 2017, 17-Oct-2017, October 17, 2017.
    private static func named(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Reading? {
        let parts = bytes[start..<end].split { [32, 44, 45, 46, 47].contains($0) }
        guard parts.count == 3 else { return nil }
        let texts = parts.map { String(decoding: $0, as: UTF8.self).lowercased() }
        let isWordFirst = Int(texts[0]) == nil
        let word = texts[isWordFirst ? 0 : 1]
        guard word.utf8.count >= 3, let day = Int(texts[isWordFirst ? 1 : 0]), texts[2].utf8.count == 4,
            let year = Int(texts[2]),
            let month = months.firstIndex(where: { $0.hasPrefix(word) || (word == "sept" && $0 == "september") })
        else { return nil }
        var reading = Reading()
        for order in [Orders.yearFirst, .dayFirst, .monthFirst] {
            reading.add(order, year: year, month: month + 1, day: day, 0)
        }
        return reading.orders.isEmpty ? nil : reading
    }

    /// A time of day, 17:23 or 17:23:05, in hours since midnight; nil for anything else.
    static func hours(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Double? {
        guard end - start >= 4, end - start <= 8 else { return nil }
        let parts = bytes[start..<end].split(separator: 58, omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3, parts.allSatisfy({ $0.allSatisfy { $0 &- 48 < 10 } }),
            parts.dropFirst().allSatisfy({ $0.count == 2 }), (1...2).contains(parts[0].count)
        else { return nil }
        let numbers = parts.map { $0.reduce(0) { $0 * 10 + Int($1 &- 48) } }
        guard numbers[0] < 24, numbers.dropFirst().allSatisfy({ $0 < 60 }) else { return nil }
        return Double(numbers[0]) + (Double(numbers[1]) * 60 + Double(numbers.count > 2 ? numbers[2] : 0)) / 3600
    }

    struct Reading {
        private(set) var orders: Orders = []
        /// Whether the year was written with two digits.
        var hasShortYear = false
        /// Whether it is a month that may be a season as well: 2009-10.
        var isSeason = false
        private var first = 0.0
        private var other = 0.0

        mutating func add(_ order: Orders, year: Int, month: Int, day: Int, _ time: Double) {
            guard (1...12).contains(month), day >= 1, day <= DateText.days(in: month, of: year) else { return }
            orders.insert(order)
            let seconds = Double(DateText.days(year, month, day)) * 86_400 + time
            if order == .monthFirst { other = seconds } else { first = seconds }
        }

        func seconds(_ order: Orders) -> Double? {
            guard orders.contains(order) else { return nil }
            return order == .monthFirst ? other : first
        }
    }

    /// The date of a text by itself, and how it was read.
    package struct Alone {
        /// Since 1970.
        package let seconds: Double
        /// Whether the day stands before the month; nil where the year stands first, or the month has a name.
        package let isDayFirst: Bool?
        /// With day and month the other way round, where that is a date, too.
        package let other: Double?
    }

    /// - Parameter isDayFirst: which is read first where the text leaves it open.
    /// - Returns: nil for what is no date.
    package static func alone(_ text: String, isDayFirst: Bool = false) -> Alone? {
        var text = text
        return text.withUTF8 { bytes in
            guard let reading = read(bytes, 0, bytes.count, takesMonthBeforePoint: true) else { return nil }
            if let seconds = reading.seconds(.yearFirst) {
                return Alone(seconds: seconds, isDayFirst: nil, other: nil)
            }
            let (day, month) = (reading.seconds(.dayFirst), reading.seconds(.monthFirst))
            let takesDay = month == nil || (isDayFirst && day != nil)
            return (takesDay ? day : month).map {
                Alone(seconds: $0, isDayFirst: takesDay, other: takesDay ? month : day)
            }
        }
    }

    /// The date of a text by itself: the year first, or else the month first.
    package static func seconds(_ text: String) -> Double? { alone(text)?.seconds }

    /// How long a month is.
    package static func days(in month: Int, of year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    /// Days since 1970-01-01 in the Gregorian calendar.
    package static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        // The year begins in March, so that the leap day is its last.
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let ofEra = y - era * 400
        let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
    }

    /// Year, month and day of a point in time (Hinnant's algorithm).
    package static func civil(_ seconds: Double) -> (year: Int, month: Int, day: Int) {
        let z = Int(saturating: (seconds / 86_400).rounded(.down)).addingReportingOverflow(719_468).partialValue
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let ofEra = z - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let m = (5 * ofYear + 2) / 153
        let month = m < 10 ? m + 3 : m - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * m + 2) / 5 + 1)
    }

    /// The seconds since midnight, whole ones.
    package static func ofDay(_ seconds: Double) -> Int {
        Int(saturating: (seconds - (seconds / 86_400).rounded(.down) * 86_400).rounded(.down))
    }

    /// A length of time: `2 days`, or with hours, minutes and seconds `2 days 05:30:00`.
    package static func span(_ seconds: Double, withTime: Bool) -> String {
        let days = (seconds / 86_400).rounded(.down)
        let rest = seconds - days * 86_400
        let whole = Int(saturating: days)
        guard withTime else { return "\(whole) days" }
        let clock = Int(saturating: rest.rounded(.down))
        let micros = Int(saturating: ((rest - rest.rounded(.down)) * 1e6).rounded())
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let time = "\(two(clock / 3600)):\(two(clock / 60 % 60)):\(two(clock % 60))"
        let fraction = String(repeating: "0", count: Swift.max(0, 6 - "\(micros)".count)) + "\(micros)"
        return "\(whole) days \(whole < 0 ? "+" : "")\(time)" + (micros == 0 ? "" : ".\(fraction)")
    }

    /// `2010-05-31`, or with the time where it is not midnight or is always wanted.
    package static func written(_ seconds: Double, withTime: Bool = false) -> String {
        let (year, month, day) = civil(seconds)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let date = "\(year)-\(two(month))-\(two(day))"
        let rest = ofDay(seconds)
        let micros = Int(saturating: ((seconds - seconds.rounded(.down)) * 1e6).rounded())
        guard rest > 0 || withTime || (1..<1_000_000).contains(micros) else { return date }
        let time = "\(date) \(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))"
        guard (1..<1_000_000).contains(micros) else { return time }
        return "\(time).\(String(repeating: "0", count: 6 - "\(micros)".count))\(micros)"
    }
}
