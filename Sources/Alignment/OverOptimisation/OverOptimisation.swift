public import Answers
public import Numbers
public import Optimizers
public import Parallel
internal import RealModule

/// What becomes of the true reward while a policy climbs a learnt one (Gao et al. 2023), over seeds.
///
/// For each seed answers are drawn, a reward model is fitted on few comparisons of the reference's answers, and a policy climbs its
/// reward with nothing to hold it. The learnt reward only rises. The true one rises, and then falls: the policy comes to answers
/// about which the model has learnt nothing, and those that it takes for the best are those whose reward it overrates.
/// Both are told against √KL(π‖π₀), the distance from the reference at which Gao and others draw them.
public struct OverOptimisation: Sendable {
    /// All that says how it is done.
    public struct Plan: Sendable {
        /// Answers of a seed.
        public let count: Int
        /// Comparisons that the reward model sees.
        public let comparisons: Int
        /// Share of wrong labels.
        public let noise: Double
        /// What the learnt reward may depend on.
        public let form: RewardModel.Form
        /// λ of the reward model.
        public let ridge: Double
        /// What moves the logits.
        public let optimizer: Optimizer
        /// Updates of each policy, at least 1.
        public let steps: Int
        /// Weights of the divergence whose closed forms are compared.
        public let betas: [Double]
        /// Of answers, comparisons and policy: the study is repeated with each, and curves are means over them.
        public let seeds: [UInt64]

        /// From one that nearly lets go to one that hardly lets move.
        public static let usualBetas = [0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 1, 2, 5]

        /// - Throws: `Mistake` for a number out of range.
        public init(
            count: Int = 64, comparisons: Int = 500, noise: Double = 0, form: RewardModel.Form = .linear,
            ridge: Double = 0.01, optimizer: Optimizer? = nil, steps: Int = 400,
            betas: [Double] = usualBetas, seeds: [UInt64] = [0, 1, 2, 3, 4]
        ) throws {
            try Interval(2, Double(AnswerSet.most)).whole.check(count, "n", standard: 64)
            try Interval(1, Double(Preferences.most)).whole.check(comparisons, "preferences", standard: 500)
            try Interval(0, 0.5, includesUpper: false).check(noise, "noise", standard: 0)
            try Interval.positive.check(ridge, "ridge", standard: 0.01)
            try Interval(1, 100_000).whole.check(steps, "steps", standard: 400)
            guard !seeds.isEmpty, Set(seeds).count == seeds.count else {
                throw Mistake(
                    seeds.isEmpty ? "no seeds" : "a seed stands twice", expected: "different seeds", try: "seeds=5",
                    argument: "seeds")
            }
            guard !betas.isEmpty, betas.count <= 100 else {
                throw Mistake("\(betas.count) values of beta", expected: "1 to 100", argument: "betas")
            }
            for β in betas { try Interval.positive.check(β, "betas", standard: 0.5) }
            (self.count, self.comparisons, self.noise, self.form) = (count, comparisons, noise, form)
            (self.ridge, self.steps, self.betas, self.seeds) = (ridge, steps, betas.sorted(), seeds)
            self.optimizer = try optimizer ?? Optimizer("Adam", rate: .constant(0.05))
        }
    }

    /// One seed: the policy's way, and the closed forms.
    public struct Climb: Sendable {
        /// Of the answers, the comparisons and the reward model.
        public let seed: UInt64
        /// √KL(π‖π₀) after each step, from 0 on.
        public let distances: [Double]
        /// The learnt reward less that of the reference.
        public let proxies: [Double]
        /// The true reward less that of the reference.
        public let truths: [Double]
        /// H(π) of the policy at the end, in nats.
        public let entropy: Double
        /// For each β of the plan, the true reward of π₀·exp(r̂/β), less that of the reference.
        public let held: [Double]
        /// The best that any answer would have, less the reference.
        public let best: Double

