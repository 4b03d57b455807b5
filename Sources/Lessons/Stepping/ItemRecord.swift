/// What a learner did with one item of a lesson.
public struct ItemRecord: Sendable, Equatable, Codable {
    /// The lesson's id, and its version when the answer was given.
    public var lesson: String
    public var version: Int
    public var item: String
    public var outcome: Outcome = .open
    /// Answers that were judged; a fault of the lesson is not counted.
    public var attempts = 0
    /// Hints that were given.
    public var hints = 0
    /// Whether the solution was shown before the item had passed.
    public var sawSolution = false
    /// The last code or answer; for a passed exercise the one that passed.
    public var answer = ""
    /// Seconds that running the answer took.
    public var seconds = 0.0
    /// When it changed last, as ISO 8601 in UTC; empty where it was never stored.
    public var updated = ""

    public enum Outcome: String, Sendable, Codable {
        case open
        /// A cell that ran, or a prediction that was made.
        case ran
        case passed
        case skipped
    }

    public init(lesson: String, version: Int, item: String) {
        self.lesson = lesson
        self.version = version
        self.item = item
    }

    /// The author changed the lesson: the answer is kept and has to be checked again.
    mutating func reopen(_ version: Int) {
        self.version = version
        if outcome == .passed { outcome = .open }
    }
}
