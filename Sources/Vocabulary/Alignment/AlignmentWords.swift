import Alignment
import Answers
import Language
import Optimizers
import Words

/// Alignment in the small: answers whose worth is known, preferences, a reward learnt from them, and policies that follow it.
enum AlignmentWords {
    static let words: [Word] = [
        answers, preferences, rewardModel, align, optimalPolicy, totalVariation,
    ]

    static let family = "alignment"
    static let seeAlso = [
        "answers", "preferences", "reward_model", "align", "optimal_policy", "overoptimise",
    ]
    static let lastSeed = Parameter(
        "seed", .int(.atLeast(0)), .otherwise("the session's"), "of whatever is drawn", isKeywordOnly: true)
    private static let seed = Parameter("seed", .int(.atLeast(0)), .otherwise("the session's"), "of the draws")

    // MARK: Answers and preferences

    private static let answers = Word(
        "answers", family: family,
        summary: "a prompt with a finite set of answers, their true rewards, and a reference policy",
        details: """
            A language model in the small: everything can be computed exactly. The answers of a seed stand in the order of their length ℓ, from \
            much too short (−2.5) to much too long (2.5), and have a quality q: r = q − ℓ²/2. The reference mostly answers too briefly. \
            `rewards=` and `reference=` take numbers of one's own.
            """,
        parameters: [
            Parameter("n", .int(.init(2, 1024)), 8, "how many answers"), seed,
            Parameter(
                "rewards", .optional(.list(of: .number())), "true rewards of one's own, one for each answer",
                isKeywordOnly: true),
            Parameter(
                "reference", .optional(.list(of: .number(.nonNegative))),
                "with rewards: how often the reference gives each, in any unit", isKeywordOnly: true),
            Parameter("names", .optional(.list(of: .text)), "with rewards: what they are called", isKeywordOnly: true),
            Parameter(
                "features", .optional(.list(of: .list(of: .number()))),
                "with rewards: what a reward model sees, a row for each", isKeywordOnly: true),
        ], returns: AnswerSet.kind,
        examples: ["answers(8, seed=1)", "answers(rewards=[1, 0], reference=[0.1, 0.9], names=[\"yes\", \"no\"])"],
        seeAlso: seeAlso,
        meaning: .call { args, context in
            guard args.isGiven("rewards") else {
                for name in ["reference", "names", "features"] where args.isGiven(name) {
                    throw args.mistake(name, "\(name) without rewards", expected: "rewards=[…] as well")
                }
                return .thing(try AnswerSet(count: args.int("n"), seed: args.seed(context)))
            }
            guard !args.isGiven("n") else {
                throw args.mistake(
                    "n", "n beside rewards, of which there is one for each answer", expected: "n or rewards=[…]")
            }
            return .thing(
                try AnswerSet(
                    rewards: args["rewards"].doubles ?? [], reference: args["reference"].doubles,
                    names: args["names"].elements?.compactMap(\.asText),
                    features: args["features"].elements?.map { $0.doubles ?? [] }))
        })

    static let someAnswers = Parameter("answers", .thing([AnswerSet.kind]), "what is to be answered with")

    private static let preferences = Word(
        "preferences", family: family, summary: "comparisons of two answers each: which one is better",
        details: """
            Two different answers are drawn from the reference, and the first is preferred with probability σ(r₁ − r₂) (Bradley & Terry 1952); of \
            all labels the share `noise` is turned round. A list of pairs (winner, loser) of answers' numbers takes the place of the draw.
            """,
        parameters: [
            someAnswers,
            Parameter(
                "n", .oneOf([.int(.init(1, 1e6)), .list(of: .tuple(of: .int(.atLeast(0))))]), 50_000,
                "how many comparisons, or the comparisons themselves"),
            Parameter("noise", .number(.init(0, 0.5, includesUpper: false)), 0, "share of wrong labels"), seed,
            Parameter(
                "source", .choice(PairSource.allCases.map(\.rawValue)), "reference",
                "where the two come from: the reference policy, or all answers alike", isKeywordOnly: true),
        ], returns: Preferences.kind,
        examples: ["preferences(answers(), 200, noise=0.1)", "preferences(answers(3), [(0, 1), (1, 2), (2, 0)])"],
        seeAlso: seeAlso,
        meaning: .call { args, context in
            let answers = try args.thing("answers", as: AnswerSet.self)
            guard let count = args["n"].asInt else {
                let pairs = try args.values("n").map { $0.elements?.compactMap(\.asInt) ?? [] }
                guard pairs.allSatisfy({ $0.count == 2 }) else {
                    throw args.mistake("n", "a comparison has two answers", expected: "pairs (winner, loser)")
                }
                return .thing(try Preferences(answers, pairs: pairs.map { ($0[0], $0[1]) }))
            }
            return .thing(
                try Preferences(
                    answers, count: count, noise: args.number("noise"),
                    source: PairSource(rawValue: args.text("source")) ?? .reference, seed: args.seed(context),
                    work: context.work))
        })

