import Conversation
import Foundation
import Language
@testable import Lessons
import Answers
import Testing

@Suite("A tutor lesson")
struct TutorTests {
    private func full() throws -> Lesson { try LessonReader.read(Samples.full, file: "sample.md") }

    @Test("Enter and answers lead from the first page to the end")
    func throughTheLesson() throws {
        let tutor = TestSandbox.tutor(try full())
        let begin = tutor.begin().output
        #expect(begin.contains("Some text with a link"))
        #expect(begin.contains("Before you run it: what is a?"))
        #expect(tutor.prompt == "guess> ")

        _ = tutor.take("5")
        #expect(tutor.preset == "a = 1 + 1; a * 2")

        let run = try #require(tutor.take(tutor.preset ?? "")).output
        #expect(run.hasPrefix("4\nYou guessed 5; a is 2."))
        #expect(run.contains("What is right?"))
        #expect(run.contains("1. This."))

        #expect(try #require(tutor.take("1")).output.contains("No."))
        #expect(tutor.guide.record("q-choice").attempts == 1)
        #expect(try #require(tutor.take("(b)")).output.contains("Right."))
        #expect(tutor.guide.record("q-choice").answer == "2", "kept by the number that the page shows")

        #expect(try #require(tutor.take("50")).output.contains("50 is not it."))
        #expect(try #require(tutor.take("200/2")).output.contains("Because of that."))
        #expect(try #require(tutor.take("1/k")).output.contains("not the value sought"))
        #expect(try #require(tutor.take("4/(2*k)")).output.contains("Your turn"))

        #expect(tutor.preset == "b = ____")
        #expect(try #require(tutor.take("b = 3")).output.contains("Not yet."))
        #expect(tutor.preset == "b = 3")
        let passed = try #require(tutor.take("b = 5")).output
        #expect(passed.contains("Passed."))
        #expect(passed.contains("Four lies between three and ten."))
        #expect(passed.contains("You have 9 of 9 points."))
        #expect(tutor.guide.isAtEnd)
    }

    @Test("What an answer that did not pass has set can be looked at, and is no part of the next answer or step")
    func lastAttempt() throws {
        func atExercise() throws -> Tutor {
            let tutor = TestSandbox.tutor(try full())
            _ = tutor.begin()
            for text in ["5", "a = 1 + 1; a * 2", "2", "100", "2/k"] { _ = tutor.take(text) }
            #expect(tutor.guide.step.key == "tune")
            return tutor
        }
        let tutor = try atExercise()
        let session = tutor.sandbox.session
        #expect(try #require(tutor.take("a = 3; b = a - 1; c = [b]")).output.contains("Not yet."))
        #expect(session.variables["b"]?.asDouble == 2 && session.variables["a"]?.asDouble == 3)
        #expect(session.variables["c"]?.brief == "[2]")
        session.variables["d"] = .int(7)
        tutor.heard("d = 7")
        session.variables["c"] = .int(8)
        tutor.heard("c = 8")

        #expect(try #require(tutor.take("b = a")).output.contains("Not yet."), "a is the lesson's again, 2")
        #expect(session.variables["b"]?.asDouble == 2 && session.variables["a"]?.asDouble == 2)
        #expect(session.variables["c"]?.asDouble == 8 && session.variables["d"]?.asDouble == 7)
        #expect(try #require(tutor.take("b = nonsense")).output.contains("Not yet."))
        #expect(session.variables["b"] == nil, "what failed on the way has set nothing")
        #expect(try #require(tutor.take("b = 5")).output.contains("Passed."))
        #expect(session.variables["b"]?.asDouble == 5)

        for leave in [{ _ = $0.skip() }, { _ = $0.back() }, { _ = $0.restart("") }] as [(Tutor) -> Void] {
            let tutor = try atExercise()
            #expect(try #require(tutor.take("b = 2")).output.contains("Not yet."))
            leave(tutor)
            #expect(tutor.sandbox.session.variables["b"] == nil)
        }
    }

