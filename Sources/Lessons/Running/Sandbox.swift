public import Conversation
import Language
import Answers
import Vocabulary

/// Where the code of a lesson runs: it may only compute, has a seed of its own, and an end to its time and memory.
public final class Sandbox {
    let session: Session
    private let interpreter: Interpreter
    private let allowance: Allowance
    /// What is left of it for the lesson that is open.
    private var left: Allowance
    /// When everything that belongs together now has to be done.
    private var deadline: ContinuousClock.Instant?
    /// How often a limit was reached so far.
    private(set) var limitsReached = 0

    /// What all code of one lesson may take together.
    public struct Allowance: Sendable, Equatable {
        /// Of computing.
        public var seconds: Double
        /// Of memory, by which the process may grow.
        public var bytes: Int

        /// An hour and a gibibyte, unless others are given.
        public init(seconds: Double = 3600, bytes: Int = 1 << 30) {
            self.seconds = seconds
            self.bytes = bytes
        }
    }

    /// - Parameters:
    ///   - interpreter: that of the conversation whose session the lesson shares.
    ///   - allowance: of each lesson.
    public init(_ interpreter: Interpreter, allowance: Allowance = Allowance()) {
        session = interpreter.session
        self.interpreter = interpreter
        self.allowance = allowance
        left = allowance
    }

    /// The next lesson begins, with an allowance of its own.
    func beginLesson() { left = allowance }

    /// What came of one piece of code.
    struct Run {
        var reply: Reply
        var seconds: Double
        /// The limit that was reached.
        var exceeded: RunLimit.Reached?
        /// The number that its first line has in messages.
        var firstLine = 1

        /// What went wrong; nil when it ran to its end.
        var problem: Diagnostic? {
            switch exceeded {
            case .time(let seconds):
                Diagnostic(Mistake("stopped after \(seconds.short()) s, the time this cell may take"))
            case .memory:
                Diagnostic(
                    Mistake(
                        "stopped: the values of this lesson take more memory than it may have",
                        try: "smaller numbers, or del of what is no longer needed"))
            case nil: reply.failure ?? (reply.wasInterrupted ? Diagnostic(Mistake("stopped")) : nil)
            }
        }
    }

    // MARK: - Running

    /// Runs code as one cell.
    ///
    /// - Parameters:
    ///   - seed: what words take that are given none; nil for the session's own, which the code may then set.
    ///   - limit: in seconds.
    ///   - isPlaced: whether lines are counted as in the lesson's file, and not from the first of the code.
    func run(_ code: SourceCode, seed: UInt64?, limit: Double, isPlaced: Bool = false) -> Run {
        let before = (session.randomness, session.permission, snapshot())
        if let seed { session.randomness = Randomness(seed: seed) }
        session.permission = .computing
        var run = run(code.source, interpreter, limit, firstLine: isPlaced ? code.firstLine : 1)
        if seed != nil { session.randomness = before.0 }
        session.permission = before.1
        if case .memory = run.exceeded {
            restore(before.2)
            run.reply = .nothing
            ResidentMemory.giveBack()
        }
        return run
    }

    /// Runs a text on what the session holds, and changes nothing there.
    ///
    /// - Parameters:
    ///   - variables: beside those of the session, or in their place.
    ///   - registry: other words than the session has.
    ///   - hidden: names of variables that are not there for the text: a word of that name means itself again.
    ///   - modules: beside those of the session, or in the place of what has their name there.
    func runAside(
        _ text: String, _ variables: [String: Value] = [:], registry: Registry? = nil, hiding hidden: Set<String> = [],
        modules: [String: [String]] = [:], seed: UInt64, limit: Double
    ) -> Run {
        let scratch = Session(registry: registry ?? session.registry, work: session.work)
        scratch.variables = session.copiedVariables.filter { !hidden.contains($0.key) }.merging(variables) { $1 }
        scratch.modules = session.modules.merging(modules) { $1 }
        scratch.secret = session.secret
        scratch.last = session.last
        scratch.dialect = session.dialect
        scratch.budget = session.budget
        scratch.width = session.width
        scratch.randomness = Randomness(seed: seed)
        return run(text, Interpreter(scratch), limit)
    }

