import Answers

/// The arguments of a native word: by place or by name.
public struct Given {
    /// By place.
    public let values: [Value]
    /// By name.
    public let keywords: [(name: String, value: Value)]
    /// What the word declares.
    private let parameters: [Parameter]

    init(_ values: [Value], _ keywords: [(name: String, value: Value)], _ parameters: [Parameter]) {
        self.values = values
        self.keywords = keywords
        self.parameters = parameters
    }

    /// The argument at a place, or of a name; nil where it was not given.
    public func value(_ place: Int, _ name: String) -> Value? {
        place < values.count ? values[place] : self[name]
    }

    /// The argument of a name; nil where it was not given.
    public subscript(_ name: String) -> Value? { keywords.first { $0.name == name }?.value }

    /// The same.
    ///
    /// - Throws: `Mistake` where it was not given.
    public func required(_ place: Int, _ name: String, _ word: String) throws -> Value {
        guard let value = value(place, name) else {
            throw Mistake("\(word) needs \(name)").raised(as: "TypeError")
        }
        return value
    }

    /// The argument as a whole number; nil where it was not given, or is None.
    ///
    /// - Throws: `Mistake` (a TypeError) where it is none, and (a ValueError) where it is outside of what the word declares.
    public func int(_ place: Int, _ name: String) throws -> Int? {
        let given = value(place, name)?.plain
        let number: Int
        switch given {
        case nil, .some(.none): return nil
        case .int(let value)?: number = value
        case .bool(let flag)?: number = flag ? 1 : 0
        case .number(let value)?:
            guard let whole = Int(exactly: value) else { throw unfit(name, .number(value)) }
            number = whole
        case .thing(let thing)?:
            guard let whole = Subscripts.whole(.thing(thing)) else { throw unfit(name, .thing(thing)) }
            number = whole
        case .big(let value)?:
            throw Mistake("\(name) = \(Value.big(value).brief) is beyond 64 bits", expected: "a smaller number").raised(
                as: "OverflowError", "Python int too large to convert to C ssize_t")
        case .some(let other): throw unfit(name, other)
        }
        if let range = range(place, name), !range.contains(Double(number)) {
            throw range.refusal(Double(number), name, written: "\(number)", standard: nil)
        }
        return number
    }

    /// Between what the word declares the parameter to lie.
    private func range(_ place: Int, _ name: String) -> Interval? {
        guard let parameter = parameters.first(where: { $0.name == name }) else { return nil }
        switch parameter.type {
        case .int(let interval), .optional(.int(let interval)): return interval.whole
        default: return nil
        }
    }

    private func unfit(_ name: String, _ value: Value) -> Mistake {
        Mistake("\(name) = \(value.brief) is \(Phrase.indefinite(value.kind))", expected: "a whole number").raised(
            as: "TypeError", "'\(value.pythonType)' object cannot be interpreted as an integer")
    }

    /// The argument as a text; nil where it was not given, or is None.
    ///
    /// - Throws: `Mistake` (a TypeError) where it is none.
    public func text(_ place: Int, _ name: String) throws -> String? {
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
    public static func native(
        _ name: String, aliases: [String] = [], family: String, _ summary: String, details: String = "",
        _ parameters: [Parameter] = [], returns: String, examples: [String], seeAlso: [String] = [],
        _ body: @escaping @Sendable (Given, Context) throws -> Value
    ) -> Word {
        Word(
            name, aliases: aliases, family: family, summary: summary, details: details, parameters: parameters,
            returns: returns,
            examples: examples, seeAlso: seeAlso,
            meaning: .native { values, keywords, context in try body(Given(values, keywords, parameters), context) })
    }
}