    @Test("What is typed beside the lesson is left to the language, and the place stays")
    func exploring() throws {
        let tutor = TestSandbox.tutor(try full())
        _ = tutor.begin()
        _ = tutor.take("")
        #expect(tutor.take("17 + 4") == nil)
        #expect(tutor.guide.step.key == "first-run")
        _ = tutor.take("")
        #expect(tutor.take("sorted([2, 1])") == nil)
        #expect(tutor.guide.step.key == "q-choice")
    }

    @Test("A changed cell counts, and its error can be corrected on the line")
    func editing() throws {
        let tutor = TestSandbox.tutor(try full())
        _ = tutor.begin()
        _ = tutor.take("")
        let failed = try #require(tutor.take("a = 1 + nonsense"))
        #expect(failed.failure != nil)
        #expect(tutor.preset == "a = 1 + nonsense")
        _ = tutor.take("a = 10")
        #expect(tutor.guide.step.key == "q-choice")
        #expect(tutor.sandbox.session.variables["a"]?.asDouble == 10)
    }

    @Test("An answer or a cell that does not parse stays on the line, to be mended")
    func unparsable() throws {
        let tutor = TestSandbox.tutor(try full())
        _ = tutor.begin()
        _ = tutor.take("")
        #expect(try #require(tutor.take("a = (1 + 2))")).failure != nil)
        #expect(tutor.preset == "a = (1 + 2))")
        let exercise = try atExercise()
        #expect(try #require(exercise.take("b = 4 5")).output.hasPrefix("Not yet."))
        #expect(exercise.preset == "b = 4 5")
        #expect(exercise.take("4 5") == nil)
        #expect(try #require(exercise.take("b = 4")).output.contains("Passed."))
    }

    @Test("Hints come one after the other and are counted")
    func hints() throws {
        let tutor = try atExercise()
        #expect(tutor.hint().output.contains("Try a larger one."))
        #expect(tutor.hint().output.contains("Four is larger than three."))
        #expect(tutor.hint().output.contains("no further hint"))
        #expect(tutor.guide.record("tune").hints == 2)
    }

    @Test("Where there is no hint at all, none is said to have been given")
    func noHint() throws {
        let tutor = TestSandbox.tutor(try full())
        _ = tutor.begin()
        for text in ["5", "a = 1 + 1; a * 2"] { _ = tutor.take(text) }
        #expect(tutor.guide.step.key == "q-choice")
        #expect(tutor.hint().output.contains("There is no hint here; :skip goes on without an answer."))
    }

    @Test("A hint that the check has told is not told once more when the next one is asked for")
    func toldHint() throws {
        let tutor = try atExercise()
        let told = tutor.take("b = 2")?.output ?? ""
        #expect(told.contains("Try a larger one.") && told.contains(":hint has 1 more for you."))
        #expect(tutor.hint().output.contains("Four is larger than three."))
        #expect(tutor.hint().output.contains("no further hint"))
    }

    @Test("The solution waits until the lesson's rule allows it, and seeing it costs the points")
    func solution() throws {
        var lesson = try full()
        let strict = try atExercise(lesson)
        #expect(strict.solution().output.contains("after the exercise has passed"))

        lesson.header.solution = .afterThree
        let patient = try atExercise(lesson)
        for (attempt, soFar) in ["there were none", "there was one", "there were two"].enumerated() {
            #expect(patient.solution().output.contains("so far \(soFar)"))
            _ = patient.take("b = \(attempt + 1)")
        }
        #expect(patient.solution().output.contains("b = 4"))
        _ = patient.take(patient.preset ?? "")
        let grade = try #require(patient.guide.grades.last)
        #expect(grade.record.status == .passed)
        #expect(grade.earned == 0)
        #expect(grade.json.text.contains("\"saw_solution\": true"))
    }

