import Alignment
import Answers
import Language
import Numbers

/// What answers, policies, preferences, reward models and aligned policies can be asked.
enum AlignmentMembers {
    static let members: [Member] = answers + policy + preferences + model + run + step + noise + over

    private static let answers: [Member] = [
        .attribute("names", "the answers", \AnswerSet.names),
        .attribute("n", "how many there are", \AnswerSet.count),
        .attribute("rewards", "the true reward of each", \AnswerSet.rewards),
        .attribute("reference", of: AnswerSet.self, "the policy before any alignment") { .thing($0.reference) },
        .attribute("features", of: AnswerSet.self, "what a reward model may see of each") {
            .list($0.features.map { Value($0) })
        },
        .method(
            "reward", of: AnswerSet.self, returns: "number", "the mean true reward of a policy",
            [Parameter("policy", .thing([Policy.kind]), "over these answers")]
        ) { answers, args, _ in
            let policy = try args.thing("policy", as: Policy.self)
            try same(answers, policy, args)
            return .number(answers.reward(of: policy))
        },
        .method(
            "preference", of: AnswerSet.self, returns: "number",
            "the probability that the first of two answers is preferred",
            [
                Parameter("one", .int(.atLeast(0)), "its number, from 0"),
                Parameter("other", .int(.atLeast(0)), "the other's"),
            ]
        ) { answers, args, _ in
            let (one, other) = (try args.int("one"), try args.int("other"))
            for (name, number) in [("one", one), ("other", other)] where number >= answers.count {
                throw args.mistake(
                    name, "there is no answer \(number)", expected: "a number from 0 to \(answers.count - 1)")
            }
            return .number(answers.preference(of: one, over: other))
        },
    ]

    private static func same(_ answers: AnswerSet, _ policy: Policy, _ args: Arguments) throws {
        guard policy.answers == answers.names else {
            throw args.mistake("policy", "the policy is over other answers", expected: "one over these")
        }
    }

    private static let policy: [Member] = [
        .attribute("probabilities", aliases: ["p"], "of each answer; they sum to 1", \Policy.probabilities),
        .attribute("names", "the answers", \Policy.answers),
        .attribute("entropy", "in nats", \Policy.entropy),
        .attribute(
            "effective", "exp(entropy): of how many equally likely answers it has the entropy", \Policy.effectiveCount),
        .attribute("mode", of: Policy.self, "the most likely answer") { .text($0.answers[$0.mode]) },
        .attribute("collapsed", "whether it has the entropy of fewer than 1.2 answers", \Policy.isCollapsed),
        .method(
            "kl", of: Policy.self, returns: "number", "KL divergence of this policy from another, in nats",
            [Parameter("other", .thing([Policy.kind]), "over the same answers")]
        ) { policy, args, _ in
            let other = try args.thing("other", as: Policy.self)
            guard policy.answers == other.answers else {
                throw args.mistake("other", "the policies have different answers", expected: "the same answers")
            }
            return .number(policy.divergence(from: other))
        },
    ]

    private static let preferences: [Member] = [
        .attribute("n", "how many comparisons", \Preferences.count),
        .attribute("noise", "share of wrong labels", \Preferences.noise),
        .attribute("answers", of: Preferences.self, "what was compared") { .thing($0.answers) },
        .attribute("pairs", of: Preferences.self, "each comparison as (winner, loser)") {
            .list($0.choices.map { .tuple([.int(Int($0.winner)), .int(Int($0.loser))]) })
        },
        .attribute("won", of: Preferences.self, "how often each answer was preferred") { Value($0.scores.won) },
        .attribute("lost", of: Preferences.self, "how often each was not") { Value($0.scores.lost) },
    ]

    private static let model: [Member] = [
        .attribute("values", "the learnt reward of each answer, mean 0 under the reference", \RewardModel.values),
        .attribute("truth", "the true rewards, mean 0 under the reference", \RewardModel.truth),
        .attribute("weights", "of the features, of a linear one", \RewardModel.weights),
        .attribute("loss", "mean of −log σ over the comparisons", \RewardModel.loss),
        .attribute("losses", "the loss before each step of an optimizer", \RewardModel.losses),
        .attribute("accuracy", "share of its comparisons that it would decide so", \RewardModel.accuracy),
        .attribute("error", "root mean square of learnt less true under the reference", \RewardModel.error),
        .attribute("preferences", of: RewardModel.self, "what it was fitted on") { .thing($0.preferences) },
        .attribute("is_partial", "whether it was interrupted", \RewardModel.isPartial),
    ]

    private static func history(
        _ name: String, _ meaning: String, _ part: any KeyPath<AlignmentRun.Row, Double> & Sendable
    )
        -> Member
    {
        .attribute(name, of: AlignmentRun.self, meaning) { Value($0.rows.map { $0[keyPath: part] }) }
    }

