public import Language
import Numbers
public import Terminal

/// Where the code of a lesson runs: a session that may write no files, with a seed and a time limit for every cell.
public final class Bench {
    public let session: Session
    private let interpreter: any Interpreter

    /// - Parameter interpreter: evaluates in `session` and shows results where the learner looks; nil for plain text.
    public init(_ session: Session, interpreter: (any Interpreter)? = nil) {
        self.session = session
        self.interpreter = interpreter ?? Bench.plainText(session)
    }

    /// Results as text, and nothing drawn.
    static func plainText(_ session: Session) -> SessionInterpreter {
        SessionInterpreter(session) { value in
            value.display(width: session.width)
        }
    }

    /// What came of one piece of code.
    public struct Result {
        public var reply: Reply
        public var seconds: Double
        /// The limit in seconds, where it was reached.
        public var exceeded: Double?

        /// What went wrong, in words; nil when it ran to its end.
        public var problem: String? {
            if let exceeded { return "stopped after \(exceeded.short()) s, the time this cell may take" }
            if let failure = reply.failure { return failure.text }
            return reply.wasInterrupted ? "stopped" : nil
        }
    }

    /// Runs code as one cell.
    ///
    /// - Parameters:
    ///   - seed: what words take that are given none; nil for the session's own, which the code may then set.
    ///   - limit: in seconds.
    public func run(_ code: Code, seed: UInt64?, limit: Double) -> Result {
        let before = (session.seed, session.mayWriteFiles)
        if let seed { session.seed = seed }
        session.mayWriteFiles = false
        let clock = ContinuousClock()
        let start = clock.now
        let timer = TimeLimit(limit, of: session.work)
        var reply = interpreter.evaluate(code.source)
        let exceeded = timer.end() ? limit : nil
        // Work that was cancelled may also return what it has by then.
        if exceeded == nil, session.work.isCancelled { reply.wasInterrupted = true }
        session.work.reset()
        if seed != nil { session.seed = before.0 }
        session.mayWriteFiles = before.1
        return Result(reply: reply, seconds: (clock.now - start).seconds, exceeded: exceeded)
    }

    /// What the session holds now, to go back to.
    func snapshot() -> Snapshot { Snapshot(variables: session.variables, last: session.last) }

    func restore(_ snapshot: Snapshot) {
        session.variables = snapshot.variables
        session.last = snapshot.last
    }

    struct Snapshot {
        var variables: [String: Value]
        var last: Value
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
