import Language
import Solvers

/// Solvers that look at values alone.
enum SamplingSolverWords {
    static let words: [Word] = [
        SolverWords.word(
            "NelderMead", aliases: ["Simplex"], "a triangle that rolls downhill by values alone", "Nelder & Mead 1965.",
            [
                Parameter("xatol", .number(.nonNegative), .value(.number(1e-8)), "distance of corners to stop at"),
                Parameter("fatol", .number(.nonNegative), .value(.number(1e-8)), "difference of values to stop at"),
                Parameter("size", .number(.positive), .value(.number(0.05)), "edge of the first triangle, relative"),
            ], example: "NelderMead()"
        ) { args, _ in
            try NelderMead(
                pointTolerance: args.number("xatol"), valueTolerance: args.number("fatol"), size: args.number("size"))
        },
        SolverWords.word(
            "CMAES", aliases: ["CMA_ES"], "samples whose spread adapts to the landscape",
            "Covariance matrix adaptation (Hansen & Ostermeier 2001). One step is one generation; the path is the mean.",
            [
                Parameter("sigma", .number(.positive), .otherwise("a third of the box"), "first standard deviation"),
                Parameter(
                    "population", .int(.init(4, 1e5)), .otherwise("6 in two dimensions"), "samples per generation"),
                SolverWords.bounds,
                Parameter(
                    "tolerance", .number(.nonNegative), .value(.number(1e-10)), "standard deviation to stop at",
                    isKeywordOnly: true),
            ], example: "CMAES(sigma=0.5)"
        ) { args, _ in
            try CMAES(
                sigma: args.isGiven("sigma") ? args.number("sigma") : nil,
                population: args.isGiven("population") ? args.int("population") : nil, bounds: args.searchBox(),
                tolerance: args.number("tolerance"))
        },
        SolverWords.word(
            "ParticleSwarm", aliases: ["PSO"], "a swarm drawn to its best places",
            "v ← wv + c₁r₁(own best − x) + c₂r₂(swarm's best − x) (Kennedy & Eberhart 1995). One step moves every particle.",
            [
                Parameter("particles", .int(.init(2, 1e5)), .value(.int(30)), "how many"),
                Parameter("inertia", .number(.decayRate), .value(.number(0.7298)), "w"),
                Parameter("cognitive", .number(.nonNegative), .value(.number(1.49618)), "c₁"),
                Parameter("social", .number(.nonNegative), .value(.number(1.49618)), "c₂"), SolverWords.bounds,
            ], example: "ParticleSwarm(particles=20)"
        ) { args, _ in
            try ParticleSwarm(
                particles: args.int("particles"), inertia: args.number("inertia"), cognitive: args.number("cognitive"),
                social: args.number("social"), bounds: args.searchBox())
        },
        SolverWords.word(
            "SimulatedAnnealing", "a random walk that cools down",
            "A higher place is accepted with probability exp(−Δ/T) while T falls (Kirkpatrick, Gelatt & Vecchi 1983).",
            [
                Parameter("temperature", .number(.positive), .otherwise("the spread of 64 random values"), "first T"),
                Parameter(
                    "scale", .number(.init(0, 1, includesLower: false)), .value(.number(0.25)),
                    "first step as a share of the box"), SolverWords.bounds,
            ], example: "SimulatedAnnealing()"
        ) { args, _ in
            try SimulatedAnnealing(
                temperature: args.isGiven("temperature") ? args.number("temperature") : nil,
                scale: args.number("scale"), bounds: args.searchBox())
        },
        SolverWords.word(
            "RandomSearch", "places drawn evenly from the box; what every other method has to beat", "",
            [SolverWords.bounds], example: "RandomSearch()"
        ) { args, _ in RandomSearch(bounds: try args.searchBox()) },
        SolverWords.word(
            "GridSearch", "all places of an even grid", "",
            [Parameter("n", .int(.init(2, 1e5)), .value(.int(20)), "places per side"), SolverWords.bounds],
            example: "GridSearch(n=10)"
        ) { args, _ in try GridSearch(count: args.int("n"), bounds: args.searchBox()) },
    ]
}
