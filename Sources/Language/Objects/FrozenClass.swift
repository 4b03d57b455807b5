import Answers

extension ClassObject {
    /// An object of `@dataclass(frozen=True)` gets each attribute once, from its `__init__`.
    static let refuseChange: @Sendable (Instance, String, Value) throws -> Void = { object, name, _ in
        let isField: Bool
        if case .dict(let fields)? = object.type.lookUp(DataClass.fieldsName) {
            isField = fields[.text(name)] != nil
        } else {
            isField = false
        }
        // A class derived from it may have attributes of its own.
        let isOwn = object.type.attributes[DataClass.frozenName] != nil
        guard isField ? object[name] == nil : !isOwn else {
            throw Mistake(
                "\(name) of \(object.type.name) cannot be changed: the class is frozen",
                expected: "a new object with the other value",
                try: "dataclasses.replace(\(object.type.name.prefix(1).lowercased()), \(name)=…)"
            ).raised(as: "FrozenInstanceError", "cannot assign to field '\(name)'")
        }
    }
}

extension Instance {
    /// What an object of `@dataclass(frozen=True)` is found by in a dict: the attributes by which it is compared; nil for others.
    var frozenKey: [Value]? {
        guard case .tuple(let names)? = type.lookUp(DataClass.keyName) else { return nil }
        return names.map { name in name.asText.flatMap { self[$0] ?? type.lookUp($0) } ?? .none }
    }
}
