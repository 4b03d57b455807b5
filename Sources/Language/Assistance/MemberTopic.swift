public import Answers

/// A method as a topic of help, before it is called: `help(model.fit)`; by its name alone, that of every kind of value
/// that has it.
public struct MemberTopic: Presentable {
    /// `method`.
    public static let kind = "method"

    /// One kind's attribute or method of that name.
    struct Entry: Sendable {
        var kind: String
        var meaning: String
        /// nil for an attribute.
        var parameters: [Parameter]?
        var returns = ""
    }

    /// The method's name.
    public let name: String
    let entries: [Entry]

    /// `History.epochs`; the bare name when several kinds have it.
    public var summary: String { entries.count == 1 ? "\(entries[0].kind).\(name)" : name }

    /// All kinds of value with an attribute or method of that name; nil when there is none.
    public init?(_ name: String, in registry: Registry) {
        let members = registry.members.filter { $0.name == name || $0.aliases.contains(name) }
        let empty: [Value] = [.text(""), .list([]), .dict(.init())]
        let builtins = empty.compactMap { value in
            BuiltinMember.named(name, of: value).map { Entry($0, of: value.kind) }
        }
        let entries = members.map(Entry.init) + builtins + Entry.ofArrays(name, registry)
        guard !entries.isEmpty else { return nil }
        self.name = name
        self.entries = entries
    }

    /// The method of that name of one value; nil for an attribute, which is a value of its own.
    init?(method name: String, of value: Value, in registry: Registry) {
        if let member = registry.member(name, of: value), member.parameters != nil {
            (self.name, entries) = (member.name, [Entry(member)])
        } else if let builtin = BuiltinMember.named(name, of: value) {
            (self.name, entries) = (name, [Entry(builtin, of: value.kind)])
        } else if value.isArrayLike, let entry = Entry.ofArrays(name, registry).first {
            (self.name, entries) = (name, [entry])
        } else {
            return nil
        }
    }
}

extension MemberTopic.Entry {
    /// The method of arrays of that name: a word of NumPy's whose first argument is the array.
    static func ofArrays(_ name: String, _ registry: Registry) -> [MemberTopic.Entry] {
        guard case .word(let word)? = registry.arrayMethods[name] else { return [] }
        return [
            MemberTopic.Entry(
                kind: "array", meaning: word.summary, parameters: Array(word.parameters.dropFirst()),
                returns: word.returns)
        ]
    }

    init(_ member: Member) {
        self.init(kind: member.kind, meaning: member.meaning, parameters: member.parameters, returns: member.returns)
    }

    init(_ builtin: BuiltinMember, of kind: String) {
        self.init(kind: kind, meaning: builtin.meaning, parameters: builtin.parameters)
    }
}
