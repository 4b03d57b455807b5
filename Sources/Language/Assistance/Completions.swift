import Answers

/// What Tab offers at a place in a line, and how the call around it is written.
public struct Completions: Sendable {
    /// One thing that may be typed here.
    public struct Candidate: Sendable, Equatable {
        /// What it is, so that a face may mark it.
        public enum Kind: String, Sendable {
            case word, variable, argument, member, choice, file, constant, command
        }

        /// What would stand there: `learning_rate=`, `plot(`, `x`.
        public var text: String
        /// What it is.
        public var kind: Kind
        /// One line beside it; empty when there is nothing to say.
        public var meaning: String
        /// The default of an argument, as it would be typed or in words.
        public var standard: String?

        /// A candidate with one line that says what it is.
        public init(_ text: String, _ kind: Kind, _ meaning: String, standard: String? = nil) {
            self.text = text
            self.kind = kind
            self.meaning = meaning
            self.standard = standard
        }
    }

    /// The bytes that a candidate replaces: what was typed of it so far.
    public var range: SourceRange
    /// Arguments first, then variables, then words, each in alphabetical order.
    public var candidates: [Candidate]
    /// How the call around the cursor is written: `Adam(learning_rate=0.001, …)`.
    public var signature: String?
    /// The parameter that the cursor stands in, when it is known.
    public var parameter: Parameter?

    /// What may stand in the place of `range`.
    public init(
        range: SourceRange, candidates: [Candidate], signature: String? = nil, parameter: Parameter? = nil
    ) {
        self.range = range
        self.candidates = candidates
        self.signature = signature
        self.parameter = parameter
    }
}
