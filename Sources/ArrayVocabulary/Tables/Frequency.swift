import Answers
import Datasets
import Language

/// What stands in `freq=`: so many days, hours, weeks, months, quarters or years.
struct Frequency: Sendable, Equatable {
    enum Unit: Sendable, Equatable {
        /// So many seconds: days, hours, minutes.
        case seconds(Double)
        /// Weeks that end on a day, Monday being 0.
        case week(end: Int)
        /// Monday to Friday.
        case workday
        /// So many months (3 for quarters, 12 for years), by their first or last day; one of them begins with that month, January
        /// being 0.
        case months(Int, isEnd: Bool, from: Int)
    }
    let unit: Unit
    let times: Int
    /// As pandas writes it: `W-SUN`.
    let name: String

    private static let units: [(letters: String, unit: Unit)] = [
        ("D", .seconds(86_400)), ("h", .seconds(3600)), ("min", .seconds(60)), ("s", .seconds(1)),
        ("W", .week(end: 6)), ("B", .workday), ("ME", .months(1, isEnd: true, from: 0)),
        ("MS", .months(1, isEnd: false, from: 0)), ("QE", .months(3, isEnd: true, from: 0)),
        ("QS", .months(3, isEnd: false, from: 0)), ("YE", .months(12, isEnd: true, from: 0)),
        ("YS", .months(12, isEnd: false, from: 0)),
    ]

    private static let days = DateFormat.days.map { $0.prefix(3).uppercased() }
    private static let months = DateFormat.months.map { $0.prefix(3).uppercased() }

    /// A unit by its letters, and as pandas writes it: `W-MON` ends on Mondays, `QE-MAR` with March; nil for what is none.
    private static func unit(_ text: String) -> (unit: Unit, name: String)? {
        let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let found = units.first(where: { $0.letters == parts.first })?.unit else { return nil }
        let letters = parts[0]
        switch found {
        case .week(let end):
            guard let day = parts.count == 1 ? end : days.firstIndex(of: parts[1]) else { return nil }
            return (.week(end: day), "W-\(days[day])")
        case .months(let count, let isEnd, _) where count > 1:
            // A year that ends with March begins with April.
            guard let named = parts.count == 1 ? (isEnd ? 11 : 0) : months.firstIndex(of: parts[1]) else { return nil }
            return (
                .months(count, isEnd: isEnd, from: (named + (isEnd ? 1 : 0)) % count), "\(letters)-\(months[named])"
            )
        case .seconds, .workday, .months: return parts.count == 1 ? (found, letters) : nil
        }
    }

    /// - Throws: `Mistake` (pandas's ValueError) for a frequency that is not known here.
    init(_ text: String) throws {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let letters = String(text.dropFirst(digits.count))
        guard let found = Frequency.unit(letters), let times = digits.isEmpty ? 1 : Int(digits),
            (1...1_000_000).contains(times)
        else {
            let now = ["M": "ME", "Q": "QE", "Y": "YE", "A": "YE", "H": "h", "T": "min", "S": "s"][letters]
            let isEnd = ["M", "Q", "Y"].contains(letters)
            throw Mistake(
                "freq = '\(text)'",
                expected: Frequency.units.map(\.letters).joined(separator: ", ")
                    + ", with a number before them, W-MON, QS-APR", try: now.map { "\"\(digits)\($0)\"" },
                argument: "freq"
            ).raised(
                as: "ValueError",
                isEnd
                    ? "Invalid frequency: \(text). Failed to parse with error message: ValueError(\"'\(letters)' is no longer "
                        + "supported for offsets. Please use '\(letters)E' instead.\")"
                    : "Invalid frequency: \(text)")
        }
        (unit, self.times) = (found.unit, times)
        name = (times == 1 ? "" : "\(times)") + found.name
    }

    /// The seconds of a frequency that is always as long: `"3D"`.
    ///
    /// - Throws: `Mistake` (pandas's ValueError) for months and the like.
    static func length(_ text: String) throws -> Double {
        let frequency = try Frequency(text)
        switch frequency.unit {
        case .seconds(let length): return length * Double(frequency.times)
        case .week, .workday, .months:
            throw Mistake("windows of '\(text)'", expected: "days, hours, minutes or seconds", try: "\"30D\"").raised(
                as: "ValueError", "\(text) is a non-fixed frequency")
        }
    }

    // MARK: Stepping

    /// The month of a point in time, counted from year 0.
    private static func month(_ seconds: Double) -> Int {
        let (year, month, _) = DateText.civil(seconds)
        return year * 12 + month - 1
    }

    private static func start(ofMonth month: Int) -> Double {
        let year = Int((Double(month) / 12).rounded(.down))
        return Double(DateText.days(year, month - year * 12 + 1, 1)) * 86_400
    }

    private static func end(ofMonth month: Int) -> Double { start(ofMonth: month + 1) - 86_400 }

    /// The first point of the frequency that is not before another, the time of day being kept.
    func first(from seconds: Double) -> Double {
        let day = (seconds / 86_400).rounded(.down) * 86_400
        let time = seconds - day
        switch unit {
        case .seconds: return seconds
        case .week(let end):
            // 1970 began on a Thursday: the first Monday was the day of number 4.
            let first = Double((end + 4) % 7)
            return ((day / 86_400 - first) / 7).rounded(.up) * 604_800 + first * 86_400 + time
        case .workday:
            let weekday = DateFormat.weekday(day)
            return seconds + (weekday > 4 ? Double(7 - weekday) * 86_400 : 0)
        case .months(let count, let isEnd, let from):
            let month = Frequency.month(day)
            let begun = Int((Double(month - from) / Double(count)).rounded(.down)) * count + from
            if isEnd { return Frequency.end(ofMonth: begun + count - 1) + time }
            let first = begun
            let start = Frequency.start(ofMonth: first)
            return (start < day ? Frequency.start(ofMonth: first + count) : start) + time
        }
    }

