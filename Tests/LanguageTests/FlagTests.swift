import Answers
import Language
import Testing

@Suite("What auto() is joined with in an enum.Flag is worked out once, and no deeper than it can be walked through")
struct FlagTests {
    private func value(_ text: String) throws -> Value {
        try Session(registry: Registry(words: PythonWords.words)).evaluate(text).value
    }

    @Test("Sixty names that are each the one before with itself are all the first")
    func doubled() throws {
        let lines = (1...60).map { "    A\($0) = A\($0 - 1) | A\($0 - 1)\n" }.joined()
        let start = "from enum import Flag, auto\nclass F(Flag):\n    A0 = auto()\n"
        let found = try value(start + lines + "\nF.A60.value")
        #expect(found.asInt == 1)
    }

    @Test("Combinations of combinations end at a height")
    func high() {
        let lines = String(repeating: "    X = X | A\n", count: 300)
        let found = #expect(throws: Diagnostic.self) {
            try value("from enum import Flag, auto\nclass F(Flag):\n    A = auto()\n    X = A | A\n" + lines)
        }
        #expect(found?.mistake.problem == "auto() is joined with others 200 times, one in the other")
    }

    @Test("A number that somebody puts in the place of a flag's value is no bits")
    func replaced() throws {
        let text = """
            from enum import Flag
            class F(Flag):
                A = 1
                B = 2
            F.A._value_ = 2**63 - 1
            try:
                said = repr(F(5))
            except ValueError:
                said = "refused"
            said
            """
        #expect(try value(text).asText == "refused")
    }

    @Test("A character is not asked for by its name; the backslash of bytes stays")
    func characterNames() throws {
        let found = #expect(throws: Diagnostic.self) { try value("\"\\N{BULLET}\"") }
        #expect(found?.mistake.problem == "characters have no names here")
        #expect(try value("len(b\"\\N\")").asInt == 2)
    }
}
