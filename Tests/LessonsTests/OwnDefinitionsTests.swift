import Conversation
import Foundation
import Language
import Parallel
import Testing
import Vocabulary

@testable import Lessons

/// What a learner has set beside the lesson, and an answer that builds on it.
@Suite("Definitions beside the lesson")
struct OwnDefinitionsTests {
    private static let body = """
        # One

        ```descent id="k"
        k = 2
        ```

        ```descent exercise="one" points=3
        a = ____
        ```

        ```descent check="one"
        passes(a > k, message="`a` is not above `k`.")
        ```

        <details><summary>Solution</summary>

        ```descent solution="one"
        a = 3
        ```

        </details>

        <!-- descent:question id="q" points=1 type="expression" -->
        What is k times three?

        <details><summary>Answer</summary>

        = 3 * k

        </details>
        """

    /// A learner at the exercise, in a session where `before` was evaluated earlier.
    private func desk(before: String = "1") throws -> (Conversation, MemoryLog, Lesson) {
        let lesson = try Samples.lesson(Self.body)
        let interpreter = Interpreter(Session(registry: Vocabulary.registry))
        let log = MemoryLog()
        let sandbox = Sandbox(interpreter)
        _ = interpreter.evaluate(before)
        let commands = LessonAtDesk(Tutor(lesson, sandbox: sandbox, log: log))
        let conversation = Conversation(interpreter, [commands])
        _ = commands.tutor.begin()
        _ = conversation.answer("")
        return (conversation, log, lesson)
    }

    private func record(_ item: String, _ log: MemoryLog) -> ItemRecord? {
        log.records(of: "sample").first { $0.item == item }
    }

    /// The grade of what the record holds, on a session that knows nothing of this one.
    private func graded(_ log: MemoryLog, _ lesson: Lesson, _ item: String) throws -> GradedVerdict.Outcome {
        let terms = GradingTerms(secret: 3)
        let items = GradedItem.all(of: lesson, terms: terms, program: "test")
        let grader = AnswerGrader(lesson, items, terms: terms, session: Session(registry: Vocabulary.registry))
        let record = try #require(self.record(item, log))
        let task = GradedTask(lesson: 0, item: item, answer: record.answer, needs: [:], session: nil)
        return try #require(grader.judge(task)).verdict.outcome
    }

    @Test(
        "What an answer builds on is handed in with it, and nothing else",
        arguments: [
            (["def f(): return 5", "z = 1"], "a = f()", "def f(): return 5\na = f()"),
            (["b = 4", "c = b + 1"], "a = c", "b = 4\nc = b + 1\na = c"),
            (["import math", "z = 1"], "a = math.floor(9.5)", "import math\na = math.floor(9.5)"),
            (["k = 40"], "a = k + 1", "k = 40\na = k + 1"),
            (["z = 1"], "a = 7", "a = 7"),
        ])
    func handedIn(beside: [String], answer: String, record: String) throws {
        let (conversation, log, lesson) = try desk()
        for text in beside { #expect(conversation.answer(text).failure == nil, "\(text)") }
        #expect(conversation.answer(answer).output.contains("Passed."))
        #expect(self.record("one", log)?.answer == record)
        #expect(try graded(log, lesson, "one") == .passed)
    }

    @Test(
        "What was set before the lesson is not handed in: an answer that needs it is refused by name, and is no attempt"
    )
    func refused() throws {
        let (conversation, log, lesson) = try desk(before: "rate = 5")
        let told = conversation.answer("a = rate").output.replacing("\n", with: " ")
        #expect(told.contains("`rate` is not the lesson's, and is not handed in with an answer: set it again here"))
        #expect(record("one", log)?.attempts ?? 0 == 0)
        #expect(conversation.answer("rate").output == "5", "it is there for everything else")
        // A name of the answer's own is no use of it, whatever else is wrong.
        #expect(conversation.answer("a = (lambda rate: rate)(1)").output.contains("`a` is not above `k`."))
        #expect(record("one", log)?.attempts == 1)
        _ = conversation.answer("rate = 6")
        #expect(conversation.answer("a = rate").output.contains("Passed."))
        #expect(try graded(log, lesson, "one") == .passed)
    }

    @Test("A question is answered with what the lesson has set, and with nothing else")
    func question() throws {
        let (conversation, log, lesson) = try desk(before: "six = 6")
        _ = conversation.answer("a = 3")
        let told = conversation.answer("= six").output.replacingOccurrences(of: "\n", with: " ")
        #expect(told.contains("`six` is not the lesson's, and is not handed in with an answer: write its value."))
        #expect(record("q", log)?.attempts ?? 0 == 0)
        #expect(conversation.answer("k + 4").output.contains("Right."))
        #expect(try graded(log, lesson, "q") == .passed)
    }
}

/// A lesson at a conversation, without a course.
private final class LessonAtDesk: SessionCommands {
    let tutor: Tutor
    let commands: [SessionCommand] = []

    init(_ tutor: Tutor) { self.tutor = tutor }

    func perform(_ command: String, _ argument: String) -> Reply { .nothing }
    func take(_ text: String) -> Reply? { tutor.take(text) }
    func heard(_ text: String) { tutor.heard(text) }
}
