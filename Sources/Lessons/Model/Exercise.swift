public import Markdown

/// Code that the learner completes, and everything needed to judge and help.
public struct Exercise: Sendable, Equatable {
    /// Never changes: answers are keyed by it.
    public var id: String
    /// What passing is worth.
    public var points: Double
    /// What is handed out; `____` marks what is left to fill.
    public var starter: SourceCode
    /// Ids of exercises whose results this one builds on.
    public var needs: [String]
    /// Run before the learner's code.
    public var setup: SourceCode?
    /// What judges an answer, in order; without any, the solution's values do.
    public var checks: [Check]
    /// The author's own answer; nil where none was written.
    public var solution: SourceCode?
    /// What stands beside the solution: why it works.
    public var explanation: [MarkdownBlock]
    /// Help, the first step first.
    public var hints: [Hint]
    /// Seconds; nil takes the lesson's.
    public var timeout: Double?
    /// The line of its fence.
    public var line: Int

    /// The lesson's own code around the answer.
    var sources: [String] {
        (checks.map(\.code) + [setup, solution].compactMap(\.self)).map(\.source)
    }

    /// A fence that judges the answer.
    public struct Check: Sendable, Equatable {
        /// Calls of `passes`, `expect`, `answer` and `hint`.
        public var code: SourceCode
        /// Left out of a student's copy.
        public var isHidden: Bool
    }
}
