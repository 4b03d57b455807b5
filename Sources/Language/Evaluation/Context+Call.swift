internal import Synchronization
import Answers

/// One argument of a call, evaluated.
struct GivenArgument {
    var keyword: (name: String, range: SourceRange)?
    var value: Value
    var range: SourceRange?
}

extension Context {
    /// Calls a function, a word or a callable thing with positional arguments.
    public func call(_ callable: Value, _ arguments: [Value]) throws -> Value {
        try machine.call(callable, arguments)
    }

    /// The text of an object that stands for the name of a file, such as a `pathlib.Path`; nil for anything else.
    func fileName(_ value: Value) throws -> Value? {
        guard let path = value.instance?.type.lookUp("__fspath__") else { return nil }
        return try machine.call(path, [value])
    }

    /// Whether `except wanted` would catch an error: a type of exceptions, or a tuple of them.
    public func catches(_ error: any Error, _ wanted: Value) throws -> Bool {
        guard let instance = Exceptions.instance(of: error) else { return false }
        return try machine.matches(.object(instance), wanted)
    }

    @inline(never)
    func invoke(_ word: Word, _ given: [GivenArgument], _ place: SourceRange?) throws -> Value {
        var given = given
        if let dialect = word.dialect, word.parameters.contains(where: { $0.name == "dialect" }),
            !given.contains(where: { $0.keyword?.name == "dialect" })
        {
            given.append(
                GivenArgument(keyword: ("dialect", place ?? SourceRange(0, 0)), value: .text(dialect), range: place))
        }
        switch word.meaning {
        case .call(let body):
            if let python = word.python, given.allSatisfy({ $0.keyword == nil }), let value = python(given.map(\.value))
            {
                return value
            }
            let bound = try Binder(CallTarget(word), place).bind(given, self)
            return try finish(try run(word, body, bound))
        case .native(let body):
            let positional = given.prefix { $0.keyword == nil }
            _ = try Binder(CallTarget(word), place).assign(
                given.map { Binder.Label(keyword: $0.keyword?.name, range: $0.keyword?.range ?? $0.range) })
            func run() throws -> Value {
                try body(
                    positional.map(\.value),
                    given.dropFirst(positional.count).map { ($0.keyword?.name ?? "", $0.value) }, self)
            }
            guard word.needs != .computing else { return try run() }
            return try limited(to: word.permission) {
                try permission.check(word.needs, for: word.name)
                return try run()
            }
        case .value(let make): return try machine.call(make(), given, place)
        case .type(let native): return try machine.call(type(native), given, place)
        case .written(let module): return try machine.call(value(of: word, in: module), given, place)
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

    static func notCallable(_ value: Value) -> Mistake {
        switch value {
        case .int, .number:
            Mistake(
                "\(value.brief) is a number and cannot be called", expected: "an operator before the bracket",
                try: "\(value.brief) * (…)"
            ).raised(as: "TypeError", "'\(value.pythonType)' object is not callable")
        default:
            Mistake(
                "\(value.brief) is \(Phrase.indefinite(value.kind)) and cannot be called",
                expected: "a function or a word before the bracket"
            ).raised(as: "TypeError", "'\(value.pythonType)' object is not callable")
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
    private let budget: Budget
    private let permission: Permission
    private let printed: PrintedLines?

    /// - Parameter printed: where the lines go that the functions print.
    public init(_ context: Context, printed: PrintedLines? = nil) {
        self.printed = printed
        registry = context.registry
        work = context.work
        seed = context.session.seed
        dialect = context.session.dialect
        budget = context.session.budget
        permission = context.permission
    }

    /// Calls a function of the language or a value that can be called (a landscape, a model) with positional arguments.
    ///
    /// - Throws: `Diagnostic` when it cannot be called so, `Interrupted` when the work was stopped.
    public func call(_ callable: Value, _ arguments: [Value]) throws -> Value {
        let session = Session(registry: registry, work: work, permission: permission)
        session.seed = seed
        session.dialect = dialect
        session.budget = budget
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
