import Synchronization

/// The terms of the field, by chapter, found however they are spelt.
public struct Glossary: Sendable {
    /// As they are listed.
    public let chapters: [GlossaryChapter]
    private let index: Index

    /// Where two terms share a name, the earlier one has it.
    public init(_ chapters: [GlossaryChapter]) {
        self.chapters = chapters
        index = Index(chapters.flatMap(\.terms))
    }

    /// No terms at all.
    public static let empty = Glossary([])

    /// Those of all chapters.
    public var terms: [Term] { chapters.flatMap(\.terms) }

    /// The term of that name or alias, in any spelling: `Mini-Batches`, `regularization`.
    public func term(_ name: String) -> Term? {
        // A text longer than any term is none, however long it takes to read.
        name.utf8.count > 200 ? nil : index.terms[FoldedName.key(name)]
    }

    /// All names and aliases, as people write them.
    var names: [String] { terms.flatMap { [$0.name] + $0.aliases } }
}

/// Terms by their folded names, made when one is first looked up: most sessions never do.
private final class Index: Sendable {
    private let all: [Term]
    private let made = Mutex<[String: Term]?>(nil)

    init(_ terms: [Term]) { all = terms }

    var terms: [String: Term] {
        made.withLock { made in
            if let made { return made }
            var terms: [String: Term] = [:]
            for term in all {
                let keys = ([term.name] + term.aliases).map(FoldedName.key)
                for key in keys where terms[key] == nil { terms[key] = term }
            }
            made = terms
            return terms
        }
    }
}

/// When two spellings mean the same.
enum FoldedName {
    /// The letters and digits, small, without blanks and hyphens; the plural is its singular, `-ize` is `-ise`.
    ///
    ///     key("Mini-Batches") == key("minibatch")
    ///     key("regularization") == key("regularisation")
    static func key(_ name: String) -> String {
        var key = ""
        for word in name.lowercased().split(whereSeparator: { $0.isWhitespace || $0 == "-" || $0 == "_" }) {
            key += singular(String(word.filter { $0.isLetter || $0.isNumber }))
        }
        return replacing("iz", "is", in: key)
    }

    private static func singular(_ word: String) -> String {
        for ending in ["sses", "ches", "xes"] where word.hasSuffix(ending) { return String(word.dropLast(2)) }
        if word.hasSuffix("ies"), word.count > 4 { return word.dropLast(3) + "y" }
        if word.hasSuffix("s"), !word.hasSuffix("ss"), word.count > 3 { return String(word.dropLast()) }
        return word
    }

    private static func replacing(_ old: String, _ new: String, in text: String) -> String {
        var out = ""
        var rest = text[...]
        while !rest.isEmpty {
            if rest.hasPrefix(old) {
                out += new
                rest = rest.dropFirst(old.count)
            } else {
                out.append(rest.removeFirst())
            }
        }
        return out
    }
}
