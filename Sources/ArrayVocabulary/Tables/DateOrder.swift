import Answers
import Datasets

/// Whether the dates of a column have the day or the month first: as in pandas the first of them that has an order has it for all.
struct DateOrder {
    /// What is read first where a text leaves it open.
    private let prefersDay: Bool
    /// Whether each text is read by itself: `format="mixed"`.
    private let isMixed: Bool
    private var isDayFirst: Bool?
    /// The first text that is another date in the other order.
    private var open: (text: String, seconds: Double)?
    /// Whether a text has been one in a single order only.
    private var isSettled = false

    init(prefersDay: Bool, isMixed: Bool) { (self.prefersDay, self.isMixed) = (prefersDay, isMixed) }

    /// Seconds since 1970; nil for what is no date, or none in the order of those before it.
    mutating func read(_ text: String) -> Double? {
        guard let found = DateText.alone(text, isDayFirst: isMixed ? prefersDay : isDayFirst ?? prefersDay) else {
            return nil
        }
        guard let own = found.isDayFirst else { return found.seconds }
        guard isMixed || own == isDayFirst ?? own else { return nil }
        isDayFirst = own
        if let other = found.other {
            if open == nil, other != found.seconds { open = (text, found.seconds) }
        } else {
            isSettled = true
        }
        return found.seconds
    }

    /// What is said of dates that nothing but the rule has put in order; nil where there are none.
    var note: String? {
        guard let open, !prefersDay, isMixed || !isSettled else { return nil }
        return "\"\(open.text)\" is read month first, as \(DateText.written(open.seconds)); "
            + "dayfirst=True reads the day first"
    }

    /// Why a date was not read; nil for what is no date in any order.
    func refusing(_ text: String) -> Mistake? {
        guard let isDayFirst, DateText.seconds(text) != nil else { return nil }
        let mark = text.first { "./-".contains($0) }.map { "\($0)" } ?? "/"
        let format = (isDayFirst ? ["%d", "%m", "%Y"] : ["%m", "%d", "%Y"]).joined(separator: mark)
        return Mistake(
            "\"\(text.prefix(40))\" has not the \(isDayFirst ? "day" : "month") first, as a date above it has",
            expected: "one order of day and month",
            try: isDayFirst ? "format=\"mixed\"" : "dayfirst=True"
        ).raised(
            as: "ValueError", "time data \"\(text)\" doesn't match format \"\(format)\"."
        )
    }
}
