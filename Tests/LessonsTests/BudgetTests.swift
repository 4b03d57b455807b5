import Conversation
import Foundation
import Language
@testable import Lessons
import Answers
import Markdown
import Testing

/// Files that ask more than their length of a parser. Each is just above a bound, so that it would do no harm where the
/// bound were missing.
@Suite("What a file may ask of the parsers")
struct BudgetTests {
    private static func header(_ yaml: String) -> String { "---\ntitle: T\nlesson:\n  id: t\n\(yaml)\n---\n\nText.\n" }

    private static func problem(_ text: String, asNotebook: Bool = false) -> String? {
        do {
            _ = try LessonReader.read(text, file: "x.md", asNotebook: asNotebook)
            return nil
        } catch {
            return error.faults.first?.mistake.problem
        }
    }

    @Test(
        "References in the front matter are refused wherever YAML would follow them",
        arguments: [
            "a: &a [1, 2]\nb: *a", "b: [1, *a]", "b: {c: *a}", "- *a", "b:\n  - &a x", "b: !!seq [*a]", "? *a\n: 1",
            "'b': *a", "\"b\" : *a", "b: [\"x, y\", *a]", "b: [a - \"b, *a, c\"]", "b: [a:\"b, *a, c\"]",
            "b: [a \"\n\"b, *a, c\"]", "b: |\n c\nd: *a", "- c: |\n    x\n  d: *a", "b: [!t,*a]", "{x: 1, <<: *a}",
            "b: [? *a : 1]", "# x\u{2028}b: *a", "b: x # |\n  c: *a", "[a]: *b", "b: {\"a\":*c}",
        ])
    func references(yaml: String) {
        #expect(FrontMatterBudget.excess(in: yaml) != nil, "\(yaml)")
    }

    @Test(
        "Ordinary headers are no references",
        arguments: [
            "title: A & B * C", "description: \"*stars* and & signs\"", "d: 'it''s *here*'", "d: |\n  * a\n  & b\nc: 1",
            "d: >-\n  [*a]\n  'open", "t: Don't [stop] *now*", "l: [a, \"b, *c\", 'd']", "x: {a: 1, b: [2, 3]} # *c",
            "jupyter:\n  kernelspec:\n    name: x", "u: https://example.org/?a=1&b=*", "- a\n- - b\n  - c",
        ])
    func ordinary(yaml: String) {
        #expect(FrontMatterBudget.excess(in: yaml) == nil, "\(yaml)")
    }

    @Test("Size and nesting of the front matter are bounded")
    func header() {
        let deep = String(repeating: "[", count: FrontMatterBudget.nesting + 1)
        let dashes = String(repeating: "- ", count: FrontMatterBudget.indentation / 2 + 1) + "a"
        let long = String(repeating: "# comment\n", count: FrontMatterBudget.bytes / 10 + 1)
        for (yaml, expected) in [(deep, "nested too deep"), (dashes, "nested too deep"), (long, "too long")] {
            #expect(Self.problem(Self.header("x:\n" + yaml))?.contains(expected) == true, "\(yaml.prefix(40))")
        }
        #expect(Self.problem(Self.header("  timeout: 601s"))?.contains("not a time") == true)
    }

