/// What a learner did with one item of a lesson.
public struct ItemRecord: Sendable, Equatable, Codable {
    /// The lesson's id, and its version when the answer was given.
    public var lesson: String
    /// The version of the lesson that was answered.
    public var version: Int
    /// The id of the cell, question or exercise; a prediction's is `prediction-` and its cell.
    public var item: String
    /// What has become of it.
    public var status: Status = .open
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

    /// What has become of an item.
    public enum Status: String, Sendable, Codable {
        case open
        /// A cell that ran, or a prediction that was made.
        case ran
        case passed
        case skipped

        /// How far it is on the way to a pass.
        fileprivate var rank: Int {
            switch self {
            case .open: 0
            case .skipped: 1
            case .ran: 2
            case .passed: 3
            }
        }
    }

    /// The names that an exported record has.
    private enum CodingKeys: String, CodingKey {
        case lesson, version, item, attempts, hints, sawSolution, answer, seconds, updated
        case status = "outcome"
    }

    /// An item that was not touched yet.
    public init(lesson: String, version: Int, item: String) {
        self.lesson = lesson
        self.version = version
        self.item = item
    }

    /// Both records of one item together: what was passed is passed, and nothing that was counted is lost. A pass without a
    /// look at the solution is one, whatever was looked at elsewhere.
    func joined(with other: ItemRecord) -> ItemRecord {
        let newer = updated < other.updated ? other : self
        var joined = status.rank == other.status.rank ? newer : status.rank > other.status.rank ? self : other
        joined.attempts = Swift.max(attempts, other.attempts)
        joined.hints = Swift.max(hints, other.hints)
        switch (status, other.status) {
        case (.passed, .passed): joined.sawSolution = sawSolution && other.sawSolution
        case (.passed, _), (_, .passed): break
        default: joined.sawSolution = sawSolution || other.sawSolution
        }
        joined.updated = newer.updated
        return joined
    }

    /// The author changed the lesson: the answer is kept and has to be checked again.
    mutating func reopen(_ version: Int) {
        self.version = version
        if status == .passed { status = .open }
    }
}