    private func run(_ text: String, _ interpreter: Interpreter, _ limit: Double, firstLine: Int = 1) -> Run {
        let clock = ContinuousClock()
        let start = clock.now
        let work = interpreter.session.work
        let seconds = Swift.min(limit, left.seconds, deadline.map { ($0 - start).seconds } ?? .infinity)
        let watch = RunLimit(seconds: Swift.max(0, seconds), bytes: Swift.max(Sandbox.smallest, left.bytes), of: work)
        var reply = interpreter.evaluate(text, firstLine: firstLine)
        let (reached, growth) = watch.end()
        // Work that was cancelled may also return what it has by then.
        if work.isCancelled { reply.wasInterrupted = true }
        // What a limit stopped has failed; the person wanted it to go on.
        if reached != nil {
            reply.wasInterrupted = false
            limitsReached += 1
        }
        let spent = (clock.now - start).seconds
        left.seconds -= spent
        left.bytes = Swift.min(allowance.bytes, left.bytes - growth)
        return Run(reply: reply, seconds: spent, exceeded: reached, firstLine: firstLine)
    }

    /// By so much the process may grow in any case: a mebibyte, as measuring is no finer.
    private static let smallest = 1 << 20

    /// Runs everything that belongs to one step: it takes no longer than this together.
    func within<Result>(_ seconds: Double, _ body: () -> Result) -> Result {
        let before = deadline
        deadline = Swift.min(before ?? .now + .seconds(seconds), .now + .seconds(seconds))
        defer { deadline = before }
        return body()
    }

    /// Does something while names are not there, variables and modules; what is set under them meanwhile stays.
    func without<Result>(_ names: Set<String>, _ body: () -> Result) -> Result {
        let variables = session.variables.filter { names.contains($0.key) }
        let modules = session.modules.filter { names.contains($0.key) }
        session.variables = session.variables.filter { !names.contains($0.key) }
        session.modules = session.modules.filter { !names.contains($0.key) }
        defer {
            session.variables.merge(variables) { set, _ in set }
            let free = modules.filter { session.variables[$0.key] == nil }
            session.modules.merge(free) { set, _ in set }
        }
        return body()
    }

    // MARK: - What the session holds

    /// What the session holds now, to go back to.
    func snapshot() -> Snapshot { Snapshot(variables: session.copiedVariables, last: session.last) }

    /// - Parameter keeps: the snapshot will be gone back to again, and what runs next must not change what it holds.
    func restore(_ snapshot: Snapshot, keeps: Bool = false) {
        session.variables = snapshot.variables
        session.last = snapshot.last
        if keeps { session.variables = session.copiedVariables }
    }

    struct Snapshot {
        var variables: [String: Value]
        var last: Value
    }

    /// All that code can change in the session.
    struct Sitting {
        fileprivate var snapshot: Snapshot
        fileprivate var randomness: Randomness
        fileprivate var modules: [String: [String]]
        fileprivate var dialect: String
    }

    /// The session as it stands, to go back to after free play.
    var sitting: Sitting {
        Sitting(
            snapshot: snapshot(), randomness: session.randomness, modules: session.modules, dialect: session.dialect)
    }

    func resume(_ sitting: Sitting) {
        session.variables = [:]
        session.modules = sitting.modules
        restore(sitting.snapshot)
        session.randomness = sitting.randomness
        session.dialect = sitting.dialect
    }

    /// A problem in words, for the sentence of a judgement.
    func words(_ problem: Diagnostic) -> String { TextFace(width: session.width).text(of: problem) }

    /// That a piece of the lesson fails, and how; code that is shown begins on a line of its own, above its marks.
    static func failure(of piece: String, _ words: String) -> String {
        "\(piece) fails:" + (words.first?.isWhitespace == true ? "\n" : " ") + words
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
