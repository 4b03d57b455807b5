import Numbers

extension Context {
    /// Calls a function, a word or a callable thing with positional arguments.
    public func call(_ callable: Value, _ arguments: [Value]) throws -> Value {
        throw Mistake("\(callable.brief) cannot be called")
    }
}

/// Calls functions away from the session, from any thread: what an objective keeps that evaluates a learner's
/// function step by step. Settings are those at the time it was made; remarks and printed lines are dropped.
public struct Caller: Sendable {
    private let registry: Registry
    private let work: Work
    private let seed: UInt64
    private let dialect: String

    public init(_ context: Context) {
        registry = context.registry
        work = context.work
        seed = context.session.seed
        dialect = context.session.dialect
    }

    public func call(_ callable: Value, _ arguments: [Value]) throws -> Value {
        let session = Session(registry: registry, work: work)
        session.seed = seed
        session.dialect = dialect
        return try Context(session: session).call(callable, arguments)
    }
}
