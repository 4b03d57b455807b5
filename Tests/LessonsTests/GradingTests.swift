import Conversation
import Language
@testable import Lessons
import Answers
import Testing
import Vocabulary

@Suite("Grading")
struct GradingTests {
    /// A lesson with one exercise that sets `b`, judged by this check.
    private func lesson(check: String?, setup: String? = nil, solution: String? = "b = 4") throws -> Lesson {
        var body = "```descent exercise=\"tune\" timeout=\"5s\"\nb = ____\n```\n\n"
        if let setup { body += "```descent setup=\"tune\"\n\(setup)\n```\n\n" }
        if let check { body += "```descent check=\"tune\"\n\(check)\n```\n\n" }
        body += "<details id=\"larger\"><summary>Hint 1</summary>\n\nLarger.\n\n</details>\n\n"
        if let solution { body += "```descent solution=\"tune\"\n\(solution)\n```\n" }
        return try Samples.lesson(body)
    }

    private func judge(_ answer: String, _ lesson: Lesson, _ sandbox: Sandbox = TestSandbox.sandbox()) throws
        -> Judgement
    {
        let exercise = try #require(lesson.exercises.first)
        return Grader(lesson, sandbox: sandbox).judge(answer, to: exercise)
    }

    @Test("An answer passes by what it does, however it is typed", arguments: ["b = 4", "b = 2 + 2", "b = 9 / 2"])
    func equivalent(answer: String) throws {
        let lesson = try lesson(check: "passes(b > 3)\nexpect(b < 10, \"Too large.\")")
        #expect(try judge(answer, lesson) == .passed)
    }

    @Test(
        "What is not yet right is said, with the hint that the check names",
        arguments: [
            (
                "b = 2",
                Judgement.notYet(
                    message: "Not yet: the condition does not hold. Got b = 2, expected more than 3.", hint: "larger")
            ),
            (
                "b = 11",
                .notYet(message: "Too large. Almost: got b = 11, expected less than 10.", hint: nil)
            ),
            ("b = ____", .notYet(message: "There is still a blank ____ to fill in.", hint: nil)),
            ("c = 4", .notYet(message: "The answer has to set `b`, and it does not.", hint: nil)),
        ])
    func notYet(answer: String, expected: Judgement) throws {
        let lesson = try lesson(check: "passes(b > 3) or hint(\"larger\")\nexpect(b < 10, \"Too large.\")")
        #expect(try judge(answer, lesson) == expected)
    }

    @Test(
        "A hint goes with the finding that it follows, and with no earlier one",
        arguments: [("b = 11", nil), ("b = 7", "larger")] as [(String, String?)])
    func ownHint(answer: String, expected: String?) throws {
        let lesson = try lesson(
            check: "expect(b < 10, \"Far too large.\")\npasses(b < 5, message=\"Too large.\") or hint(\"larger\")")
        guard case .notYet(let message, let hint) = try judge(answer, lesson) else {
            Issue.record("it was not refused")
            return
        }
        #expect(hint == expected, "\(message)")
        #expect(message.hasPrefix(expected == nil ? "Far too large." : "Too large."), "\(message)")
    }

    @Test("An answer that does not run is not yet right, and says why")
    func failing() throws {
        let lesson = try lesson(check: "passes(b > 3)")
        guard case .notYet(let message, _) = try judge("b = nonsense + 1", lesson) else {
            Issue.record("an unknown name was not refused")
            return
        }
        #expect(message.contains("nonsense"))
    }

    @Test("What did not hold before a check stumbles over the answer is what is told")
    func gravestFirst() throws {
        let lesson = try lesson(
            check: "expect(b > 3, \"Too small.\") or hint(\"larger\")\nexpect(1 / (b - 2) > 0, \"?\")")
        guard case .notYet(let message, let hint) = try judge("b = 2", lesson) else {
            Issue.record("it was not refused")
            return
        }
        #expect(message.hasPrefix("Too small.") && hint == "larger", "\(message)")
        #expect(try judge("b = 4", lesson) == .passed)
    }

