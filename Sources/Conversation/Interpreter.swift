import Files
public import Language
import Answers

/// The session of the language behind a conversation: evaluates what is typed and says what Tab could mean.
public final class Interpreter {
    /// Variables, settings and the last value.
    public let session: Session
    private let room: (@Sendable () -> Int)?

    /// An interpreter that evaluates in this session.
    ///
    /// - Parameter room: by how many bytes the process may grow from now on; nil leaves that to whoever asks.
    public init(_ session: Session, room: (@Sendable () -> Int)? = nil) {
        self.session = session
        self.room = room
    }

    /// Whether the text lacks its end: an open bracket or quote, a block that no empty line has ended.
    public func needsMore(_ text: String) -> Bool { Parser.needsMore(text) }

    /// Evaluates all statements of the text; values of earlier texts are still there.
    ///
    /// The reply holds what was printed, the value of the last statement where there is one to show, and the remarks. A text
    /// that takes all the room there is has failed.
    ///
    /// - Parameter firstLine: the number of the text's first line in the file that it stands in.
    public func evaluate(_ text: String, firstLine: Int = 1) -> Reply {
        guard let room = room?() else { return evaluated(text, firstLine) }
        let last = session.last
        let watch = RunLimit(seconds: nil, bytes: room, of: session.work)
        let reply = evaluated(text, firstLine)
        guard case .memory = watch.end().reached, reply.wasInterrupted else { return reply }
        session.last = last
        ResidentMemory.giveBack()
        return .failed(
            Mistake(
                "stopped: this takes more memory than the machine has to spare",
                expected: "at most \(room / 1_000_000) MB", try: "smaller numbers, or del of what is no longer needed"
            ).raised(as: "MemoryError"))
    }

    private func evaluated(_ text: String, _ firstLine: Int) -> Reply {
        do {
            let outcome = try session.evaluate(text, firstLine: firstLine)
            var reply = Reply(printed(outcome.printed, outcome.shown), wasInterrupted: outcome.wasInterrupted)
            if outcome.isShown || outcome.wasInterrupted, outcome.value.isSomething {
                reply.parts.append(.value(outcome.value))
            }
            reply.isLineOpen = outcome.isLineOpen && !outcome.isShown
            reply.parts += outcome.notes.map { .note($0) }
            return reply
        } catch let problem as Diagnostic {
            return Reply(
                printed(problem.printed, problem.shown) + problem.notes.map { .note($0) } + [.failure(problem)])
        } catch {
            return .failed(Mistake("\(error)"))
        }
    }

    /// Lines, and between them what was shown.
    private func printed(_ lines: [String], _ shown: [(after: Int, thing: any Presentable)]) -> [Reply.Part] {
        var parts: [Reply.Part] = []
        var done = 0
        let places = shown.map { ($0.after, Optional($0.thing)) } + [(lines.count, nil)]
        for (after, thing) in places {
            if after > done { parts.append(.text(lines[done..<after].joined(separator: "\n"))) }
            done = Swift.max(done, after)
            if let thing { parts.append(.value(.thing(thing))) }
        }
        return parts
    }

    /// What Tab offers with the cursor after `cursor` UTF-8 bytes of the text.
    public func completions(_ text: String, cursor: Int) -> Completions {
        session.complete(text, cursor: cursor) { Folder.paths(beginningWith: $0) }
    }
}

extension Value {
    fileprivate var isSomething: Bool {
        if case .none = self { false } else { true }
    }
}
