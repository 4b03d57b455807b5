internal import Synchronization
import Answers

extension Context {
    /// Calls a function, a word or a callable thing with positional arguments.
    public func call(_ callable: Value, _ arguments: [Value]) throws -> Value {
        try invoke(callable, arguments.map { GivenArgument(value: $0) }, nil)
    }

    func invoke(_ callee: Value, _ given: [GivenArgument], _ place: SourceRange?) throws -> Value {
        switch callee {
        case .function(let function): return try invoke(function, given, place)
        case .word(let word): return try invoke(word, given, place)
        case .thing(let thing):
            guard let callable = thing as? any Callable else { break }
            let target = CallTarget(name: thing.summary, parameters: callable.callParameters)
            let bound = try Binder(target, place).bind(given, self)
            return try finish(try bound.placing { try callable.call(bound, self) })
        default: break
        }
        throw Context.notCallable(callee)
    }

    @inline(never)
    func invoke(_ word: Word, _ given: [GivenArgument], _ place: SourceRange?) throws -> Value {
        switch word.meaning {
        case .call(let body):
            let bound = try Binder(CallTarget(word), place).bind(given, self)
            return try finish(try run(word, body, bound))
        case .value(let make): return try invoke(make(), given, place)
        }
    }

    /// Runs the body of a word, if this code and the one that took the word may.
    func run(_ word: Word, _ body: (Arguments, Context) throws -> Value, _ bound: Arguments) throws -> Value {
        try limited(to: word.permission) {
            try permission.check(word.needs, for: word.name)
            return try bound.placing { try body(bound, self) }
        }
    }

    /// A result that came back after the person asked to stop is only a part.
    func finish(_ value: Value) throws -> Value {
        if work.isCancelled { throw Interrupted(partial: value) }
        return value
    }

    @inline(never)
    private func invoke(_ function: Function, _ given: [GivenArgument], _ place: SourceRange?) throws -> Value {
        if work.isCancelled { throw Interrupted() }
        let evaluator = Evaluator(context: self, source: function.source)
        guard frames < Evaluator.maximumFrames, !stack.isExhausted else {
            throw evaluator.tooDeep(function.body.range)
        }
        frames += 1
        defer { frames -= 1 }
        var scope = try self.scope(of: function, given, place)
        do {
            return try limited(to: function.permission) { try evaluator.evaluate(function.body, &scope) }
        } catch {
            throw Context.passing(error, function.name)
        }
    }

    /// The function's parameters with their values.
    @inline(never)
    private func scope(of function: Function, _ given: [GivenArgument], _ place: SourceRange?) throws -> Scope {
        var scope = Scope(locals: [], function: function)
        scope.locals.reserveCapacity(function.parameters.count)
        if given.count == function.parameters.count, given.allSatisfy({ $0.keyword == nil }) {
            for (name, argument) in zip(function.parameters, given) { scope.locals.append((name, argument.value)) }
        } else {
            let bound = try Binder(CallTarget(function), place).bind(given, self)
            for name in function.parameters { scope.locals.append((name, bound[name])) }
        }
        return scope
    }

    /// The error with the name of the function it passed through.
    @inline(never)
    private static func passing(_ error: any Error, _ name: String) -> any Error {
        guard var problem = error as? Diagnostic, problem.trail.last != name, problem.trail.count < 4 else {
            return error
        }
        problem.trail.append(name)
        return problem
    }

    static func notCallable(_ value: Value) -> Mistake {
        switch value {
        case .int, .number:
            Mistake(
                "\(value.brief) is a number and cannot be called", expected: "an operator before the bracket",
                try: "\(value.brief) * (…)")
        default:
            Mistake(
                "\(value.brief) is \(Phrase.indefinite(value.kind)) and cannot be called",
                expected: "a function or a word before the bracket")
        }
    }
}

/// Calls functions away from the session, from any thread: what an objective keeps that evaluates a learner's
/// function step by step. Settings are those at the time it was made; remarks are dropped, and printed lines too unless
/// somebody gathers them.
public struct Caller: Sendable {
    private let registry: Registry
    private let work: Work
    private let seed: UInt64
    private let dialect: String
    private let permission: Permission
    private let printed: PrintedLines?

    /// - Parameter printed: where the lines go that the functions print.
    public init(_ context: Context, printed: PrintedLines? = nil) {
        self.printed = printed
        registry = context.registry
        work = context.work
        seed = context.session.seed
        dialect = context.session.dialect
        permission = context.permission
    }

    /// Calls a function of the language or a value that can be called (a landscape, a model) with positional arguments.
    ///
    /// - Throws: `Diagnostic` when it cannot be called so, `Interrupted` when the work was stopped.
    public func call(_ callable: Value, _ arguments: [Value]) throws -> Value {
        let session = Session(registry: registry, work: work, permission: permission)
        session.seed = seed
        session.dialect = dialect
        let context = Context(session: session)
        defer { printed?.add(context.printed) }
        return try context.call(callable, arguments)
    }
}

/// Lines that functions have printed away from the session, until the session can show them.
public final class PrintedLines: Sendable {
    private let lines = Mutex<[String]>([])

    /// No calls yet.
    public init() {}

    func add(_ more: [String]) {
        if !more.isEmpty { lines.withLock { $0 += more } }
    }

    /// Prints them in the session.
    ///
    /// - Throws: `Mistake` when a session cannot hold so much text.
    public func show(in context: Context) throws {
        for line in lines.withLock({ $0 }) { try context.write(line) }
        lines.withLock { $0 = [] }
    }
}
