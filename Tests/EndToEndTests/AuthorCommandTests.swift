import Foundation
import Testing

/// An author's way from an empty file to what is handed out, and a learner's to what is taken home.
@Suite("The author's commands")
struct AuthorCommandTests {
    /// Runs the program until Ctrl-C, with what it says at hand while it runs.
    private final class Running {
        private let process = Process()
        private let path: URL

        init(_ arguments: [String], home: String) throws {
            path = URL(fileURLWithPath: home + "/said-\(UUID().uuidString)")
            try Data().write(to: path)
            process.executableURL = URL(fileURLWithPath: try Built.program())
            process.arguments = arguments
            process.environment = [
                "PATH": "/usr/bin:/bin", "HOME": home, "DESCENT_HOME": home, "DESCENT_LESSONS": home,
            ]
            process.currentDirectoryURL = URL(fileURLWithPath: home)
            process.standardInput = FileHandle.nullDevice
            let said = try FileHandle(forWritingTo: path)
            process.standardOutput = said
            process.standardError = said
            try process.run()
        }

        var said: String { (try? String(contentsOf: path, encoding: .utf8)) ?? "" }

        /// Waits for a text to have been said so often.
        func wait(for text: String, times: Int = 1) throws {
            for _ in 0..<600 {
                if said.components(separatedBy: text).count > times { return }
                usleep(50_000)
            }
            Issue.record("\"\(text)\" was not said \(times) times: \(said)")
        }

        /// The exit code after Ctrl-C.
        func end() -> Int32 {
            process.interrupt()
            process.waitUntilExit()
            return process.terminationStatus
        }
    }

