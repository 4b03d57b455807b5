internal import Answers
internal import RealModule

/// Kahneman–Tversky optimisation: answers that were liked or disliked, each for itself (Ethayarajh et al. 2024, eq. 7 and 8).
///
///     L = E λ_y − v(y),   v = λ_D·σ(β·(Δ − z₀)) for a liked answer,  λ_U·σ(β·(z₀ − Δ)) for a disliked one
///
/// with Δ(y) = log π(y) − log π₀(y) and the reference point z₀ = KL(π‖π₀), through which no gradient flows. The winner of a comparison
/// counts as liked, the loser as disliked.
///
/// The value v saturates, and the loss is linear in it. So what counts for an answer is only whether it is liked more than
/// disliked, λ_D·liked > λ_U·disliked: the others lose all their probability (theorem 4.3 of the paper for two answers). Its optimum is
/// not π₀·exp(r/β).
public struct KTO: LogitObjective {
    /// How much liked and disliked answers count.
    public struct Weights: Sendable, Equatable {
        /// λ_D, the weight of answers that were liked.
        public var desirable: Double
        /// λ_U, the weight of answers that were disliked.
        public var undesirable: Double
        /// 1 each, unless given.
        public init(desirable: Double = 1, undesirable: Double = 1) {
            (self.desirable, self.undesirable) = (desirable, undesirable)
        }
    }

    let β: Double
    let weights: Weights
    let pairs: PairObjective

    /// The answers.
    public var names: [String] { pairs.preferences.answers.names }

    /// Loss and gradient at these logits.
    public func slope(at θ: [Double], step: Int, gradient: inout [Double]) -> Double {
        let (tallies, count) = pairs.pairs(step)
        var (liked, disliked) = (θ.map { _ in 0.0 }, θ.map { _ in 0.0 })
        for pair in tallies {
            liked[pair.first] += pair.wins
            disliked[pair.first] += pair.losses
            liked[pair.second] += pair.losses
            disliked[pair.second] += pair.wins
        }
        let logs = Policy.logSoftmax(θ)
        return slope(logs, z: Policy.divergence(logs, pairs.reference), liked, disliked, 2 * count, &gradient)
    }

    /// The same for counts of likes, at a reference point that is held still.
    func slope(
        _ logs: [Double], z z₀: Double, _ liked: [Double], _ disliked: [Double], _ count: Double,
        _ gradient: inout [Double]
    ) -> Double {
        let (d, u) = (weights.desirable, weights.undesirable)
        // ∂L/∂log π, then through log π = θ − log Σ exp θ: what all slopes sum to is taken from each by its probability.
        var slopes = logs
        var loss = 0.0
        for y in logs.indices {
            let x = β * (logs[y] - pairs.reference[y] - z₀)
            let (σ, minus) = (Logistic.sigma(x), Logistic.sigma(-x))
            loss += (liked[y] * d * minus + disliked[y] * u * σ) / count
            slopes[y] = β * σ * minus * (disliked[y] * u - liked[y] * d) / count
        }
        let total = slopes.reduce(0, +)
        gradient = zip(slopes, logs).map { $0 - .exp($1) * total }
        return loss
    }

    /// Where the gradient vanishes for preferences without end: the answers that are liked more than disliked keep
    ///
    ///     π(y) ∝ (λ_D·liked − λ_U·disliked)·σ′(β·(Δ(y) − z₀))
    ///
    /// and the others nothing; where none is liked enough, each has the share that the same equation gives with the sign turned.
    static func optimum(_ answers: AnswerSet, beta β: Double, source: PairSource, weights: Weights) -> Policy {
        let μ = source.probabilities(answers)
        let pull = answers.names.indices.map { y in
            answers.names.indices.reduce(0) { sum, other in
                guard other != y else { return sum }
                let p = answers.preference(of: y, over: other)
                return sum + μ[y] * μ[other] * (weights.desirable * p - weights.undesirable * (1 - p))
            }
        }
        let isKept = pull.contains { $0 > 0 } ? pull.map { $0 > 0 } : pull.map { $0 < 0 }
        var logs = Policy.logSoftmax(
            zip(answers.reference.logs, isKept).map { $1 ? $0 : -.infinity })
        for _ in 0..<20_000 {
            let z₀ = Policy.divergence(logs, answers.reference.logs)
            var goal = logs
            for y in logs.indices where isKept[y] {
                let x = β * (logs[y] - answers.reference.logs[y] - z₀)
                // log σ′ = log σ + log(1 − σ)
                goal[y] = .log(abs(pull[y])) - Logistic.minusLogSigma(x) - Logistic.minusLogSigma(-x)
            }
            goal = Policy.logSoftmax(goal)
            // A third of the way in the logarithms: a whole step could swing to and fro.
            let next = Policy.logSoftmax(zip(logs, goal).map { $0 == -.infinity ? $0 : 0.7 * $0 + 0.3 * $1 })
            let moved = zip(next, logs).reduce(0) { $1.0 == -.infinity ? $0 : Swift.max($0, abs($1.0 - $1.1)) }
            logs = next
            if moved < 1e-13 { break }
        }
        return Policy("KTO's optimum at beta = \(β.short())", answers: answers.names, logits: logs)
    }
}
