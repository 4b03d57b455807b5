import Answers
import Figures
import Language
import Pictures
import Tuning

/// Pictures of studies under Optuna's names, and two that Optuna has not.
enum StudyPictureWords {
    static let words: [Word] =
        [
            word(
                "plot_optimization_history", .history,
                "every trial's value and the best so far; of several studies the best so far",
                takesSeveral: true),
            word("plot_parallel_coordinate", .parallel, "a line through all hyperparameters for each trial"),
            word("plot_slice", .slice, "the values over one hyperparameter after the other"),
            word("plot_contour", .contour, "the values over two hyperparameters, the most important ones unless named"),
            word("plot_param_importances", .importance, "how much each hyperparameter matters (PED-ANOVA)"),
            word("plot_edf", .edf, "the share of trials at most so good, for each study", takesSeveral: true),
            word(
                "plot_pareto_front", .pareto, "the trials that no other is better than in all objectives", example: two),
            word("plot_timeline", .timeline, "when each trial ran and what became of it"),
            word(
                "plot_intermediate_values", .curves, "what trials reported on their way, and where they were pruned",
                example: reporting),
        ] + [regret, predictions]

    private static let one = "tune(lambda x, y: x^2 + y^2/9, {\"x\": Float(-1, 1), \"y\": Float(-1, 1)}, n=20)"
    private static let two =
        "tune(lambda x: [x^2, (x - 1)^2], {\"x\": Float(-1, 2)}, n=20, directions=[\"minimize\", \"minimize\"])"
    private static let reporting = """
        create_study()
        def objective(trial):
            x = trial.suggest_float("x", 0, 1)
            for step in range(5): trial.report(x + 1/(step + 1), step)
            return x
        study.optimize(objective, n_trials=8)
        """
    private static let related = [
        "tune", "optuna.create_study", "plot", "plot_optimization_history", "plot_slice", "plot_contour",
    ]
    private static let parameters = Parameter(
        "params", .optional(.list(of: .text)), "names of hyperparameters; None for all of them")
    private static let several = Parameter("study", .any, "a study, or a list of them")

    private static func word(
        _ name: String, _ view: StudyPicture.View, _ summary: String, takesSeveral: Bool = false, example: String = one
    ) -> Word {
        let hasNames = [.parallel, .slice, .contour].contains(view)
        let study = takesSeveral ? several : Parameter("study", .thing([Study.kind]), "a study with trials")
        let line = example == reporting ? "study = \(example)\n\(name)(study)" : "\(name)(\(example))"
        return Word(
            "optuna.visualization.\(name)", aliases: [name], family: "tuning", summary: summary,
            parameters: [study] + (hasNames ? [parameters] : []), returns: Figure.kind, examples: [line],
            seeAlso: related.filter { $0 != name },
            meaning: .call { args, context in
                let names = try hasNames ? args.values("params").compactMap(\.asText) : []
                let picture = StudyPicture(view, of: try studies(args), parameters: names)
                return .thing(try args.about("study") { try picture.figure(PlotOptions(), work: context.work) })
            })
    }

    private static func studies(_ args: Arguments) throws -> [Study] {
        let values = args["study"].elements ?? [args["study"]]
        let studies = values.compactMap { $0.asThing(Study.self) }
        guard !studies.isEmpty, studies.count == values.count else {
            throw args.mistake(
                "study", "\(args["study"].brief) is no study", expected: "a study or a list of studies", try: one)
        }
        return studies
    }

    private static let regret = Word(
        "plot_regret", family: "tuning", summary: "how far the best value so far is from the minimum, on a log scale",
        details:
            "Several studies of one name count as seeds of one search: their median, with the middle half as a band.",
        parameters: [
            several, Parameter("minimum", .optional(.number()), "the known minimum; None for the best value of all"),
        ],
        returns: Figure.kind,
        examples: [
            "plot_regret([tune(lambda x: x^2, {\"x\": Float(-1, 1)}, n=20, sampler=s) for s in [\"tpe\", \"random\"]], minimum=0)"
        ],
        seeAlso: related,
        meaning: .call { args, context in
            let picture = StudyPicture(.regret, of: try studies(args), minimum: args["minimum"].asDouble)
            return .thing(try args.about("study") { try picture.figure(PlotOptions(), work: context.work) })
        })

    private static let predictions = Word(
        "plot_predictions", family: "tuning", summary: "predictions against the truth, with what noise alone would do",
        parameters: [
            Parameter("truth", .list(of: .number()), "what is true"),
            Parameter("predictions", .list(of: .number()), "as many numbers"),
            Parameter(
                "noise", .optional(.number(.positive)), "standard deviation of the truth around what can be known"),
            Parameter("label", .text, "value", "what is predicted"),
        ], returns: Figure.kind, examples: ["plot_predictions([1, 2, 3, 4], [1.1, 1.8, 3.3, 3.9], noise=0.2)"],
        seeAlso: ["plot", "plot_regret"],
        meaning: .call { args, context in
            let truth = args["truth"].doubles ?? []
            let predictions = args["predictions"].doubles ?? []
            guard truth.count == predictions.count, !truth.isEmpty else {
                throw args.mistake(
                    "predictions", "\(predictions.count) predictions for \(truth.count) true values",
                    expected: "as many of one as of the other")
            }
            return .thing(
                Figure.predicted(
                    predictions, truth: truth, noise: args["noise"].asDouble, label: try args.text("label")))
        })
}
