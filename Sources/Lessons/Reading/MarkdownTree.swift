/// One block of a Markdown document, with the lines of the file that it covers (from 1, both included).
public struct MarkdownBlock: Sendable, Equatable {
    public var content: Content
    public var lines: ClosedRange<Int>

    public indirect enum Content: Sendable, Equatable {
        case heading(level: Int, [Inline])
        case paragraph([Inline])
        /// A fenced or indented code block; `info` is the text after the opening fence.
        case code(info: String, text: String)
        case list(start: Int?, items: [Item])
        case quote([MarkdownBlock])
        /// The first row is the header.
        case table(rows: [[[Inline]]])
        case html(String)
        case rule
    }

    /// One entry of a list; `ticked` is nil where the entry is no task (`- [ ]`, `- [x]`).
    public struct Item: Sendable, Equatable {
        public var ticked: Bool?
        public var blocks: [MarkdownBlock]
    }

    public indirect enum Inline: Sendable, Equatable {
        case text(String)
        case code(String)
        case emphasis([Inline])
        case strong([Inline])
        case link([Inline], target: String)
        case image([Inline], target: String)
        case softBreak
        case lineBreak
        case html(String)
    }
}

extension [MarkdownBlock.Inline] {
    /// The words alone, without emphasis or link targets.
    public var plainText: String {
        map { inline in
            switch inline {
            case .text(let text), .code(let text): text
            case .emphasis(let inside), .strong(let inside), .link(let inside, _), .image(let inside, _):
                inside.plainText
            case .softBreak, .lineBreak: " "
            case .html: ""
            }
        }.joined()
    }
}
