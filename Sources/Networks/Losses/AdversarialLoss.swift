internal import RealModule

/// The losses of two networks that play against each other: a discriminator that scores samples and a generator that makes
/// them. D and s stand for the discriminator's score (a logit or a critic's number) of a real or made sample.
public enum AdversarialLoss: String, Sendable, CaseIterable {
    /// Discriminator −log σ(real) − log(1 − σ(made)); generator log(1 − σ(made)), Goodfellow et al. 2014, equation 1.
    case minimax
    /// The same discriminator; generator −log σ(made), which has slope where it loses (section 3 there).
    case nonSaturating = "non_saturating"
    /// Discriminator (real − 1)²/2 + made²/2; generator (made − 1)²/2, Mao et al. 2017.
    case leastSquares = "least_squares"
    /// Critic made − real; generator −made, Arjovsky et al. 2017 (needs a bounded slope of the critic).
    case wasserstein
    /// Discriminator max(0, 1 − real) + max(0, 1 + made); generator −made, Lim & Ye 2017.
    case hinge

    /// The discriminator's loss for one score, with its derivative.
    public func discriminator(_ score: Double, isReal: Bool) -> (value: Double, slope: Double) {
        switch self {
        case .minimax, .nonSaturating:
            // −log σ(s) for real, −log σ(−s) for made samples.
            let s = isReal ? score : -score
            let (value, slope) = AdversarialLoss.softplus(-s)
            return (value, isReal ? -slope : slope)
        case .leastSquares:
            let e = isReal ? score - 1 : score
            return (e * e / 2, e)
        case .wasserstein: return isReal ? (-score, -1) : (score, 1)
        case .hinge:
            let gap = isReal ? 1 - score : 1 + score
            return gap > 0 ? (gap, isReal ? -1 : 1) : (0, 0)
        }
    }

    /// The generator's loss for the score of a sample it made, with its derivative.
    public func generator(_ score: Double) -> (value: Double, slope: Double) {
        switch self {
        case .minimax:
            let (value, slope) = AdversarialLoss.softplus(score)
            return (-value, -slope)
        case .nonSaturating:
            let (value, slope) = AdversarialLoss.softplus(-score)
            return (value, -slope)
        case .leastSquares: return ((score - 1) * (score - 1) / 2, score - 1)
        case .wasserstein, .hinge: return (-score, -1)
        }
    }

    /// log(1 + eˣ) and its derivative σ(x).
    private static func softplus(_ x: Double) -> (Double, Double) {
        let e = Double.exp(-abs(x))
        return (Swift.max(x, 0) + Double.log(onePlus: e), x >= 0 ? 1 / (1 + e) : e / (1 + e))
    }
}
