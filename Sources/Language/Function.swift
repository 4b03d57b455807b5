/// A function that the learner wrote: `f(x, y) = …` or a lambda. Everything it needs is inside, by value.
public struct Function: Sendable {
    /// The name it was defined under, or `lambda`.
    public var name: String
    /// The names of its parameters, in order.
    public var parameters: [String]
    /// Defaults of the parameters that have one.
    public var defaults: [String: Value]
    /// What it computes.
    public var body: Expression
    /// The variables that the body uses, as they were when the function was defined.
    public var captured: [String: Value]
    /// The text it was defined in; ranges of `body` point into it.
    public var source: Source
    /// What the code that made it might do: whoever calls it, it does no more.
    public var permission: Permission

    /// A function of the language, with the values that its free names had when it was made.
    public init(
        name: String, parameters: [String], defaults: [String: Value] = [:], body: Expression,
        captured: [String: Value] = [:], source: Source, permission: Permission = .computing
    ) {
        self.name = name
        self.parameters = parameters
        self.defaults = defaults
        self.body = body
        self.captured = captured
        self.source = source
        self.permission = permission
    }

    /// The body as it was written; nil where its source is not at hand.
    public var bodyText: String? {
        let bytes = Array(source.text.utf8)
        guard body.range.lower >= 0, body.range.upper <= bytes.count, body.range.lower < body.range.upper else {
            return nil
        }
        return String(decoding: bytes[body.range.lower..<body.range.upper], as: UTF8.self)
    }

    /// How many arguments a call must give.
    public var requiredCount: Int { parameters.count { defaults[$0] == nil } }
}
