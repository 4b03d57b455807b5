/// What understands the typed text. The prompt itself knows no language.
public protocol Interpreter: AnyObject {
    /// Whether the text only lacks its end: an open bracket or quote.
    func needsMore(_ text: String) -> Bool
    /// Evaluates all statements of the text; values of earlier texts are still there.
    func evaluate(_ text: String) -> Reply
    /// What Tab offers with the cursor after `cursor` UTF-8 bytes of the text.
    func completion(_ text: String, cursor: Int) -> Completion
}

/// What came of one text or one command.
public struct Reply: Sendable, Equatable {
    /// For standard output, without the last line end; empty when there is nothing to print.
    public var output: String
    /// Remarks, for standard error when the output is a program's to read.
    public var notes: [String]
    public var failure: Failure?
    /// Ctrl-C stopped it; `output` tells what was reached.
    public var wasInterrupted: Bool
    /// The session is to end.
    public var leaves: Bool

    public init(
        output: String = "", notes: [String] = [], failure: Failure? = nil, wasInterrupted: Bool = false,
        leaves: Bool = false
    ) {
        self.output = output
        self.notes = notes
        self.failure = failure
        self.wasInterrupted = wasInterrupted
        self.leaves = leaves
    }

    public static let nothing = Reply()
    public static func failed(_ message: String) -> Reply { Reply(failure: Failure(message)) }
}

/// What went wrong, where, and what to do about it.
public struct Failure: Sendable, Equatable {
    /// The line it concerns with marks under the place; empty when there is none.
    public var excerpt: String
    /// The problem in the first line, advice in further ones.
    public var message: String
    /// The line of the text, from 1.
    public var line: Int?

    public init(_ message: String, excerpt: String = "", line: Int? = nil) {
        self.message = message
        self.excerpt = excerpt
        self.line = line
    }

    /// Below the line just typed: the marks first.
    public var text: String { excerpt.isEmpty ? message : excerpt + "\n" + message }

    /// Away from the text: the place first, `line 3: …`.
    public func text(at place: String) -> String {
        let end = message.firstIndex(of: "\n") ?? message.endIndex
        return place + message[..<end] + (excerpt.isEmpty ? "" : "\n" + excerpt) + message[end...]
    }
}
