public import Language
import Numbers

/// All words of the language in the order of the reference, and how values turn into what a word asks for.
public enum Vocabulary {
    /// The registry that every session shares; it never changes.
    public static let registry = Registry(
        words: words, members: members,
        coercions: ["landscape": { value, context in try landscapeIfAny(value, context) }])

    private static let words: [Word] = [
        DatasetWords.words, ArrayWords.words, AuditWords.words, CheckWords.words,
    ].flatMap { $0 }

    private static let members: [Member] = [
        DatasetWords.members, ArrayWords.members, AuditWords.members,
    ].flatMap { $0 }
}
