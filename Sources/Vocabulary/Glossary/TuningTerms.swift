import Language
import TensorVocabulary

/// Choosing what training does not learn.
enum TuningTerms {
    static let chapter = GlossaryChapter(
        "tuning",
        [
            Term(
                "hyperparameter", aliases: ["hyperparameter tuning", "tuning"],
                """
                A number that is chosen before training and not learnt by it: a rate, a batch size, how many layers.
                """,
                example: "sweep(rosenbrock, SGD(), lr=[0.0001, 0.0003, 0.001, 0.003])", words: ["sweep", "find_rate"],
                related: ["parameter", "grid search", "validation set"]),
            Term(
                "search space", aliases: ["range"],
                """
                The values that each hyperparameter may take; rates are spaced by factors, since 0.1 is \
                to 0.01 as 0.01 is to 0.001.
                """,
                formula: "log-uniform: every decade equally likely", example: "logspace(-4, -1, 4)",
                words: ["logspace", "linspace"], related: ["hyperparameter", "grid search", "random search"]),
            Term(
                "grid search",
                """
                Tries every combination of a few values per hyperparameter; the number of trials multiplies with \
                each one.
                """,
                formula: "mⁿ trials for m values of n hyperparameters",
                example: """
                    [(lr, mu, minimize(rosenbrock, SGD(lr, momentum=mu), steps=200).loss)
                      for lr in [0.0003, 0.001] for mu in [0, 0.9]]
                    """,
                words: ["GridSearch", "sweep"], related: ["random search", "search space", "trial"]),
            Term(
                "random search",
                """
                Draws combinations at random: every trial tries a new value of every hyperparameter, also of the one \
                that matters most.
                """,
                example: "minimize(branin, RandomSearch(), steps=100)", words: ["RandomSearch"],
                related: ["grid search", "Bayesian optimisation", "search space"]),
            Term(
                "Bayesian optimisation", aliases: ["surrogate", "surrogate model", "bayesian search"],
                """
                Fits a model of how the result depends on the hyperparameters, uncertainty included, and tries next \
                what promises most.
                """,
                formula: "for a loss, the smallest μ(x) − k·σ(x) promises most",
                example: "[m - 2*s for m, s in [(0.9, 0.1), (1.1, 0.5)]]",
                related: ["acquisition function", "random search", "trial"]),
            Term(
                "acquisition function", aliases: ["expected improvement", "exploration", "exploitation"],
                """
                What Bayesian optimisation maximises in order to choose its next trial: it weighs a good expectation \
                against a large uncertainty.
                """,
                formula: "EI = (best − μ)·Φ(z) + σ·φ(z),  z = (best − μ)/σ",
                example: """
                    cdf(z) = (1 + erf(z/sqrt(2)))/2; pdf(z) = exp(-z^2/2)/sqrt(2*pi)
                    ei(m, s) = (1 - m)*cdf((1 - m)/s) + s*pdf((1 - m)/s)
                    (ei(0.9, 0.1), ei(1.1, 0.5))
                    """,
                words: ["erf"], related: ["Bayesian optimisation", "trial"]),
            Term(
                "trial", "One training with one choice of hyperparameters, and the number that came of it.",
                example: "minimize(rosenbrock, SGD(0.001, momentum=0.9), steps=200).loss",
                words: ["minimize", "sweep"],
                related: ["study", "hyperparameter", "grid search"]),
            Term(
                "study", "A series of trials that looks for the best hyperparameters of one task.",
                example:
                    "tune(lambda lr: minimize(rosenbrock, Adam(lr), steps=50).loss, {\"lr\": Float(1e-3, 1)}, n=15)",
                words: ["tune", "sweep", "race"], related: ["trial", "search space", "Bayesian optimisation"]),
            Term(
                "Pareto front", aliases: ["multi-objective optimisation", "trade-off", "pareto"],
                "All choices where one goal can improve only at the cost of another.",
                example: """
                    mix(w) = lambda x, y: w*(x - 1)^2 + (1 - w)*(x + 1)^2 + y^2
                    [(w, minimize(mix(w), SGD(0.1)).point[0]) for w in [0, 0.5, 1]]
                    """,
                related: ["hyperparameter", "regularisation"]),
        ])
}
