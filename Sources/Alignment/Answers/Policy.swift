internal import RealModule

/// A distribution over a finite set of answers: what a language model is when there is one prompt and few answers.
///
/// It is kept as logarithms, so that an answer of probability e⁻⁸⁰⁰ still has a divergence that is finite.
public struct Policy: Sendable, Equatable {
    /// What it is: `reference`, `closed form at beta = 0.5`.
    public let name: String
    /// The answers, one for each probability.
    public let answers: [String]
    /// log π(y), normalised; −∞ for an answer that is never given.
    public let logs: [Double]

    /// The softmax of some logits: π(y) = exp(θ_y) / Σ exp(θ).
    ///
    /// - Parameter logits: one for each answer, not nan and not +∞; one at least is finite.
    public init(_ name: String, answers: [String], logits: [Double]) {
        (self.name, self.answers) = (name, answers)
        logs = Policy.logSoftmax(logits)
    }

    /// π(y), which sum to 1.
    public var probabilities: [Double] { logs.map { .exp($0) } }

    /// The entropy −Σ π log π in nats: 0 when one answer is certain, log n when all are as likely.
    public var entropy: Double { Policy.entropy(logs) }

    /// exp(entropy): of how many equally likely answers it has the entropy.
    public var effectiveCount: Double { .exp(entropy) }

    /// The most likely answer, the first of several.
    public var mode: Int { logs.indices.max { logs[$0] < logs[$1] } ?? 0 }

    /// Whether it has the entropy of fewer than 1.2 answers: whoever asks again gets the same.
    public var isCollapsed: Bool { effectiveCount < Policy.collapse }

    /// Effective answers below which a policy counts as collapsed.
    public static let collapse = 1.2

    /// Σ π(y)·f(y), an answer that is never given left out.
    public func mean(_ values: [Double]) -> Double {
        zip(logs, values).reduce(0) { $1.0 == -.infinity ? $0 : $0 + .exp($1.0) * $1.1 }
    }

    /// KL(self‖other) = Σ π (log π − log π′) in nats; ∞ where the other never gives an answer that this one gives.
    public func divergence(from other: Policy) -> Double { Policy.divergence(logs, other.logs) }

    /// Total variation ½ Σ |π − π′|: the largest difference in the probability of any set of answers, 0 to 1.
    public func totalVariation(to other: Policy) -> Double {
        0.5 * zip(logs, other.logs).reduce(0) { $0 + abs(.exp($1.0) - .exp($1.1)) }
    }

    /// The same distribution under another name.
    public func named(_ name: String) -> Policy { Policy(name, answers: answers, logits: logs) }

    // MARK: The same for logarithms that no policy holds yet

    /// θ − log Σ exp(θ), by the largest so that nothing overflows.
    static func logSoftmax(_ logits: [Double]) -> [Double] {
        let top = logits.max() ?? 0
        let total = logits.reduce(0) { $0 + .exp($1 - top) }
        let shift = top + .log(total)
        return logits.map { $0 - shift }
    }

    static func entropy(_ logs: [Double]) -> Double {
        // −0 would be shown with its sign.
        max(0, logs.reduce(0) { $1 == -.infinity ? $0 : $0 - .exp($1) * $1 })
    }

    static func divergence(_ logs: [Double], _ others: [Double]) -> Double {
        // Rounding may leave a little less than nothing.
        max(0, zip(logs, others).reduce(0) { $1.0 == -.infinity ? $0 : $0 + .exp($1.0) * ($1.0 - $1.1) })
    }
}
