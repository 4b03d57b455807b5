import Answers
import Conversation
import Figures
import Foundation
import Language
import Testing
import Vocabulary

@testable import Lessons
import Parallel

@Suite("Grading a class")
struct ClassTests {
    private static let body = """
        ```descent id="base"
        xs = [1]; k = 3
        ```

        <!-- descent:question id="q" points=2 type="number" -->
        How many?
        <details><summary>Answer</summary>

        = 100 +- 5%

        </details>

        <!-- descent:question id="c" type="choice" -->
        Which?

        - [ ] This.
        - [x] That.

        ```descent exercise="one" points=3
        a = ____
        ```

        ```descent check="one"
        passes(a > k, message="`a` is not above `k`.") or hint("h")
        expect(a < 10, "`a` is too large.")
        ```

        <details id="h"><summary>Hint</summary>

        More.

        </details>

        <details><summary>Solution</summary>

        ```descent solution="one"
        a = 5
        ```

        </details>

        ```descent exercise="two" needs="one" points=4
        b = a + ____
        ```

        ```descent check="two"
        passes(b == 2 * a)
        ```

        <details><summary>Solution</summary>

        ```descent solution="two"
        b = a + a
        ```

        </details>

        ```descent exercise="seeds" points=5
        v = ____
        ```

        ```descent check="seeds"
        passes(v < 0.5, seeds=20, at_least=18, message="v is not below a half.")
        ```

        <details><summary>Solution</summary>

        ```descent solution="seeds"
        v = draw() / 4
        ```

        </details>
        """

