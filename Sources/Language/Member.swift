public import Answers

/// An attribute or method of a kind of value: `run.loss`, `model.fit(…)`.
public struct Member: Sendable {
    /// Of the values that have it: `run`.
    public var kind: String
    /// What stands after the dot.
    public var name: String
    /// Other spellings that mean the same.
    public var aliases: [String]
    /// What it is or does, in one line.
    public var meaning: String
    /// The kind of what comes back, where it is known: `figure`. Completion uses it.
    public var returns = ""
    /// nil for an attribute.
    public var parameters: [Parameter]?
    /// What a call of it takes.
    public var needs = Permission.computing
    /// Gives the attribute, or does what the method does, for the value before the dot.
    public var body: @Sendable (any Presentable, Arguments, Context) throws -> Value
    /// For `thing.name = value`, where that is allowed.
    public var assign: (@Sendable (any Presentable, Value, Context) throws -> Void)?

    /// `run.loss`
    public static func attribute<T: Presentable>(
        _ name: String, aliases: [String] = [], of type: T.Type, _ meaning: String,
        _ body: @escaping @Sendable (T) throws -> Value
    ) -> Member {
        Member(kind: T.kind, name: name, aliases: aliases, meaning: meaning, parameters: nil) { thing, _, _ in
            guard let thing = thing as? T else { return .none }
            return try body(thing)
        }
    }

    /// The same, declared by where Swift has it: `.attribute("loss", "the loss there", \Run.loss)`.
    public static func attribute<T: Presentable, Part: ValueConvertible>(
        _ name: String, aliases: [String] = [], _ meaning: String, _ part: any KeyPath<T, Part> & Sendable
    ) -> Member {
        attribute(name, aliases: aliases, of: T.self, meaning) { $0[keyPath: part].asValue }
    }

    /// `model.fit(x, y, epochs=10)`
    public static func method<T: Presentable>(
        _ name: String, aliases: [String] = [], of type: T.Type, returns: String = "", _ meaning: String,
        _ parameters: [Parameter], needs: Permission = .computing,
        _ body: @escaping @Sendable (T, Arguments, Context) throws -> Value
    ) -> Member {
        var member = Member(kind: T.kind, name: name, aliases: aliases, meaning: meaning, parameters: parameters) {
            thing, args, context in
            guard let thing = thing as? T else { return .none }
            return try body(thing, args, context)
        }
        member.returns = returns
        member.needs = needs
        return member
    }

    /// Any member; `attribute` and `method` are shorter for values of one type.
    public init(
        kind: String, name: String, aliases: [String], meaning: String, parameters: [Parameter]?,
        assign: (@Sendable (any Presentable, Value, Context) throws -> Void)? = nil,
        body: @escaping @Sendable (any Presentable, Arguments, Context) throws -> Value
    ) {
        self.kind = kind
        self.name = name
        self.aliases = aliases
        self.meaning = meaning
        self.parameters = parameters
        self.assign = assign
        self.body = body
    }
}
