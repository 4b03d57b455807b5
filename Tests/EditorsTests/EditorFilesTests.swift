import Answers
import Foundation
import Language
import Testing
import Vocabulary

@testable import Editors

@Suite("Files for editors")
struct EditorFilesTests {
    private let grammar = Grammar(Vocabulary.registry)

    private func files(_ editor: Editor) -> [EditorFile] {
        EditorFiles(editor, grammar, commands: ["help", "start"], version: "1.2.3").files
    }

    @Test("The grammar has the parser's keywords and the registry's words, each once")
    func grammarOfTheLanguage() {
        #expect(grammar.keywords.contains("lambda") && grammar.keywords.contains("def"))
        #expect(!grammar.keywords.contains("True") && !grammar.keywords.contains("await"))
        #expect(grammar.constants == ["False", "None", "True"])
        #expect(grammar.calls.contains("minimize") && grammar.values.contains("rosenbrock"))
        #expect(Set(grammar.calls).isDisjoint(with: grammar.values))
        #expect(Set(grammar.calls).isDisjoint(with: grammar.keywords))
        #expect(grammar.calls.allSatisfy { $0.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) != nil })
    }

    @Test("Every word of the language stands in every editor's grammar", arguments: Editor.allCases)
    func words(_ editor: Editor) {
        let text = files(editor)[0].text
        let names = Set(text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
        let missing = (grammar.keywords + grammar.calls + grammar.values + grammar.constants).filter {
            !names.contains($0)
        }
        #expect(missing.isEmpty)
    }

    @Test("Visual Studio Code's files are JSON, and each file that the extension names is there")
    func vscode() throws {
        let files = files(.vscode)
        var documents: [String: JSON] = [:]
        for file in files { documents[file.path] = try JSON(reading: file.text, from: file.path) }
        let package = try #require(documents["package.json"])
        let grammars = package["contributes"]?["grammars"]?.items ?? []
        #expect(grammars.count == 2)
        for grammar in grammars {
            let path = try #require(grammar["path"]?.string).dropFirst("./".count)
            #expect(documents[String(path)]?["scopeName"] == grammar["scopeName"])
        }
        #expect(package["version"]?.string == "1.2.3")
        // Its patterns are regular expressions, and find what they are for.
        let patterns = documents["syntaxes/descent.tmLanguage.json"]?["patterns"]?.items ?? []
        func name(_ line: String) throws -> String? {
            let range = NSRange(location: 0, length: line.utf16.count)
            return try patterns.first { pattern in
                guard let text = pattern["match"]?.string else { return false }
                let match = try NSRegularExpression(pattern: text).firstMatch(in: line, range: range)
                return match?.range.location == 0
            }?["name"]?.string
        }
        #expect(try name("minimize(x)") == "support.function.descent")
        #expect(try name("rosenbrock") == "support.constant.descent")
        #expect(try name("lambda x: x") == "keyword.control.descent")
        #expect(try name(":start 1") == "keyword.control.command.descent")
        #expect(try name("0.25") == "constant.numeric.descent")
        #expect(try name("# words") == "comment.line.number-sign.descent")
        #expect(try name("lr=0.1") == "variable.parameter.descent")
    }

    @Test("They are written with their folders, and again in the place of those that are there")
    func writing() throws {
        let folder = NSTemporaryDirectory() + "editors-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let files = EditorFiles(.vim, grammar, commands: ["help"], version: "1")
        let paths = try files.write(to: folder)
        #expect(paths.first == folder + "/syntax/descent.vim")
        #expect(try files.write(to: folder) == paths)
        for (path, file) in zip(paths, files.files) {
            #expect(try String(contentsOfFile: path, encoding: .utf8) == file.text)
        }
    }
}
