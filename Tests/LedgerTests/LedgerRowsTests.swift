import Answers
import Ledger
import Testing

@Suite("The ledger")
struct LedgerRowsTests {
    private let ledger = LedgerRows.standard

    /// How many rows each chapter has, as they were counted in the documents.
    private static let counts = [
        ("A", 17), ("B", 10), ("C", 9), ("D", 14), ("R", 10), ("H", 23), ("M", 18), ("Q", 9), ("O", 8), ("X", 13),
        ("G", 7), ("K", 9), ("W", 12),
    ]

    @Test("Every file is read, and every row of the documents is there, in order")
    func complete() {
        #expect(ledger.faults.isEmpty, "\(ledger.faults)")
        let expected = Self.counts.flatMap { letter, count in (1...count).map { "\(letter)\($0)" } }
        #expect(ledger.rows.map(\.id) == expected)
    }

    @Test("Every row says who names it, where it is taught, what one sees and what has to be true")
    func whole() {
        for row in ledger.rows {
            #expect(!row.item.isEmpty && !row.shows.isEmpty && !row.code.isEmpty, "\(row.id)")
            #expect(
                row.documents == row.documents.sorted() && Set(row.documents).count == row.documents.count, "\(row.id)")
            #expect(row.lessons.allSatisfy { (0...26).contains($0) }, "\(row.id)")
            #expect(row.check.count > 5, "\(row.id): \(row.check)")
        }
    }

    @Test("Rows are found by id, chapter, lesson, document and words")
    func found() {
        #expect(ledger.rows(about: "a7").map(\.id) == ["A7"])
        #expect(ledger.rows(about: "G").count == 7)
        #expect(ledger.rows(about: "L16").contains { $0.id == "W4" })
        #expect(ledger.rows(about: "L16").allSatisfy { $0.lessons.contains(16) })
        #expect(ledger.rows(about: "document d3").allSatisfy { $0.documents.contains("D3") })
        #expect(ledger.rows(about: "D3").map(\.id) == ["D3"], "a row, not the document")
        #expect(ledger.rows(about: "MOMENTUM").contains { $0.id == "A4" })
        #expect(ledger.rows(about: "no such thing").isEmpty)
    }

    private static let row = """
        ## Optimisers

        ### A1 Gradient descent

        D1 D3 · lessons 3 4 · a path · and its end

        ```descent check="_ == 'x'"
        "x"
        ```
        """

    @Test("A row is read with its place in the file")
    func read() throws {
        let row = try #require(try LedgerReader.read(Self.row, file: "f.md").first)
        #expect(row.id == "A1" && row.item == "Gradient descent" && row.chapter == "Optimisers")
        #expect(row.documents == ["D1", "D3"] && row.lessons == [3, 4] && row.shows == "a path · and its end")
        #expect(row.code == "\"x\"" && row.check == "_ == 'x'" && row.line == 8)
    }

    @Test(
        "What is not a row is named with its line",
        arguments: [
            ("### A1 Gradient descent", "### Gradient", "f.md:3: this heads no row"),
            ("D1 D3 · lessons 3 4 · a path · and its end", "D7 · lesson 3 · a path", "f.md:5: this does not say"),
            ("D1 D3 · lessons 3 4 · a path · and its end", "D1 · a path", "f.md:5: this does not say"),
            ("check=", "checks=", "f.md:7: it is not said what has to come of it"),
            ("```descent check=\"_ == 'x'\"\n\"x\"\n```", "", "f.md:3: A1 has no line"),
            ("D1 D3 · lessons 3 4 · a path · and its end\n", "", "f.md:6: this code belongs to no row"),
        ])
    func faults(part: String, other: String, problem: String) {
        let text = Self.row.replacingOccurrences(part, other)
        let mistake = #expect(throws: Mistake.self) { try LedgerReader.read(text, file: "f.md") }
        #expect(mistake?.problem.hasPrefix(problem) == true, "\(mistake?.problem ?? "")")
    }

    @Test("An id that stands twice is a fault")
    func twice() throws {
        let rows = try LedgerReader.read(Self.row, file: "f.md")
        #expect(LedgerRows(rows + rows).faults.map(\.problem) == ["f.md:8: A1 stands twice"])
    }

    @Test("The board says what is done, and why something is not")
    func board() throws {
        let rows = try LedgerReader.read(Self.row, file: "f.md")
        #expect(LedgerBoard(rows).table(width: 80).contains("ledger(\"A1\", run=True)"))
        let failed = LedgerBoard(rows, ["A1": .failed("x is no number", seconds: 1)])
        let page = failed.table(width: 80)
        #expect(failed.done == 0 && page.contains("Not done:\n  A1 ") && page.contains("x is no number"), "\(page)")
        #expect(LedgerBoard(rows, ["A1": .done(seconds: 0.5)]).summary == "1 row, 1 of 1 that were run are done")
    }

    @Test("The page about empty headings has questions under both")
    func gaps() {
        let page = GapPage(one: 2, all: 1, trainings: 8, cores: 2)
        #expect(page.gain == 2 && page.questions.count >= 6)
        for part in GapPage.parts { #expect(page.table(width: 80).contains(part.heading)) }
    }
}

extension String {
    fileprivate func replacingOccurrences(_ part: String, _ other: String) -> String {
        guard let range = firstRange(of: part) else { return self }
        return replacingCharacters(in: range, with: other)
    }

    private func replacingCharacters(in range: Range<Index>, with other: String) -> String {
        self[..<range.lowerBound] + other + self[range.upperBound...]
    }
}
