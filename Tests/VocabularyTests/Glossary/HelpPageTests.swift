import Foundation
import Language
import Testing

@testable import Vocabulary

@Suite struct HelpPageTests {
    private static let registry = Vocabulary.registry

    @Test("No page of help has a line longer than the window", arguments: [50, 80, 120])
    func widths(width: Int) {
        let help = Help(Self.registry, width: width)
        let pages =
            Self.registry.words.map(help.word) + Self.registry.glossary.terms.map(help.term)
            + Self.registry.glossary.chapters.map { help.glossary($0) }
            + Self.registry.families.map { help.words(family: $0) } + [help.overview(), help.words(), help.glossary()]
            + Recipes.all.compactMap { help.answer(to: .recipe($0)) }
        for page in pages {
            for line in page.text.split(separator: "\n") where line.count > width {
                // A piece of code without a place to break, or a row of a table, is left in one piece.
                let isWhole = line.drop { $0 == " " }.split(separator: " ").count < 2 || line.hasPrefix("|")
                #expect(isWhole || width < 80, "\(page.title) at \(width): \(line)")
            }
        }
    }

    @Test("Examples come before parameters, and the first page begins with lines to type")
    func order() throws {
        let text = Help(Self.registry, width: 80).word(try #require(Self.registry.word("minimize"))).text
        let example = try #require(text.range(of: "Examples"))
        let parameter = try #require(text.range(of: "until_gradient  "))
        #expect(example.lowerBound < parameter.lowerBound)
        #expect(Help(Self.registry, width: 80).overview().text.hasPrefix("Type an expression"))
    }

    @Test("The first page lists every family with its words, and how many more there are in modules")
    func overview() {
        let text = Help(Self.registry, width: 80).overview().text
        for word in Self.registry.words where !word.name.contains(".") {
            #expect(text.contains(word.name), "\(word.name)")
        }
        let ofNumPy = Self.registry.words.count { $0.family == "numpy" && $0.name.contains(".") }
        #expect(text.contains("\(ofNumPy) words of numpy") && text.contains("words(\"torch\")"))
        #expect(text.split(separator: "\n").count < 170, "\(text.split(separator: "\n").count) lines")
    }

    @Test("What the field means by the name of a kind of value comes before what such a value has")
    func kinds() throws {
        let session = Session(registry: Self.registry)
        let page = try session.evaluate("help(\"optimizer\")").value.display(width: 80)
        let members = try #require(page.range(of: "an optimizer has"))
        let example = try #require(page.range(of: "Try\n"))
        #expect(page.hasPrefix("optimizer") && example.lowerBound < members.lowerBound, "\(page)")
        #expect(try session.evaluate("help(\"run\")").value.display(width: 80).hasPrefix("a run has"))
    }

    @Test("Help of a module lists its words")
    func modules() throws {
        let session = Session(registry: Self.registry)
        let page = try session.evaluate("import numpy as np\nhelp(np.linalg)").value.display(width: 80)
        #expect(page.contains("solve ") && page.contains("norm "), "\(page)")
    }
}
