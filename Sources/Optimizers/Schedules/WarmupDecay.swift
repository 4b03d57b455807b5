import Answers
import Cards

/// A straight climb to the peak, then a decay: optax's two schedules of that kind, each made of two others.
enum WarmupDecay {
    private static func climb(_ s: Settings, then decay: any RateFormula) -> JoinedSchedule {
        let steps = s.whole("warmup_steps")
        return JoinedSchedule(
            parts: [PolynomialDecay(initial: s["init_value"], decaySteps: steps, end: s["peak_value"]), decay],
            boundaries: [steps])
    }

    private static let shared: [Hyperparameter] = [
        .rate("init_value", "the rate at step 0"), .rate("peak_value", "the highest rate"),
        .steps("warmup_steps", "length of the climb", atLeast: 0),
    ]

    static let cardCosine = ScheduleCard(
        "warmup_cosine_decay_schedule", .optax, "a straight climb, then half a cosine wave", source: "optax 0.2.8",
        differences: ["decay_steps includes the warm-up, unlike in Keras's `CosineDecay`."],
        example: "warmup_cosine_decay_schedule(0, 0.1, 10, 100)",
        shared + [
            .steps("decay_steps", "length of the whole"), .rate("end_value", 0, "the last rate"),
            .factor("exponent", 1, "power of the wave"),
        ]
    ) { s in
        let (warmup, whole, peak) = (s.whole("warmup_steps"), s.whole("decay_steps"), s["peak_value"])
        guard whole > warmup else {
            throw Mistake(
                "decay_steps = \(whole) does not go beyond warmup_steps = \(warmup)",
                expected: "the length of the whole, warm-up included",
                try: "decay_steps=\(ScheduleHorizon.times(10, Swift.max(warmup, 1)))",
                argument: "decay_steps")
        }
        return climb(
            s,
            then: CosineDecay(
                initial: peak, decaySteps: whole - warmup, alpha: peak == 0 ? 0 : s["end_value"] / peak,
                exponent: s["exponent"]))
    }

    static let cardExponential = ScheduleCard(
        "warmup_exponential_decay_schedule", .optax, "a straight climb, then an exponential decay",
        source: "optax 0.2.8", example: "warmup_exponential_decay_schedule(0, 0.1, 10, 20, 0.8)",
        shared + [
            .steps("transition_steps", "length of the change; 0 keeps the peak", atLeast: 0),
            Hyperparameter("decay_rate", .nonNegative, .required, "the factor; 0 keeps the peak"),
            .steps("transition_begin", 0, "steps before anything changes", atLeast: 0),
            .flag("staircase", "whether the exponent is rounded down"),
            Hyperparameter("end_value", .nonNegative, .absent("None"), "a rate that is not passed"),
        ]
    ) { s in
        climb(
            s,
            then: ExponentialDecay(
                initial: s["peak_value"], decaySteps: s.whole("transition_steps"), decayRate: s["decay_rate"],
                staircase: s.flag("staircase"), begin: s.whole("transition_begin"), end: s.number(ifGiven: "end_value"))
        )
    }
}
