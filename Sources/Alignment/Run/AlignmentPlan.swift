internal import Answers
public import Optimizers

/// All that says how a policy is trained: on what, by which method, how strongly it is held at the reference.
public struct AlignmentPlan: Sendable {
    /// The answers with their true rewards and the reference, at which the policy begins.
    public let answers: AnswerSet
    /// Policy gradient, DPO, IPO or KTO: which loss is descended.
    public let method: AlignmentMethod
    /// The method's β: the weight of the divergence; for IPO its τ.
    public let beta: Double
    /// What it learns from, where it learns from comparisons.
    public let preferences: Preferences?
    /// What stands in for the true reward of a policy gradient; nil for the true one.
    public let rewardModel: RewardModel?
    /// The rule and rate that move the logits.
    public let optimizer: Optimizer
    /// The largest number of updates, 1 to 10⁶.
    public let steps: Int
    /// Answers that are drawn for a step of the policy gradient; nil for the exact gradient.
    public let samples: Int?
    /// What is taken from their rewards.
    public let baseline: PolicyGradient.Baseline
    /// Comparisons of a step; nil for all.
    public let batch: Int?
    /// KTO's λ.
    public let weights: KTO.Weights
    /// KL(π‖π₀) beyond which it ends, looked at where a row is noted; nil for no such end.
    public let maximalDivergence: Double?
    /// Of the sampled answers and of the order of comparisons.
    public let seed: UInt64

    /// - Parameters:
    ///   - beta: above 0; 0 for a policy gradient that nothing holds.
    ///   - samples: 2 to 10⁵, nil for the exact gradient.
    ///   - batch: from 1, nil for all comparisons.
    /// - Throws: `Mistake` for a number out of range, and where a method is not given what it learns from.
    public init(
        _ answers: AnswerSet, method: AlignmentMethod = .policyGradient, beta: Double = 0.5,
        preferences: Preferences? = nil, rewardModel: RewardModel? = nil, optimizer: Optimizer? = nil,
        steps: Int = 2000, samples: Int? = 64, baseline: PolicyGradient.Baseline = .leaveOneOut, batch: Int? = nil,
        weights: KTO.Weights = .init(), maximalDivergence: Double? = nil, seed: UInt64 = 0
    ) throws {
        try (method == .policyGradient ? Interval.nonNegative : .positive).check(beta, "beta", standard: 0.5)
        try Interval(1, 1e6).whole.check(steps, "steps", standard: 2000)
        if let samples {
            // With the mean of the others a sample needs others.
            try Interval(baseline == .leaveOneOut ? 2 : 1, 1e5).whole.check(samples, "samples", standard: 64)
        }
        if let batch { try Interval.atLeast(1).whole.check(batch, "batch", standard: 64) }
        try Interval.positive.check(weights.desirable, "desirable", standard: 1)
        try Interval.positive.check(weights.undesirable, "undesirable", standard: 1)
        if let maximalDivergence { try Interval.positive.check(maximalDivergence, "max_kl", standard: 1) }
        if method.usesPreferences {
            guard let preferences else {
                throw Mistake(
                    "\(method.title) learns from preferences", expected: "comparisons of these answers",
                    try: "preferences=preferences(answers())", argument: "preferences")
            }
            guard preferences.answers == answers else {
                throw Mistake(
                    "the preferences compare other answers", expected: "comparisons of these answers",
                    argument: "preferences")
            }
            if rewardModel != nil {
                throw Mistake(
                    "\(method.title) has no reward model", expected: "preferences alone: the policy is its own",
                    argument: "reward")
            }
        }
        if let rewardModel, rewardModel.preferences.answers != answers {
            throw Mistake(
                "the reward model was fitted on other answers", expected: "one of these answers", argument: "reward")
        }
        (self.answers, self.method, self.beta) = (answers, method, beta)
        (self.preferences, self.rewardModel) = (preferences, rewardModel)
        self.optimizer = try optimizer ?? Optimizer("Adam", rate: .constant(0.05))
        (self.steps, self.samples, self.baseline, self.batch) = (steps, samples, baseline, batch)
        (self.weights, self.maximalDivergence, self.seed) = (weights, maximalDivergence, seed)
    }

    /// What the optimizer descends.
    public var objective: any LogitObjective {
        if let preferences, method.usesPreferences {
            let pairs = PairObjective(preferences, batch: batch, seed: seed)
            switch method {
            case .ipo: return IPO(τ: beta, pairs: pairs)
            case .kto: return KTO(β: beta, weights: weights, pairs: pairs)
            default: return DPO(β: beta, pairs: pairs)
            }
        }
        return PolicyGradient(
            answers: answers, rewards: rewardModel?.values ?? answers.rewards, β: beta, samples: samples,
            baseline: baseline, seed: seed)
    }

    /// Where the method ends with exact steps, and preferences without end and error; nil for a policy gradient that nothing holds.
    public var optimum: Policy? {
        if method == .policyGradient {
            return try? answers.optimum(beta: beta, rewards: rewardModel?.values)
        }
        return try? answers.optimum(of: method, beta: beta, source: preferences?.source ?? .reference, weights: weights)
    }

    /// The descent at its beginning: the logits are those of the reference.
    func descent() throws -> LogitDescent {
        try LogitDescent(objective, optimizer, start: answers.reference.logs, seed: seed)
    }

    /// As it is called: `DPO at beta = 0.5`.
    public var title: String {
        "\(method.title) at \(method == .ipo ? "tau" : "beta") = \(beta.short())"
    }
}
