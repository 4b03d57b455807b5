public import Answers

/// What an expression of the language evaluates to.
///
/// Only the large payloads are boxed, so that a list of numbers is one block of memory.
public enum Value: Sendable {
    case none
    case bool(Bool)
    case int(Int)
    case number(Double)
    case text(String)
    case list([Value])
    case tuple([Value])
    indirect case dict(Dictionary)
    indirect case function(Function)
    /// A word of the vocabulary used as a value, before it is called: `Adam` in `describe(Adam)`.
    indirect case word(Word)
    /// A value of the laboratory: landscape, optimizer, run, model, figure …
    indirect case thing(any Presentable)

    /// Keys in the order they were written; keys are compared by value.
    public struct Dictionary: Sendable {
        /// Keys and values in the order in which the keys first came.
        public internal(set) var entries: [(key: Value, value: Value)]
        /// Where each key stands in `entries`.
        private(set) var index: [Key: Int]

        /// Of several entries with the same key the last one counts; keys that cannot be compared are left out.
        public init(_ entries: [(key: Value, value: Value)] = []) {
            self.entries = []
            self.index = [:]
            for entry in entries {
                guard let key = Key(entry.key) else { continue }
                if let found = index[key] {
                    self.entries[found].value = entry.value
                } else {
                    insert(entry.key, key, entry.value)
                }
            }
        }

        mutating func insert(_ key: Value, _ hashed: Key, _ value: Value) {
            index[hashed] = entries.count
            entries.append((key, value))
        }
    }
}

extension Value {
    /// The field's name of the kind of value, for messages: `number`, `list`, `optimizer`.
    public var kind: String {
        switch self {
        case .none: "None"
        case .bool: "bool"
        case .int, .number: "number"
        case .text: "string"
        case .list: "list"
        case .tuple: "tuple"
        case .dict: "dict"
        case .function: "function"
        case .word: "word"
        case .thing(let thing): type(of: thing).kind
        }
    }

    /// The number, when the value is one (a bool is not).
    public var asDouble: Double? {
        switch self {
        case .int(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    /// The elements of a list or tuple.
    public var elements: [Value]? {
        switch self {
        case .list(let items), .tuple(let items): items
        default: nil
        }
    }
}
