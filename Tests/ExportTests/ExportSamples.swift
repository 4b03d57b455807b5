import Foundation
import Language
import Lessons
import Vocabulary

@testable import Export

/// Lessons that the tests export.
enum ExportSamples {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

    /// The lessons that come with the program.
    static let shipped: [String] = {
        let names = try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Lessons").path)
        return (names ?? []).filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }.sorted()
    }()

    static func text(_ shipped: String) throws -> String {
        try String(contentsOf: root.appending(path: "Lessons/\(shipped).md"), encoding: .utf8)
    }

    static let header = """
        ---
        title: Sample
        description: A lesson for tests
        lang: en
        lesson:
          format: 1
          id: sample
          version: 3
          seed: 7
          timeout: 20s
          solution: after-pass
        ---

        """

    /// Everything the format has, once, with what is unusual in the form of its fences.
    static let full =
        header + """
            # Sample

            Some *text* with a [link](https://example.org/a?b=1&c=2), `code` and [another](other.md#part).

            ```descent id="first-run" timeout="1.50s"
            a = 1 + 1
            a * 2
            ```
            ```output tol=1e-3
            4
            ```


            ~~~~descent id="second"
            print("```")
            ~~~~

            <!-- descent:predict of="second" what="a" -->
            Before you run it: what is a?

            <!-- descent:question id="q-choice" points=1 type="choice" -->
            What is right?

            - [ ] This.
              > No.
            - [x] That.
              > Yes.

            <!-- descent:question id="q-number" points=2 type="number" -->
            How many?
            <details><summary>Answer</summary>

            = 100 +- 5%

            Because of that.

            </details>

            <!-- descent:notes
            Only the presenter reads this.
            -->

            <!-- descent:stop id="break" -->

            <!-- descent:question id="q-value" points=0 rel=1e-3 type="expression" -->
            Which list?
            <details><summary>Answer</summary>

            = [a, 2 * a]

            </details>

            ## Exercise

            ```descent setup="tune"

            ```

            ```descent exercise="tune" needs="first-run" points=5
            b = ____
            ```

            ```descent check="tune"
            passes(b > 3) or hint("larger")
            ```

            ```descent check="tune" hidden=true
            expect(b < 10, "b is too large.")
            ```

            <details id="larger"><summary>Hint 1</summary>

            Try a larger one.

            </details>

            <details><summary>Solution</summary>

            ```descent solution="tune"
            b = 4
            ```

            Four lies between three and ten.

            </details>

            1. In a list:

               ```descent id="in-list"
               b
               ```

            Done.


            """

    static func lesson(_ body: String) throws -> Lesson {
        try LessonReader.read(header + body, file: "sample.md")
    }

    static func session() -> Session { Session(registry: Vocabulary.registry) }

    /// A folder of its own that goes when the test is done.
    static func inFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "descent-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try body(folder)
    }
}
