public import Conversation
import Language
import Answers

/// Where the code of a lesson runs: a session that may write no files, with a seed and a time limit for every cell.
public final class Sandbox {
    let session: Session
    private let interpreter: Interpreter

    /// - Parameter interpreter: that of the conversation whose session the lesson shares.
    public init(_ interpreter: Interpreter) {
        session = interpreter.session
        self.interpreter = interpreter
    }

    /// What came of one piece of code.
    struct Run {
        var reply: Reply
        var seconds: Double
        /// The limit in seconds, where it was reached.
        var exceeded: Double?

        /// What went wrong; nil when it ran to its end.
        var problem: Diagnostic? {
            if let exceeded {
                return Diagnostic(Mistake("stopped after \(exceeded.short()) s, the time this cell may take"))
            }
            return reply.failure ?? (reply.wasInterrupted ? Diagnostic(Mistake("stopped")) : nil)
        }
    }

    /// Runs code as one cell.
    ///
    /// - Parameters:
    ///   - seed: what words take that are given none; nil for the session's own, which the code may then set.
    ///   - limit: in seconds.
    func run(_ code: Code, seed: UInt64?, limit: Double) -> Run {
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
        return Run(reply: reply, seconds: (clock.now - start).seconds, exceeded: exceeded)
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

    /// A problem in words, for the sentence of a judgement.
    func words(_ problem: Diagnostic) -> String { TextFace(width: session.width).text(of: problem) }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
