import Testing

@testable import Terminal

@Suite("A long text on a terminal")
struct PagerTests {
    /// What was sent, and how often a key was asked for, with these keys pressed.
    private func shown(_ text: String, columns: Int = 40, rows: Int = 10, keys: [Pager.Key] = []) -> (
        lines: [String], asked: Int
    ) {
        var sent = ""
        var asked = 0
        let pager = Pager(columns: columns, rows: rows, send: { sent += $0 }) {
            asked += 1
            return asked <= keys.count ? keys[asked - 1] : .next
        }
        pager.show(text)
        // A notice stands before a carriage return, and is blanked out by the one after it.
        let lines = sent.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.split(separator: "\r", omittingEmptySubsequences: false).last ?? "")
        }
        return (lines, asked)
    }

    private func numbered(_ count: Int) -> String { (1...count).map { "line \($0)" }.joined(separator: "\n") }

    @Test("A text that fits is shown at once")
    func short() {
        let (lines, asked) = shown(numbered(9))
        #expect(asked == 0)
        #expect(lines == numbered(9).split(separator: "\n").map(String.init) + [""])
    }

    @Test("A longer one is shown a screen at a time, whole and in order")
    func long() {
        let (lines, asked) = shown(numbered(30))
        #expect(asked == 3)
        #expect(lines == numbered(30).split(separator: "\n").map(String.init) + [""])
    }

    @Test("The person may leave after any screen")
    func leaving() {
        let (lines, asked) = shown(numbered(30), keys: [.next, .leave])
        #expect(asked == 2)
        #expect(lines.filter { !$0.isEmpty }.count == 18)
    }

    @Test("The notice says how much is left and what the keys are, and fits the window")
    func notice() {
        for columns in [20, 40, 80] {
            var sent: [String] = []
            Pager(columns: columns, rows: 10, send: { sent.append($0) }) { .leave }.show(numbered(30))
            #expect(sent[1].hasPrefix("21 more lines: E"))
            #expect(sent[1].count < columns)
        }
    }

    @Test("Lines wider than the window count as the rows they take; colour takes none")
    func width() {
        let wide = (1...4).map { _ in String(repeating: "x", count: 100) }.joined(separator: "\n")
        #expect(shown(wide, columns: 40, rows: 10).asked == 1)
        let coloured = (1...9).map { "\u{1B}[1;34m" + String(repeating: "x", count: 38) + "\u{1B}[0m \($0)" }
            .joined(separator: "\n")
        #expect(shown(coloured, columns: 40, rows: 10).asked == 0)
    }

    @Test("A window of a few rows, or of unknown height, is not paged")
    func low() {
        #expect(shown(numbered(30), rows: 4).asked == 0)
        #expect(shown(numbered(30), rows: 0).asked == 0)
    }
}