    private static func filled(_ skeleton: String) -> String { skeleton.replacing(/\{\{[^}]*\}\}/, with: "Filled") }

    @Test("From lesson new to the released copy, and what is wrong on the way is said with its line")
    func way() throws {
        let home = try Built.emptyHome()
        func run(_ arguments: String...) throws -> Outcome {
            try descent(arguments, environment: ["DESCENT_LESSONS": home], home: home)
        }
        #expect(try run("lesson", "new", "05-warm-up").exitCode == 0)
        let again = try run("lesson", "new", "05-warm-up.md")
        #expect(again.exitCode == 1)
        #expect(again.errors.hasPrefix("'05-warm-up.md' cannot be written: it exists already"))
        let open = try run("lesson", "check", "05-warm-up.md")
        #expect(open.exitCode == 1)
        #expect(open.errors.hasPrefix("05-warm-up.md:2: the blank {{the title}} is not filled yet\n"))
        let file = home + "/05-warm-up.md"
        try Self.filled(String(contentsOfFile: file, encoding: .utf8)).write(
            toFile: file, atomically: true, encoding: .utf8)
        #expect(try run("lesson", "check", "05-warm-up.md").output == "05-warm-up.md: good\n")
        #expect(try run("lesson", "fmt", "--check", "05-warm-up.md").exitCode == 0)
        #expect(try run("lesson", "release", "05-warm-up.md", "-o", "handout").output == "handout/05-warm-up.md\n")
        #expect(try !String(contentsOfFile: home + "/handout/05-warm-up.md", encoding: .utf8).contains("solution=\""))
        try "---\ntitle: [\n---\n".write(toFile: file, atomically: true, encoding: .utf8)
        let broken = try run("lesson", "fmt", "05-warm-up.md")
        #expect(broken.exitCode == 1 && broken.errors.hasPrefix("05-warm-up.md:3: the front matter is not YAML"))
    }

    @Test("A lesson is exported, comes back from its notebook, and is not replaced unless that was said")
    func export() throws {
        let home = try Built.emptyHome()
        let text =
            "---\ntitle: One\nlesson:\n  id: one\n---\n\n# One\n\n```descent id=\"a\"\n1 + 1\n```\n\n```output\n2\n```\n"
        try text.write(toFile: home + "/one.md", atomically: true, encoding: .utf8)
        func run(_ arguments: String...) throws -> Outcome {
            try descent(["export"] + arguments, environment: ["DESCENT_LESSONS": home], home: home)
        }
        #expect(try run("one.md", "--to", "ipynb").output == "one.ipynb\n")
        #expect(try run("one.ipynb", "--to", "md", "-o", "-").output == text)
        #expect(try run("one.ipynb", "--to", "md").errors.hasPrefix("one.md exists already"))
        #expect(try run("one", "--to", "html", "-o", "site/").output == "site/one.html\n")
        #expect(try run("one", "--to", "html", "-o", "site/").exitCode == 1)
        #expect(try run("one", "--to", "html", "-o", "site/", "--replace").exitCode == 0)
        #expect(try run("one.md", "--to", "md").errors.hasPrefix("one.md is Markdown already"))
        #expect(
            try run("one.md", "--to", "html", "--answers").errors.hasPrefix(
                "there are no answers to one in your record"))
        #expect(try run("none.md", "--to", "html").errors == "none.md: No such file or directory\n")
        #expect(try run("one.md", "--to", "docx").exitCode == 2)
        let pdf = try descent(
            ["export", "one.md", "--to", "pdf"], environment: ["DESCENT_LESSONS": home, "PATH": "/nonexistent"],
            home: home)
        #expect(pdf.exitCode == 1 && pdf.errors.contains("apt-get install chromium"))
    }

    @Test("What a learner did is taken home as one page")
    func finishedWork() throws {
        let home = try Built.emptyHome()
        let text = """
            ---
            title: One
            lesson:
              id: one
            ---

            ```descent exercise="e" points=2
            a = ____
            ```

            ```descent check="e"
            passes(a == 2)
            ```

            """
        try text.write(toFile: home + "/one.md", atomically: true, encoding: .utf8)
        let learner = try descent(
            ["lesson", "start", "one"], input: "a = 1\na = 1 + 1\n", environment: ["DESCENT_LESSONS": home], home: home)
        #expect(learner.exitCode == 0)
        let export = try descent(
            ["export", "one", "--to", "html", "--answers", "--name", "Ada", "-o", "-"],
            environment: ["DESCENT_LESSONS": home], home: home)
        #expect(export.exitCode == 0, "\(export.errors)")
        #expect(export.output.contains("The work of Ada: 2 of 2 points."))
        #expect(export.output.contains("Passed: 2 of 2 points. 2 attempts."))
    }

    @Test("Watch checks again on each saving, whatever is wrong, until Ctrl-C")
    func watch() throws {
        let home = try Built.emptyHome()
        let file = home + "/one.md"
        func save(_ body: String) throws {
            try ("---\ntitle: One\nlesson:\n  id: one\n---\n\n" + body).write(
                toFile: file, atomically: true, encoding: .utf8)
        }
        try save("Words.\n")
        let running = try Running(["lesson", "watch", "one.md"], home: home)
        try running.wait(for: "one.md: good")
        try running.wait(for: "waiting for the next saving")
        try save("```descent exercise=\"e\"\n")
        try running.wait(for: "one.md:7: the fence is not closed")
        try running.wait(for: "waiting for the next saving", times: 2)
        try save("Other words.\n")
        try running.wait(for: "one.md: good", times: 2)
        #expect(running.end() == 130)
    }

    @Test("Serve shows the page of a lesson, and another one when it was saved, until Ctrl-C")
    func serve() throws {
        let home = try Built.emptyHome()
        let file = home + "/one.md"
        try "Words before.\n".write(toFile: file, atomically: true, encoding: .utf8)
        let running = try Running(["lesson", "serve", "one.md", "--port", "0"], home: home)
        try running.wait(for: "(Ctrl-C ends)")
        let port = try #require(running.said.firstMatch(of: /http:\/\/127\.0\.0\.1:(\d+)\//)?.1)
        let number = try #require(UInt16(port))
        func page() throws -> String { try PageOfServer.read(port: number) }
        #expect(try page().contains("<p>Words before.</p>"))
        try "Words <after>.\n\n```descent id=\"a\"\n".write(toFile: file, atomically: true, encoding: .utf8)
        var shown = ""
        for _ in 0..<200 where !shown.contains("cannot be read") {
            usleep(50_000)
            shown = try page()
        }
        #expect(shown.contains("one.md:3: the fence is not closed"))
        #expect(running.end() == 130)
    }
}
