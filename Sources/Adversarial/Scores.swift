internal import CKernels
internal import Networks
internal import RealModule

/// The losses of many scores at once, equal to `AdversarialLoss` of each to rounding: a logit costs one exponential, and all of them one
/// logarithm, as Σ ln(1 + eᵢ) = ln Π(1 + eᵢ).
extension AdversarialLoss {
    /// The discriminator's loss of some scores, summed.
    ///
    /// - Parameters:
    ///   - slope: takes the derivative by each score, times `share`.
    /// - Returns: the sum, and the sum of what the scores say: of the probabilities that the samples are real for logits, of the scores otherwise.
    func discriminator(
        _ scores: UnsafePointer<Float>, _ slope: UnsafeMutablePointer<Float>, _ count: Int, isReal: Bool, share: Double
    ) -> (value: Double, said: Double) {
        switch self {
        case .minimax, .nonSaturating:
            let sum = softplus(scores, slope, count, sign: isReal ? -1 : 1, share: share)
            return (sum.value, isReal ? Double(count) - sum.sigmoid : sum.sigmoid)
        case .leastSquares, .wasserstein, .hinge:
            var (value, said) = (0.0, 0.0)
            for i in 0..<count {
                let term = discriminator(Double(scores[i]), isReal: isReal)
                value += term.value
                slope[i] = Float(term.slope * share)
                said += Double(scores[i])
            }
            return (value, said)
        }
    }

    /// The generator's loss of some scores, summed; `slope` as above.
    func generator(
        _ scores: UnsafePointer<Float>, _ slope: UnsafeMutablePointer<Float>, _ count: Int, share: Double
    ) -> Double {
        switch self {
        case .minimax: return -softplus(scores, slope, count, sign: 1, share: -share).value
        case .nonSaturating: return softplus(scores, slope, count, sign: -1, share: share).value
        case .leastSquares, .wasserstein, .hinge:
            var value = 0.0
            for i in 0..<count {
                let term = generator(Double(scores[i]))
                value += term.value
                slope[i] = Float(term.slope * share)
            }
            return value
        }
    }

    /// Scores whose exponentials are taken together, and whose factors 1 + e make one product: each is at most 2, which is far from overflow.
    /// Their kilobyte is the most that Swift keeps on the stack.
    private static let block = 128

    /// Σ ln(1 + exp(x)) of x = sign·score, the slopes by the scores times `share`, and Σ σ(x).
    private func softplus(
        _ scores: UnsafePointer<Float>, _ slope: UnsafeMutablePointer<Float>, _ count: Int, sign: Double, share: Double
    ) -> (value: Double, sigmoid: Double) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: Self.block) { room in
            guard let e = room.baseAddress else { return (.nan, .nan) }
            let exponential = ck_doubles_at_level(ck_best_level()).pointee.exponential
            var (sum, sigmoid) = (0.0, 0.0)
            for first in stride(from: 0, to: count, by: Self.block) {
                let here = Swift.min(Self.block, count - first)
                for i in 0..<here { e[i] = -abs(Double(scores[first + i])) }
                exponential(here, e, e)
                var product = 1.0
                for i in 0..<here {
                    let x = sign * Double(scores[first + i])
                    let σ = (x >= 0 ? 1 : e[i]) / (1 + e[i])
                    sum += Swift.max(x, 0)
                    product *= 1 + e[i]
                    sigmoid += σ
                    slope[first + i] = Float(sign * share * σ)
                }
                sum += Double.log(product)
            }
            return (sum, sigmoid)
        }
    }
}
