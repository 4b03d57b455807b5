/// Small pieces of English for messages.
public enum Phrase {
    /// `an optimizer`, `a run`, `None`.
    public static func indefinite(_ kind: String) -> String {
        if kind == "None" { return kind }
        let vowel = kind.first.map { "aeioAEIO".contains($0) } ?? false
        return (vowel ? "an " : "a ") + kind
    }

    /// `1 trial`, `3 trials`, `2 studies`.
    ///
    /// - Parameter several: the noun for any number but 1; nil for the noun with an s.
    public static func count(_ count: Int, _ noun: String, _ several: String? = nil) -> String {
        "\(count) \(count == 1 ? noun : several ?? noun + "s")"
    }

    /// More than one of a kind: `runs`, `studies`. What ends with an s is taken for several already.
    public static func plural(_ noun: String) -> String {
        if noun.hasSuffix("s") { return noun }
        let isConsonant = noun.dropLast().last.map { !"aeiou".contains($0) } ?? false
        return noun.hasSuffix("y") && isConsonant ? noun.dropLast() + "ies" : noun + "s"
    }

    /// A call as it is typed, without the parts that are nil: `Adam(lr=0.1)`.
    public static func call(_ name: String, _ parts: [String?]) -> String {
        "\(name)(\(parts.compactMap { $0 }.joined(separator: ", ")))"
    }

    /// The items in a row, the last after a word: `a`, `a and b`, `a, b and c`.
    public static func list(_ items: [String], _ word: String = "and") -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " \(word) " + last
    }

    /// What may be chosen from: `a`, `a or b`, `a, b or c`.
    public static func alternatives(_ items: [String]) -> String { list(items, "or") }
}
