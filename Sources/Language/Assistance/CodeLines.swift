internal import Answers

/// Code for a narrow place: broken where the language lets a line end, so that it can be typed or pasted as it stands.
enum CodeLines {
    /// The statements, one a line, and long ones broken after a comma inside a bracket.
    ///
    /// - Parameter width: columns of the terminal; a piece without a place to break may be longer.
    static func broken(_ code: String, width: Int) -> [String] {
        code.split(separator: "\n").flatMap { line in
            line.columns <= width ? [String(line)] : parts(of: line, at: ";").flatMap { pack($0, width) }
        }
    }

    /// The parts of a line between signs that stand outside strings and, for `;`, outside brackets; the sign `,` stays
    /// with the part before it.
    private static func parts(of line: Substring, at sign: Character) -> [Substring] {
        var parts: [Substring] = []
        var quote: Character?
        var depth = 0
        var start = line.startIndex
        var isEscaped = false
        for index in line.indices {
            let character = line[index]
            if let open = quote {
                if !isEscaped, character == open { quote = nil }
                isEscaped = !isEscaped && character == "\\"
                continue
            }
            switch character {
            case "\"", "'": quote = character
            case "(", "[", "{": depth += 1
            case ")", "]", "}": depth -= 1
            default: break
            }
            guard character == sign, sign == ";" ? depth == 0 : depth > 0 else { continue }
            let end = sign == "," ? line.index(after: index) : index
            parts.append(line[start..<end])
            start = line.index(after: index)
        }
        parts.append(line[start...])
        return parts.map { $0.drop { $0 == " " } }.filter { !$0.isEmpty }
    }

    private static func pack(_ statement: Substring, _ width: Int) -> [String] {
        if statement.columns <= width { return [String(statement)] }
        var lines: [String] = []
        var line = ""
        for part in parts(of: statement, at: ",") {
            if !line.isEmpty, line.columns + 1 + part.columns > width {
                lines.append(line)
                line = "  "
            }
            line += line.isEmpty || line == "  " ? String(part) : " " + part
        }
        return lines + [line]
    }
}

extension Substring {
    /// As for a String.
    var columns: Int { String(self).columns }
}
