import Markdown
import Answers

/// Questions, predictions, and the `<details>` that hold hints, answers and solutions.
extension LessonReader {
    enum QuestionType: String {
        case choice, number, formula, expression
    }

    /// A question whose answer has not been met yet.
    struct QuestionDraft {
        var id: String
        var type: QuestionType
        var attributes: FenceInfo
        var points: Double
        var prompt: [MarkdownBlock] = []
        var hints: [Hint] = []
    }

    // MARK: - Opening and closing

    mutating func openQuestion(_ attributes: FenceInfo) {
        flushProse()
        let line = attributes.line
        guard let id = attributes.text("id") else {
            report(line, "the question has no id", expected: "id=\"…\"")
            return
        }
        claim(id, line: line)
        guard let type = attributes.text("type").flatMap(QuestionType.init(rawValue:)) else {
            report(
                line, "the question \(id) has no type that is known",
                expected: "type=\"choice\", type=\"number\", type=\"formula\" or type=\"expression\"")
            return
        }
        let own =
            switch type {
            case .choice, .number: [String]()
            case .formula: ["high", "low", "variables"]
            case .expression: ["rel", "tol"]
            }
        let article = type == .expression ? "an" : "a"
        allow(["id", "points", "type"] + own, in: attributes, of: "\(article) \(type.rawValue) question")
        for key in ["rel", "tol"] where attributes[key] != nil { checkTolerance(key, attributes) }
        question = QuestionDraft(id: id, type: type, attributes: attributes, points: points(attributes))
        owner = .question(id)
    }

    mutating func checkTolerance(_ key: String, _ attributes: FenceInfo) {
        if (attributes.number(key) ?? -1) >= 0 { return }
        report(attributes.line, "\(key)= is not a tolerance", expected: "a number, 0 or more: \(key)=1e-3")
    }

    mutating func openPrediction(_ attributes: FenceInfo) {
        allow(["of", "what"], in: attributes, of: "a prediction")
        guard let cell = attributes.text("of"), let expression = attributes.text("what") else {
            report(
                attributes.line, "the prediction does not say of which cell and what",
                expected: "of=\"first-run\" what=\"run.loss\"")
            return
        }
        flushProse()
        let before = items.count { if case .prediction(let other) = $0 { other.cell == cell } else { false } }
        prediction = Prediction(
            cell: cell, expression: expression, prompt: [], line: attributes.line, number: before)
    }

    mutating func closePrediction(before line: Int) {
        guard let open = prediction else { return }
        prediction = nil
        report(open.line, "the prediction asks nothing", expected: "a paragraph after the comment")
    }

    /// Called where a question can no longer get its answer.
    mutating func closeQuestion(before line: Int) {
        guard let open = question else { return }
        question = nil
        let expected =
            switch open.type {
            case .choice: "a task list: - [ ] wrong, - [x] right"
            case .number: "<details><summary>Answer</summary> and in it a line such as = 1.41 +- 0.01"
            case .formula: "<details><summary>Answer</summary> and in it a line such as = 2/kappa"
            case .expression: "<details><summary>Answer</summary> and in it a line such as = gradient(sphere, (1, 2))"
            }
        report(open.attributes.line, "the question \(open.id) has no answer", expected: expected)
    }

    private mutating func finish(_ draft: QuestionDraft, _ answer: Question.Answer, explanation: [MarkdownBlock]) {
        question = nil
        items.append(
            .question(
                Question(
                    id: draft.id, points: draft.points, prompt: draft.prompt, answer: answer, explanation: explanation,
                    hints: draft.hints, line: draft.attributes.line)))
    }

    // MARK: - Choices

    mutating func readChoices(_ entries: [MarkdownBlock.Item], _ block: MarkdownBlock) {
        guard let draft = question else { return }
        let choices = entries.map { entry in
            var text: [MarkdownBlock] = []
            var reason: [MarkdownBlock] = []
            for inner in entry.blocks {
                if case .quote(let quoted) = inner.content { reason += quoted } else { text.append(inner) }
            }
            return Question.Choice(text: text, isRight: entry.ticked == true, reason: reason)
        }
        if choices.count < 2 || !choices.contains(where: \.isRight) {
            report(
                block.lines.lowerBound, "the question \(draft.id) cannot be answered",
                expected: "two choices or more, and at least one of them ticked: - [x]")
        }
        finish(draft, .choice(choices), explanation: [])
    }

