import Answers
import Foundation
import Glibc
import Markdown
import Testing

@testable import Kernel

@Suite("The forms that a notebook shows")
struct FormTests {
    @Test("Markdown that is written reads back as the blocks it was written from")
    func markdown() throws {
        let text = """
            # One *two*

            1\\. no list, 2 * 3 * 4 < 5 & `a | b`, [far](https://example.org/x_y) **bold**

            - first
            - second

              more

            3. three
            4. four

            > a quote

            ```
            code *as it is*
            ```

            | a | b |
            |---|---|
            | 1 | x\\|y |
            """
        let blocks = try MarkdownParser.blocks(of: text)
        let again = try MarkdownParser.blocks(of: MarkdownText(blocks).text)
        #expect(again.map { told($0) } == blocks.map { told($0) })
    }

    /// What is in a block, wherever its lines are and in however many pieces its words were read.
    private func told(_ block: MarkdownBlock) -> String {
        "\(block.content)".replacing(/lines: [^)]*\)/, with: "").replacing(
            /"\), (Markdown\.)?MarkdownBlock\.Inline\.text\("/, with: "")
    }

    @Test("Rows become rows of a table with numbers on the right, and what a cell says stays text")
    func tables() throws {
        let lines = TextTable.$marksCells.withValue(true) {
            TextTable.lines([["rule", "loss"], ["<b>Adam</b>", "0.5"], ["SGD", "12"]], width: 40)
        }
        let html = try #require(TableMarkup((["Title"] + lines).joined(separator: "\n")).html)
        #expect(html.hasPrefix("<pre>Title</pre><table><thead><tr><th style=\"text-align: left\">rule</th>"))
        #expect(html.contains("<td style=\"text-align: left\">&lt;b&gt;Adam&lt;/b&gt;</td>"))
        #expect(html.contains("<td style=\"text-align: right\">0.5</td>"))
        #expect(TableMarkup("no table\nhere").html == nil)
    }

    @Test("Places are counted in code points whatever the letters are")
    func positions() {
        let positions = Positions("aä→😀b")
        #expect(positions.bytes(before: 4) == 10 && positions.codePoints(before: 10) == 4)
        #expect(positions.bytes(before: 99) == 11 && positions.bytes(before: -1) == 0)
    }

    @Test(
        "Patterns of the history are those of a shell",
        arguments: [
            ("plot(x)", "plot*", true), ("plot(x)", "*x?", true), ("plot(x)", "x", false), ("", "*", true),
            ("aab", "a*b", true), ("aab", "?b", false),
        ])
    func patterns(_ text: String, _ pattern: String, _ matches: Bool) {
        #expect(KernelHistory.matches(text, pattern) == matches)
    }

    @Test("The kernel is installed with how to start it and a picture that is one")
    func spec() throws {
        let folder = NSTemporaryDirectory() + "kernels-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let installed = try KernelSpec(program: "/opt/descent").install(in: folder)
        #expect(installed == folder + "/descent")
        let json = try JSON(reading: String(contentsOfFile: installed + "/kernel.json", encoding: .utf8))
        #expect(
            json["argv"]?.items?.map(\.string) == ["/opt/descent", "kernel", "--connection-file", "{connection_file}"])
        #expect(json["language"]?.string == "descent")
        let picture = try Data(contentsOf: URL(fileURLWithPath: installed + "/logo-64x64.png"))
        #expect(picture.prefix(8) == Data([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
        var found = stat()
        #expect(stat(installed, &found) == 0 && found.st_mode & 0o500 == 0o500)
        // Installing again replaces it.
        #expect(try KernelSpec(program: "/opt/other").install(in: folder) == installed)
    }

    @Test("Kernels are looked for where Jupyter's own rules say")
    func places() {
        func user(_ values: [String: String]) -> String? { KernelSpec.ofUser { values[$0] } }
        #expect(user(["HOME": "/h"]) == "/h/.local/share/jupyter/kernels")
        #expect(user(["HOME": "/h", "XDG_DATA_HOME": "/d"]) == "/d/jupyter/kernels")
        #expect(user(["HOME": "/h", "JUPYTER_DATA_DIR": "/j"]) == "/j/kernels")
        #expect(user([:]) == nil)
        #expect(KernelSpec.runtime { ["HOME": "/h"][$0] } == "/h/.local/share/jupyter/runtime")
    }
}