    /// The last point of the frequency that is not after another.
    private func last(to seconds: Double) -> Double {
        let found = first(from: seconds)
        guard found > seconds else { return found }
        var back = step(from: found, by: -1)
        while back > seconds { back = step(from: back, by: -1) }
        return back
    }

    /// From one point of the frequency to another, so many of its units away.
    private func step(from seconds: Double, by count: Int) -> Double {
        switch unit {
        case .seconds(let length): return seconds + length * Double(count)
        case .week: return seconds + 604_800 * Double(count)
        case .workday:
            let weekday = DateFormat.weekday(seconds) + count
            let weeks = Int((Double(weekday) / 5).rounded(.down))
            let days = weekday - weeks * 5 - DateFormat.weekday(seconds) + weeks * 7
            return seconds + Double(days) * 86_400
        case .months(let length, let isEnd, _):
            let time = seconds - (seconds / 86_400).rounded(.down) * 86_400
            let month = Frequency.month(seconds) + count * length
            return (isEnd ? Frequency.end(ofMonth: month) : Frequency.start(ofMonth: month)) + time
        }
    }

    /// From a start on, up to an end, so many, or both ends.
    func dates(start: Double?, end: Double?, periods: Int?) throws -> [Double] {
        func room(_ count: Int) throws {
            guard count <= 10_000_000 else {
                throw Mistake("\(count.grouped) dates", expected: "at most 10,000,000", argument: "periods")
            }
        }
        if let periods {
            try room(periods)
            if let start {
                let first = first(from: start)
                return (0..<periods).map { step(from: first, by: $0 * times) }
            }
            let last = last(to: end ?? 0)
            return (0..<periods).map { step(from: last, by: ($0 - periods + 1) * times) }
        }
        guard let start, let end else { return [] }
        let begin = first(from: start)
        let shortest: Double =
            switch unit {
            case .seconds(let length): length
            case .week: 604_800
            case .workday: 86_400
            case .months(let count, _, _): Double(count) * 28 * 86_400
            }
        guard begin <= end else { return [] }
        try room(Int(saturating: (end - begin) / (shortest * Double(times))))
        var (found, place): ([Double], Int) = ([], 0)
        while true {
            let next = step(from: begin, by: place * times)
            guard next <= end else { return found }
            found.append(next)
            place += 1
        }
    }

    // MARK: Bins

    /// The bins of points in time, from the earliest to the latest: what each is called, and the rows in it.
    func bins(_ seconds: [Double], _ work: Work) throws -> (labels: [Double], rows: [[Int]]) {
        let filled = seconds.filter(\.isFinite)
        guard let least = filled.min(), let most = filled.max() else { return ([], []) }
        var labels: [Double]
        let isClosedAtEnd: Bool
        switch unit {
        case .seconds(let length):
            let step = length * Double(times)
            // Bins begin at the midnight before the first point.
            let origin = (least / 86_400).rounded(.down) * 86_400
            let first = origin + ((least - origin) / step).rounded(.down) * step
            let count = (most - first) / step
            guard count < 10_000_000 else {
                throw Mistake(
                    "\(Int(saturating: count).grouped) bins", expected: "at most 10,000,000", try: "a longer rule")
            }
            labels = (0...Int(saturating: count.rounded(.down))).map { first + step * Double($0) }
            isClosedAtEnd = false
        case .workday:
            throw Mistake(
                "bins of workdays", expected: "days, weeks, months, quarters or years", try: "\"D\"", argument: "rule")
        case .week:
            let (low, high) = (day(least), day(most))
            labels = try dates(start: low, end: first(from: high) + 604_800 * Double(times), periods: nil)
            isClosedAtEnd = true
            labels = trimmed(labels, high)
        case .months(let count, let isEnd, _):
            if isEnd {
                labels = try dates(
                    start: day(least), end: first(from: day(most)) + Double(count * times) * 32 * 86_400, periods: nil)
                labels = trimmed(labels, day(most))
                isClosedAtEnd = true
            } else {
                labels = try dates(start: last(to: day(least)), end: most, periods: nil)
                isClosedAtEnd = false
            }
        }
        var rows = [[Int]](repeating: [], count: labels.count)
        var check = StopCheck(work)
        for (row, point) in seconds.enumerated() where point.isFinite {
            try check.pass()
            let wanted = isClosedAtEnd ? day(point) : point
            var (low, high) = (0, labels.count)
            while low < high {
                let middle = (low + high) / 2
                if isClosedAtEnd ? labels[middle] < wanted : labels[middle] <= wanted {
                    low = middle + 1
                } else {
                    high = middle
                }
            }
            let place = isClosedAtEnd ? low : low - 1
            if rows.indices.contains(place) { rows[place].append(row) }
        }
        return (labels, rows)
    }

    private func day(_ seconds: Double) -> Double { (seconds / 86_400).rounded(.down) * 86_400 }

    /// Up to the first label that is not before the last day.
    private func trimmed(_ labels: [Double], _ last: Double) -> [Double] {
        guard let end = labels.firstIndex(where: { $0 >= last }) else { return labels }
        return Array(labels[...end])
    }
}
