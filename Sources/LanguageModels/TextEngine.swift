public import Training

/// What gives the next character's chances.
public enum TextEngine: Sendable {
    /// By the character before it alone.
    case counts(BigramCounts)
    /// By the characters before it.
    case network(Model)
}

extension TextEngine {
    /// The network; nil for counts.
    var model: Model? { if case .network(let model) = self { model } else { nil } }
}
