import Answers

/// Classes derived from `enum.Enum`, whose attributes are their only objects.
enum Enumeration {
    /// Under these names a class has its members in order, and all names with the members that they mean.
    static let membersName = "_member_list_"
    static let mapName = "__members__"
    /// Under this one the type that the values are of and the members behave like: `int` or `str`; none without.
    static let mixedName = "_mixed_type_"

    static let base = NativeClass(
        "Enum", module: "enum",
        methods: [
            .property("name") { instance, _ in instance["_name_"] ?? .none },
            .property("value") { instance, _ in instance["_value_"] ?? .none },
            .init(open: "__repr__") { instance, _, _, context in
                let value = try context.machine.spelled(instance["_value_"] ?? .none)
                return .text("<\(named(instance)): \(value)>")
            },
            .init(open: "__str__") { instance, _, _, _ in .text(named(instance)) },
            .init(open: "__format__") { instance, given, _, context in
                let text = try context.machine.text(of: .object(instance))
                return .text(try FormatSpec(given.first?.asText ?? "").apply(.text(text)))
            },
        ])

    /// Members that are whole numbers.
    static let whole = NativeClass(
        "IntEnum", module: "enum", base: base, methods: asValues,
        constants: [(mixedName, .text("int"))])

    /// Members that are texts.
    static let text = NativeClass(
        "StrEnum", module: "enum", base: base, methods: asValues,
        constants: [(mixedName, .text("str"))])

    private static func named(_ member: Instance) -> String {
        "\(member.type.name).\(member["_name_"]?.asText ?? "")"
    }

    /// They are written as their values.
    static let asValues: [NativeClass.Method] = [
        .init(open: "__str__") { instance, _, _, context in
            .text(try context.machine.text(of: instance["_value_"] ?? .none))
        },
        .init(open: "__format__") { instance, given, _, context in
            .text(
                try context.machine.formatted(
                    instance["_value_"] ?? .none, given.first ?? .text(""), asRepr: false))
        },
    ]

    // MARK: Making

    /// What the class body says becomes members; what begins and ends with an underscore, functions and properties stay what they are.
    static func make(
        _ name: String, bases: [ClassObject], ancestors: [ClassObject], mixed: String?,
        _ names: [(key: Value, value: Value)], _ machine: Machine
    ) throws -> ClassObject {
        if let full = bases.first(where: { !$0.members.isEmpty }) {
            throw Mistake(
                "\(full.name) has members, and no class can be derived from it",
                expected: "a class of its own: class \(name)(Enum):"
            ).raised(as: "TypeError", "<enum '\(name)'> cannot extend <enum '\(full.name)'>")
        }
        var (plain, entries) = ([String: Value](), [(name: String, value: Value)]())
        for (key, value) in names {
            guard let name = key.asText else { continue }
            if name.hasPrefix("_") && name.hasSuffix("_") || isBehaviour(value) {
                plain[name] = value
            } else {
                entries.append((name, value))
            }
        }
        if let mixed { plain[mixedName] = .text(mixed) }
        let type = ClassObject(name, bases: bases, ancestors: ancestors, attributes: plain)
        let (all, map) = (Value.List([]), Value.Dictionary())
        var made: [Value] = []
        var chosen: [ObjectIdentifier: Value] = [:]
        for (name, given) in entries {
            let value = try self.value(given, name, type, made, &chosen, machine)
            if let known = try member(of: type, made, value, machine) {
                type.set(name, known)
                try map.set(.text(name), known)
                continue
            }
            if type.isFlag { try Flags.check(value) }
            let member = Instance(type)
            member.set("_value_", value)
            member.set("_name_", .text(name))
            if case .function(let initialiser)? = type.lookUp("__init__") {
                let parts: [Value] = if case .tuple(let parts) = value { parts } else { [value] }
                _ = try machine.call(initialiser, [.object(member)] + parts)
            }
            type.set(name, .object(member))
            made.append(.object(member))
            // What several flags are together is no member of its own.
            if !type.isFlag || Flags.isSingle(value) { all.items.append(.object(member)) }
            try map.set(.text(name), .object(member))
        }
        if type.isFlag { type.set(Flags.knownName, .dict(try Flags.known(made))) }
        type.set(membersName, .list(all))
        type.set(mapName, .dict(map))
        return type
    }

