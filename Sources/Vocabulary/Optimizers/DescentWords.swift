import Alignment
import Landscapes
import Language
import Answers
import Numbers
import Optimizers
import Words

/// The words that run optimizers and take their runs apart.
enum DescentWords {
    static let words: [Word] = [minimize, compare, explain, ablate]

    private static let methods = ValueType.thing([Optimizer.kind, "solver"])
    private static let landscape = Parameter(
        "f", aliases: ["landscape"], .thing([Landscape.kind]), "a landscape, or a function of x and y")
    private static let shared: [Parameter] = [
        Parameter("start", .point, .otherwise("the landscape's suggested start"), "where to begin"),
        Parameter("steps", .int(.atLeast(0)), 100, "how many steps at most"),
        Parameter("seed", .int(.atLeast(0)), .otherwise("the session's"), "for whatever is random"),
    ]
    private static let stops: [Parameter] = [
        stop("until_loss", .number(), "stop at a loss of at most this"),
        stop("until_gradient", .number(.nonNegative), "stop at |∇f| of at most this"),
        stop("until_step", .number(.nonNegative), "stop at a step no longer than this"),
        stop("until_relative_step", .number(.nonNegative), "stop at a step no longer than this share of |θ|"),
        stop("until_near", .point, "stop near this place"),
        Parameter("within", .number(.positive), 0.001, "how near `until_near` is", isKeywordOnly: true),
        stop("max_evaluations", .int(.atLeast(1)), "stop after this many evaluations"),
        stop("max_seconds", .number(.positive), "stop after this much time"),
    ]

    private static func stop(_ name: String, _ type: ValueType, _ meaning: String) -> Parameter {
        Parameter(name, .optional(type), meaning, isKeywordOnly: true)
    }

    // MARK: minimize

    private static let minimize = Word(
        "minimize", aliases: ["minimise"], family: "optimizers",
        summary: "descends a landscape with an optimizer or solver and tells how it went",
        details:
            "One evaluation at the start and one after each step. The run keeps every point (`run.path`, steps + 1 of "
            + "them); runs of more than two million steps, and those with record=False, keep an even selection. The same "
            + "seed gives the same bits.",
        parameters: [
            landscape, Parameter("rule", aliases: ["optimizer"], methods, "an optimizer or solver"),
        ]
            + shared
            + [Parameter("record", .bool, true, "keep the whole path", isKeywordOnly: true)] + stops
            + Observation.parameters,
        returns: Run.kind,
        examples: [
            "minimize(rosenbrock, Adam(lr=0.05), start=(-1.5, 2), steps=500)",
            "minimize(sphere, SGD(0.1), until_gradient=1e-6)",
        ],
        seeAlso: ["compare", "explain", "plot"],
        meaning: .call { args, context in
            let f = try args.thing("f", as: Landscape.self)
            let start = try start(f, args, context)
            let observation = try Observation(args)
            let run = try args.method().minimize(
                f, start: start, steps: args.int("steps"), seed: args.seed(context), record: args.bool("record"),
                stops: stops(args), observers: observation.observers, work: context.work)
            try observation.tell(context, dimension: f.dimension)
            return .thing(run)
        })

    private static func start(_ f: Landscape, _ args: Arguments, _ context: Context) throws -> Point {
        guard args.isGiven("start") else { return f.start }
        let start = try args.point("start")
        let isAlone = args["start"].asDouble != nil || args["start"].elements?.count == 1
        if isAlone, f.dimension == 2 {
            throw args.mistake(
                "start", "\(f.name) needs two coordinates", expected: "a point such as (-1.5, 2)",
                try: args.spelling("start") == nil && start.x >= 1 && start.x == start.x.rounded()
                    ? "steps=\(start.x.short(9))" : "start=(\(start.x.short(4)), 1)")
        }
        if !isAlone, f.dimension == 1 {
            throw args.mistake("start", "\(f.name) is a curve", expected: "one number x")
        }
        if !f.domain.contains(start) {
            context.note("start \(start.short(6, dimension: f.dimension)) lies outside \(f.name)'s usual domain")
        }
        return start
    }

    private static func stops(_ args: Arguments) throws -> [Stop] {
        var stops: [Stop] = []
        if let bound = args["until_loss"].asDouble { stops.append(.loss(bound)) }
        if let bound = args["until_gradient"].asDouble { stops.append(.gradient(bound)) }
        if let bound = args["until_step"].asDouble { stops.append(.step(bound)) }
        if let bound = args["until_relative_step"].asDouble { stops.append(.relativeStep(bound)) }
        if let place = args["until_near"].asPoint { stops.append(.target(place, within: try args.number("within"))) }
        if args["max_evaluations"].asDouble != nil { stops.append(.evaluations(try args.int("max_evaluations"))) }
        if let seconds = args["max_seconds"].asDouble { stops.append(.time(seconds)) }
        return stops
    }

