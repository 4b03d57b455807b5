import Answers
import Language
import Tuning

/// Samplers and pruners under Optuna's names.
enum SamplerWords {
    static let words: [Word] = samplers + pruners

    private static let seed = Parameter(
        "seed", .optional(.int(.atLeast(0))), "of all that is random; None for the session's", isKeywordOnly: true)

    private static func startup(_ count: Int) -> Parameter {
        Parameter("n_startup_trials", .int(.atLeast(0)), .value(.int(count)), "random trials before the first proposal")
    }

    private static func sampler(
        _ name: String, _ summary: String, details: String = "", _ parameters: [Parameter], _ call: String,
        _ make: @escaping @Sendable (Arguments) throws -> any Sampler
    ) -> Word {
        Word(
            "optuna.samplers.\(name)", aliases: [name], family: "tuning", summary: summary, details: details,
            parameters: parameters + [seed], returns: SamplerValue.kind,
            examples: ["tune(lambda x: (x - 1)^2, {\"x\": Float(-3, 3)}, n=15, sampler=\(call)).best_params"],
            seeAlso: ["tune", "optuna.create_study"],
            meaning: .call { args, _ in
                let seed = args["seed"].asInt.map { UInt64($0) }
                return .thing(SamplerValue(sampler: try make(args), seed: seed))
            })
    }

    private static let samplers: [Word] = [
        sampler(
            "TPESampler", "tree-structured Parzen estimators: draws where good trials are dense and others are not",
            details:
                "Bergstra et al. (2011), in the form of Optuna 5: all hyperparameters together, running and failed trials count as bad.",
            [
                startup(10),
                Parameter("n_ei_candidates", .int(.init(1, 1e6)), 24, "draws of which the most promising is taken"),
                Parameter(
                    "multivariate", .optional(.bool),
                    "all hyperparameters together; None: unless there are several objectives"),
                Parameter("constant_liar", .bool, true, "whether running trials keep others away"),
            ], "TPESampler()"
        ) { args in
            try TPESampler(
                startup: args.int("n_startup_trials"), candidates: args.int("n_ei_candidates"),
                multivariate: args["multivariate"].isNone ? nil : args.bool("multivariate"),
                constantLiar: args.bool("constant_liar"))
        },
        sampler(
            "GPSampler",
            "Bayesian optimisation with a Gaussian process: the largest expected improvement is tried next",
            details: "Matérn 5/2 with a length scale for each hyperparameter, log EI (Ament et al. 2023).",
            [
                startup(10),
                Parameter("deterministic_objective", .bool, false, "whether the objective has no noise"),
            ], "GPSampler(n_startup_trials=5)"
        ) { args in
            try GPSampler(startup: args.int("n_startup_trials"), deterministic: args.bool("deterministic_objective"))
        },
        sampler(
            "RandomSampler", "every value drawn evenly: what each other method has to beat", [], "RandomSampler()"
        ) { _ in RandomSampler() },
        sampler(
            "GridSampler", "every combination once",
            [
                Parameter(
                    "search_space", .optional(.dict),
                    "the values of each hyperparameter: {\"lr\": [0.1, 0.01]}; None takes levels"),
                Parameter(
                    "levels", .optional(.int(.init(1, 1e5))), "values that a range takes; None for all",
                    isKeywordOnly: true),
            ], "GridSampler(levels=5)"
        ) { args in
            guard case .dict(let space) = args["search_space"] else {
                return GridSampler(levels: args["levels"].asInt)
            }
            var values: [String: [Setting]] = [:]
            for entry in space.entries {
                guard let name = entry.key.asText, let items = entry.value.elements, !items.isEmpty else {
                    throw args.mistake(
                        "search_space", "\(entry.key.brief) has no list of values", expected: "a list for each name",
                        try: "{\"lr\": [0.1, 0.01]}")
                }
                values[name] = try items.map { try Setting($0, "search_space") }
            }
            return GridSampler(values: values)
        },
        sampler(
            "QMCSampler", "points of a Sobol or Halton sequence, which cover the space evenly",
            [
                Parameter("qmc_type", .choice(["sobol", "halton"]), "sobol", "which sequence", isKeywordOnly: true),
                Parameter("scramble", .bool, true, "whether the seed makes it another one", isKeywordOnly: true),
            ], "QMCSampler()"
        ) { args in
            QMCSampler(try args.text("qmc_type") == "halton" ? .halton : .sobol, scramble: try args.bool("scramble"))
        },
        sampler(
            "CmaEsSampler", "covariance matrix adaptation over all hyperparameters that have an order",
            [
                Parameter(
                    "sigma0", .number(.positive), .value(.number(1 / 6.0)),
                    "first standard deviation, as a share of each range"),
                startup(1),
                Parameter("popsize", .optional(.int(.init(4, 1e5))), "samples of a generation", isKeywordOnly: true),
            ], "CmaEsSampler()"
        ) { args in
            try CMAESSampler(
                sigma: args.number("sigma0"), startup: args.int("n_startup_trials"), population: args["popsize"].asInt)
        },
        genetic("NSGAIISampler", .second, "a genetic search for a Pareto front, by fronts and crowding"),
        genetic("NSGAIIISampler", .third, "a genetic search for a Pareto front, by fronts and directions"),
    ]

