@testable import Lessons
import Answers
import Foundation
import Numbers
import Testing

@Suite("Reading a lesson")
struct ReadingTests {
    @Test("The whole format is read into items in the order of the file")
    func everything() throws {
        let lesson = try LessonReader.read(Samples.full, file: "sample.md")
        #expect(lesson.header.id == "sample")
        #expect(lesson.header.version == 3)
        #expect(lesson.header.requires == ["first-descent"])
        #expect(lesson.header.seed == 7)
        #expect(lesson.header.timeout == 20)
        #expect(lesson.header.solution == .afterPass)
        #expect(lesson.cells.map(\.id) == ["first-run"])
        #expect(lesson.cells.first?.code.source == "a = 1 + 1\na * 2")
        #expect(lesson.cells.first?.code.firstLine == 23)
        #expect(lesson.cells.first?.output?.lines == ["4"])
        #expect(lesson.predictions.map(\.expression) == ["a"])
        #expect(lesson.questions.map(\.id) == ["q-choice", "q-number", "q-formula"])
        #expect(lesson.questions.map(\.points) == [1, 2, 1])
        #expect(lesson.points == 9)
        let exercise = try #require(lesson.exercises.first)
        #expect(exercise.starter.hasBlank)
        #expect(exercise.needs == ["first-run"])
        #expect(exercise.checks.count == 1)
        #expect(exercise.solution?.source == "b = 4")
        #expect(exercise.explanation.count == 1)
        #expect(exercise.hints.map(\.title) == ["Hint 1", "Hint 2"])
        #expect(exercise.hints.map(\.id) == ["larger", nil])
        #expect(lesson.links.map(\.target) == ["other.md"])
        #expect(lesson.unsortedFences.isEmpty)
    }

