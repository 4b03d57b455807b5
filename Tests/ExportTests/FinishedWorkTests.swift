import Answers
import Lessons
import Testing

@testable import Export

@Suite("A learner's finished work")
struct FinishedWorkTests {
    private let lesson: Lesson
    private let work: FinishedWork

    init() throws {
        lesson = try LessonReader.read(ExportSamples.full, file: "sample.md")
        func record(_ item: String, _ answer: String, _ status: ItemRecord.Status, attempts: Int, hints: Int = 0)
            -> ItemRecord
        {
            var record = ItemRecord(lesson: "sample", version: 3, item: item)
            (record.answer, record.status, record.attempts, record.hints) = (answer, status, attempts, hints)
            return record
        }
        work = FinishedWork(
            lesson,
            records: [
                record("q-choice", "2", .passed, attempts: 1), record("q-number", "7 <b> `x`", .open, attempts: 2),
                record("tune", "b = 3 + 2\nprint(\"```\")", .passed, attempts: 3, hints: 1),
                record("prediction-second", "2, I think", .ran, attempts: 0),
            ], name: "Ada <i>")
    }

    @Test("The page holds the learner's answers, what they printed and what they are worth")
    func page() {
        let performance = Performance(lesson, session: ExportSamples.session(), answers: work.answers(to: lesson))
        #expect(performance.problems == [])
        let page = LessonPage(lesson, performance: performance, work: work).html
        #expect(page.contains("The work of Ada &lt;i&gt;: 6 of 8 points; 2 open; 1 hint."))
        #expect(page.contains("Passed: 5 of 5 points. 3 attempts, 1 hint."))
        #expect(page.contains("Not passed yet: 0 of 2 points. 2 attempts."))
        #expect(page.contains("Your guess: <code>2, I think</code>"))
        #expect(page.contains("Your answer: <code>7 &lt;b&gt; `x`</code>"))
        #expect(page.contains("<pre class=\"output\"><samp>```</samp></pre>"))
    }

    @Test("Answers and solutions are told where the learner has passed, and hints nowhere")
    func secrets() {
        let page = LessonPage(lesson, work: work).html
        #expect(page.contains("Four lies between three and ten."))
        #expect(!page.contains("Because of that.") && !page.contains("Try a larger one."))
    }

    @Test("A wrong answer is shown with its problem, and what follows goes on from the solution")
    func wrong() throws {
        let text = ExportSamples.full + "```descent id=\"after\"\nb * 10\n```\n"
        let lesson = try LessonReader.read(text, file: "sample.md")
        let performance = Performance(lesson, session: ExportSamples.session(), answers: ["tune": "b = 2"])
        #expect(performance.problems.count == 1)
        #expect(performance.problems.first?.contains("the answer to tune does not pass its check") == true)
        guard case .text(let after)? = performance.came["after"]?.parts.first else {
            Issue.record("the last cell shows nothing")
            return
        }
        #expect(after == "40")
    }

    @Test("A student's copy, which holds no solution, is performed as far as it goes without one")
    func studentCopy() throws {
        let copy = try LessonReader.read(StudentCopy(of: lesson).text, file: "sample.md")
        let performance = Performance(copy, session: ExportSamples.session())
        #expect(performance.came["tune"]?.problem == nil)
        // What builds on an exercise that nobody has answered cannot run.
        let cells = copy.cells.filter { $0.id != "in-list" }
        #expect(cells.allSatisfy { performance.came[$0.id]?.problem == nil })
    }

    @Test("As Markdown it is the lesson with the answers in it, and can be read as one")
    func markdown() throws {
        let text = work.text(in: lesson)
        let read = try LessonReader.read(text, file: "sample.md")
        #expect(read.exercises.first?.starter.source == "b = 3 + 2\nprint(\"```\")")
        #expect(read.questions.map(\.id) == lesson.questions.map(\.id))
        #expect(text.contains("> Your answer: `` 7 <b> `x` ``. Not passed yet: 0 of 2 points. 2 attempts.\n"))
        #expect(text.contains("> Passed: 5 of 5 points. 3 attempts, 1 hint.\n"))
        #expect(text.contains("> The work of Ada i: 6 of 8 points; 2 open; 1 hint.\n"))
        #expect(
            !text.contains(
                "type=\"choice\" -->\nWhat is right?\n\n> Your answer: `2`. Passed: 1 of 1 point. 1 attempt.\n\n\n"))
        // Lines that were there are there still, in their order, but for the fence that was answered.
        let before = lesson.text.split(separator: "\n", omittingEmptySubsequences: false)
        let exercise = try #require(lesson.exercises.first).line - 1
        var rest = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        for (index, line) in before.enumerated() where !(exercise...(exercise + 2)).contains(index) {
            let place = try #require(rest.firstIndex(of: line), "line \(index + 1): \(line)")
            rest = rest[(place + 1)...]
        }
    }

    @Test("Answers to another version of the lesson are shown, and count as open")
    func otherVersion() {
        var record = ItemRecord(lesson: "sample", version: 2, item: "tune")
        (record.answer, record.status, record.attempts, record.updated) = ("b = 9", .passed, 1, "2026-01-01T00:00:00Z")
        let work = FinishedWork(lesson, records: [record])
        #expect(work.grades.earned == 0)
        #expect(LessonPage(lesson, work: work).html.contains("Not passed yet: 0 of 5 points. 1 attempt."))
    }
}
