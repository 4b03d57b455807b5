import Answers

/// A class under `@dataclass` that has a base class: its fields are those of the classes it is derived from and its own, and its methods
/// are made of all of them when the class is made.
struct DerivedDataClass {
    /// One attribute, as `DataClass` writes it into the class.
    private struct Field {
        let name: String
        let isTaken: Bool
        let isShown: Bool
        let isCompared: Bool
        let isKeywordOnly: Bool
        let standard: Value?
        let factory: Value?

        init?(_ name: Value, _ value: Value) {
            guard let name = name.asText, let parts = value.elements, parts.count == 7 else { return nil }
            self.name = name
            (isTaken, isShown, isCompared) = (parts[0].isTrue, parts[1].isTrue, parts[2].isTrue)
            isKeywordOnly = parts[3].isTrue
            (standard, factory) = (parts[5].elements?.first, parts[6].elements?.first)
        }

        var isOptional: Bool { standard != nil || factory != nil }
    }

    private let name: String
    private let merged = Value.Dictionary()
    private let wanted: Set<String>
    private let isFrozen: Bool
    /// Whether the dataclasses it is derived from are frozen; nil without one.
    private let isBaseFrozen: Bool?

    /// - Parameters:
    ///   - attributes: what the body of the class gave.
    ///   - ancestors: in the order in which attributes are looked up.
    init(_ name: String, _ attributes: [String: Value], _ ancestors: [ClassObject]) throws {
        self.name = name
        wanted = Set((attributes[DataClass.derivedName]?.elements ?? []).compactMap(\.asText))
        isFrozen = attributes[DataClass.frozenName] != nil
        let bases = ancestors.filter { $0.attributes[DataClass.fieldsName] != nil }
        isBaseFrozen = bases.first.map { $0.attributes[DataClass.frozenName] != nil }
        for all in bases.reversed().map({ $0.attributes[DataClass.fieldsName] }) + [attributes[DataClass.fieldsName]] {
            guard case .dict(let fields)? = all else { continue }
            // A field that is there already keeps its place.
            for entry in fields.entries { try merged.set(entry.key, entry.value) }
        }
        if let base = bases.first(where: { base in
            if case .dict(let arguments)? = base.attributes[DataClass.argumentsName] {
                arguments.count > 0
            } else {
                false
            }
        }) {
            throw Mistake(
                "\(base.name) has an InitVar, and a dataclass derived from it is not used here",
                expected: "attributes alone in \(base.name)", try: "def __init__, which calls super().__init__(…)"
            ).raised(as: "TypeError")
        }
    }

    private var fields: [Field] { merged.entries.compactMap { Field($0.key, $0.value) } }

    /// Gives the class what is made of its fields.
    func complete(_ attributes: inout [String: Value]) throws {
        if let isBaseFrozen, isBaseFrozen != isFrozen {
            let (own, other) = isFrozen ? ("frozen", "a non-frozen") : ("non-frozen", "a frozen")
            throw Mistake("\(name) is \(own), and its base class is \(other) dataclass", expected: "both alike").raised(
                as: "TypeError", "cannot inherit \(own) dataclass from \(other) one")
        }
        let fields = fields
        try checkOrder(fields)
        attributes[DataClass.derivedName] = nil
        attributes[DataClass.fieldsName] = .dict(merged)
        let compared = fields.filter(\.isCompared).map(\.name)
        if attributes[DataClass.keyName] != nil {
            attributes[DataClass.keyName] = .tuple(compared.map { .text($0) })
        }
        if wanted.contains("match_args") {
            attributes["__match_args__"] = .tuple(
                fields.filter { $0.isTaken && !$0.isKeywordOnly }.map { .text($0.name) })
        }
        if wanted.contains("init") { attributes["__init__"] = initialiser(fields) }
        if wanted.contains("repr") { attributes["__repr__"] = spelling(fields.filter(\.isShown).map(\.name)) }
        if wanted.contains("eq") { attributes["__eq__"] = comparison("__eq__", .equal, compared) }
        guard wanted.contains("order") else { return }
        for (name, sign) in [
            ("__lt__", ComparisonOperator.less), ("__le__", .lessOrEqual), ("__gt__", .greater),
            ("__ge__", .greaterOrEqual),
        ] {
            attributes[name] = comparison(name, sign, compared)
        }
    }

    /// What has to be given comes before what may be left out.
    private func checkOrder(_ fields: [Field]) throws {
        var isOptional = false
        for field in fields where field.isTaken && !field.isKeywordOnly {
            guard field.isOptional || !isOptional else {
                throw Mistake(
                    "\(field.name) of \(name) has no default, and an attribute before it has",
                    expected: "attributes with a default last, those of the base class first",
                    try: "@dataclass(kw_only=True)"
                ).raised(as: "TypeError", "non-default argument '\(field.name)' follows default argument")
            }
            isOptional = field.isOptional
        }
    }

