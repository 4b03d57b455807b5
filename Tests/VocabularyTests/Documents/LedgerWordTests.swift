import Answers
import Dispatch
import Language
import Ledger
import Testing

@testable import Vocabulary

@Suite("Every row of the ledger has a line that does it")
struct LedgerWordTests {
    private static let chapters = LedgerRows.standard.rows.filter { $0.file.hasSuffix("/rows.md") }
        .reduce(into: [String]()) { letters, row in
            let letter = String(row.id.prefix { !$0.isNumber })
            if !letters.contains(letter) { letters.append(letter) }
        }

    private func failures(_ rows: [LedgerRow]) -> [String] {
        let board = LedgerBoard(rows, LedgerRound(Vocabulary.registry).outcomes(rows, work: Work()))
        #expect(board.outcomes.count == rows.count)
        return board.failures.map { "\($0.row.id): \($0.reason)" }
    }

    @Test("the lines of a chapter run, and what the rows say is true", arguments: chapters)
    func done(chapter: String) {
        let rows = LedgerRows.standard.rows.filter {
            $0.file.hasSuffix("/rows.md") && $0.id.prefix { !$0.isNumber } == chapter
        }
        #expect(failures(rows) == [])
    }

    /// The rows of lessons 22 to 25 lean on words that come with those lessons.
    private static let areThere = ["cost", "prune", "MatrixFactorization"].allSatisfy { name in
        Vocabulary.registry.words.contains { $0.name == name }
    }

    @Test("the lines about costs, inference, kinds of models and choosing run", .enabled(if: areThere))
    func costsAndModels() {
        #expect(failures(LedgerRows.standard.rows.filter { !$0.file.hasSuffix("/rows.md") }) == [])
    }

    private func row(_ code: String, _ check: String) throws -> LedgerRow {
        let text =
            "## Chapter\n\n### A1 item\n\nD1 · lesson 1 · something\n\n```descent check=\"\(check)\"\n\(code)\n```\n"
        return try #require(try LedgerReader.read(text, file: "f.md").first)
    }

    @Test("a line that merely runs is not done")
    func merelyRuns() throws {
        #expect(try failures([row("1 + 1", "_ == 2")]) == [])
        #expect(try failures([row("1 + 1", "_ == 3")]) == ["A1: _ == 3 is False"])
        #expect(try failures([row("1 + ", "_ == 3")]).count == 1)
        #expect(try failures([row("no_such_word()", "_ == 3")]).first?.contains("no_such_word") == true)
    }

    @Test("the word lists, runs one, and names what is near")
    func word() throws {
        let session = Session(registry: Vocabulary.registry)
        #expect(try session.evaluate("ledger(\"A4\").ids").value.repr == "['A4']")
        #expect(try session.evaluate("ledger(\"A4\", run=True).done").value.asInt == 1)
        #expect(try session.evaluate("len(ledger().ids)").value.asInt == 159)
        let error = #expect(throws: Diagnostic.self) { try session.evaluate("ledger(\"A77\")") }
        #expect(error?.mistake.expected?.contains("A7") == true)
    }

    @Test("a stop keeps what was found by then")
    func stopped() throws {
        let session = Session.stoppedUnderWay()
        let board = try #require(try session.evaluate("ledger(run=True)").value.asThing(LedgerBoard.self))
        #expect(board.outcomes.count < board.rows.count)
    }

    @Test("core terms are explained in three ways; where there is no analogy, that is said")
    func terms() throws {
        let session = Session(registry: Vocabulary.registry)
        for (term, _) in Analogies.all {
            #expect(GlossaryWords.glossary.term(term)?.name == term, "\(term)")
            #expect(try session.evaluate("len(explain_term(\"\(term)\"))").value.asInt.map { $0 > 40 } == true)
        }
        let error = #expect(throws: Diagnostic.self) { try session.evaluate("explain_term(\"kappa\", \"analogy\")") }
        #expect(error?.mistake.suggestion != nil)
    }
}