    // MARK: compare

    private static let compare = Word(
        "compare", family: "optimizers",
        summary: "several optimizers or solvers from the same start with the same evaluations",
        details:
            "Each gets the evaluations that `steps` plain steps cost. An optimizer that spends two per step takes half "
            + "as many steps.",
        parameters: [
            landscape, Parameter("rules", aliases: ["optimizers"], .list(of: methods), "what to compare"),
        ] + shared + stops,
        returns: Comparison.kind,
        examples: ["compare(rosenbrock, [SGD(0.001), Adam(0.05), RMSprop(0.01)], start=(-1.5, 2))"],
        seeAlso: ["minimize", "plot"],
        meaning: .call { args, context in
            let f = try args.thing("f", as: Landscape.self)
            let rules = try args.things("rules", as: (any Minimizer).self)
            let start = try start(f, args, context)
            return .thing(
                try Optimizers.compare(
                    f, rules, start: start, steps: args.int("steps"), seed: args.seed(context), stops: stops(args),
                    work: context.work))
        })

    // MARK: explain and ablate

    private static let run = Parameter("run", .thing([Run.kind]), "a run of an optimizer")

    private static let explain = Word(
        "explain", family: "optimizers", summary: "one step of a run or of a model's training, taken apart",
        details:
            "Runs to the step again and takes it watched: every quantity that the rule names with its formula, the "
            + "effective rate, the angle to −gradient, predicted and actual decrease, the curvature and the largest "
            + "stable rate there. The numbers are the run's own, bit for bit. Of a model, the next steps of its training "
            + "are taken on a copy, and of a procedure the next one: step=1 is the next one after what was fitted, on the "
            + "batch that fit would take, or on the rows given as batch=.",
        parameters: [
            Parameter(
                "run", aliases: ["model", "procedure"], .thing([Run.kind, "model", "GAN", AlignmentRun.kind]),
                "a run of an optimizer, a model, a procedure such as a GAN, or a policy that was aligned"),
            Parameter(
                "data", aliases: ["x"],
                .optional(.oneOf([.thing(["dataset", "array"]), .list(of: .any), .int(.atLeast(1))])),
                "the dataset that a model steps on, or its inputs; for a run, the number of the step"),
            Parameter(
                "y", .optional(.oneOf([.thing(["array"]), .list(of: .any)])),
                "of a model: the targets, when data are inputs"),
            Parameter(
                "step", .int(.atLeast(1)), 1, "the number of the step, from 1; of a model, 1 is the next one",
                isKeywordOnly: true),
            Parameter(
                "weights", .oneOf([.int(.init(1, 100)), .text, .list(of: .text)]), 3,
                "of a model: how many weights are shown, or which: \"dense/kernel[0, 3]\"", isKeywordOnly: true),
            Parameter(
                "batch_size", .optional(.int(.init(1, 1e6))), .otherwise("that of an interrupted fit, or 32"),
                "of a model: rows per step", isKeywordOnly: true),
            Parameter(
                "batch", .optional(.list(of: .int(.atLeast(0)))),
                "of a model: the rows to step on, from 0, instead of the next shuffled ones", isKeywordOnly: true),
        ],
        returns: Explanation.kind,
        examples: ["explain(minimize(rosenbrock, Adam(0.05), steps=50), step=17)"], seeAlso: ["minimize", "ablate"],
        meaning: .call { args, context in
            if let subject = args.optionalThing("run", as: (any Explainable).self) {
                return .thing(try subject.explanation(args, context))
            }
            let run = try args.thing("run", as: Run.self)
            let name = args["data"].asDouble == nil ? "step" : "data"
            return try args.about(name) {
                .thing(try Optimizers.explain(run, step: args.int(name), work: context.work))
            }
        })

    private static let ablate = Word(
        "ablate", family: "optimizers", summary: "the same run without one of its rule's terms, beside the run itself",
        details:
            "`optimizer.terms` lists what can be switched off: bias_correction, momentum, second_moment, epsilon …",
        parameters: [
            run, Parameter("term", .oneOf([.text, .list(of: .text)]), "a term, or a list of terms"),
            Parameter("step", .int(.atLeast(1)), 1, "the first step without it"),
        ],
        returns: Comparison.kind,
        examples: ["ablate(minimize(rosenbrock, Adam(0.05), steps=50), \"bias_correction\")"],
        seeAlso: ["explain", "compare"],
        meaning: .call { args, context in
            let run = try args.thing("run", as: Run.self)
            let terms = try args.values("term").compactMap(\.asText)
            return .thing(try Optimizers.ablate(run, terms, from: args.int("step"), work: context.work))
        })
}
