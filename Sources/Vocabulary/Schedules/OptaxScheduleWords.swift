import Language
import Optimizers

/// optax's schedules, where they mean something of their own.
enum OptaxScheduleWords {
    private static let initial = ScheduleWords.rate("init_value", "the rate at step 0")
    private static let peak = ScheduleWords.rate("peak_value", "the highest rate")
    private static let begin = ScheduleWords.steps("transition_begin", 0, "steps before anything changes", atLeast: 0)
    private static let transition = ScheduleWords.steps("transition_steps", "length of the change")
    private static let staircase = ScheduleWords.flag("staircase", "whether the exponent is rounded down")
    private static let end = Parameter(
        "end_value", .optional(.number(.nonNegative)), .value(.none), "a rate that is not passed")

    static let words: [Word] = [
        ScheduleWords.word(
            "exponential_decay", "optax's exponential decay, with a late begin and a floor",
            "init_value·decay_rate^((k − begin)/transition_steps), not below end_value.",
            [initial, transition, ScheduleWords.factor("decay_rate", nil, "the factor"), begin, staircase, end],
            example: "exponential_decay(0.1, 10, 0.9, end_value=0.01)"
        ) { args, _ in
            try ExponentialDecay(
                args.number("init_value"), decaySteps: args.int("transition_steps"),
                decayRate: args.number("decay_rate"), staircase: args.bool("staircase"),
                begin: args.int("transition_begin"), end: args.optionalNumber("end_value"))
        },
        ScheduleWords.word(
            "polynomial_schedule", "optax's polynomial decay, with a late begin", "optax 0.2.8.",
            [
                initial, ScheduleWords.rate("end_value", "the last rate"),
                ScheduleWords.factor("power", nil, "1 is a straight line"), transition, begin,
            ], example: "polynomial_schedule(0.1, 0.001, 2, 100)"
        ) { args, _ in
            try PolynomialDecay(
                args.number("init_value"), decaySteps: args.int("transition_steps"), end: args.number("end_value"),
                power: args.number("power"), begin: args.int("transition_begin"))
        },
        ScheduleWords.word(
            "linear_schedule", "a straight line from one rate to another", "optax 0.2.8.",
            [initial, ScheduleWords.rate("end_value", "the last rate"), transition, begin],
            example: "linear_schedule(0.1, 0.001, 100)"
        ) { args, _ in
            try PolynomialDecay(
                args.number("init_value"), decaySteps: args.int("transition_steps"), end: args.number("end_value"),
                begin: args.int("transition_begin"))
        },
        ScheduleWords.word(
            "cosine_decay_schedule", "half a cosine wave, raised to a power", "optax 0.2.8.",
            [
                initial, ScheduleWords.steps("decay_steps", "length"),
                ScheduleWords.share("alpha", 0, "the last rate as a share of the first"),
                ScheduleWords.factor("exponent", 1, "power of the wave"),
            ], example: "cosine_decay_schedule(0.1, 100, exponent=2)"
        ) { args, _ in
            try CosineDecay(
                args.number("init_value"), decaySteps: args.int("decay_steps"), alpha: args.number("alpha"),
                exponent: args.number("exponent"))
        },
        ScheduleWords.word(
            "warmup_cosine_decay_schedule", "a straight climb, then half a cosine wave",
            "decay_steps includes the warm-up, unlike in Keras's `CosineDecay`. optax 0.2.8.",
            [
                initial, peak, ScheduleWords.steps("warmup_steps", "length of the climb"),
                ScheduleWords.steps("decay_steps", "length of the whole", atLeast: 2),
                ScheduleWords.rate("end_value", 0, "the last rate"),
                ScheduleWords.factor("exponent", 1, "power of the wave"),
            ], example: "warmup_cosine_decay_schedule(0, 0.1, 10, 100)"
        ) { args, _ in
            try JoinedSchedule.warmupCosine(
                initial: args.number("init_value"), peak: args.number("peak_value"),
                warmupSteps: args.int("warmup_steps"), decaySteps: args.int("decay_steps"),
                end: args.number("end_value"), exponent: args.number("exponent"))
        },
        ScheduleWords.word(
            "warmup_exponential_decay_schedule", "a straight climb, then an exponential decay", "optax 0.2.8.",
            [
                initial, peak, ScheduleWords.steps("warmup_steps", "length of the climb"), transition,
                ScheduleWords.factor("decay_rate", nil, "the factor"), begin, staircase, end,
            ], example: "warmup_exponential_decay_schedule(0, 0.1, 10, 20, 0.8)"
        ) { args, _ in
            try JoinedSchedule.warmupExponential(
                initial: args.number("init_value"), peak: args.number("peak_value"),
                warmupSteps: args.int("warmup_steps"), transitionSteps: args.int("transition_steps"),
                decayRate: args.number("decay_rate"), begin: args.int("transition_begin"),
                staircase: args.bool("staircase"), end: args.optionalNumber("end_value"))
        },
        ScheduleWords.word(
            "cosine_onecycle_schedule", "one climb and one descent on cosines, without momentum", "optax 0.2.8.",
            [
                ScheduleWords.steps("transition_steps", "length", atLeast: 2), peak,
                ScheduleWords.share("pct_start", 0.3, "share of the climb"),
                ScheduleWords.factor("div_factor", 25, "peak over the first rate"),
                ScheduleWords.factor("final_div_factor", 1e4, "first rate over the last"),
            ], example: "cosine_onecycle_schedule(100, 0.1)"
        ) { args, _ in
            try InterpolatedSchedule.oneCycle(
                steps: args.int("transition_steps"), peak: args.number("peak_value"),
                pctStart: args.number("pct_start"), divFactor: args.number("div_factor"),
                finalDivFactor: args.number("final_div_factor"))
        },
        ScheduleWords.word(
            "piecewise_constant_schedule", "a rate that is multiplied at each boundary",
            "At a boundary the new rate already holds; Keras's `PiecewiseConstantDecay` waits one step. optax 0.2.8.",
            [
                initial, ScheduleWords.boundaries("boundaries", "the steps of the changes"),
                Parameter("scales", .list(of: .number(.nonNegative)), .required, "one factor per boundary"),
            ], example: "piecewise_constant_schedule(0.1, [10, 30], [0.5, 0.1])"
        ) { args, _ in
            try PiecewiseConstantDecay(
                initial: args.number("init_value"), boundaries: args.integers("boundaries"),
                scales: args.numbers("scales"))
        },
    ]
}
