import Language
import Testing

@testable import Conversation

@Suite("Lines pasted with their prompts")
struct PastedPromptsTests {
    private func inputs(_ text: String) -> [String] { PastedPrompts.inputs(in: text, needsMore: Parser.isIncomplete) }

    @Test(
        "Each prompt begins an input; what stands below without a prompt is output and left out",
        arguments: [
            ("> 1 + 1", ["1 + 1"]), ("> a = 1\n> a", ["a = 1", "a"]), (">>> a = 1\n>>> a", ["a = 1", "a"]),
            ("> 1 + 1\n2\n> 3\n3\n", ["1 + 1", "3"]), ("  > 1\n  1\n  > 2", ["1", "2"]), ("> :lessons", [":lessons"]),
            (">>> f(1,\n...   2)\n3\n>>> 4", ["f(1,\n  2)", "4"]), ("> f(1,\n  2)\n3\n> 4", ["f(1,\n  2)", "4"]),
            ("> g = \"\"\"a\n> b\"\"\"\n> g", ["g = \"\"\"a\n> b\"\"\"", "g"]), (">\n> 1\n>>>", ["1"]),
            ("\n> 1", ["1"]), (">>> plot(\n... rosenbrock\n... )", ["plot(\nrosenbrock\n)"]),
        ])
    func prompts(text: String, expected: [String]) { #expect(inputs(text) == expected, "\(text)") }

    @Test(
        "A text without a prompt in its first line stays as it is",
        arguments: ["", "1 + 1", "a = 1\na", "a >\nb", "x > 1", ">1", ">=", "# > 1", "f(\n> 1)", "... 1"])
    func others(text: String) { #expect(inputs(text) == [text]) }

    @Test("An open bracket behind the last prompt asks for another line")
    func open() {
        let conversation = Conversation(Interpreter(Session(registry: Registry(words: []))))
        #expect(conversation.needsMore("> 1\n> (2 +"))
        #expect(!conversation.needsMore("> (2 +\n3)"))
        #expect(!conversation.needsMore("> 1"))
        #expect(!conversation.needsMore("> :save ("))
        #expect(!conversation.needsMore(">"))
    }
}
