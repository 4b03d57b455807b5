import Answers
import Conversation
import Foundation
import Language
import Testing
import Vocabulary

@testable import Lessons

/// What a learner does by a slip, and what is said then: what is the matter, and the way out.
@Suite("A slip") struct SlipTests {
    private static let body = """
        ```descent id="first"
        k = 3; xs = [1, 2]
        ```

        <!-- descent:predict of="second" what="total - 3" -->
        What will it be?

        ```descent id="second"
        total = k * (xs[0] + xs[1])
        total
        ```

        ```descent exercise="task" points=2
        v = ____
        ```

        ```descent check="task"
        passes(v + 1 > k)
        ```

        <details><summary>Solution</summary>

        ```descent solution="task"
        helper = 4; v = helper
        ```

        </details>

        <!-- descent:question id="q" points=1 type="expression" -->
        What is twice the total?
        <details><summary>Answer</summary>

        = 2 * total

        </details>

        <!-- descent:question id="f" points=1 type="formula" variables="a, b" -->
        Which formula?
        <details><summary>Answer</summary>

        = a + 2*b

        </details>

        <!-- descent:stop -->

        ```descent id="last"
        late = v + draw()
        late
        ```
        """

    private final class Desk {
        let conversation: Conversation
        let log = MemoryLog()
        let folder: String

        init(_ bodies: [(name: String, text: String)]) throws {
            folder = NSTemporaryDirectory() + "descent-slip-" + UUID().uuidString
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for (name, text) in bodies {
                try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
            }
            let interpreter = Interpreter(Session(registry: TestSandbox.registry, permission: .everything))
            let lessons = LessonCommands(
                course: { [folder] in Course(folder) }, sandbox: Sandbox(interpreter), log: log)
            conversation = Conversation(interpreter, [lessons])
        }

        deinit { try? FileManager.default.removeItem(atPath: folder) }

        /// What is read, on one line.
        @discardableResult
        func type(_ text: String) -> String {
            let reply = conversation.answer(text)
            let told = [reply.output, reply.notes.joined(separator: "\n"), reply.failure?.text() ?? ""]
            return told.joined(separator: "\n").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }

        @discardableResult
        func enter() -> String { type(conversation.preset() ?? "") }

        func record(_ item: String) -> ItemRecord? { log.records(of: "sample").first { $0.item == item } }
    }

    private func desk(_ body: String = body) throws -> Desk {
        let desk = try Desk([("01-sample.md", Samples.header + body)])
        desk.type(":start 1")
        return desk
    }

    // MARK: - What was skipped

    @Test("A cell that needs what was skipped names the cell that makes it, and the way there and back")
    func skippedCell() throws {
        let desk = try desk()
        desk.type(":skip")
        desk.enter()
        let told = desk.enter()
        #expect(told.contains("expected k from the cell first; it has not run in this session"), "\(told)")
        #expect(told.contains("try :cells first, then Enter; :cells second leads back here"), "\(told)")
        desk.type(":cells first")
        desk.enter()
        desk.type(":cells second")
        #expect(desk.enter().contains("9"))
    }

    @Test("A cell that needs a skipped exercise names it")
    func skippedExercise() throws {
        let desk = try desk()
        for _ in 0..<3 { desk.enter() }
        for _ in 0..<3 { desk.type(":skip") }
        desk.type(":next")
        let told = desk.enter()
        #expect(told.contains("expected v from the exercise task; it was skipped"), "\(told)")
        #expect(told.contains(":cells task, then answer it; :cells last leads back here"), "\(told)")
    }

