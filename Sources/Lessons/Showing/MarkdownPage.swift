import Terminal

/// Markdown as text for a terminal: wrapped to its width, in colour where it has some.
///
/// Control characters of the lesson are left out, so that a lesson cannot send commands to the terminal.
public struct MarkdownPage: Sendable {
    /// Columns; never below 10.
    public let width: Int
    public let inColour: Bool

    public init(width: Int, inColour: Bool) {
        self.width = Swift.max(10, width)
        self.inColour = inColour
    }

    /// The text, without a newline at its end; empty for no blocks.
    public func text(_ blocks: [MarkdownBlock]) -> String {
        lines(blocks, width: Swift.min(width, 96)).joined(separator: "\n")
    }

    private func lines(_ blocks: [MarkdownBlock], width: Int) -> [String] {
        var all: [String] = []
        for block in blocks {
            let own = lines(block, width: Swift.max(4, width))
            if !all.isEmpty, !own.isEmpty { all.append("") }
            all += own
        }
        return all
    }

    private func lines(_ block: MarkdownBlock, width: Int) -> [String] {
        switch block.content {
        case .heading(let level, let inlines):
            let ink: Ink = level <= 2 ? .heading : .bold
            return wrap(Words(inlines, ink: ink, inColour: inColour), width)
                + (level == 1
                    ? [ink.paint(String(repeating: "─", count: headingWidth(inlines, width)), inColour: inColour)] : [])
        case .paragraph(let inlines): return wrap(Words(inlines, ink: [], inColour: inColour), width)
        case .code(_, let text):
            return text.droppingLastNewline.split(separator: "\n", omittingEmptySubsequences: false).map {
                $0.isEmpty ? "" : "    " + Ink.code.paint(Self.inert($0), inColour: inColour)
            }
        case .list(let start, let items):
            return items.enumerated().flatMap { index, item -> [String] in
                let mark = start.map { "\($0 + index). " } ?? item.ticked.map { $0 ? "[x] " : "[ ] " } ?? "• "
                return indent(lines(item.blocks, width: width - mark.count - 2), first: "  " + mark)
            }
        case .quote(let inside):
            return lines(inside, width: width - 2).map { Ink.faint.paint("│ ", inColour: inColour) + $0 }
        case .table(let rows): return table(rows, width: width)
        case .html: return []
        case .rule: return [Ink.faint.paint(String(repeating: "─", count: Swift.min(width, 40)), inColour: inColour)]
        }
    }

    private func headingWidth(_ inlines: [MarkdownBlock.Inline], _ width: Int) -> Int {
        Swift.min(width, Cells.width(of: inlines.plainText))
    }

    private func indent(_ lines: [String], first: String) -> [String] {
        let rest = String(repeating: " ", count: first.count)
        return lines.enumerated().map {
            $0.offset == 0 ? first + $0.element : ($0.element.isEmpty ? "" : rest + $0.element)
        }
    }

    /// Columns as wide as their widest entry; a table wider than the page is written row by row as a list.
    private func table(_ rows: [[[MarkdownBlock.Inline]]], width: Int) -> [String] {
        let columns = rows.map(\.count).max() ?? 0
        let cells = rows.enumerated().map { index, row in
            row.map { Words($0, ink: index == 0 ? .bold : [], inColour: inColour) }
        }
        let widths = (0..<columns).map { column in
            cells.map { $0[safe: column]?.width ?? 0 }.max() ?? 0
        }
        guard widths.reduce(0, +) + 2 * Swift.max(0, columns - 1) <= width else {
            return cells.dropFirst().flatMap { row in
                row.enumerated().flatMap { column, words in
                    let name = cells[0][safe: column].map { $0.line() + ": " } ?? ""
                    return indent(
                        wrap(words, width - 4 - (cells[0][safe: column]?.width ?? 0)),
                        first: column == 0 ? "• " + name : "  " + name)
                }
            }
        }
        var lines = cells.map { row in
            row.enumerated().map { column, words in
                words.line() + String(repeating: " ", count: Swift.max(0, widths[column] - words.width))
            }.joined(separator: "  ").trimmingTrailingSpaces.description
        }
        let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
        lines.insert(Ink.faint.paint(rule, inColour: inColour), at: Swift.min(1, lines.count))
        return lines
    }

    private func wrap(_ words: Words, _ width: Int) -> [String] { words.wrapped(to: width) }

    /// Without control characters.
    static func inert(_ text: some StringProtocol) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { $0 == "\t" || $0.properties.generalCategory != .control }))
    }
}

/// Inline Markdown as words, each of one or more runs of ink, ready to be set in lines.
private struct Words {
    private enum Piece {
        case word([(text: String, ink: Ink)])
        case lineBreak
    }

    private var pieces: [Piece] = []
    private var open: [(text: String, ink: Ink)] = []
    private let inColour: Bool

    init(_ inlines: [MarkdownBlock.Inline], ink: Ink, inColour: Bool) {
        self.inColour = inColour
        add(inlines, ink)
        close()
    }

    private mutating func close() {
        if !open.isEmpty { pieces.append(.word(open)) }
        open = []
    }

    private mutating func add(_ inlines: [MarkdownBlock.Inline], _ ink: Ink) {
        for inline in inlines {
            switch inline {
            case .text(let text): add(text, ink)
            case .code(let text): addCode(text, ink)
            case .emphasis(let inside): add(inside, ink.union(.italic))
            case .strong(let inside): add(inside, ink.union(.bold))
            case .link(let inside, let target):
                add(inside, ink.union(.underlined))
                if target.hasPrefix("http"), inside.plainText != target { add(" (\(target))", ink.union(.faint)) }
            case .image(let inside, _):
                add("[picture: ", ink)
                add(inside, ink)
                add("]", ink)
            case .softBreak: close()
            case .lineBreak:
                close()
                pieces.append(.lineBreak)
            case .html: break
            }
        }
    }

    private mutating func add(_ text: String, _ ink: Ink) {
        for (index, part) in MarkdownPage.inert(text).split(separator: " ", omittingEmptySubsequences: false)
            .enumerated()
        {
            if index > 0 { close() }
            if !part.isEmpty { open.append((String(part), ink)) }
        }
    }

    /// Code stays in one piece where it is short, and shows its quotes where there is no colour.
    private mutating func addCode(_ text: String, _ ink: Ink) {
        let shown = inColour ? MarkdownPage.inert(text) : "`\(MarkdownPage.inert(text))`"
        if shown.count <= 24 { open.append((shown, ink.union(.code))) } else { add(shown, ink.union(.code)) }
    }

    private static func width(_ word: [(text: String, ink: Ink)]) -> Int {
        word.reduce(0) { $0 + Cells.width(of: $1.text) }
    }

    private func painted(_ word: [(text: String, ink: Ink)]) -> String {
        word.map { $0.ink.paint($0.text, inColour: inColour) }.joined()
    }

    /// The width of all words on one line.
    var width: Int {
        var sum = -1
        for case .word(let word) in pieces { sum += 1 + Self.width(word) }
        return Swift.max(0, sum)
    }

    /// All words on one line.
    func line() -> String {
        pieces.compactMap { if case .word(let word) = $0 { painted(word) } else { nil } }.joined(separator: " ")
    }

    func wrapped(to width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var column = 0
        for piece in pieces {
            guard case .word(let word) = piece else {
                lines.append(line)
                (line, column) = ("", 0)
                continue
            }
            let size = Self.width(word)
            if column > 0, column + 1 + size > width {
                lines.append(line)
                (line, column) = ("", 0)
            }
            if column > 0 {
                line += " "
                column += 1
            }
            line += painted(word)
            column += size
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }
}
