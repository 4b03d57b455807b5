import Conversation
import Language
import Markdown
import Answers
import Numbers
import Vocabulary

/// Judges what a learner typed at a question.
struct AnswerJudge {
    let lesson: Lesson
    let sandbox: Sandbox
    /// Names of the session that answers may not use.
    var hidden: Set<String> = []
    /// Adds to what failed in a text what is known about it beside.
    var advised: (Diagnostic, String) -> Diagnostic = { problem, _ in problem }

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
        case .choice(let choices): choice(typed, choices, question)
        case .number(let answer): number(typed, answer, question)
        case .formula(let formula): self.formula(typed, formula, question)
        case .expression(let expression): self.expression(typed, expression, question)
        }
    }

    /// What a text that is no answer should have been.
    static func wanted(_ question: Question) -> String {
        switch question.answer {
        case .choice(let choices): "Type the number of a choice, 1 to \(choices.count)."
        case .number: "Type a number, such as 0.5 or 1/2."
        case .formula(let formula): "Type a formula in \(formula.variables.joined(separator: ", "))."
        case .expression: "Type an expression; its value is compared."
        }
    }

    // MARK: - Choices

    private func choice(_ typed: String, _ choices: [Question.Choice], _ question: Question) -> Verdict {
        let words = typed.split { $0 == "," || $0 == " " || $0 == ";" }
        guard !words.isEmpty else { return .unreadable(Self.wanted(question)) }
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

    /// An answer as it is kept: choices by their numbers, as the prompt and the page show them, whichever way they were typed.
    static func kept(_ typed: String, _ question: Question) -> String {
        guard case .choice = question.answer else { return typed }
        let places = typed.split { $0 == "," || $0 == " " || $0 == ";" }.map(place)
        guard places.allSatisfy({ $0 != nil }) else { return typed }
        return Set(places.compactMap(\.self)).sorted().map { String($0 + 1) }.joined(separator: ", ")
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

    /// Arithmetic is an answer, functions of numbers included: `log(100)/log(1.1)`; anything else only after `=`.
    private func number(_ typed: String, _ answer: NumberAnswer, _ question: Question) -> Verdict {
        var text = String(typed.trimmed)
        let isMeant = text.hasPrefix("=")
        if isMeant { text = String(text.dropFirst().trimmed) }
        guard !text.isEmpty else { return .unreadable(Self.wanted(question)) }
        text = Self.ungrouped(text)
        if !isMeant, !isArithmetic(text) { return .noAnswer }
        guard let value = evaluate(text, [:], question)?.asDouble else {
            return .unreadable("\(text) is not a number.")
        }
        if answer.accepts(value) { return .right(question.explanation) }
        if let span = answer.nearness(of: value) {
            return .wrong("Almost: you have \(value.short(6)), and what is expected lies \(span).", [])
        }
        return .wrong("\(value.short(6)) is not it.", [])
    }

    /// `1,001`, `1 001` and `1'001` as `1001`; any other text as it is.
    private static func ungrouped(_ text: String) -> String {
        let whole = text.prefix { $0 != "." }
        let groups = whole.drop { $0 == "-" || $0 == "−" || $0 == "+" }.split(
            omittingEmptySubsequences: false, whereSeparator: { ", '\u{A0}\u{202F}".contains($0) })
        let areThousands =
            groups.count > 1 && (1...3).contains(groups[0].count) && groups.dropFirst().allSatisfy { $0.count == 3 }
            && groups.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isNumber } }
        guard areThousands else { return text }
        return whole.filter { !", '\u{A0}\u{202F}".contains($0) } + text.dropFirst(whole.count)
    }

    /// Whether the text is made of numbers, operators, and functions and constants of numbers.
    private func isArithmetic(_ text: String) -> Bool {
        guard let statements = try? Parser.statements(in: Source(text)), statements.count == 1,
            case .expression(let expression) = statements[0].kind
        else { return false }
        return isArithmetic(expression)
    }

    private func isArithmetic(_ expression: Expression) -> Bool {
        switch expression.kind {
        case .int, .number: return true
        case .unary, .binary: return expression.kind.children.allSatisfy { isArithmetic($0) }
        case .call(let callee, let arguments):
            return isArithmetic(callee) && arguments.allSatisfy { isArithmetic($0.value) }
        case .name(let name):
            return sandbox.session.variables[name] == nil && sandbox.session.registry.word(name)?.family == "numbers"
        default: return false
        }
    }

    // MARK: - Formulas

    private func formula(_ typed: String, _ formula: FormulaAnswer, _ question: Question) -> Verdict {
        let text = String(typed.trimmed.drop { $0 == "=" }.trimmed)
        guard !text.isEmpty else { return .unreadable(Self.wanted(question)) }
        guard AssignedNames.of(text).isEmpty else { return .noAnswer }
        if let refusal = refusal(of: text, formula) { return .unreadable(refusal) }
        var stream = RandomStream(seed: CellSeed.of(question.id, in: lesson.header), purpose: "formula")
        return sandbox.within(lesson.header.timeout) { compare(text, formula, question, &stream) }
    }

    /// What cannot be read as a formula: signs that make none, and names that are neither its variables nor known at all.
    private func refusal(of text: String, _ formula: FormulaAnswer) -> String? {
        let allowed = "expected a formula in \(Phrase.list(formula.variables)), with numbers and functions such as sqrt"
        do {
            _ = try Parser.statements(in: Source(text))
        } catch let problem as Diagnostic {
            return "\(text) is no formula: \(problem.mistake.problem); \(allowed)."
        } catch {
            return nil
        }
        let session = sandbox.session
        let unknown = AssignedNames.used(in: text).subtracting(formula.variables).subtracting(hidden).filter {
            session.variables[$0] == nil && session.modules[$0] == nil && session.registry.word($0) == nil
        }
        guard !unknown.isEmpty else { return nil }
        let names = unknown.sorted()
        let verb = names.count == 1 ? "is no variable" : "are no variables"
        return "\(Phrase.list(names)) \(verb) of this formula; \(allowed)."
    }

    /// What the lesson's answer means by names under which the learner has put something else.
    private func meant(by answer: String, _ question: Question) -> [String: Value] {
        LessonNames(lesson, for: question.id).meant(by: answer, against: "", in: sandbox.session)
    }

    private func compare(
        _ text: String, _ formula: FormulaAnswer, _ question: Question, _ stream: inout RandomStream
    ) -> Verdict {
        var compared = 0
        let meant = meant(by: formula.expression, question)
        for _ in 0..<24 {
            let place = Dictionary(
                formula.variables.map { ($0, stream.uniform(formula.low, formula.high)) }, uniquingKeysWith: { $1 })
            guard let wanted = evaluate(formula.expression, place, question, meant)?.asDouble else {
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

    // MARK: - Expressions

    /// The values are compared, never the texts. A picture or a page of help is looked at, and answers nothing.
    private func expression(_ typed: String, _ answer: ExpressionAnswer, _ question: Question) -> Verdict {
        let text = String(typed.trimmed.drop { $0 == "=" }.trimmed)
        guard !text.isEmpty else { return .unreadable(Self.wanted(question)) }
        guard AssignedNames.of(text).isEmpty else { return .noAnswer }
        return sandbox.within(2 * lesson.header.timeout) {
            let meant = meant(by: answer.expression, question)
            guard let wanted = evaluate(answer.expression, [:], question, meant) else {
                return .faultOfLesson("the answer of \(question.id), \(answer.expression), has no value")
            }
            let result = run(text, [:], question)
            if let problem = result.problem { return .unreadable(sandbox.words(advised(problem, text))) }
            guard let found = result.reply.value else { return .noAnswer }
            if case .thing(let thing) = found, thing is any OnlyShown { return .noAnswer }
            if Agreement.holds(found, wanted, absolute: answer.tolerance, relative: answer.relative) {
                return .right(question.explanation)
            }
            let isNear = Agreement.holds(
                found, wanted, absolute: 10 * answer.tolerance, relative: Swift.max(0.1, 10 * answer.relative))
            return isNear
                ? .wrong("Almost: it gives \(found.brief), which is near to the value sought and not close enough.", [])
                : .wrong("It gives \(found.brief); that is not the value sought.", [])
        }
    }

    private static func shown(_ place: [String: Double]) -> String {
        place.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value.short(5))" }.joined(separator: ", ")
    }

    /// Nil where it fails or takes too long; nothing in the session changes by it.
    private func evaluate(
        _ text: String, _ place: [String: Double], _ question: Question, _ meant: [String: Value] = [:]
    ) -> Value? {
        let result = run(text, place, question, meant)
        return result.problem == nil ? result.reply.value : nil
    }

    private func run(
        _ text: String, _ place: [String: Double], _ question: Question, _ meant: [String: Value] = [:]
    ) -> Sandbox.Run {
        sandbox.runAside(
            text, meant.merging(place.mapValues { .number($0) }) { $1 }, hiding: hidden,
            seed: CellSeed.of(question.id, in: lesson.header),
            limit: lesson.header.timeout)
    }
}
