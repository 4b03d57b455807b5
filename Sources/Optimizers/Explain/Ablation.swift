import Answers

/// Terms of a rule that are switched off from a step on.
public struct Ablation: Sendable, Equatable {
    /// Names among the rule's `terms`.
    public var terms: [String]
    /// The first step without them, from 1.
    public var from: Int

    /// - Parameter from: the first step without the terms, from 1.
    public init(terms: [String], from: Int = 1) {
        self.terms = terms
        self.from = from
    }
}

extension Ablation {
    static func unknown(_ term: String, _ optimizer: Optimizer) -> Mistake {
        Mistake(
            "\(optimizer.name) has no term \(term)",
            expected: optimizer.terms.isEmpty ? "a rule with terms" : optimizer.terms.joined(separator: ", "),
            argument: "term")
    }

    /// - Throws: `Mistake` for a term that the rule does not have, or a step before 1.
    func check(_ optimizer: Optimizer) throws {
        for term in terms where optimizer.rule.without(term) == nil { throw Ablation.unknown(term, optimizer) }
        try Interval.atLeast(1).whole.check(from, "step")
    }
}