    // MARK: The reward model

    private static let rewardModel = Word(
        "reward_model", family: family, summary: "rewards that explain preferences best: what stands in for people",
        details: """
            The maximum of Π σ(r_winner − r_loser), less ½·ridge·‖weights‖², by Newton's method, or by an optimizer's steps on the mean loss. \
            Preferences determine differences only; the values have the mean 0 under the reference. Where a group of answers never lost to the \
            others the likelihood has no maximum (Ford 1957): this is said, and a ridge above 0 draws the rewards to 0.

            form="linear" has a weight for each feature of an answer, "network" a hidden layer of 16 units, fitted by the ordinary `fit` (steps are \
            then epochs).
            """,
        parameters: [
            Parameter("preferences", .thing([Preferences.kind]), "what it is fitted on"),
            Parameter(
                "form", .choice(RewardModel.Form.allCases.map(\.rawValue)), "tabular",
                "a number for each answer, or a function of its features"),
            Parameter("ridge", .number(.nonNegative), 0, "weight of the penalty on the size of the weights"),
            Parameter(
                "optimizer", .optional(.thing([Optimizer.kind])), "what descends the loss; None for Newton's method",
                isKeywordOnly: true),
            Parameter("steps", .int(.init(1, 1e6)), 1000, "updates of the optimizer", isKeywordOnly: true),
            lastSeed,
        ], returns: RewardModel.kind,
        examples: [
            "reward_model(preferences(answers(), 2000))", "reward_model(preferences(answers(), 2000), \"linear\")",
        ],
        seeAlso: seeAlso,
        meaning: .call { args, context in
            .thing(
                try RewardModel(
                    args.thing("preferences", as: Preferences.self),
                    form: RewardModel.Form(rawValue: args.text("form")) ?? .tabular, ridge: args.number("ridge"),
                    optimizer: args.optionalThing("optimizer", as: Optimizer.self), steps: args.int("steps"),
                    seed: args.seed(context), work: context.work))
        })

    // MARK: Training a policy

    private static let beta = Parameter(
        "beta", aliases: ["tau"], .number(.nonNegative), 0.5,
        "how strongly it is held at the reference; IPO's τ; 0 lets a policy gradient go")
    private static let method = Parameter(
        "method", .choice(AlignmentMethod.allCases.map(\.rawValue)), "policy_gradient", "how it learns")
    static let reward = Parameter(
        "reward", .optional(.thing([RewardModel.kind])), "a reward model; None for the true rewards",
        isKeywordOnly: true)

    private static let align = Word(
        "align", family: family, summary: "trains a policy over the answers to give those that are preferred",
        details: """
            With Δ = log π/π₀ the methods descend, over the softmax's logits and from the reference on:

            - `policy_gradient`: −(E_π[r] − β·KL(π‖π₀)) by sampled answers (Williams 1992), or exactly with samples=None. Its optimum is π₀·exp(r/β)/Z.
            - `dpo`: −log σ(β·(Δ_w − Δ_l)) (Rafailov et al. 2023); the same optimum, from preferences alone.
            - `ipo`: (Δ_w − Δ_l − 1/(2τ))² (Azar et al. 2023); its optimum is π₀·exp(P(y wins)/τ)/Z, another one.
            - `kto`: liked and disliked answers each for itself (Ethayarajh et al. 2024); its optimum keeps only what is liked more than disliked.

            Any optimizer moves the logits. A run that is interrupted keeps its policy; `explain(run, step=5)` takes a step apart, `plot(run)` draws \
            it beside the optimum.
            """,
        parameters: [
            someAnswers, method, beta,
            Parameter(
                "preferences", .optional(.thing([Preferences.kind])), "what dpo, ipo and kto learn from",
                isKeywordOnly: true),
            reward,
            Parameter(
                "optimizer", .thing([Optimizer.kind]), .otherwise("Adam(0.05)"), "what moves the logits",
                isKeywordOnly: true),
            Parameter("steps", .int(.init(1, 1e6)), 2000, "updates", isKeywordOnly: true),
            Parameter(
                "samples", .optional(.int(.init(1, 1e5))), 64,
                "of a policy gradient: answers drawn for a step; None for the exact gradient", isKeywordOnly: true),
            Parameter(
                "baseline", .choice(PolicyGradient.Baseline.allCases.map(\.rawValue)), "leave_one_out",
                "what is taken from the reward of a sample", isKeywordOnly: true),
            Parameter(
                "batch", .optional(.int(.atLeast(1))), "comparisons of a step; None for all", isKeywordOnly: true),
            Parameter("desirable", .number(.positive), 1, "KTO's weight of liked answers", isKeywordOnly: true),
            Parameter("undesirable", .number(.positive), 1, "KTO's weight of disliked ones", isKeywordOnly: true),
            Parameter(
                "max_kl", .optional(.number(.positive)), "ends where KL(π‖π₀) is above this", isKeywordOnly: true),
            lastSeed,
        ], returns: AlignmentRun.kind,
        examples: [
            "align(answers(), beta=0.5)",
            "a = answers(); align(a, \"dpo\", preferences=preferences(a), steps=500)",
        ],
        seeAlso: seeAlso + ["policy_gradient_noise", "explain"],
        meaning: .call { args, context in
            let samples = args["samples"].isNone ? nil : try args.int("samples")
            let plan = try AlignmentPlan(
                args.thing("answers", as: AnswerSet.self),
                method: AlignmentMethod(rawValue: args.text("method")) ?? .policyGradient, beta: args.number("beta"),
                preferences: args.optionalThing("preferences", as: Preferences.self),
                rewardModel: args.optionalThing("reward", as: RewardModel.self),
                optimizer: args.optionalThing("optimizer", as: Optimizer.self), steps: args.int("steps"),
                samples: samples, baseline: PolicyGradient.Baseline(rawValue: args.text("baseline")) ?? .leaveOneOut,
                batch: args["batch"].asInt,
                weights: KTO.Weights(
                    desirable: args.number("desirable"), undesirable: args.number("undesirable")),
                maximalDivergence: args["max_kl"].asDouble, seed: args.seed(context))
            return .thing(try AlignmentRun(plan, work: context.work))
        })

