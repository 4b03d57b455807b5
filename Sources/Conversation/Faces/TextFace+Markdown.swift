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

    /// Columns as wide as their widest entry; where the page is too narrow, entries are broken between words, and where it is too
    /// narrow for that, the table is written row by row as a list.
    private func table(_ rows: [[[MarkdownBlock.Inline]]], width: Int) -> [String] {
        let columns = rows.map(\.count).max() ?? 0
        let cells = rows.enumerated().map { index, row in
            row.map { Words($0, index == 0 ? .bold : [], self) }
        }
        let widths = (0..<columns).map { column in
            cells.map { column < $0.count ? $0[column].width : 0 }.max() ?? 0
        }
        let longest = (0..<columns).map { column in
            cells.map { column < $0.count ? $0[column].longest : 0 }.max() ?? 0
        }
        let room = width - 2 * Swift.max(0, columns - 1)
        guard let fitted = Self.fitted(widths, longest: longest, room: room) else {
            return cells.dropFirst().flatMap { list($0, under: cells[0], width: width) }
        }
        var rows = cells.map { row -> [String] in
            let entries = row.enumerated().map { $1.lines(to: fitted[$0]) }
            return (0..<(entries.map(\.count).max() ?? 0)).map { line in
                entries.enumerated().map { column, lines in
                    let part = lines[safe: line] ?? (text: "", columns: 0)
                    return part.text + String(repeating: " ", count: Swift.max(0, fitted[column] - part.columns))
                }.joined(separator: "  ").withoutTrailingSpaces.description
            }
        }
        let rule = fitted.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
        rows.insert([painted(rule, .faint)], at: Swift.min(1, rows.count))
        return rows.flatMap(\.self)
    }

    /// The columns' widths when they share this room: each as wide as it needs to be or as its share allows, and never narrower than
    /// its longest word.
    ///
    /// - Returns: nil where the room is too narrow for words, or the columns are for sentences.
    private static func fitted(_ widths: [Int], longest: [Int], room: Int) -> [Int]? {
        if widths.reduce(0, +) <= room { return widths }
        guard longest.reduce(0, +) <= room, room >= 16 * widths.count else { return nil }
        var fitted = longest
        var free = room - longest.reduce(0, +)
        // Column by column a blank at a time to the one that lacks most: its share of a row grows evenly.
        let filled = widths.indices.filter { widths[$0] > 0 }
        func lacksLess(_ a: Int, _ b: Int) -> Bool { widths[a] * fitted[b] < widths[b] * fitted[a] }
        while free > 0, let most = filled.max(by: lacksLess), fitted[most] < widths[most] {
            fitted[most] += 1
            free -= 1
        }
        return fitted
    }

    /// A row as a list, each entry behind the name of its column.
    private func list(_ row: [Words], under head: [Words], width: Int) -> [String] {
        row.enumerated().flatMap { column, words -> [String] in
            let name = column < head.count ? head[column].line() + ": " : ""
            let taken = column < head.count ? head[column].width + 2 : 0
            let lines = wrap(words, Swift.max(8, width - 2 - taken))
            let first = (column == 0 ? "• " : "  ") + name + (lines.first ?? "")
            return [first] + lines.dropFirst().map { "    " + $0 }
        }
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

    /// The longest piece that is not broken.
    var longest: Int {
        pieces.map { if case .word(let word) = $0 { Self.width(word) } else { 0 } }.max() ?? 0
    }

    func wrapped(to width: Int) -> [String] { lines(to: width).map(\.text) }

    /// Lines with their widths.
    func lines(to width: Int) -> [(text: String, columns: Int)] {
        var lines: [(text: String, columns: Int)] = []
        var line = ""
        var column = 0
        for piece in pieces {
            guard case .word(let word) = piece else {
                lines.append((line, column))
                (line, column) = ("", 0)
                continue
            }
            let size = Self.width(word)
            if column > 0, column + 1 + size > width {
                lines.append((line, column))
                (line, column) = ("", 0)
            }
            if column > 0 {
                line += " "
                column += 1
            }
            line += painted(word)
            column += size
        }
        if !line.isEmpty { lines.append((line, column)) }
        return lines
    }
}
