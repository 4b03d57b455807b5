import Testing

@testable import Terminal

@Suite("Headings in large type")
struct LargeTypeTests {
    @Test("Letters are four rows of half blocks, as the dot matrix draws them")
    func letters() {
        #expect(
            LargeType.lines("Adam", columns: 40) == [
                " ▄▀▄      █",
                "█   █ ▄▀▀▄█  ▀▀▄  █▀▄▀▄",
                "█▀▀▀█ █  ▄█ ▄▀▀█  █ █ █",
                "▀   ▀  ▀▀ ▀  ▀▀▀▀ ▀ ▀ ▀",
            ])
    }

    @Test("Words go to a new line where the room ends, and no line is wider than it")
    func wrapping() throws {
        let lines = try #require(LargeType.lines("Momentum and Adam", columns: 60))
        #expect(lines.count == 9)
        #expect(lines.allSatisfy { $0.count <= 60 })
    }

    @Test(
        "A heading with a sign that has no large form, or too long for the hall, is left to other means",
        arguments: [
            "β₂ in Adam", "An extraordinarilylongword here", "one two three four five six seven eight nine ten", "",
        ])
    func refused(text: String) {
        #expect(LargeType.lines(text, columns: 60) == nil)
    }
}