    private static let optimalPolicy = Word(
        "optimal_policy", family: family, summary: "where a method of alignment ends: its closed form",
        details: """
            For policy_gradient and dpo π ∝ π₀·exp(r/β), which maximises E[r] − β·KL(π‖π₀). For ipo π ∝ π₀·exp(P(y wins)/τ), for kto the point at \
            which its gradient vanishes; both for answers drawn from the reference.
            """,
        parameters: [
            someAnswers, Parameter("beta", aliases: ["tau"], .number(.positive), 0.5, "the method's own"),
            reward, method,
        ], returns: Policy.kind, examples: ["optimal_policy(answers(), beta=0.5)"],
        seeAlso: seeAlso + ["total_variation"],
        meaning: .call { args, _ in
            let answers = try args.thing("answers", as: AnswerSet.self)
            let method = AlignmentMethod(rawValue: try args.text("method")) ?? .policyGradient
            guard let model = args.optionalThing("reward", as: RewardModel.self) else {
                return .thing(try answers.optimum(of: method, beta: args.number("beta")))
            }
            guard model.values.count == answers.count, !method.usesPreferences else {
                throw args.mistake(
                    "reward",
                    method.usesPreferences
                        ? "\(method.title) has no reward model" : "the reward model was fitted on other answers",
                    expected: "a reward model of these answers, and method=\"policy_gradient\"")
            }
            return .thing(try answers.optimum(beta: args.number("beta"), rewards: model.values))
        })

    private static let totalVariation = Word(
        "total_variation", family: family,
        summary: "half the sum of |p − q|: the largest difference in the probability of any set of answers",
        parameters: [
            Parameter("p", .oneOf([.thing([Policy.kind, "array"]), .list(of: .number(.share))]), "probabilities"),
            Parameter("q", .oneOf([.thing([Policy.kind, "array"]), .list(of: .number(.share))]), "as many"),
        ], returns: "number", examples: ["total_variation([0.5, 0.5], [0.75, 0.25])"],
        seeAlso: ["optimal_policy", "align"],
        meaning: .call { args, _ in
            let (p, q) = (try probabilities("p", args), try probabilities("q", args))
            guard p.count == q.count else {
                throw args.mistake(
                    "q", "\(p.count) probabilities and \(q.count)", expected: "as many in both")
            }
            return .number(zip(p, q).reduce(0) { $0 + abs($1.0 - $1.1) } / 2)
        })

    private static func probabilities(_ name: String, _ args: Arguments) throws -> [Double] {
        if let policy = args.optionalThing(name, as: Policy.self) { return policy.probabilities }
        let numbers = args[name].doubles ?? []
        guard !numbers.isEmpty, numbers.allSatisfy({ $0 >= 0 }), abs(numbers.reduce(0, +) - 1) < 1e-6 else {
            throw args.mistake(
                name, "\(name) sums to \(numbers.reduce(0, +).short(6))", expected: "probabilities, which sum to 1")
        }
        return numbers
    }
}
