import Foundation
import Testing

/// A folder of lessons from somebody who means no good, worked through by the real program. The lessons try to write, to
/// command the terminal and to use up time and memory; they are harmless because they only try it in the test's own folder.
@Suite struct HostileLessonTests {
    private let home: String
    private let lessons: String
    private let target: String

    init() throws {
        home = try Built.emptyHome()
        lessons = home + "/lessons"
        target = home + "/target"
        for folder in [lessons, target] {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        let esc = "\u{1b}]0;owned\u{7}"
        let save = "save(plot(sphere), '\(target)/x.txt')"
        let header = { (id: String, more: String) in
            "---\ntitle: \"Lesson \\e[2J\(id)\"\nlesson:\n  id: \(id)\n  timeout: 5s\n  skip: allowed\n\(more)---\n\n"
        }
        try write(
            "00-good.md",
            header("good", "") + """
                <!-- descent:question id="q" points=1 type="number" -->
                What is 1 + 1?
                <details><summary>Answer</summary>

                = 2

                </details>
                """)
        try write(
            "01-writes.md",
            header("writes", "") + """
                [a link](no\(esc)where.md) and \(esc) text

                <!-- descent:predict of="one" what="\(save)" -->
                Guess \(esc)?

                ```descent id="one"
                print("\(esc)\\x1b[35;7m"); sphere = lambda x, y: [\(save), x][1]; 1
                ```

                <!-- descent:question id="f" points=1 type="formula" variables="k" -->
                Which?
                <details><summary>Answer</summary>

                = [\(save), 2/k][1]

                </details>

                ```descent setup="e"
                h = lambda: \(save)
                ```

                ```descent exercise="e"
                b = ____
                ```

                ```descent check="e"
                expect([\(save), b > 1][1], "\(esc)")
                ```

                ```descent solution="e"
                b = h()
                ```
                """)
        try write(
            "02-long.md",
            header("long", "") + """
                ```descent id="time"
                [i for i in range(10000000) for j in range(10000000) if j < 0]; 1
                ```

                ```descent id="memory"
                m = [[0.5] * 1000000 for i in range(100000)]; 1
                ```
                """)
        try write("03-yaml.md", header("yaml", "  x: &a [1, 1]\n  y: [*a, *a]\n") + "Text.\n")
        try write("04-text.md", header("text", "") + String(repeating: "www._", count: 2_000))
        try FileManager.default.createSymbolicLink(atPath: lessons + "/05-zero.md", withDestinationPath: "/dev/zero")
        #expect(mkfifo(lessons + "/06-pipe.md", 0o600) == 0)
    }

    private func write(_ name: String, _ text: String) throws {
        try text.write(toFile: lessons + "/" + name, atomically: true, encoding: .utf8)
    }

    /// Runs the program, and expects that nothing but text has come, and nothing stands in the folder.
    @discardableResult
    private func run(_ arguments: [String], _ input: String = "") throws -> Outcome {
        let outcome = try descent(arguments, input: input, environment: ["DESCENT_LESSONS": lessons], home: home)
        for text in [outcome.output, outcome.errors] {
            let commands = text.unicodeScalars.filter { $0.properties.generalCategory == .control && $0 != "\n" }
            #expect(commands.isEmpty, "\(arguments) \(input): \(text)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: target).isEmpty, "\(arguments) \(input)")
        return outcome
    }

    @Test func theyAreListedOpenedSteppedPredictedCheckedAndGradedWithoutHarm() throws {
        try run([], ":start good\n2\n")
        let grade = try run(["progress", "show", "--json"]).output
        #expect(grade.contains("\"passed\""))
        #expect(try run(["lesson", "list"]).output.contains("writes"))
        try run([], ":lessons\n")
        for step in [
            "7", "", "1/k", "b = 3", "b = h()", ":check", ":solution", ":skip", "sphere(1, 2)", "h()", ":grade",
        ] {
            try run([], ":start writes\n\(step)\n")
            try run([], ":start writes\n:skip\n\(step)\n:skip\n")
        }
        try run([], ":start writes again\n7\n\nsphere(1, 2)\n")
        try run([], ":start writes\nminimize(sphere, SGD(0.1), start=(1, 1), steps=2)\n")
        for id in ["good", "yaml", "text", "05-zero", "06-pipe", "nowhere"] { try run([], ":start \(id)\n") }
        try run(["progress"])
        try run(["lesson", "check", lessons + "/01-writes.md"])
        try run(["lesson", "check", lessons + "/03-yaml.md", lessons + "/04-text.md"])
        #expect(try run([], ":start long\n\n").errors.contains("stopped after 5 s"))
        #expect(try run([], ":start long\n:skip\n\n").errors.contains("stopped"))
        let after = try run(["progress", "show", "--json"]).output
        #expect(after.contains(grade.split(separator: "\n").first ?? "nothing"))
        let found = try FileManager.default.contentsOfDirectory(atPath: lessons).sorted()
        #expect(found.count == 7, "\(found)")
    }

    @Test func handedInGradedReleasedAndExportedTheyDoNoHarmEither() throws {
        try run([], ":start writes\n7\n:next\n1/k\n:skip\nb = 3\n")
        let file = home + "/in.json"
        let name = "Mallory \u{1b}]0;owned\u{7}"
        let export = try run(["progress", "export", "--name", name, "--lesson", "writes"])
        #expect(export.exitCode == 0 && export.output.contains("prediction-one"))
        try export.output.write(toFile: file, atomically: true, encoding: .utf8)
        for form in [[], ["--csv"], ["--summary"]] {
            let graded = try run(["grade", "--lesson", lessons + "/01-writes.md", file] + form)
            #expect(graded.exitCode == 0, "\(graded.errors)")
            #expect(form == ["--summary"] || graded.output.contains("Mallory"), "\(graded.output)")
        }
        try run(["grade", "--lesson", lessons + "/01-writes.md", file, lessons + "/05-zero.md", lessons])
        try run(["progress", "import", file])
        try run(["progress"])
        try run(["present", "--notes", lessons + "/01-writes.md"])
        try run(["lesson", "fmt", "--check", lessons + "/01-writes.md"])
        try run(["lesson", "release", lessons + "/01-writes.md", "-o", home + "/released"])
        try run(["run", lessons + "/01-writes.md"])
        for form in ["html", "ipynb", "md"] {
            let page = home + "/page.\(form)"
            try run(["export", "--to", form, "-o", page, lessons + "/01-writes.md"])
            let text = (try? String(contentsOfFile: page, encoding: .utf8)) ?? ""
            #expect(form != "html" || !text.isEmpty && !text.unicodeScalars.contains("\u{1b}"), "\(form)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: lessons).count == 7)
    }

    @Test func onATerminalTheyCommandNothingAndAreStopped() throws {
        func open(_ arguments: [String]) throws -> PseudoTerminal {
            try PseudoTerminal(
                Built.program(), arguments,
                environment: [
                    "TERM": "xterm", "HOME": home, "DESCENT_HOME": home, "DESCENT_LESSONS": lessons, "LANG": "C.UTF-8",
                ])
        }
        func expectHarmless(_ terminal: PseudoTerminal) {
            // Everything that the lesson tries to send begins with these.
            for command in ["\u{1b}]", "\u{1b}[35;7m"] {
                let bytes = Array(command.utf8)
                #expect(terminal.received.firstRange(of: bytes) == nil, "\(command.debugDescription)")
            }
        }
        let learner = try open(["lesson", "start", "writes"])
        try learner.wait(for: "guess>")
        learner.type("7" + Key.enter)
        try learner.wait(for: "sphere = lambda")
        learner.settle(80)
        learner.type(Key.enter)
        try learner.wait(for: "answer>")
        for line in [":hint", "1/k", ":skip", ":cells", ":lessons", "sphere(1, 2)"] {
            learner.type(Key.control("U") + line + Key.enter)
            learner.settle(80)
        }
        learner.type(Key.control("U") + ":start long" + Key.enter)
        try learner.wait(for: "range(10000000)")
        learner.type(Key.enter)
        learner.settle(150)
        learner.type(Key.control("C"))
        try learner.wait(for: "stopped")
        learner.type(Key.control("U") + ":quit" + Key.enter)
        #expect(try learner.exitCode() == 0)
        expectHarmless(learner)
        let speaker = try open(["present", lessons + "/01-writes.md"])
        try speaker.wait(for: "Enter goes on")
        for key in [Key.enter, Key.enter, Key.enter, "n", "r", "b"] {
            speaker.type(key)
            speaker.settle(80)
        }
        speaker.type("q")
        #expect(try speaker.exitCode() == 0)
        expectHarmless(speaker)
        #expect(try FileManager.default.contentsOfDirectory(atPath: target).isEmpty)
    }
}
