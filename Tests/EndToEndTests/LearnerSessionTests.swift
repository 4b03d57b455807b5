import Foundation
import Testing

/// A learner works through a lesson with the real program on a real pseudo-terminal, and whatever happens to the program on the
/// way, nothing of it is lost.
@Suite(.serialized) struct LearnerSessionTests {
    private static let lesson = """
        ---
        title: Walk
        description: A lesson for tests
        lang: en
        lesson:
          format: 1
          id: walk
          version: 1
          seed: 7
          timeout: 20s
        ---

        # Walk

        ```descent id="first"
        a = 2
        ```

        <!-- descent:predict of="second" what="b" -->
        What will b be?

        ```descent id="second"
        b = a * 21; b
        ```

        <!-- descent:question id="q" points=1 type="number" -->
        How many wheels has a car?
        <details><summary>Answer</summary>

        = 4

        Four of them.

        </details>

        ```descent exercise="task" needs="second" points=3
        v = ____
        ```

        ```descent check="task"
        passes(v > 3, message="v is too small.")
        ```

        <details><summary>Hint 1</summary>

        More than three.

        </details>

        <details><summary>Solution</summary>

        ```descent solution="task"
        v = 4
        ```

        So it is.

        </details>

        <!-- descent:stop -->

        <!-- descent:question id="c" points=1 type="choice" -->
        Which of these is larger?

        - [ ] One.
          > No.
        - [x] Two.
          > Yes.

        ```descent id="last"
        b + v
        ```

        That was all.
        """

    private let home: String

    init() throws {
        home = try Built.emptyHome()
        try FileManager.default.createDirectory(atPath: home + "/lessons", withIntermediateDirectories: true)
        try Self.lesson.write(toFile: home + "/lessons/01-walk.md", atomically: true, encoding: .utf8)
    }

    private func open(columns: Int = 80, rows: Int = 40) throws -> PseudoTerminal {
        try PseudoTerminal(
            Built.program(), ["lesson", "start", "1"],
            environment: [
                "TERM": "xterm", "HOME": home, "DESCENT_HOME": home, "DESCENT_LESSONS": home + "/lessons",
                "LANG": "C.UTF-8",
            ], columns: columns, rows: rows)
    }

    /// Types over what stands on the line, presses Enter, and waits for what is to come of it.
    private func say(_ text: String?, _ terminal: PseudoTerminal, until expected: String) throws {
        terminal.type((text.map { Key.control("U") + $0 } ?? "") + Key.enter)
        try terminal.wait("“\(expected)” after \(text ?? "Enter")") {
            $0.hasPromptedAgain && $0.screen.plain.contains(expected)
        }
        terminal.settle(60)
    }

    /// What a learner types in each step; nil for Enter on what stands there; and what comes of it.
    private static let way: [(typed: String?, expected: String)] = [
        (nil, "What will b be?"), ("42", "b = a * 21; b"), (nil, "You guessed 42; b is 42. Met."),
        ("4", "Four of them."),
        ("v = 5", "So it is."), (":next", "Which of these is larger?"), ("2", "b + v"), (nil, "That was all."),
    ]

    private struct Record: Decodable {
        struct Answer: Decodable {
            var item: String
            var outcome: String
            var attempts: Int
            var hints: Int
            var answer: String
        }
        var answers: [Answer]
    }

    /// The record by item, as another program run reads it.
    private func record() throws -> [String: Record.Answer] {
        let outcome = try descent(["progress", "export"], home: home)
        let record = try JSONDecoder().decode(Record.self, from: Data(outcome.output.utf8))
        return Dictionary(record.answers.map { ($0.item, $0) }, uniquingKeysWith: { $1 })
    }

    @Test("A whole lesson: wrong answers, a hint, Ctrl-C, a window that changes, and the end")
    func whole() throws {
        let terminal = try open()
        try terminal.wait(for: "Enter runs the line below")
        try say(nil, terminal, until: "What will b be?")
        try say("42", terminal, until: "b = a * 21; b")
        try say(nil, terminal, until: "How many wheels")
        try say("5", terminal, until: "5 is not it.")
        try say("4", terminal, until: "Your turn (3 points).")
        try say("v = 2", terminal, until: "v is too small. Got v = 2, expected more than 3.")
        terminal.resize(columns: 44, rows: 30)
        terminal.settle()
        try say(":hint", terminal, until: "More than three.")
        terminal.type(Key.control("U") + "v = minimize(rosenbrock, Adam(0.001), steps=1e12).loss" + Key.enter)
        terminal.settle(900)
        terminal.type(Key.control("C"))
        // What is typed before the line stands there again would be typed behind it.
        try terminal.wait("the line that was stopped, to be changed") {
            $0.screen.plain.contains("nothing was judged") && $0.screen.lines.last?.hasSuffix(".loss") == true
        }
        terminal.settle(300)
        try say("17 + 4", terminal, until: "21")
        try say("v = b", terminal, until: "So it is.")
        try say(nil, terminal, until: "The class waits here")
        try say(":next", terminal, until: "Which of these is larger?")
        try say(":skip", terminal, until: "b + v")
        try say(nil, terminal, until: "1 skipped")
        terminal.type(Key.control("D"))
        #expect(try terminal.exitCode() == 0)
        let record = try record()
        #expect(record["q"]?.attempts == 2 && record["q"]?.outcome == "passed")
        #expect(record["task"]?.attempts == 2 && record["task"]?.hints == 1 && record["task"]?.answer == "v = b")
        #expect(record["c"]?.outcome == "skipped")
        #expect(record["prediction-second"]?.answer == "42 → 42 ✓")
    }

