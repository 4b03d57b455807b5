/// Patterns that the formats of regular expressions share.
enum TokenPattern {
    static let number =
        #"\b(?:0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][+-]?[0-9]+)?)\b"#
    /// As the lexer reads them.
    static let prefix = "[rRbBfFuU]{0,2}"

    static func anyOf(_ words: [String]) -> String { "\\b(?:" + words.joined(separator: "|") + ")\\b" }

    /// Python's and JavaScript's way to write a list of names.
    static func list(_ words: [String], indent: String) -> String {
        var lines: [String] = []
        var line = indent
        for word in words {
            let piece = "\"\(word)\","
            if line.count + piece.count + 1 > 110 {
                lines.append(line)
                line = indent
            }
            line += (line == indent ? "" : " ") + piece
        }
        return (lines + [line]).joined(separator: "\n")
    }
}
