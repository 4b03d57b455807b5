import Language

/// `optuna.visualization.matplotlib`: pictures of studies as axes, which `plt` changes, shows and saves.
enum StudyAxesWords {
    static let words: [Word] = [
        word(
            "plot_optimization_history", "each trial's value over its number, and the best so far", target,
            study: "a study, or a list of them"),
        word("plot_slice", "the values over each hyperparameter", [names] + target),
        word("plot_contour", "the values of points in the planes of two hyperparameters, by colour", [names] + target),
        word("plot_rank", "the same under a title of its own", [names] + target),
        word("plot_parallel_coordinate", "a line through all hyperparameters for each trial", [names] + target),
        word("plot_param_importances", "how much each hyperparameter matters", [evaluator, names] + target),
        word("plot_edf", "the share of trials at most so good", target, study: "a study, or a list of them"),
        word("plot_intermediate_values", "what trials reported on their way", []),
        word(
            "plot_timeline", "how long each trial took, in seconds after the first began",
            [Parameter("n_recent_trials", .any, .value(.none), "only so many, the last ones")]),
        word(
            "plot_pareto_front", "the trials of two objectives, those that no other is better than in both in red",
            [
                option("target_names", Value.none, "the names of the objectives"),
                option("include_dominated_trials", .bool(true), "whether the others are shown"),
                option("axis_order", Value.none, "[1, 0] to exchange the axes"),
                option("targets", Value.none, "a function of a trial that gives both values"),
            ], example: "\(two)\n\(short).plot_pareto_front(study)"),
        module.word(
            "is_available", family: "tuning", "True: pictures can be drawn", returns: "bool",
            examples: ["import optuna.visualization.matplotlib as vis\nvis.is_available()"],
            seeAlso: ["optuna.create_study"]),
    ]

    private static let module = WrittenModule("optuna.visualization.matplotlib", StudyAxesText.text)
    private static let short = "optuna.visualization.matplotlib"
    private static let names = Parameter("params", .any, .value(.none), "names of hyperparameters; None for all")
    private static let evaluator = Parameter("evaluator", .any, .value(.none), "as in get_param_importances")
    private static let target = [
        option("target", Value.none, "a function of a trial; its value where None"),
        option("target_name", .text("Objective Value"), "what that is called"),
    ]

    private static func option(_ name: String, _ value: Value, _ meaning: String) -> Parameter {
        Parameter(name, .any, .value(value), meaning, isKeywordOnly: true)
    }

    private static let one = """
        import optuna
        study = optuna.create_study()
        study.optimize(lambda t: t.suggest_float("x", 0, 1)**2, n_trials=8)
        """
    private static let two = """
        import optuna
        study = optuna.create_study(directions=["minimize", "minimize"])
        def objective(trial):
            x = trial.suggest_float("x", 0, 2)
            return x**2, (x - 2)**2
        study.optimize(objective, n_trials=8)
        """

    private static func word(
        _ name: String, _ summary: String, _ parameters: [Parameter], study: String = "a study with trials",
        example: String? = nil
    ) -> Word {
        module.word(
            name, family: "tuning", summary, [Parameter("study", .any, .required, study)] + parameters,
            returns: "axes", examples: [example ?? "\(one)\n\(short).\(name)(study)"],
            seeAlso: ["optuna.create_study", "optuna.visualization.plot_optimization_history"])
    }
}
