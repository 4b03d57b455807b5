import Answers

/// What a parameter accepts, in words.
extension ValueType {
    /// `a number above 0`, `an optimizer or a list of optimizers`.
    public var phrase: String {
        switch self {
        case .any: "any value"
        case .bool: "True or False"
        case .int(let bounds): bounds.phrase("a whole number")
        case .number(let bounds): bounds.phrase("a number")
        case .text: "a string"
        case .choice(let choices): Phrase.alternatives(choices.map { "\"\($0)\"" })
        case .point: "a point such as (-1.5, 2)"
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
        case .int(let bounds): bounds.phrase("whole numbers")
        case .number(let bounds): bounds.phrase("numbers")
        case .text: "strings"
        case .choice: "strings, each " + phrase
        case .point: "points such as (-1.5, 2)"
        case .list, .tuple: "lists, each " + phrase
        case .dict: "dicts"
        case .function: "functions"
        case .thing(let kinds): Phrase.alternatives(kinds.map { $0.hasSuffix("s") ? $0 : $0 + "s" })
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

extension ValueType.Bounds {
    func contain(_ number: Double) -> Bool {
        guard !number.isNaN else { return allowsNaN }
        return (includesLower ? number >= lower : number > lower) && (includesUpper ? number <= upper : number < upper)
    }

    /// `a number of at least 0 and below 1: [0, 1)`.
    public func phrase(_ noun: String) -> String {
        let isBelowUnlimited = lower == -.infinity
        let isAboveUnlimited = upper == .infinity
        let low = lower == 0 ? "0" : lower.short(6)
        let high = upper == 0 ? "0" : upper.short(6)
        let excludesInfinity = (isBelowUnlimited && !includesLower) || (isAboveUnlimited && !includesUpper)
        let noun = excludesInfinity ? Self.finite(noun) : noun
        switch (isBelowUnlimited, isAboveUnlimited) {
        case (true, true): return noun
        case (false, true): return "\(noun) \(includesLower ? "of at least" : "above") \(low)"
        case (true, false): return "\(noun) \(includesUpper ? "of at most" : "below") \(high)"
        case (false, false):
            let from = includesLower ? "from \(low)" : "above \(low)"
            let to =
                includesUpper
                ? (includesLower ? "to \(high)" : "and at most \(high)")
                : (includesLower ? "to below \(high)" : "and below \(high)")
            return "\(noun) \(from) \(to): \(notation)"
        }
    }

    /// `a finite number`; a whole number is finite anyway.
    private static func finite(_ noun: String) -> String {
        switch noun {
        case "a number": "a finite number"
        case "numbers": "finite numbers"
        default: noun
        }
    }

    /// `[0, 1)`
    public var notation: String {
        (includesLower ? "[" : "(") + (lower == 0 ? "0" : lower.short(6)) + ", " + (upper == 0 ? "0" : upper.short(6))
            + (includesUpper ? "]" : ")")
    }
}
