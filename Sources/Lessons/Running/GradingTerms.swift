/// On which terms an answer is judged: those of the lesson itself, or a teacher's.
public struct GradingTerms: Sendable, Equatable {
    /// How many held-back seeds an answer is tried on.
    public enum Budget: String, Sendable {
        /// As many as the lesson asks.
        case full
        /// A few, for a first look.
        case quick
    }

    /// From this the held-back seeds are drawn; nil takes those of the lesson, which can be worked out from it.
    public var secret: UInt64?
    /// How many of them.
    public var budget: Budget
    /// By how much longer code may take than the lesson says: a machine that grades may be slower or busy.
    public var patience: Double
    /// Whether a learner reads what comes of it: then it is said what was found and what was expected.
    var explains = true

    /// The terms of the lesson, unless others are given.
    public init(secret: UInt64? = nil, budget: Budget = .full, patience: Double = 1) {
        self.secret = secret
        self.budget = budget
        self.patience = patience
    }

    /// The same for a teacher, who reads how many went wrong in one way and not by how much each.
    var withoutExplanations: GradingTerms {
        var terms = self
        terms.explains = false
        return terms
    }

    /// Seeds that a quick look takes.
    static let few = 5

    /// How many seeds are tried where the lesson asks for so many.
    func seeds(of asked: Int) -> Int { budget == .quick ? Swift.min(asked, GradingTerms.few) : asked }

    /// For how many of them a condition has to hold: the same share, rounded in the learner's favour.
    func least(_ least: Int, of asked: Int) -> Int {
        let seeds = seeds(of: asked)
        return seeds == asked ? least : Swift.max(1, least * seeds / asked)
    }
}
