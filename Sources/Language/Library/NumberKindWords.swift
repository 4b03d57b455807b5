import Answers

/// `numbers`: kinds of numbers, for `isinstance`.
enum NumberKindWords {
    /// Each with the types of Python that are of its kind.
    private static let kinds: [(type: ClassObject, types: Set<String>)] = [
        ("Number", ["int", "float", "bool", "Fraction", "complex"]),
        ("Complex", ["int", "float", "bool", "Fraction", "complex"]),
        ("Real", ["int", "float", "bool", "Fraction"]), ("Rational", ["int", "bool", "Fraction"]),
        ("Integral", ["int", "bool"]),
    ].map { (ClassObject($0, base: Exceptions.object, attributes: ["__module__": .text("numbers")]), $1) }

    /// Whether a value is a number of the kind; nil for classes that are none of these.
    static func holds(_ value: Value, _ type: ClassObject) -> Bool? {
        kinds.first { $0.type === type }.map { $0.types.contains(value.unmixed.plain.pythonType) }
    }

    static let words: [Word] = kinds.map { type, _ in
        Word(
            "numbers.\(type.name)", family: "modules", summary: "a kind of numbers, for isinstance", returns: "class",
            examples: ["import numbers\nisinstance(3, numbers.\(type.name))"], meaning: .value { .object(type) })
    }
}
