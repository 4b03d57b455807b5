import Answers
public import Markdown

/// A question that is answered with a choice, a number, a formula or an expression.
public struct Question: Sendable, Equatable {
    /// Never changes: answers are keyed by it.
    public var id: String
    /// What a right answer is worth.
    public var points: Double
    /// What is asked.
    public var prompt: [MarkdownBlock]
    /// What counts as right.
    public var answer: Answer
    /// Shown after a right answer, and to who gives up; empty where the author wrote none.
    public var explanation: [MarkdownBlock]
    /// Hints, the first one first.
    public var hints: [Hint]
    /// The line of its comment.
    public var line: Int

    /// The code that its own answer is worked out by.
    var sources: [String] {
        switch answer {
        case .expression(let expression): [expression.expression]
        case .formula(let formula): [formula.expression]
        case .choice, .number: []
        }
    }

    /// How a question is answered.
    public enum Answer: Sendable, Equatable {
        case choice([Choice])
        case number(NumberAnswer)
        /// Right when it agrees with `expression` at seeded points of its variables.
        case formula(FormulaAnswer)
        /// Right when its value is the one that `expression` has.
        case expression(ExpressionAnswer)
    }

    /// One choice of several.
    public struct Choice: Sendable, Equatable {
        /// What is to be chosen.
        public var text: [MarkdownBlock]
        /// Whether it belongs to the right answer.
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

extension NumberAnswer {
    /// For a number that is wrong and near: how near the right one has to be met, in words. Nil for one that is far off.
    func nearness(of number: Double) -> String? {
        guard number.isFinite else { return nil }
        switch self {
        case .absolute(let value, let tolerance):
            // Five times the tolerance, but no more than a tenth of the number beyond it.
            let reach = tolerance + Swift.min(4 * tolerance, 0.1 * Swift.max(abs(value), tolerance))
            guard abs(number - value) <= Swift.max(reach, 0.05 * abs(value)) else { return nil }
            return tolerance > 0 ? "within \(tolerance.short()) of the right number" : "a little beside it, exactly"
        case .relative(let value, let share):
            let reach = Swift.max(share + Swift.min(4 * share, 0.1), 0.05)
            guard abs(number - value) <= reach * abs(value) else { return nil }
            return "within \((100 * share).short())% of the right number"
        case .interval(let low, let high):
            let reach = Swift.max(0.5 * (high - low), 0.05 * Swift.max(abs(low), abs(high)))
            guard low - reach <= number, number <= high + reach else { return nil }
            return number < low ? "a little above it" : "a little below it"
        }
    }
}

/// A formula and the interval from which its variables are drawn when two formulas are compared.
public struct FormulaAnswer: Sendable, Equatable {
    /// The author's formula, in the language.
    public var expression: String
    /// The names that a formula may use.
    public var variables: [String]
    /// The lower end of the interval that each variable is drawn from.
    public var low: Double
    /// Its upper end.
    public var high: Double
}

/// An expression of the language, and how close another one's value has to come to its.
public struct ExpressionAnswer: Sendable, Equatable {
    /// The author's expression, which may use what the cells above have set.
    public var expression: String
    /// Absolute tolerance for every number.
    public var tolerance: Double
    /// Relative tolerance for every number.
    public var relative: Double
}

/// One step of help.
public struct Hint: Sendable, Equatable {
    /// Given by the author; nil where the hint only has its place on the ladder.
    public var id: String?
    /// As the author's summary says it: `Hint 1`.
    public var title: String
    /// The help itself.
    public var text: [MarkdownBlock]
    /// The line of its `<details>`.
    public var line: Int
}
