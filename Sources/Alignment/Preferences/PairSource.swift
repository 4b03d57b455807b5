/// Where two answers that are compared come from.
public enum PairSource: String, Sendable, CaseIterable {
    /// Drawn from the reference policy, as a laboratory does that asks people about its model's answers.
    case reference
    /// All answers alike.
    case uniform

    /// μ(y).
    func probabilities(_ answers: AnswerSet) -> [Double] {
        switch self {
        case .reference: answers.reference.probabilities
        case .uniform: answers.names.map { _ in 1 / Double(answers.count) }
        }
    }
}