    @Test("Skipping follows the lesson's rule and is counted")
    func skipping() throws {
        var lesson = try full()
        let free = try atExercise(lesson)
        _ = free.skip()
        #expect(free.guide.isAtEnd)
        #expect(free.guide.record("tune").status == .skipped)
        #expect(free.guide.grades.summary == "4 of 9 points; 1 skipped")
        lesson.header.skip = .never
        let never = try atExercise(lesson, byAnswers: true)
        #expect(never.skip().output.contains("does not allow skipping"))
        #expect(never.guide.step.key == "tune")
    }

    @Test("Who skips after a wrong answer reads the right one and why; who has not tried reads nothing")
    func givingUp() throws {
        var lesson = try full()
        lesson.header.solution = .always
        let tutor = TestSandbox.tutor(lesson)
        _ = tutor.begin()
        for text in ["", "", "1"] { _ = tutor.take(text) }
        let choice = tutor.skip().output
        #expect(choice.contains("Skipped. The right answer:") && choice.contains("That."), "\(choice)")
        #expect(choice.contains("Yes.") && choice.contains("How many?"), "\(choice)")
        _ = tutor.take("50")
        let number = tutor.skip().output
        #expect(number.contains("100 ± 5%") && number.contains("Because of that."), "\(number)")
        let untried = tutor.skip().output
        #expect(!untried.contains("2/k") && untried.contains("Your turn"), "\(untried)")
        _ = tutor.take("b = 3")
        let exercise = tutor.skip().output
        #expect(exercise.contains("One that passes:") && exercise.contains("b = 4"), "\(exercise)")
        #expect(exercise.contains("Four lies between three and ten."), "\(exercise)")
        #expect(tutor.guide.grades.summary == "0 of 9 points; 4 skipped")

        // What was read earns nothing, and is not told once more.
        _ = tutor.back()
        let again = try #require(tutor.take("b = 4")).output
        #expect(again.contains("Passed.") && again.contains("You have 0 of 9 points"), "\(again)")

        // Where the author keeps the solution back, it stays back.
        let strict = try atExercise()
        _ = strict.take("b = 3")
        #expect(!strict.skip().output.contains("b = 4"))
    }

    @Test("Back leads to the place before, as often as there is one")
    func back() throws {
        let tutor = try atExercise()
        var visited: [String] = []
        while true {
            visited.append(tutor.guide.step.key)
            let before = tutor.guide.index
            _ = tutor.back()
            if tutor.guide.index == before { break }
        }
        #expect(visited == ["tune", "q-formula", "q-number", "q-choice", "first-run", "prediction-first-run"])
    }

    @Test("A fault of the lesson is not counted as an attempt")
    func fault() throws {
        let text = Samples.full.replacingOccurrences(
            of: "passes(b > 3) or hint(\"larger\")", with: "passes(nothing > 3)")
        let tutor = try atExercise(try LessonReader.read(text, file: "sample.md"))
        #expect(try #require(tutor.take("b = 4")).output.contains("fault of the lesson"))
        #expect(tutor.guide.record("tune").attempts == 0)
    }

    @Test("An exercise that builds on an unpassed one uses the reference result and says so")
    func needs() throws {
        let body = """
            ```descent exercise="one"
            a = ____
            ```

            ```descent solution="one"
            a = 20
            ```

            ```descent exercise="two" needs="one"
            b = a + ____
            ```

            ```descent check="two"
            passes(b == 21)
            ```
            """
        let tutor = TestSandbox.tutor(try Samples.lesson(body))
        _ = tutor.begin()
        #expect(tutor.skip().output.contains("Yours has not passed, so the reference result is used."))
        #expect(try #require(tutor.take("b = a + 1")).output.contains("Passed."))
        let own = TestSandbox.tutor(try Samples.lesson(body))
        _ = own.begin()
        let passed = try #require(own.take("a = 20")).output
        #expect(!passed.contains("reference"))
    }

