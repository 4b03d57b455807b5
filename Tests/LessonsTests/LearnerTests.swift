import Answers
import Conversation
import Figures
import Foundation
import Language
import Testing
import Vocabulary

@testable import Lessons

@Suite("A learner at the prompt")
struct LearnerTests {
    private static let body = """
        ```descent id="first"
        k = 3; xs = [1, 2]
        ```

        <!-- descent:predict of="second" what="total" -->
        What will the total be?

        ```descent id="second"
        total = k * (xs[0] + xs[1])
        total
        ```

        ```descent id="third"
        half = total / 2
        ```

        ```descent exercise="task" needs="second" points=2
        v = ____
        ```

        ```descent check="task"
        passes(v == total)
        ```

        <details><summary>Hint 1</summary>

        Look above.

        </details>

        <details><summary>Solution</summary>

        ```descent solution="task"
        v = total
        ```

        </details>

        ```descent id="last"
        v + 1
        ```
        """

    private let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "descent-learner-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    /// The prompt with a folder of lessons.
    private struct Desk {
        let conversation: Conversation
        let lessons: LessonCommands
        let log: any ProgressLog

        @discardableResult
        func type(_ text: String) -> String {
            let reply = conversation.answer(text)
            let notes = reply.notes.joined(separator: "\n")
            let failure = reply.failure?.mistake.text ?? ""
            return [reply.output, notes, failure].filter { !$0.isEmpty }.joined(separator: "\n")
        }

        /// Enter on what stands on the line.
        @discardableResult
        func enter() -> String { type(conversation.preset() ?? "") }
    }

    private func desk(_ log: any ProgressLog = MemoryLog(), _ registry: Registry = TestSandbox.registry) throws -> Desk
    {
        let path = folder + "/01-sample.md"
        if !FileManager.default.fileExists(atPath: path) {
            try (Samples.header + Self.body).write(toFile: path, atomically: true, encoding: .utf8)
        }
        let interpreter = Interpreter(Session(registry: registry, permission: .everything))
        let lessons = LessonCommands(course: { [folder] in Course(folder) }, sandbox: Sandbox(interpreter), log: log)
        let conversation = Conversation(interpreter, [lessons]) { value, path in
            guard case .thing(let thing) = value, thing is Figure else { return false }
            try "<svg/>".write(toFile: path, atomically: true, encoding: .utf8)
            return true
        }
        return Desk(conversation: conversation, lessons: lessons, log: log)
    }

    @Test("Free play can do anything, and the lesson goes on with its variables as they were")
    func play() throws {
        let desk = try desk()
        desk.type(":start 1")
        desk.enter()
        #expect(desk.type(":play").contains("Nothing you do here changes the lesson"))
        #expect(desk.conversation.prompt == "play> " && desk.conversation.preset() == nil)
        #expect(desk.type("k = 100") == "")
        #expect(desk.type("xs.append(7); del k; import numpy as np; total = 5").isEmpty)
        #expect(desk.type("") == "")
        #expect(desk.type("5").contains("5"), "a number is no guess while playing")
        #expect(desk.type(":play").contains("playing already"))
        #expect(desk.type(":resume").contains("What will the total be?"))
        #expect(desk.conversation.prompt == "guess> ")
        let variables = desk.conversation.interpreter.session.variables
        #expect(variables["k"]?.asDouble == 3 && variables["xs"]?.brief == "[1, 2]" && variables["total"] == nil)
        #expect(desk.conversation.interpreter.session.modules.isEmpty)
        #expect(desk.type(":resume").contains("nothing to resume"))
        #expect(!desk.conversation.transcript.markdown(title: "t").contains("100"), "play is no part of the session")
    }

    @Test("Leaving the lesson while playing brings the variables back as well")
    func stopWhilePlaying() throws {
        let desk = try desk()
        desk.type(":start 1")
        desk.enter()
        desk.type(":play")
        desk.type("k = 100")
        desk.type(":stop")
        #expect(desk.conversation.prompt == "> ")
        #expect(desk.type("k") == "3")
    }