    // MARK: Methods

    private func initialiser(_ fields: [Field]) -> Value {
        let name = name
        return .object(
            NativeFunction("__init__", isMethod: true) { values, keywords, machine in
                guard let object = values.first?.instance else { return .none }
                let given = try Self.arguments(of: "\(name).__init__()", fields, values, keywords)
                for field in fields {
                    if let value = given[field.name] {
                        object.set(field.name, value)
                    } else if let factory = field.factory {
                        object.set(field.name, try machine.call(factory, []))
                    } else if field.isTaken, let standard = field.standard {
                        object.set(field.name, standard)
                    }
                }
                if let finish = object.type.lookUp("__post_init__") {
                    _ = try machine.call(finish, [.object(object)])
                }
                return .none
            })
    }

    /// The values of the fields by name.
    ///
    /// - Throws: `Mistake` (a TypeError) for one that is missing, given twice, or not known.
    private static func arguments(
        of call: String, _ fields: [Field], _ values: [Value], _ keywords: [(name: String, value: Value)]
    ) throws -> [String: Value] {
        func refused(_ problem: String, _ message: String) -> Mistake {
            Mistake("\(call) \(problem)", expected: Suggestions.listed(fields.filter(\.isTaken).map(\.name))).raised(
                as: "TypeError", "\(call) \(message)")
        }
        let places = fields.filter { $0.isTaken && !$0.isKeywordOnly }
        guard values.count - 1 <= places.count else {
            let (most, least) = (places.count + 1, places.count { !$0.isOptional } + 1)
            let range = most == least ? "\(most)" : "from \(least) to \(most)"
            throw refused(
                "takes \(Phrase.count(places.count, "argument")) by place, \(values.count - 1) given",
                "takes \(range) positional argument\(most == 1 ? "" : "s") but \(values.count) were given")
        }
        var given: [String: Value] = [:]
        for (field, value) in zip(places, values.dropFirst()) { given[field.name] = value }
        for keyword in keywords {
            guard fields.contains(where: { $0.isTaken && $0.name == keyword.name }) else {
                throw refused(
                    "takes no \(keyword.name)", "got an unexpected keyword argument '\(keyword.name)'")
            }
            guard given.updateValue(keyword.value, forKey: keyword.name) == nil else {
                throw refused(
                    "is given \(keyword.name) twice", "got multiple values for argument '\(keyword.name)'")
            }
        }
        for (kind, isKeywordOnly) in [("positional", false), ("keyword-only", true)] {
            let missing = fields.filter {
                $0.isTaken && $0.isKeywordOnly == isKeywordOnly && !$0.isOptional && given[$0.name] == nil
            }.map { "'\($0.name)'" }
            guard let last = missing.last else { continue }
            let listed =
                missing.count < 3
                ? missing.joined(separator: " and ") : missing.dropLast().joined(separator: ", ") + ", and " + last
            throw refused(
                "needs \(listed)",
                "missing \(missing.count) required \(kind) argument\(missing.count == 1 ? "" : "s"): \(listed)")
        }
        return given
    }

    private func spelling(_ names: [String]) -> Value {
        .object(
            NativeFunction("__repr__", isMethod: true) { values, _, machine in
                guard let object = values.first?.instance else { return .none }
                // One that holds itself shows itself once.
                guard machine.open.insert(ObjectIdentifier(object)).inserted else { return .text("...") }
                defer { machine.open.remove(ObjectIdentifier(object)) }
                let parts = try Self.parts(of: object, names).map { try machine.spelled($0) }
                let shown = zip(names, parts).map { "\($0)=\($1)" }.joined(separator: ", ")
                try Limits.checkText(shown.utf8.count)
                return .text("\(object.type.name)(\(shown))")
            })
    }

    private func comparison(_ name: String, _ sign: ComparisonOperator, _ compared: [String]) -> Value {
        .object(
            NativeFunction(name, isMethod: true) { values, _, machine in
                guard let object = values.first?.instance, let other = values.last?.instance,
                    object.type === other.type
                else { return .notImplemented }
                return try machine.compare(
                    UInt16(sign.code), .tuple(Self.parts(of: object, compared)), .tuple(Self.parts(of: other, compared))
                )
            })
    }

    private static func parts(of object: Instance, _ names: [String]) -> [Value] {
        names.map { object[$0] ?? object.type.lookUp($0) ?? .none }
    }
}
