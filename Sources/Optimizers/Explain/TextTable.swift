/// Columns of text, numbers set right, first and last column left. The last column goes below where the width ends.
package enum TextTable {
    package static func lines(_ rows: [[String]], width: Int, leftColumns: Set<Int> = []) -> [String] {
        let columns = rows.map(\.count).max() ?? 0
        let last = columns - 1
        let widths = (0..<columns).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
        return rows.map { row in
            var line = " "
            for (column, cell) in row.enumerated() {
                let pad = String(repeating: " ", count: widths[column] - cell.count)
                let isLeft = column == 0 || column == last || leftColumns.contains(column)
                let text = isLeft ? cell + (column == last ? "" : pad) : pad + cell
                if column == last, column > 0, line.count + 2 + text.count > width, line.count > 1, !text.isEmpty {
                    line += "\n      \(text)"
                } else {
                    line += (column == 0 ? " " : "  ") + text
                }
            }
            while line.hasSuffix(" ") { line.removeLast() }
            return line
        }
    }

    /// The text in lines of at most `width` characters, broken between words.
    package static func wrapped(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " " + word
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }
}
