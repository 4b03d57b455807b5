import Answers

/// The arguments of a native word: by place or by name.
struct Given {
    let values: [Value]
    let keywords: [(name: String, value: Value)]

    init(_ values: [Value], _ keywords: [(name: String, value: Value)]) {
        self.values = values
        self.keywords = keywords
    }

    /// The argument at a place, or of a name; nil where it was not given.
    func value(_ place: Int, _ name: String) -> Value? {
        place < values.count ? values[place] : self[name]
    }

    subscript(_ name: String) -> Value? { keywords.first { $0.name == name }?.value }

    func required(_ place: Int, _ name: String, _ word: String) throws -> Value {
        guard let value = value(place, name) else {
            throw Mistake("\(word) needs \(name)").raised(as: "TypeError")
        }
        return value
    }

    func int(_ place: Int, _ name: String) throws -> Int? {
        switch value(place, name) {
        case nil, .some(.none): return nil
        case .int(let value)?: return value
        case .bool(let flag)?: return flag ? 1 : 0
        case .number(let value)?:
            if let whole = Int(exactly: value) { return whole }
            throw unfit(name, .number(value))
        case .some(let other): throw unfit(name, other)
        }
    }

    private func unfit(_ name: String, _ value: Value) -> Mistake {
        Mistake("\(name) = \(value.brief) is \(Phrase.indefinite(value.kind))", expected: "a whole number").raised(
            as: "TypeError", "'\(value.pythonType)' object cannot be interpreted as an integer")
    }

    func text(_ place: Int, _ name: String) throws -> String? {
        switch value(place, name) {
        case nil, .some(.none): return nil
        case .text(let text)?: return text
        case .some(let other):
            throw Mistake("\(name) = \(other.brief) is \(Phrase.indefinite(other.kind))", expected: "a string").raised(
                as: "TypeError", "\(name) must be None or a string, not \(other.pythonType)")
        }
    }
}

extension Word {
    /// A word whose body takes its arguments as they were given.
    static func native(
        _ name: String, aliases: [String] = [], family: String, _ summary: String, details: String = "",
        _ parameters: [Parameter] = [], returns: String, examples: [String], seeAlso: [String] = [],
        _ body: @escaping @Sendable (Given, Context) throws -> Value
    ) -> Word {
        Word(
            name, aliases: aliases, family: family, summary: summary, details: details, parameters: parameters,
            returns: returns,
            examples: examples, seeAlso: seeAlso,
            meaning: .native { values, keywords, context in try body(Given(values, keywords), context) })
    }
}
