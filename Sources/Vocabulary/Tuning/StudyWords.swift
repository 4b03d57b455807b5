import Answers
import Language
import Tuning

/// Optuna's `create_study`.
enum StudyWords {
    static let words: [Word] = [createStudy]

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
}
