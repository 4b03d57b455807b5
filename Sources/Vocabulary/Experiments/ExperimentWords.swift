import Experiments
import Landscapes
import Language
import Answers
import Numbers
import Optimizers
import Words

/// The words that look into how methods behave: limits of the rate, twins, basins, sweeps and races.
enum ExperimentWords {
    static let words: [Word] = [stability, basins, sweep, race]

    static let members: [Member] = [
        .attribute("largest", of: Stability.self, "the largest stable rate at each step, None where there is none") {
            $0.rates.map(\.largest).asValue
        },
        .attribute("rates", of: Stability.self, "the rate at each step") { $0.rates.map(\.rate).asValue },
        .attribute("sharpness", of: Stability.self, "λmax of the Hessian at each step") {
            $0.rates.map(\.sharpness).asValue
        },
        .attribute("tightest", "the smallest limit on the path", \Stability.tightest?.largest),
        .attribute("share_outside", "share of the steps above their limit", \Stability.shareOutside),
        .attribute("run", of: Stability.self, "the run") { .thing($0.run) },
        .attribute("minima", of: Basins.self, "the minima that were reached") { .list($0.minima.map { Value($0) }) },
        .attribute("shares", "the share of starts that reached each", \Basins.shares),
        .attribute("rates", "the rates", \Sweep.rates),
        .attribute("losses", of: Sweep.self, "the loss at the end, per rate") { Value($0.runs.map(\.loss)) },
        .attribute("runs", of: Sweep.self, "the runs") { Value($0.runs) },
        .attribute("best", of: Sweep.self, "the run that came lowest, None when all ran away") { Value($0.best) },
        .attribute("best_rate", "its rate", \Sweep.bestRate),
        .attribute("profile", of: Race.self, "performance profiles by evaluations to target (Dolan & Moré)") {
            Value($0.profile)
        },
        .attribute(
            "evaluations_to_target", "one list per landscape, None for a method that never came", \Race.arrivals),
        .attribute("runs", of: Race.self, "all runs, landscape by landscape") { Value($0.entries.map(\.run)) },
    ]

    private static let methods = ValueType.thing([Optimizer.kind, "solver"])
    private static let function = Parameter(
        "f", aliases: ["landscape"], .thing([Landscape.kind]), "a landscape, or a function of x and y")
    private static let optimizer = Parameter("rule", aliases: ["optimizer"], .thing([Optimizer.kind]), "an optimizer")
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

    private static let basins = Word(
        "basins", family: "experiments", summary: "which minimum each start of a grid reaches, and in how many steps",
        parameters: [
            function, Parameter("rule", aliases: ["optimizer"], methods, "an optimizer or solver"),
            Parameter("n", .int(.init(1, 4000)), 100, "starts per side"), steps(200), seed,
        ],
        returns: Basins.kind, examples: ["basins(himmelblau, Adam(0.1), n=60)"], seeAlso: ["race"],
        meaning: .call { args, context in
            let f = try args.thing("f", as: Landscape.self)
            return .thing(
                try Basins(
                    f, args.method(), lower: f.lowerCorner, upper: f.upperCorner, count: args.int("n"),
                    steps: args.int("steps"), seed: args.seed(context), work: context.work))
        })

    private static let sweep = Word(
        "sweep", family: "experiments", summary: "one optimizer at many learning rates",
        parameters: [
            function, optimizer,
            Parameter("learning_rate", aliases: ["lr", "rates"], .list(of: .number(.nonNegative)), "the rates"),
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
                "a landscape or a list of them"),
            Parameter("rules", aliases: ["methods"], .list(of: methods), "optimizers and solvers"),
            steps(1000),
            Parameter("target", .number(.positive), 1e-3, "how near to the minimum's value"),
            Parameter("starts", .int(.init(0, 1e6)), 0, "random starts per entry"), seed,
        ],
        returns: Race.kind, examples: ["race([rosenbrock, beale], [Adam(0.05), BFGS()], steps=500)"],
        seeAlso: ["compare", "basins"],
        meaning: .call { args, context in
            let problems = try args.values("f").map { value in
                let f = try landscape(from: value, context)
                return Race.Problem(f, start: f.start, minimum: f.minimum)
            }
            return .thing(
                try Race(
                    problems, args.things("rules", as: (any Minimizer).self), steps: args.int("steps"),
                    target: args.number("target"),
                    starts: args.int("starts"), seed: args.seed(context), work: context.work))
        })

}

extension Race {
    /// Evaluations until each method came within the target, landscape by landscape.
    fileprivate var arrivals: [[Int?]] {
        landscapes.indices.map { l in methods.indices.map { m in entry(l, m)?.evaluationsToTarget } }
    }
}

extension Arguments {
    /// The optimizer or solver that was given as `rule`.
    func method() throws -> any Minimizer {
        guard let method = optionalThing("rule", as: (any Minimizer).self) else {
            throw mistake("rule", "\(self["rule"].kind) cannot descend", expected: "an optimizer or solver")
        }
        return method
    }
}
