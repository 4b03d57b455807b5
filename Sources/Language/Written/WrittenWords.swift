/// Python's modules that are written in the language itself.
enum WrittenWords {
    /// The words of all of them.
    static let words: [Word] =
        ArgumentParserModule.words + BisectModule.words + CSVModule.words + ChainMapModule.words + ContextModule.words
        + DateTimeModule.words
        + DecimalModule.words + FractionModule.words + HeapModule.words + JSONModule.words + LoggingModule.words
        + OperatorModule.words + PathModule.words + PrettyPrintModule.words + StatisticsModule.words
        + StringModule.words + SystemModule.words + TextStreamModule.words + TextWrapModule.words + TqdmModule.words
        + WarningsModule.words
}