    @Test("A wrong answer leaves the variables as they were, a right one keeps its own")
    func restore() throws {
        let lesson = try lesson(check: "passes(b > 3)")
        let sandbox = TestSandbox.sandbox()
        sandbox.session.variables["b"] = .int(1)
        sandbox.session.last = .int(7)
        _ = try judge("b = 2; c = 3", lesson, sandbox)
        #expect(sandbox.session.variables["b"]?.asDouble == 1)
        #expect(sandbox.session.variables["c"] == nil)
        #expect(sandbox.session.last.asDouble == 7)
        #expect(try judge("b = 4", lesson, sandbox) == .passed)
        #expect(sandbox.session.variables["b"]?.asDouble == 4)
    }

    @Test("A broken check is the lesson's fault, whatever was answered")
    func faultOfLesson() throws {
        for check in ["passes(unknown > 3)", "1 + 1", "passes(3)"] {
            let judgement = try judge("b = 4", lesson(check: check))
            guard case .faultOfLesson = judgement else {
                Issue.record("\(check): \(judgement)")
                continue
            }
        }
        let setup = try judge("b = 4", lesson(check: "passes(b > 3)", setup: "unknown"))
        guard case .faultOfLesson = setup else {
            Issue.record("a failing setup: \(setup)")
            return
        }
    }

    @Test("An answer of another kind, which the check cannot read, is not yet right")
    func otherKind() throws {
        let judgement = try judge("b = \"text\"", lesson(check: "passes(b > 3)"))
        guard case .notYet(let message, _) = judgement else {
            Issue.record("\(judgement)")
            return
        }
        #expect(message.hasPrefix("The answer is of another kind than expected."))
    }

