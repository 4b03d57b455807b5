import Experiments
import Landscapes
import Language
import Answers
import Numbers
import Optimizers

/// The words that look into how methods behave: limits of the rate, twins, basins, sweeps and races.
enum ExperimentWords {
    static let words: [Word] = [stability, twin, basins, sweep, race]

    static let members: [Member] = [
        .attribute("largest", of: Stability.self, "the largest stable rate at each step, None where there is none") {
            .list($0.rates.map { $0.largest.map { .number($0) } ?? .none })
        },
        .attribute("rates", of: Stability.self, "the rate at each step") { Value($0.rates.map(\.rate)) },
        .attribute("sharpness", of: Stability.self, "λmax of the Hessian at each step") {
            Value($0.rates.map(\.sharpness))
        },
        .attribute("tightest", of: Stability.self, "the smallest limit on the path") {
            $0.tightest?.largest.map { .number($0) } ?? .none
        },
        .attribute("share_outside", of: Stability.self, "share of the steps above their limit") {
            .number($0.shareOutside)
        },
        .attribute("run", of: Stability.self, "the run") { .thing($0.run) },
        .attribute("parting_step", of: Twin.self, "the step at which the paths part, None when they do not") {
            $0.partingStep.map { .int($0) } ?? .none
        },
        .attribute("distances", of: Twin.self, "the distance at each point") { Value($0.distances) },
        .attribute("growth", of: Twin.self, "growth of the distance per step, None when it never moved") {
            $0.growthPerStep.map { .number($0) } ?? .none
        },
        .attribute("minima", of: Basins.self, "the minima that were reached") { .list($0.minima.map { Value($0) }) },
        .attribute("shares", of: Basins.self, "the share of starts that reached each") { Value($0.shares) },
        .attribute("rates", of: Sweep.self, "the rates") { Value($0.rates) },
        .attribute("losses", of: Sweep.self, "the loss at the end, per rate") { Value($0.runs.map(\.loss)) },
        .attribute("runs", of: Sweep.self, "the runs") { .list($0.runs.map { .thing($0) }) },
        .attribute("best", of: Sweep.self, "the run that came lowest, None when all ran away") {
            $0.best.map { .thing($0) } ?? .none
        },
        .attribute("best_rate", of: Sweep.self, "its rate") { $0.bestRate.map { .number($0) } ?? .none },
        .attribute("profile", of: Race.self, "performance profiles by evaluations to target (Dolan & Moré)") {
            $0.profile.map { .thing($0) } ?? .none
        },
        .attribute("evaluations_to_target", of: Race.self, "one list per landscape, None for a method that never came")
        {
            race in
            .list(
                race.landscapes.indices.map { l in
                    .list(
                        race.methods.indices.map { m in
                            race.entry(l, m)?.evaluationsToTarget.map { .int($0) } ?? .none
                        })
                })
        },
        .attribute("runs", of: Race.self, "all runs, landscape by landscape") {
            .list($0.entries.map { .thing($0.run) })
        },
    ]

    private static let methods = ValueType.thing([Optimizer.kind, "solver"])
    private static let function = Parameter(
        "f", aliases: ["landscape"], .thing([Landscape.kind]), .required, "a landscape, or a function of x and y")
    private static let optimizer = Parameter(
        "rule", aliases: ["optimizer"], .thing([Optimizer.kind]), .required, "an optimizer")
    private static let start = Parameter(
        "start", .point, .otherwise("the landscape's suggested start"), "where to begin")
    private static let seed = Parameter(
        "seed", .int(.atLeast(0)), .otherwise("the session's"), "for whatever is random", isKeywordOnly: true)

    private static func steps(_ standard: Int) -> Parameter {
        Parameter("steps", .int(.init(1, 1e9)), .value(.int(standard)), "how many steps at most")
    }

    private static func place(_ f: Landscape, _ args: Arguments) throws -> Point {
        args.isGiven("start") ? try args.point("start") : f.start
    }

    private static let stability = Word(
        "stability", family: "experiments", summary: "the exact limit of the learning rate at every step of a run",
        details:
            "At each step the rule is linearised with the memory it has there; the limit is where the spectral radius "
            + "of that recurrence is 1 (2/λmax for plain descent).",
        parameters: [function, optimizer, start, steps(200), seed], returns: Stability.kind,
        examples: ["stability(rosenbrock, SGD(0.002), steps=100)"], seeAlso: ["explain", "sweep"],
        meaning: .call { args, context in
            let f = try args.thing("f", as: Landscape.self)
            return .thing(
                try Stability(
                    f, args.thing("rule", as: Optimizer.self), start: place(f, args), steps: args.int("steps"),
                    seed: args.seed(context), work: context.work))
        })

