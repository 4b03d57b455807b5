/// What was expected beside what came, line by line.
///
/// Where two lines differ, the nearest pair further down that agrees is looked for, at most a few dozen lines away: the
/// work grows with the number of lines, however many of them differ.
enum LineDiff {
    /// How many lines may be missing or new between two that agree.
    private static let reach = 32

    /// Lines that agree stand behind two spaces, missing ones behind `- `, new ones behind `+ `.
    static func text(expected: ExpectedOutput, found: [String]) -> String {
        let matcher = OutputMatcher(expected)
        let wanted = matcher.wanted
        let printed = found.map { OutputMatcher.Found($0) }
        func agree(_ old: Int, _ new: Int) -> Bool {
            old < wanted.count && new < printed.count && !wanted[old].isAnyLines
                && matcher.lineMatches(wanted[old], printed[new])
        }
        var lines: [String] = []
        var (missing, new): ([String], [String]) = ([], [])
        func flush() {
            lines += missing.map { "- " + $0 } + new.map { "+ " + $0 }
            (missing, new) = ([], [])
        }
        var (i, j) = (0, 0)
        while i < wanted.count || j < printed.count {
            if agree(i, j) {
                flush()
                lines.append("  " + found[j])
                (i, j) = (i + 1, j + 1)
            } else if i < wanted.count, wanted[i].isAnyLines {
                // It stands for everything up to what agrees with the line below it.
                flush()
                let end = i + 1 < wanted.count ? (j..<printed.count).first { agree(i + 1, $0) } : printed.count
                while j < end ?? j {
                    lines.append("  " + found[j])
                    j += 1
                }
                i += 1
            } else {
                let (skippedOld, skippedNew) =
                    nearest(agree, i, j)
                    ?? (Swift.min(1, wanted.count - i), Swift.min(1, printed.count - j))
                missing += wanted[i..<(i + skippedOld)].map { String($0.text) }
                new += found[j..<(j + skippedNew)]
                (i, j) = (i + skippedOld, j + skippedNew)
            }
        }
        flush()
        return lines.joined(separator: "\n")
    }

    /// How many lines to pass over on either side so that the next two agree.
    private static func nearest(_ agree: (Int, Int) -> Bool, _ i: Int, _ j: Int) -> (Int, Int)? {
        for total in 1...reach {
            for old in 0...total where agree(i + old, j + total - old) { return (old, total - old) }
        }
        return nil
    }
}
