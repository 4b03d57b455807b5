internal import RealModule

/// The elementwise losses: value and derivative for one output and its target.
extension Loss {
    /// ε with which Keras keeps probabilities away from 0 and 1.
    static var margin: Double { 1e-7 }

    func element<S: Real & BinaryFloatingPoint>(_ y: S, _ t: S) -> (value: S, slope: S) {
        let e = y - t
        let margin = S(Loss.margin)
        switch kind {
        case .meanSquaredError: return (e * e, 2 * e)
        case .meanAbsoluteError: return (abs(e), sign(e))
        case .meanAbsolutePercentageError:
            let factor = 100 / Swift.max(abs(t), margin)
            return (factor * abs(e), factor * sign(e))
        case .meanSquaredLogarithmicError:
            let d = S.log(onePlus: Swift.max(y, margin)) - S.log(onePlus: Swift.max(t, margin))
            return (d * d, y > margin ? 2 * d / (1 + y) : 0)
        case .huber(let delta):
            let δ = S(delta)
            return abs(e) <= δ ? (e * e / 2, e) : (δ * (abs(e) - δ / 2), δ * sign(e))
        case .smoothL1(let beta):
            let β = S(beta)
            return abs(e) < β ? (e * e / (2 * β), e / β) : (abs(e) - β / 2, sign(e))
        case .logCosh:
            // log cosh e loses its digits near 0 in the form |e| + log(1 + e^−2|e|) − log 2; sinh(e/2) keeps them.
            let half = S.sinh(Swift.min(abs(e), 1) / 2)
            let small = S.log(onePlus: 2 * half * half)
            let large = abs(e) + S.log(onePlus: S.exp(-2 * abs(e))) - S.log(2)
            return (abs(e) < 1 ? small : large, S.tanh(e))
        case .binaryCrossEntropy(let fromLogits, let positiveWeight):
            let target = labelSmoothing == 0 ? t : t * S(1 - labelSmoothing) + S(labelSmoothing) / 2
            return fromLogits
                ? logits(y, target, S(positiveWeight)) : probability(y, target)
        case .binaryFocal(let gamma): return focal(y, t, S(gamma))
        case .hinge:
            let side = t == 0 ? -1 : t
            let gap = 1 - side * y
            return gap > 0 ? (gap, -side) : (0, 0)
        case .squaredHinge:
            let side = t == 0 ? -1 : t
            let gap = Swift.max(0, 1 - side * y)
            return (gap * gap, -2 * side * gap)
        case .poisson:
            if framework == .pytorch {
                let rate = S.exp(y)
                return (rate - t * y, rate - t)
            }
            return (y - t * S.log(y + margin), 1 - t / (y + margin))
        case .categoricalCrossEntropy, .sparseCategoricalCrossEntropy, .negativeLogLikelihood, .klDivergence,
            .cosineSimilarity:
            return (0, 0)
        }
    }

    /// max(z, 0) − z·t + log(1 + e^−|z|), with the positive term weighted as PyTorch's `pos_weight`.
    private func logits<S: Real & BinaryFloatingPoint>(_ z: S, _ t: S, _ weight: S) -> (value: S, slope: S) {
        let e = S.exp(-abs(z))
        let softplus = S.log(onePlus: e)
        let positive = Swift.max(-z, 0) + softplus
        let negative = Swift.max(z, 0) + softplus
        let p = z >= 0 ? 1 / (1 + e) : e / (1 + e)
        let q = z >= 0 ? e / (1 + e) : 1 / (1 + e)
        return (weight * t * positive + (1 - t) * negative, (1 - t) * p - weight * t * q)
    }

    /// Keras clips p to [ε, 1 − ε], and the slope is 0 outside; PyTorch keeps logarithms above −100 and the slope's
    /// denominator above 10⁻¹² (rounded to Float32, whatever the numbers' type).
    private func probability<S: Real & BinaryFloatingPoint>(_ p: S, _ t: S) -> (value: S, slope: S) {
        if framework == .pytorch {
            let value = -t * Swift.max(S.log(p), -100) - (1 - t) * Swift.max(S.log(1 - p), -100)
            return (value, (p - t) / Swift.max(p * (1 - p), S(Float(1e-12))))
        }
        let margin = S(Loss.margin)
        let c = Swift.min(Swift.max(p, margin), 1 - margin)
        let isInside = p >= margin && p <= 1 - margin
        return (-t * S.log(c) - (1 - t) * S.log(1 - c), isInside ? (c - t) / (c * (1 - c)) : 0)
    }

    private func focal<S: Real & BinaryFloatingPoint>(_ y: S, _ t: S, _ γ: S) -> (value: S, slope: S) {
        let margin = S(Loss.margin)
        let p = Swift.min(Swift.max(y, margin), 1 - margin)
        let entropy = -t * S.log(p) - (1 - t) * S.log(1 - p)
        let right = t * p + (1 - t) * (1 - p)
        let factor = S.pow(1 - right, γ)
        guard y >= margin, y <= 1 - margin else { return (factor * entropy, 0) }
        let entropySlope = (p - t) / (p * (1 - p))
        let factorSlope = γ == 0 ? 0 : -γ * S.pow(1 - right, γ - 1) * (2 * t - 1)
        return (factor * entropy, factor * entropySlope + factorSlope * entropy)
    }

    private func sign<S: Real & BinaryFloatingPoint>(_ x: S) -> S { x > 0 ? 1 : (x < 0 ? -1 : 0) }
}
