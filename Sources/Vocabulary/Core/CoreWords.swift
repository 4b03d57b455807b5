public import Language

/// The words that have nothing to do with optimisation: numbers, lists, text, the session.
public enum CoreWords {
    public static let words: [Word] =
        SessionWords.words + MathWords.words + StatisticsWords.words + ListWords.words + SpacingWords.words
        + TextWords.words
    public static let members: [Member] = []
}
