public import Answers
import Arrays

/// What an expression of the language evaluates to.
///
/// Numbers, strings and tuples are values; lists, dicts, sets and objects are references, as in Python: what is changed through one
/// name is seen through every other. Only the large payloads are boxed, so that a list of numbers is one block of memory.
public enum Value: Sendable {
    case none
    case bool(Bool)
    case int(Int)
    case number(Double)
    indirect case text(String)
    case list(List)
    case tuple([Value])
    case dict(Dictionary)
    case set(ValueSet)
    /// A whole number beyond 64 bits; every smaller one is `.int`.
    case big(BigInt)
    case function(Function)
    /// What the language makes itself: classes, instances, iterators, bound methods, modules.
    case object(Object)
    /// A word of the vocabulary used as a value, before it is called: `Adam` in `describe(Adam)`.
    indirect case word(Word)
    /// A value of the laboratory: landscape, optimizer, run, model, figure …
    indirect case thing(any Presentable)

    /// The elements of a list, shared by everyone who has the list. A session is used by one thread at a time.
    public final class List: @unchecked Sendable {
        /// In order.
        @exclusivity(unchecked) public internal(set) var items: [Value]

        /// A new list of these elements.
        public init(_ items: [Value]) { self.items = items }

        /// One element more.
        public func add(_ value: Value) { items.append(value) }

        /// Takes these elements instead, for everyone who has the list.
        public func replace(_ items: [Value]) { self.items = items }

        deinit { if items.contains(where: Dismantling.isNeeded) { Dismantling.take(&items) } }
    }

    /// A new list of these elements.
    public static func list(_ items: [Value]) -> Value { .list(List(items)) }
}

extension Value {
    /// The field's name of the kind of value, for messages: `number`, `list`, `optimizer`.
    public var kind: String {
        switch self {
        case .none: "None"
        case .bool: "bool"
        case .int, .number, .big: "number"
        case .text: "string"
        case .list: "list"
        case .tuple: "tuple"
        case .dict: "dict"
        case .set: "set"
        case .function: "function"
        case .object(let object): object.kindName
        case .word: "word"
        case .thing(let thing): type(of: thing).kind
        }
    }

    /// Whether it is `None`.
    public var isNone: Bool { if case .none = self { true } else { false } }

    /// The number, when the value is one (a bool is not).
    public var asDouble: Double? {
        switch self {
        case .int(let value): Double(value)
        case .number(let value): value
        case .big(let value): value.asDouble
        case .object(let object) where object.tag == .scalar:
            if let scalar, scalar.dtype != .bool { scalar.number.asDouble } else { nil }
        default: standsFor?.asDouble
        }
    }

    /// The plain number that a thing may be taken for.
    var standsFor: Value? {
        guard case .thing(let thing as any NumberLike) = self else { return nil }
        return try? thing.plainNumber()
    }

    /// The number, with True as 1 and False as 0.
    public var asNumber: Double? {
        switch plain {
        case .bool(let flag): flag ? 1 : 0
        case .thing: standsFor?.asNumber
        default: asDouble
        }
    }

    /// The elements of a list, of a tuple, or of a range.
    public var elements: [Value]? {
        switch self {
        case .list(let list): list.items
        case .tuple(let items): items
        case .object(let range as RangeObject) where range.count <= Limits.maximumCount: range.elements
        case .object(let record as RecordObject): record.items
        default: nil
        }
    }
}
