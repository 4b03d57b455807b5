import Answers
import Language

/// A configuration as JSON, and back.
extension JSON {
    /// - Throws: `Mistake` (a TypeError) for what JSON has no form for.
    init(configuration value: Value) throws {
        switch value {
        case .none: self = .null
        case .bool(let flag): self = .bool(flag)
        case .int(let number): self = .integer(number)
        case .number(let number): self = .number(number)
        case .text(let text): self = .string(text)
        case .list, .tuple: self = .array(try (value.elements ?? []).map { try JSON(configuration: $0) })
        case .dict(let entries):
            self = .object(
                try entries.entries.map { JSON.Pair(try JSON.key($0.key), try JSON(configuration: $0.value)) })
        default:
            throw Mistake(
                "\(value.brief) has no form in JSON", expected: "numbers, strings, lists, dicts, None, True and False",
                try: "float(…) of a number, .tolist() of an array"
            ).raised(as: "TypeError", "Object of type \(value.kind) is not JSON serializable")
        }
    }

    private static func key(_ value: Value) throws -> String {
        switch value {
        case .text(let text): return text
        case .none: return "null"
        case .bool(let flag): return flag ? "true" : "false"
        case .int, .number: return value.repr
        default:
            throw Mistake(
                "the key \(value.brief) has no form in JSON", expected: "strings and numbers as keys"
            ).raised(as: "TypeError", "keys must be str, int, float, bool or None, not \(value.kind)")
        }
    }

    /// One line of ASCII, as Python writes it: letters beyond by their numbers.
    var asciiText: String {
        let text = pythonText
        guard !text.utf8.allSatisfy({ $0 < 128 }) else { return text }
        return text.utf16.map { unit in
            if unit < 128, let scalar = UnicodeScalar(unit) { return String(Character(scalar)) }
            let digits = String(unit, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
    }

    /// As the language has it.
    var asValue: Value {
        switch self {
        case .null: .none
        case .bool(let flag): .bool(flag)
        case .integer(let number): .int(number)
        case .number(let number): .number(number)
        case .string(let text): .text(text)
        case .array(let items): .list(items.map(\.asValue))
        case .object(let pairs): .dict(Value.Dictionary(pairs.map { (.text($0.key), $0.value.asValue) }))
        }
    }
}
