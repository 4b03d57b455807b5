import Answers
import Language

/// Python's module `json` for texts: `json.dumps` and `json.loads`.
enum JSONWords {
    static let words: [Word] = [
        Word(
            "json.dumps", family: "modules", summary: "A value as JSON text",
            parameters: [
                Parameter("obj", .any, .required, "numbers, strings, lists, dicts, None, True and False"),
                Parameter(
                    "indent", .optional(.int(.init(0, 64))), .value(.none),
                    "spaces for each level, every entry on a line of its own; one line without", isKeywordOnly: true),
                Parameter("sort_keys", .bool, false, "whether the keys of dicts are sorted", isKeywordOnly: true),
            ], returns: "string", examples: ["import json; json.dumps({\"loss\": 0.5, \"steps\": [1, 2]})"],
            seeAlso: ["json.loads"],
            meaning: .call { arguments, context in
                let json = try json(arguments["obj"], isSorted: arguments.bool("sort_keys"), context)
                guard let indent = arguments["indent"].asInt else { return .text(ascii(json.pythonText)) }
                return .text(ascii(lines(json, indent: indent, depth: 0)))
            }),
        Word(
            "json.loads", family: "modules", summary: "The value that a JSON text describes",
            parameters: [Parameter("s", .text, .required, "the text")], returns: "value",
            examples: ["import json; json.loads('{\"loss\": 0.5}')[\"loss\"]"], seeAlso: ["json.dumps"],
            meaning: .call { arguments, _ in
                value(try arguments.about("s") { try JSON(reading: arguments.text("s"), from: "s") })
            }),
    ]

    /// A configuration as one line.
    ///
    /// - Throws: `Mistake` for what JSON has no form for.
    static func text(_ value: Value) throws -> String { ascii(try json(value, isSorted: false, nil).pythonText) }

    /// - Parameter context: asked for the numbers of scalars; without one they are refused.
    private static func json(_ value: Value, isSorted: Bool, _ context: Context?) throws -> JSON {
        switch value {
        case .none: return .null
        case .bool(let flag): return .bool(flag)
        case .int(let number): return .integer(number)
        case .number(let number): return .number(number)
        case .text(let text): return .string(text)
        case .list, .tuple:
            return .array(try (value.elements ?? []).map { try json($0, isSorted: isSorted, context) })
        case .dict(let entries):
            var pairs = try entries.entries.map { entry in
                JSON.Pair(try key(entry.key), try json(entry.value, isSorted: isSorted, context))
            }
            if isSorted { pairs.sort { $0.key < $1.key } }
            return .object(pairs)
        default:
            let name = (try? context?.attribute("__class__", of: value)).flatMap { type in
                try? context?.attribute("__name__", of: type).asText
            }
            throw Mistake(
                "\(value.brief) has no form in JSON", expected: "numbers, strings, lists, dicts, None, True and False",
                try: "float(…) of a number, .tolist() of an array", argument: context == nil ? nil : "obj"
            ).raised(as: "TypeError", "Object of type \(name ?? value.kind) is not JSON serializable")
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

    /// Python writes letters beyond ASCII by their numbers.
    private static func ascii(_ text: String) -> String {
        guard !text.utf8.allSatisfy({ $0 < 128 }) else { return text }
        return text.utf16.map { unit in
            if unit < 128, let scalar = UnicodeScalar(unit) { return String(Character(scalar)) }
            let digits = String(unit, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
    }

    private static func lines(_ json: JSON, indent: Int, depth: Int) -> String {
        let outer = "\n" + String(repeating: " ", count: indent * depth)
        let inner = outer + String(repeating: " ", count: indent)
        switch json {
        case .array(let items) where !items.isEmpty:
            let parts = items.map { lines($0, indent: indent, depth: depth + 1) }
            return "[" + inner + parts.joined(separator: "," + inner) + outer + "]"
        case .object(let pairs) where !pairs.isEmpty:
            let parts = pairs.map { pair in
                JSON.string(pair.key).pythonText + ": " + lines(pair.value, indent: indent, depth: depth + 1)
            }
            return "{" + inner + parts.joined(separator: "," + inner) + outer + "}"
        default: return json.pythonText
        }
    }

    /// What a document stands for in the language.
    static func value(_ json: JSON) -> Value {
        switch json {
        case .null: .none
        case .bool(let flag): .bool(flag)
        case .integer(let number): .int(number)
        case .number(let number): .number(number)
        case .string(let text): .text(text)
        case .array(let items): .list(items.map(value))
        case .object(let pairs): .dict(Value.Dictionary(pairs.map { (.text($0.key), value($0.value)) }))
        }
    }
}