    private let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "descent-class-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    private func record(_ item: String, _ answer: String, _ status: ItemRecord.Status = .passed) -> ItemRecord {
        var record = ItemRecord(lesson: "sample", version: 3, item: item)
        (record.answer, record.status, record.attempts) = (answer, status, 1)
        return record
    }

    private static let right = ["q": "98", "c": "2", "one": "a = 6", "two": "b = 12", "seeds": "v = draw() / 3"]

    /// A submission as it is read from the file that an export writes.
    @discardableResult
    private func handIn(_ learner: String, _ records: [ItemRecord], as name: String? = nil) throws -> String {
        let store = try ProgressStore.open(nil)
        for record in records { _ = store.change(record) { $0 = record } }
        let file = folder + "/\(name ?? learner).json"
        try ProgressExport(store, learner: learner).text().write(toFile: file, atomically: true, encoding: .utf8)
        return file
    }

    private func submission(_ learner: String, _ answers: [String: String], _ others: [ItemRecord] = []) throws
        -> Submission
    {
        try Submission.read(try handIn(learner, answers.map { record($0.key, $0.value) } + others))
    }

    private func grade(
        _ submissions: [Submission], _ lesson: Lesson? = nil, _ terms: GradingTerms = GradingTerms(secret: 11),
        store: GradeStore? = nil, threads: Int = 1
    ) throws -> GradeBook {
        GradeBook(
            submissions, lessons: [try lesson ?? Samples.lesson(Self.body)], terms: terms,
            store: try store ?? GradeStore.open(nil), program: "test", crew: Crew(threads: threads)
        ) { Session(registry: TestSandbox.registry, work: $0) }
    }

    private func row(_ book: GradeBook, _ item: String, _ learner: String = "ada") throws -> GradeBook.Row {
        try #require(book.rows.first { $0.item == item && $0.learner == learner })
    }

    @Test("Of a perfect submission, a wrong one and one that was changed, two are graded and the third is named")
    func three() throws {
        try handIn("ada", Self.right.map { record($0.key, $0.value) })
        try handIn(
            "bob", [record("q", "7", .open), record("c", "1", .open), record("one", "a = 2", .open)])
        let eve = try handIn("eve", [record("one", "a = 2", .open)])
        let changed = try String(contentsOfFile: eve, encoding: .utf8).replacingOccurrences(of: "open", with: "passed")
        try changed.write(toFile: eve, atomically: true, encoding: .utf8)

        var read: [Submission] = []
        for file in Submission.files(in: [folder]) {
            if file == eve {
                let mistake = #expect(throws: Mistake.self) { try Submission.read(file) }
                #expect(mistake?.problem.contains("was changed after it was exported") == true)
            } else {
                read.append(try Submission.read(file))
            }
        }
        let book = try grade(read)
        #expect(book.rows.filter { $0.learner == "ada" }.map(\.outcome) == Array(repeating: .passed, count: 5))
        #expect(book.rows.filter { $0.learner == "ada" }.reduce(0) { $0 + $1.earned } == 15)
        #expect(book.rows.filter { $0.learner == "bob" }.map(\.outcome) == [.wrong, .wrong, .wrong, .open, .open])
        #expect(book.table(width: 80).contains("ada  15 of 15  ✓ ✓ ✓ ✓ ✓"))
        #expect(book.table(width: 80).contains("bob   0 of 15  ✗ ✗ ✗ · ·"))
    }

    @Test("Two files of one learner are both graded, and the teacher is told of them once")
    func twoFiles() throws {
        let first = try handIn("ada", [record("one", "a = 6")], as: "early")
        let second = try handIn("ada", [record("one", "a = 7")], as: "late")
        let alone = try handIn("bob", [record("one", "a = 6")])
        let book = try grade([first, second, alone].map { try Submission.read($0) })
        let told = "ada handed in \(first) and \(second): all are graded, in this order"
        #expect(book.table(width: 400).components(separatedBy: told).count == 2)
        #expect(book.summary(width: 400).components(separatedBy: told).count == 2)
        #expect(!book.table(width: 400).contains("bob handed in"))
    }

    @Test("A forged pass is worth nothing: the answer is run again, and the teacher is told")
    func forged() throws {
        let book = try grade([try submission("ada", ["one": "a = 2", "q": "3", "two": "", "seeds": "v = 1"])])
        let one = try row(book, "one")
        #expect(one.outcome == .wrong && one.earned == 0 && one.message == "`a` is not above `k`.")
        #expect(one.remark == "handed in as passed")
        #expect(try row(book, "q").outcome == .wrong)
        #expect(try row(book, "two").outcome == .open)
        #expect(try row(book, "seeds").outcome == .wrong)
    }

    @Test("Held-back seeds are the teacher's own: an answer made for those of the lesson fails on them")
    func hiddenSeeds() throws {
        let lesson = try Samples.lesson(Self.body)
        // What `draw()` gives on the seeds that anyone can work out from the lesson.
        let sandbox = TestSandbox.sandbox()
        sandbox.session.budget = .full
        let known = try (0...20).map { index -> Double in
            let seed = CellSeed.of("seeds", in: lesson.header, index: UInt64(index))
            let run = sandbox.run(SourceCode(source: "draw()", firstLine: 1), seed: seed, limit: 5)
            return try #require(run.reply.value?.asDouble)
        }
        let made = "v = 0 if draw() in [\(known.map { "\($0)" }.joined(separator: ", "))] else 1"
        let exercise = try #require(lesson.exercises.last)
        #expect(Grader(lesson, sandbox: sandbox).judge(made, to: exercise) == .passed)
        let book = try grade([try submission("ada", ["seeds": made])])
        #expect(try row(book, "seeds").outcome == .wrong)
        #expect(try row(book, "seeds").message.contains("It holds for 0 of 20 seeds"))
        #expect(try row(book, "seeds").effect == "v is not below a half.")
    }

    @Test("A quick look takes a few seeds, and asks for the same share of them")
    func quick() {
        #expect(Budget.quick.seeds(of: 20) == 5 && Budget.quick.least(18, of: 20) == 4)
        #expect(Budget.quick.seeds(of: 3) == 3 && Budget.quick.least(2, of: 3) == 2)
        #expect(Budget.full.seeds(of: 20) == 20 && Budget.full.least(18, of: 20) == 18)
    }

    @Test("Wrong answers are grouped by how they go wrong, however they are written")
    func groups() throws {
        let answers = ["a = 1", "a = 2", "a = 30", "a = nothing", "a = 3 - 2"]
        let submissions = try answers.enumerated().map { index, answer in
            try submission("learner-\(index)", ["one": answer])
        }
        let book = try grade(submissions)
        let groups = book.groups(of: "sample", "one")
        #expect(groups.map(\.effect).prefix(2) == ["`a` is not above `k`.", "`a` is too large."])
        #expect(groups[0].learners == ["learner-0", "learner-1", "learner-4"] && groups.count == 3)
        let summary = book.summary(width: 80)
        #expect(summary.contains("sample, one: 5 wrong"))
        #expect(summary.contains("3× `a` is not above `k`. (learner-0, learner-1, learner-4)"))
        #expect(summary.contains("e.g. a = 1"))
    }

    @Test("Grading again runs nothing, and after a check was mended only the answers that it touches")
    func again() throws {
        let store = try GradeStore.open(folder + "/grades.sqlite")
        let submissions = try ["ada", "bob"].map { try submission($0, Self.right) }
        let first = try grade(submissions, store: store)
        #expect(first.judged == 5 && first.known == 0)
        let second = try grade(submissions, store: try GradeStore.open(folder + "/grades.sqlite"))
        #expect(second.judged == 0 && second.known == 5)
        #expect(second.rows == first.rows)
        let mended = Self.body.replacingOccurrences(of: "expect(a < 10", with: "expect(a < 6")
        let third = try grade(submissions, try Samples.lesson(mended), store: store)
        // What builds on it by `needs` is another item, and its own check has not changed.
        #expect(third.judged == 1 && third.known == 4)
        #expect(try row(third, "one").message == "`a` is too large.")
        let reworded = Self.body.replacingOccurrences(of: "How many?", with: "And how many?")
        #expect(try grade(submissions, try Samples.lesson(reworded), store: store).judged == 0)
        let other = try grade(submissions, nil, GradingTerms(secret: 12), store: store)
        #expect(other.judged == 5)
    }

    @Test("An answer builds on the learner's own result where it passed, and on the reference one where it did not")
    func needs() throws {
        let own = try grade([try submission("ada", ["one": "a = 7", "two": "b = 14"])])
        #expect(try row(own, "two").outcome == .passed)
        let forged = try grade([try submission("ada", ["one": "a = 2", "two": "b = 4"])])
        #expect(try row(forged, "two").outcome == .wrong)
        let reference = try grade([try submission("ada", ["one": "a = 2", "two": "b = a + 5"])])
        #expect(try row(reference, "two").outcome == .passed)
    }

    @Test("An answer that passed behind a cell of the learner's own passes again, and the teacher is told")
    func ownSession() throws {
        let cell = record("base", "xs = [1]; k = 3; mine = 8", .ran)
        let book = try grade([try submission("ada", ["one": "a = mine"], [cell])])
        let one = try row(book, "one")
        #expect(one.outcome == .passed)
        #expect(one.remark == "passes only behind what the learner had run before")
    }

    @Test(
        "Words of a check mean themselves, whatever an answer puts in their place",
        arguments: [
            "a = 1; passes = lambda *a, **k: True", "a = 1; expect = 4; passes = 5",
            "a = 1; hint = lambda x: True; answer = 3",
        ])
    func shadows(answer: String) throws {
        let book = try grade([try submission("ada", ["one": answer])])
        #expect(try row(book, "one").outcome == .wrong, "\(answer)")
    }

    @Test("A check that fails by itself is a fault, which counts for nobody and is not remembered")
    func fault() throws {
        let broken = try Samples.lesson(Self.body.replacingOccurrences(of: "passes(a > k", with: "passes(a > nothing"))
        let store = try GradeStore.open(nil)
        for _ in 1...2 {
            let book = try grade([try submission("ada", Self.right)], broken, store: store)
            #expect(try row(book, "one").outcome == .fault)
            #expect(book.faults.contains { $0.contains("one") && $0.contains("nothing") })
            let told = try #require(book.faults.first { $0.contains("nothing") })
            #expect(told.contains(/:\d+: one: the check of one fails:\n/), "\(told)")
            // The marks stand below the name that means nothing.
            let lines = told.split(separator: "\n").map(String.init)
            let code = try #require(lines.firstIndex { $0.contains("passes(") })
            func column(of sign: String, in line: String) -> Int? {
                line.range(of: sign).map { line.distance(from: line.startIndex, to: $0.lowerBound) }
            }
            let named = try #require(column(of: "nothing", in: lines[code]))
            #expect(column(of: "^^^^^^^", in: lines[code + 1]) == named, "\(told)")
            #expect(book.table(width: 80).contains("12 of 12"))
            #expect(book.csv.contains(",fault,,,"))
            #expect(book.known == (book.judged == 5 ? 0 : 4))
        }
    }

    @Test("Two threads find what one finds, in the same order")
    func threads() throws {
        let submissions = try (0..<12).map { index in
            try submission(
                "learner-\(index)", ["q": "\(90 + index)", "one": "a = \(index)", "two": "b = \(2 * index)"])
        }
        let one = try grade(submissions)
        let two = try grade(submissions, threads: 2)
        #expect(one.rows == two.rows)
        #expect(two.judged == 36)
    }

    @Test("A seed on which an answer changes what was there before leaves the others as they were")
    func mutation() throws {
        let body = """
            ```descent id="base"
            xs = [1]
            ```

            ```descent exercise="grow"
            xs.append(____); n = len(xs)
            ```

            ```descent check="grow"
            passes(n == 2, seeds=6)
            ```

            ```descent solution="grow"
            xs.append(2); n = len(xs)
            ```
            """
        let lesson = try Samples.lesson(body)
        let session = Session(registry: Vocabulary.registry)
        let entries = NotebookRunner(lesson, session: session).run()
        #expect(entries.map(\.status) == [.done, .done])
    }

    @Test("The draws of np.random and random in a cell follow from the cell's seed alone")
    func draws() throws {
        let code = SourceCode(
            source: "import random; import numpy as np; (random.random(), np.random.rand(), np.random.rand())",
            firstLine: 1)
        let sandbox = Sandbox(Interpreter(Session(registry: Vocabulary.registry)))
        let first = sandbox.run(code, seed: 5, limit: 5).reply.value?.brief
        #expect(sandbox.run(code, seed: 5, limit: 5).reply.value?.brief == first)
        #expect(sandbox.run(code, seed: 6, limit: 5).reply.value?.brief != first)
        let own = sandbox.session.randomness
        _ = sandbox.run(code, seed: 5, limit: 5)
        #expect(sandbox.session.randomness.seed == own.seed)
        #expect(sandbox.runAside(code.source, seed: 5, limit: 5).reply.value?.brief == first)
    }

    @Test("Comma-separated grades hold whatever a learner is called, and a spreadsheet takes none of it for a formula")
    func csv() throws {
        let book = try grade([try submission("=cmd(), \"x\"", ["q": "7", "one": "a = 2"])])
        let lines = book.csv.split(separator: "\n")
        #expect(lines[0].hasPrefix("learner,file,lesson,version,item,outcome,points,of,"))
        #expect(lines[1].hasPrefix("\"'=cmd(), \"\"x\"\"\","))
        #expect(lines[1].contains(",sample,3,q,wrong,0,2,1,0,false,7,7 is not it.,"))
        #expect(lines.count == 6)
    }

    @Test("The picture has a column for each item and a row for each learner")
    func picture() throws {
        let book = try grade([try submission("ada", Self.right), try submission("bob", ["one": "a = 2"])])
        let figure = book.figure
        #expect(figure.panels[0].x.names.map(\.text) == ["q", "c", "one", "two", "seeds"])
        #expect(figure.panels[0].y.names.map(\.text) == ["bob", "ada"])
        #expect(figure.sentence.contains("50 % of all items were passed"))
    }

    @Test(
        "What is no submission is named and refused",
        arguments: [
            ("", "is not an exported record"), ("{\"kind\": \"descent-progress\"", "is not an exported record"),
            ("{\"kind\": \"descent-study\", \"format\": 2}", "is of the kind descent-study"),
            ("{\"kind\": \"descent-progress\", \"format\": 99}", "has the format 99"),
            ("{\"kind\": \"descent-progress\", \"format\": 2, \"answers\": 3, \"places\": []}", "is damaged"),
            ("{\"kind\": \"descent-progress\", \"format\": 2, \"answers\": [], \"places\": []}", "was changed"),
            ("{\"kind\": \"descent-progress\", \"format\": 1, \"answers\": [], \"places\": []}", "has no checksum"),
        ])
    func refused(text: String, problem: String) throws {
        let file = folder + "/x.json"
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        let mistake = #expect(throws: Mistake.self) { try Submission.read(file) }
        #expect(mistake?.problem.contains(problem) == true, "\(mistake?.problem ?? "")")
    }

    @Test("A file that is not there, a folder, a loop of links and a file cut in two are refused by name")
    func unreadable() throws {
        let whole = try handIn("ada", [record("one", "a = 5")])
        let text = try String(contentsOfFile: whole, encoding: .utf8)
        try String(text.prefix(text.count / 2)).write(toFile: folder + "/half.json", atomically: true, encoding: .utf8)
        try FileManager.default.createSymbolicLink(
            atPath: folder + "/loop.json", withDestinationPath: folder + "/loop.json")
        for name in ["half.json", "loop.json", "none.json", ""] {
            #expect(throws: Mistake.self, "\(name)") { try Submission.read(folder + "/" + name) }
        }
        #expect(try Submission.read(whole).learner == "ada")
    }

    @Test("A store of verdicts that is damaged is begun anew, and one that cannot be written is told of")
    func damagedStore() throws {
        let path = folder + "/grades.sqlite"
        try Data(
            "this is no database, and longer than one hundred bytes, so that SQLite looks at it as at a file of its own"
                .utf8
        )
        .write(to: URL(fileURLWithPath: path))
        let book = try grade([try submission("ada", Self.right)], store: try GradeStore.open(path))
        #expect(book.judged == 5)
        #expect(try grade([try submission("ada", Self.right)], store: try GradeStore.open(path)).known == 5)
        #expect(try GradeStore.open("/proc/none/grades.sqlite").notice?.contains("cannot be written") == true)
    }
}
