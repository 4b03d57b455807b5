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
}