    @Test("A cell whose input was changed above it is stale, with those that build on it, until it runs again")
    func stale() throws {
        let desk = try desk()
        desk.type(":start 1")
        for _ in 0..<4 { desk.enter() }
        #expect(desk.conversation.prompt == "try> ")
        #expect(desk.type(":cells").contains("second  ran"))
        #expect(desk.type(":cells first").isEmpty || desk.conversation.preset() == "k = 3; xs = [1, 2]")
        #expect(desk.type("k = 5; xs = [1, 2]").contains("second and third are stale now: k has changed"))
        let list = desk.type(":cells")
        #expect(list.contains("first   ran, changed by you"))
        #expect(list.contains("second  stale: k has changed") && list.contains("third   stale: total has changed"))
        desk.type(":cells second")
        desk.enter()
        #expect(!desk.type(":cells").contains("second  stale"))
        #expect(desk.type(":cells").contains("third   stale: total has changed"))
        desk.type(":cells 3")
        desk.enter()
        #expect(!desk.type(":cells").contains("stale"))
        #expect(desk.type(":cells nowhere").contains("there is no cell nowhere"))
    }

    @Test("A name set by hand makes stale what read it; running the same cell again makes nothing stale")
    func byHand() throws {
        let desk = try desk()
        desk.type(":start 1")
        for _ in 0..<4 { desk.enter() }
        desk.type(":cells 1")
        #expect(!desk.enter().contains("stale"))
        desk.type(":cells task")
        desk.type("k = 8")
        #expect(desk.type(":cells").contains("second  stale: k has changed"))
    }

    @Test("Cells that set one name after the other, as lessons do, make each other not stale")
    func sequence() {
        var book = RunBook(order: ["a", "b", "c", "d"])
        book.ran("a", "run = 1")
        book.ran("b", "run + 1")
        book.ran("c", "run = 2")
        book.ran("d", "run + 2")
        #expect(book.stale.isEmpty)
        book.ran("a", "run = 3")
        #expect(book.stale == ["b": "run"])
        book.ran("b", "run + 1")
        book.ran("c", "run = 4")
        #expect(book.stale == ["d": "run"])
        book.typed("other = 5")
        #expect(book.stale == ["d": "run"])
    }

    @Test("Who leaves in the middle of a lesson is told how to go on there")
    func farewell() throws {
        let desk = try desk()
        #expect(desk.conversation.farewell == nil)
        desk.type(":start 1")
        #expect(desk.conversation.farewell == "Left \"Sample\". :start sample goes on at this place.")
        #expect(desk.type(":stop").contains("Left \"Sample\". :start sample goes on at this place."))
        #expect(desk.conversation.farewell == nil)
    }

    @Test(
        "An exercise restarts with its starter, the values before it and its first hint; what was counted stays counted"
    )
    func restart() throws {
        let desk = try desk()
        desk.type(":start 1")
        for _ in 0..<4 { desk.enter() }
        desk.type("v = 1")
        #expect(desk.type(":hint").contains("Look above."))
        #expect(desk.type(":hint").contains("no further hint"))
        desk.type("total = 0")
        #expect(desk.type(":restart").contains("Your turn"))
        #expect(desk.conversation.preset() == "v = ____")
        #expect(desk.type("total") == "9")
        #expect(desk.type(":hint").contains("Look above."))
        #expect(desk.type("v = total").contains("Passed."))
        let record = try #require(desk.log.records(of: "sample").first { $0.item == "task" })
        #expect(record.attempts == 2 && record.hints == 1 && record.status == .passed)
        #expect(desk.type(":restart").contains("own line stands there again"))
        desk.type(":restart task")
        #expect(desk.conversation.preset() == "v = ____")
        #expect(desk.log.records(of: "sample").first { $0.item == "task" }?.status == .passed)
        #expect(desk.type(":restart nothing").contains("there is no exercise or cell nothing"))
    }

    @Test(
        "A guess is a number, a span, a list or words, with how sure one is behind it",
        arguments: [
            ("5", "5.4", true, nil), ("5", "5.6", false, nil), ("5 +- 1", "5.9", true, nil),
            ("[3, 8] 80%", "8.5", false, 0.8),
            ("3 to 8 95%", "7", true, 0.95), ("5 +- 20%", "5.9", true, nil), ("adam 60%", "'Adam'", true, 0.6),
            ("Adam", "'SGD'", false, nil), ("0", "0", true, nil), ("1/3", "0.34", true, nil),
            ("about 5", "5.4", true, nil), ("~5", "5.6", false, nil), ("roughly 5 80%", "5.4", true, 0.8),
            ("50%", "49", true, nil), ("50% 80%", "49", true, 0.8), ("abc", "3", nil, nil), ("5", "'Adam'", nil, nil),
            ("[1, 2, 3]", "[1, 2.1, 3]", true, nil), ("1, 2, 3", "[1, 2, 4]", false, nil),
            ("[0.2, 0.3]", "(0.21, 0.3)", true, nil), ("[0.2, 0.3]", "[0.2, 0.4]", false, nil),
            ("[1, 2]", "[1, 2, 3]", false, nil), ("abc", "[1, 2]", nil, nil), ("[1, 2, 3]", "2", nil, nil),
        ] as [(String, String, Bool?, Double?)])
    func forecast(typed: String, value: String, isMet: Bool?, confidence: Double?) throws {
        let session = Session(registry: TestSandbox.registry)
        let forecast = Forecast(typed)
        let outcome = forecast.outcome(with: try session.evaluate(value).value)
        #expect(outcome == isMet.map { $0 ? .met : .missed } ?? .incomparable)
        #expect(forecast.confidence == confidence)
    }