    @Test("Leaving and coming back goes on at the same place with the same variables")
    func resume() throws {
        let log = MemoryLog()
        let first = try atExercise(log: log)
        #expect(first.guide.step.key == "tune")
        let second = TestSandbox.tutor(try full(), log: log)
        let told = second.begin().output
        #expect(second.guide.step.key == "tune")
        #expect(told.contains("Going on where you left"))
        #expect(told.contains("One cell before this place was run again"))
        #expect(second.sandbox.session.variables["a"]?.asDouble == 2)
        let again = TestSandbox.tutor(try full(), log: log, again: true)
        _ = again.begin()
        #expect(again.guide.step.key == "prediction-first-run")
    }

    @Test("A new version of the lesson keeps the answers and opens them again")
    func newVersion() throws {
        let log = MemoryLog()
        _ = try atExercise(log: log, byAnswers: true)
        var lesson = try full()
        lesson.header.version = 4
        let tutor = TestSandbox.tutor(lesson, log: log)
        let record = tutor.guide.record("q-choice")
        #expect(record.status == .open)
        #expect(record.answer == "2")
    }

    /// A tutor lesson standing at the exercise.
    private func atExercise(
        _ lesson: Lesson? = nil, log: any ProgressLog = MemoryLog(), byAnswers: Bool = true
    ) throws -> Tutor {
        let tutor = TestSandbox.tutor(try lesson ?? full(), log: log)
        _ = tutor.begin()
        _ = tutor.take("")
        _ = tutor.take("")
        for answer in ["2", "100", "2/k"] {
            if byAnswers { _ = tutor.take(answer) } else { _ = tutor.skip() }
        }
        try #require(tutor.guide.step.key == "tune")
        return tutor
    }

