import Language
import Answers
import Optimizers

/// Schedules that no framework has under one name, formulas of the step, and ways of putting schedules together.
enum OwnScheduleWords {
    private static let part = ValueType.oneOf([.number(.nonNegative), .thing([ScheduledRate.kind])])

    static let words: [Word] = [
        ScheduleWords.word(
            "schedule", "any formula of the step", "The function gets the number of updates made so far, from 0.",
            [Parameter("formula", .oneOf([.function, part]), .required, "a function of the step, or a number")],
            example: "schedule(lambda t: 0.1 / (1 + t))", formula),
        ScheduleWords.word(
            "constant", "the same rate for ever", "", [ScheduleWords.rate("value", "the rate")],
            example: "constant(0.1)"
        ) { args, _ in try ConstantRate(args.number("value")) },
        ScheduleWords.word(
            "join", "schedules one after the other",
            "Each counts from its own step 0; at a boundary the next one rules. "
                + "optax's join_schedules, PyTorch's SequentialLR.",
            [
                Parameter("schedules", .list(of: part), .required, "one more than boundaries"),
                ScheduleWords.boundaries("boundaries", "the steps at which the next begins"),
            ], example: "join([LinearLR(0.1, total_iters=10), CosineDecay(0.1, 90)], [10])"
        ) { args, _ in
            let parts = try args.values("schedules").map { try ScheduledRate.from($0, "schedules", args) }
            return try JoinedSchedule(parts, boundaries: args.integers("boundaries"))
        },
        ScheduleWords.word(
            "scale", "a schedule times a constant", "",
            [
                Parameter("schedule", part, .required, "what to scale"),
                Parameter("factor", .number(.nonNegative), .required, "by how much"),
            ], example: "scale(CosineDecay(0.1, 100), 0.5)"
        ) { args, _ in try ScaledSchedule(args.schedule("schedule"), by: args.number("factor")) },
        ScheduleWords.word(
            "warmup", "a gentle beginning for any schedule",
            "The rate climbs from start to the schedule's first rate; then the schedule runs from its step 0.",
            [
                Parameter("schedule", part, .required, "what follows"),
                ScheduleWords.steps("steps", "length of the climb"),
                ScheduleWords.rate("start", 0, "the first rate"),
                Parameter(
                    "shape", .choice(Warmup.Shape.allCases.map(\.rawValue)), .value(.text("linear")), "of the climb"),
            ], example: "warmup(CosineDecay(0.1, 90), steps=10, shape=\"cosine\")"
        ) { args, _ in
            try Warmup(
                args.schedule("schedule"), steps: args.int("steps"), start: args.number("start"),
                shape: Warmup.Shape(rawValue: args.text("shape")) ?? .linear)
        },
        ScheduleWords.word(
            "interpolate", "rates given at some steps, joined by lines or waves", "The first value holds at step 0.",
            [
                ScheduleWords.boundaries("boundaries", "the steps after the first"),
                Parameter("values", .list(of: .number(.nonNegative)), .required, "one more than boundaries"),
                Parameter(
                    "shape", .choice(InterpolatedSchedule.Shape.allCases.map(\.rawValue)), .value(.text("linear")),
                    "between them"),
            ], example: "interpolate([10, 100], [0, 0.1, 0.001])"
        ) { args, _ in
            try InterpolatedSchedule(
                boundaries: args.integers("boundaries"), values: args.numbers("values"),
                shape: InterpolatedSchedule.Shape(rawValue: args.text("shape")) ?? .linear)
        },
        ScheduleWords.word(
            "WSD", "warm-up, a long stable stretch, a short decay", "Hu et al. 2024; Hägele et al. 2024 for 1 − √x.",
            [
                ScheduleWords.rate("peak", aliases: ["lr"], "the stable rate"),
                ScheduleWords.steps("warmup_steps", "length of the climb", atLeast: 0),
                ScheduleWords.steps("stable_steps", "length of the stable stretch", atLeast: 0),
                ScheduleWords.steps("decay_steps", "length of the fall"),
                ScheduleWords.rate("start", 0, "the first rate"), ScheduleWords.rate("end", 0, "the last rate"),
                Parameter(
                    "shape", .choice(WarmupStableDecay.Shape.allCases.map(\.rawValue)), .value(.text("linear")),
                    "of the fall"),
            ], example: "WSD(0.1, warmup_steps=10, stable_steps=70, decay_steps=20)"
        ) { args, _ in
            try WarmupStableDecay(
                args.number("peak"), warmupSteps: args.int("warmup_steps"), stableSteps: args.int("stable_steps"),
                decaySteps: args.int("decay_steps"), start: args.number("start"), end: args.number("end"),
                shape: WarmupStableDecay.Shape(rawValue: args.text("shape")) ?? .linear)
        },
        ScheduleWords.word(
            "REX", "stays high for most of the budget and falls late", "Chen, Wolfe & Kyrillidis 2022.",
            [
                ScheduleWords.rate("learning_rate", aliases: ["lr"], "the first rate"),
                ScheduleWords.steps("total_steps", "length"),
            ], example: "REX(0.1, total_steps=100)"
        ) { args, _ in try ReflectedExponential(args.number("learning_rate"), totalSteps: args.int("total_steps")) },
        ScheduleWords.word(
            "inverse_sqrt", "the transformer's schedule: a straight climb, then 1/√k",
            "Vaswani et al. 2017, equation 3.",
            [
                ScheduleWords.rate("peak", aliases: ["lr"], "the highest rate"),
                ScheduleWords.steps("warmup_steps", "length of the climb"),
            ], example: "inverse_sqrt(0.001, warmup_steps=400)"
        ) { args, _ in try InverseSquareRoot(args.number("peak"), warmupSteps: args.int("warmup_steps")) },
    ]

    @Sendable private static func formula(_ args: Arguments, _ context: Context) throws -> any Schedule {
        guard case .function(let function) = args["formula"] else { return try args.schedule("formula") }
        // A formula that fails or is no number says so now, not in the middle of a run.
        let first = try context.call(args["formula"], [.int(0)])
        guard let rate = first.asDouble else {
            throw args.mistake("formula", "the formula gives a \(first.kind) at t = 0", expected: "a number")
        }
        guard rate >= 0 else {
            throw args.mistake(
                "formula", "the formula gives \(rate.short()) at t = 0", expected: "a number of at least 0")
        }
        let caller = Caller(context)
        let formula = args["formula"]
        return FormulaSchedule(text(of: function)) { step in
            // A step at which it fails has no rate; the run that uses it stops there and says so.
            (try? caller.call(formula, [.int(step)]))?.asDouble ?? .nan
        }
    }

    private static func text(of function: Function) -> String {
        let bytes = Array(function.source.text.utf8)
        let range = function.body.range
        guard range.lower >= 0, range.upper <= bytes.count, range.lower < range.upper else { return function.name }
        let body = String(decoding: bytes[range.lower..<range.upper], as: UTF8.self)
        return "lambda \(function.parameters.joined(separator: ", ")): \(body)"
    }
}
