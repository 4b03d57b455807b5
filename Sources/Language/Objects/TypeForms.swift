import Answers

/// A name of `typing`: `Any`, `Optional`. It says something to readers, and `[ ]` behind it makes a longer type.
final class TypingForm: Object, @unchecked Sendable {
    let name: String

    init(_ name: String) {
        self.name = name
        super.init()
    }

    /// What a class is derived from to be a tuple whose elements have names.
    static let record = TypingForm("NamedTuple")

    override var kindName: String { "type" }
    override var pythonType: String { "typing._SpecialForm" }
    override var spelled: String { "typing.\(name)" }
}

/// `TypeVar("T")`: a name that stands for a type.
final class TypeVariable: Object, @unchecked Sendable {
    let name: String

    init(_ name: String) {
        self.name = name
        super.init()
    }

    override var kindName: String { "type" }
    override var pythonType: String { "TypeVar" }
    override var spelled: String { "~\(name)" }
}

/// A type that is made of types, as a value: `list[float]`, `Optional[int]`, `int | None`. Calls go to what stands before the brackets.
final class CompoundType: Object, @unchecked Sendable {
    enum Form {
        /// `origin[…]`
        case brackets(Value)
        /// `a | b`
        case union
    }
    let form: Form
    let parts: [Value]
    /// How many types it is made of: what its spelling costs.
    private let weight: Int

    /// - Throws: `Mistake` (a RecursionError) beyond 1,000 types, which are nothing that a person writes.
    init(_ form: Form, _ parts: [Value]) throws {
        self.form = form
        // The parameters of a Callable are a list, of which what changes later is no part.
        self.parts = parts.map { part in if case .list(let list) = part { .list(list.items) } else { part } }
        weight = parts.reduce(1) { sum, part in
            guard case .list(let list) = part else { return sum + CompoundType.weight(of: part) }
            return list.items.reduce(sum) { $0 + CompoundType.weight(of: $1) }
        }
        super.init()
        guard weight <= 1000 else {
            throw Mistake("a type made of more than 1,000 types", expected: "a shorter one").raised(
                as: "RecursionError", "maximum recursion depth exceeded")
        }
    }

    private static func weight(of part: Value) -> Int {
        if case .object(let type as CompoundType) = part { type.weight } else { 1 }
    }

    /// The class before the brackets; nil where none stands there.
    var generic: ClassObject? {
        guard case .brackets(.object(let type as ClassObject)) = form else { return nil }
        return type
    }

    /// Words of Python's own kinds of values that take types in brackets.
    private static let containers: Set<String> = [
        "list", "dict", "tuple", "set", "type", "collections.deque", "collections.defaultdict",
        "collections.OrderedDict", "collections.Counter", "numpy.ndarray",
    ]

    /// What `container[index]` is, where the container is a type; nil where it takes no types.
    static func made(of container: Value, _ index: Value) throws -> Value? {
        switch container {
        case .word(let word) where containers.contains(word.name): break
        case .object(let form as TypingForm) where form !== TypingForm.record: break
        case .object(let type as ClassObject) where type.isGeneric: break
        default: return nil
        }
        guard case .tuple(let parts) = index else { return .object(try CompoundType(.brackets(container), [index])) }
        return .object(try CompoundType(.brackets(container), parts))
    }

    /// What `left | right` is, where both are types; nil otherwise.
    static func union(_ left: Value, _ right: Value) throws -> Value? {
        guard left.isType || left.isNone, right.isType || right.isNone, !(left.isNone && right.isNone) else {
            return nil
        }
        var parts: [Value] = []
        for part in members(of: left) + members(of: right)
        where !parts.contains(where: { spelled($0) == spelled(part) }) { parts.append(part) }
        return parts.count == 1 ? parts[0] : .object(try CompoundType(.union, parts))
    }

    private static func members(of value: Value) -> [Value] {
        if case .object(let type as CompoundType) = value, case .union = type.form { return type.parts }
        return [value]
    }

    override var kindName: String { "type" }

    override var pythonType: String {
        guard case .brackets(let origin) = form else { return "types.UnionType" }
        if case .object(is TypingForm) = origin { return "typing._GenericAlias" }
        return "types.GenericAlias"
    }

    override var spelled: String {
        guard case .brackets(let origin) = form else {
            return parts.map { CompoundType.spelled($0) }.joined(separator: " | ")
        }
        var (name, parts) = (CompoundType.spelled(origin), parts)
        let isTyping = if case .object(is TypingForm) = origin { true } else { false }
        if name == "typing.Union", parts.count == 2, let place = parts.firstIndex(where: \.isNone) {
            name = "typing.Optional"
            parts.remove(at: place)
        }
        let isLiteral = name == "typing.Literal"
        let inside = parts.map { isLiteral ? $0.repr : CompoundType.spelled($0, inTyping: isTyping) }
        return "\(name)[\(inside.isEmpty ? "()" : inside.joined(separator: ", "))]"
    }

    /// As a part of a longer type is spelled: `int`, `__main__.Point`.
    private static func spelled(_ part: Value, inTyping: Bool = false) -> String {
        switch part {
        case .word(let word): word.name
        case .object(let type as ClassObject): type.fullName
        case .none where inTyping: "NoneType"
        case .text(let text) where inTyping: "ForwardRef(\(Value.text(text).repr))"
        case .list(let list):
            "["
                + list.items.map { item in
                    // A list in a list is no type, and may hold itself.
                    if case .list = item { item.repr } else { spelled(item, inTyping: inTyping) }
                }.joined(separator: ", ") + "]"
        case .object(is EllipsisObject): "..."
        default: part.repr
        }
    }
}

extension Value {
    /// Whether it may stand where a type is written: a class, a word of Python's kinds, a type made of types.
    fileprivate var isType: Bool {
        switch self {
        case .word(let word): Value.sample(ofTypeNamed: word.name) != nil || ["bool", "type"].contains(word.name)
        case .object(let object):
            object is ClassObject || object is CompoundType || object is TypingForm || object is TypeVariable
        default: false
        }
    }
}

extension ClassObject {
    /// `typing.Generic`: what is derived from it takes types in brackets.
    static let generic = ClassObject(
        "Generic", base: Exceptions.object, attributes: ["__module__": .text("typing")], isBuiltin: true)
    /// `typing.Protocol`: what is derived from it directly says which methods others have.
    static let structure = ClassObject(
        "Protocol", base: generic, attributes: ["__module__": .text("typing")], isBuiltin: true)

    /// Whether types may stand in brackets behind it.
    var isGeneric: Bool { isDerived(from: ClassObject.generic) }
    /// Whether it is a protocol of the learner's.
    var isStructure: Bool { bases.contains { $0 === ClassObject.structure } }
    /// With its module: `__main__.Point`.
    var fullName: String {
        guard let module = attributes["__module__"]?.asText ?? (isBuiltin ? nil : "__main__") else { return name }
        return "\(module).\(name)"
    }
}
