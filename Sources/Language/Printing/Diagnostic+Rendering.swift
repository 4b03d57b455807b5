public import Answers

/// A mistake as a person reads it: the line, a mark under the place, what is wrong, what was expected, what to try.
extension Diagnostic {
    /// The line of the source that the place is in, and the marks under it.
    public struct Excerpt: Sendable, Equatable {
        /// Counted from 1 in the file or cell.
        public var lineNumber: Int
        /// The line of source, cut to the width around the place.
        public var line: String
        /// White space and `^` under the place; tabs are kept, so that both lines stay in step.
        public var marker: String
    }

    /// The line in which the mistake is, with the columns to underline; nil when the place is not known.
    public func excerpt(width: Int = 80) -> Excerpt? {
        guard let source, let range else { return nil }
        let bytes = Array(source.text.utf8)
        let place = Swift.min(range.lower, bytes.count)
        let newline = UInt8(ascii: "\n")
        let start = bytes[..<place].lastIndex(of: newline).map { $0 + 1 } ?? 0
        let end = bytes[place...].firstIndex(of: newline) ?? bytes.count
        func text(_ from: Int, _ to: Int) -> String {
            String(decoding: bytes[from..<Swift.max(from, to)], as: UTF8.self).filter { $0 != "\r" && $0 != "\r\n" }
                .visible
        }
        let number = source.firstLine + bytes[..<start].count { $0 == newline }
        let (before, marked, after) = Diagnostic.window(
            text(start, place), text(place, Swift.min(range.upper, end)),
            text(Swift.min(Swift.max(range.upper, place), end), end),
            Swift.max(20, width - 4))
        let indent = before.map { $0 == "\t" ? "\t" : String(repeating: " ", count: $0.columns) }.joined()
        let marker = indent + String(repeating: "^", count: Swift.max(1, marked.columns))
        return Excerpt(
            lineNumber: number, line: before + marked + after, marker: marker)
    }

    /// Cuts a long line so that the place stays in sight.
    private static func window(_ before: String, _ marked: String, _ after: String, _ width: Int) -> (
        String, String, String
    ) {
        guard before.columns + marked.columns + after.columns > width else { return (before, marked, after) }
        var marked = marked
        if marked.columns > width * 2 / 3 { marked = prefix(marked, width * 2 / 3) + "…" }
        var before = before
        let room = width - marked.columns
        if before.columns > room * 2 / 3 {
            before = "…" + String(prefix(String(before.reversed()), room * 2 / 3 - 1).reversed())
        }
        let rest = width - before.columns - marked.columns
        return (before, marked, after.columns > rest ? prefix(after, Swift.max(0, rest - 1)) + "…" : after)
    }

    private static func prefix(_ text: String, _ columns: Int) -> String {
        var out = ""
        var used = 0
        for character in text {
            used += character.columns
            if used > columns { break }
            out.append(character)
        }
        return out
    }

    /// What is wrong, the calls it passed through, what was expected and what to try: a piece of text for each, broken
    /// between words where it is wider than the window; without a place.
    public func message(width: Int = .max) -> [String] {
        var pieces = [Diagnostic.broken("", mistake.problem, indent: 2, width)]
        if !trail.isEmpty {
            pieces.append(Diagnostic.broken("  inside    ", trail.joined(separator: ", called by "), indent: 12, width))
        }
        if let expected = mistake.expected {
            pieces.append(Diagnostic.broken("  expected  ", expected, indent: 12, width))
        }
        if let suggestion = mistake.suggestion {
            pieces.append(Diagnostic.broken("  try       ", suggestion, indent: 12, width))
        }
        return pieces
    }

    /// The whole message as plain text.
    public func text(width: Int = 80) -> String {
        var lines = message(width: width)
        lines[0] = (location.map { $0 + ": " } ?? "") + lines[0]
        if let excerpt = excerpt(width: width) { lines = ["  " + excerpt.line, "  " + excerpt.marker] + lines }
        return lines.joined(separator: "\n")
    }

    /// A text behind a label; the lines after the first are set in.
    private static func broken(_ label: String, _ text: String, indent: Int, _ width: Int) -> String {
        let text = text.visible
        guard (label + text).columns > width else { return label + text }
        let lines = TextTable.wrap(text, Swift.max(20, width - indent))
        return label + lines.joined(separator: "\n" + String(repeating: " ", count: indent))
    }

    /// `lesson.md:12`, or `line 3` in a text of several lines; nil where the place is plain.
    public var location: String? {
        guard let source, let number = excerpt()?.lineNumber else { return nil }
        if let name = source.name { return "\(name):\(number)" }
        return source.text.utf8.contains(UInt8(ascii: "\n")) ? "line \(number)" : nil
    }
}

extension Mistake {
    /// The message without a place.
    public var text: String { Diagnostic(self).text() }
}
