import Answers
import Language

/// A guess as a learner types it: `5`, `about 5`, `5 +- 2`, `[3, 8]`, `3 to 8`, `[1, 2, 3]` or words; with `80%` behind it,
/// how sure they are.
struct Forecast: Equatable {
    enum Guess: Equatable {
        case number(NumberAnswer)
        /// Three numbers or more; two in brackets are the ends of a span until what comes turns out to be two numbers.
        case list([Double])
        case words(String)
    }

    /// What a guess came to.
    enum Outcome: Equatable {
        case met, missed
        /// What came is of another kind than what was guessed, which says nothing about the guess.
        case incomparable

        var mark: String {
            switch self {
            case .met: "✓"
            case .missed: "✗"
            case .incomparable: "–"
            }
        }

        var sentence: String {
            switch self {
            case .met: "Met."
            case .missed: "Missed."
            case .incomparable: "That is of another kind than the guess, which is not counted."
            }
        }
    }

    var guess: Guess
    /// As it was typed, without the confidence.
    var text: String
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
        text = words.joined(separator: " ")
        if let number = Forecast.number(Forecast.bare(words)) {
            guess = .number(number)
        } else if let list = Forecast.list(text) {
            guess = .list(list)
        } else {
            guess = .words(text)
        }
    }

    /// Without what only says that it is a guess: `about 5`, `~5`.
    private static func bare(_ words: [String]) -> String {
        let vague: Set<String> = ["about", "around", "roughly", "approximately", "maybe", "nearly", "ca.", "~", "≈"]
        let rest = words.count > 1 && vague.contains(words[0].lowercased()) ? Array(words.dropFirst()) : words
        let text = rest.joined(separator: " ")
        return text.first == "~" || text.first == "≈" ? String(text.dropFirst()) : text
    }

    private static func number(_ text: String) -> NumberAnswer? {
        for mark in [" to ", "..."] {
            let ends = text.split(separator: mark, maxSplits: 1).map { Double($0.trimmed) }
            if ends.count == 2, let low = ends[0], let high = ends[1], low <= high { return .interval(low, high) }
        }
        if let single = single(text) { return .relative(single, share: near) }
        return NumberAnswer(written: text)
    }

    /// `5`, `1/3`, and `50%` where per cent are asked for.
    private static func single(_ text: String) -> Double? {
        if text.hasSuffix("%") { return Double(text.dropLast().trimmed).flatMap { $0.isFinite ? $0 : nil } }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Double($0.trimmed) }
        guard parts.count <= 2, let first = parts.first ?? nil else { return nil }
        let value = parts.count == 1 ? first : parts[1].map { first / $0 }
        return value.flatMap { $0.isFinite ? $0 : nil }
    }

    private static func list(_ text: String) -> [Double]? {
        var inside = text[...]
        for (open, close) in [("[", "]"), ("(", ")")] where inside.hasPrefix(open) && inside.hasSuffix(close) {
            inside = inside.dropFirst().dropLast()
        }
        let numbers = inside.split(separator: ",", omittingEmptySubsequences: false).map { Double($0.trimmed) }
        guard numbers.count > 1, numbers.allSatisfy({ $0?.isFinite == true }) else { return nil }
        return numbers.compactMap(\.self)
    }

    /// The numbers, where what came is several.
    private var several: [Double]? {
        switch guess {
        case .list(let list): list
        case .number(.interval(let low, let high)): [low, high]
        case .number(.relative(let value, Forecast.near)): [value]
        case .number, .words: nil
        }
    }

    /// How this stands to what came.
    func outcome(with value: Value) -> Outcome {
        if let found = value.asDouble {
            switch guess {
            case .number(.relative(let number, let share)):
                return Self.isNear(found, number, share: share) ? .met : .missed
            case .number(let answer): return answer.accepts(found) ? .met : .missed
            case .list, .words: return .incomparable
            }
        }
        if let elements = value.elements, !elements.isEmpty {
            let found = elements.compactMap(\.asDouble)
            if found.count == elements.count {
                guard let several else { return .incomparable }
                let isMet =
                    several.count == found.count
                    && zip(found, several).allSatisfy { Self.isNear($0, $1, share: Self.near) }
                return isMet ? .met : .missed
            }
        }
        let (said, found) = (text.lowercased(), value.brief.lowercased().filter { $0 != "'" && $0 != "\"" })
        if !said.isEmpty, found == said || found.hasPrefix(said + "(") { return .met }
        if case .words = guess { return .missed }
        return .incomparable
    }

    private static func isNear(_ found: Double, _ number: Double, share: Double) -> Bool {
        found.isFinite && abs(found - number) <= share * Swift.max(abs(found), abs(number))
    }
}

/// A guess with what came, as a record holds it: `[3, 8] 80% → 5.3 ✓`.
struct SettledGuess: Equatable {
    var typed: String
    var found: String
    var outcome: Forecast.Outcome

    private static let arrow = " → "

    init(_ typed: String, found: String, outcome: Forecast.Outcome) {
        (self.typed, self.found, self.outcome) = (typed, found, outcome)
    }

    /// Nil for a guess whose cell has not run yet.
    init?(_ record: ItemRecord) {
        let outcomes: [Forecast.Outcome] = [.met, .missed, .incomparable]
        guard record.item.hasPrefix("prediction-"),
            let outcome = outcomes.first(where: { record.answer.hasSuffix(" " + $0.mark) }),
            let arrow = record.answer.ranges(of: Self.arrow).last
        else { return nil }
        typed = String(record.answer[..<arrow.lowerBound])
        found = String(record.answer[arrow.upperBound...].dropLast().trimmed)
        self.outcome = outcome
    }

    var text: String { "\(typed)\(Self.arrow)\(found) \(outcome.mark)" }

    var isMet: Bool { outcome == .met }

    var confidence: Double? { Forecast(typed).confidence }
}
