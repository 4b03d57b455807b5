import Markdown

/// Blocks of Markdown as the text that they would be read from.
struct MarkdownText {
    /// The document.
    let text: String

    init(_ blocks: [MarkdownBlock]) { text = Self.set(blocks) }

    /// Plain words, with everything that Markdown would read as more than words written as itself.
    static func escaped(_ text: some StringProtocol) -> String {
        var out = ""
        var (isAtStart, isNumbered) = (true, false)
        for character in text {
            // A number with a point behind it begins a list.
            let begins = isAtStart && "#+-=>".contains(character) || isNumbered && ".)".contains(character)
            if begins || "\\`*_[]<>|~$&".contains(character) { out += "\\" }
            isNumbered = (isAtStart || isNumbered) && character.isASCII && character.isNumber
            isAtStart = character.isNewline
            out.append(character)
        }
        return out
    }

    private static func set(_ blocks: [MarkdownBlock]) -> String {
        blocks.map(set).filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    private static func set(_ block: MarkdownBlock) -> String {
        switch block.content {
        case .heading(let level, let inlines):
            return String(repeating: "#", count: Swift.max(1, Swift.min(6, level))) + " " + set(inlines)
        case .paragraph(let inlines): return set(inlines)
        case .code(let info, let text):
            let mark = MarkdownFence.around(text)
            let language = info.prefix { !$0.isWhitespace } == "descent" ? "python" : ""
            return "\(mark)\(language)\n\(text.hasSuffix("\n") ? String(text.dropLast()) : text)\n\(mark)"
        case .list(let start, let items):
            return items.enumerated().map { index, item in
                let mark = start.map { "\($0 + index). " } ?? "- "
                let box = item.ticked.map { $0 ? "[x] " : "[ ] " } ?? ""
                return mark + box + indented(set(item.blocks), by: mark.count)
            }.joined(separator: "\n")
        case .quote(let inside):
            return set(inside).split(separator: "\n", omittingEmptySubsequences: false).map { "> " + $0 }
                .joined(separator: "\n")
        case .table(let rows):
            guard let header = rows.first else { return "" }
            let rule = "|" + String(repeating: "---|", count: header.count)
            let lines = rows.map { "| " + $0.map(set).joined(separator: " | ") + " |" }
            return ([lines[0], rule] + lines.dropFirst()).joined(separator: "\n")
        // What a lesson's author wrote as HTML is shown nowhere.
        case .html: return ""
        case .rule: return "---"
        }
    }

    private static func indented(_ text: String, by count: Int) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { index, line in
            index == 0 || line.isEmpty ? String(line) : String(repeating: " ", count: count) + line
        }.joined(separator: "\n")
    }

    private static func set(_ inlines: [MarkdownBlock.Inline]) -> String {
        var out = ""
        for inline in inlines { out += set(inline, isFirst: out.isEmpty || out.hasSuffix("\n")) }
        return out
    }

    private static func set(_ inline: MarkdownBlock.Inline, isFirst: Bool) -> String {
        switch inline {
        case .text(let text):
            // Within a line nothing can begin a list or a heading.
            return isFirst ? escaped(text) : String(escaped(":" + text).dropFirst())
        case .code(let text):
            let mark = String(repeating: "`", count: longestRun(in: text) + 1)
            let pad = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
            return mark + pad + text + pad + mark
        case .emphasis(let inside): return "*\(set(inside))*"
        case .strong(let inside): return "**\(set(inside))**"
        case .link(let inside, let target):
            let isFar = target.hasPrefix("https://") || target.hasPrefix("http://")
            return isFar ? "[\(set(inside))](<\(target.filter { !"<>\n".contains($0) })>)" : set(inside)
        // A notebook has no folder with the lesson's pictures.
        case .image(let words, _): return "*\(set(words))*"
        case .softBreak: return "\n"
        case .lineBreak: return "  \n"
        case .html: return ""
        }
    }

    private static func longestRun(in text: String) -> Int {
        var (longest, run) = (0, 0)
        for character in text {
            run = character == "`" ? run + 1 : 0
            longest = Swift.max(longest, run)
        }
        return longest
    }
}
