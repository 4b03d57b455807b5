import Markdown
import Answers

/// Markdown as lines of text, wrapped to the width.
///
/// Control characters are made visible, so that a lesson cannot send commands to the terminal.
extension TextFace {
    /// The text, without a newline at its end; empty for no blocks. Prose takes at most 96 columns.
    func text(of blocks: [MarkdownBlock]) -> String {
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
            return wrap(Words(inlines, ink, self), width)
                + (level == 1
                    ? [painted(String(repeating: "─", count: headingWidth(inlines, width)), ink)] : [])
        case .paragraph(let inlines): return wrap(Words(inlines, [], self), width)
        case .code(_, let text):
            return (text.hasSuffix("\n") ? text.dropLast() : text[...]).split(
                separator: "\n", omittingEmptySubsequences: false
            ).map {
                $0.isEmpty ? "" : "    " + painted(String($0), .code)
            }
        case .list(let start, let items):
            return items.enumerated().flatMap { index, item -> [String] in
                let mark = start.map { "\($0 + index). " } ?? item.ticked.map { $0 ? "[x] " : "[ ] " } ?? "• "
                return indent(lines(item.blocks, width: width - mark.count - 2), first: "  " + mark)
            }
        case .quote(let inside):
            return lines(inside, width: width - 2).map { painted("│ ", .faint) + $0 }
        case .table(let rows): return table(rows, width: width)
        case .html: return []
        case .rule: return [painted(String(repeating: "─", count: Swift.min(width, 40)), .faint)]
        }
    }

    private func headingWidth(_ inlines: [MarkdownBlock.Inline], _ width: Int) -> Int {
        Swift.min(width, inlines.plainText.columns)
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
            row.map { Words($0, index == 0 ? .bold : [], self) }
        }
        let widths = (0..<columns).map { column in
            cells.map { column < $0.count ? $0[column].width : 0 }.max() ?? 0
        }
        guard widths.reduce(0, +) + 2 * Swift.max(0, columns - 1) <= width else {
            return cells.dropFirst().flatMap { row in
                row.enumerated().flatMap { column, words in
                    let name = column < cells[0].count ? cells[0][column].line() + ": " : ""
                    return indent(
                        wrap(words, width - 4 - (column < cells[0].count ? cells[0][column].width : 0)),
                        first: column == 0 ? "• " + name : "  " + name)
                }
            }
        }
        var lines = cells.map { row in
            row.enumerated().map { column, words in
                words.line() + String(repeating: " ", count: Swift.max(0, widths[column] - words.width))
            }.joined(separator: "  ").withoutTrailingSpaces.description
        }
        let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
        lines.insert(painted(rule, .faint), at: Swift.min(1, lines.count))
        return lines
    }

    private func wrap(_ words: Words, _ width: Int) -> [String] { words.wrapped(to: width) }
}

/// Inline Markdown as words, each of one or more runs of ink, ready to be set in lines.
private struct Words {
    private enum Piece {
        case word([(text: String, ink: Ink)])
        case lineBreak
    }

    private var pieces: [Piece] = []
    private var open: [(text: String, ink: Ink)] = []
    private let face: TextFace

    init(_ inlines: [MarkdownBlock.Inline], _ ink: Ink, _ face: TextFace) {
        self.face = face
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
        for (index, part) in text.visible.split(separator: " ", omittingEmptySubsequences: false)
            .enumerated()
        {
            if index > 0 { close() }
            if !part.isEmpty { open.append((String(part), ink)) }
        }
    }

    /// Code stays in one piece where it is short, and shows its quotes where there is no colour.
    private mutating func addCode(_ text: String, _ ink: Ink) {
        let shown = face.showsInk ? text.visible : "`\(text.visible)`"
        if shown.count <= 24 { open.append((shown, ink.union(.code))) } else { add(shown, ink.union(.code)) }
    }

    private static func width(_ word: [(text: String, ink: Ink)]) -> Int {
        word.reduce(0) { $0 + $1.text.columns }
    }

    private func painted(_ word: [(text: String, ink: Ink)]) -> String {
        word.map { face.painted($0.text, $0.ink) }.joined()
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
