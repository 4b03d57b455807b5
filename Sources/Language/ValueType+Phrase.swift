import Answers

/// What a parameter accepts, in words.
extension ValueType {
    /// `a number above 0`, `an optimizer or a list of optimizers`.
    public var phrase: String {
        switch self {
        case .any: "any value"
        case .bool: "True or False"
        case .int(let interval): interval.whole.words
        case .number(let interval): interval.words
        case .text: "a string"
        case .choice(let choices): Phrase.alternatives(choices.map { "\"\($0)\"" })
        case .point: "a point such as (-1.5, 2)"
        case .iterator: "a generator"
        case .list(let element): "a list of " + element.plural
        case .tuple(let element): "a tuple of " + element.plural
        case .dict: "a dict such as {\"name\": value}"
        case .function: "a function such as lambda x: x**2"
        case .thing(let kinds): Phrase.alternatives(kinds.map { Phrase.indefinite($0) })
        case .word: "the name of a word"
        case .oneOf(let types): Phrase.alternatives(types.map(\.phrase))
        case .optional(let wrapped): wrapped.phrase + ", or None"
        }
    }

    private var plural: String {
        switch self {
        case .any: "values"
        case .bool: "True or False"
        case .int(let interval): interval.whole.pluralWords
        case .number(let interval): interval.pluralWords
        case .text: "strings"
        case .choice: "strings, each " + phrase
        case .point: "points such as (-1.5, 2)"
        case .iterator: "generators"
        case .list, .tuple: "lists, each " + phrase
        case .dict: "dicts"
        case .function: "functions"
        case .thing(let kinds): Phrase.alternatives(kinds.map(Phrase.plural))
        case .word: "words"
        case .oneOf, .optional: "values, each " + phrase
        }
    }
}

extension ValueType {
    /// Whether the name of a word is taken as the word itself.
    var wantsWord: Bool {
        switch self {
        case .word: true
        case .oneOf(let types): types.contains(where: \.wantsWord)
        case .optional(let wrapped): wrapped.wantsWord
        default: false
        }
    }
}
