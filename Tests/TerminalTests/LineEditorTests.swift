import Language
import Testing

@testable import Terminal

@Suite struct LineEditorTests {
    @Test("Prepared code that ends in a block gets the empty line that ends it, so that one Enter runs it")
    func preparedBlocks() {
        func prepared(_ text: String) -> String {
            LineEditor.endingItsBlock(text, isComplete: { !Parser.needsMore($0) })
        }
        #expect(prepared("def f(x):\n    return x") == "def f(x):\n    return x\n")
        for whole in ["a = 1", "def f(x):\n    return x\nf(3)", "mean([1,"] { #expect(prepared(whole) == whole) }
    }

    @Test("Lines behind the first stand under it, and come back as they were")
    func alignedLines() {
        for text in ["def f(x):\n    return x\nf(3)", "def f(x):\n    return x\n", "a"] {
            #expect(LineEditor.unaligned(LineEditor.aligned(text)) == text)
        }
    }
}