    private static func isBehaviour(_ value: Value) -> Bool {
        switch value {
        case .function: true
        case .object(let object): object is PropertyObject || object is UnboundMethod || object is NativeFunction
        default: false
        }
    }

    /// The value of a member: `auto()` is one more than the last, of flags the next bit, and of texts the name in small letters.
    ///
    /// - Parameter chosen: what each `auto()` became, for members that are made of others.
    private static func value(
        _ given: Value, _ name: String, _ type: ClassObject, _ before: [Value],
        _ chosen: inout [ObjectIdentifier: Value], _ machine: Machine
    ) throws -> Value {
        guard case .object(let automatic as AutomaticValue) = given else { return given }
        if let known = chosen[ObjectIdentifier(automatic)] { return known }
        let found =
            if let (operation, left, right) = automatic.combination {
                try machine.binary(
                    operation, value(left, name, type, before, &chosen, machine),
                    value(right, name, type, before, &chosen, machine))
            } else {
                try next(name, type, before, machine)
            }
        chosen[ObjectIdentifier(automatic)] = found
        return found
    }

    private static func next(
        _ name: String, _ type: ClassObject, _ before: [Value], _ machine: Machine
    ) throws -> Value {
        let values = before.compactMap { $0.instance?["_value_"] }
        if let own = type.lookUp("_generate_next_value_"), !own.isNone {
            let function = if case .object(let method as UnboundMethod) = own { method.function } else { own }
            return try machine.call(function, [.text(name), .int(1), .int(values.count), .list(values)])
        }
        if type.lookUp(mixedName)?.asText == "str" { return .text(name.lowercased()) }
        if type.isFlag { return try Flags.next(after: values) }
        guard let last = values.last(where: { $0.asNumber != nil }) else { return .int(1) }
        return try machine.binary(.add, last, .int(1))
    }

    // MARK: Asking

    private static func member(of type: ClassObject, _ members: [Value], _ value: Value, _ machine: Machine) throws
        -> Value?
    { try members.first { try machine.areSame($0.instance?["_value_"] ?? .none, value) } }

    /// `Color(1)`: the member of a value, or the member itself.
    static func member(of type: ClassObject, _ given: [Value], _ machine: Machine) throws -> Value {
        guard let value = given.first, given.count == 1 else {
            throw Mistake("\(type.name) is asked for the member of one value", try: "\(type.name)(1)").raised(
                as: "TypeError", "EnumType.__call__() missing 1 required positional argument: 'value'")
        }
        if let instance = value.instance, instance.type === type { return value }
        if type.isFlag { return try Flags.member(of: type, value) }
        if let found = try member(of: type, type.members, value, machine) { return found }
        if case .object(let method as UnboundMethod)? = type.lookUp("_missing_") {
            let found = try machine.call(method.function, [.object(type), value])
            if found.instance?.type === type { return found }
        }
        throw Mistake(
            "\(type.name) has no member of the value \(value.brief)",
            expected: Suggestions.listed(type.members.map { $0.instance?["_value_"]?.brief ?? "" })
        ).raised(as: "ValueError", "\(value.repr) is not a valid \(type.name)")
    }

