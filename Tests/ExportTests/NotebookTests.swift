import Answers
import Lessons
import Numbers
import Testing

@testable import Export

@Suite("A lesson as a notebook")
struct NotebookTests {
    private func there(_ text: String, _ performance: Performance? = nil) throws -> String {
        try Notebook(of: text, file: "sample.md", performance: performance).text
    }

    private func back(_ notebook: String) throws -> String {
        try Notebook(reading: notebook, from: "sample.ipynb").lessonText
    }

    @Test("There and back, each shipped lesson is the same to the byte", arguments: ExportSamples.shipped)
    func shipped(name: String) throws {
        let text = try ExportSamples.text(name)
        #expect(try back(there(text)) == text)
    }

    @Test("Unusual fences, gaps and ends come back to the byte")
    func unusual() throws {
        let full = ExportSamples.full
        var texts = [
            full, String(full.dropLast(2)), full + "\n\n",
            full.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n"),
            "Only words.", "\n\n\nWords after empty lines.\n", "```descent\n1\n```", "```descent\n\n```\n",
            "```descent\n```\n",
            "---\ntitle: A session\nlang: en\n---\n\n# A session\n\n```descent\n1 + 1\n```\n\n```output\n2\n```\n",
            "---\ntitle: A session\n---\nWords right below.\n```descent\n1\n```\n```output\n\n```\n   \n\n",
            "```descent id=\"a\"\n1\n```\n\n<!-- a remark -->\n\n```output\n1\n```\n",
        ]
        texts.removeAll { (try? LessonReader.read($0, file: "sample.md", asNotebook: true)) == nil }
        #expect(texts.count >= 11)
        for text in texts { #expect(try Array(back(there(text)).utf8) == Array(text.utf8), "\(text.suffix(60))") }
    }

    @Test("A lesson changed at any place comes back to the byte wherever it can be read")
    func mutations() throws {
        var stream = RandomStream(seed: 5, purpose: "notebook mutations")
        let original = Array(ExportSamples.full.utf8)
        let inserts = ["```", "\n\n", "\n", "~~~", "> ", "  ", "<details>\n\n", "é", "`", "```descent\n1\n```\n", " "]
        var whole = 0
        for _ in 0..<600 {
            var bytes = original
            for _ in 0..<Int(stream.uniform(1, 4)) {
                let place = Int(stream.uniform(0, Double(bytes.count)))
                if stream.uniform() < 0.4 {
                    bytes.removeSubrange(place..<min(bytes.count, place + Int(stream.uniform(1, 8))))
                } else {
                    let insert = inserts[Int(stream.uniform(0, Double(inserts.count)))]
                    bytes.insert(contentsOf: Array(insert.utf8), at: place)
                }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            guard (try? LessonReader.read(text, file: "sample.md", asNotebook: true)) != nil else { continue }
            whole += 1
            #expect(try back(there(text)) == text)
        }
        #expect(whole > 50, "only \(whole) of 600 could be read")
    }

    @Test("Cells carry ids, attributes, roles and outputs")
    func cells() throws {
        let json = try JSON(reading: there(ExportSamples.full))
        #expect(json["nbformat"]?.int == 4)
        #expect(json["nbformat_minor"]?.int == 5)
        let cells = try #require(json["cells"]?.items)
        let ids = cells.compactMap { $0["id"]?.string }
        #expect(Set(ids).count == cells.count)
        #expect(
            ids.allSatisfy {
                $0.count <= 64 && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
            })
        for id in ["front-matter", "first-run", "second", "tune", "setup-tune", "check-tune", "check-tune-2"] {
            #expect(ids.contains(id), "\(id)")
        }
        let first = try #require(cells.first { $0["id"]?.string == "first-run" })
        #expect(first["cell_type"]?.string == "code")
        let lines = first["source"]?.items?.compactMap(\.string) ?? []
        #expect(lines.dropFirst() == ["a = 1 + 1\n", "a * 2"])
        // The kernel begins everything random in the cell with it.
        #expect(lines.first == "# seed=\(first["metadata"]?["descent"]?["seed"]?.int ?? -1)\n")
        #expect(first["metadata"]?["descent"]?["attributes"]?["timeout"]?.string == "1.50s")
        #expect(first["outputs"]?.items?.first?["data"]?["text/plain"]?.items?.compactMap(\.string) == ["4"])
        let check = try #require(cells.first { $0["id"]?.string == "check-tune-2" })
        #expect(check["metadata"]?["descent"]?["attributes"]?["hidden"]?.flag == true)
        #expect(check["metadata"]?["jupyter"]?["source_hidden"]?.flag == true)
        #expect(cells.allSatisfy { $0["cell_type"]?.string != "code" || $0["execution_count"] != nil })
    }

    @Test("What was changed in Jupyter is in the lesson, and a new cell gets its id and its output")
    func edited() throws {
        var notebook = try Notebook(of: ExportSamples.full, file: "sample.md")
        let place = try #require(notebook.cells.firstIndex { $0.id == "second" })
        notebook.cells[place].source = "print(\"````\")\n~~~~"
        var fresh = NotebookCell(kind: .code, id: "A1b2", source: "7 * 6")
        fresh.outputs = [.init(text: "42")]
        notebook.cells.insert(fresh, at: place + 1)
        let text = try back(notebook.text)
        #expect(text.contains("`````descent id=\"second\"\nprint(\"````\")\n~~~~\n`````\n"))
        #expect(text.contains("```descent id=\"a1b2\"\n7 * 6\n```\n\n```output\n42\n```\n"))
        #expect((try? LessonReader.read(text, file: "sample.md")) != nil)
    }

    @Test("A notebook of somebody else's becomes Markdown with its cells and outputs")
    func foreign() throws {
        let foreign = """
            {"cells": [
              {"cell_type": "markdown", "id": "aa", "metadata": {}, "source": "# Hello\\n\\nWords."},
              {"cell_type": "code", "execution_count": 1, "id": "bb", "metadata": {}, "source": ["1 + 1"],
               "outputs": [{"output_type": "stream", "name": "stdout", "text": ["2\\n"]}]}
            ], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
            """
        #expect(
            try back(foreign) == "# Hello\n\nWords.\n\n```descent id=\"bb\"\n1 + 1\n```\n\n```output\n2\n```\n")
    }

