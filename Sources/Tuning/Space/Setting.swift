public import Answers

/// The value of one hyperparameter, as the person wrote it: a choice of `[32, 64]` comes back as 32, not as 0 or 32.0.
public enum Setting: Sendable, Hashable {
    case number(Double)
    case integer(Int)
    case text(String)
    case flag(Bool)
    case none

    /// As Python writes it: `0.001`, `64`, `'adam'`, `True`, `None`.
    public var text: String {
        switch self {
        case .number(let value): value.isFinite ? "\(value)" : value.short()
        case .integer(let value): "\(value)"
        case .text(let value): "'\(value)'"
        case .flag(let value): value ? "True" : "False"
        case .none: "None"
        }
    }

    /// As it is written in a program: quotes and line ends within a text are escaped.
    public var source: String {
        switch self {
        case .text(let value): JSON.string(value).text
        case .number(let value) where !value.isFinite: "float(\"\(value.short())\")"
        default: text
        }
    }

    /// The number that it is; nil for a text, a flag and None.
    public var number: Double? {
        switch self {
        case .number(let value): value
        case .integer(let value): Double(value)
        case .text, .flag, .none: nil
        }
    }

    /// The same value for JSON.
    public var json: JSON {
        switch self {
        case .number(let value): .number(value)
        case .integer(let value): .integer(value)
        case .text(let value): .string(value)
        case .flag(let value): .bool(value)
        case .none: .null
        }
    }
}
