public import Language
public import Markdown
public import Answers

/// What came of one text or one command: parts to be read one after the other, as values. A face paints them.
public struct Reply: Sendable {
    /// One thing to show.
    public enum Part: Sendable {
        /// Lines as they are, such as `print` writes them.
        case text(String)
        /// The result of an expression; it knows how to show itself.
        case value(Value)
        /// Prose.
        case markdown([MarkdownBlock])
        /// What an answer was worth.
        case assessment(Assessment)
        /// Terms and what they mean.
        case definitions(Definitions)
        /// What the person can do now; `lead` is said first and louder, and may be empty.
        case cue(lead: String = "", String)
        /// A remark beside the result; on standard error where the result is a program's to read.
        case note(String)
        /// What went wrong, where, and what to do about it.
        case failure(Diagnostic)
        /// What the program itself says, in sentences: broken between words where a line is too long.
        case prose(String)
    }

    /// What there is to read, in order.
    public var parts: [Part]
    /// Ctrl-C stopped it; the parts tell what was reached.
    public var wasInterrupted: Bool
    /// The conversation is to end.
    public var leaves: Bool
    /// What is printed next goes on in the last line.
    public var isLineOpen = false
    /// Code that was run for it beside what was typed, such as the cells of a lesson.
    public var runs: [Run] = []

    /// Code that was run, and what came of it.
    public struct Run: Sendable {
        /// The text that was evaluated.
        public var code: String
        /// The seed it had of its own; nil for the session's.
        public var seed: UInt64?
        /// What it printed and showed.
        public var output: [Part]

        /// Code with its seed and its output.
        public init(_ code: String, seed: UInt64?, output: [Part]) {
            self.code = code
            self.seed = seed
            self.output = output
        }
    }

    /// A reply that goes on with the conversation unless told otherwise.
    public init(_ parts: [Part] = [], wasInterrupted: Bool = false, leaves: Bool = false) {
        self.parts = parts
        self.wasInterrupted = wasInterrupted
        self.leaves = leaves
    }

    /// Nothing to show.
    public static let nothing = Reply()

    /// One line of text.
    public static func text(_ text: String) -> Reply { Reply([.text(text)]) }

    /// What the program says, in sentences.
    public static func prose(_ text: String) -> Reply { Reply([.prose(text)]) }

    /// Something that could not be done.
    public static func failed(_ mistake: Mistake) -> Reply { Reply([.failure(Diagnostic(mistake))]) }

    /// Whether there is a text, an empty line among them.
    public var hasText: Bool {
        parts.contains { part in
            switch part {
            case .text, .prose: true
            default: false
            }
        }
    }

    /// The parts that are the answer itself: everything but remarks and failures.
    public var answer: [Part] {
        parts.filter { part in
            switch part {
            case .note, .failure: false
            default: true
            }
        }
    }

    /// Whether it is a text to be read from its beginning, such as help; a face may show it a screen at a time.
    public var isPage: Bool {
        parts.contains { part in
            switch part {
            case .definitions: true
            case .value(.thing(let thing)): thing is Page
            default: false
            }
        }
    }

    /// The remarks.
    public var notes: [String] { parts.compactMap { if case .note(let note) = $0 { note } else { nil } } }

    /// What went wrong first; nil when nothing did.
    public var failure: Diagnostic? {
        parts.lazy.compactMap { if case .failure(let problem) = $0 { problem } else { nil } }.first
    }

    /// The value that is shown last; nil when none is.
    public var value: Value? {
        parts.reversed().lazy.compactMap { if case .value(let value) = $0 { value } else { nil } }.first
    }
}