    @Test("Prose, paragraphs and tables are bounded, code in fences is not")
    func prose() {
        let paragraph = String(repeating: "www._", count: MarkdownBudget.paragraph / 5 + 1)
        let table = "|" + String(repeating: "a|", count: 120) + "\n" + "|" + String(repeating: "-|", count: 120) + "\n"
        let rows = table + String(repeating: "|\n", count: 100)
        let prose = String(repeating: "a\n\n", count: MarkdownBudget.prose / 2 + 1)
        let fence = "```descent id=\"a\"\n" + String(repeating: "[1, 2, 3] # a | b\n", count: 3_000) + "```\n"
        #expect(Self.problem(Self.header("") + paragraph)?.contains("without an empty line") == true)
        #expect(Self.problem(Self.header("") + rows)?.contains("too many cells") == true)
        #expect(Self.problem(Self.header("") + prose)?.contains("outside of fences") == true)
        #expect(Self.problem(Self.header("") + fence) == nil)
        // What only looks like a fence hides nothing.
        for opening in ["    ```", "<!--\n```\n-->", "<pre>\n```\n</pre>", "``` a`b", "> ```", "1. ```", "``"] {
            #expect(Self.problem(Self.header("") + opening + "\n" + paragraph) != nil, "\(opening)")
        }
        #expect(Self.problem(Self.header("") + "~~~\n```\n~~~\n" + paragraph) != nil)
        #expect(Self.problem(Self.header("") + "````\n```\n````\n" + paragraph) != nil)
    }

    @Test("A file that is too long, no text or no file at all is refused, and the others are listed")
    func folder() throws {
        let folder = NSTemporaryDirectory() + "budget-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Samples.full.write(toFile: folder + "/01-good.md", atomically: true, encoding: .utf8)
        try Data(count: MarkdownBudget.bytes + 1).write(to: URL(fileURLWithPath: folder + "/02-long.md"))
        try Data([0xff, 0xfe]).write(to: URL(fileURLWithPath: folder + "/03-bytes.md"))
        try FileManager.default.createSymbolicLink(atPath: folder + "/04-zero.md", withDestinationPath: "/dev/zero")
        #expect(mkfifo(folder + "/05-pipe.md", 0o600) == 0)
        try FileManager.default.createDirectory(atPath: folder + "/06-folder.md", withIntermediateDirectories: true)
        let course = Course(folder)
        #expect(course.lessons.map(\.header.id) == ["sample"])
        try FileManager.default.createSymbolicLink(atPath: folder + "/07-loop.md", withDestinationPath: "07-loop.md")
        let told = Course(folder).faults.map(\.description)
        #expect(
            told == [
                "\(folder)/02-long.md:1: the file is too long\n  expected: at most 2097 kB",
                "\(folder)/03-bytes.md:1: this is not UTF-8 text",
                "\(folder)/04-zero.md:1: the file is no ordinary file",
                "\(folder)/05-pipe.md:1: the file is no ordinary file",
                "\(folder)/06-folder.md:1: the file is no ordinary file",
                "\(folder)/07-loop.md:1: the file is no ordinary file",
            ])
        let cancelled = Work()
        cancelled.cancel()
        #expect(Course(folder, work: cancelled).lessons.isEmpty)
    }

    @Test("Thousands of lines that differ are told, and `...` stands for as many as there are")
    func outputs() {
        let expected = ExpectedOutput(
            lines: (0..<3_000).map { "line \($0) of [..] and \(Double($0) / 7)" }, fenceLine: 1, match: .lines)
        let found = (0..<3_000).map { "row \($0) of all and \(Double($0) / 9)" }
        let difference = LineDiff.text(expected: expected, found: found).split(separator: "\n")
        #expect(difference.count { $0.hasPrefix("- ") } == 3_000 && difference.count { $0.hasPrefix("+ ") } == 3_000)
        #expect(!OutputMatcher(expected).accepts(found))
        let shifted = (0..<3_000).map { "line \($0 + ($0 > 1_500 ? 0 : 0)) of x and \(Double($0) / 7)" } + ["end"]
        #expect(LineDiff.text(expected: expected, found: shifted).hasSuffix("\n+ end"))
        let open = ExpectedOutput(lines: ["a", "...", "b", "...", "c"], fenceLine: 1, match: .lines)
        #expect(OutputMatcher(open).accepts(["a"] + found + ["b", "x", "b"] + found + ["c"]))
        #expect(!OutputMatcher(open).accepts(["a"] + found + ["c"]))
        #expect(LineDiff.text(expected: open, found: ["a", "1", "b", "c", "d"]) == "  a\n  1\n  b\n  c\n+ d")
    }
}
