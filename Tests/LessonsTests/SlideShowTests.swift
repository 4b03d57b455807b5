import Answers
import Conversation
import Language
import Testing

@testable import Lessons

@Suite("A lesson as a talk")
struct SlideShowTests {
    private static let body = """
        # Title

        Welcome.

        <!-- descent:notes
        Wait for silence.
        -->

        ## One

        First.

        ```descent id="a"
        a = 2
        a * 21
        ```

        Between.

        ```descent id="b"
        a + nothing
        ```

        After.

        <!-- descent:stop -->

        ## Two

        <!-- descent:question id="q" type="number" -->
        How many?
        <details><summary>Answer</summary>

        = 4 +- 1

        Four and a bit.

        </details>

        ```descent exercise="e"
        b = ____
        ```

        ```descent check="e"
        passes(b == 4)
        ```

        <details><summary>Solution</summary>

        ```descent solution="e"
        b = 2 * a; b
        ```

        Twice.

        </details>
        """

    private func show() throws -> SlideShow {
        SlideShow(try Samples.lesson(Self.body), sandbox: TestSandbox.sandbox())
    }

    private func text(_ show: SlideShow) -> String { TextFace(width: 60).text(of: show.parts) }

    @Test("Each heading has a page, a stop has one of its own, and notes stand on none")
    func pages() throws {
        let show = try show()
        #expect(show.slides.map(\.heading) == ["Title", "One", "Stop", "Two"])
        #expect(show.heading == "Title" && text(show) == "Welcome.")
        #expect(show.notes == ["Wait for silence."])
        #expect(show.allNotes == "1  Title\nWait for silence.")
    }

    @Test("A step runs the next cell and shows what follows it, up to the next cell")
    func steps() throws {
        let show = try show()
        #expect(show.forward()?.isEmpty == true)
        #expect(show.place == (2, 4) && show.runsNext)
        #expect(text(show) == "First.\n\n    a = 2\n    a * 21")
        let result = try #require(show.forward())
        #expect(TextFace(width: 60).text(of: result) == "42")
        #expect(text(show) == "First.\n\n    a = 2\n    a * 21\n\n42\n\nBetween.\n\n    a + nothing")
        let failed = try #require(show.forward())
        #expect(TextFace(width: 60).text(of: failed).contains("nothing"))
        #expect(text(show).hasSuffix("After."), "the talk goes on")
    }

    @Test("A changed line takes the place of the cell's own, and running once more takes its place again")
    func edited() throws {
        let show = try show()
        _ = show.forward()
        _ = show.run("a = 3; a * 21")
        #expect(text(show).contains("63") && !text(show).contains("42"))
        show.go(to: 2)
        #expect(show.code == "a + nothing")
        _ = show.forward()
        #expect(show.code == "a + nothing", "after its last cell a page has it still to be changed")
    }

    @Test("Questions and exercises are resolved by a step, and the solution's result stays for what follows")
    func resolved() throws {
        let show = try show()
        show.go(to: 4)
        #expect(text(show) == "How many?")
        #expect(TextFace(width: 60).text(of: try #require(show.forward())).contains("4 ± 1"))
        #expect(show.runsNext)
        let solved = TextFace(width: 60).text(of: try #require(show.forward()))
        #expect(solved.contains("b = 2 * a; b") && solved.contains("4") && solved.contains("Twice."))
        #expect(show.forward() == nil)
        #expect(show.back() && show.heading == "Stop")
    }
}
