/// Rows of cells as aligned text: the first column to the left, numbers to the right, no line longer than the width.
enum Table {
    static func text(_ rows: [[String]], width: Int) -> String {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.compactMap { column < $0.count ? $0[column].count : nil }.max() ?? 0
        }
        return rows.map { row in
            var line = " "
            for (column, cell) in row.enumerated() {
                let pad = String(repeating: " ", count: widths[column] - cell.count)
                line += column == 0 ? " " + cell + pad : "  " + pad + cell
            }
            while line.hasSuffix(" ") { line.removeLast() }
            return line.count <= width ? line : String(line.prefix(Swift.max(width - 1, 1))) + "…"
        }.joined(separator: "\n")
    }
}
