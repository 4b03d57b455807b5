import Answers
import Datasets
import Experiments
import Landscapes
import Language
import Numbers
import Optimizers
import Precision
import Training
import Words

/// Where runs part that should be one.
enum TwinWords {
    static let words: [Word] = [twin]

    static let members: [Member] =
        drift(of: Twin.self, \.drift) + drift(of: ModelTwin.self, \.drift) + [
            .attribute("run", of: Twin.self, "the first run") { .thing($0.run) },
            .attribute("other", of: Twin.self, "its twin") { .thing($0.other) },
        ]

    private static func drift<T: Presentable>(of type: T.Type, _ drift: @escaping @Sendable (T) -> Drift) -> [Member] {
        [
            .attribute("parting_step", of: type, "the step at which they are apart, None when they stay together") {
                drift($0).partingStep.map { .int($0) } ?? .none
            },
            .attribute("first_difference", of: type, "the first step at which a bit differs, None when none does") {
                drift($0).firstDifference.map { .int($0) } ?? .none
            },
            .attribute("distances", of: type, "the distance at each point") { drift($0).distances.asValue },
            .attribute("largest", of: type, "the largest of them") { .number(drift($0).largest) },
            .attribute("last", of: type, "the distance after the last step") { .number(drift($0).last) },
            .attribute("growth", of: type, "growth of the distance per step, None when it never moved") {
                drift($0).growthPerStep.map { .number($0) } ?? .none
            },
            .attribute(
                "lyapunov", of: type,
                "the finite-time Lyapunov exponent: ln of that growth; above 0 small differences grow"
            ) { drift($0).lyapunovExponent.map { .number($0) } ?? .none },
        ]
    }

    private static let optional = ValueType.optional(.thing([Optimizer.kind]))

    private static let twin = Word(
        "twin", family: "experiments", summary: "two runs that should be one, and where they part",
        details: """
            One rule: the same run again with its start (of a model: one weight) moved by one unit in the last place. Two rules: both from the \
            same start, such as two forms of one rule that are equal on paper. Tells the first step at which a bit differs, how fast the \
            distance grows (the finite-time Lyapunov exponent is the mean of its logarithm per step), and the step at which the two are a \
            hundredth of the path apart: from there on rounding decides where the run goes.
            """,
        parameters: [
            Parameter(
                "f", aliases: ["run", "model", "f_or_model"], .thing([Run.kind, Landscape.kind, Model.kind]),
                "a run, a landscape, or a compiled model"),
            Parameter("rule_a", aliases: ["rule"], optional, .value(.none), "the rule; a model has its own"),
            Parameter("rule_b", optional, .value(.none), "what should do the same; without it, the start is moved"),
            Parameter("start", .optional(.point), .otherwise("the landscape's suggested start"), "where to begin"),
            Parameter("steps", .int(.init(1, 1e6)), 1000, "how many; of a model, updates"),
            Parameter(
                "data", .optional(.thing([Dataset.kind])), .value(.none), "what the model is trained on",
                isKeywordOnly: true),
            Parameter("batch_size", .int(.init(1, 1e6)), 32, "rows per update of a model", isKeywordOnly: true),
            Parameter(
                "seed", .int(.atLeast(0)), .otherwise("the session's"), "for whatever is random", isKeywordOnly: true),
        ], returns: Twin.kind,
        examples: [
            "twin(minimize(rosenbrock, SGD(0.002), steps=500))",
            "twin(rosenbrock, Nadam(0.05, dialect=\"pytorch\"), start=(-1.5, 2))",
            "twin(rosenbrock, Adam(0.05, dialect=\"pytorch\", implementation=\"loop\"), "
                + "Adam(0.05, dialect=\"pytorch\", implementation=\"capturable\"), start=(-1.5, 2))",
        ], seeAlso: ["stability", "low_precision_adam"],
        meaning: .call { args, context in
            if let run = args.optionalThing("f", as: Run.self) {
                for name in ["rule_a", "rule_b"] where args.isGiven(name) {
                    throw args.mistake(
                        name, "\(name) beside a run, which has its rule",
                        expected: "twin(run), or twin(f, rule_a, rule_b)",
                        try: "twin(\(run.objective.name), …)")
                }
                return .thing(try Twin(of: run, work: context.work))
            }
            let (one, other) = (
                args.optionalThing("rule_a", as: Optimizer.self), args.optionalThing("rule_b", as: Optimizer.self)
            )
            if let model = args.optionalThing("f", as: Model.self) {
                guard let data = args.optionalThing("data", as: Dataset.self) else {
                    throw args.mistake(
                        "data", "there is nothing to train the model on", expected: "a dataset",
                        try: "data=moons(n=200, seed=1)")
                }
                return .thing(
                    try ModelTwin(
                        model, one, other, x: data.x, y: data.y, batchSize: args.int("batch_size"),
                        steps: args.int("steps"),
                        work: context.work))
            }
            let f = try args.thing("f", as: Landscape.self)
            guard let one else {
                throw args.mistake(
                    "rule_a", "there is no rule that runs down \(f.name)", expected: "an optimizer",
                    try: "twin(\(f.name), Adam(0.05))")
            }
            let start = args["start"].isNone || !args.isGiven("start") ? f.start : try args.point("start")
            let seed = try args.seed(context)
            guard let other else {
                let run = try one.minimize(
                    f, start: start, steps: args.int("steps"), seed: seed, record: true, stops: [], observers: [],
                    work: context.work)
                return .thing(try Twin(of: run, work: context.work))
            }
            return .thing(
                try Twin(f, one, other, start: start, steps: args.int("steps"), seed: seed, work: context.work))
        })
}
