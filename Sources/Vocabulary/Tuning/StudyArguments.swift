import Answers
import Language
import Tuning

/// What every search is told: directions, sampler, pruner.
enum StudyArguments {
    static let directions = Parameter(
        "directions", .optional(.list(of: .choice(["minimize", "maximize"]))), "one for each of several objectives",
        isKeywordOnly: true)

    static func directions(_ args: Arguments) throws -> [Direction] {
        if args["directions"].elements != nil {
            let given = try args.values("directions").compactMap { $0.asText.flatMap(Direction.init(rawValue:)) }
            guard !given.isEmpty else {
                throw args.mistake("directions", "no directions", expected: "one for each objective")
            }
            return given
        }
        return [args["direction"].asText.flatMap(Direction.init(rawValue:)) ?? .minimize]
    }

    static let sampler = Parameter(
        "sampler",
        .oneOf([
            .choice(["tpe", "gp", "random", "grid", "sobol", "halton", "cmaes", "nsga2", "nsga3"]),
            .thing([SamplerValue.kind]),
        ]),
        "tpe", "how configurations are proposed")

    /// What `sampler=` names.
    static func sampler(_ args: Arguments) throws -> SamplerValue {
        if let named = args.optionalThing("sampler", as: SamplerValue.self) { return named }
        let sampler: any Sampler =
            switch args["sampler"].asText {
            case "gp": try GPSampler()
            case "random": RandomSampler()
            case "grid": GridSampler()
            case "sobol": QMCSampler(.sobol)
            case "halton": QMCSampler(.halton)
            case "cmaes": try CMAESSampler()
            case "nsga2": try NSGASampler(.second)
            case "nsga3": try NSGASampler(.third)
            default: TPESampler()
            }
        return SamplerValue(sampler: sampler, seed: nil)
    }

    /// What `pruner=` names; nil where it names nothing.
    static func pruner(_ args: Arguments) throws -> (any Pruner)? {
        switch args["pruner"].asText {
        case "median": try PercentilePruner.median()
        case "halving": try SuccessiveHalvingPruner()
        case "hyperband": try HyperbandPruner()
        case "wilcoxon": try WilcoxonPruner()
        case "none": NopPruner()
        default: args.optionalThing("pruner", as: PrunerValue.self)?.pruner
        }
    }
}
