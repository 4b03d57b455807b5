import Answers
import Conversation
import Language
import Testing

@testable import Lessons

/// How much work a lesson makes: a first look, or all of it.
@Suite("Quick and full")
struct QuickAndFullTests {
    private func session(_ budget: Budget) -> Session {
        let session = TestSandbox.session()
        session.budget = budget
        return session
    }

    @Test("budget gives the value of the mode, also in functions, in checks and aside")
    func word() throws {
        for (budget, value) in [(Budget.quick, 3.0), (.full, 10.0)] {
            let sandbox = Sandbox(Interpreter(session(budget)))
            let texts = ["budget(quick=3, full=10)", "def f():\n    return budget(3, 10)\n\nf()"]
            for text in texts {
                let run = sandbox.run(SourceCode(source: text, firstLine: 1), seed: 1, limit: 5)
                #expect(run.reply.value?.asDouble == value, "\(text)")
            }
            #expect(sandbox.runAside("f()", seed: 1, limit: 5).reply.value?.asDouble == value)
            let context = Context(session: sandbox.session)
            let function = try #require(sandbox.session.variables["f"])
            #expect(try Caller(context).call(function, []).asDouble == value)
        }
    }

    @Test("The prompt changes it, tells it, and refuses what is neither")
    func prompt() {
        let conversation = Conversation(Interpreter(session(.quick)))
        #expect(conversation.answer(":budget").output.contains("The budget is quick: small counts"))
        #expect(conversation.answer(":budget full").output.contains("The budget is full now"))
        #expect(conversation.answer("budget(quick=3, full=10)").output == "10")
        #expect(conversation.answer(":budget slow").failure?.mistake.expected == "quick or full")
        #expect(conversation.completions(":budget f", cursor: 9).candidates.map(\.text) == ["full"])
    }

    @Test(
        "A check that asks for 20 seeds tries five of them in a quick look of the author, and all of them when a learner answers"
    )
    func seeds() throws {
        let lesson = try Samples.lesson(
            """
            ```descent exercise="seeds" points=1
            v = ____
            ```

            ```descent check="seeds"
            passes(v < 0.5, seeds=20, at_least=20)
            ```

            <details><summary>Solution</summary>

            ```descent solution="seeds"
            v = draw() / 2
            ```

            </details>
            """)
        let exercise = try #require(lesson.exercises.first)
        for (budget, terms, count) in [
            (Budget.quick, GradingTerms(), "of 5 seeds"), (.full, GradingTerms(), "of 20 seeds"),
            (.quick, .ofLearner, "of 20 seeds"),
        ] {
            let grader = Grader(lesson, sandbox: Sandbox(Interpreter(session(budget))), terms: terms)
            #expect(grader.judge("v = draw() / 2", to: exercise) == .passed)
            let seed = CellSeed.of("seeds", in: lesson.header)
            let shown = Sandbox(Interpreter(session(budget))).run(
                SourceCode(source: "draw()", firstLine: 1), seed: seed, limit: 5)
            let value = try #require(shown.reply.value?.asDouble)
            // Right on the seed that is seen and on no other.
            let judgement = grader.judge("v = 0 if draw() == \(value) else 1", to: exercise)
            guard case .notYet(let message, _) = judgement else {
                Issue.record("\(judgement)")
                continue
            }
            #expect(message.contains("It holds for 0 \(count)"))
        }
    }

    @Test("With the full budget, outputs that depend on it are not compared, and all others are")
    func outputs() throws {
        let lesson = try Samples.lesson(
            """
            ```descent id="count"
            n = budget(quick=3, full=10); n
            ```

            ```output
            3
            ```

            ```descent id="double"
            2 * n
            ```

            ```output
            6
            ```

            ```descent id="again"
            n = 1; n
            ```

            ```output
            2
            ```

            ```descent id="after"
            n + 1
            ```

            ```output
            3
            ```
            """)
        let quick = NotebookRunner(lesson, session: session(.quick)).run(goesOn: true)
        #expect(quick.map(\.status.isGood) == [true, true, false, false])
        let full = NotebookRunner(lesson, session: session(.full)).run(goesOn: true)
        #expect(full.map(\.status.isGood) == [true, true, false, false])
        #expect(full.map(\.output) == [["10"], ["20"], ["1"], ["2"]])
    }
}
