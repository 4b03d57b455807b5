import Answers
import Language

/// A guess as a learner types it: `5`, `5 +- 2`, `[3, 8]`, `3 to 8` or words; with `80%` behind it, how sure they are.
struct Forecast: Equatable {
    enum Guess: Equatable {
        case number(NumberAnswer)
        case words(String)
    }

    var guess: Guess
    /// 0…1; nil where the learner did not say.
    var confidence: Double?

    /// A plain number is met within a tenth of what comes: nobody guesses digits.
    private static let near = 0.1

    init(_ typed: String) {
        var words = typed.split(separator: " ").map(String.init)
        if words.count > 1, let last = words.last, last.hasSuffix("%"), words[words.count - 2] != "+-",
            let percent = Double(last.dropLast()), (0...100).contains(percent)
        {
            confidence = percent / 100
            words.removeLast()
        }
        let text = words.joined(separator: " ")
        guess = Forecast.number(text).map { .number($0) } ?? .words(text)
    }

    private static func number(_ text: String) -> NumberAnswer? {
        for mark in [" to ", "..."] {
            let ends = text.split(separator: mark, maxSplits: 1).map { Double($0.trimmed) }
            if ends.count == 2, let low = ends[0], let high = ends[1], low <= high { return .interval(low, high) }
        }
        guard let answer = NumberAnswer(written: text) else { return nil }
        if case .absolute(let value, tolerance: 0) = answer { return .relative(value, share: near) }
        return answer
    }

    /// Whether this is what came.
    func isMet(by value: Value) -> Bool {
        switch guess {
        case .number(.relative(let number, let share)):
            guard let found = value.asDouble, found.isFinite else { return false }
            return abs(found - number) <= share * Swift.max(abs(found), abs(number))
        case .number(let answer): return value.asDouble.map(answer.accepts) ?? false
        case .words(let words):
            let (said, found) = (words.lowercased(), value.brief.lowercased().filter { $0 != "'" && $0 != "\"" })
            return !said.isEmpty && (found == said || found.hasPrefix(said + "("))
        }
    }
}

/// A guess with what came, as a record holds it: `[3, 8] 80% → 5.3 ✓`.
struct SettledGuess: Equatable {
    var typed: String
    var found: String
    var isMet: Bool

    private static let arrow = " → "

    init(_ typed: String, found: String, isMet: Bool) {
        (self.typed, self.found, self.isMet) = (typed, found, isMet)
    }

    /// Nil for a guess whose cell has not run yet.
    init?(_ record: ItemRecord) {
        guard record.item.hasPrefix("prediction-"), let mark = record.answer.last, mark == "✓" || mark == "✗",
            let arrow = record.answer.ranges(of: Self.arrow).last
        else { return nil }
        typed = String(record.answer[..<arrow.lowerBound])
        found = String(record.answer[arrow.upperBound...].dropLast().trimmed)
        isMet = mark == "✓"
    }

    var text: String { "\(typed)\(Self.arrow)\(found) \(isMet ? "✓" : "✗")" }

    var confidence: Double? { Forecast(typed).confidence }
}
