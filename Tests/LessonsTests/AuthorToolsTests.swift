import Answers
import Foundation
import Testing
import Vocabulary
import Language
import Markdown

@testable import Lessons

@Suite("Writing, formatting and releasing a lesson")
struct AuthorToolsTests {
    // MARK: - New

    @Test("A new lesson passes its check as soon as its blanks are filled, and not before")
    func skeleton() throws {
        let text = try LessonSkeleton(for: "Lessons/05-Warm_up.md").text
        #expect(text.contains("\n  id: warm-up\n"))
        func faults(_ text: String) throws -> [LessonFault] {
            let lesson = try LessonReader.read(text, file: "05-warm-up.md")
            return LessonCheck(
                lesson, course: Course("/nonexistent"), session: { Session(registry: Vocabulary.registry) }
            ).faults()
        }
        let open = try faults(text)
        #expect(open.count > 15)
        #expect(
            open.allSatisfy {
                $0.mistake.problem.hasPrefix("the blank {{") && $0.mistake.problem.hasSuffix("}} is not filled yet")
            })
        #expect(open.first?.line == 2)
        let filled = text.replacing(/\{\{[^}]*\}\}/, with: "Filled")
        #expect(try faults(filled).map(\.description) == [])
    }

    @Test("A name that no id can be made from is refused", arguments: ["", "é.md", "a b&c.md", "Lessons/.md"])
    func names(name: String) {
        #expect(throws: Mistake.self) { try LessonSkeleton(for: name) }
    }

    // MARK: - Check

    private func written(_ body: String) throws -> [String] {
        let lesson = try Samples.lesson(body)
        var plain = lesson
        plain.header.requires = []
        return LessonCheck(plain, course: Course("/nonexistent"), session: TestSandbox.session).written()
            .map { "\($0.line): \($0.mistake.problem)" }
    }

    @Test("HTML that no reader gets to see is told with its line")
    func rawHTML() throws {
        #expect(
            try written(
                "Words<br>more.\n\n<div>\nblock\n</div>\n\n<!-- a remark -->\n\n<details><summary>More</summary>\n\nText.\n\n</details>\n"
            )
                == ["18: the HTML <br> is shown to nobody", "20: the HTML <div> is shown to nobody"])
    }

    @Test(
        "Two dollar signs in a paragraph are told, since a notebook takes them for mathematics; in code and escaped they are not",
        arguments: [
            ("The rate is $\\beta_2$.", [18]), ("From $5\nto $10.", [18]), ("$$\nx\n$$", [18]),
            ("One $5 alone.\n\nAnd $6 alone.", []), ("From \\$5 to \\$10.", []), ("`$a` and `$b`, ``$`$``.", []),
            ("```sh\n$a $b\n```", []), ("- `$a`\n- costs $5, then $6\n\n  ```\n  $a $b\n  ```", [19]),
            ("| $a | $b |", [18]),
        ])
    func dollarSigns(text: String, lines: [Int]) throws {
        let faults = lines.map {
            "\($0): what stands between $ and $ is mathematics in a notebook and plain text on a page"
        }
        #expect(try written(text + "\n") == faults)
    }

    @Test("Blanks in code are the learner's or Python's, and no blanks of the author's")
    func blanksInCode() throws {
        #expect(
            try written("```descent id=\"a\"\nf\"{{x}}\"\n```\n\nText {{here}}.\n") == [
                "22: the blank {{here}} is not filled yet"
            ])
    }

    @Test("Lessons that require each other in a circle are told")
    func circle() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("circle-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (id, required) in [("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")] {
            let text = "---\ntitle: T\nlesson:\n  id: \(id)\n  requires: [\(required)]\n---\n\nWords.\n"
            try text.write(toFile: "\(folder)/\(id).md", atomically: true, encoding: .utf8)
        }
        let course = Course(folder)
        let faults = course.lessons.map { lesson in
            LessonCheck(lesson, course: course, session: TestSandbox.session).written().map {
                "\($0.line): \($0.mistake.problem)"
            }
        }
        #expect(faults[0] == ["5: requires: goes round in a circle: a, b, c, a"])
        #expect(faults[3] == [])
    }

    @Test("A lesson may require those in its own folder and those of the course, whichever is the one")
    func courseAround() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("around-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (place, id, required) in [
            ("course", "a", ""), ("own", "b", ""), ("own", "c", "a, b"), ("own", "a", "c"), ("own", "d", "nothing"),
        ] {
            try FileManager.default.createDirectory(atPath: "\(folder)/\(place)", withIntermediateDirectories: true)
            let text = "---\ntitle: T\nlesson:\n  id: \(id)\n  requires: [\(required)]\n---\n\nWords.\n"
            try text.write(toFile: "\(folder)/\(place)/\(id).md", atomically: true, encoding: .utf8)
        }
        func told(_ file: String) throws -> [String] {
            let lesson = try Course.lesson(at: folder + file)
            return LessonCheck(lesson, course: Course(folder + "/course"), session: TestSandbox.session).written().map {
                $0.mistake.problem
            }
        }
        #expect(try told("/own/d.md") == ["requires: nothing is no lesson of this folder or of the course"])
        // A copy of a lesson of the course, as students get it, is no second lesson of that id; its circle is its own.
        #expect(try told("/own/a.md") == ["requires: goes round in a circle: a, c, a"])
        try FileManager.default.removeItem(atPath: folder + "/own/a.md")
        #expect(try told("/own/c.md") == [])
    }

    @Test(
        "A folder with a link in a circle, a folder and a file of a hundred megabytes is read up to them, each with its message"
    )
    func unusualFiles() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("unusual-\(UUID().uuidString)").path
        let files = FileManager.default
        try files.createDirectory(atPath: folder + "/folder.md", withIntermediateDirectories: true)
        defer { try? files.removeItem(atPath: folder) }
        try files.createSymbolicLink(atPath: folder + "/loop.md", withDestinationPath: folder + "/loop.md")
        try Data().write(to: URL(fileURLWithPath: folder + "/large.md"))
        truncate(folder + "/large.md", 100 << 20)
        try Samples.full.write(toFile: folder + "/sample.md", atomically: true, encoding: .utf8)
        let course = Course(folder)
        #expect(course.lessons.count == 1)
        #expect(course.faults.count == 3)
        for (name, problem) in [
            ("loop.md", "Too many levels of symbolic links"), ("large.md", "is too long"),
            ("folder.md", "Is a directory"),
        ] {
            let mistake = try #require(throws: Mistake.self) { try Course.lesson(at: folder + "/" + name) }
            #expect(mistake.problem.contains(problem), "\(mistake.problem)")
        }
    }

    // MARK: - Release

    private static let twoChecks = Samples.full.replacingOccurrences(
        of: "<details id=\"larger\">",
        with:
            "```descent check=\"tune\" hidden=true\nexpect(b != 7, \"not 7\")\n```\n\n<!-- descent:notes\nOnly for me.\n-->\n\n"
            + "<details id=\"larger\">")

    @Test("A student's copy lacks the solutions and hidden checks, and is the lesson in everything else")
    func release() throws {
        let lesson = try LessonReader.read(Self.twoChecks, file: "sample.md")
        let copy = try StudentCopy(of: lesson).text
        #expect(
            !copy.contains("b = 4") && !copy.contains("Four lies between") && !copy.contains("not 7")
                && !copy.contains("Only for me"))
        let lines = copy.split(separator: "\n", omittingEmptySubsequences: false)
        var rest = Self.twoChecks.split(separator: "\n", omittingEmptySubsequences: false)[...]
        for line in lines {
            let place = try #require(rest.firstIndex(of: line), "\(line)")
            rest = rest[(place + 1)...]
        }
        let read = try LessonReader.read(copy, file: "sample.md")
        #expect(read.header == lesson.header)
        #expect(read.exercises.map(\.id) == lesson.exercises.map(\.id))
        #expect(read.exercises.first?.checks.count == 1)
        #expect(
            read.exercises.first?.hints
                == lesson.exercises.first?.hints.map { hint in
                    var hint = hint
                    hint.line -= 8
                    hint.text = read.exercises.first?.hints.first { $0.title == hint.title }?.text ?? []
                    return hint
                })
        #expect(read.questions.map(\.answer) == lesson.questions.map(\.answer))
        #expect(!copy.contains("\n\n\n"))
    }

    @Test("Exercises that nobody could judge without what is left out are refused with their lines")
    func unreleasable() throws {
        func problem(_ body: String) throws -> [String] {
            let faults = try #require(throws: LessonFaults.self) { try StudentCopy(of: Samples.lesson(body)) }
            return faults.faults.map { "\($0.line): \($0.mistake.problem)" }
        }
        let solution =
            "\n\n<details><summary>Solution</summary>\n\n```descent solution=\"x\"\na = 1\n```\n\n</details>\n"
        let bare = try problem("```descent exercise=\"x\"\na = ____\n```" + solution)
        #expect(bare.count == 1 && bare[0].hasPrefix("18: the exercise x has no check"))
        let hidden = try problem(
            "```descent exercise=\"x\"\na = ____\n```\n\n```descent check=\"x\" hidden=true\npasses(a == 1)\n```"
                + solution)
        #expect(hidden.count == 1 && hidden[0].hasPrefix("18: all checks of the exercise x are hidden"))
    }

    @Test("A block of HTML covers the line in which it ends, whichever way it ends")
    func linesOfHTML() throws {
        let text =
            "<!-- one -->\n\n<!--\ntwo\n\n-->\n\n<div>\nthree\n\nWords.\n\n<!--\nfour\n--> five\n<pre>\nsix\n\n</pre>\n"
        let lines = try MarkdownParser.blocks(of: text).map(\.lines)
        #expect(lines == [1...1, 3...6, 8...9, 11...11, 13...15, 16...19])
    }

    // MARK: - Format

    @Test("The usual form sorts attributes, leaves one empty line, and changes nothing a second time")
    func format() throws {
        let body = """
            Words.



            ~~~descent   timeout="20s"  id="a"
            a = 1


            a
            ~~~
            ```output tol=1e-3   rel=0.010
            1
            ```


            <!--descent:question type="number"   points=2 id="q"-->
            How many?
            <details><summary>Answer</summary>

            = 1


            </details>

            - one

              ```descent   id="b"
              2
              ```


            """
        let lesson = try Samples.lesson(body)
        let text = try LessonFormat(of: lesson).text
        #expect(
            text.contains(
                "Words.\n\n~~~descent id=\"a\" timeout=\"20s\"\na = 1\n\n\na\n~~~\n```output rel=0.010 tol=1e-3\n"))
        #expect(text.contains("```\n\n<!-- descent:question id=\"q\" points=2 type=\"number\" -->\nHow many?\n"))
        #expect(
            text.contains("  ```descent id=\"b\"\n") && text.hasSuffix("  ```\n") && text.contains("= 1\n\n</details>"))
        let again = try LessonReader.read(text, file: "sample.md")
        #expect(again.unsortedFences.isEmpty)
        #expect(try LessonFormat(of: again).text == text)
    }

    @Test("The shipped lessons are in their usual form")
    func shippedForm() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Lessons").standardized
        let course = Course(root.path)
        #expect(course.lessons.count >= 4)
        for lesson in course.lessons { #expect(try LessonFormat(of: lesson).text == lesson.text, "\(lesson.file)") }
    }

    // MARK: - Parts

    @Test(
        "The parts of a lesson are its text again",
        arguments: [Samples.full, Samples.full + "\n\n", "---\ntitle: x\n---\n~~~descent\n1\n~~~"])
    func parts(text: String) throws {
        let lesson = try LessonReader.read(text, file: "sample.md", asNotebook: true)
        #expect(LessonParts(lesson).parts.flatMap(\.lines).joined(separator: "\n") == text)
    }

    // MARK: - Watch

    @Test("A watch sees a file that was saved in place, one that was replaced, and one that came late")
    func watch() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("watch-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (one, late) = (folder + "/one.md", folder + "/late.md")
        try "1".write(toFile: one, atomically: false, encoding: .utf8)
        var watch = FileWatch([one, late])
        try "12".write(toFile: one, atomically: false, encoding: .utf8)
        #expect(watch.next(Work()) == [one])
        try "13".write(toFile: one, atomically: true, encoding: .utf8)
        #expect(watch.next(Work()) == [one])
        try "x".write(toFile: late, atomically: true, encoding: .utf8)
        #expect(watch.next(Work()) == [late])
        let stopped = Work()
        stopped.cancel()
        #expect(watch.next(stopped) == [])
    }
}