    @Test("A name that a cell sets is named when it is typed beside the lesson, also one that comes later")
    func besides() throws {
        let desk = try desk()
        #expect(
            desk.type("k + 1").contains(
                "expected k from the cell first; it has not run in this session try Enter, which"))
        #expect(desk.type("late").contains("expected late from the cell last"))
        #expect(!desk.type("nothing").contains("cell"))
        desk.enter()
        desk.type("del k")
        #expect(desk.type("k + 1").contains("it ran, and k has gone since try :cells first, then Enter"))
    }

    @Test("A check, a question and an answer that lack what was skipped are nobody's fault, and say so")
    func lacking() throws {
        let desk = try desk()
        for _ in 0..<3 { desk.type(":skip") }
        let checked = desk.type("v = 4")
        #expect(checked.contains("This builds on what is not there: expected k from the cell first"), "\(checked)")
        #expect(!checked.contains("fault") && desk.record("task")?.attempts ?? 0 == 0)
        #expect(desk.type("v = total + 1").contains("expected total from the cell second"))
        desk.type(":skip")
        #expect(desk.type("3 * 6").contains("expected total from the cell second; it has not run"))
        #expect(desk.type("2 * total").contains("expected total from the cell second; it has not run"))
    }

    @Test("A word that a learner's own value hides is named, with what brings it back")
    func hiddenWord() throws {
        let desk = try desk()
        desk.enter()
        desk.enter()
        desk.enter()
        desk.type("draw = 5")
        desk.type("v = 4")
        desk.type(":skip")
        desk.type(":skip")
        desk.type(":next")
        let told = desk.enter()
        #expect(told.contains("expected the word draw, which your own draw hides"), "\(told)")
        #expect(told.contains("try del draw, and the line once more"))
        desk.type("del draw")
        #expect(desk.enter().contains("The lesson ends here."))
    }

    @Test("A lesson's name that was set by hand since is named when a cell fails on it")
    func setByHand() throws {
        let desk = try desk()
        desk.enter()
        desk.enter()
        desk.type("xs = 7")
        let told = desk.enter()
        #expect(told.contains("expected the xs of the cell first; it was set by hand since"), "\(told)")
    }

    // MARK: - What an answer is

    @Test("An answer of another kind reads what was found and what was expected, and nothing of the check")
    func otherKind() throws {
        let desk = try desk()
        for _ in 0..<3 { desk.enter() }
        let text = desk.type("v = 'abc'")
        #expect(text.contains("The answer is of another kind than expected."), "\(text)")
        #expect(text.contains("`v` is 'abc', a string; expected a number."), "\(text)")
        #expect(!text.contains("passes") && !text.contains("v + 1"))
        let list = desk.type("v = [1, 2]")
        #expect(list.contains("`v` is [1, 2], a list of 2 numbers; expected a number."), "\(list)")
        #expect(desk.record("task")?.attempts == 2)
        #expect(desk.type("v = 5").contains("Passed."), "helper is the solution's own way")
    }

    @Test("In a student's copy such an answer is not called a fault without a word about it")
    func otherKindWithoutSolution() throws {
        let lesson = try Samples.lesson(Self.body)
        let desk = try Desk([("01-sample.md", try StudentCopy(of: lesson).text)])
        desk.type(":start 1")
        for _ in 0..<3 { desk.enter() }
        let told = desk.type("v = 'abc'")
        #expect(told.contains("Not judged. The check could not read the answer. `v` is 'abc'"), "\(told)")
        #expect(!told.contains("passes") && desk.record("task")?.attempts ?? 0 == 0)
    }

    @Test(
        "What a value is, without saying which",
        arguments: [
            ("3", "a number"), ("'a'", "a string"), ("[1, 2, 3]", "a list of 3 numbers"), ("[]", "an empty list"),
            ("[1, 'a']", "a list of 2 values"), ("(1,)", "a tuple of 1 number"), ("True", "True or False"),
            ("{'a': 1, 'b': 2}", "a dict with 2 keys: 'a', 'b'"), ("None", "None"), ("lambda x: x", "a function"),
            ("[[1], [2]]", "a list of 2 lists"),
        ])
    func form(_ text: String, _ form: String) throws {
        #expect(AnswerForm.of(try TestSandbox.session().evaluate(text).value) == form)
    }

    @Test("Names that a formula may not use are named, with those that it may")
    func formula() throws {
        let desk = try desk()
        for _ in 0..<3 { desk.enter() }
        desk.type(":skip")
        desk.type(":skip")
        let two = desk.type("q + zed*b")
        #expect(two.contains("q and zed are no variables of this formula; expected a formula in a and b"), "\(two)")
        #expect(desk.type("a + c").contains("c is no variable of this formula"))
        #expect(desk.type("a + 2b").contains("a + 2b is no formula:"))
        #expect(desk.record("f")?.attempts ?? 0 == 0, "what cannot be read is not counted")
        #expect(desk.type("b + b + a").contains("Right."))
    }

    // MARK: - Guesses

    @Test("A guess that is no number where one comes is asked for once more; a name that means something is tried out")
    func guess() throws {
        let desk = try desk()
        desk.enter()
        let told = desk.type("abc")
        #expect(told.contains("abc is no number") && told.contains("Enter alone, which goes on without a guess"))
        #expect(desk.conversation.prompt == "guess> " && desk.record("prediction-second") == nil)
        #expect(desk.type("about six").contains("is no number"))
        #expect(desk.type("k").hasPrefix("3") && desk.conversation.prompt == "guess> ")
        desk.type("6")
        #expect(desk.enter().contains("You guessed 6; total - 3 is 6. Met. 1 of 1 guess met"))
    }

    @Test("What the author says of a prediction's kind is held to, by the learner and by the check of the lesson")
    func declaredKind() throws {
        func body(_ attributes: String) -> String {
            "<!-- descent:predict of=\"c\" \(attributes) -->\nGuess.\n\n```descent id=\"c\"\nw = 'Adam'; n = 5\n```\n"
        }
        let text = try desk(body("type=\"text\" what=\"w\""))
        #expect(text.type("5").contains("5 is a number, and a word is asked for"))
        text.type("adam")
        #expect(text.enter().contains("Met."))
        let list = try desk(body("type=\"list\" what=\"[n, n]\""))
        #expect(list.type("abc").contains("abc is no list of numbers"))
        let free = try desk(body("what=\"n\""))
        free.type("abc")
        let told = free.enter()
        #expect(told.contains("You guessed abc; n is 5. That is of another kind than the guess, which is not counted."))
        #expect(!told.contains("so far"), "\(told)")
        #expect(Samples.faults(Samples.header + body("type=\"x\" what=\"n\"")) == ["18: a prediction's type= is x"])
        let wrong = try Samples.lesson(body("type=\"number\" what=\"w\""))
        let entries = NotebookRunner(wrong, session: TestSandbox.session()).run()
        #expect(
            entries.map(\.status) == [
                .failed("sample.md:18: the prediction's w is 'Adam', and type=\"number\" says otherwise")
            ])
    }

    // MARK: - Lines and places

    @Test("A broken line is kept to be mended; sent once more as it is, it gives way to the lesson's own")
    func brokenLine() throws {
        let desk = try desk()
        #expect(desk.type("k = 3 +* 1; xs = [1]").contains("expected") || desk.conversation.preset() != nil)
        #expect(desk.type("k = nonsense; xs = [1]").contains(":restart brings back the lesson's own line."))
        #expect(desk.conversation.preset() == "k = nonsense; xs = [1]")
        #expect(desk.enter().contains("The lesson's own line stands there again."))
        #expect(desk.conversation.preset() == "k = 3; xs = [1, 2]")
        desk.type("k = nonsense; xs = [1]")
        #expect(desk.type(":restart").contains("own line stands there again"))
        #expect(desk.conversation.preset() == "k = 3; xs = [1, 2]")
    }

    @Test("A cell and the whole lesson begin anew; what was counted stays counted")
    func restart() throws {
        let desk = try desk()
        for _ in 0..<3 { desk.enter() }
        desk.type("mine = 1")
        desk.type("v = 1")
        desk.type("v = 5")
        #expect(
            desk.type(":restart second").contains("own line") && desk.conversation.preset()?.contains("total") == true)
        #expect(desk.type(":restart").contains("own line"))
        let told = desk.type(":restart lesson")
        #expect(told.contains("From the top. What was counted stays counted."), "\(told)")
        #expect(desk.conversation.preset() == "k = 3; xs = [1, 2]")
        let variables = desk.conversation.interpreter.session.variables
        #expect(variables["k"] == nil && variables["v"] == nil && variables["mine"] != nil)
        #expect(desk.record("task")?.status == .passed && desk.record("task")?.attempts == 2)
        #expect(!desk.type(":cells").contains(" ran"))
        #expect(desk.log.place(in: "sample")?.place == "first")
        desk.enter()
        #expect(desk.type(":restart").contains("here is neither an exercise nor a cell"))
    }

    @Test("A stop says how somebody who works alone goes on")
    func stop() throws {
        let desk = try desk()
        for _ in 0..<3 { desk.enter() }
        for _ in 0..<2 { desk.type(":skip") }
        #expect(desk.type(":skip").contains("Working alone? :next goes on at once."))
        #expect(desk.type("").contains("Working alone?"))
        desk.type(":next")
        #expect(desk.conversation.preset()?.hasPrefix("late") == true)
    }

    @Test("A lesson starts by the number and the title that the list shows, whatever the files are called")
    func names() throws {
        func text(_ id: String, _ title: String) -> String {
            Samples.header.replacingOccurrences(of: "id: sample", with: "id: \(id)")
                .replacingOccurrences(of: "title: Sample", with: "title: \(title)") + "Text of \(id).\n"
        }
        let desk = try Desk([
            ("01-a.md", text("one", "Rates and losses")), ("01-b.md", text("two", "Rates/\u{201C}steps\u{201D}")),
            ("05-c.md", text("three", "Losses of long standing in all the parts of a long title")),
            ("own.md", text("four", "Alone")),
        ])
        let list = desk.conversation.answer(":lessons").output.split(separator: "\n").map(String.init)
        #expect(list.compactMap { $0.split(separator: " ").first.map(String.init) } == ["1", "2", "5", "3"], "\(list)")
        for (name, id) in [
            ("1", "one"), ("2", "two"), ("5", "three"), ("3", "four"), ("rates and losses", "one"), ("alone", "four"),
            ("Rates/\"steps\"", "two"), ("Losses of long stand…", "three"), ("LOSSES OF", "three"), ("05-c", "three"),
        ] {
            #expect(desk.type(":start \(name)").contains("Text of \(id)."), "\(name)")
        }
        let several = desk.type(":start rates")
        #expect(several.contains("several lessons are called rates"), "\(several)")
        #expect(several.contains("1 (Rates and losses), 2 (Rates/"))
        #expect(desk.type(":start 4").contains("there is no lesson 4"))
    }

    @Test("A lesson that was read to its end without the points it takes is not called done or finished")
    func belowPass() throws {
        let desk = try desk()
        for _ in 0..<3 { desk.enter() }
        for _ in 0..<3 { desk.type(":skip") }
        desk.type(":next")
        desk.type(":skip")
        #expect(desk.type(":lessons").contains("read to the end, 0 of 4 points, 80% to pass"))
        let lesson = try Course(desk.folder).lesson(named: "sample")
        let (records, places) = (desk.log.records(of: "sample"), [desk.log.place(in: "sample")].compactMap(\.self))
        let table = ProgressTable.text(records, places, course: [lesson])
        #expect(table.hasPrefix("sample  read to the end, 0 of 4 points, 80% to pass"), "\(table)")
        desk.type(":cells task")
        desk.type("v = 5")
        desk.type("18")
        desk.type("a + 2*b")
        #expect(desk.type(":lessons").contains("done, 4 of 4 points"))
    }
}
