/// One term of the field as the glossary explains it: `learning rate`, `saddle point`, `overfitting`.
///
/// A term is no word of the language. It is what people say, and what a lesson or a paper takes for known; `help("term")`
/// and plain questions at the prompt (`what is momentum?`) answer with it.
public struct Term: Sendable, Equatable {
    /// As it stands in a sentence: `learning rate`, `Hessian`.
    public let name: String
    /// Other names for the same: `lr`, `step size`.
    public let aliases: [String]
    /// What it is, in one plain sentence.
    public let sentence: String
    /// One line of mathematics; empty where there is none.
    public let formula: String
    /// What to type in order to see it: one line, or a few where a model has to be built first. They run as they stand.
    public let example: String
    /// Words of the language that have to do with it; `help(word)` tells all about them.
    public let words: [String]
    /// Other terms of the glossary.
    public let related: [String]
    /// The id of the lesson in which it is met.
    public let lesson: String?

    /// - Parameters:
    ///   - sentence: one, with a capital letter and a full stop.
    ///   - example: as typed; a statement that does not fit into a window has lines of its own.
    public init(
        _ name: String, aliases: [String] = [], _ sentence: String, formula: String = "", example: String,
        words: [String] = [], related: [String] = [], lesson: String? = nil
    ) {
        self.name = name
        self.aliases = aliases
        self.sentence = sentence
        self.formula = formula
        self.example = example
        self.words = words
        self.related = related
        self.lesson = lesson
    }
}

/// The terms of one subject, in an order in which they can be read.
public struct GlossaryChapter: Sendable {
    /// `landscapes`, `training`, `tuning`.
    public let name: String
    /// What belongs to it, simple terms before those that lean on them.
    public let terms: [Term]

    /// A chapter as it is listed by `glossary()`.
    public init(_ name: String, _ terms: [Term]) {
        self.name = name
        self.terms = terms
    }
}
