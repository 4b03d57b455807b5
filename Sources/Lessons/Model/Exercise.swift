/// Code that the learner completes, and everything needed to judge and help.
public struct Exercise: Sendable, Equatable {
    public var id: String
    public var points: Double
    /// What is handed out; `____` marks what is left to fill.
    public var starter: Code
    /// Ids of exercises whose results this one builds on.
    public var needs: [String]
    /// Run before the learner's code.
    public var setup: Code?
    public var checks: [Check]
    public var solution: Code?
    /// What stands beside the solution: why it works.
    public var explanation: [MarkdownBlock]
    public var hints: [Hint]
    /// Seconds; nil takes the lesson's.
    public var timeout: Double?
    public var line: Int

    public struct Check: Sendable, Equatable {
        public var code: Code
        /// Left out of a student's copy.
        public var isHidden: Bool
    }
}
