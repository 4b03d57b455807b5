/// One block of a Markdown document, with the lines of the file that it covers (from 1, both included).
public struct MarkdownBlock: Sendable, Equatable {
    /// What the block is, and what is in it.
    public var content: Content
    /// The lines of the file that it covers.
    public var lines: ClosedRange<Int>

    /// What a block is, and what is in it.
    public indirect enum Content: Sendable, Equatable {
        case heading(level: Int, [Inline])
        case paragraph([Inline])
        /// A fenced or indented code block; `info` is the text after the opening fence.
        case code(info: String, text: String)
        /// `start` is the first number of an ordered list, nil for bullets.
        case list(start: Int?, items: [Item])
        case quote([MarkdownBlock])
        /// The first row is the header.
        case table(rows: [[[Inline]]])
        /// Raw HTML, as it stands in the text.
        case html(String)
        /// `---`
        case rule
    }

    /// One entry of a list; `ticked` is nil where the entry is no task (`- [ ]`, `- [x]`).
    public struct Item: Sendable, Equatable {
        /// Whether the box before it is ticked; nil where there is no box.
        public var ticked: Bool?
        /// What stands in the entry, nested lists included.
        public var blocks: [MarkdownBlock]

        /// An entry of a list that is made rather than read; without a box unless `ticked` says so.
        public init(ticked: Bool? = nil, blocks: [MarkdownBlock]) {
            self.ticked = ticked
            self.blocks = blocks
        }
    }

    /// A run of text within a block.
    public indirect enum Inline: Sendable, Equatable {
        case text(String)
        case code(String)
        case emphasis([Inline])
        case strong([Inline])
        case link([Inline], target: String)
        /// The words describe the picture.
        case image([Inline], target: String)
        case softBreak
        case lineBreak
        case html(String)
    }

    /// - Parameter lines: where it stands; a block that stands in no file takes line 1.
    public init(_ content: Content, lines: ClosedRange<Int> = 1...1) {
        self.content = content
        self.lines = lines
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

    /// What links and pictures point to, as written.
    var targets: [String] {
        flatMap { inline -> [String] in
            switch inline {
            case .link(let inside, let target), .image(let inside, let target): [target] + inside.targets
            case .emphasis(let inside), .strong(let inside): inside.targets
            case .text, .code, .softBreak, .lineBreak, .html: []
            }
        }
    }
}

extension [MarkdownBlock] {
    /// What links and pictures anywhere in the blocks point to, with the line in which their block begins.
    public var targets: [(target: String, line: Int)] {
        flatMap { block -> [(target: String, line: Int)] in
            let here = { (inlines: [MarkdownBlock.Inline]) in
                inlines.targets.map { (target: $0, line: block.lines.lowerBound) }
            }
            return switch block.content {
            case .heading(_, let inlines), .paragraph(let inlines): here(inlines)
            case .list(_, let items): items.flatMap(\.blocks.targets)
            case .quote(let inside): inside.targets
            case .table(let rows): rows.flatMap { $0.flatMap(here) }
            case .code, .html, .rule: []
            }
        }
    }
}
