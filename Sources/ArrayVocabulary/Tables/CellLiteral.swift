import Answers
import Datasets
import Language

/// A list or tuple in a cell of a table: the column keeps it as Python writes it, and it is read from there.
struct CellLiteral {
    private var rest: Substring.UnicodeScalarView

    /// The value of a text that `repr` wrote; nil for what is no list, tuple, text or number.
    static func value(_ text: String) -> Value? {
        var reader = CellLiteral(rest: text[...].unicodeScalars)
        guard let value = reader.value(), reader.rest.isEmpty else { return nil }
        return value
    }

    /// A value as it is kept: a text as it stands unless it could be taken for something else.
    static func text(_ value: Value) -> String {
        guard let text = value.asText else { return value.written }
        return self.value(text) == nil ? text : value.repr
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard rest.first == scalar else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func value() -> Value? {
        switch rest.first {
        case "[": return items(until: "]").map { .list($0) }
        case "(": return items(until: ")").map { .tuple($0) }
        case "'", "\"": return text().map { .text($0) }
        default: return plain()
        }
    }

    private mutating func items(until end: Unicode.Scalar) -> [Value]? {
        rest.removeFirst()
        var items: [Value] = []
        while !take(end) {
            guard let item = value() else { return nil }
            items.append(item)
            if take(",") { _ = take(" ") } else if rest.first != end { return nil }
        }
        return items
    }

    private mutating func text() -> String? {
        let quote = rest.removeFirst()
        var found = String.UnicodeScalarView()
        while let next = rest.popFirst() {
            if next == quote { return String(found) }
            guard next == "\\" else {
                found.append(next)
                continue
            }
            switch rest.popFirst() {
            case "n": found.append("\n")
            case "t": found.append("\t")
            case "r": found.append("\r")
            case "x": guard hexadecimal(2, &found) else { return nil }
            case "u": guard hexadecimal(4, &found) else { return nil }
            case "U": guard hexadecimal(8, &found) else { return nil }
            case let other?: found.append(other)
            case nil: return nil
            }
        }
        return nil
    }

    private mutating func hexadecimal(_ count: Int, _ found: inout String.UnicodeScalarView) -> Bool {
        let digits = String(rest.prefix(count))
        guard let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code) else { return false }
        rest.removeFirst(Swift.min(count, rest.count))
        found.append(scalar)
        return true
    }

    private mutating func plain() -> Value? {
        let word = String(rest.prefix { $0 != "," && $0 != "]" && $0 != ")" })
        rest.removeFirst(word.unicodeScalars.count)
        switch word {
        case "True": return .bool(true)
        case "False": return .bool(false)
        case "None": return Value.none
        default: return Int(word).map { .int($0) } ?? Double(word).map { .number($0) }
        }
    }
}

extension Value {
    /// Whether a cell keeps it as Python writes it.
    var isCellLiteral: Bool {
        switch self {
        case .list, .tuple: true
        default: false
        }
    }
}
