import Foundation
import Testing

/// What a teacher does with the program: collecting, grading, reports, a talk.
@Suite struct TeacherTests {
    private static let lesson = """
        ---
        title: Ten
        lang: en
        lesson:
          format: 1
          id: ten
          version: 1
          seed: 7
        ---

        # Adam

        <!-- descent:notes Breathe. -->

        ```descent id="twice"
        k = 21; 2 * k
        ```

        ```output
        42
        ```

        <!-- descent:question id="q" points=2 type="number" -->
        How many?
        <details><summary>Answer</summary>

        = 4

        </details>

        ## Task

        ```descent exercise="task" points=3
        v = ____
        ```

        ```descent check="task"
        passes(v > 3, message="v is too small.") or hint("more")
        ```

        <details id="more"><summary>Hint 1</summary>

        More.

        </details>

        <details><summary>Solution</summary>

        ```descent solution="task"
        v = 4
        ```

        </details>
        """

    private let folder: String

    init() throws {
        folder = try Built.emptyHome()
        try FileManager.default.createDirectory(atPath: folder + "/lessons", withIntermediateDirectories: true)
        try Self.lesson.write(toFile: folder + "/lessons/01-ten.md", atomically: true, encoding: .utf8)
    }

    private func run(_ arguments: [String], input: String? = nil, home: String? = nil) throws -> Outcome {
        try descent(
            arguments, input: input, environment: ["DESCENT_LESSONS": folder + "/lessons"], home: home ?? folder)
    }

    private func handIn(_ learner: String, _ answers: String) throws -> String {
        let home = try Built.emptyHome()
        _ = try run([], input: ":start 1\n:next\n" + answers, home: home)
        let export = try run(["progress", "export", "--name", learner, "--lesson", "ten"], home: home)
        let file = folder + "/\(learner).json"
        try export.output.write(toFile: file, atomically: true, encoding: .utf8)
        return file
    }

    @Test("A perfect submission, a wrong one and one that was changed: two are graded, one is named")
    func grading() throws {
        let ada = try handIn("ada", "4\nv = 5\n")
        let bob = try handIn("bob", "7\n:skip\nv = 1\n")
        let eve = try handIn("eve", "7\n:skip\nv = 1\n")
        try String(contentsOfFile: eve, encoding: .utf8).replacingOccurrences(of: "v = 1", with: "v = 9")
            .write(toFile: eve, atomically: true, encoding: .utf8)
        let table = try run(["grade", ada, bob, eve])
        #expect(table.exitCode == 0)
        #expect(
            table.output.contains("ada  5 of 5  ✓ ✓") && table.output.contains("bob  0 of 5  – ✗"), "\(table.output)")
        let errors = table.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(errors.contains("eve.json was changed after it was exported"), "\(errors)")
        let csv = try run(["grade", "--csv", "--summary", ada, bob])
        #expect(csv.output.contains("ada,\(ada),ten,1,task,passed,3,3,1,0,false,v = 5,,\n"))
        #expect(csv.errors.contains("0 answers run, 3 known from before"), "\(csv.errors)")
        #expect(csv.errors.contains("1× v is too small. (bob)"))
        let picture = try run(["grade", "--picture", folder + "/class.gp", ada, bob])
        #expect(
            picture.exitCode == 0 && FileManager.default.fileExists(atPath: folder + "/class.gp"), "\(picture.errors)")
        let none = try run(["grade", eve])
        #expect(none.exitCode == 1 && none.output.isEmpty)
        #expect(try run(["grade", "--lesson", "nothing", ada]).errors.contains("there is no lesson nothing"))
        #expect(try run(["grade", "--threads", "0", ada]).exitCode == 2)
    }

    @Test("Tests and checks of lessons write reports that other programs read")
    func reports() throws {
        let good = try run(["lesson", "test", "--junit", folder + "/r.xml", "--json", folder + "/r.json"])
        #expect(good.exitCode == 0, "\(good.errors)")
        let xml = try String(contentsOfFile: folder + "/r.xml", encoding: .utf8)
        #expect(xml.contains("<testsuites name=\"descent\" tests=\"2\" failures=\"0\""), "\(xml)")
        #expect(xml.contains("<testcase classname=\"ten\" name=\"twice\""))
        let json = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: folder + "/r.json")))
        let items = ((json as? [[String: Any]])?.first?["items"] as? [[String: Any]])?.map { $0["item"] as? String }
        #expect(items == ["twice", "task"])
        try Self.lesson.replacingOccurrences(of: "2 * k", with: "2 * k < 3").write(
            toFile: folder + "/lessons/01-ten.md", atomically: true, encoding: .utf8)
        let bad = try run(["lesson", "check", "--junit", folder + "/r.xml"])
        #expect(bad.exitCode == 1)
        let failed = try String(contentsOfFile: folder + "/r.xml", encoding: .utf8)
        #expect(failed.contains("failures=\"1\"") && failed.contains("the output of twice is another now&#10;"))
        let xmllint = try run(["lesson", "check", "--junit", "/proc/none/r.xml"])
        #expect(xmllint.exitCode == 1 && xmllint.errors.contains("there is no folder"))
    }

    @Test("A talk shows a page at a time in large letters, runs each cell when it is come to, and hides its notes")
    func talk() throws {
        let terminal = try PseudoTerminal(
            Built.program(), ["present", folder + "/lessons/01-ten.md"],
            environment: ["TERM": "xterm", "HOME": folder, "DESCENT_HOME": folder, "LANG": "C.UTF-8", "NO_COLOR": "1"])
        try terminal.wait(for: "1/2  Enter goes on")
        #expect(terminal.screen.text.contains("█   █ ▄▀▀▄█  ▀▀▄  █▀▄▀▄"))
        #expect(terminal.screen.text.contains("k = 21; 2 * k") && !terminal.screen.text.contains("42"))
        #expect(!terminal.screen.text.contains("Breathe."))
        terminal.type("n")
        try terminal.wait(for: "Breathe.")
        terminal.type("n" + "")
        try terminal.wait("the notes to go") { !$0.screen.text.contains("Breathe.") }
        terminal.type(Key.enter)
        try terminal.wait(for: "42")
        terminal.type("e")
        try terminal.wait(for: "> k = 21; 2 * k")
        terminal.type(Key.control("U") + "k = 50; 2 * k" + Key.enter)
        try terminal.wait(for: "100")
        terminal.type(Key.right)
        terminal.settle()
        terminal.type(Key.right)
        try terminal.wait(for: "2/2")
        terminal.resize(columns: 60, rows: 20)
        terminal.type("b")
        try terminal.wait(for: "1/2")
        terminal.type("q")
        #expect(try terminal.exitCode() == 0)
        let notes = try run(["present", "--notes", folder + "/lessons/01-ten.md"])
        #expect(notes.output == "1  Adam\nBreathe.\n")
        let piped = try run(["present", folder + "/lessons/01-ten.md"])
        #expect(piped.exitCode == 1 && piped.errors.contains("a talk needs a terminal"))
    }
}
