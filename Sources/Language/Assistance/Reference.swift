import Answers

/// The reference in Markdown, made from the declarations; examples stand with the output that they really give.
public struct Reference {
    private let registry: Registry

    /// The reference of all words of a registry.
    public init(_ registry: Registry) { self.registry = registry }

    /// The whole reference. `evaluate` turns the examples of one word, in order, into what the prompt shows for
    /// each.
    public func markdown(evaluate: ([String]) -> [String]) -> String {
        var out = ["# Reference", ""]
        for family in registry.families {
            out += ["## \(family.prefix(1).uppercased() + family.dropFirst())", ""]
            for word in registry.words where word.family == family { out += section(word, evaluate) }
        }
        let kinds = registry.members.map(\.kind)
        var seen: Set<String> = []
        for kind in kinds where seen.insert(kind).inserted { out += members(kind) }
        return out.joined(separator: "\n") + "\n"
    }

    private func section(_ word: Word, _ evaluate: ([String]) -> [String]) -> [String] {
        var out = ["### \(word.name)", "", word.summary + ".", ""]
        if !word.parameters.isEmpty {
            out += ["    " + Signature.line(word.name, word.parameters), ""]
            out += ["| parameter | default | accepts | meaning |", "|---|---|---|---|"]
            out += word.parameters.map { parameter in
                let names = ([parameter.name] + parameter.aliases).map { "`\($0)`" }.joined(separator: ", ")
                let standard = Signature.standard(parameter) ?? "required"
                return "| "
                    + [names, standard, parameter.type.phrase, parameter.meaning].map(cell).joined(separator: " | ")
                    + " |"
            }
            out.append("")
        }
        if !word.details.isEmpty { out += [word.details, ""] }
        if !word.examples.isEmpty {
            out.append("```")
            for (example, output) in zip(word.examples, evaluate(word.examples)) {
                out.append("> " + example)
                if !output.isEmpty { out.append(output) }
            }
            out += ["```", ""]
        }
        if !word.seeAlso.isEmpty { out += ["See also: \(word.seeAlso.joined(separator: ", ")).", ""] }
        return out
    }

    private func members(_ kind: String) -> [String] {
        var out = ["## Members of \(Phrase.indefinite(kind))", "", "| member | meaning |", "|---|---|"]
        for member in registry.members(of: kind) {
            let call = member.parameters.map { Signature.line(member.name, $0) } ?? member.name
            out.append("| `.\(call)` | \(cell(member.meaning)) |")
        }
        return out + [""]
    }

    private func cell(_ text: String) -> String {
        String(text.flatMap { $0 == "|" ? "\\|" : $0 == "\n" ? " " : String($0) })
    }
}