    private static func genetic(_ name: String, _ version: NSGASampler.Version, _ summary: String) -> Word {
        sampler(
            name, summary,
            [
                Parameter("population_size", .int(.init(2, 1e5)), 50, "trials of a generation", isKeywordOnly: true),
                Parameter(
                    "mutation_prob", .optional(.number(.share)), "of each hyperparameter; None for one in their number",
                    isKeywordOnly: true),
                Parameter("crossover_prob", .number(.share), 0.9, "that a child has two parents", isKeywordOnly: true),
            ], "\(name)(population_size=5)"
        ) { args in
            try NSGASampler(
                version, population: args.int("population_size"), crossover: args.number("crossover_prob"),
                mutation: args["mutation_prob"].asDouble)
        }
    }

    // MARK: Pruners

    private static func pruner(
        _ name: String, _ summary: String, _ parameters: [Parameter], _ call: String,
        _ make: @escaping @Sendable (Arguments) throws -> any Pruner
    ) -> Word {
        Word(
            "optuna.pruners.\(name)", aliases: [name], family: "tuning", summary: summary, parameters: parameters,
            returns: PrunerValue.kind, examples: [call], seeAlso: ["tune", "optuna.create_study"],
            meaning: .call { args, _ in .thing(PrunerValue(pruner: try make(args))) })
    }

    private static let looks = [
        Parameter("n_warmup_steps", .int(.atLeast(0)), 0, "steps before any trial is given up"),
        Parameter("interval_steps", .int(.atLeast(1)), 1, "steps between two looks"),
    ]
    private static let percentileParameters =
        [Parameter("n_startup_trials", .int(.atLeast(0)), 5, "complete trials before any is given up")] + looks + [
            Parameter("n_min_trials", .int(.atLeast(1)), 1, "reports at the step that it takes", isKeywordOnly: true)
        ]

