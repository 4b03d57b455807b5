/// What was expected beside what came, line by line.
enum LineDiff {
    /// Lines that agree stand behind two spaces, missing ones behind `- `, new ones behind `+ `.
    static func text(expected: ExpectedOutput, found: [String]) -> String {
        let matcher = OutputMatcher(expected)
        let difference = found.difference(from: expected.lines) { matcher.lineMatches($1, $0) }
        var removed: Set<Int> = []
        var added: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var lines: [String] = []
        var old = 0
        var new = 0
        while old < expected.lines.count || new < found.count {
            if removed.contains(old) {
                lines.append("- " + expected.lines[old])
                old += 1
            } else if added.contains(new) {
                lines.append("+ " + found[new])
                new += 1
            } else {
                if new < found.count { lines.append("  " + found[new]) }
                old += 1
                new += 1
            }
        }
        return lines.joined(separator: "\n")
    }
}
