import Language
import Testing

@testable import Terminal

@Suite struct CompletionAnswerTests {
    /// Candidates for a word of which so many bytes are typed.
    private func completions(_ typed: Int, _ candidates: [Completions.Candidate]) -> Completions {
        Completions(range: SourceRange(0, typed), candidates: candidates)
    }

    @Test func theCommonPartIsInsertedAndTheRestListed() {
        let found = completions(
            1, [.init("momentum=", .word, "share kept"), .init("monkey_saddle", .word, "a landscape")])
        let answer = CompletionAnswer(found, before: "SGD(m", columns: 80, rows: 24)
        #expect(answer.erase == 1)
        #expect(answer.insertion == "mo")
        #expect(answer.listing == "momentum=      share kept\nmonkey_saddle  a landscape")
    }

    @Test func aSingleCandidateIsInsertedWhole() {
        let found = completions(3, [.init("learning_rate=", .word, "step size")])
        let answer = CompletionAnswer(found, before: "Adam(lea", columns: 80, rows: 24)
        #expect(answer.insertion == "learning_rate=")
        #expect(answer.erase == 3)
        #expect(answer.listing == nil)
    }

    @Test func lettersAsTypedComeBeforeLettersOfAnotherCase() {
        let found = completions(4, [.init("amsgrad=", .word, ""), .init("AMSGrad(", .word, "")])
        #expect(CompletionAnswer(found, before: "Adam(amsg", columns: 80, rows: 24).insertion == "amsgrad=")
        let other = completions(4, [.init("AMSGrad(", .word, "")])
        #expect(CompletionAnswer(other, before: "amsg", columns: 80, rows: 24).insertion == "AMSGrad(")
    }

    @Test func theFormOfTheCallIsShownWhereNothingElseIs() {
        let found = Completions(range: SourceRange(0, 0), candidates: [], signature: "sphere(x, y)")
        #expect(CompletionAnswer(found, before: "sphere(", columns: 80, rows: 24).listing == "sphere(x, y)")
    }

    @Test func typedLettersBeyondAsciiAreErasedAsCharacters() {
        let found = completions("λκ".utf8.count, [.init("λκappa", .word, "")])
        #expect(CompletionAnswer(found, before: "f(λκ", columns: 80, rows: 24).erase == 2)
    }

    @Test func nothingFittingDoesNothing() {
        #expect(CompletionAnswer(completions(0, []), before: "abc", columns: 80, rows: 24) == CompletionAnswer())
    }

    @Test(arguments: [(20, 8), (80, 24), (5, 3)]) func aLongListStaysInTheWindow(_ columns: Int, _ rows: Int) {
        let candidates = (0..<200).map { Completions.Candidate("word\($0)", .word, "meaning \($0)") }
        let list = CompletionAnswer.list(candidates, columns: columns, rows: rows).split(separator: "\n")
        #expect(list.count <= max(5, rows - 4) + 1)
    }
}
