/// A JSON document. Numbers keep full double precision; non-finite ones become the strings "nan", "inf", "-inf".
public enum JSON: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSON])
    /// Members keep the order in which they were written.
    case object([Pair])

    /// One name of an object with its value.
    public struct Pair: Sendable, Equatable {
        /// The name, unescaped.
        public var key: String
        /// What stands under it.
        public var value: JSON
        /// `"key": value`.
        public init(_ key: String, _ value: JSON) {
            self.key = key
            self.value = value
        }
    }

    /// Builds an object from (key, value) pairs in order.
    public static func members(_ pairs: KeyValuePairs<String, JSON>) -> JSON {
        .object(pairs.map { Pair($0.key, $0.value) })
    }

    /// The document as one line of text.
    public var text: String { spelled(JSON.spell) }

    /// The document with its own spelling of numbers that are not whole.
    func spelled(_ spell: (Double) -> String) -> String {
        var out = ""
        write(to: &out, spell)
        return out
    }

    private func write(to out: inout String, _ spell: (Double) -> String) {
        switch self {
        case .null: out += "null"
        case .bool(let flag): out += flag ? "true" : "false"
        case .integer(let value): out += String(value)
        case .number(let value): out += spell(value)
        case .string(let text): JSON.quote(text, to: &out)
        case .array(let items):
            out += "["
            for (index, item) in items.enumerated() {
                if index > 0 { out += ", " }
                item.write(to: &out, spell)
            }
            out += "]"
        case .object(let members):
            out += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { out += ", " }
                JSON.quote(member.key, to: &out)
                out += ": "
                member.value.write(to: &out, spell)
            }
            out += "}"
        }
    }

    private static func spell(_ value: Double) -> String {
        if value.isNaN { return "\"nan\"" }
        if value.isInfinite { return value < 0 ? "\"-inf\"" : "\"inf\"" }
        return "\(value)"
    }

    private static func quote(_ text: String, to out: inout String) {
        out += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: out.unicodeScalars.append(scalar)
            }
        }
        out += "\""
    }
}
