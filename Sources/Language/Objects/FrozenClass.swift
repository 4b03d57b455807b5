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
        guard isField, object[name] == nil else {
            throw Mistake(
                "\(name) of \(object.type.name) cannot be changed: the class is frozen",
                expected: "a new object with the other value",
                try: "dataclasses.replace(\(object.type.name.prefix(1).lowercased()), \(name)=…)"
            ).raised(as: "FrozenInstanceError", "cannot assign to field '\(name)'")
        }
    }
}
