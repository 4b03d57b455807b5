import Markdown
import Answers

/// A lesson in its usual form: attributes in alphabetical order with one blank between, one kind of line end, never more than
/// one empty line where it means nothing, and one line end at the end.
///
/// Doing it twice changes nothing, and what the lesson says and does stays the same.
public struct LessonFormat: Sendable {
    /// The text in its usual form.
    public let text: String

    /// - Throws: `LessonFaults` where something else than the form would change.
    public init(of lesson: Lesson) throws(LessonFaults) {
        var lines = lesson.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let length = FrontMatter.length(lines.map { $0[...] })
        let body = lines[length...].joined(separator: "\n")
        let blocks = (try? MarkdownParser.blocks(of: body, firstLine: length + 1)) ?? []
        var kept = Set(0..<length)
        LessonFormat.visit(blocks) { block in
            let first = block.lines.lowerBound - 1
            let range = first...Swift.min(lines.count - 1, block.lines.upperBound - 1)
            switch block.content {
            case .code:
                kept.formUnion(range)
                lines[first] = LessonFormat.fence(lines[first], line: first + 1, file: lesson.file)
            case .html:
                kept.formUnion(range)
                lines[first] = LessonFormat.comment(lines[first], line: first + 1, file: lesson.file)
            default: break
            }
        }
        text = LessonFormat.joined(lines, keeping: kept)
        guard let formatted = try? LessonReader.read(text, file: lesson.file, asNotebook: true),
            LessonFormat.substance(formatted) == LessonFormat.substance(lesson)
        else {
            throw LessonFaults([
                LessonFault(
                    file: lesson.file, line: 1,
                    Mistake("the form of this lesson cannot be changed without changing what it says"))
            ])
        }
    }

    private static func visit(_ blocks: [MarkdownBlock], _ see: (MarkdownBlock) -> Void) {
        for block in blocks {
            see(block)
            switch block.content {
            case .list(_, let items): items.forEach { visit($0.blocks, see) }
            case .quote(let inside): visit(inside, see)
            default: break
            }
        }
    }

    /// Empty lines above one another are one, but for those inside of fences and HTML.
    private static func joined(_ lines: [String], keeping kept: Set<Int>) -> String {
        var out: [String] = []
        var isAfterEmpty = true
        for (index, line) in lines.enumerated() {
            let isEmpty = !kept.contains(index) && line.allSatisfy { $0 == " " || $0 == "\t" }
            if isEmpty, isAfterEmpty { continue }
            out.append(isEmpty ? "" : line)
            isAfterEmpty = isEmpty
        }
        while out.last == "" { out.removeLast() }
        return out.joined(separator: "\n") + "\n"
    }

    private static func fence(_ line: String, line number: Int, file: String) -> String {
        let lead = line.prefix { $0 == " " || $0 == ">" }
        let mark = line.dropFirst(lead.count).prefix { $0 == "`" || $0 == "~" }
        let info = line.dropFirst(lead.count + mark.count).drop { $0 == " " }
        let word = info.prefix { !$0.isWhitespace }
        guard !mark.isEmpty, word == "descent" || word == "output",
            let sorted = sorted(info.dropFirst(word.count), line: number, file: file)
        else { return line }
        return lead + mark + word + sorted
    }

    private static func comment(_ line: String, line number: Int, file: String) -> String {
        let lead = line.prefix { $0 == " " || $0 == ">" }
        let rest = line.dropFirst(lead.count)
        guard rest.hasPrefix("<!--"), let end = rest.firstRange(of: "-->") else { return line }
        let inside = rest[..<end.lowerBound].dropFirst(4).trimmed
        guard inside.hasPrefix("descent:") else { return line }
        let kind = inside.prefix { !$0.isWhitespace }
        guard let sorted = sorted(inside.dropFirst(kind.count), line: number, file: file) else { return line }
        return lead + "<!-- " + kind + sorted + " -->" + rest[end.upperBound...]
    }

    private static func sorted(_ written: Substring, line: Int, file: String) -> String? {
        (try? FenceInfo(written, file: file, line: line)).map { info in
            FenceInfo.text(info.attributes.sorted { $0.key < $1.key })
        }
    }

    /// What a lesson says and does, without the lines in which it stands.
    private static func substance(_ lesson: Lesson) -> [String] {
        [lesson.header.id, lesson.header.title]
            + lesson.items.map { item in
                switch item {
                case .prose(let prose): "\(prose.blocks.map(\.content.withoutLines))"
                case .cell(let cell): "\(cell.id) \(cell.code.source) \(cell.output?.lines ?? []) \(cell.timeout ?? 0)"
                case .prediction(let guess): "\(guess.cell) \(guess.expression)"
                case .question(let question): "\(question.id) \(question.points) \(question.hints.count)"
                case .stop(let stop): stop.id
                case .notes(let notes): notes.text
                case .exercise(let exercise):
                    "\(exercise.id) \(exercise.points) \(exercise.starter.source) \(exercise.needs) "
                        + "\(exercise.setup?.source ?? "") \(exercise.checks.map(\.code.source)) "
                        + "\(exercise.solution?.source ?? "") \(exercise.hints.map(\.title))"
                }
            }
    }
}

extension MarkdownBlock.Content {
    /// The same without the lines of the blocks inside.
    fileprivate var withoutLines: MarkdownBlock.Content {
        let bare = { (blocks: [MarkdownBlock]) in blocks.map { MarkdownBlock($0.content.withoutLines) } }
        return switch self {
        case .list(let start, let items):
            .list(start: start, items: items.map { .init(ticked: $0.ticked, blocks: bare($0.blocks)) })
        case .quote(let inside): .quote(bare(inside))
        default: self
        }
    }
}