    private static let twin = Word(
        "twin", family: "experiments", summary: "the same run with its start moved by one unit in the last place",
        details: "Tells at which step the two paths part: from there on rounding decides where the run goes.",
        parameters: [Parameter("run", .thing([Run.kind]), .required, "a run")], returns: Twin.kind,
        examples: ["twin(minimize(rosenbrock, SGD(0.002), steps=500))"], seeAlso: ["stability"],
        meaning: .call { args, context in .thing(try Twin(of: args.thing("run", as: Run.self), work: context.work)) })

    private static let basins = Word(
        "basins", family: "experiments", summary: "which minimum each start of a grid reaches, and in how many steps",
        parameters: [
            function, Parameter("rule", aliases: ["optimizer"], methods, .required, "an optimizer or solver"),
            Parameter("n", .int(.init(1, 4000)), .value(.int(100)), "starts per side"), steps(200), seed,
        ],
        returns: Basins.kind, examples: ["basins(himmelblau, Adam(0.1), n=60)"], seeAlso: ["race"],
        meaning: .call { args, context in
            let f = try args.thing("f", as: Landscape.self)
            return .thing(
                try Basins(
                    f, method(args), lower: f.lowerCorner, upper: f.upperCorner, count: args.int("n"),
                    steps: args.int("steps"), seed: args.seed(context), work: context.work))
        })

    private static let sweep = Word(
        "sweep", family: "experiments", summary: "one optimizer at many learning rates",
        parameters: [
            function, optimizer,
            Parameter(
                "learning_rate", aliases: ["lr", "rates"], .list(of: .number(.nonNegative)), .required, "the rates"),
            start, steps(200), seed,
        ],
        returns: Sweep.kind, examples: ["sweep(rosenbrock, SGD(), lr=logspace(-5, -2, 10))"],
        seeAlso: ["stability", "plot"],
        meaning: .call { args, context in
            let f = try args.thing("f", as: Landscape.self)
            let rates = args["learning_rate"].doubles ?? []
            guard !rates.isEmpty else {
                throw args.mistake(
                    "learning_rate", "lr is an empty list", expected: "at least one rate", try: "lr=logspace(-4, 0, 9)")
            }
            return .thing(
                try Sweep(
                    f, args.thing("rule", as: Optimizer.self), rates: rates, start: place(f, args),
                    steps: args.int("steps"), seed: args.seed(context), work: context.work))
        })

    private static let race = Word(
        "race", family: "experiments", summary: "methods against each other on one or more landscapes",
        details:
            "For each: evaluations until the loss is within target of the global minimum, sign flips of the steps, "
            + "length of the path, and (with starts=) the share of random starts that reach the global minimum.",
        parameters: [
            Parameter(
                "f", aliases: ["landscapes"], .oneOf([.thing([Landscape.kind]), .list(of: .thing([Landscape.kind]))]),
                .required, "a landscape or a list of them"),
            Parameter("rules", aliases: ["methods"], .list(of: methods), .required, "optimizers and solvers"),
            steps(1000),
            Parameter("target", .number(.positive), .value(.number(1e-3)), "how near to the minimum's value"),
            Parameter("starts", .int(.init(0, 1e6)), .value(.int(0)), "random starts per entry"), seed,
        ],
        returns: Race.kind, examples: ["race([rosenbrock, beale], [Adam(0.05), BFGS()], steps=500)"],
        seeAlso: ["compare", "basins"],
        meaning: .call { args, context in
            let problems = try args.values("f").map { value in
                let f = try landscape(from: value, context)
                return Race.Problem(f, start: f.start, minimum: f.minimum)
            }
            let methods = try args.values("rules").compactMap { value -> (any Minimizer)? in
                guard case .thing(let thing) = value else { return nil }
                return thing as? any Minimizer
            }
            return .thing(
                try Race(
                    problems, methods, steps: args.int("steps"), target: args.number("target"),
                    starts: args.int("starts"), seed: args.seed(context), work: context.work))
        })

    private static func method(_ args: Arguments) throws -> any Minimizer {
        guard case .thing(let thing) = args["rule"], let method = thing as? any Minimizer else {
            throw args.mistake("rule", "\(args["rule"].kind) cannot descend", expected: "an optimizer or solver")
        }
        return method
    }
}
