import Language
import Markdown
import Answers
import Numbers

/// Judges what a learner typed at a question.
struct AnswerJudge {
    let lesson: Lesson
    let session: Session

    enum Verdict: Equatable {
        case right([MarkdownBlock])
        case wrong(String, [MarkdownBlock])
        /// The text is no answer: the learner is trying something out.
        case noAnswer
        /// The text was meant as an answer and cannot be read as one.
        case unreadable(String)
        case faultOfLesson(String)
    }

    func judge(_ typed: String, _ question: Question) -> Verdict {
        switch question.answer {
        case .choice(let choices): choice(typed, choices)
        case .number(let answer): number(typed, answer, question)
        case .formula(let formula): self.formula(typed, formula, question)
        }
    }

    // MARK: - Choices

    private func choice(_ typed: String, _ choices: [Question.Choice]) -> Verdict {
        let words = typed.split { $0 == "," || $0 == " " || $0 == ";" }
        guard !words.isEmpty else { return .unreadable("Type the number of a choice, 1 to \(choices.count).") }
        var picked: Set<Int> = []
        for word in words {
            guard let number = Self.place(word) else { return .noAnswer }
            guard choices.indices.contains(number) else {
                return .unreadable("There is no choice \(word); there are 1 to \(choices.count).")
            }
            picked.insert(number)
        }
        let right = Set(choices.indices.filter { choices[$0].isRight })
        let reasons = picked.sorted().flatMap { choices[$0].reason }
        if picked == right { return .right(reasons) }
        let wrong = picked.subtracting(right)
        guard !wrong.isEmpty else { return .wrong("That is right, but there is more that is.", []) }
        return .wrong("Not that.", wrong.sorted().flatMap { choices[$0].reason })
    }

    /// `2`, `b` or `(b)`, counted from 0.
    private static func place(_ word: Substring) -> Int? {
        let bare = word.filter { $0 != "(" && $0 != ")" && $0 != "." }
        if let number = Int(bare) { return Swift.max(number, 0) - 1 }
        guard bare.count == 1, let letter = bare.lowercased().utf8.first, (97...122).contains(letter) else {
            return nil
        }
        return Int(letter) - 97
    }

    // MARK: - Numbers

    /// Arithmetic alone is an answer; with names in it only after `=`.
    private func number(_ typed: String, _ answer: NumberAnswer, _ question: Question) -> Verdict {
        var text = String(typed.trimmed)
        let isMeant = text.hasPrefix("=")
        if isMeant { text = String(text.dropFirst().trimmed) }
        guard !text.isEmpty else { return .unreadable("Type a number, such as 0.5 or 1/2.") }
        if !isMeant, text.contains(where: { !("0123456789.+-*/()^eE ×−".contains($0)) }) { return .noAnswer }
        guard let value = evaluate(text, [:], question)?.asDouble else {
            return .unreadable("\(text) is not a number.")
        }
        if answer.accepts(value) { return .right(question.explanation) }
        return .wrong("\(value.short(6)) is not it.", [])
    }

    // MARK: - Formulas

    private func formula(_ typed: String, _ formula: FormulaAnswer, _ question: Question) -> Verdict {
        let text = String(typed.trimmed.drop { $0 == "=" }.trimmed)
        guard !text.isEmpty else {
            return .unreadable("Type a formula in \(formula.variables.joined(separator: ", ")).")
        }
        guard AssignedNames.of(text).isEmpty else { return .noAnswer }
        var stream = RandomStream(seed: CellSeed.of(question.id, in: lesson.header), purpose: "formula")
        var compared = 0
        for _ in 0..<24 {
            let place = Dictionary(
                formula.variables.map { ($0, stream.uniform(formula.low, formula.high)) }, uniquingKeysWith: { $1 })
            guard let wanted = evaluate(formula.expression, place, question)?.asDouble else {
                return .faultOfLesson("the answer of \(question.id), \(formula.expression), has no value")
            }
            guard wanted.isFinite else { continue }
            guard let found = evaluate(text, place, question)?.asDouble else {
                return .unreadable("\(text) has no value when \(Self.shown(place)).")
            }
            compared += 1
            guard abs(found - wanted) <= 1e-9 * Swift.max(1, abs(wanted)) else {
                return .wrong("With \(Self.shown(place)) it gives \(found.short(5)); that is not the value sought.", [])
            }
        }
        guard compared > 0 else { return .faultOfLesson("the answer of \(question.id) is nowhere finite") }
        return .right(question.explanation)
    }

    private static func shown(_ place: [String: Double]) -> String {
        place.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value.short(5))" }.joined(separator: ", ")
    }

    /// In a session of its own, so that an answer changes nothing.
    private func evaluate(_ text: String, _ place: [String: Double], _ question: Question) -> Value? {
        let scratch = Session(registry: session.registry, work: session.work)
        scratch.variables = session.variables
        for (name, value) in place { scratch.variables[name] = .number(value) }
        scratch.seed = CellSeed.of(question.id, in: lesson.header)
        let timer = TimeLimit(lesson.header.timeout, of: session.work)
        let outcome = try? scratch.evaluate(text)
        if timer.end() {
            session.work.reset()
            return nil
        }
        return outcome?.value
    }
}
