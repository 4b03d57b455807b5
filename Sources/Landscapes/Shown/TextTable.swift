/// Columns of text: aligned, and cut to a width by dropping what does not fit from the last column.
struct TextTable {
    var header: [String]
    var rows: [[String]] = []
    /// Which columns hold numbers and are set flush right.
    var rightAligned: Set<Int> = []
    var indent = 2

    func text(width: Int) -> String {
        let all = (header.isEmpty ? [] : [header]) + rows
        let columns = all.map(\.count).max() ?? 0
        var widths = [Int](repeating: 0, count: columns)
        for row in all {
            for (column, cell) in row.enumerated() { widths[column] = Swift.max(widths[column], cell.count) }
        }
        return all.map { line($0, widths, width) }.joined(separator: "\n")
    }

    private func line(_ row: [String], _ widths: [Int], _ width: Int) -> String {
        var text = String(repeating: " ", count: indent)
        for (column, cell) in row.enumerated() {
            let gap = String(repeating: " ", count: widths[column] - cell.count)
            if column > 0 { text += "  " }
            text += rightAligned.contains(column) ? gap + cell : cell + gap
        }
        while text.last == " " { text.removeLast() }
        return text.count <= width ? text : String(text.prefix(Swift.max(1, width - 1))) + "…"
    }
}

/// Text broken at spaces into lines of at most `width` characters; a point such as (1, 2) stays in one piece.
func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var pieces: [String] = []
    for word in text.split(separator: " ") {
        if let last = pieces.last, last.hasPrefix("("), last.hasSuffix(","), !last.contains(")") {
            pieces[pieces.count - 1] += " " + word
        } else {
            pieces.append(String(word))
        }
    }
    for word in pieces {
        if !line.isEmpty, line.count + 1 + word.count > width {
            lines.append(line)
            line = ""
        }
        line += line.isEmpty ? word : " " + word
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
}

/// Labelled facts, one under the other, each wrapped beside its label.
func facts(_ pairs: [(label: String, text: String)], width: Int) -> String {
    let labelWidth = (pairs.map(\.label.count).max() ?? 0) + 2
    var lines: [String] = []
    for (label, text) in pairs {
        let parts = wrapped(text, width: Swift.max(12, width - labelWidth - 2))
        for (index, part) in parts.enumerated() {
            let head = index == 0 ? label : ""
            lines.append("  " + head + String(repeating: " ", count: labelWidth - head.count) + part)
        }
    }
    return lines.joined(separator: "\n")
}
