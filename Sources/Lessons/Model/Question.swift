/// A question that is answered with a choice, a number or a formula.
public struct Question: Sendable, Equatable {
    public var id: String
    public var points: Double
    public var prompt: [MarkdownBlock]
    public var answer: Answer
    /// Shown after a right answer; empty where the author wrote none.
    public var explanation: [MarkdownBlock]
    /// Hints, the first one first.
    public var hints: [Hint]
    public var line: Int

    public enum Answer: Sendable, Equatable {
        case choice([Choice])
        case number(NumberAnswer)
        /// Right when it agrees with `expression` at seeded points of its variables.
        case formula(FormulaAnswer)
    }

    public struct Choice: Sendable, Equatable {
        public var text: [MarkdownBlock]
        public var isRight: Bool
        /// Why it is right or wrong; empty where the author wrote nothing.
        public var reason: [MarkdownBlock]
    }
}

/// The numbers that count as right.
public enum NumberAnswer: Sendable, Equatable {
    /// `= 1.41 +- 0.01`; the tolerance is 0 where none was written.
    case absolute(Double, tolerance: Double)
    /// `= 1.41 +- 5%`
    case relative(Double, share: Double)
    /// `= [a, b]`
    case interval(Double, Double)

    /// Numbers that agree to twelve digits are the same number: `0.1 + 0.2` answers `= 0.3`.
    public func accepts(_ number: Double) -> Bool {
        guard number.isFinite else { return false }
        switch self {
        case .absolute(let value, let tolerance): return abs(number - value) <= tolerance + 1e-12 * abs(value)
        case .relative(let value, let share): return abs(number - value) <= share * abs(value) * (1 + 1e-12)
        case .interval(let low, let high): return low <= number && number <= high
        }
    }
}

/// A formula and the interval from which its variables are drawn when two formulas are compared.
public struct FormulaAnswer: Sendable, Equatable {
    public var expression: String
    public var variables: [String]
    public var low: Double
    public var high: Double
}

/// One step of help.
public struct Hint: Sendable, Equatable {
    /// Given by the author; nil where the hint only has its place on the ladder.
    public var id: String?
    public var title: String
    public var text: [MarkdownBlock]
    public var line: Int
}
