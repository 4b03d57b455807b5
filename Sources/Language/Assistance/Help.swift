internal import Answers

/// What `help` says, made from the declarations.
public struct Help {
    let registry: Registry
    let width: Int

    /// Pages about the words of a registry, in lines of at most `width` columns.
    public init(_ registry: Registry, width: Int) {
        self.registry = registry
        // Prose in longer lines is hard to follow.
        self.width = Swift.min(100, Swift.max(30, width))
    }

    /// All about one word: how it is called, what it means, examples, its parameters, details, relatives.
    public func word(_ word: Word) -> Page {
        var blocks: [String] = [head(word)]
        if let term = registry.glossary.term(word.name), FoldedName.key(term.name) == FoldedName.key(word.name) {
            blocks.append(statement(of: term))
        }
        if !word.examples.isEmpty { blocks.append("Examples\n" + code(word.examples)) }
        if !word.parameters.isEmpty { blocks.append(definitions(word.parameters)) }
        if !word.returns.isEmpty { blocks.append("Gives \(Phrase.indefinite(word.returns)).") }
        if !word.details.isEmpty { blocks.append(prose(word.details)) }
        if !word.aliases.isEmpty { blocks.append(wrapped("Also written \(word.aliases.joined(separator: ", ")).")) }
        if !word.seeAlso.isEmpty { blocks.append(wrapped("See also \(word.seeAlso.joined(separator: ", ")).")) }
        let terms = registry.glossary.terms.filter { $0.words.contains(word.name) }.map { "\"\($0.name)\"" }
        if !terms.isEmpty { blocks.append(wrapped("In the glossary \(terms.joined(separator: ", ")).")) }
        return Page(title: "help(\(word.name))", text: blocks.joined(separator: "\n\n"))
    }

    private func wrapped(_ text: String) -> String { TextTable.wrap(text, width).joined(separator: "\n") }

    /// Lines to type, set in by two.
    func code(_ examples: [String]) -> String {
        examples.flatMap { CodeLines.broken($0, width: width - 2) }.map { "  " + $0 }.joined(separator: "\n")
    }

    private func head(_ word: Word) -> String {
        let call: String
        if case .value = word.meaning, word.parameters.isEmpty {
            call = word.name
        } else {
            call = Signature.line(word.name, word.parameters)
        }
        return head(call, word.summary)
    }

    func head(_ call: String, _ summary: String) -> String {
        TextTable.wrap(call, width - 4).joined(separator: "\n    ") + "\n"
            + TextTable.wrap(summary, width - 2).map { "  " + $0 }.joined(separator: "\n")
    }

    func definitions(_ parameters: [Parameter]) -> String {
        TextTable.definitions(parameters.map(row), width: width)
    }

    private func row(_ parameter: Parameter) -> (term: String, meaning: String) {
        var meaning = parameter.meaning
        if let standard = Signature.standard(parameter) { meaning += " (default: \(standard))" }
        let isPlain = meaning.contains(parameter.type.phrase)
        if case .any = parameter.type {} else if !isPlain { meaning += "; \(parameter.type.phrase)" }
        if !parameter.aliases.isEmpty { meaning += "; also \(parameter.aliases.joined(separator: ", "))" }
        let stars = parameter.isVariadic ? (parameter.isKeywordOnly ? "**" : "*") : ""
        return (stars + parameter.name, meaning)
    }

