import Answers
import Language
import Tuning

/// Optuna's `create_study`, and which hyperparameters of a study mattered.
enum StudyWords {
    static let words: [Word] = [createStudy, importances]

    private static let createStudy = Word(
        "optuna.create_study", aliases: ["create_study"], family: "tuning",
        summary: "a study whose objective asks its trial for values (Optuna's words)",
        details: "The sampler's own `seed` counts, else the session's. Nothing is written to the screen for a trial.",
        parameters: [
            StudyStorage.parameter,
            Parameter("sampler", .optional(.thing([SamplerValue.kind])), "None is TPESampler()", isKeywordOnly: true),
            Parameter("pruner", .optional(.thing([PrunerValue.kind])), "None is MedianPruner()", isKeywordOnly: true),
            Parameter("study_name", .optional(.text), "its name", isKeywordOnly: true),
            Parameter(
                "direction", .optional(.choice(["minimize", "maximize"])), "what is looked for; None is minimize",
                isKeywordOnly: true),
            Parameter(
                "load_if_exists", .bool, false, "goes on with a study of that name in the storage", isKeywordOnly: true),
            StudyArguments.directions,
        ], returns: Study.kind,
        examples: [
            """
            import optuna
            def objective(trial):
                x = trial.suggest_float("x", -10, 10)
                return (x - 2)**2
            study = optuna.create_study()
            study.optimize(objective, n_trials=20)
            study.best_params
            """
        ], seeAlso: ["tune", "TPESampler", "MedianPruner"],
        meaning: .call { args, context in
            let sampler = args.optionalThing("sampler", as: SamplerValue.self)
            let pruner = args.optionalThing("pruner", as: PrunerValue.self)?.pruner
            let setup = StudyStorage.Setup(
                directions: try StudyArguments.directions(args), sampler: sampler?.sampler ?? TPESampler(),
                isSamplerGiven: sampler != nil, pruner: try pruner ?? PercentilePruner.median(),
                isPrunerGiven: pruner != nil, seed: sampler?.seed ?? context.session.seed,
                isSeedGiven: sampler?.seed != nil)
            return .thing(
                try StudyStorage.begin(setup, args, mayExist: try args.bool("load_if_exists"), context))
        })

    private static let importances = Word(
        "optuna.importance.get_param_importances", aliases: ["get_param_importances"], family: "tuning",
        summary: "which hyperparameters mattered for being among the best tenth: shares, the largest first",
        details: """
            By PED-ANOVA (Watanabe, Bansal & Hutter 2023), as Optuna 5 computes it; by functional ANOVA over a random forest (Hutter, \
            Hoos & Leyton-Brown 2014), shares of the variance over the whole space; or by the analysis of variance of a full \
            grid, shares by themselves, the rest being due to combinations.
            """,
        parameters: [
            Parameter("study", .thing([Study.kind]), "a study with complete trials"),
            Parameter(
                "evaluator", .choice(["ped-anova", "fanova", "grid"]), "ped-anova", "how it is judged",
                isKeywordOnly: true),
        ], returns: "dict",
        examples: [
            "get_param_importances(tune(lambda x, y: x^2 + y/100, {\"x\": Float(-1, 1), \"y\": Float(-1, 1)}, n=40))"
        ], seeAlso: ["tune"],
        meaning: .call { args, context in
            let study = try args.thing("study", as: Study.self)
            let history = try study.history()
            let shares: [(name: String, importance: Double)]
            switch try args.text("evaluator") {
            case "fanova": shares = try FAnova.shares(history, seed: study.seed, work: context.work)
            case "grid":
                guard let own = GridAnova.shares(history) else {
                    throw args.mistake(
                        "evaluator", "the trials are no full grid", expected: "every combination of the values tried",
                        try: "evaluator=\"fanova\"")
                }
                shares = own
            default: shares = try PEDAnova.shares(history, work: context.work)
            }
            return .dict(Value.Dictionary(shares.map { (.text($0.name), .number($0.importance)) }))
        })
}
