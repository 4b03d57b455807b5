import Alignment
import Answers
import Language
import Optimizers
import Parallel
import Words

/// What can be measured about alignment: the noise of sampled gradients, and what becomes of the true reward.
enum AlignmentStudyWords {
    static let words: [Word] = [gradientNoise, overOptimise]

    private static let gradientNoise = Word(
        "policy_gradient_noise", family: AlignmentWords.family,
        summary: "how far sampled policy gradients scatter about the exact one, with and without a baseline",
        details: """
            Estimates (R(y) − b)·∇log π(y), R = r − β·log π/π₀, averaged over a batch: without baseline, with the mean of the other samples, with the \
            policy's value, and with the baseline of least variance. None of them is biased.
            """,
        parameters: [
            AlignmentWords.someAnswers, Parameter("beta", .number(.nonNegative), 0.5, "weight of the divergence"),
            Parameter(
                "policy", .thing([Policy.kind]), .otherwise("the reference, where a training begins"), "where",
                isKeywordOnly: true),
            AlignmentWords.reward,
            Parameter("samples", .int(.init(2, 1e5)), 16, "answers of an estimate", isKeywordOnly: true),
            Parameter("draws", .int(.init(2, 1e6)), 4000, "estimates", isKeywordOnly: true),
            AlignmentWords.lastSeed,
        ], returns: GradientNoise.kind, examples: ["policy_gradient_noise(answers(), draws=1000)"], seeAlso: ["align"],
        meaning: .call { args, context in
            .thing(
                try GradientNoise(
                    args.thing("answers", as: AnswerSet.self),
                    policy: args.optionalThing("policy", as: Policy.self),
                    rewards: args.optionalThing("reward", as: RewardModel.self)?.values, beta: args.number("beta"),
                    samples: args.int("samples"), draws: args.int("draws"), seed: args.seed(context),
                    work: context.work))
        })

    // MARK: Over-optimisation

    private static let overOptimise = Word(
        "overoptimise", aliases: ["overoptimize"], family: AlignmentWords.family,
        summary: "a policy climbs a learnt reward with nothing to hold it: what becomes of the true one",
        details: """
            For each seed: answers, a reward model on few preferences, exact steps on its reward at β = 0 (Gao et al. 2023). The learnt reward only \
            rises; the true one rises and falls again. Told are where to stop, against √KL(π‖π₀), and what each β would have held.

            A linear reward model overrates what lies beyond the reference's answers, with any number of preferences; a tabular one errs by chance.
            """,
        parameters: [
            Parameter("n", .int(.init(2, 1024)), 64, "answers of a seed"),
            Parameter("preferences", .int(.init(1, 1e6)), 500, "comparisons that the reward model sees"),
            Parameter(
                "form", .choice(RewardModel.Form.allCases.map(\.rawValue)), "linear",
                "what the learnt reward may depend on"),
            Parameter("noise", .number(.init(0, 0.5, includesUpper: false)), 0, "share of wrong labels"),
            Parameter("ridge", .number(.positive), 0.01, "penalty of the reward model", isKeywordOnly: true),
            Parameter(
                "optimizer", .thing([Optimizer.kind]), .otherwise("Adam(0.05)"), "what moves the logits",
                isKeywordOnly: true),
            Parameter("steps", .int(.init(1, 100_000)), 400, "updates", isKeywordOnly: true),
            Parameter(
                "betas", .list(of: .number(.positive)), .otherwise("ten from 0.02 to 5"), "weights to compare",
                isKeywordOnly: true),
            Parameter(
                "seeds", .oneOf([.int(.init(1, 1000)), .list(of: .int(.atLeast(0)))]), 5,
                "how many repetitions, or the seeds themselves", isKeywordOnly: true),
            Parameter(
                "n_jobs", .optional(.int(.init(-1, 1000))),
                "threads; None or -1 for one for each core. What is found does not depend on it", isKeywordOnly: true),
        ], returns: OverOptimisation.kind, examples: ["overoptimise(n=32, preferences=200, seeds=2)"],
        seeAlso: AlignmentWords.seeAlso,
        meaning: .call { args, context in
            let seeds =
                try args["seeds"].asInt.map { (0..<UInt64($0)).map { $0 } } ?? args.ints("seeds").map { UInt64($0) }
            let plan = try OverOptimisation.Plan(
                count: args.int("n"), comparisons: args.int("preferences"), noise: args.number("noise"),
                form: RewardModel.Form(rawValue: args.text("form")) ?? .linear, ridge: args.number("ridge"),
                optimizer: args.optionalThing("optimizer", as: Optimizer.self), steps: args.int("steps"),
                betas: (args.isGiven("betas") ? args["betas"].doubles : nil) ?? OverOptimisation.Plan.usualBetas,
                seeds: seeds)
            let threads = args["n_jobs"].asInt.flatMap { $0 > 0 ? Crew(threads: $0) : nil } ?? .cores
            return .thing(try OverOptimisation(plan, crew: threads, work: context.work))
        })
}
