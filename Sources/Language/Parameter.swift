import Answers

/// One parameter of a word or method.
public struct Parameter: Sendable {
    /// The keyword.
    public var name: String
    /// Other keywords for the same parameter: `learning_rate` has `lr`.
    public var aliases: [String]
    /// What it accepts; checked before the body runs.
    public var type: ValueType
    /// What it is when nothing is given.
    public var standard: Standard
    /// What it means, in one line.
    public var meaning: String
    /// May be repeated (`*rules`); only the last positional one. Together with `isKeywordOnly` it takes every keyword
    /// that no other parameter has (`**ranges`), as a dict.
    public var isVariadic: Bool
    /// Given by its keyword alone, as after `*` in Python.
    public var isKeywordOnly: Bool

    /// What a parameter is when nothing is given.
    public enum Standard: Sendable {
        /// It has to be given.
        case required
        /// The default, as it would be typed.
        case value(Value)
        /// No fixed default: what happens instead, in words (`the landscape's suggested start`).
        case otherwise(String)

        /// The default where it is a number.
        public var number: Double? {
            if case .value(let value) = self { value.asDouble } else { nil }
        }
    }

    /// A parameter with its default: `Parameter("k", .int(.atLeast(1)), 5, "steps between two looks")`.
    public init(
        _ name: String, aliases: [String] = [], _ type: ValueType, _ standard: Standard, _ meaning: String,
        isVariadic: Bool = false, isKeywordOnly: Bool = false
    ) {
        self.name = name
        self.aliases = aliases
        self.type = type
        self.standard = standard
        self.meaning = meaning
        self.isVariadic = isVariadic
        self.isKeywordOnly = isKeywordOnly
    }

    /// A parameter that has to be given, unless its type is `optional`: then it is None when it is not.
    public init(
        _ name: String, aliases: [String] = [], _ type: ValueType, _ meaning: String, isVariadic: Bool = false,
        isKeywordOnly: Bool = false
    ) {
        let standard: Standard = if case .optional = type { .value(.none) } else { .required }
        self.init(name, aliases: aliases, type, standard, meaning, isVariadic: isVariadic, isKeywordOnly: isKeywordOnly)
    }
}

/// A default is written as the language has it: `0.5`, `"auto"`, `true`.
extension Parameter.Standard: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByStringLiteral
{
    /// True or False.
    public init(booleanLiteral value: Bool) { self = .value(.bool(value)) }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .value(.int(value)) }
    /// A number.
    public init(floatLiteral value: Double) { self = .value(.number(value)) }
    /// A string.
    public init(stringLiteral value: String) { self = .value(.text(value)) }
}
