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
    /// What went wrong, complete with place and advice.
    public var failure: String?
    /// The line of the text, from 1, that the failure concerns.
    public var failedLine: Int?
    /// Ctrl-C stopped it; `output` tells what was reached.
    public var wasInterrupted: Bool
    /// The session is to end.
    public var leaves: Bool

    public init(
        output: String = "", notes: [String] = [], failure: String? = nil, failedLine: Int? = nil,
        wasInterrupted: Bool = false, leaves: Bool = false
    ) {
        self.output = output
        self.notes = notes
        self.failure = failure
        self.failedLine = failedLine
        self.wasInterrupted = wasInterrupted
        self.leaves = leaves
    }

    public static let nothing = Reply()
    public static func failed(_ message: String) -> Reply { Reply(failure: message) }
}
