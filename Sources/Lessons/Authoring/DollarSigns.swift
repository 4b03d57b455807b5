import Markdown

/// TeX between dollar signs. A page shows it as it is written, a notebook's reader sets it as mathematics, and two prices in one
/// paragraph become mathematics there, too: so its author is told.
enum DollarSigns {
    /// The lines in which a paragraph has its first of two dollar signs or more, beside those in code and those behind a backslash.
    static func pairs(in lesson: Lesson) -> [Int] {
        let lines = lesson.text.split(separator: "\n", omittingEmptySubsequences: false)
        let length = FrontMatter.length(lines)
        let body = lines[length...].joined(separator: "\n")
        let blocks = (try? MarkdownParser.blocks(of: body, firstLine: length + 1)) ?? []
        return blocks.flatMap { block -> [Int] in
            switch block.content {
            case .code, .html, .rule: return []
            default:
                let end = Swift.min(lines.count, block.lines.upperBound)
                return pairs(in: lines[(block.lines.lowerBound - 1)..<end])
            }
        }
    }

    /// - Parameter lines: of one block, numbered from 0 as in the file.
    private static func pairs(in lines: ArraySlice<Substring>) -> [Int] {
        var found: [Int] = []
        var isInFence = false
        /// The line of the first sign of the paragraph, and how many there are.
        var signs: (first: Int, count: Int) = (0, 0)
        /// How many backticks opened the code that the paragraph is in; 0 outside of code.
        var open = 0
        func close() {
            if signs.count > 1 { found.append(signs.first) }
            (signs, open) = ((0, 0), 0)
        }
        for (index, line) in zip(lines.indices, lines) {
            let bare = line.drop { $0 == " " || $0 == ">" }
            if bare.hasPrefix("```") || bare.hasPrefix("~~~") {
                isInFence.toggle()
                close()
            } else if bare.isEmpty {
                close()
            } else if !isInFence {
                for _ in 0..<count(in: line, &open) {
                    if signs.count == 0 { signs.first = index + 1 }
                    signs.count += 1
                }
            }
        }
        close()
        return found
    }

    /// The signs of a line that stand in no code and behind no backslash.
    private static func count(in line: Substring, _ open: inout Int) -> Int {
        var count = 0
        var ticks = 0
        var isEscaped = false
        for character in line + " " {
            if character == "`", !isEscaped || open > 0 {
                ticks += 1
                continue
            }
            if ticks > 0 {
                open = open == 0 ? ticks : open == ticks ? 0 : open
                ticks = 0
            }
            if character == "$", open == 0, !isEscaped { count += 1 }
            isEscaped = character == "\\" && !isEscaped && open == 0
        }
        return count
    }
}
