/// Text in columns, and text broken into lines: how every table and sentence of the program is set.
public enum TextTable {
    /// Where a row that is too long ends.
    public enum Overflow: Sendable {
        /// At the width, with an ellipsis.
        case cut
        /// The last column, which is then text and set left, goes to a line of its own, or to several.
        case below
    }

    /// Rows of cells, a line each: columns as wide as their widest cell, two spaces between them.
    ///
    /// - Parameters:
    ///   - width: columns of the terminal that a line may take.
    ///   - leftColumns: the columns that are set left; the others hold numbers and are set right.
    ///   - indent: spaces before each line.
    public static func lines(
        _ rows: [[String]], width: Int, leftColumns: Set<Int> = [0], indent: Int = 2, overflow: Overflow = .cut
    ) -> [String] {
        if marksCells { return rows.map { marked($0, indent: indent) } }
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in rows.map { column < $0.count ? $0[column].columns : 0 }.max() ?? 0 }
        let margin = String(repeating: " ", count: indent)
        return rows.map { row in
            var line = margin
            for (column, cell) in row.enumerated() {
                let isLast = column == count - 1
                let pad = String(repeating: " ", count: widths[column] - cell.columns)
                let isLeft = leftColumns.contains(column) || (isLast && overflow == .below)
                let text = isLeft ? cell + pad : pad + cell
                if isLast, column > 0, overflow == .below, !cell.isEmpty, line.columns + 2 + cell.columns > width {
                    let below = fitted(margin + "    " + cell, width)
                    line = ([String(line.withoutTrailingSpaces)] + below).joined(separator: "\n")
                } else {
                    line += (column == 0 ? "" : "  ") + text
                }
            }
            line = String(line.withoutTrailingSpaces)
            guard overflow == .cut, line.columns > width else { return line }
            return line.cut(columns: width)
        }
    }

    /// Rows of two columns: a term and its meaning, which is wrapped beside it.
    public static func definitions(_ rows: [(term: String, meaning: String)], indent: Int = 2, width: Int) -> String {
        if marksCells { return rows.map { marked([$0.term, $0.meaning], indent: indent) }.joined(separator: "\n") }
        let longest = rows.map(\.term.columns).max() ?? 0
        let gap = Swift.min(longest, Swift.max(8, width / 3)) + 2
        let margin = String(repeating: " ", count: indent)
        let hanging = margin + String(repeating: " ", count: gap)
        var lines: [String] = []
        for row in rows {
            let meaning = wrap(row.meaning, Swift.max(16, width - indent - gap))
            if row.term.columns + 2 > gap {
                lines.append(margin + row.term)
                lines += meaning.map { hanging + $0 }
            } else {
                let padding = String(repeating: " ", count: gap - row.term.columns)
                lines.append(String((margin + row.term + padding + (meaning.first ?? "")).withoutTrailingSpaces))
                lines += meaning.dropFirst().map { hanging + $0 }
            }
        }
        return lines.joined(separator: "\n")
    }

    /// The text in lines of at most `width` columns, broken between words; a point such as (1, 2) stays in one piece.
    ///
    /// - Parameters:
    ///   - indent: spaces before the first line of each paragraph.
    ///   - hanging: spaces before its other lines.
    public static func wrap(_ text: String, _ width: Int, indent: Int = 0, hanging: Int = 0) -> [String] {
        var lines: [String] = []
        for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var line = String(repeating: " ", count: indent)
            var used = indent
            var isBegun = false
            for piece in pieces(paragraph) {
                let columns = piece.columns
                if isBegun, used + 1 + columns > width {
                    lines.append(line)
                    line = String(repeating: " ", count: hanging)
                    used = hanging
                    isBegun = false
                }
                line += isBegun ? " " + piece : piece
                used += columns + (isBegun ? 1 : 0)
                isBegun = true
            }
            lines.append(line)
        }
        return lines
    }

    /// The same text where it fits; a line that is too long is broken between words, its rest set in.
    public static func fitted(_ text: String, _ width: Int) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
            guard String(line).columns > width else { return [String(line)] }
            let lead = line.prefix { $0 == " " }.count
            return wrap(String(line), width, indent: lead, hanging: lead + 2)
        }
    }

    /// Words, and points as one.
    private static func pieces(_ text: Substring) -> [String] {
        var pieces: [String] = []
        for word in text.split(separator: " ") {
            if let last = pieces.last, last.hasPrefix("("), last.hasSuffix(","), !last.contains(")") {
                pieces[pieces.count - 1] += " " + word
            } else {
                pieces.append(String(word))
            }
        }
        return pieces
    }
}
