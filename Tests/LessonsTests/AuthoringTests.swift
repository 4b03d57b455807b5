import Conversation
import Foundation
import Language
@testable import Lessons
import Answers
import Testing

@Suite("An author's tools")
struct AuthoringTests {
    private func check(_ body: String) throws -> [String] {
        let lesson = try Samples.lesson(body)
        var header = lesson.header
        header.requires = []
        var plain = lesson
        plain.header = header
        let check = LessonCheck(plain, course: Course("/nonexistent"), session: TestSandbox.session)
        return check.faults().map { "\($0.line): \($0.mistake.problem)" }
    }

    private static let sound = """
        ```descent id="one"
        a = 1
        a + 1
        ```

        ```output
        2
        ```

        ```descent exercise="tune" points=5
        b = ____
        ```

        ```descent check="tune"
        passes(b > a) or hint("more")
        ```

        <details id="more"><summary>Hint 1</summary>

        More.

        </details>

        <details><summary>Solution</summary>

        ```descent solution="tune"
        b = 2
        ```

        </details>
        """

    @Test("A sound lesson has no faults")
    func sound() throws {
        #expect(try check(Self.sound) == [])
    }

    @Test(
        "Each kind of fault is found in its line",
        arguments: [
            ("2\n```\n\n```descent ex", "3\n```\n\n```descent ex", "23: the output of one is another now"),
            ("b = 2", "b = 1", "27: the solution of tune does not pass its check"),
            ("b = ____", "b = 3", "27: the starter of tune passes as it is handed out"),
            ("hint(\"more\")", "hint(\"less\")", "32: hint(\"less\") names no hint of tune"),
            (
                "exercise=\"tune\" points=5", "points=5 exercise=\"tune\"",
                "27: the attributes are not in alphabetical order"
            ),
            ("More.", "[More](missing.md).", ": the link missing.md leads nowhere"),
            ("a = 1\n", "a = 1 / 0\n", "19: one: "),
            ("passes(b > a)", "passes(z > a)", "27: the check of tune fails"),
        ])
    func faults(old: String, new: String, expected: String) throws {
        let body = Self.sound.replacingOccurrences(of: old, with: new)
        #expect(body != Self.sound)
        let found = try check(body)
        #expect(found.contains { $0.contains(expected) }, "\(found)")
    }

    @Test("An exercise without hint or solution is named")
    func bare() throws {
        let found = try check("```descent exercise=\"x\"\na = ____\n```\n")
        #expect(found.contains("18: the exercise x has no hint"))
        #expect(found.contains("18: the exercise x has no solution"))
    }

    @Test("A run stops at the first failure and shows the difference")
    func difference() throws {
        let body = "```descent id=\"a\"\n[1, 2]\n```\n\n```output\n[1, 3]\n```\n\n```descent id=\"b\"\n1\n```\n"
        let entries = NotebookRunner(try Samples.lesson(body), session: TestSandbox.session()).run()
        #expect(entries.map(\.id) == ["a"])
        #expect(entries.first?.status == .differs("- [1, 3]\n+ [1, 2]"))
    }

    @Test("A corrected lesson has the outputs that came, and is otherwise the same")
    func correction() throws {
        let body = "Text.\n\n```descent id=\"a\"\n1 + 1\n```\n\n```output\n3\n4\n```\n\nMore.\n"
        let lesson = try Samples.lesson(body)
        let entries = NotebookRunner(lesson, session: TestSandbox.session()).run(goesOn: true)
        let corrected = try #require(Correction.text(of: lesson, entries))
        #expect(corrected == Samples.header + body.replacingOccurrences(of: "3\n4\n", with: "2\n"))
        let again = try LessonReader.read(corrected, file: "sample.md")
        let second = NotebookRunner(again, session: TestSandbox.session()).run(goesOn: true)
        #expect(Correction.text(of: again, second) == nil)
        let allGood = second.allSatisfy { $0.status.isGood }
        #expect(allGood)
    }

    @Test("A failing cell is named with its line in the file")
    func place() throws {
        let body = "```descent id=\"a\"\n1\n2 + nonsense\n```\n"
        let entries = NotebookRunner(try Samples.lesson(body), session: TestSandbox.session()).run()
        guard case .failed(let message) = entries.first?.status else {
            Issue.record("\(entries)")
            return
        }
        #expect(message.hasPrefix("sample.md:20: "), "\(message)")
    }

