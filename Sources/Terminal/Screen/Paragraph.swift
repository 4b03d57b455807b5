/// Running text broken at blanks into lines of a given width.
public enum Paragraph {
    /// - Parameters:
    ///   - first: stands before the first line.
    ///   - indent: blanks before every other line.
    public static func wrap(_ text: String, width: Int, first: String = "", indent: Int = 0) -> String {
        var lines: [String] = []
        var line = first
        var lineIsEmpty = true
        for word in text.split(separator: " ") {
            let cells = Cells.width(of: word)
            if !lineIsEmpty, Cells.width(of: line) + 1 + cells > width {
                lines.append(line)
                line = String(repeating: " ", count: indent)
                lineIsEmpty = true
            }
            line += (lineIsEmpty ? "" : " ") + word
            lineIsEmpty = false
        }
        lines.append(line)
        return lines.joined(separator: "\n")
    }

    /// Terms with their meanings beside them, or below them where the lines are short.
    public static func pairs(_ pairs: [(term: String, meaning: String)], width: Int) -> String {
        let column = (pairs.map { Cells.width(of: $0.term) }.max() ?? 0) + 2
        return pairs.map { term, meaning in
            column + 22 <= width
                ? Paragraph.wrap(meaning, width: width, first: "  " + Cells.pad(term, column), indent: column + 2)
                : "  " + term + "\n" + Paragraph.wrap(meaning, width: width, first: "    ", indent: 4)
        }.joined(separator: "\n")
    }
}
