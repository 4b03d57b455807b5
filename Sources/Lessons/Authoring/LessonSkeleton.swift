public import Answers

/// A new lesson: everything that the format has, once, with blanks for what only its author knows. It passes `lesson check` as
/// soon as they are filled; its code works and is there to be replaced.
public struct LessonSkeleton: Sendable {
    private let id: String

    /// - Parameter file: the name of the file; the id is made from it: `05-warm-up.md` is `warm-up`.
    /// - Throws: `Mistake` for a name that no id can be made from.
    public init(for file: String) throws(Mistake) {
        let name = file.split(separator: "/").last ?? ""
        let stem = name.hasSuffix(".md") ? name.dropLast(3) : name
        let bare = stem.drop { $0.isASCII && ($0.isNumber || $0 == "-" || $0 == "_") }
        let id = (bare.isEmpty ? stem : bare).lowercased().map { $0 == " " || $0 == "_" ? "-" : $0 }
        self.id = String(id)
        guard self.id.isLessonID else {
            throw Mistake(
                "no id can be made from the name \(name)", expected: "letters, digits and hyphens",
                try: "descent lesson new 05-warm-up.md")
        }
    }

    /// Whether a line holds a blank that is left to be filled by the author: `{{the title}}`.
    static func blank(in line: some StringProtocol) -> Substring? {
        guard let open = line.firstRange(of: "{{"), let close = line[open.upperBound...].firstRange(of: "}}"),
            open.upperBound < close.lowerBound
        else { return nil }
        return Substring(line[open.lowerBound..<close.upperBound])
    }

    /// The text of the file.
    public var text: String {
        """
        ---
        title: "{{the title}}"
        description: "{{what it is about, in one sentence}}"
        lang: en
        lesson:
          format: 1
          id: \(id)
          version: 1
          requires: []
          teaches: ["{{a keyword}}"]
          minutes: 20
          seed: 1
          timeout: 20s
          skip: allowed
          solution: after-3
          pass: 0.6
        ---

        # {{the title}}

        {{What the learner will be able to do after this lesson, and why that is worth twenty minutes.}}

        ## {{the first thing to see}}

        {{What the next line does. The learner gets it ready to run, and may change it first.}}

        ```descent id="first"
        run = minimize(sphere, SGD(0.1), start=(3, 2), steps=20); round(run.loss, 6)
        ```

        ```output
        0.001728
        ```

        {{What the number says. Then a guess, before the next cell runs:}}

        <!-- descent:predict of="second" what="run.loss" -->
        {{What do you expect with a rate ten times as small?}}

        ```descent id="second"
        run = minimize(sphere, SGD(0.01), start=(3, 2), steps=20); round(run.loss, 3)
        ```

        ```output
        5.794
        ```

        <!-- descent:question id="q-choice" points=1 type="choice" -->
        {{A question with a choice of answers?}}

        - [ ] {{A wrong answer that many give.}}
          > {{Why it is wrong.}}
        - [x] {{The right answer.}}
          > {{Why it is right.}}

        <!-- descent:question id="q-number" points=1 type="number" -->
        {{A question that is answered with a number?}}

        <details><summary>Answer</summary>

        = 0.8 +- 5%

        {{How one comes to it.}}

        </details>

        ## Your turn

        {{What to reach, and what may not be changed.}}

        ```descent exercise="reach" points=3
        run = minimize(sphere, SGD(____), start=(3, 2), steps=20)
        ```

        ```descent check="reach"
        expect(run.start == (3, 2) and run.steps <= 20, "Stay at this start, and with 20 steps.")
        expect(not run.diverged, "This run ran away: the rate is too large.")
        passes(run.loss < 1e-6, message="The loss is not below one millionth yet.") or hint("larger")
        ```

        <details id="larger"><summary>Hint 1</summary>

        {{A first hint: where to look.}}

        </details>

        <details><summary>Hint 2</summary>

        {{A second hint: nearly there.}}

        </details>

        <details><summary>Solution</summary>

        ```descent solution="reach"
        run = minimize(sphere, SGD(0.5), start=(3, 2), steps=20)
        ```

        {{Why this works, and what else would.}}

        </details>

        ## What you have now

        - {{The one thing to remember.}}

        """
    }
}