    /// `Color.RED in Color`
    ///
    /// - Throws: `Mistake` for a value that is a member of no enumeration.
    static func contains(_ type: ClassObject, _ element: Value) throws -> Bool {
        guard let member = element.instance, member.type.isEnumeration else {
            throw Mistake(
                "\(element.brief) in \(type.name): only members are asked about", expected: "a member of an Enum",
                try: "\(element.brief) in [m.value for m in \(type.name)]"
            ).raised(
                as: "TypeError", "unsupported operand type(s) for 'in': '\(element.pythonType)' and 'EnumType'")
        }
        guard member.type === type, let name = member["_name_"], case .dict(let map)? = type.attributes[mapName] else {
            return false
        }
        return try map.value(of: name) != nil
    }

    /// `Color["RED"]`: the member of a name.
    static func member(of type: ClassObject, named name: Value) throws -> Value {
        if case .dict(let map)? = type.attributes[mapName], let found = try map.value(of: name) { return found }
        let names = type.members.compactMap { $0.instance?["_name_"]?.asText }
        throw Mistake(
            "\(type.name) has no member \(name.brief)", expected: Suggestions.listed(names),
            try: name.asText.flatMap { Suggestions.nearest($0, among: names).first }.map { "\(type.name)[\"\($0)\"]" }
        ).missing(name)
    }

    /// `Enum("Color", "RED GREEN")`: a class whose members have the values 1, 2, …, or those of a dict.
    static func make(_ type: ClassObject, _ given: [Value], _ machine: Machine) throws -> Value {
        guard given.count == 2, let name = given[0].asText else {
            throw Mistake(
                "\(type.name) by itself has no members", expected: "a class derived from it",
                try: "class Color(\(type.name)): RED = 1"
            ).raised(as: "TypeError", "EnumType.__call__() missing 1 required positional argument: 'value'")
        }
        let entries: [(key: Value, value: Value)]
        if case .dict(let dictionary) = given[1] {
            entries = dictionary.entries
        } else {
            let names =
                try given[1].asText.map {
                    $0.split { $0 == "," || $0.isWhitespace }.map { Value.text(String($0)) }
                } ?? machine.elements(of: given[1])
            entries = names.enumerated().map { place, name in
                if let pair = name.elements, pair.count == 2 { return (pair[0], pair[1]) }
                return (name, type.isFlag ? .int(1 << Swift.min(place, 62)) : .int(place + 1))
            }
        }
        return .object(
            try make(name, bases: [type], ancestors: [type] + type.ancestors, mixed: nil, entries, machine))
    }
}

/// `enum.auto()`, until the class is made.
final class AutomaticValue: Object, @unchecked Sendable {
    /// What it is made of, where it is `auto() | auto()` or its like.
    let combination: (operation: BinaryOperator, left: Value, right: Value)?
    /// How many combinations stand inside of each other.
    private let height: Int

    private static let mostHeight = 200

    init() {
        (combination, height) = (nil, 0)
        super.init()
    }

    /// - Throws: `Mistake` for combinations of combinations that are too high to walk through.
    init(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws {
        combination = (operation, left, right)
        height = [left, right].reduce(0) { most, side in
            if case .object(let part as AutomaticValue) = side { Swift.max(most, part.height + 1) } else { most }
        }
        guard height <= AutomaticValue.mostHeight else {
            throw Mistake(
                "auto() is joined with others \(AutomaticValue.mostHeight) times, one in the other",
                expected: "fewer of them", try: "a whole number in place of auto()")
        }
        super.init()
    }

    override var kindName: String { "auto" }
}

extension ClassObject {
    /// The members of an enumeration, in order.
    var members: [Value] {
        if case .list(let list)? = attributes[Enumeration.membersName] { list.items } else { [] }
    }

    /// Whether it is `enum.Flag` or derived from it.
    var isFlag: Bool { isEnumeration && lookUp(Flags.markName) != nil }
}

extension Instance {
    /// The value of a member that behaves like its value: of an `IntEnum`; nil for everything else.
    var mixedValue: Value? {
        guard type.isEnumeration, type.lookUp(Enumeration.mixedName) != nil else { return nil }
        return self["_value_"]
    }
}
