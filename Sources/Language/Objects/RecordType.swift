import Answers

/// What a type of named tuples makes: tuples with these names, whose last elements may be left out.
struct RecordType: Sendable {
    let fields: [String]
    /// Of the last fields.
    let defaults: [Value]

    /// What Python looks for in a class before it does the arithmetic of tuples; a class that has one would count otherwise here.
    private static let kept: Set<String> = [
        "__doc__", "__module__", "__qualname__", "__repr__", "__str__", "__annotations__", "__slots__",
        "__match_args__",
    ]

    /// The class with these fields.
    ///
    /// - Parameter attributes: what its body defines.
    func type(_ name: String, _ attributes: [String: Value] = [:]) -> ClassObject {
        let standards = Value.Dictionary(zip(fields.suffix(defaults.count), defaults).map { (.text($0), $1) })
        let make = NativeFunction("_make") { values, _, machine in
            guard case .object(let type as ClassObject)? = values.first else { return .none }
            let items = try machine.elements(of: values.dropFirst().first ?? .none)
            guard items.count == fields.count else {
                throw Mistake("\(type.name) takes \(fields.count) values, \(items.count) given").raised(
                    as: "TypeError", "Expected \(fields.count) arguments, got \(items.count)")
            }
            return .object(RecordObject(type.name, fields, items, type: type))
        }
        var attributes = attributes
        attributes["_fields"] = .tuple(fields.map { .text($0) })
        attributes["__match_args__"] = attributes["__match_args__"] ?? .tuple(fields.map { .text($0) })
        attributes["_field_defaults"] = .dict(standards)
        attributes["_make"] = .object(UnboundMethod(.object(make), takesClass: true))
        return ClassObject(name, bases: [], ancestors: [], attributes: attributes, record: self)
    }

    /// - Throws: `Mistake` for a method that would change what tuples do.
    static func check(_ attributes: [String: Value], _ name: String) throws {
        let special = attributes.keys.filter { $0.hasPrefix("__") && $0.hasSuffix("__") && !kept.contains($0) }
        guard let method = special.min() else { return }
        throw Mistake(
            "\(method) of \(name), a named tuple, is not used here", expected: "methods under names of their own",
            try: "@dataclass(frozen=True) above a class with this method"
        ).raised(as: "AttributeError", "Cannot overwrite NamedTuple attribute \(method)")
    }

    /// A tuple of the class.
    ///
    /// - Throws: `Mistake` where a field gets no value, or two.
    func made(_ type: ClassObject, _ values: [Value], _ keywords: [(name: String, value: Value)]) throws -> Value {
        let name = type.name
        var items = values.map(Optional.some)
        items += [Value?](repeating: nil, count: Swift.max(0, fields.count - values.count))
        for keyword in keywords {
            guard let place = fields.firstIndex(of: keyword.name), items[place] == nil else {
                let isTwice = fields.contains(keyword.name)
                throw Mistake("\(name) has no free field \(keyword.name)", expected: Suggestions.listed(fields))
                    .raised(
                        as: "TypeError",
                        "\(name).__new__() got "
                            + (isTwice ? "multiple values for argument" : "an unexpected keyword argument")
                            + " '\(keyword.name)'")
            }
            items[place] = keyword.value
        }
        for (place, standard) in zip(Swift.max(0, fields.count - defaults.count)..<fields.count, defaults)
        where items[place] == nil { items[place] = standard }
        let all = items.compactMap(\.self)
        guard all.count == fields.count, items.count == fields.count else {
            throw Mistake(
                "\(name) takes \(fields.count) values, \(values.count + keywords.count) given",
                expected: Suggestions.listed(fields)
            ).raised(
                as: "TypeError",
                "\(name).__new__() "
                    + (items.count > fields.count
                        ? tooMany(items.count) : missing(zip(fields, items).filter { $0.1 == nil }.map(\.0))))
        }
        try Limits.checkNesting(all)
        return .object(RecordObject(name, fields, all, type: type))
    }

    /// `takes 3 positional arguments but 4 were given`, counting the class that Python passes first.
    private func tooMany(_ given: Int) -> String {
        let most = fields.count + 1
        let range = defaults.isEmpty ? "\(most)" : "from \(most - Swift.min(defaults.count, fields.count)) to \(most)"
        return "takes \(range) positional argument\(most == 1 ? "" : "s") but \(given + 1) were given"
    }

    private func missing(_ names: [String]) -> String {
        let quoted = names.map { "'\($0)'" }
        let listed =
            quoted.count < 3
            ? quoted.joined(separator: " and ")
            : quoted.dropLast().joined(separator: ", ") + ", and " + quoted[quoted.count - 1]
        return "missing \(names.count) required positional argument\(names.count == 1 ? "" : "s"): \(listed)"
    }
}
