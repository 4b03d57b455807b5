import Answers

/// A line of code broken for a page that does not hold it. It is to be read, not to be run.
enum CodeLine {
    /// The pieces, of which all but the first stand further in; the line itself where it fits.
    static func broken(_ line: String, columns: Int) -> [String] {
        let room = Swift.max(20, columns)
        var rest = line
        var lines: [String] = []
        let indent = String(line.prefix { $0 == " " })
        while rest.columns > room, let end = place(in: rest, before: room) {
            lines.append(String(rest[..<end].withoutTrailingSpaces))
            let isStatement = rest[..<end].trimmed.hasSuffix(";")
            rest = indent + (isStatement ? "" : "    ") + rest[end...].trimmed
        }
        return lines + [rest]
    }

    /// Behind the last statement that fits, else behind the last blank; nil where a break would leave nothing before it.
    private static func place(in line: String, before room: Int) -> String.Index? {
        let start = line.firstIndex { $0 != " " } ?? line.endIndex
        var (statement, word): (String.Index?, String.Index?) = (nil, nil)
        var used = 0
        for index in line.indices {
            used += line[index].columns
            if used > room { break }
            guard index > start, line[index] == " " else { continue }
            let next = line.index(after: index)
            word = next
            if line[line.index(before: index)] == ";" { statement = next }
        }
        return statement ?? word
    }
}
