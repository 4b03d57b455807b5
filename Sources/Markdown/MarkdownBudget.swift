/// What a text may ask of the parser. Some texts of a few kilobytes take it minutes and gigabytes: a table whose header has
/// thousands of columns, a paragraph that is one long beginning of a link. Whatever costs more than its length is bounded
/// here, before the parser sees it.
///
/// Fences at the left margin are code whatever they hold; everything else counts as prose. Where it is not certain that the
/// parser takes a line for code, it is prose.
public struct MarkdownBudget: Sendable {
    /// Bytes of a text.
    public static let bytes = 1 << 21
    /// Bytes of its prose.
    public static let prose = 1 << 17
    /// Bytes of lines without an empty one between them.
    public static let paragraph = 1 << 13
    /// Lines of such a paragraph times the bars in the longest of them: the cells that a table can have.
    public static let cells = 10_000

    /// A text that asks too much.
    public struct Excess: Error, Sendable, Equatable {
        /// The line, from 1, where the bound is passed.
        public var line: Int
        /// What there is too much of.
        public var problem: String
        /// How much there may be.
        public var expected: String
    }

    private enum HTML: Equatable {
        case none
        case untilEmptyLine
        case until([UInt8])
    }

    private var fence: (mark: UInt8, length: Int)?
    private var html = HTML.none
    private var proseBytes = 0
    private var paragraphBytes = 0
    private var paragraphLines = 0
    private var bars = 0

    /// - Throws: `Excess` where the text passes a bound.
    public static func check(_ text: String) throws(Excess) {
        let text = Array(text.utf8)
        guard text.count <= bytes else {
            throw Excess(line: 1, problem: "the text is too long", expected: "at most \(bytes >> 20) MB")
        }
        var budget = MarkdownBudget()
        var start = 0
        var line = 1
        while start < text.count {
            let end = text[start...].firstIndex { $0 == 0x0a || $0 == 0x0d } ?? text.count
            try budget.take(text[start..<end], line)
            let isPair = end + 1 < text.count && text[end] == 0x0d && text[end + 1] == 0x0a
            start = end + (isPair ? 2 : 1)
            line += 1
        }
    }

    private mutating func take(_ line: ArraySlice<UInt8>, _ number: Int) throws(Excess) {
        if let open = fence {
            if closes(open, line) { fence = nil }
            return
        }
        if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
            if html == .untilEmptyLine { html = .none }
            (paragraphBytes, paragraphLines, bars) = (0, 0, 0)
            return
        }
        if html == .none, let opened = opening(line) {
            fence = opened
            (paragraphBytes, paragraphLines, bars) = (0, 0, 0)
            return
        }
        follow(line)
        proseBytes += line.count + 1
        paragraphBytes += line.count + 1
        paragraphLines += 1
        bars = Swift.max(bars, line.count { $0 == UInt8(ascii: "|") })
        if proseBytes > MarkdownBudget.prose {
            throw Excess(
                line: number, problem: "there is too much text outside of fences",
                expected: "at most \(MarkdownBudget.prose >> 10) kB; longer lessons are better as two")
        }
        if paragraphBytes > MarkdownBudget.paragraph {
            throw Excess(
                line: number, problem: "there is too much text without an empty line in it",
                expected: "at most \(MarkdownBudget.paragraph >> 10) kB")
        }
        if bars * paragraphLines > MarkdownBudget.cells {
            throw Excess(
                line: number, problem: "a table has too many cells", expected: "at most \(MarkdownBudget.cells)")
        }
    }

    // MARK: - Fences

    private func opening(_ line: ArraySlice<UInt8>) -> (mark: UInt8, length: Int)? {
        guard let mark = line.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
        let length = line.prefix { $0 == mark }.count
        guard length >= 3, mark == UInt8(ascii: "~") || !line.dropFirst(length).contains(mark) else { return nil }
        return (mark, length)
    }

    private func closes(_ open: (mark: UInt8, length: Int), _ line: ArraySlice<UInt8>) -> Bool {
        let indent = line.prefix { $0 == 0x20 }.count
        let marks = line.dropFirst(indent).prefix { $0 == open.mark }.count
        return indent <= 3 && marks >= open.length
            && line.dropFirst(indent + marks).allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }

    // MARK: - HTML, in which a fence is none

    private mutating func follow(_ line: ArraySlice<UInt8>) {
        if case .until(let end) = html {
            if contains(end, line) { html = .none }
            return
        }
        guard html == .none else { return }
        // Behind marks of quotations and lists.
        let rest = line.drop { byte in
            " \t>*+-.)".utf8.contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        guard rest.first == UInt8(ascii: "<") else { return }
        let text = String(decoding: rest.prefix(12), as: UTF8.self).lowercased()
        let ends = [
            ("<!--", "-->"), ("<?", "?>"), ("<![cdata[", "]]>"), ("<!", ">"), ("<script", "</script>"),
            ("<pre", "</pre>"), ("<style", "</style>"), ("<textarea", "</textarea>"),
        ]
        guard let end = ends.first(where: { text.hasPrefix($0.0) }) else {
            html = .untilEmptyLine
            return
        }
        html = contains(Array(end.1.utf8), rest.dropFirst(2)) ? .none : .until(Array(end.1.utf8))
    }

    private func contains(_ end: [UInt8], _ line: ArraySlice<UInt8>) -> Bool {
        let folded = line.map { (0x41...0x5a).contains($0) ? $0 + 0x20 : $0 }
        guard folded.count >= end.count else { return false }
        return (0...(folded.count - end.count)).contains { folded[$0..<($0 + end.count)].elementsEqual(end) }
    }
}