    @Test("A command typed behind the prepared code is a command")
    func commandBehindCode() throws {
        let folder = NSTemporaryDirectory() + "descent-commands-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Samples.full.write(toFile: folder + "/01-sample.md", atomically: true, encoding: .utf8)
        let interpreter = Interpreter(TestSandbox.session())
        let lessons = LessonCommands(
            course: { Course(folder) }, sandbox: Sandbox(interpreter), log: MemoryLog())
        let conversation = Conversation(interpreter, [lessons])
        #expect(lessons.take("") == nil)
        #expect(lessons.perform("hint", "").output.contains("No lesson is open."))
        #expect(lessons.perform("start", "nothing").failure != nil)
        #expect(lessons.perform("lessons", "").output.contains("1  Sample"))
        #expect(lessons.perform("start", "1").failure == nil)
        _ = lessons.take("")
        let preset = try #require(lessons.preset())
        #expect(conversation.answer(preset + ":help").isPage)
        #expect(
            conversation.answer(preset + " :save \(folder)/mine").failure?.mistake.problem.contains("nothing") == true)
        #expect(conversation.answer(preset + ":quit").leaves)
        #expect(!conversation.answer(preset + ":skip").parts.isEmpty)
        #expect(lessons.prompt == "answer> ")
        #expect(lessons.perform("lessons", "").output.contains("0 of 9 points"))
        #expect(lessons.perform("stop", "").output.contains(":start sample goes on at this place"))
        #expect(lessons.prompt == nil)
    }

    @Test("A class waits at a stop: Enter stays there, and :next goes on")
    func stop() throws {
        let tutor = TestSandbox.tutor(try Samples.lesson("One.\n\n<!-- descent:stop -->\n\nTwo."))
        #expect(tutor.begin().output.contains("The class waits here"))
        #expect(tutor.prompt == "wait> ")
        #expect(try #require(tutor.take("")).output.contains("The class waits here"))
        #expect(tutor.take("1 + 1") == nil)
        #expect(tutor.next().output.contains("Two."))
    }

    @Test("An expression is judged by its value; what sets a name or cannot be evaluated is no attempt")
    func expression() throws {
        let body = """
            ```descent id="k"
            k = 3
            ```

            <!-- descent:question id="q" type="expression" -->
            Which list holds the first k odd numbers?
            <details><summary>Answer</summary>

            = [1, k, k + 2]

            </details>
            """
        let tutor = TestSandbox.tutor(try Samples.lesson(body))
        _ = tutor.begin()
        _ = tutor.take(tutor.preset ?? "")
        #expect(tutor.take("a = 4") == nil)
        #expect(try #require(tutor.take("[1, 3, nothing]")).output.contains("nothing"))
        #expect(tutor.guide.record("q").attempts == 0)
        #expect(try #require(tutor.take("[1, 3, 5.2]")).output.contains("Almost: it gives [1, 3, 5.2]"))
        #expect(try #require(tutor.take("[1, 2, 3]")).output.contains("It gives [1, 2, 3]; that is not"))
        #expect(tutor.guide.record("q").attempts == 2)
        #expect(try #require(tutor.take("[2*n + 1 for n in [0, 1, 2]]")).output.contains("Right."))
    }

    @Test(
        "A number that is nearly right is told how near it has to be, and one far off is not",
        arguments: [
            ("= 100 +- 5%", "110", "Almost: you have 110, and what is expected lies within 5% of the right number."),
            ("= 100 +- 5%", "500", "500 is not it."),
            ("= 1.41 +- 0.01", "1.45", "Almost: you have 1.45, and what is expected lies within 0.01 of the right"),
            ("= [1, 2]", "2.2", "Almost: you have 2.2, and what is expected lies a little below it."),
            ("= 0", "1", "1 is not it."),
            ("= 1000 +- 20%", "48.3", "48.3 is not it."), ("= 3 +- 1", "8", "8 is not it."),
            ("= 1000 +- 20%", "1250", "Almost: you have 1250, and what is expected lies within 20% of the right"),
        ])
    func almost(answer: String, typed: String, told: String) throws {
        let body = """
            <!-- descent:question id="q" type="number" -->
            How many?
            <details><summary>Answer</summary>

            \(answer)

            </details>
            """
        let tutor = TestSandbox.tutor(try Samples.lesson(body))
        _ = tutor.begin()
        let output = try #require(tutor.take(typed)).output.replacingOccurrences(of: "\n", with: " ")
        #expect(output.contains(told), "\(output)")
    }

    @Test("An exercise of several lines says how to get to the line above, one of a single line does not")
    func task() {
        #expect(
            CodeEntry.line.task(hasBlank: true, lines: 3)
                == "Replace ____ (Up goes to the line above) and press Enter.")
        #expect(CodeEntry.line.task(hasBlank: true, lines: 1) == "Replace ____ and press Enter.")
        #expect(!CodeEntry.cell.task(hasBlank: false, lines: 3).contains("Up"))
    }

    @Test("Code on several lines is put on one for editing, unless that could change it")
    func oneLine() {
        #expect(CodeEntry.oneLine("a = 1\nb = 2") == "a = 1; b = 2")
        #expect(CodeEntry.line.prepared("a = 1\nb = 2") == "a = 1; b = 2")
        #expect(CodeEntry.cell.prepared("a = 1\nb = 2") == "a = 1\nb = 2", "a notebook's cell holds lines")
        #expect(CodeEntry.oneLine("f(\n  1,\n  2)\ng") == "f( 1, 2); g")
        #expect(CodeEntry.oneLine("a = 1  # one\nb = 2") == "a = 1  # one\nb = 2")
        let blocks = [
            "def f(x):\n    return x\nf(3)", "a = [1, 2]\nfor k in a: print(k)",
            "import numpy as np\n@np.vectorize\ndef f(x): return x",
        ]
        for block in blocks { #expect(CodeEntry.oneLine(block) == block) }
        #expect(CodeEntry.oneLine("format = 3\nmean([\n    1,\n    2])") == "format = 3; mean([ 1, 2])")
    }
}