    @Test(
        "An answer of the right kind that a word of the check refuses reads why, and nothing of the solution",
        arguments: [
            ("b = {'rate': -1}", "-1 is no rate; expected a number above 0."),
            ("b = {'rat': 2}", "there is no setting called 'rat'; expected rate."),
        ])
    func refused(answer: String, told: String) throws {
        let refusing = Word(
            "train", family: "tests", summary: "A training that takes one setting",
            parameters: [Parameter("settings", .any, "what is set")],
            meaning: .call { args, _ in
                guard case .dict(let settings) = args["settings"], let entry = settings.entries.first else {
                    throw Mistake("no settings").raised(as: "TypeError")
                }
                guard entry.key.asText == "rate" else {
                    throw Mistake(
                        "there is no setting called '\(entry.key.asText ?? "")'", expected: "rate",
                        argument: "settings")
                }
                guard let rate = entry.value.asDouble, rate > 0 else {
                    throw Mistake("\(entry.value.brief) is no rate", expected: "a number above 0")
                }
                return .number(rate)
            })
        let sandbox = Sandbox(Interpreter(Session(registry: Registry(words: TestSandbox.registry.words + [refusing]))))
        let lesson = try lesson(check: "passes(train(b) > 3)", solution: "b = {'rate': 4, 'secret': 1}")
        #expect(try judge("b = {'rate': 5}", lesson, sandbox) == .passed)
        #expect(
            try judge(answer, lesson, sandbox)
                == .notYet(message: "The check cannot use this answer: " + told, hint: nil))
        guard case .notYet(let message, _) = try judge("b = 3", lesson, sandbox) else {
            Issue.record("a number passed for a dict")
            return
        }
        #expect(message.hasPrefix("The answer is of another kind than expected."))
    }

    @Test("Conditions over seeds count the held-back runs")
    func seeds() throws {
        let full = TestSandbox.sandbox()
        full.session.budget = .full
        // A draw is above 0.05 for about 19 of 20 seeds, and above 0.5 for about half of them.
        let lesson = try lesson(check: "passes(b > 0.05, seeds=40, at_least=30)", solution: "b = draw()")
        #expect(try judge("b = draw()", lesson, full) == .passed)
        let strict = try self.lesson(check: "passes(b > 0.5, seeds=40, at_least=36)", solution: "b = 1")
        guard case .notYet(let message, _) = try judge("b = draw()", strict, full) else {
            Issue.record("half of the seeds passed for 36 of 40")
            return
        }
        #expect(message.contains("of 40 seeds, and has to for 36"))
        #expect(try judge("b = 1", strict, full) == .passed)
    }

    @Test("What a check draws is new in each held-back run")
    func checksDraw() throws {
        let full = TestSandbox.sandbox()
        full.session.budget = .full
        let often = try lesson(check: "passes(draw() > 0.05, seeds=40, at_least=30)", solution: "b = 1")
        #expect(try judge("b = 1", often, full) == .passed)
        let seldom = try lesson(check: "passes(draw() > 0.5, seeds=40, at_least=36)", solution: "b = 1")
        guard case .notYet(let message, _) = try judge("b = 1", seldom, full) else {
            Issue.record("every check drew the same number")
            return
        }
        let held = try #require(message.firstMatch(of: /holds for (\d+) of 40/).flatMap { Int($0.1) })
        #expect((8...32).contains(held), "\(message)")
    }

    @Test("Without a check the values of the solution decide")
    func defaultCheck() throws {
        let lesson = try lesson(check: nil, solution: "b = [1, 2.5]")
        #expect(try judge("b = [2 - 1, 5 / 2]", lesson) == .passed)
        guard case .notYet = try judge("b = [1, 2.6]", lesson) else {
            Issue.record("another list passed")
            return
        }
    }

    @Test("An answer that takes too long is stopped and is not yet right")
    func timeout() throws {
        var lesson = try lesson(check: "passes(b > 3)")
        lesson.header.timeout = 0.1
        if case .exercise(var exercise) = lesson.items[0] {
            exercise.timeout = 0.1
            lesson.items[0] = .exercise(exercise)
        }
        guard case .notYet(let message, _) = try judge("b = forever()", lesson) else {
            Issue.record("it was not stopped")
            return
        }
        #expect(message.contains("0.1 s"))
        #expect(try judge("b = 4", lesson) == .passed)
    }

    @Test("A lesson's code may not write files, and the session's own right comes back afterwards")
    func sandbox() {
        let sandbox = TestSandbox.sandbox()
        sandbox.session.permission = .everything
        let result = sandbox.run(SourceCode(source: "save()", firstLine: 1), seed: 0, limit: 5)
        #expect(result.problem?.mistake.problem.contains("may not write files") == true)
        #expect(sandbox.session.permission == .everything)
    }

    @Test("Each cell has a seed of its own, which does not depend on the others")
    func seedsOfCells() throws {
        let lesson = try LessonReader.read(Samples.full, file: "sample.md")
        let seeds = ["a", "b"].flatMap { item in (0...3).map { CellSeed.of(item, in: lesson.header, index: $0) } }
        #expect(Set(seeds).count == 8)
        #expect(CellSeed.of("a", in: lesson.header) == seeds[0])
    }

    /// A lesson whose check calls a helper of the lesson's, which calls another.
    private func helped(_ check: String, setup: String? = nil) throws -> Lesson {
        var body =
            "```descent id=\"tools\"\nlimit = 3\ndef least(n): return n * limit\ndef fair(v): return v >= least(1)\n```\n\n"
        body += "```descent exercise=\"tune\" timeout=\"5s\"\nb = ____\n```\n\n"
        if let setup { body += "```descent setup=\"tune\"\n\(setup)\n```\n\n" }
        body += "```descent check=\"tune\"\n\(check)\n```\n\n```descent solution=\"tune\"\nb = 4\n```\n"
        return try Samples.lesson(body)
    }

    /// Judged behind the lesson's cell, and behind what else was run.
    private func judged(_ answer: String, _ lesson: Lesson, behind typed: String = "") throws -> Judgement {
        let sandbox = TestSandbox.sandbox()
        for text in [try #require(lesson.cells.first).code.source, typed] where !text.isEmpty {
            #expect(sandbox.run(SourceCode(source: text, firstLine: 1), seed: 1, limit: 5).problem == nil)
        }
        return try judge(answer, lesson, sandbox)
    }

    @Test(
        "What a check calls is the lesson's, whatever the answer puts under its name",
        arguments: [
            "def fair(v): return True\nb = 2", "fair = lambda v: True\nb = 2", "def least(n): return 0\nb = 2",
            "limit = 0\nb = 2", "limit, b = 0, 2", "for limit in [0]: b = 2", "fair(v) = 1\nb = 2",
        ])
    func helpersOfTheLesson(answer: String) throws {
        for check in ["passes(fair(b))", "passes(fair(b), seeds=3)", "expect(fair(b), \"Too small.\")"] {
            let lesson = try helped(check)
            #expect(try judged(answer, lesson) != .passed, "\(check)")
            #expect(try judged(answer.replacing("2", with: "4"), lesson) == .passed, "\(check)")
        }
        let withSetup = try helped("passes(fair(b) and own(b))", setup: "def own(v): return v > 1")
        #expect(try judged(answer + "\ndef own(v): return True\nb = 1", withSetup) != .passed)
    }

    @Test("A helper that was set anew at the prompt changes no verdict")
    func helpersSetAnew() throws {
        let lesson = try helped("passes(fair(b))")
        #expect(try judged("b = 2", lesson, behind: "def fair(v): return True") != .passed)
        #expect(try judged("b = 4", lesson, behind: "def fair(v): return False") == .passed)
    }

    @Test("An answer's own functions find what the answer has put under a name of the lesson's")
    func helpersOfTheAnswer() throws {
        let lesson = try helped("passes(fair(b(2)))")
        #expect(try judged("def fair(v): return 2 * v\ndef b(v): return fair(v)", lesson) == .passed)
        #expect(try judged("def fair(v): return v\ndef b(v): return fair(v)", lesson) != .passed)
    }

    @Test("What an exercise asks for is the learner's, also where the lesson had something under its name")
    func whatIsAskedFor() throws {
        var body = "```descent id=\"tools\"\ndef b(v): return 0\n```\n\n"
        body += "```descent exercise=\"tune\" timeout=\"5s\"\ndef b(v): return ____\n```\n\n"
        body +=
            "```descent check=\"tune\"\npasses(b(2) == 4)\n```\n\n```descent solution=\"tune\"\ndef b(v): return 2 * v\n```\n"
        let lesson = try Samples.lesson(body)
        #expect(try judged("def b(v): return v + v", lesson) == .passed)
        #expect(try judged("def b(v): return v", lesson) != .passed)
    }

    @Test("The words that grade draw from the teacher's secret, in answers and in checks, and from none elsewhere")
    func secrets() throws {
        let lesson = try lesson(check: "passes(b == secret() and b == 12, seeds=3)", solution: "b = secret()")
        let exercise = try #require(lesson.exercises.first)
        let sandbox = TestSandbox.sandbox()
        let teacher = Grader(lesson, sandbox: sandbox, terms: GradingTerms(secret: 12))
        #expect(teacher.judge("b = secret()", to: exercise) == .passed)
        #expect(sandbox.session.secret == nil)
        #expect(Grader(lesson, sandbox: sandbox).judge("b = secret()", to: exercise) != .passed)
    }

    @Test("What a question compares with is the lesson's, whatever has been set at the prompt")
    func helpersOfQuestions() throws {
        let lesson = try Samples.lesson(
            """
            ```descent id="tools"
            def fair(v): return 2 * v
            ```

            <!-- descent:question id="twice" points=1 type="expression" -->
            Twice three?

            <details><summary>Answer</summary>

            = fair(3)

            Six.

            </details>

            """)
        guard
            case .question(let question)? = lesson.items.first(where: { if case .question = $0 { true } else { false } }
            )
        else {
            Issue.record("no question")
            return
        }
        for typed in ["", "def fair(v): return 0"] {
            let sandbox = TestSandbox.sandbox()
            for text in [try #require(lesson.cells.first).code.source, typed] where !text.isEmpty {
                #expect(sandbox.run(SourceCode(source: text, firstLine: 1), seed: 1, limit: 5).problem == nil)
            }
            let judge = AnswerJudge(lesson: lesson, sandbox: sandbox)
            guard case .right = judge.judge("6", question), case .wrong = judge.judge("0", question) else {
                Issue.record("\(typed): \(judge.judge("6", question)), \(judge.judge("0", question))")
                continue
            }
        }
    }
}