    @Test("A notebook without a lesson section runs, and a lesson has to have one")
    func notebook() throws {
        for text in [
            "---\ntitle: \"Mine\"\nlang: en\n---\n\n```descent\n1 + 1\n```\n\n```output\n2\n```\n",
            "```descent\n1\n```\n",
        ] {
            let notebook = try LessonReader.read(text, file: "mine.md", asNotebook: true)
            let entries = NotebookRunner(notebook, session: TestSandbox.session()).run()
            #expect(entries.map(\.status) == [.done])
            #expect(!Samples.faults(text).isEmpty)
        }
    }

    @Test("Lessons are found by number, id, title and file, and a wrong name is answered with what there is")
    func course() throws {
        let folder = NSTemporaryDirectory() + "descent-course-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let second = Samples.full.replacingOccurrences(of: "id: sample", with: "id: second").replacingOccurrences(
            of: "title: Sample", with: "title: Two")
        try Samples.full.write(toFile: folder + "/01-sample.md", atomically: true, encoding: .utf8)
        try second.write(toFile: folder + "/02-second.md", atomically: true, encoding: .utf8)
        try "# no lesson".write(toFile: folder + "/03-broken.md", atomically: true, encoding: .utf8)
        let course = Course(folder)
        #expect(course.lessons.map(\.header.id) == ["sample", "second"])
        #expect(course.faults.count == 1)
        for name in ["2", "second", "Two", "two", folder + "/02-second.md"] {
            #expect(try course.lesson(named: name).header.id == "second", "\(name)")
        }
        for name in ["9", "", "nothing", "missing.md"] {
            #expect(throws: (any Error).self, "\(name)") { try course.lesson(named: name) }
        }
        #expect(throws: LessonFaults.self) { try course.lesson(named: "03-broken") }
    }

    @Test("Cells below the entries of a list are run and compared, and corrected where they stand")
    func cellsInLists() throws {
        let body = """
            1. First:

               ```descent id="one"
               a = 2
               a
               ```

               ```output
               2
               ```

            2. Then:

               - below it

               ```descent id="two"
               a + 1
               ```

               ```output
               4
               ```
            """
        let lesson = try Samples.lesson(body)
        #expect(lesson.cells.map(\.id) == ["one", "two"])
        let entries = NotebookRunner(lesson, session: TestSandbox.session()).run(goesOn: true)
        #expect(entries.map(\.status.isGood) == [true, false])
        let corrected = try #require(Correction.text(of: lesson, entries))
        #expect(corrected.contains("   ```output\n   3\n   ```"))
        let again = try LessonReader.read(corrected, file: "sample.md")
        let status = NotebookRunner(again, session: TestSandbox.session()).run().map(\.status.isGood)
        #expect(status == [true, true])
    }

    @Test("Cells in nested lists, in quotations and in details are run, compared and corrected like any other")
    func cellsInside() throws {
        let body = """
            - outer

              - inner

                ```descent id="one"
                a = 2
                a
                ```

                ```output
                9
                ```

            > quoted
            >
            > - deeper
            >
            >   ```descent id="two"
            >   a + 1
            >   ```
            >
            >   ```output
            >   9
            >   ```

            <details><summary>More</summary>

            ```descent id="three"
            a + 2
            ```

            ```output
            9
            ```

            </details>
            """
        let lesson = try Samples.lesson(body)
        #expect(lesson.cells.map(\.id) == ["one", "two", "three"])
        let entries = NotebookRunner(lesson, session: TestSandbox.session()).run(goesOn: true)
        #expect(entries.map(\.status.isGood) == [false, false, false])
        let corrected = try #require(Correction.text(of: lesson, entries))
        #expect(corrected.contains("    ```output\n    2\n    ```"))
        #expect(corrected.contains(">   ```output\n>   3\n>   ```"))
        #expect(corrected.contains("\n```output\n4\n```"))
        let again = try LessonReader.read(corrected, file: "sample.md")
        let status = NotebookRunner(again, session: TestSandbox.session()).run().map(\.status.isGood)
        #expect(status == [true, true, true])
    }
}
