import Answers
import Language
import Tuning

/// Which hyperparameters of a study mattered, under Optuna's names.
enum ImportanceWords {
    static let words: [Word] = [importances, pedAnova, fAnova]

    /// How it is judged, as a value.
    private struct Evaluator: Presentable {
        static let kind = "importance evaluator"

        var name: String
        var quantile = 0.1
        var trees = 64
        var seed: UInt64?

        var summary: String { "\(name) evaluator" }
    }

    private static let importances = Word(
        "optuna.importance.get_param_importances", aliases: ["get_param_importances", "importance"], family: "tuning",
        summary: "which hyperparameters mattered for being among the best tenth: shares, the largest first",
        details: """
            By PED-ANOVA (Watanabe, Bansal & Hutter 2023), as Optuna 5 computes it; by functional ANOVA over a random forest (Hutter, \
            Hoos & Leyton-Brown 2014), shares of the variance over the whole space; or by the analysis of variance of a full \
            grid, shares by themselves, the rest being due to combinations.
            """,
        parameters: [
            Parameter("study", .thing([Study.kind]), "a study with complete trials"),
            Parameter(
                "evaluator", .any, .value(.text("ped-anova")),
                "ped-anova, fanova, grid, or one of optuna.importance's evaluators", isKeywordOnly: true),
            Parameter(
                "params", .optional(.list(of: .text)), .value(.none),
                "only these; fanova and grid take the trials that have them all", isKeywordOnly: true),
            Parameter(
                "target", .any, .value(.none), "a function of a trial; its value where None", isKeywordOnly: true),
            Parameter("normalize", .bool, true, "whether they add up to 1", isKeywordOnly: true),
        ], returns: "dict",
        examples: [
            "get_param_importances(tune(lambda x, y: x^2 + y/100, {\"x\": Float(-1, 1), \"y\": Float(-1, 1)}, n=40))"
        ], seeAlso: ["tune"],
        meaning: .call { args, context in
            let study = try args.thing("study", as: Study.self)
            let evaluator = try evaluator(args)
            let shares = try found(
                try asked(history(study, args, context), evaluator, args), evaluator, args, study, context)
            return .dict(Value.Dictionary(shares.map { (.text($0.name), .number($0.importance)) }))
        })

    private static func evaluator(_ args: Arguments) throws -> Evaluator {
        if let evaluator = args["evaluator"].asThing(Evaluator.self) { return evaluator }
        if args["evaluator"].isNone { return Evaluator(name: "ped-anova") }
        guard let name = args["evaluator"].asText, ["ped-anova", "fanova", "grid"].contains(name) else {
            throw Mistake(
                "evaluator = \(args["evaluator"].brief)",
                expected: "\"ped-anova\", \"fanova\", \"grid\", or optuna.importance.FanovaImportanceEvaluator()",
                argument: "evaluator"
            ).raised(as: "TypeError", "Evaluator must be a subclass of BaseImportanceEvaluator.")
        }
        return Evaluator(name: name)
    }

    /// The study's trials, their value what a function of each says.
    private static func history(_ study: Study, _ args: Arguments, _ context: Context) throws -> TrialHistory {
        let history = try study.history()
        if args["target"].isNone { return history }
        return TrialHistory(
            directions: [.minimize],
            try history.finished.map { trial in
                guard trial.state == .complete else { return trial }
                var own = trial
                let value = try context.call(args["target"], [.thing(trial)])
                guard let number = value.asNumber else {
                    throw args.mistake("target", "target gives \(value.brief)", expected: "a number of each trial")
                }
                own.values = [number]
                return own
            })
    }