    private static let pruners: [Word] = [
        pruner(
            "MedianPruner", "gives a trial up whose best so far is behind the median at the same step",
            percentileParameters,
            "MedianPruner(n_startup_trials=3)"
        ) { args in
            try PercentilePruner.median(
                startup: args.int("n_startup_trials"), warmup: args.int("n_warmup_steps"),
                interval: args.int("interval_steps"), leastTrials: args.int("n_min_trials"))
        },
        pruner(
            "PercentilePruner", "gives a trial up that is not among the best so many percent at the same step",
            [Parameter("percentile", .number(.init(0, 100)), "how many percent go on")] + percentileParameters,
            "PercentilePruner(25)"
        ) { args in
            try PercentilePruner(
                args.number("percentile"), startup: args.int("n_startup_trials"), warmup: args.int("n_warmup_steps"),
                interval: args.int("interval_steps"), leastTrials: args.int("n_min_trials"))
        },
        pruner(
            "SuccessiveHalvingPruner", "ASHA: at steps r, r·η, r·η² … only the best 1/η go on",
            [
                Parameter("min_resource", .oneOf([.int(.atLeast(1)), .choice(["auto"])]), "auto", "r, the first rung"),
                Parameter("reduction_factor", .int(.atLeast(2)), 4, "η"),
                Parameter("min_early_stopping_rate", .int(.init(0, 60)), 0, "rungs left out at the beginning"),
                Parameter(
                    "bootstrap_count", .int(.atLeast(0)), 0, "trials that have to come to a rung before any passes it"),
            ], "SuccessiveHalvingPruner(min_resource=1)"
        ) { args in
            try SuccessiveHalvingPruner(
                minResource: args["min_resource"].asInt, reductionFactor: args.int("reduction_factor"),
                minEarlyStoppingRate: args.int("min_early_stopping_rate"), bootstrapCount: args.int("bootstrap_count"))
        },
        pruner(
            "HyperbandPruner", "successive halvings side by side, from bold to cautious",
            [
                Parameter("min_resource", .int(.atLeast(1)), 1, "the first rung of the boldest"),
                Parameter(
                    "max_resource", .oneOf([.int(.atLeast(1)), .choice(["auto"])]), "auto", "steps of a whole trial"),
                Parameter("reduction_factor", .int(.atLeast(2)), 3, "η"),
                Parameter(
                    "bootstrap_count", .int(.atLeast(0)), 0, "trials that have to come to a rung before any passes it"),
            ], "HyperbandPruner(max_resource=81)"
        ) { args in
            try HyperbandPruner(
                minResource: args.int("min_resource"), maxResource: args["max_resource"].asInt,
                reductionFactor: args.int("reduction_factor"), bootstrapCount: args.int("bootstrap_count"))
        },
        pruner(
            "PatientPruner", "gives a trial up, or asks another pruner, after so many reports without improvement",
            [
                Parameter("wrapped_pruner", .optional(.thing([PrunerValue.kind])), "who is asked; None gives up"),
                Parameter("patience", .int(.atLeast(0)), 1, "reports that are borne"),
                Parameter("min_delta", .number(.nonNegative), 0, "what counts as an improvement"),
            ], "PatientPruner(MedianPruner(), patience=3)"
        ) { args in
            try PatientPruner(
                args.optionalThing("wrapped_pruner", as: PrunerValue.self)?.pruner, patience: args.int("patience"),
                minDelta: args.number("min_delta"))
        },
        pruner(
            "ThresholdPruner", "gives a trial up whose report leaves two bounds",
            [
                Parameter("lower", .optional(.number()), "the lower bound"),
                Parameter("upper", .optional(.number()), "the upper bound"),
            ] + looks, "ThresholdPruner(upper=10)"
        ) { args in
            try ThresholdPruner(
                lower: args["lower"].asDouble, upper: args["upper"].asDouble, warmup: args.int("n_warmup_steps"),
                interval: args.int("interval_steps"))
        },
        pruner(
            "WilcoxonPruner", "gives a trial up that a signed-rank test finds worse than the best, problem by problem",
            [
                Parameter(
                    "p_threshold", .number(.share), 0.1, "below this probability it counts as worse",
                    isKeywordOnly: true),
                Parameter(
                    "n_startup_steps", .int(.atLeast(0)), 2, "problems in common that it takes", isKeywordOnly: true),
            ], "WilcoxonPruner(p_threshold=0.1)"
        ) { args in try WilcoxonPruner(threshold: args.number("p_threshold"), startup: args.int("n_startup_steps")) },
        pruner("NopPruner", "gives nothing up", [], "NopPruner()") { _ in NopPruner() },
    ]
}
