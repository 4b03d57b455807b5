public import Markdown

/// What an answer was worth, and why.
public struct Assessment: Sendable, Equatable {
    /// Right, not yet right, or a fault of the question.
    public enum Kind: Sendable, Equatable {
        case right
        case notYet
        /// The question or check itself is wrong, which never counts against the learner.
        case fault
    }

    /// Whether the answer was right; a face picks its colour by it.
    public var kind: Kind
    /// `Passed.`, `Not yet.`
    public var headline: String
    /// The rest of the sentence; may be empty.
    public var text: String
    /// Why it is so.
    public var explanation: [MarkdownBlock]
    /// What can be done now; may be empty.
    public var cue: String

    /// An assessment; all but the headline may be left out.
    public init(
        _ kind: Kind, _ headline: String, _ text: String = "", explanation: [MarkdownBlock] = [], cue: String = ""
    ) {
        self.kind = kind
        self.headline = headline
        self.text = text
        self.explanation = explanation
        self.cue = cue
    }
}

/// Terms with their meanings under a title, as help lists them.
public struct Definitions: Sendable, Equatable {
    /// A term and what it means, in one line.
    public struct Entry: Sendable, Equatable {
        /// What is typed or named.
        public var term: String
        /// What it does, in one line.
        public var meaning: String

        /// A term and its meaning.
        public init(_ term: String, _ meaning: String) {
            self.term = term
            self.meaning = meaning
        }
    }

    /// Stands above the terms.
    public var title: String
    /// In the order in which they are listed.
    public var entries: [Entry]

    /// Terms under a title.
    public init(_ title: String, _ entries: [Entry]) {
        self.title = title
        self.entries = entries
    }
}
