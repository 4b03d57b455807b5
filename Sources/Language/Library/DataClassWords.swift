import Answers

/// `dataclasses`: what stands in and above such a class, and what its objects are asked.
enum DataClassWords {
    static let words: [Word] = marks + [asDict, asTuple, replace]

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
        guard case .dict(let fields)? = object.type.lookUp(DataClass.fieldsName) else { return false }
        if case .bool(true)? = fields[name] { return true }
        return false
    }

    /// The same with what stands inside of it: objects, lists, tuples and dicts, each a copy.
    private static func taken(_ value: Value, _ made: ([(name: String, value: Value)]) -> Value) -> Value {
        switch value {
        case .object(let object as Instance):
            guard let names = names(of: object) else { return value }
            return made(names.map { ($0, taken(object[$0] ?? object.type.lookUp($0) ?? .none, made)) })
        case .list(let list): return .list(list.items.map { taken($0, made) })
        case .tuple(let items): return .tuple(items.map { taken($0, made) })
        case .dict(let entries):
            return .dict(Value.Dictionary(entries.entries.map { (taken($0.key, made), taken($0.value, made)) }))
        default: return value
        }
    }

    private static let asDict = Word.native(
        "dataclasses.asdict", family: "modules", "the attributes of an object of a dataclass by name, as a dict",
        [object],
        returns: "dict", examples: example("asdict", "asdict(Plan())"), seeAlso: ["dataclasses.astuple"]
    ) { given, _ in
        let (object, _) = try fields(try given.required(0, "obj", "asdict"), "asdict")
        return taken(.object(object)) { .dict(Value.Dictionary($0.map { (.text($0.name), $0.value) })) }
    }

    private static let asTuple = Word.native(
        "dataclasses.astuple", family: "modules", "the attributes of an object of a dataclass, as a tuple", [object],
        returns: "tuple", examples: example("astuple", "astuple(Plan())"), seeAlso: ["dataclasses.asdict"]
    ) { given, _ in
        let (object, _) = try fields(try given.required(0, "obj", "astuple"), "astuple")
        return taken(.object(object)) { .tuple($0.map(\.value)) }
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
            for change in changes where !known.contains(where: { $0.name == change.name }) {
                throw Mistake(
                    "\(object.type.name) has no attribute \(change.name)",
                    expected: Phrase.alternatives(known.map(\.name))
                ).raised(
                    as: "TypeError",
                    "\(object.type.name).__init__() got an unexpected keyword argument '\(change.name)'")
            }
            let taken = known.filter { isTaken($0.name, by: object) }
            let arguments = taken.map { field in changes.first { $0.name == field.name }?.value ?? field.value }
            return try context.call(.object(object.type), arguments)
        })
}
