import Language
import Optimizers

/// `keras.optimizers.schedules`.
enum KerasScheduleWords {
    private static let initial = ScheduleWords.rate("initial_learning_rate", aliases: ["lr"], "η₀, the rate at step 0")
    private static let staircase = ScheduleWords.flag("staircase", "whether k / decay_steps is rounded down")

    static let words: [Word] = [
        ScheduleWords.word(
            "ExponentialDecay", "a rate that shrinks by the same factor over every decay_steps",
            "η(k) = η₀·decay_rate^(k / decay_steps). Keras 3.",
            [
                initial, ScheduleWords.steps("decay_steps", "steps per factor"),
                ScheduleWords.factor("decay_rate", nil, "the factor"), staircase,
            ], example: "ExponentialDecay(0.1, decay_steps=100, decay_rate=0.9)"
        ) { args, _ in
            try ExponentialDecay(
                args.number("initial_learning_rate"), decaySteps: args.int("decay_steps"),
                decayRate: args.number("decay_rate"), staircase: args.bool("staircase"))
        },
        ScheduleWords.word(
            "InverseTimeDecay", "a rate that falls as 1/(1 + r·k)",
            "η(k) = η₀ / (1 + decay_rate·k / decay_steps). Keras 3.",
            [
                initial, ScheduleWords.steps("decay_steps", "steps per unit of time"),
                ScheduleWords.rate("decay_rate", "r"), staircase,
            ], example: "InverseTimeDecay(0.1, decay_steps=10, decay_rate=0.5)"
        ) { args, _ in
            try InverseTimeDecay(
                args.number("initial_learning_rate"), decaySteps: args.int("decay_steps"),
                decayRate: args.number("decay_rate"), staircase: args.bool("staircase"))
        },
        ScheduleWords.word(
            "PolynomialDecay", "a power of the steps that are left",
            "η(k) = (η₀ − end)·(1 − k/N)^power + end; with cycle, N is the next multiple of decay_steps. Keras 3.",
            [
                initial, ScheduleWords.steps("decay_steps", "N"),
                ScheduleWords.rate("end_learning_rate", 1e-4, "the last rate"),
                ScheduleWords.factor("power", 1, "1 is a straight line"),
                ScheduleWords.flag("cycle", "whether it begins anew after N steps"),
            ], example: "PolynomialDecay(0.1, decay_steps=100, power=2)"
        ) { args, _ in
            try PolynomialDecay(
                args.number("initial_learning_rate"), decaySteps: args.int("decay_steps"),
                end: args.number("end_learning_rate"), power: args.number("power"), cycle: args.bool("cycle"))
        },
        ScheduleWords.word(
            "PiecewiseConstantDecay", "one constant rate per stretch of steps",
            "In Keras the boundary step itself still has the old rate (it switches when step > boundary); "
                + "optax's `piecewise_constant_schedule` switches at the boundary.",
            [
                ScheduleWords.boundaries("boundaries", "the last steps of the stretches"),
                Parameter(
                    "values", .list(of: .number(.nonNegative)), .required, "the rates, one more than boundaries"),
            ], example: "PiecewiseConstantDecay([100, 250], [0.1, 0.03, 0.005])"
        ) { args, _ in
            try PiecewiseConstantDecay(boundaries: args.integers("boundaries"), values: args.numbers("values"))
        },
        ScheduleWords.word(
            "CosineDecay", "half a cosine wave down, after an optional straight warm-up",
            "η(k) = η₀·((1 − α)(1 + cos πk/N)/2 + α). With warmup_target the rate first rises from "
                + "initial_learning_rate to the target, and N counts from there (in optax, from step 0). Keras 3.",
            [
                initial, ScheduleWords.steps("decay_steps", "N"),
                ScheduleWords.share("alpha", 0, "the last rate as a share of the top"),
                Parameter(
                    "warmup_target", .optional(.number(.nonNegative)), .value(.none), "the rate after the warm-up"),
                ScheduleWords.steps("warmup_steps", 0, "length of the warm-up", atLeast: 0),
            ], example: "CosineDecay(0.1, decay_steps=100, alpha=0.1)"
        ) { args, _ in
            try CosineDecay(
                args.number("initial_learning_rate"), decaySteps: args.int("decay_steps"),
                alpha: args.number("alpha"), warmupTarget: args.optionalNumber("warmup_target"),
                warmupSteps: args.int("warmup_steps"))
        },
        ScheduleWords.word(
            "CosineDecayRestarts", "cosine waves of growing length, each from the top again",
            "SGDR (Loshchilov & Hutter 2017) as in Keras 3; PyTorch's is `CosineAnnealingWarmRestarts`.",
            [
                initial, ScheduleWords.steps("first_decay_steps", "length of the first wave"),
                Parameter("t_mul", .number(.atLeast(1)), .value(.number(2)), "growth of the lengths"),
                ScheduleWords.factor("m_mul", 1, "growth of the heights"),
                ScheduleWords.share("alpha", 0, "the lowest rate as a share of η₀"),
            ], example: "CosineDecayRestarts(0.1, first_decay_steps=20)"
        ) { args, _ in
            try CosineDecayRestarts(
                args.number("initial_learning_rate"), firstDecaySteps: args.int("first_decay_steps"),
                tMul: args.number("t_mul"), mMul: args.number("m_mul"), alpha: args.number("alpha"))
        },
    ]
}
