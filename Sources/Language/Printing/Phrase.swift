/// Small pieces of English for messages.
enum Phrase {
    /// `an optimizer`, `a run`, `None`.
    static func indefinite(_ kind: String) -> String {
        if kind == "None" { return kind }
        let vowel = kind.first.map { "aeioAEIO".contains($0) } ?? false
        return (vowel ? "an " : "a ") + kind
    }

    /// `a`, `a or b`, `a, b or c`.
    static func alternatives(_ items: [String], _ word: String = "or") -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " \(word) " + last
    }
}
