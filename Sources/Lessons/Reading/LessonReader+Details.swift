import Markdown
import Answers

/// The `<details>` of a lesson, which hold hints, answers and solutions.
extension LessonReader {
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
            for block in inside { readInside(block) }
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
                    readCode(attributes, SourceCode(source: text.droppingLastNewline, firstLine: line + 1))
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
