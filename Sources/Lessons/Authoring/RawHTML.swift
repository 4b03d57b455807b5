import Answers
import Markdown

/// HTML in a lesson beside the comments and `<details>` that the format has. It is passed on to nobody, and its author is told.
enum RawHTML {
    /// Each tag or block of tags, with the line in which its block begins.
    static func found(in lesson: Lesson) -> [(tag: String, line: Int)] {
        let lines = lesson.text.split(separator: "\n", omittingEmptySubsequences: false)
        let length = FrontMatter.length(lines)
        let body = lines[length...].joined(separator: "\n")
        return tags((try? MarkdownParser.blocks(of: body, firstLine: length + 1)) ?? [])
    }

    private static func tags(_ blocks: [MarkdownBlock]) -> [(tag: String, line: Int)] {
        blocks.flatMap { block -> [(tag: String, line: Int)] in
            let here = { (inlines: [MarkdownBlock.Inline]) in
                tags(inlines).map { (tag: $0, line: block.lines.lowerBound) }
            }
            switch block.content {
            case .heading(_, let inlines), .paragraph(let inlines): return here(inlines)
            case .list(_, let items): return items.flatMap { tags($0.blocks) }
            case .quote(let inside): return tags(inside)
            case .table(let rows): return rows.flatMap { $0.flatMap(here) }
            case .html(let html):
                let text = html.trimmed
                let folded = text.lowercased()
                let isOurs = ["<!--", "<details", "</details", "<summary"].contains { folded.hasPrefix($0) }
                return isOurs ? [] : [(String(text.prefix { !$0.isNewline }), block.lines.lowerBound)]
            case .code, .rule: return []
            }
        }
    }

    private static func tags(_ inlines: [MarkdownBlock.Inline]) -> [String] {
        inlines.flatMap { inline -> [String] in
            switch inline {
            case .html(let tag): tag.hasPrefix("<!--") ? [] : [tag]
            case .emphasis(let inside), .strong(let inside), .link(let inside, _), .image(let inside, _): tags(inside)
            case .text, .code, .softBreak, .lineBreak: []
            }
        }
    }
}
