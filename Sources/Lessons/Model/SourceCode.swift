/// Source text of the language that stands in a lesson.
public struct SourceCode: Sendable, Equatable {
    /// The text between the fences.
    public var source: String
    /// The line of the file where its first line stands.
    public var firstLine: Int

    /// Whether a blank `____` is left for the learner to fill.
    public var hasBlank: Bool { source.contains("____") }
}