    @Test("A program that is killed after any step goes on at the same place, with everything that was answered")
    func killed() throws {
        for (index, step) in Self.way.enumerated() {
            let terminal = try open()
            try terminal.wait(for: index == 0 ? "Enter runs the line below" : "Going on where you left")
            try terminal.wait("the line to type on") { $0.screen.lines.last?.contains(">") == true }
            terminal.settle(100)
            try say(step.typed, terminal, until: step.expected)
            terminal.signal(SIGKILL)
            #expect(try terminal.exitCode() == 128 + SIGKILL)
            let items = ["first", "prediction-second", "second", "q", "task", "task", "c", "last"]
            let record = try record()
            #expect(
                Set(items[...index]).isSubset(of: record.keys), "after \(step.typed ?? "Enter") there is \(record.keys)"
            )
        }
        let record = try record()
        #expect(record.values.allSatisfy { $0.outcome == "passed" || $0.outcome == "ran" })
        #expect(record["task"]?.attempts == 1 && record["q"]?.attempts == 1 && record["c"]?.attempts == 1)
        #expect(record["prediction-second"]?.answer == "42 → 42 ✓", "a guess outlives the program, too")
    }

    @Test("A program that is killed while an answer runs has lost that answer alone")
    func killedAtWork() throws {
        let first = try open()
        try first.wait(for: "Enter runs the line below")
        for step in Self.way.prefix(3) { try say(step.typed, first, until: step.expected) }
        try say("5", first, until: "5 is not it.")
        try say("4", first, until: "Your turn (3 points).")
        try say("v = 1", first, until: "v is too small.")
        try say(":hint", first, until: "More than three.")
        let before = try record()
        first.type(Key.control("U") + "v = minimize(rosenbrock, Adam(0.001), steps=1e12).loss" + Key.enter)
        first.settle(300)
        first.signal(SIGKILL)
        #expect(try first.exitCode() == 128 + SIGKILL)
        let after = try record()
        #expect(after.keys == before.keys && after["q"]?.attempts == 2 && after["task"]?.attempts == 1)
        #expect(after["task"]?.hints == 1 && after["task"]?.answer == "v = 1")
        let second = try open()
        try second.wait(for: "Your turn (3 points).")
        try second.wait("the line to type on") { $0.screen.lines.last?.contains("____") == true }
        second.settle(100)
        try say("v = b", second, until: "So it is.")
        #expect(try record()["task"]?.attempts == 2)
    }

    @Test("Whoever goes on sees nothing left of the progress of the cells that ran again")
    func progressOfTheReturn() throws {
        let long = "minimize(rosenbrock, SGD(1e-5), steps=20000000).loss"
        let text =
            "---\ntitle: Long\nlesson:\n  id: long\n---\n\n```descent id=\"long\"\n\(long)\n```\n\n"
            + "```descent id=\"after\"\n1 + 1\n```\n"
        try text.write(toFile: home + "/lessons/01-walk.md", atomically: true, encoding: .utf8)
        let first = try open()
        try first.wait(for: "Enter runs the line below")
        try say(nil, first, until: "1 + 1")
        first.signal(SIGKILL)
        _ = try first.exitCode()
        let second = try open()
        try second.wait("the line to type on") { $0.screen.lines.last?.contains("1 + 1") == true }
        #expect(second.screen.lines.contains { $0.hasPrefix("Going on where you left") }, "\(second.screen.text)")
        #expect(!second.screen.text.contains("%"), "\(second.screen.text)")
    }

    @Test("Two sessions on one record at once lose nothing of each other")
    func twoSessions() throws {
        let both = [try open(), try open()]
        // Both have begun before either answers: who comes later goes on where the other is.
        for terminal in both { try terminal.wait(for: "Enter runs the line below") }
        for terminal in both {
            try say(nil, terminal, until: "What will b be?")
            try say("42", terminal, until: "b = a * 21; b")
            try say(nil, terminal, until: "How many wheels")
        }
        for number in 5...7 {
            for terminal in both { try say("\(number)\(number)", terminal, until: "\(number)\(number) is not it.") }
        }
        try say("4", both[0], until: "Four of them.")
        try say("9", both[1], until: "9 is not it.")
        try say("v = 1", both[0], until: "v is too small.")
        try say("4", both[1], until: "Four of them.")
        try say("v = 8", both[1], until: "So it is.")
        try say(":hint", both[0], until: "More than three.")
        for terminal in both { terminal.signal(SIGKILL) }
        let record = try record()
        #expect(record["q"]?.attempts == 7 && record["q"]?.outcome == "passed")
        #expect(record["task"]?.attempts == 2 && record["task"]?.hints == 1)
        #expect(record["task"]?.outcome == "passed" && record["task"]?.answer == "v = 8")
    }

    @Test("Free play, stale cells and a saved session, by hand")
    func commands() throws {
        let terminal = try open()
        try terminal.wait(for: "Enter runs the line below")
        try say(nil, terminal, until: "What will b be?")
        try say("", terminal, until: "b = a * 21; b")
        try say(nil, terminal, until: "How many wheels")
        try say(":play", terminal, until: "Play.")
        try say("a = 1000", terminal, until: "play> a = 1000")
        try say(":resume", terminal, until: "Type a number.")
        try say(":cells first", terminal, until: "a = 2")
        try say("a = 3", terminal, until: "second is stale now: a has changed.")
        try say(":save \(home)/mine", terminal, until: "saved")
        terminal.type(Key.control("C") + Key.control("D"))
        let run = try descent(["run", home + "/mine.md"], home: home)
        #expect(run.exitCode == 0, "\(run.errors)")
        let text = try String(contentsOfFile: home + "/mine.md", encoding: .utf8)
        #expect(text.contains("a = 3") && !text.contains("1000"))
    }
}
