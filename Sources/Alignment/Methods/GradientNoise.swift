public import Answers
internal import RealModule

/// How far estimates of the policy gradient scatter about the exact one, with and without a baseline.
public struct GradientNoise: Sendable {
    /// What the estimates with one baseline were like.
    public struct Row: Sendable {
        /// What is taken from the reward.
        public let baseline: PolicyGradient.Baseline
        /// Mean over the draws of the estimated gradient.
        public let mean: [Double]
        /// The largest |mean − exact| of a logit in standard errors: beyond about 3.5 the estimate would be biased.
        public let largestError: Double
        /// Variance of one estimate, summed over the logits, as measured.
        public let variance: Double
        /// The same from its formula; nil where it has none.
        public let expected: Double?
    }

    /// π, the policy at which the gradient is estimated.
    public let policy: Policy
    /// The gradient by the logits as a sum over all answers, one number for each.
    public let exact: [Double]
    /// β, the weight of KL(π‖π₀) in the objective.
    public let beta: Double
    /// Answers that one estimate is the mean of, 2 to 10⁵.
    public let samples: Int
    /// Estimates that were drawn; fewer than asked for when it was stopped.
    public let draws: Int
    /// What was measured with each baseline.
    public let rows: [Row]

    /// Draws estimates at one policy.
    ///
    /// - Parameters:
    ///   - policy: nil for the reference, where a training begins.
    ///   - samples: answers of one estimate, 2 to 10⁵: a batch of one has no others to be compared with.
    ///   - draws: estimates of each kind, 2 to 10⁶.
    /// - Throws: `Mistake` for numbers out of range; `Stopped` before two draws are made.
    public init(
        _ answers: AnswerSet, policy: Policy? = nil, rewards: [Double]? = nil, beta β: Double = 0.5, samples: Int = 16,
        draws: Int = 4000, seed: UInt64 = 0, work: Work = Work()
    ) throws {
        try Interval.nonNegative.check(β, "beta", standard: 0.5)
        try Interval(2, 1e5).whole.check(samples, "samples", standard: 16)
        try Interval(2, 1e6).whole.check(draws, "draws", standard: 4000)
        let policy = policy ?? answers.reference
        guard policy.logs.count == answers.count else {
            throw Mistake(
                "the policy has \(policy.logs.count) answers and the set \(answers.count)",
                expected: "a policy over these answers",
                argument: "policy")
        }
        guard policy.logs.allSatisfy({ $0 > -700 }) else {
            throw Mistake(
                "the policy never gives some of the answers", expected: "one with a logit for each answer",
                argument: "policy")
        }
        (self.policy, beta, self.samples) = (policy, β, samples)
        let n = answers.count
        var done = draws
        var rows: [Row] = []
        var truth: [Double] = []
        for baseline in PolicyGradient.Baseline.allCases {
            let gradient = PolicyGradient(
                answers: answers, rewards: rewards ?? answers.rewards, β: β, samples: samples, baseline: baseline,
                seed: seed)
            let R = gradient.regularised(policy.logs)
            truth = gradient.exact(policy.logs, R)
            var (sum, squares, count) = ([Double](repeating: 0, count: n), [Double](repeating: 0, count: n), 0)
            while count < draws {
                if work.isCancelled { break }
                let estimate = gradient.estimate(policy.logs, R, draw: UInt64(count))
                for k in 0..<n {
                    // About the exact gradient, so that nothing cancels.
                    let error = estimate[k] - truth[k]
                    sum[k] += error
                    squares[k] += error * error
                }
                count += 1
            }
            guard count >= 2 else { throw Stopped() }
            done = Swift.min(done, count)
            let m = Double(count)
            let largest = R.reduce(0) { Swift.max($0, abs($1)) }
            let variances = (0..<n).map { Swift.max(0, squares[$0] - sum[$0] * sum[$0] / m) / (m - 1) }
            let errors = (0..<n).map { k in
                // Where nothing is left but rounding there is no bias to be told.
                abs(sum[k] / m) > 1e-13 * (1 + largest) ? abs(sum[k] / m) / (variances[k] / m).squareRoot() : 0
            }
            rows.append(
                Row(
                    baseline: baseline, mean: (0..<n).map { truth[$0] + sum[$0] / m },
                    largestError: errors.max() ?? 0, variance: variances.reduce(0, +),
                    expected: gradient.varianceOfOneSample(policy.logs).map { $0 / Double(samples) }))
        }
        (self.rows, exact, self.draws) = (rows, truth, done)
    }
}
