import Answers

/// `dataclasses`: what stands in and above such a class, and what its objects are asked.
enum DataClassWords {
    static let words: [Word] = marks + [asDict, asTuple, replace] + DataClassFieldWords.words

    private static let marks: [Word] = [
        ScriptWords.refusal(
            "dataclasses.dataclass", "stands as @dataclass above a class and writes its __init__, __repr__ and __eq__",
            "dataclass stands above a class", try: "@dataclass",
            example: "from dataclasses import dataclass\n@dataclass\nclass Plan:\n    rate: float = 0.1\nPlan(rate=0.2)"
        ),
        ScriptWords.refusal(
            "dataclasses.field", "stands in the body of a dataclass: field(default_factory=list)",
            "field stands behind an attribute of a dataclass", try: "losses: list = field(default_factory=list)",
            example:
                "from dataclasses import dataclass, field\n@dataclass\nclass Log:\n    losses: list = field(default_factory=list)\nLog().losses"
        ),
    ]

    private static let object = Parameter("obj", .any, .required, "an object of a class under @dataclass")
    private static let plan = "from dataclasses import dataclass, %\n@dataclass\nclass Plan:\n    rate: float = 0.1\n"

    private static func example(_ word: String, _ call: String) -> [String] {
        [plan.replacing("%", with: word) + call]
    }

    /// The attributes of the object, in the order of the class.
    ///
    /// - Throws: `Mistake` for anything else.
    private static func fields(_ value: Value, _ word: String) throws -> (Instance, [(name: String, value: Value)]) {
        guard let object = value.instance, let names = names(of: object) else {
            throw Mistake("\(word) is given \(value.brief)", expected: "an object of a class under @dataclass").raised(
                as: "TypeError", "\(word)() should be called on dataclass instances")
        }
        return (object, names.map { ($0, object[$0] ?? object.type.lookUp($0) ?? .none) })
    }

    private static func names(of object: Instance) -> [String]? {
        guard case .dict(let fields)? = object.type.lookUp(DataClass.fieldsName) else { return nil }
        return fields.entries.compactMap(\.key.asText)
    }

    /// Whether `__init__` takes it.
    private static func isTaken(_ name: String, by object: Instance) -> Bool {
        guard case .dict(let fields)? = object.type.lookUp(DataClass.fieldsName),
            case .tuple(let parts)? = fields[name], case .bool(true)? = parts.first
        else { return false }
        return true
    }

    /// What only `__init__` and `__post_init__` see, each with whether it may be left out.
    private static func arguments(of object: Instance) -> [(name: String, isOptional: Bool)] {
        guard case .dict(let all)? = object.type.lookUp(DataClass.argumentsName) else { return [] }
        return all.entries.map { ($0.key.asText ?? "", $0.value.isTrue) }
    }

    /// The same with what stands inside of it: objects, lists, tuples and dicts, each a copy.
    ///
    /// - Throws: `Mistake` for what is nested too deep, or holds itself.
    private static func taken(
        _ value: Value, depth: Int = 0, _ made: ([(name: String, value: Value)]) -> Value
    ) throws -> Value {
        guard depth < 500 else {
            throw Mistake("the object holds itself, or is nested too deep", expected: "at most 500 levels").raised(
                as: "RecursionError", "maximum recursion depth exceeded")
        }
        func inner(_ value: Value) throws -> Value { try taken(value, depth: depth + 1, made) }
        switch value {
        case .object(let object as Instance):
            guard let names = names(of: object) else { return value }
            return made(try names.map { ($0, try inner(object[$0] ?? object.type.lookUp($0) ?? .none)) })
        case .list(let list): return .list(try list.items.map(inner))
        case .tuple(let items): return .tuple(try items.map(inner))
        case .dict(let entries):
            let copy = Value.Dictionary()
            for entry in entries.entries { try copy.set(inner(entry.key), inner(entry.value)) }
            return .dict(copy)
        default: return value
        }
    }

    private static let asDict = Word.native(
        "dataclasses.asdict", family: "modules", "the attributes of an object of a dataclass by name, as a dict",
        [object],
        returns: "dict", examples: example("asdict", "asdict(Plan())"), seeAlso: ["dataclasses.astuple"]
    ) { given, _ in
        let (object, _) = try fields(try given.required(0, "obj", "asdict"), "asdict")
        return try taken(.object(object)) { .dict(Value.Dictionary($0.map { (.text($0.name), $0.value) })) }
    }

    private static let asTuple = Word.native(
        "dataclasses.astuple", family: "modules", "the attributes of an object of a dataclass, as a tuple", [object],
        returns: "tuple", examples: example("astuple", "astuple(Plan())"), seeAlso: ["dataclasses.asdict"]
    ) { given, _ in
        let (object, _) = try fields(try given.required(0, "obj", "astuple"), "astuple")
        return try taken(.object(object)) { .tuple($0.map(\.value)) }
    }

    private static let replace = Word(
        "dataclasses.replace", family: "modules", summary: "an object like another, with some attributes changed",
        parameters: [
            object,
            Parameter(
                "changes", .any, .otherwise("nothing changes"), "name=value", isVariadic: true, isKeywordOnly: true),
        ], returns: "any", examples: example("replace", "replace(Plan(), rate=0.2)"), seeAlso: ["dataclasses.asdict"],
        meaning: .native { values, changes, context in
            let (object, known) = try fields(values.first ?? .none, "replace")
            let arguments = arguments(of: object)
            func isGiven(_ name: String) -> Bool { changes.contains { $0.name == name } }
            if let missing = arguments.first(where: { !$0.isOptional && !isGiven($0.name) }) {
                throw Mistake(
                    "\(missing.name) of \(object.type.name) is no attribute that could be taken over",
                    expected: "a value for it", try: "replace(…, \(missing.name)=…)"
                ).raised(as: "ValueError", "InitVar '\(missing.name)' must be specified with replace()")
            }
            for change in changes
            where !known.contains(where: { $0.name == change.name })
                && !arguments.contains(where: { $0.name == change.name })
            {
                throw Mistake(
                    "\(object.type.name) has no attribute \(change.name)",
                    expected: Phrase.alternatives(known.map(\.name))
                ).raised(
                    as: "TypeError",
                    "\(object.type.name).__init__() got an unexpected keyword argument '\(change.name)'")
            }
            let others = changes.filter { change in arguments.contains { $0.name == change.name } }
            if let fixed = changes.first(where: { change in
                !isTaken(change.name, by: object) && !others.contains { $0.name == change.name }
            }) {
                throw Mistake(
                    "__init__ of \(object.type.name) does not take \(fixed.name)", expected: "other attributes"
                )
                .raised(
                    as: "ValueError",
                    "field \(fixed.name) is declared with init=False, it cannot be specified with replace()")
            }
            let taken = known.filter { isTaken($0.name, by: object) }
            return try context.call(
                .object(object.type), [],
                taken.map { field in (field.name, changes.first { $0.name == field.name }?.value ?? field.value) }
                    + others)
        })
}