    @Test("Choices carry their reasons, numbers their tolerance, formulas their variables")
    func answers() throws {
        let lesson = try LessonReader.read(Samples.full, file: "sample.md")
        guard case .choice(let choices) = lesson.questions[0].answer else {
            Issue.record("the first question is no choice")
            return
        }
        #expect(choices.map(\.isRight) == [false, true])
        #expect(choices.allSatisfy { $0.reason.count == 1 })
        #expect(lesson.questions[1].answer == .number(.relative(100, share: 0.05)))
        #expect(lesson.questions[1].explanation.count == 1)
        #expect(
            lesson.questions[2].answer
                == .formula(FormulaAnswer(expression: "2/k", variables: ["k"], low: 0.5, high: 2)))
    }

    @Test("Lines written with carriage returns are read like any others")
    func carriageReturns() throws {
        let windows = Samples.full.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
        let lesson = try LessonReader.read(windows, file: "sample.md")
        #expect(lesson.items == (try LessonReader.read(Samples.full, file: "sample.md")).items)
    }

    @Test(
        "What is broken is named with its line",
        arguments: [
            ("", "1: a lesson begins with its front matter, and this begins with an empty line"),
            ("# Title", "1: a lesson begins with its front matter, and this begins with \"# Title\""),
            ("---\ntitle: x", "1: the front matter is not closed"),
            ("---\n---\n", "2: the front matter is empty"),
            ("---\ntitle: [a\n---\n", "3: the front matter is not YAML"),
            ("---\ntitle: a\n---\n", "2: the front matter has no lesson: section"),
            ("---\ntitle: a\nlesson: 3\n---\n", "3: lesson: holds no keys"),
            ("---\ntitle: a\nlesson:\n  id: Not An Id\n---\n", "4: id: Not An Id is not an id"),
            ("---\ntitle: a\nlesson:\n  id: a\n  pass: 2\n---\n", "5: pass: 2 is not a share"),
            ("---\ntitle: a\nlesson:\n  id: a\n  format: 9\n---\n", "5: format: 9 is newer than this program reads"),
            ("---\ntitle: a\nlesson:\n  id: a\n  timeout: soon\n---\n", "5: timeout: soon is not a time"),
            ("---\ntitle: a\nlesson:\n  id: a\n  skip: maybe\n---\n", "5: skip: maybe is not known"),
        ])
    func frontMatter(text: String, problem: String) {
        let faults = Samples.faults(text)
        #expect(faults.contains { $0.hasPrefix(problem) }, "found \(faults)")
    }

    @Test(
        "A colon or a quotation mark in the words of the front matter: the message shows the line as it is written",
        arguments: [
            ("title: Warm up: one step", #"title: "Warm up: one step""#),
            (#"title: "Too "small" a rate""#, #"title: "Too \"small\" a rate""#),
        ])
    func wordsInFrontMatter(line: String, remedy: String) throws {
        func read(_ line: String) throws(LessonFaults) -> Lesson {
            try LessonReader.read("---\n\(line)\nlesson:\n  id: a\n---\n", file: "sample.md")
        }
        let faults = #expect(throws: LessonFaults.self) { try read(line) }
        #expect(faults?.faults.first?.line == 2)
        #expect(faults?.faults.first?.mistake.suggestion == remedy)
        #expect(throws: Never.self) { try read(remedy) }
    }

    @Test(
        "What is wrong with a fence, a comment or an id is named with its line",
        arguments: [
            ("```descent id=first\n1\n```", "18: id=first is not a value"),
            ("```descent id=\"a\" id=\"b\"\n1\n```", "18: the attribute id= is written twice"),
            ("```descent id=\"a\n1\n```", "18: the text of id= has no closing quote"),
            ("```descent colour=\"red\"\n1\n```", "18: colour= is not an attribute of a cell"),
            ("```descent id=\"a\"\n1\n", "18: the fence is not closed"),
            ("```descent id=\"a\"\n1\n```\n\n```descent id=\"a\"\n2\n```", "22: the id a is used twice"),
            ("```output\n1\n```", "18: this output follows no cell"),
            ("```descent check=\"x\"\npasses(True)\n```", "18: check=\"x\" belongs to no exercise"),
            ("```descent check=\"x\" exercise=\"x\"\n1\n```", "18: the fence is exercise and check at once"),
            ("```descent exercise=\"x\" needs=\"y\"\n1\n```", "18: needs=\"y\" is no exercise or cell above this one"),
            ("<!-- descent:predict of=\"x\" what=\"1\" -->\nGuess.", "18: of=\"x\" is no cell of this lesson"),
            ("<!-- descent:quiz id=\"x\" -->\n", "18: descent:quiz is not known"),
            ("<!-- descent:question id=\"q\" type=\"choice\" -->\nWhich?\n", "18: the question q has no answer"),
            (
                "<!-- descent:question id=\"q\" type=\"choice\" -->\nWhich?\n\n- [ ] a\n- [ ] b\n",
                "21: the question q cannot be answered"
            ),
            (
                "<!-- descent:question id=\"q\" type=\"number\" -->\nHow?\n"
                    + "<details><summary>Answer</summary>\n\n= many\n\n</details>",
                "22: \"= many\" is not a number to compare with"
            ),
            ("<details><summary>Hint 1</summary>\n\nHelp.\n\n</details>", "18: this hint belongs to no exercise"),
            ("<details><summary>More</summary>\n\nText.\n", "18: <details> is not closed"),
        ])
    func body(text: String, problem: String) {
        let faults = Samples.faults(Samples.header + text)
        #expect(faults.contains { $0.hasPrefix(problem) }, "found \(faults)")
    }

    @Test("A fault reads as file, line, problem, expectation and advice")
    func description() {
        let fault = LessonFault(file: "a.md", line: 3, Mistake("it is so", expected: "other", try: "this"))
        #expect(fault.description == "a.md:3: it is so\n  expected: other\n  try: this")
    }

    @Test("A cell without an id gets one from its text, wherever it stands")
    func anonymousCells() throws {
        let one = try Samples.lesson("```descent\n1 + 1\n```\n")
        let other = try Samples.lesson("Text.\n\n```descent id=\"b\"\n2\n```\n\n```descent\n1 + 1\n```\n")
        #expect(one.cells.first?.id == other.cells.last?.id)
    }

    @Test("A lesson mutated at any place is read or refused, and never stops the program")
    func mutations() {
        var stream = RandomStream(seed: 3, purpose: "lesson mutations")
        let original = Array(Samples.full.utf8)
        let inserts = [
            "```", "---\n", "<details>", "</details>", "<!--", "-->", "\n\n", "> ", "- [x] ", "= [", "\u{0}", "é",
        ]
        var refused = 0
        for _ in 0..<2000 {
            var bytes = original
            for _ in 0..<Int(stream.uniform(1, 6)) where !bytes.isEmpty {
                let place = Int(stream.uniform(0, Double(bytes.count)))
                switch Int(stream.uniform(0, 4)) {
                case 0: bytes.remove(at: place)
                case 1: bytes[place] = UInt8(truncatingIfNeeded: stream.next())
                case 2: bytes.removeSubrange(place..<min(bytes.count, place + Int(stream.uniform(1, 80))))
                default:
                    bytes.insert(
                        contentsOf: Array(inserts[Int(stream.uniform(0, Double(inserts.count)))].utf8), at: place)
                }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            let faults = Samples.faults(text)
            if !faults.isEmpty { refused += 1 }
        }
        #expect(refused > 100, "only \(refused) of 2000 were refused")
        for deep in ["> ", "- ", "1. ", "*a", "[", "<details>\n\n"] {
            _ = Samples.faults(Samples.header + String(repeating: deep, count: 20_000))
        }
    }

    @Test("A stop has an id of its own, which does not move; notes stand on no page, and cut no text in two")
    func stopsAndNotes() throws {
        let body = """
            One.

            <!-- descent:notes
            Ask for raised hands.
            -->

            Two.

            <!-- descent:stop -->

            <!-- descent:stop id="break" -->

            <!-- descent:question id="q" type="number" -->
            How many?

            <!-- descent:notes Forty-two. -->

            <details><summary>Answer</summary>

            = 42

            </details>
            """
        let lesson = try Samples.lesson(body)
        let stops = lesson.items.compactMap { if case .stop(let stop) = $0 { stop } else { nil } }
        #expect(stops.map(\.line) == [26, 28] && stops[1].id == "break")
        let moved = try Samples.lesson("```descent\n1\n```\n\n" + body)
        #expect(moved.items.compactMap { if case .stop(let stop) = $0 { stop.id } else { nil } } == stops.map(\.id))
        let notes = lesson.items.compactMap { if case .notes(let notes) = $0 { notes.text } else { nil } }
        #expect(notes == ["Ask for raised hands.", "Forty-two."])
        let steps = LessonStep.all(of: lesson)
        #expect(steps.count == 5)
        guard case .page(let blocks) = steps[0] else {
            Issue.record("no page at the top")
            return
        }
        #expect(blocks.count == 2)
        #expect(Samples.faults(Samples.header + "<!-- descent:stop until=\"now\" -->").count == 1)
        #expect(Samples.faults(Samples.header + "<!-- descent:pause -->").count == 1)
    }

    @Test("An expression is asked for with its value and how close one has to come")
    func expressionQuestion() throws {
        let body = """
            <!-- descent:question id="q" rel=0.01 type="expression" -->
            The first three squares?
            <details><summary>Answer</summary>

            = [k * k for k in range(1, 4)]

            </details>
            """
        let question = try #require(try Samples.lesson(body).questions.first)
        let answer = ExpressionAnswer(expression: "[k * k for k in range(1, 4)]", tolerance: 0, relative: 0.01)
        #expect(question.answer == .expression(answer))
        #expect(Samples.faults(Samples.header + body.replacingOccurrences(of: "0.01", with: "-1")).count == 1)
        #expect(
            Samples.faults(Samples.header + body.replacingOccurrences(of: "= [k * k for k in range(1, 4)]", with: "="))
                .count == 1)
    }

    @Test(
        "A notebook without a title is called by the heading it begins with, else by its file",
        arguments: [
            ("# What *Adam* does\n\nText.\n", "What Adam does"), ("Text.\n\n# Later\n", "mine.md"),
            ("## Small\n", "mine.md"), ("---\nlang: de\n---\n\n# Kopf\n", "Kopf"),
            ("---\ntitle: Given\n---\n\n# Head\n", "Given"),
        ])
    func notebookTitle(text: String, title: String) throws {
        #expect(try LessonReader.read(text, file: "a/mine.md", asNotebook: true).header.title == title)
    }
}
