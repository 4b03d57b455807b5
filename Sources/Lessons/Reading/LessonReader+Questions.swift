import Markdown
import Answers

/// Questions and predictions.
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
        allow(["of", "type", "what"], in: attributes, of: "a prediction")
        guard let cell = attributes.text("of"), let expression = attributes.text("what") else {
            report(
                attributes.line, "the prediction does not say of which cell and what",
                expected: "of=\"first-run\" what=\"run.loss\"")
            return
        }
        let type = attributes.text("type")
        let kind = type.flatMap { Prediction.Kind(rawValue: $0) }
        if let type, kind == nil {
            report(
                attributes.line, "a prediction's type= is \(type)",
                expected: Phrase.alternatives(Prediction.Kind.allCases.map(\.rawValue)))
        }
        flushProse()
        let before = items.count { if case .prediction(let other) = $0 { other.cell == cell } else { false } }
        prediction = Prediction(
            cell: cell, expression: expression, kind: kind, prompt: [], line: attributes.line, number: before)
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

    mutating func finish(_ draft: QuestionDraft, _ answer: Question.Answer, explanation: [MarkdownBlock]) {
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
}

extension Lesson.Item {
    func isQuestion(_ id: String) -> Bool {
        if case .question(let question) = self { question.id == id } else { false }
    }
}
