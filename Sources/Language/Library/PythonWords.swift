/// Python's own functions, exceptions and standard modules as words.
public enum PythonWords {
    /// All of them, for a registry.
    public static let words: [Word] =
        SequenceWords.words + ValueWords.words + NumberWords.words + MathWords.words + ClassWords.words
        + ComplexWords.words + ComplexMathWords.words + BytesWords.words + ModuleWords.words
        + RandomWords.words + [RandomSources.word] + ScriptWords.words + WrittenWords.words
}
