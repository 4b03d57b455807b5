internal import Numbers
internal import RealModule

/// The gradient of J(π) = E_π[r] − β·KL(π‖π₀) with respect to the logits of π, exact or estimated from answers that the policy gives.
///
/// With the regularised reward R(y) = r(y) − β·(log π(y) − log π₀(y)) and the score ∇log π(y) = e_y − π:
///
///     ∇J = E_π[(R(y) − b)·∇log π(y)]          (Williams 1992: REINFORCE)
///
/// for every baseline b that does not depend on y, because E_π[∇log π] = 0. What R loses by its own dependence on θ, E_π[−β·∇log π], is 0
/// for the same reason. A language model can only be sampled; here the sum over all answers is the exact gradient.
public struct PolicyGradient: LogitObjective {
    /// What is taken from the reward of a sample.
    public enum Baseline: String, Sendable, CaseIterable {
        /// Nothing.
        case none
        /// The mean regularised reward of the other samples of the batch (Kool et al. 2019; Ahmadian et al. 2024).
        case leaveOneOut = "leave_one_out"
        /// The mean regularised reward of the policy, E_π[R], which only a finite set can know.
        case value
        /// E[‖∇log π‖²R] / E[‖∇log π‖²]: of all baselines that with the least variance (Weaver & Tao 2001).
        case optimal
    }

    let answers: AnswerSet
    /// r̂(y): the true rewards, or those of a reward model.
    let rewards: [Double]
    let β: Double
    /// Samples of a step; nil for the exact gradient.
    let samples: Int?
    let baseline: Baseline
    let seed: UInt64

    /// The answers.
    public var names: [String] { answers.names }

    /// −J of the sum over all answers, and −∇J, estimated where there are samples.
    public func slope(at θ: [Double], step: Int, gradient: inout [Double]) -> Double {
        let logs = Policy.logSoftmax(θ)
        let R = regularised(logs)
        gradient = (samples == nil ? exact(logs, R) : estimate(logs, R, draw: UInt64(step))).map { -$0 }
        return -mean(logs, R)
    }

    /// R(y) = r(y) − β·(log π(y) − log π₀(y)); its mean under π is J.
    func regularised(_ logs: [Double]) -> [Double] {
        logs.indices.map { rewards[$0] - β * (logs[$0] - answers.reference.logs[$0]) }
    }

    private func mean(_ logs: [Double], _ R: [Double]) -> Double {
        zip(logs, R).reduce(0) { $0 + .exp($1.0) * $1.1 }
    }

    /// ∂J/∂θ_k = π_k·(R_k − E_π[R]).
    func exact(_ logs: [Double], _ R: [Double]) -> [Double] {
        let middle = mean(logs, R)
        return zip(logs, R).map { .exp($0) * ($1 - middle) }
    }

    /// The mean over a batch of (R(y) − b)·(e_y − π).
    ///
    /// - Parameter number: of the batch; the same number draws the same answers.
    func estimate(_ logs: [Double], _ R: [Double], draw number: UInt64) -> [Double] {
        let m = samples ?? 1
        let π = logs.map { Double.exp($0) }
        var stream = RandomStream(seed: seed, purpose: "answers of the policy", index: number)
        var counts = [Double](repeating: 0, count: π.count)
        let urn = Urn(π)
        for _ in 0..<m { counts[urn.draw(stream.uniform())] += 1 }
        let total = zip(counts, R).reduce(0) { $0 + $1.0 * $1.1 }
        let fixed = fixedBaseline(logs, R)
        // Σ over the samples of their advantage, by answer; then Σ(R − b)(e_y − π).
        var advantages = counts
        for y in counts.indices where counts[y] > 0 {
            let b = fixed ?? (m > 1 ? (total - R[y]) / Double(m - 1) : 0)
            advantages[y] = counts[y] * (R[y] - b) / Double(m)
        }
        let sum = advantages.reduce(0, +)
        return zip(advantages, π).map { $0 - $1 * sum }
    }

    /// The baseline where it is the same number for every sample.
    private func fixedBaseline(_ logs: [Double], _ R: [Double]) -> Double? {
        switch baseline {
        case .none: return 0
        case .leaveOneOut: return nil
        case .value: return mean(logs, R)
        case .optimal:
            let weights = squaredScores(logs)
            let total = mean(logs, weights)
            return total > 0 ? mean(logs, zip(weights, R).map { $0 * $1 }) / total : 0
        }
    }

    /// ‖∇log π(y)‖² = 1 − 2π_y + Σπ².
    private func squaredScores(_ logs: [Double]) -> [Double] {
        let π = logs.map { Double.exp($0) }
        let squares = π.reduce(0) { $0 + $1 * $1 }
        return π.map { 1 - 2 * $0 + squares }
    }

    /// The variance of the estimate from one sample, summed over the logits: E[(R − b)²‖∇log π‖²] − ‖∇J‖²; a batch of m has 1/m of it. nil for
    /// the baseline that a sample alone does not have.
    func varianceOfOneSample(_ logs: [Double]) -> Double? {
        let R = regularised(logs)
        guard let b = fixedBaseline(logs, R) else { return nil }
        let second = mean(logs, zip(R, squaredScores(logs)).map { ($0 - b) * ($0 - b) * $1 })
        return second - exact(logs, R).reduce(0) { $0 + $1 * $1 }
    }
}