    private static let run: [Member] = [
        .attribute("policy", of: AlignmentRun.self, "as it is at the end") { .thing($0.policy) },
        .attribute(
            "optimum", of: AlignmentRun.self, "where the method ends with exact steps and preferences without end"
        ) {
            Value($0.optimum)
        },
        .attribute("closed_form", of: AlignmentRun.self, "π₀·exp(r/β) of the true rewards, None at β = 0") {
            Value($0.closedForm)
        },
        .attribute("answers", of: AlignmentRun.self, "over what") { .thing($0.plan.answers) },
        .attribute("method", of: AlignmentRun.self, "how it learnt") { .text($0.plan.method.rawValue) },
        .attribute("beta", of: AlignmentRun.self, "how strongly it was held") { .number($0.plan.beta) },
        .attribute("drawn", of: AlignmentRun.self, "answers that were sampled in all, None where none had to be") {
            $0.drawn.asValue
        },
        .attribute("tv", "total variation to the optimum", \AlignmentRun.distance),
        .attribute("tv_closed_form", "total variation to the closed form", \AlignmentRun.distanceToClosedForm),
        .attribute("reward", of: AlignmentRun.self, "the mean true reward") { .number($0.last.reward) },
        .attribute("proxy", of: AlignmentRun.self, "the mean reward by the reward model") { .number($0.last.proxy) },
        .attribute("kl", of: AlignmentRun.self, "KL divergence from the reference, in nats") {
            .number($0.last.divergence)
        },
        .attribute("entropy", of: AlignmentRun.self, "in nats") { .number($0.last.entropy) },
        .attribute("collapsed", of: AlignmentRun.self, "whether it nearly always gives one answer") {
            .bool($0.policy.isCollapsed)
        },
        .attribute("at", of: AlignmentRun.self, "the steps at which the lists below were noted") {
            $0.rows.map(\.step).asValue
        },
        history("losses", "the loss there", \.loss), history("rewards", "the mean true reward there", \.reward),
        history("proxies", "the mean reward by the reward model there", \.proxy),
        history("kls", "KL from the reference there", \.divergence),
        history("entropies", "the entropy there", \.entropy),
        history("tvs", "total variation to the optimum there", \.distance),
        .attribute("steps", "updates that were made", \AlignmentRun.steps),
        .attribute("stop_reason", "why it ended", \AlignmentRun.stopReason),
        .attribute("is_partial", "whether it was interrupted", \AlignmentRun.isPartial),
        .method(
            "explain", of: AlignmentRun.self, returns: PolicyStep.kind, "one step taken apart",
            [Parameter("step", .int(.atLeast(1)), 1, "the number of the step, from 1")]
        ) { run, args, context in
            .thing(try PolicyStep(run, step: args.int("step"), work: context.work))
        },
    ]

    private static let step: [Member] = [
        .attribute("step", "its number, from 1", \PolicyStep.step),
        .attribute("before", of: PolicyStep.self, "the policy before it") { .thing($0.before) },
        .attribute("after", of: PolicyStep.self, "the policy after it") { .thing($0.after) },
        .attribute("gradient", "of the loss, by logit", \PolicyStep.gradient),
        .attribute("loss", "before it", \PolicyStep.loss),
    ]

    private static let noise: [Member] = [
        .attribute("exact", "the exact gradient, by logit", \GradientNoise.exact),
        .attribute("baselines", of: GradientNoise.self, "what was taken from the rewards") {
            $0.rows.map(\.baseline.rawValue).asValue
        },
        .attribute("variances", of: GradientNoise.self, "of an estimate, summed over the logits, by baseline") {
            Value($0.rows.map(\.variance))
        },
        .attribute(
            "errors", of: GradientNoise.self,
            "the largest difference of the mean from the exact gradient, in standard errors"
        ) { Value($0.rows.map(\.largestError)) },
    ]

    private static func climbs(
        _ name: String, _ meaning: String, _ part: @escaping @Sendable (OverOptimisation.Climb) -> Double
    )
        -> Member
    {
        .attribute(name, of: OverOptimisation.self, meaning) { Value($0.climbs.map(part)) }
    }

    private static let over: [Member] = [
        .attribute("shown_in", "in how many seeds the true reward fell again", \OverOptimisation.shownIn),
        .attribute("seeds", of: OverOptimisation.self, "that were done") {
            $0.climbs.map { Int(truncatingIfNeeded: $0.seed) }.asValue
        },
        climbs("peaks", "the highest true reward of each seed, over the reference's") { $0.top },
        climbs("ends", "the true reward of each at the end") { $0.truths.last ?? .nan },
        climbs("proxies", "the learnt reward of each at the end") { $0.proxies.last ?? .nan },
        .attribute("stops", of: OverOptimisation.self, "the step of the highest true reward, by seed") {
            $0.climbs.map(\.peak).asValue
        },
        .attribute("betas", of: OverOptimisation.self, "the weights that were compared") { Value($0.plan.betas) },
        .attribute("held", of: OverOptimisation.self, "the mean true reward at each of them") {
            Value($0.held.map(\.mean))
        },
        .attribute("best_beta", of: OverOptimisation.self, "the one with the highest") {
            .number($0.plan.betas[$0.bestBeta])
        },
        .attribute("is_partial", "whether seeds are missing", \OverOptimisation.isPartial),
    ]
}
