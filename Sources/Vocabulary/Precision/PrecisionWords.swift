import Answers
import Language
import Formats
import Precision
import Words

/// Numbers of few bits, and Adam with its state kept in them.
enum PrecisionWords {
    static let words: [Word] = [format, adam]

    private static let names = FloatFormat.all.map(\.name)

    private static let format = Word(
        "number_format", family: "experiments", summary: "a format of floating-point numbers, and how it rounds",
        details: """
            A format has a sign, an exponent and a fraction of so many bits. `round(x)` gives its nearest number (of two, the one whose last bit \
            is 0), `spacing(x)` the distance to the next one there. Overflow is the hardware's: infinity, or nan in float8_e4m3fn.
            """,
        parameters: [Parameter("name", .choice(names), "which one")], returns: FloatFormat.kind,
        examples: ["number_format(\"bfloat16\").round([0.999, 1.001, 1.01])", "number_format(\"float8_e4m3fn\")"],
        seeAlso: ["low_precision_adam"],
        meaning: .call { args, _ in .thing(try FloatFormat(named: args.text("name"))) })

    private static let adam = Word(
        "low_precision_adam", family: "experiments",
        summary: "Adam whose state has few bits, under a constant gradient: where m, v and the weight stop",
        details: """
            With a gradient of g at every step v tends to g² and the weight moves by the rate each step. A moving average stops as soon as its \
            change, (1 − beta_2)(g² − v), is less than half the distance to the next number of the format: the larger beta_2, the sooner. \
            "operations" rounds after every operation (PyTorch's plain loop), "fused" once a step (`fused=True`).

            What helps: `state="float32"`, `rounding="stochastic"`, a smaller beta_2; for the weight itself `compensated=True` (a Kahan sum).
            """,
        parameters: [
            Parameter(
                "beta_2", .list(of: .number(.decayRate)),
                .value(.list([0.9, 0.99, 0.999, 0.9995].map { .number($0) })), "the values to compare"),
            Parameter(
                "format", .choice(names), "bfloat16", "of the weight, and of m and v unless state= says otherwise"),
            Parameter("state", .optional(.choice(names)), "of m and v", isKeywordOnly: true),
            Parameter(
                "arithmetic", .choice(LowPrecisionAdam.Arithmetic.allCases.map(\.rawValue)), "operations",
                "when a step rounds", isKeywordOnly: true),
            Parameter(
                "rounding", .choice(LowPrecisionAdam.Rounding.allCases.map(\.rawValue)), "nearest",
                "to which neighbour", isKeywordOnly: true),
            Parameter(
                "compensated", .bool, false, "keeps what the weight loses and adds it to its next change",
                isKeywordOnly: true),
            Parameter("learning_rate", aliases: ["lr"], .number(.positive), 0.001, "the rate", isKeywordOnly: true),
            Parameter("beta_1", .number(.decayRate), 0.9, "decay of m", isKeywordOnly: true),
            Parameter("gradient", .number(), 1, "at every step, not 0", isKeywordOnly: true),
            Parameter("steps", .int(.init(1, 1e6)), 4000, "how many"),
            Parameter(
                "seed", .int(.atLeast(0)), .otherwise("the session's"), "of stochastic rounding", isKeywordOnly: true),
        ], returns: LowPrecisionStudy.kind,
        examples: [
            "low_precision_adam([0.9, 0.999, 0.9995])",
            "low_precision_adam([0.9995], state=\"float32\", compensated=True)",
        ], seeAlso: ["number_format", "twin", "plot"],
        meaning: .call { args, context in
            let state = args["state"].asText
            let adam = try LowPrecisionAdam(
                rate: args.number("learning_rate"), beta1: args.number("beta_1"),
                format: FloatFormat(named: args.text("format")), stateFormat: state.map { try FloatFormat(named: $0) },
                arithmetic: LowPrecisionAdam.Arithmetic(rawValue: args.text("arithmetic")) ?? .operations,
                rounding: LowPrecisionAdam.Rounding(rawValue: args.text("rounding")) ?? .nearest,
                compensates: args.bool("compensated"))
            return .thing(
                try LowPrecisionStudy(
                    adam, beta2: args["beta_2"].doubles ?? [], gradient: args.number("gradient"),
                    steps: args.int("steps"), seed: args.seed(context), work: context.work))
        })

    static let members: [Member] = [
        .attribute("bits", "in all", \FloatFormat.bits),
        .attribute("largest", "the largest number", \FloatFormat.largest),
        .attribute("smallest", "the smallest number above 0", \FloatFormat.leastSubnormal),
        .attribute("epsilon", aliases: ["eps"], "from 1 to the next larger number", \FloatFormat.epsilon),
        .method(
            "round", of: FloatFormat.self, "the nearest numbers of the format",
            [Parameter("x", .oneOf([.number(), .list(of: .number())]), "a number or a list of them")]
        ) { format, args, _ in each(args["x"]) { format.rounded($0) } },
        .method(
            "spacing", of: FloatFormat.self, "how far apart the numbers of the format stand there",
            [Parameter("x", .oneOf([.number(), .list(of: .number())]), "a number or a list of them")]
        ) { format, args, _ in each(args["x"]) { format.spacing(at: $0) } },
        .attribute(
            "rests", of: LowPrecisionStudy.self, "where v rests for good, for each beta_2; None where it does not"
        ) {
            .list($0.rows.map { $0.rest.map { .number($0.v) } ?? .none })
        },
        .attribute("v", of: LowPrecisionStudy.self, "v at the end, for each beta_2") {
            .list($0.rows.map { .number($0.end.v) })
        },
        .attribute("m", of: LowPrecisionStudy.self, "m at the end, for each beta_2") {
            .list($0.rows.map { .number($0.end.m) })
        },
        .attribute("weights", of: LowPrecisionStudy.self, "the weight at the end, for each beta_2") {
            .list($0.rows.map { .number($0.end.w) })
        },
    ]

    private static func each(_ value: Value, _ body: (Double) -> Double) -> Value {
        if let number = value.asDouble { return .number(body(number)) }
        return .list((value.doubles ?? []).map { .number(body($0)) })
    }
}
