import Answers

extension ClassObject {
    /// The attributes that objects may have where a class and all it is derived from say `__slots__`; nil where there may be any.
    static func slotNames(_ attributes: [String: Value], _ bases: [ClassObject]) -> Set<String>? {
        guard let own = attributes["__slots__"] else { return nil }
        let names = Set(own.asText.map { [$0] } ?? (own.elements ?? []).compactMap(\.asText))
        guard !names.contains("__dict__") else { return nil }
        return bases.reduce(names) { all, base in
            all.flatMap { all in base.slotNames.map { all.union($0) } }
        }
    }

    /// An object of a class with `__slots__` gets no other attributes.
    static let refuseOthers: @Sendable (Instance, String, Value) throws -> Void = { object, name, _ in
        guard let names = object.type.slotNames, !names.contains(name) else { return }
        let type = object.type.name
        let isShared = object.type.lookUp(name) != nil
        let message = isShared ? "attribute '\(name)' is read-only" : "has no attribute '\(name)'"
        throw Mistake(
            isShared ? "\(name) belongs to the class \(type)" : "\(name) is none of the slots of \(type)",
            expected: names.isEmpty ? "no attribute" : "one of " + names.sorted().joined(separator: ", "),
            try: isShared ? "\(type).\(name) = …" : "\"\(name)\" among the __slots__"
        ).raised(as: "AttributeError", "'\(type)' object \(message)")
    }
}
