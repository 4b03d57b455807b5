@testable import Lessons
import Answers

/// Lesson texts that the tests read.
enum Samples {
    static let header = """
        ---
        title: Sample
        description: A lesson for tests
        lang: en
        lesson:
          format: 1
          id: sample
          version: 3
          requires: [first-descent]
          teaches: [adam, bias-correction]
          minutes: 25
          seed: 7
          timeout: 20s
          skip: allowed
          solution: after-pass
          pass: 0.8
        ---

        """

    /// Everything the format has, once.
    static let full =
        header + """
            # Sample

            Some *text* with a [link](other.md).

            ```descent id="first-run"
            a = 1 + 1
            a * 2
            ```

            ```output
            4
            ```

            <!-- descent:predict of="first-run" what="a" -->
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

            <!-- descent:question id="q-formula" points=1 type="formula" variables="k" -->
            Which limit?
            <details><summary>Answer</summary>

            = 2/k

            </details>

            ## Exercise

            ```descent exercise="tune" needs="first-run" points=5 timeout="20s"
            b = ____
            ```

            ```descent check="tune"
            passes(b > 3) or hint("larger")
            expect(b < 10, "b is too large.")
            ```

            <details id="larger"><summary>Hint 1</summary>

            Try a larger one.

            </details>

            <details><summary>Hint 2</summary>

            Four is larger than three.

            </details>

            <details><summary>Solution</summary>

            ```descent solution="tune"
            b = 4
            ```

            Four lies between three and ten.

            </details>

            Done.
            """

    /// A lesson with the sample header and this body; the body's first line is line 18 of the file.
    static func lesson(_ body: String) throws -> Lesson {
        try LessonReader.read(header + body, file: "sample.md")
    }

    /// What reading says is wrong, one line for each.
    static func faults(_ text: String) -> [String] {
        do {
            _ = try LessonReader.read(text, file: "sample.md")
            return []
        } catch {
            return error.faults.map { "\($0.line): \($0.mistake.problem)" }
        }
    }
}
