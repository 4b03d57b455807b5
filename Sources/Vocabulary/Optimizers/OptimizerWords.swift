import Language

/// The family of optimizers: rules, what stands around them, and the words that run them.
enum OptimizerWords {
    static let words: [Word] = RuleWords.words + WrapperWords.words + DescentWords.words
    static let members: [Member] = RunMembers.members + OptimizerMembers.members
}