    @Test(
        "Guesses are settled when their cell runs, also after the session was left in between, and counted over all lessons"
    )
    func guesses() throws {
        let log = MemoryLog()
        var earlier = ItemRecord(lesson: "other", version: 1, item: "prediction-x")
        (earlier.status, earlier.answer) = (.ran, SettledGuess("[1, 2] 90%", found: "5", outcome: .missed).text)
        _ = log.change(earlier) { $0 = earlier }
        let first = try desk(log)
        #expect(first.type(":guesses").contains("0 of 1 guess met"))
        first.type(":start 1")
        first.enter()
        first.type("[8, 10] 70%")
        let second = try desk(log)
        second.type(":start 1")
        let told = second.enter()
        #expect(told.contains("You guessed [8, 10] 70%; total is 9. Met."))
        #expect(told.contains("1 of 2 guesses met"))
        // Brier: ((0.9 − 0)² + (0.7 − 1)²) / 2 = 0.45
        let page = second.type(":guesses").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(page.contains("with a confidence of 80% on average, 50% were met (Brier score 0.45)"), "\(page)")
        #expect(page.contains("✗ [1, 2] 90% 5"), "\(page)")
        let figure = GuessScore(log.predictions()).figure
        #expect(figure.title == "Guesses" && figure.panels.count == 1)
    }

    @Test("A lesson's session is saved as a notebook that runs again and shows the same, with its pictures")
    func saved() throws {
        let drawing = """
            ```descent id="random"
            v = minimize(noisy(sphere), SGD(0.1), start=(1, 1), steps=5)
            v
            ```

            ```descent exercise="own"
            w = ____
            ```

            ```descent setup="own"
            base = 20
            ```

            ```descent check="own"
            passes(w > base)
            ```

            <details><summary>Solution</summary>

            ```descent solution="own"
            w = base + 1
            ```

            </details>

            ```descent id="picture"
            plot(sphere)
            ```

            Done.
            """
        try (Samples.header + drawing).write(toFile: folder + "/01-sample.md", atomically: true, encoding: .utf8)
        let desk = try desk(MemoryLog(), Vocabulary.registry)
        desk.type(":start 1")
        desk.type("mine = 4; mine + 1")
        desk.enter()
        #expect(desk.type("w = base - 3").contains("Not yet."))
        #expect(desk.type("w = base + mine").contains("Passed."))
        desk.enter()
        #expect(desk.type(":save \(folder)/mine").contains("1 picture in mine_files"))
        let text = try String(contentsOfFile: folder + "/mine.md", encoding: .utf8)
        #expect(text.contains("(mine_files/figure-1.svg)") && !text.contains("base - 3"))
        #expect(FileManager.default.fileExists(atPath: folder + "/mine_files/figure-1.svg"))
        let notebook = try Course.lesson(at: folder + "/mine.md", asNotebook: true)
        let entries = NotebookRunner(notebook, session: Session(registry: Vocabulary.registry)).run(goesOn: true)
        #expect(entries.map(\.status) == Array(repeating: .done, count: entries.count), "\(text)")
        #expect(entries.count == 5)
    }

    /// A person at the prompt, in a lesson of this body.
    private func person(_ body: String) throws -> Desk {
        try (Samples.header + body).write(toFile: folder + "/01-sample.md", atomically: true, encoding: .utf8)
        let interpreter = Interpreter(Session(registry: Vocabulary.registry))
        let log = MemoryLog()
        let lessons = LessonCommands(course: { [folder] in Course(folder) }, sandbox: Sandbox(interpreter), log: log)
        let conversation = Conversation(interpreter, [lessons], hearsQuestions: true)
        return Desk(conversation: conversation, lessons: lessons, log: log)
    }