    /// Markdown as plain lines: paragraphs and items of lists are wrapped, tables stay as they are; formulas, which are
    /// set in by four, are broken where they stand apart.
    private func prose(_ markdown: String) -> String {
        var out: [String] = []
        var paragraph: [Substring] = []
        func flush() {
            guard !paragraph.isEmpty else { return }
            out += TextTable.wrap(paragraph.joined(separator: " "), width)
            paragraph = []
        }
        for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
            let isSetApart = line.isEmpty || line.hasPrefix(" ") || line.hasPrefix("|") || line.hasPrefix("```")
            let isItem = line.hasPrefix("- ") || line.hasPrefix("* ")
            if isSetApart || isItem { flush() }
            if isItem {
                out += TextTable.wrap(String(line.dropFirst(2)), width - 2).enumerated().map { index, part in
                    (index == 0 ? "- " : "  ") + part
                }
            } else if line.hasPrefix("    "), line.columns > width {
                out += formulas(line)
            } else if isSetApart {
                out.append(String(line))
            } else {
                paragraph.append(line)
            }
        }
        flush()
        return out.joined(separator: "\n")
    }

    /// Formulas that stand beside each other, a line each.
    private func formulas(_ line: Substring) -> [String] {
        var formulas: [String] = []
        var spaces = 0
        for character in line.drop(while: { $0 == " " }) {
            if character == " " {
                spaces += 1
                continue
            }
            if formulas.isEmpty || spaces > 2 {
                formulas.append("")
            } else {
                formulas[formulas.count - 1] += String(repeating: " ", count: spaces)
            }
            formulas[formulas.count - 1].append(character)
            spaces = 0
        }
        return formulas.flatMap { formula in
            TextTable.wrap(formula, width - 6).enumerated().map { ($0 == 0 ? "    " : "      ") + $1 }
        }
    }

    /// The members of a kind of thing.
    public func kind(_ kind: String) -> Page {
        let members = registry.members(of: kind)
        let rows = members.map { member in
            (
                term: "." + (member.parameters.map { Signature.line(member.name, $0) } ?? member.name),
                meaning: member.meaning
            )
        }
        let text =
            rows.isEmpty
            ? "\(Phrase.indefinite(kind)) has no attributes."
            : "\(Phrase.indefinite(kind)) has\n" + TextTable.definitions(rows, width: width)
        return Page(title: kind, text: text)
    }

    /// The first page: lines to begin with, how to ask, and the words by family.
    public func overview() -> Page {
        let text = """
            \(beginning)

            \(wrapped("Words, by family; words(\"optimizers\") says what each of one family is:"))
            \(TextTable.definitions(Help.families(of: registry), width: width))
            """
        return Page(title: "help()", text: text)
    }

    /// Each family with its words; of those that belong to modules, which scripts import, how many there are.
    public static func families(of registry: Registry) -> [(term: String, meaning: String)] {
        registry.families.map { family in
            let words = registry.words.filter { $0.family == family }
            let (ofModules, own) = (words.filter { $0.name.contains(".") }, words.filter { !$0.name.contains(".") })
            var parts = own.map(\.name)
            if !ofModules.isEmpty {
                let roots = Set(ofModules.map { $0.name.prefix { $0 != "." } }).sorted().map(String.init)
                parts.append("\(Phrase.count(ofModules.count, "word")) of \(Phrase.list(roots)): words(\"\(family)\")")
            }
            return (family, parts.joined(separator: ", "))
        }
    }

    /// The words of a module, `numpy.linalg`: those that were declared for it.
    public func module(_ path: String) -> Page {
        let words = registry.words.filter { $0.name.hasPrefix(path + ".") }
        let text =
            words.isEmpty
            ? wrapped("The words of \(path) are known here by their own names, without the module: words() lists them.")
            : path + "\n"
                + TextTable.definitions(
                    words.map { (term: String($0.name.dropFirst(path.count + 1)), meaning: $0.summary) }, width: width)
        return Page(title: "help(\(path))", text: text)
    }

    /// What to type first, and how to ask.
    public var beginning: String {
        let rows = registry.firstLines.map { (term: $0.code, meaning: $0.meaning) }
        return "Type an expression and press Enter:\n" + TextTable.definitions(rows, width: width)
    }

    /// All words with their one line, by family.
    public func words(family: String? = nil) -> Page {
        let families = registry.families.filter { family == nil || $0 == family }
        let blocks = families.map { family in
            let rows = registry.words.filter { $0.family == family }.map { (term: $0.name, meaning: $0.summary) }
            return family + "\n" + TextTable.definitions(rows, width: width)
        }
        return Page(title: "words(\(family.map { "\"\($0)\"" } ?? ""))", text: blocks.joined(separator: "\n\n"))
    }
}