    /// The trials with nothing but the hyperparameters that are asked for by name. PED-ANOVA counts those, too, that have not all of
    /// them; the others compare points of one space.
    private static func asked(
        _ history: TrialHistory, _ evaluator: Evaluator, _ args: Arguments
    ) throws -> TrialHistory {
        guard !args["params"].isNone else { return history }
        let complete = history.finished.filter { $0.state == .complete }
        let names = try args.values("params").compactMap(\.asText)
        let missing = names.filter { name in !complete.contains { $0.configuration[name] != nil } }
        let countsAll = evaluator.name == "ped-anova"
        let chosen =
            countsAll ? complete : complete.filter { trial in names.allSatisfy { trial.configuration[$0] != nil } }
        guard countsAll ? missing.isEmpty : !chosen.isEmpty else {
            throw Mistake(
                missing.isEmpty
                    ? "no complete trial has all of \(names.joined(separator: ", "))"
                    : "no complete trial has \(missing.joined(separator: ", "))",
                expected: "names of hyperparameters", argument: "params"
            ).raised(
                as: "ValueError",
                "Study must contain at least one completed trial for each specified parameter. Missing parameters: ["
                    + missing.map { "'\($0)'" }.joined(separator: ", ") + "].")
        }
        return TrialHistory(
            directions: history.directions,
            chosen.map { trial in
                var own = trial
                (own.configuration, own.domains) = (Configuration(), [])
                for name in names {
                    if let domain = trial.domain(of: name), let setting = trial.configuration[name] {
                        own.set(name, domain, setting)
                    }
                }
                return own
            })
    }

    private static func found(
        _ history: TrialHistory, _ evaluator: Evaluator, _ args: Arguments, _ study: Study, _ context: Context
    ) throws -> [(name: String, importance: Double)] {
        let isWhole = try args.bool("normalize")
        switch evaluator.name {
        case "fanova":
            return try FAnova.shares(
                history, trees: evaluator.trees, seed: evaluator.seed ?? study.seed, isNormalized: isWhole,
                work: context.work)
        case "grid":
            guard let own = GridAnova.shares(history) else {
                throw args.mistake(
                    "evaluator", "the trials are no full grid", expected: "every combination of the values tried",
                    try: "evaluator=\"fanova\"")
            }
            return own
        default:
            return try isWhole
                ? PEDAnova.shares(history, quantile: evaluator.quantile, work: context.work)
                : PEDAnova.importances(history, quantile: evaluator.quantile, work: context.work)
        }
    }

    // MARK: Evaluators

    private static let pedAnova = Word(
        "optuna.importance.PedAnovaImportanceEvaluator", family: "tuning",
        summary: "importance for being among the best trials (PED-ANOVA)",
        parameters: [
            Parameter(
                "target_quantile", .number(.init(0, 1)), 0.1, "which part of the trials counts as the best",
                isKeywordOnly: true)
        ], returns: Evaluator.kind,
        examples: ["import optuna\noptuna.importance.PedAnovaImportanceEvaluator()"],
        seeAlso: ["optuna.importance.get_param_importances"],
        meaning: .call { args, _ in
            let quantile = try args.number("target_quantile")
            guard quantile > 0, quantile < 1 else {
                throw Mistake(
                    "target_quantile = \(quantile.short())",
                    expected: "a part of the trials, between 0 and 1 and neither of them", argument: "target_quantile"
                ).raised(as: "AssertionError")
            }
            return .thing(Evaluator(name: "ped-anova", quantile: quantile))
        })

    private static let fAnova = Word(
        "optuna.importance.FanovaImportanceEvaluator", family: "tuning",
        summary: "importance as a share of the variance over the whole space (functional ANOVA)",
        parameters: [
            Parameter("n_trees", .int(.init(1, 10_000)), 64, "trees of the forest", isKeywordOnly: true),
            Parameter(
                "max_depth", .int(.atLeast(1)), 64, "has no effect: trees grow to single values", isKeywordOnly: true),
            Parameter("seed", .optional(.int(.atLeast(0))), .value(.none), "of the forest", isKeywordOnly: true),
        ], returns: Evaluator.kind,
        examples: ["import optuna\noptuna.importance.FanovaImportanceEvaluator(seed=0)"],
        seeAlso: ["optuna.importance.get_param_importances"],
        meaning: .call { args, _ in
            .thing(
                Evaluator(
                    name: "fanova", trees: try args.int("n_trees"), seed: args["seed"].asInt.map { UInt64($0) }))
        })
}
