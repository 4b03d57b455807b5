import Answers

/// One attribute of a dataclass as `fields` tells it.
final class FieldObject: Object, @unchecked Sendable {
    let attributes: [String: Value]

    init(_ attributes: [String: Value]) {
        self.attributes = attributes
        super.init()
    }

    override var kindName: String { "Field" }
    override var spelled: String {
        let names = ["name", "type", "default", "default_factory", "init", "repr", "compare", "kw_only"]
        return "Field(\(names.map { "\($0)=\(attributes[$0]?.repr ?? "None")" }.joined(separator: ",")))"
    }
}

/// `dataclasses`: what is asked about the attributes of such a class, and names that stand in its annotations.
enum DataClassFieldWords {
    static let words: [Word] = [fields, isDataClass, missing] + marks

    private static let plan =
        "from dataclasses import dataclass, %\n@dataclass\nclass Plan:\n    rate: float = 0.1\n    steps: int = 9\n"

    private static func example(_ word: String, _ call: String) -> [String] {
        [plan.replacing("%", with: word) + call]
    }

    /// What `default` of a field is that has none.
    private static let none = Value.object(FieldMarker())

    private final class FieldMarker: Object, @unchecked Sendable {
        init() { super.init() }
        override var kindName: String { "MISSING" }
        override var pythonType: String { "_MISSING_TYPE" }
        override var spelled: String { "<dataclasses._MISSING_TYPE object>" }
    }

    private static func names(_ value: Value) -> Value.Dictionary? {
        let type: ClassObject?
        if case .object(let own as ClassObject) = value { type = own } else { type = value.instance?.type }
        guard case .dict(let fields)? = type?.lookUp(DataClass.fieldsName) else { return nil }
        return fields
    }

    private static let fields = Word.native(
        "dataclasses.fields", family: "modules", "the attributes of a dataclass: each with name, default and flags",
        details: "`type` is one of Python's own types, or the annotation as a text: no annotation is evaluated.",
        [Parameter("class_or_instance", .any, .required, "a class under @dataclass, or an object of it")],
        returns: "tuple", examples: example("fields", "[f.name for f in fields(Plan)]"),
        seeAlso: ["dataclasses.asdict", "dataclasses.is_dataclass"]
    ) { given, context in
        let value = try given.required(0, "class_or_instance", "fields")
        guard let names = names(value) else {
            throw Mistake("fields is given \(value.brief)", expected: "a class under @dataclass, or an object of it")
                .raised(as: "TypeError", "must be called with a dataclass type or instance")
        }
        return .tuple(
            names.entries.map { entry in
                let parts = entry.value.elements ?? []
                func part(_ place: Int) -> Value { place < parts.count ? parts[place] : .none }
                let type = part(4).asText ?? ""
                let own = Value.sample(ofTypeNamed: type) != nil || type == "bool" ? context.registry.word(type) : nil
                return .object(
                    FieldObject([
                        "name": entry.key, "init": part(0), "repr": part(1), "compare": part(2), "kw_only": part(3),
                        "type": own.map { .word($0) } ?? part(4), "default": part(5).elements?.first ?? none,
                        "default_factory": part(6).elements?.first ?? none, "hash": .none,
                        "metadata": .dict(Value.Dictionary()),
                    ]))
            })
    }

    private static let isDataClass = Word.native(
        "dataclasses.is_dataclass", family: "modules", "whether it is a class under @dataclass, or an object of one",
        [Parameter("obj", .any, .required, "any value")], returns: "bool",
        examples: example("is_dataclass", "is_dataclass(Plan)"), seeAlso: ["dataclasses.fields"]
    ) { given, _ in .bool(names(try given.required(0, "obj", "is_dataclass")) != nil) }

    private static let missing = Word(
        "dataclasses.MISSING", family: "modules", summary: "what stands for a default that a field has not",
        examples: example("fields, MISSING", "[f.default is MISSING for f in fields(Plan)]"),
        seeAlso: ["dataclasses.fields"], meaning: .value { none })

    private static let marks: [Word] = [
        Word(
            "dataclasses.KW_ONLY", family: "modules",
            summary: "as _: KW_ONLY in a dataclass: what stands below is given by name alone",
            examples: [
                "from dataclasses import dataclass, KW_ONLY\n@dataclass\nclass Plan:\n    rate: float\n    _: KW_ONLY\n    steps: int = 9\nPlan(0.1, steps=5)"
            ], seeAlso: ["dataclasses.dataclass"], meaning: .value { .object(TypingForm("KW_ONLY")) }),
        Word(
            "dataclasses.InitVar", family: "modules",
            summary: "as x: InitVar[int] in a dataclass: an argument that __post_init__ gets, and no attribute",
            examples: [
                "from dataclasses import dataclass, InitVar\n@dataclass\nclass Plan:\n    rate: float\n    scale: InitVar[float] = 2.0\n    def __post_init__(self, scale):\n        self.rate *= scale\nPlan(0.1)"
            ], seeAlso: ["dataclasses.dataclass"], meaning: .value { .object(TypingForm("InitVar")) }),
    ]
}
