/// Columns of text, aligned and wrapped in the last column.
public enum TextTable {
    /// Rows of two columns: a term and its meaning.
    public static func definitions(_ rows: [(term: String, meaning: String)], indent: Int = 2, width: Int) -> String {
        let longest = rows.map(\.term.columns).max() ?? 0
        let gap = Swift.min(longest, Swift.max(8, width / 3)) + 2
        var lines: [String] = []
        for row in rows {
            let margin = String(repeating: " ", count: indent)
            let wrapped = wrap(row.meaning, Swift.max(16, width - indent - gap))
            let padding = String(repeating: " ", count: Swift.max(1, gap - row.term.columns))
            if row.term.columns + 2 > gap {
                lines.append(margin + row.term)
                lines += wrapped.map { margin + String(repeating: " ", count: gap) + $0 }
            } else {
                lines.append(trimmedEnd(margin + row.term + padding + (wrapped.first ?? "")))
                lines += wrapped.dropFirst().map { margin + String(repeating: " ", count: gap) + $0 }
            }
        }
        return lines.joined(separator: "\n")
    }

    /// The text in lines of at most `width` columns, broken between words.
    public static func wrap(_ text: String, _ width: Int) -> [String] {
        var lines: [String] = []
        for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var line = ""
            for word in paragraph.split(separator: " ", omittingEmptySubsequences: true) {
                if !line.isEmpty, line.columns + word.reduce(0, { $0 + $1.columns }) + 1 > width {
                    lines.append(line)
                    line = ""
                }
                line += (line.isEmpty ? "" : " ") + word
            }
            lines.append(line)
        }
        return lines
    }

    private static func trimmedEnd(_ line: String) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }
}
