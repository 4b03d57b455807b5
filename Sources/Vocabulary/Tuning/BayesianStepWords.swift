import Answers
import Language
import Tuning

/// A study taken step by step.
enum BayesianStepWords {
    static let words: [Word] = [step]

    /// (Its short name is an alias, so that a variable `step` takes no word away.)
    private static let step = Word(
        "bayes_step", aliases: ["step"], family: "tuning",
        summary: "the next of the six steps of Bayesian optimisation, with what is believed then",
        details: """
            Prior, first configurations, their values, posterior, acquisition and next configuration, its value; then the posterior \
            again. The study comes from `tune` with a Gaussian process over one or two hyperparameters; `n=0` leaves all steps to be taken.
            """,
        parameters: [Parameter("study", .thing([Study.kind]), "a study that tune made")],
        returns: BayesianStep.kind,
        examples: [
            """
            study = tune(lambda x: (x - 1)^2, {"x": Float(-3, 3)}, n=0, sampler=GPSampler(n_startup_trials=3))
            [step(study) for k in range(5)][4]
            """
        ], seeAlso: ["tune", "GPSampler"],
        meaning: .call { args, context in .thing(try step(of: args.thing("study", as: Study.self), context)) })

    /// The study's next step.
    static func step(of study: Study, _ context: Context) throws -> BayesianStep {
        guard let watched = study.companion as? WatchedSearch else {
            throw Mistake(
                "this study does not know its objective", expected: "a study that tune made",
                try:
                    "study = tune(lambda x: (x - 1)^2, {\"x\": Float(-3, 3)}, n=0, sampler=GPSampler(n_startup_trials=3))",
                argument: "study")
        }
        return try watched.step(study, context)
    }
}
