public import Language

/// On which terms an answer is judged: those of the lesson itself, or a teacher's.
public struct GradingTerms: Sendable, Equatable {
    /// From this the held-back seeds are drawn; nil takes those of the lesson, which can be worked out from it.
    public var secret: UInt64?
    /// How many held-back seeds a class's answers are tried on, and what `budget(…)` means in them. A learner's own session
    /// keeps its budget.
    public var budget: Budget
    /// By how much longer code may take than the lesson says: a machine that grades may be slower or busy.
    public var patience: Double
    /// Whether all held-back seeds are tried whatever the session's budget is: who reads "Passed" must not be told otherwise by the
    /// teacher's grade.
    var triesAllSeeds = false
    /// Whether a learner reads what comes of it: then it is said what was found and what was expected.
    var explains = true

    /// The terms of the lesson, unless others are given.
    public init(secret: UInt64? = nil, budget: Budget = .full, patience: Double = 1) {
        self.secret = secret
        self.budget = budget
        self.patience = patience
    }

    /// Those of a learner at work.
    static let ofLearner = {
        var terms = GradingTerms()
        terms.triesAllSeeds = true
        return terms
    }()

    /// The same for a teacher, who reads how many went wrong in one way and not by how much each.
    var withoutExplanations: GradingTerms {
        var terms = self
        terms.explains = false
        return terms
    }
}
