@testable import Conversation
import Markdown
import Answers
import Testing

@Suite("Markdown as text")
struct MarkdownFaceTests {
    private func text(_ markdown: String, width: Int = 40, inColour: Bool = false) -> String {
        let mark: @Sendable (String, Ink) -> String = { text, ink in "<\(ink.rawValue)>\(text)</>" }
        let blocks = (try? MarkdownParser.blocks(of: markdown)) ?? []
        return TextFace(width: width, paint: inColour ? mark : nil).text(of: blocks)
    }

    @Test("No line is wider than the page, at any width", arguments: [12, 20, 33, 80])
    func width(width: Int) {
        let shown = text(
            "# A *long* heading of words\n\nSome `code` and **strong** text that goes on and on, 深い谷, ∇f = 0.\n\n"
                + "- one item that is long enough\n- two\n\n> a quotation that is long, too\n\n1. first\n2. second\n",
            width: width)
        for line in shown.split(separator: "\n") where line.contains(" ") {
            #expect(String(line).columns <= width, "\(line)")
        }
        #expect(shown.contains("strong"))
    }

    @Test("Lists, quotations, code and tables keep their shape")
    func shapes() {
        #expect(text("- a\n- b") == "  • a\n  • b")
        #expect(text("> a") == "│ a")
        #expect(text("```\nx = 1\n```") == "    x = 1")
        #expect(text("| a | b |\n|---|---|\n| 1 | 22 |") == "a  b\n─  ──\n1  22")
        #expect(text("a  \nb") == "a\nb")
    }

    @Test("A table that is too wide is broken within its columns, and on a page too narrow for them becomes a list")
    func wideTable() {
        let table =
            "| word | in a model |\n|---|---|\n| **loss** | one number that says how wrong the model is |\n| rate | a step |"
        let rule = String(repeating: "─", count: 34)
        #expect(
            text(table) == """
                word  in a model
                ────  \(rule)
                loss  one number that says how wrong the
                      model is
                rate  a step
                """)
        #expect(text(table, inColour: true).contains("</>  one number that says how wrong the\n      model is\n"))
        #expect(text(table, width: 20).hasPrefix("• word: loss\n  in a model: one\n    number\n"))
    }

    @Test("Colour is used only where there is some")
    func colour() {
        #expect(text("**a** `b`") == "a `b`")
        #expect(text("**a** `b`", inColour: true) == "<\(Ink.bold.rawValue)>a</> <\(Ink.code.rawValue)>b</>")
    }

    @Test("Control characters of a lesson never reach the terminal")
    func inert() {
        let shown = text("a\u{1b}]0;title\u{7}b `c\u{1b}[2J` \u{9b}x\n\n```\n\u{1b}[2J\n```\n", inColour: false)
        #expect(!shown.unicodeScalars.contains { $0.value == 0x1b || $0.value == 7 || $0.value == 0x9b })
    }
}
