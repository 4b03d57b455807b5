import Markdown
import Answers

/// The comments of a lesson that begin with `descent:`.
extension LessonReader {
    mutating func readHTML(_ html: String, _ block: MarkdownBlock) {
        let line = block.lines.lowerBound
        guard let comment = Self.descentComment(html) else {
            if html.lowercased().contains("</details>") { report(line, "</details> closes nothing") }
            return
        }
        guard let inside = comment.inside else {
            report(line, "the comment is not closed", expected: "-->")
            return
        }
        let kind = inside.prefix { !$0.isWhitespace }
        if kind == "notes" {
            // Notes may stand anywhere, also between a question and its answer.
            flushProse()
            items.append(.notes(PresenterNotes(text: String(inside.dropFirst(kind.count).trimmed), line: line)))
            return
        }
        closeQuestion(before: line)
        closePrediction(before: line)
        do {
            let attributes = try FenceInfo(inside.dropFirst(kind.count), file: file, line: line)
            switch kind {
            case "predict": openPrediction(attributes)
            case "question": openQuestion(attributes)
            case "stop": readStop(attributes)
            default:
                report(
                    line, "descent:\(kind) is not known",
                    expected: "descent:question, descent:predict, descent:stop or descent:notes")
            }
        } catch {
            faults.append(error)
        }
    }

    /// A stop without an id gets one of what stands before it: it does not move when something is added elsewhere.
    private mutating func readStop(_ attributes: FenceInfo) {
        allow(["id"], in: attributes, of: "a stop")
        flushProse()
        let before = items.last { if case .notes = $0 { false } else { true } }
        let made = "stop-" + (before.map { $0.text } ?? "").fingerprint
        let id = attributes.text("id") ?? (ids[made] == nil ? made : made + "-\(attributes.line)")
        claim(id, line: attributes.line)
        owner = nil
        items.append(.stop(StopPoint(id: id, line: attributes.line)))
    }

    /// What stands between `<!-- descent:` and `-->`; nil for any other HTML.
    private static func descentComment(_ html: String) -> (inside: Substring?, Void)? {
        let text = html.trimmed
        guard text.hasPrefix("<!--") else { return nil }
        let rest = text.dropFirst(4).drop { $0.isWhitespace }
        guard rest.hasPrefix("descent:") else { return nil }
        guard let end = rest.firstRange(of: "-->") else { return (nil, ()) }
        return (rest[..<end.lowerBound].dropFirst(8).trimmed, ())
    }
}

extension Lesson.Item {
    /// What it is known by, wherever it stands.
    fileprivate var text: String {
        switch self {
        case .prose(let prose): "\(prose.blocks.map(\.content))"
        case .cell(let cell): cell.id
        case .prediction(let prediction): prediction.cell
        case .question(let question): question.id
        case .exercise(let exercise): exercise.id
        case .stop(let stop): stop.id
        case .notes(let notes): notes.text
        }
    }
}
