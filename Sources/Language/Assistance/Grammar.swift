/// What an editor has to know of the language in order to colour it: taken from the parser and from the words that there are.
public struct Grammar: Sendable {
    /// Names that begin or join statements and expressions, in alphabetical order: `def`, `for`, `lambda`.
    public let keywords: [String]
    /// Names of values that nothing can be assigned to: `True`.
    public let constants: [String]
    /// Words that are called: `minimize`.
    public let calls: [String]
    /// Words that are values as they stand: `rosenbrock`.
    public let values: [String]

    /// The grammar with the words of a registry; those of modules are known behind the module's name alone, and not listed.
    public init(_ registry: Registry) {
        let constants: Set<String> = ["True", "False", "None"]
        self.constants = constants.sorted()
        keywords = Parser.reserved.subtracting(constants).subtracting(Parser.refused).sorted()
        var (calls, values): (Set<String>, Set<String>) = ([], [])
        for word in registry.words {
            let names = ([word.name] + word.aliases).filter { Grammar.isPlain($0) }
            if case .call = word.meaning { calls.formUnion(names) } else { values.formUnion(names) }
        }
        self.calls = calls.subtracting(Parser.reserved).sorted()
        self.values = values.subtracting(Parser.reserved).subtracting(calls).sorted()
    }

    /// Every editor's pattern can hold such a name.
    private static func isPlain(_ name: String) -> Bool {
        name.utf8.allSatisfy { $0 == UInt8(ascii: "_") || Character(Unicode.Scalar($0)).isASCIIWord }
            && name.first?.isNumber == false
    }
}

extension Character {
    fileprivate var isASCIIWord: Bool { isASCII && (isLetter || isNumber) }
}