    @Test("What is no answer is told what an answer is, and is taken neither for a question nor for code")
    func noAnswers() throws {
        let desk = try person(
            """
            <!-- descent:question id="which" points=1 type="choice" -->
            Which?

            - [ ] The first.
              > No.
            - [x] The last.
              > Yes.

            <!-- descent:question id="many" points=1 type="number" -->
            How many?
            <details><summary>Answer</summary>

            = 4

            </details>

            <!-- descent:predict of="cell" type="number" what="a" -->
            What will a be?

            ```descent id="cell"
            a = 10
            a
            ```
            """)
        desk.type(":start 1")
        for text in ["the first", "all of them", "yes", "about momentum"] {
            #expect(desk.type(text) == "Type the number of a choice, 1 to 2.", "\(text)")
        }
        #expect(desk.type("what is momentum?").hasPrefix("momentum"))
        #expect(desk.type("2 + 2") == "4")
        desk.type("2")
        for text in ["four of them", "about four"] {
            #expect(desk.type(text) == "Type a number, such as 0.5 or 1/2.", "\(text)")
        }
        desk.type("4")
        #expect(desk.conversation.prompt == "guess> ")
        #expect(desk.type("about ten").contains("no number"))
        desk.type("about 10")
        #expect(desk.enter().contains("You guessed about 10; a is 10. Met."))
    }

    @Test("What was typed behind the line that stood ready says how to empty it; a command that is unknown says so")
    func behindReadyLine() throws {
        let desk = try person(
            """
            ```descent exercise="task" points=2
            v = abs(____)
            ```

            ```descent check="task"
            passes(v == 3)
            ```

            <details><summary>Hint 1</summary>

            Look above.

            </details>

            <details><summary>Solution</summary>

            ```descent solution="task"
            v = 3
            ```

            </details>
            """)
        desk.type(":start 1")
        let ready = "v = abs(____)"
        #expect(desk.conversation.preset() == ready)
        for text in ["plot(rosenbrock)", "v = 3", "yes"] {
            let problem = desk.conversation.answer(ready + text).failure?.mistake
            #expect(problem?.suggestion?.contains("Ctrl-U") == true, "\(text)")
        }
        #expect(desk.type(ready + ":hin").contains("Look above."))
        #expect(desk.conversation.answer(ready + ":hinz").failure?.mistake.problem.contains("no command :hinz") == true)
        #expect(desk.type(":solution").contains("after the exercise has passed"))
    }

    @Test("At a stop nothing says that Enter goes on")
    func atStop() throws {
        let desk = try person("First.\n\n<!-- descent:stop -->\n\n## Then\n\nSecond.\n")
        desk.type(":start 1")
        #expect(desk.conversation.prompt == "wait> ")
        #expect(!desk.type(":hint").contains("Enter") && desk.type(":hint").contains(":next goes on"))
        #expect(desk.type(":next").contains("Second."))
    }

    @Test("Lessons are found by what they teach, and the one that is due is said")
    func search() throws {
        func write(_ name: String, _ id: String, requires: String, teaches: String) throws {
            let header = Samples.header.replacingOccurrences(of: "id: sample", with: "id: \(id)")
                .replacingOccurrences(of: "[first-descent]", with: "[\(requires)]")
                .replacingOccurrences(of: "[adam, bias-correction]", with: "[\(teaches)]")
            try (header + "Text.").write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
        }
        try write("01-sample.md", "one", requires: "", teaches: "slope")
        try write("02-sample.md", "two", requires: "one", teaches: "momentum, adam")
        try write("03-sample.md", "three", requires: "two", teaches: "momentum")
        let log = MemoryLog()
        let desk = try desk(log)
        #expect(desk.type(":lessons").split(separator: "\n").map { $0.hasSuffix("due next") } == [true, false, false])
        #expect(desk.type(":lessons").contains(", after 1\n") && desk.type(":lessons").hasSuffix(", after 2"))
        #expect(desk.type(":lessons Momentum").split(separator: "\n").count == 2)
        #expect(desk.type(":lessons momentum adam").split(separator: "\n").count == 1)
        #expect(desk.type(":lessons momentum adam").hasPrefix("  2  "))
        #expect(desk.type(":lessons cooking").contains("no lesson is about cooking"))
        let lesson = try Course(folder).lesson(named: "one")
        _ = log.move(StepTransition(header: lesson.header, from: nil, to: "end", steps: ["end"]))
        #expect(desk.type(":lessons").split(separator: "\n").map { $0.hasSuffix("due next") } == [false, true, false])
        #expect(desk.type(":start 3").contains("This builds on lesson 2 (Sample); :start 2 leads there."))
    }
}
