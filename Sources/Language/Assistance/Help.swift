internal import Answers

/// What `help` says, made from the declarations.
public struct Help {
    private let registry: Registry
    private let width: Int

    /// Pages about the words of a registry, in lines of at most `width` columns.
    public init(_ registry: Registry, width: Int) {
        self.registry = registry
        self.width = Swift.max(30, width)
    }

    /// All about one word: how it is called, what it means, its parameters, details, examples, relatives.
    public func word(_ word: Word) -> Page {
        var blocks: [String] = [head(word)]
        if !word.parameters.isEmpty {
            blocks.append(definitions(word.parameters))
        }
        if !word.returns.isEmpty { blocks.append("Gives \(Phrase.indefinite(word.returns)).") }
        if !word.details.isEmpty { blocks.append(prose(word.details)) }
        if !word.examples.isEmpty {
            blocks.append((["Examples"] + word.examples.map { "  " + $0 }).joined(separator: "\n"))
        }
        if !word.aliases.isEmpty { blocks.append("Also written \(word.aliases.joined(separator: ", ")).") }
        if !word.seeAlso.isEmpty { blocks.append("See also \(word.seeAlso.joined(separator: ", ")).") }
        return Page(title: "help(\(word.name))", text: blocks.joined(separator: "\n\n"))
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
        TextTable.wrap(call, width).joined(separator: "\n    ") + "\n"
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

    /// Markdown as plain lines: paragraphs are wrapped, lists, tables and code stay as they are.
    private func prose(_ markdown: String) -> String {
        var out: [String] = []
        var paragraph: [Substring] = []
        func flush() {
            guard !paragraph.isEmpty else { return }
            out += TextTable.wrap(paragraph.joined(separator: " "), width)
            paragraph = []
        }
        for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
            let isPlain = line.first.map { $0.isLetter || $0.isNumber } ?? false
            if isPlain {
                paragraph.append(line)
            } else {
                flush()
                out.append(String(line))
            }
        }
        flush()
        return out.joined(separator: "\n")
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

    /// The first page.
    public func overview() -> Page {
        let families = registry.families.map { family in
            (term: family, meaning: registry.words.filter { $0.family == family }.map(\.name).joined(separator: ", "))
        }
        let text = """
            Type an expression and press Enter. `name = expression` keeps a value; _ is the last one.
            f(x, y) = (1 - x)^2 + 100*(y - x^2)^2 defines a function, which is a landscape at once.
            help(word) explains a word, describe(value) a value; Tab completes.

            \(TextTable.definitions(families, width: width))
            """
        return Page(title: "help()", text: text)
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

extension Registry {
    /// The chapters, in the order in which they were declared.
    public var families: [String] {
        var seen: Set<String> = []
        return words.map(\.family).filter { seen.insert($0).inserted }
    }
}