    @Test(
        "What is no notebook is refused in words",
        arguments: [
            ("", "sample.ipynb"), ("[1, 2]", "sample.ipynb is no notebook"),
            ("{\"nbformat\": 3, \"cells\": []}", "sample.ipynb has the notebook format 3, and this program reads 4"),
            ("{\"nbformat\": 4, \"cells\": [{\"source\": 3}]}", "sample.ipynb: the cell 1 is none of a notebook"),
        ])
    func refused(text: String, problem: String) throws {
        let mistake = try #require(throws: Mistake.self) { try Notebook(reading: text, from: "sample.ipynb") }
        #expect(mistake.problem.hasPrefix(problem), "\(mistake.problem)")
    }

    @Test("Lines that end in two ways are refused, since a notebook could not give them back")
    func mixed() {
        #expect(throws: Mistake.self) { try there("Words.\r\n\nMore words.\n") }
    }

    @Test("A performance adds its pictures and leaves the written outputs as they are")
    func pictures() throws {
        let text =
            ExportSamples.header + "```descent id=\"p\"\nplot(sphere)\n```\n\n```output match=\"none\"\nA bowl.\n```\n"
        let lesson = try LessonReader.read(text, file: "sample.md")
        let performance = Performance(lesson, session: ExportSamples.session(), drawing: .png)
        let notebook = try there(text, performance)
        let output = try JSON(reading: notebook)["cells"]?.items?.last?["outputs"]?.items?.first
        #expect(output?["data"]?["image/png"]?.string?.hasPrefix("iVBORw0KGgo") == true)
        #expect(output?["data"]?["text/plain"]?.items?.compactMap(\.string) == ["A bowl."])
        #expect(try back(notebook) == text)
    }
}
