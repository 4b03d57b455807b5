public import Language
import Answers

/// When two values of the language count as the same answer: by what they are, never by how they were typed.
public enum Agreement {
    /// Whether |found − expected| ≤ absolute + relative·|expected| for every number in them; everything that is no
    /// number has to be equal.
    public static func holds(_ found: Value, _ expected: Value, absolute: Double, relative: Double) -> Bool {
        if let a = found.asDouble, let b = expected.asDouble {
            if a == b || (a.isNaN && b.isNaN) { return true }
            return abs(a - b) <= absolute + relative * abs(b)
        }
        if let a = found.elements, let b = expected.elements {
            return a.count == b.count
                && zip(a, b).allSatisfy { holds($0, $1, absolute: absolute, relative: relative) }
        }
        switch (found, expected) {
        case (.none, .none): return true
        case (.bool(let a), .bool(let b)): return a == b
        case (.text(let a), .text(let b)): return a == b
        case (.word(let a), .word(let b)): return a.name == b.name
        case (.dict(let a), .dict(let b)):
            return a.entries.count == b.entries.count
                && zip(a.entries, b.entries).allSatisfy {
                    holds($0.key, $1.key, absolute: 0, relative: 0)
                        && holds($0.value, $1.value, absolute: absolute, relative: relative)
                }
        case (.thing(let a), .thing(let b)):
            return type(of: a).kind == type(of: b).kind && holds(a.json, b.json, absolute: absolute, relative: relative)
        default: return false
        }
    }

    private static func holds(_ found: JSON, _ expected: JSON, absolute: Double, relative: Double) -> Bool {
        if let a = found.double, let b = expected.double { return a == b || abs(a - b) <= absolute + relative * abs(b) }
        switch (found, expected) {
        case (.array(let a), .array(let b)):
            return a.count == b.count
                && zip(a, b).allSatisfy { holds($0, $1, absolute: absolute, relative: relative) }
        case (.object(let a), .object(let b)):
            return a.count == b.count
                && zip(a, b).allSatisfy {
                    $0.key == $1.key && holds($0.value, $1.value, absolute: absolute, relative: relative)
                }
        default: return found == expected
        }
    }
}

extension JSON {
    fileprivate var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
}
