import Answers
import Cards
import Language
import Optimizers
import TensorVocabulary

/// Schedules of optax whose arguments are those of no card here; each is put together of schedules that have one.
enum OptaxSchedules {
    static let words: [Word] = [
        word(
            "constant_schedule", "the same rate for ever", [Parameter("value", .number(.nonNegative), "the rate")],
            example: "0.1"
        ) { args, _ in try Schedule("constant", ["value": .number(try args.number("value"))]) },
        word(
            "join_schedules", "schedules one after the other, each from its own step 0",
            [
                Parameter("schedules", .list(of: .any), .required, "schedules, or functions of the step"),
                Parameter("boundaries", .list(of: .int(.atLeast(0))), .required, "the steps at which the next begins"),
            ], example: "[optax.linear_schedule(0, 0.1, 10), lambda t: 0.1], [10]"
        ) { args, context in
            let parts = try args.values("schedules").map { try schedule($0, context) }
            let boundaries = args["boundaries"].wholes ?? []
            if parts.count == 1, boundaries.isEmpty { return parts[0] }
            return try Schedule(
                "join", ["schedules": .things(parts), "boundaries": .numbers(boundaries.map { Double($0) })])
        },
        word(
            "warmup_constant_schedule", "a straight climb, then the same rate for ever",
            [
                Parameter("init_value", .number(.nonNegative), "the rate at step 0"),
                Parameter("peak_value", .number(.nonNegative), "the rate after it"),
                Parameter("warmup_steps", .int(.atLeast(0)), .required, "length of the climb"),
            ], example: "0.0, 0.1, 10"
        ) { args, _ in
            try Schedule(
                "linear_schedule",
                [
                    "init_value": .number(try args.number("init_value")),
                    "end_value": .number(try args.number("peak_value")),
                    "transition_steps": .number(Double(try args.int("warmup_steps"))),
                ])
        },
        word(
            "piecewise_interpolate_schedule", "rates at some steps, each a factor of the one before, and lines between",
            [
                Parameter("interpolate_type", .choice(["linear", "cosine"]), "lines or half waves"),
                Parameter("init_value", .number(.nonNegative), "the rate at step 0"),
                Parameter("boundaries_and_scales", .dict, .required, "a dict of steps and factors"),
            ], example: "\"linear\", 0.1, {10: 0.5, 30: 0.1}"
        ) { args, _ in try interpolated(args) },
        word(
            "sgdr_schedule", "climbs and half cosine waves, again and again",
            [
                Parameter(
                    "cosine_kwargs", .list(of: .dict), .required, "what each warmup_cosine_decay_schedule is given")
            ],
            example:
                "[dict(init_value=0, peak_value=0.1,\n    warmup_steps=2, decay_steps=10)]"
        ) { args, context in
            guard let word = context.registry.word("warmup_cosine_decay_schedule") else {
                return try Schedule("constant", ["value": .number(0)])
            }
            var (parts, boundaries, end) = ([Schedule](), [Double](), 0.0)
            for item in try args.values("cosine_kwargs") {
                guard case .dict(let given) = item else { continue }
                let made = try context.call(.word(word), [], given.entries.map { ($0.key.asText ?? "", $0.value) })
                parts.append(try schedule(made, context))
                end += given["decay_steps"]?.asDouble ?? 0
                boundaries.append(end)
            }
            if parts.count == 1 { return parts[0] }
            return try Schedule(
                "join", ["schedules": .things(parts), "boundaries": .numbers(Array(boundaries.dropLast()))])
        },
    ]

    private static func word(
        _ name: String, _ summary: String, _ parameters: [Parameter], example: String,
        _ body: @escaping @Sendable (Arguments, Context) throws -> Schedule
    ) -> Word {
        Word(
            "optax.\(name)", aliases: ["optax.schedules.\(name)"], family: "optax", summary: summary,
            parameters: parameters, returns: Schedule.kind,
            examples: ["import optax\noptax.\(name)(\(example))(5)"], seeAlso: ["schedule", "join"],
            meaning: .call { args, context in .thing(try body(args, context)) })
    }

    private static func schedule(_ value: Value, _ context: Context) throws -> Schedule {
        if let schedule = value.asThing(Schedule.self) { return schedule }
        guard let word = context.registry.word("schedule"),
            let made = try context.call(.word(word), [value]).asThing(Schedule.self)
        else {
            throw Mistake("\(value.brief) is no schedule", expected: "a schedule, or a function of the step")
        }
        return made
    }

    private static func interpolated(_ args: Arguments) throws -> Schedule {
        guard case .dict(let dict) = args["boundaries_and_scales"] else { return try Schedule("constant", [:]) }
        let changes = try dict.entries.map { key, value -> (step: Int, scale: Double) in
            guard let step = key.asInt, step > 0, let scale = value.asDouble, scale >= 0, scale.isFinite else {
                throw args.mistake(
                    "boundaries_and_scales", "\(key.brief): \(value.brief)",
                    expected: "a step from 1, and a factor of at least 0", try: "{10: 0.5, 30: 0.1}")
            }
            return (step, scale)
        }.sorted { $0.step < $1.step }
        let first = try args.number("init_value")
        guard !changes.isEmpty else { return try Schedule("constant", ["value": .number(first)]) }
        var values = [first]
        for change in changes { values.append(values[values.count - 1] * change.scale) }
        return try Schedule(
            "interpolate",
            [
                "boundaries": .numbers(changes.map { Double($0.step) }), "values": .numbers(values),
                "shape": .text(try args.text("interpolate_type")),
            ])
    }
}
