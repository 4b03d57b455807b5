import Answers
import Datasets
import Language

/// `pd.DateOffset(months=1)`: a step by the calendar, whose days are cut to the length of the month.
struct DateOffset: MadeByWord {
    static let kind = "DateOffset"
    let months: Int
    let seconds: Double

    var madeBy: String { "pandas.DateOffset" }
    var summary: String {
        let parts = (months == 0 ? [] : ["months=\(months)"]) + (seconds == 0 ? [] : ["seconds=\(seconds.short())"])
        return "DateOffset(\(parts.joined(separator: ", ")))"
    }

    init(_ call: NumPyCall) throws {
        func part(_ name: String, _ most: Int = 100_000) throws -> Int {
            let value = try call.int(.max, name, 0)
            guard (-most...most).contains(value) else {
                throw Mistake("\(name) = \(value)", expected: "at most \(most.grouped)", argument: name).raised(
                    as: "OverflowError", "Python int too large to convert to C long")
            }
            return value
        }
        let n = try call.int(0, "n", 1)
        guard n.magnitude <= 100_000 else {
            throw Mistake("n = \(n)", expected: "at most 100,000", argument: "n").raised(
                as: "OverflowError", "Python int too large to convert to C long")
        }
        let days = try part("weeks") * 7 + part("days", 10_000_000)
        let time =
            try part("hours", 100_000_000) * 3600 + part("minutes", 1_000_000_000) * 60
            + part("seconds", 1_000_000_000)
        let months = try part("years") * 12 + part("months")
        // Without a part it is so many days.
        let isPlain = months == 0 && days == 0 && time == 0
        self.months = months * n
        seconds = Double(isPlain ? n * 86_400 : 0) + Double(days * 86_400 + time) * Double(n)
    }

    /// The point in time so much later, or earlier.
    func moved(_ point: Double, isBack: Bool) throws -> Double {
        guard point.isFinite else { return point }
        let (year, month, day) = DateText.civil(point)
        let all = year * 12 + month - 1 + (isBack ? -months : months)
        let newYear = Int((Double(all) / 12).rounded(.down))
        let newMonth = all - newYear * 12 + 1
        let last = DateText.days(in: newMonth, of: newYear)
        let time = point - (point / 86_400).rounded(.down) * 86_400
        let start = Double(DateText.days(newYear, newMonth, Swift.min(day, last))) * 86_400
        return try Timestamp.checked(start + time + (isBack ? -seconds : seconds))
    }
}