        /// The step with the highest true reward, from 0: where to stop.
        public var peak: Int { truths.indices.max { truths[$0] < truths[$1] } ?? 0 }
        /// The true reward there.
        public var top: Double { truths[peak] }
        /// How far the true reward has fallen from there to the end.
        public var fall: Double { top - (truths.last ?? 0) }
        /// Whether more than a quarter of what had been won, and a tenth of a unit at least, is lost again while the learnt reward has gone on
        /// rising.
        public var isOverOptimised: Bool {
            fall > Swift.max(0.1, top / 4) && (proxies.last ?? 0) > proxies[peak]
        }
    }

    /// How many answers, comparisons, steps and seeds there were, and which reward model.
    public let plan: Plan
    /// In the order of the seeds; those that were stopped are missing.
    public let climbs: [Climb]
    /// Whether seeds are missing.
    public var isPartial: Bool { climbs.count < plan.seeds.count }

    /// Runs all seeds.
    ///
    /// - Parameters:
    ///   - crew: which threads; the numbers do not depend on how many.
    ///   - work: once it is cancelled, the seeds that are done are given back.
    /// - Throws: `Mistake` for a reward model that cannot be fitted, and an optimizer that fails.
    public init(_ plan: Plan, crew: Crew = .cores, work: Work = Work()) throws {
        self.plan = plan
        climbs = try crew.map(
            plan.seeds.count, work: work,
            look: { done in work.report(Double(done) / Double(plan.seeds.count), "seed \(done)/\(plan.seeds.count)") },
            trying: { try Climb(plan, seed: plan.seeds[$1], work: $0) }
        ).compactMap { $0 }
        if climbs.isEmpty { throw Stopped() }
    }

    /// In how many seeds the true reward falls while the learnt one rises.
    public var shownIn: Int { climbs.count { $0.isOverOptimised } }

    /// The true reward at the best stop, over the seeds.
    public var top: MeanInterval { MeanInterval(of: climbs.map(\.top)) }
    /// The true reward after the last step less that of the reference, over the seeds, with a 95 % interval.
    public var end: MeanInterval { MeanInterval(of: climbs.map { $0.truths.last ?? .nan }) }
    /// √KL(π‖π₀) at the step with the highest true reward, over the seeds, with a 95 % interval.
    public var stop: MeanInterval { MeanInterval(of: climbs.map { $0.distances[$0.peak] }) }
    /// The true reward of the closed form at each β.
    public var held: [MeanInterval] {
        plan.betas.indices.map { place in MeanInterval(of: climbs.map { $0.held[place] }) }
    }
    /// The place of the β with the highest mean true reward.
    public var bestBeta: Int { held.indices.max { held[$0].mean < held[$1].mean } ?? 0 }
}

extension OverOptimisation.Climb {
    /// - Throws: `Stopped`, and `Mistake` as `RewardModel`.
    init(_ plan: OverOptimisation.Plan, seed: UInt64, work: Work) throws {
        let answers = try AnswerSet(count: plan.count, seed: seed)
        let preferences = try Preferences(
            answers, count: plan.comparisons, noise: plan.noise, seed: seed, work: work)
        let model = try RewardModel(
            preferences, form: plan.form, ridge: plan.ridge, steps: 200, seed: seed, work: work)
        let run = try AlignmentRun(
            AlignmentPlan(
                answers, beta: 0, rewardModel: model, optimizer: plan.optimizer, steps: plan.steps, samples: nil,
                seed: seed), work: work)
        if run.isPartial || model.isPartial { throw Stopped() }
        let reference = answers.reward(of: answers.reference)
        self.seed = seed
        distances = run.rows.map { $0.divergence.squareRoot() }
        proxies = run.rows.map(\.proxy)
        truths = run.rows.map { $0.reward - reference }
        entropy = run.last.entropy
        held = try plan.betas.map {
            answers.reward(of: try answers.optimum(beta: $0, rewards: model.values)) - reference
        }
        best = (answers.rewards.max() ?? 0) - reference
    }
}
