/// The answer to a question about the program itself: `how do I plot?`, `who are you?`, `thanks`.
public struct Recipe: Sendable {
    /// Words that ask for it, one by one: `draw`, `picture`. The recipe with the most of them in a question answers it.
    public let keys: [String]
    /// Whole sentences that ask for nothing else: `who are you`.
    public let phrases: [String]
    /// The answer in words.
    public let sentence: String
    /// Lines to type, each with what it does; a line that begins with `:` is a command of the session.
    public let lines: [(code: String, meaning: String)]
    /// Words of the language that have to do with it.
    public let words: [String]

    /// - Parameters:
    ///   - keys: any spelling of a word will do, in the singular or plural.
    ///   - phrases: in small letters and without punctuation, as they are compared.
    public init(
        _ keys: [String] = [], phrases: [String] = [], _ sentence: String,
        _ lines: [(code: String, meaning: String)] = [], words: [String] = []
    ) {
        self.keys = keys
        self.phrases = phrases
        self.sentence = sentence
        self.lines = lines
        self.words = words
    }
}