    // MARK: - Details

    /// An opening `<details>`: its id, its summary, and text that stands in the same HTML block.
    struct Details {
        var id: String?
        var summary: String
        var rest: String
        var isClosed: Bool

        init?(opening html: String) {
            let text = html.trimmed
            guard text.lowercased().hasPrefix("<details"), let end = text.firstIndex(of: ">") else { return nil }
            id = Self.id(in: text[..<end])
            var tail = text[text.index(after: end)...]
            summary = ""
            if let open = tail.firstRange(of: "<summary>"), let close = tail.firstRange(of: "</summary>"),
                open.upperBound <= close.lowerBound
            {
                summary = String(tail[open.upperBound..<close.lowerBound].trimmed)
                tail = tail[close.upperBound...]
            }
            isClosed = false
            if let close = tail.firstRange(of: "</details>") {
                isClosed = true
                tail = tail[..<close.lowerBound]
            }
            rest = String(tail)
        }

        private static func id(in tag: Substring) -> String? {
            guard let start = tag.firstRange(of: "id=\"")?.upperBound,
                let end = tag[start...].firstIndex(of: "\"")
            else { return nil }
            return String(tag[start..<end])
        }
    }

    /// Reads up to the closing `</details>`; answers the index of the block after it.
    mutating func readDetails(_ details: Details, _ opening: MarkdownBlock, _ blocks: [MarkdownBlock], from: Int) throws
        -> Int
    {
        let line = opening.lines.lowerBound
        var index = from
        var inside = try MarkdownParser.blocks(of: details.rest, firstLine: opening.lines.upperBound)
        if !details.isClosed {
            var closed = false
            while index < blocks.count, !closed {
                if case .html(let html) = blocks[index].content, html.lowercased().contains("</details>") {
                    closed = true
                } else {
                    inside.append(blocks[index])
                }
                index += 1
            }
            if !closed { report(line, "<details> is not closed", expected: "</details>") }
        }
        closePrediction(before: line)
        let summary = details.summary.lowercased()
        if inside.contains(where: { Self.isSolution($0) }) {
            readSolution(inside)
        } else if summary.hasPrefix("answer"), question != nil {
            readAnswer(inside, line: line)
        } else if summary.hasPrefix("hint") || details.id != nil {
            readHint(Hint(id: details.id, title: details.summary, text: inside, line: line))
        } else {
            closeQuestion(before: line)
            for block in inside { add(block) }
        }
        return index
    }

    private static func isSolution(_ block: MarkdownBlock) -> Bool {
        if case .code(let info, _) = block.content {
            info.hasPrefix("descent") && info.contains("solution=")
        } else {
            false
        }
    }

    private mutating func readSolution(_ inside: [MarkdownBlock]) {
        let before = exerciseParts.solutions.count
        var explanation: [MarkdownBlock] = []
        for block in inside {
            if case .code(_, let text) = block.content, Self.isSolution(block) {
                let line = block.lines.lowerBound
                let written = line <= lines.count ? lines[line - 1].drop { $0 != "d" } : ""
                do {
                    let attributes = try FenceInfo(written.dropFirst("descent".count), file: file, line: line)
                    if !attributes.isSorted { unsortedFences.append(line) }
                    readCode(attributes, Code(source: text.droppingLastNewline, firstLine: line + 1))
                } catch {
                    faults.append(error)
                }
            } else {
                explanation.append(block)
            }
        }
        if exerciseParts.solutions.count > before {
            exerciseParts.solutions[exerciseParts.solutions.count - 1].explanation = explanation
        }
    }

    private mutating func readHint(_ hint: Hint) {
        if let id = hint.id { claim(id, line: hint.line) }
        switch owner {
        case .exercise(let id): exerciseParts.hints.append((id, hint))
        case .question(let id):
            if question?.id == id {
                question?.hints.append(hint)
            } else if let index = items.lastIndex(where: { $0.isQuestion(id) }),
                case .question(var found) = items[index]
            {
                found.hints.append(hint)
                items[index] = .question(found)
            }
        case nil:
            report(hint.line, "this hint belongs to no exercise and no question", expected: "a hint after its exercise")
        }
    }

    private mutating func readAnswer(_ inside: [MarkdownBlock], line: Int) {
        guard let draft = question else { return }
        guard let first = inside.first, case .paragraph = first.content,
            let written = lines[safe: first.lines.lowerBound - 1]?.trimmed, written.hasPrefix("=")
        else {
            report(line, "the answer of \(draft.id) does not begin with =", expected: "a line such as = 1.41 +- 0.01")
            question = nil
            return
        }
        let text = written.dropFirst().trimmed
        let explanation = Array(inside.dropFirst())
        switch draft.type {
        case .choice:
            report(line, "the question \(draft.id) is a choice and has a written answer", expected: "a task list")
            question = nil
        case .number:
            if let answer = NumberAnswer(written: text) {
                finish(draft, .number(answer), explanation: explanation)
            } else {
                report(
                    first.lines.lowerBound, "\"= \(text)\" is not a number to compare with",
                    expected: "= 1.41 +- 0.01, = 100 +- 5% or = [1, 2]")
                question = nil
            }
        case .expression:
            guard !text.isEmpty else {
                report(first.lines.lowerBound, "the answer of \(draft.id) is empty", expected: "= an expression")
                question = nil
                return
            }
            let answer = ExpressionAnswer(
                expression: String(text), tolerance: draft.attributes.number("tol") ?? 0,
                relative: draft.attributes.number("rel") ?? 1e-6)
            finish(draft, .expression(answer), explanation: explanation)
        case .formula:
            let variables = draft.attributes.text("variables") ?? ""
            let names = variables.split { $0 == "," || $0 == " " }.map(String.init)
            let low = draft.attributes.number("low") ?? 0.5
            let high = draft.attributes.number("high") ?? 2
            guard !names.isEmpty, low < high else {
                report(
                    draft.attributes.line, "the question \(draft.id) does not say where its formula is compared",
                    expected: "variables=\"kappa\", and low= below high= where they are written")
                question = nil
                return
            }
            let formula = FormulaAnswer(expression: String(text), variables: names, low: low, high: high)
            finish(draft, .formula(formula), explanation: explanation)
        }
    }
}

extension Lesson.Item {
    func isQuestion(_ id: String) -> Bool {
        if case .question(let question) = self { question.id == id } else { false }
    }
}

extension NumberAnswer {
    /// `1.41`, `1.41 +- 0.01`, `100 +- 5%` or `[a, b]`; `±` counts as `+-`.
    init?(written text: some StringProtocol) {
        let plain = text.split(separator: "±", omittingEmptySubsequences: false).joined(separator: "+-")
        if plain.hasPrefix("["), plain.hasSuffix("]") {
            let ends = plain.dropFirst().dropLast().split(separator: ",").map { Double($0.trimmed) }
            guard ends.count == 2, let low = ends[0], let high = ends[1], low <= high else { return nil }
            self = .interval(low, high)
            return
        }
        let parts = plain.split(separator: "+-", omittingEmptySubsequences: false).map { $0.trimmed }
        guard (1...2).contains(parts.count), let value = Double(parts[0]), value.isFinite else { return nil }
        guard parts.count == 2 else {
            self = .absolute(value, tolerance: 0)
            return
        }
        if parts[1].hasSuffix("%") {
            guard let percent = Double(parts[1].dropLast().trimmed), percent >= 0, percent.isFinite else { return nil }
            self = .relative(value, share: percent / 100)
        } else {
            guard let tolerance = Double(parts[1]), tolerance >= 0, tolerance.isFinite else { return nil }
            self = .absolute(value, tolerance: tolerance)
        }
    }
}

extension Array {
    subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
