import Language

/// Models beside the plain network, what they are judged by, and what an answer costs.
enum GalleryTerms {
    static let chapter = GlossaryChapter(
        "models",
        [
            Term(
                "support vector machine", aliases: ["svm", "support vector", "support vectors"],
                """
                A classifier whose border keeps as far as it can from both classes; only the points near the border, its support \
                vectors, carry it.
                """,
                formula: "f(x) = Σ αᵢ·yᵢ·k(xᵢ, x) + b", example: "gallery(\"svm\", values=[1, 10], seeds=1)",
                words: ["gallery"], related: ["classification", "validation curve"]),
            Term(
                "matrix factorisation", aliases: ["matrix factorization", "recommendation"],
                """
                A table of ratings as the product of two thin tables, tastes of people and traits of things, so that ratings which \
                nobody has given can be foretold; how thin they are is the rank.
                """,
                formula: "R ≈ P·Qᵀ",
                example: "MatrixFactorization(rank=2, l2=1).fit(ratings(20, 15, rank=2, seed=1)).hidden_error",
                words: ["ratings"], related: ["latent space", "regularisation"]),
            Term(
                "boosting", aliases: ["gradient boosting", "boosted trees"],
                """
                Small trees, one after the other, each fitted to what those before it got wrong; more rounds always fit the \
                training rows better, and from some number on others worse.
                """,
                formula: "F ← F + η·tree(−∂L/∂F)", example: "gallery(\"boosting\", values=[10, 100], seeds=1)",
                words: ["gallery", "baselines"], related: ["overfitting", "validation curve"]),
            Term(
                "multi-armed bandit", aliases: ["epsilon-greedy", "reinforcement learning"],
                """
                Machines that pay with unknown probabilities, and a player who learns of each only by pulling it; \
                an ε-greedy one pulls the best so far, and in a share ε of the pulls any.
                """,
                example: "bandit(5, [0, 0.1], steps=200, seeds=20, seed=1)", words: ["bandit"], related: ["regret"]),
            Term(
                "regret", "What the best choice would have brought more than those that were made.",
                formula: "Σₜ (p* − p of the choice at t)",
                example: "bandit(5, [0, 0.1], steps=200, seeds=20, seed=1)", words: ["bandit"],
                related: ["multi-armed bandit"]),
            Term(
                "validation curve",
                """
                The error on rows that were not learnt from, against one hyperparameter; most are valleys, too stiff on one side, \
                learnt by heart on the other.
                """,
                example: "gallery(\"factorization\", values=[1, 3, 10], seeds=1)", words: ["gallery"],
                related: ["hyperparameter", "overfitting", "underfitting"]),
            Term(
                "one-standard-error rule", aliases: ["one standard error"],
                """
                Takes the simplest model whose error is within one standard error of the lowest, since so small a difference may \
                be luck.
                """,
                example: "0.172 <= 0.168 + 0.005", words: ["choose"],
                related: ["cross-validation", "study"]),
            Term(
                "successive halving", aliases: ["hyperband", "rung"],
                """
                Begins many trainings, and at each rung lets only the best go on; Hyperband runs several of them, from bold to \
                cautious, as early epochs may mislead.
                """,
                example: "epoch_plan(117, epochs=9)", words: ["epoch_plan", "budget_race"],
                related: ["trial", "random search", "population based training"]),
            Term(
                "population based training", aliases: ["population-based training", "pbt"],
                """
                Trainings side by side; those behind take the weights of those in front and change the settings a little, so that a \
                schedule is found on the way.
                """,
                example: "epoch_plan(117, epochs=9)", words: ["population_training", "budget_race"],
                related: ["successive halving", "learning-rate schedule"]),
            Term(
                "random walk",
                """
                Each value is the one before with something added that nobody can foretell; the best forecast of tomorrow is \
                today.
                """,
                formula: "xₜ = xₜ₋₁ + noise", example: "plot(random_walk(200, seed=1))",
                words: ["random_walk", "price_skill"], related: ["data leakage", "noise"]),
            Term(
                "loss scale", aliases: ["gradient scaling"],
                """
                What the loss is multiplied by before it goes backward in few bits, so that small gradients do not become 0; the \
                gradients are divided by it again before the step.
                """,
                example: "number_format(\"float16\").round([1e-8, 1024 * 1e-8])",
                words: ["gradient_scale", "LossScaleOptimizer"], related: ["mixed precision", "master weights"]),
            Term(
                "response time", aliases: ["p50", "p95", "p99", "throughput"],
                """
                The time from a question to its answer; p99 is what 99 of 100 stay within; throughput is how many are answered in a \
                second.
                """,
                example: "serve_simulation((1, 0.1), rate=800, batch=[1, 8], n=2000, seed=1)",
                words: ["latency", "serve_simulation"], related: ["quantisation", "pruning", "batch"]),
            Term(
                "Brier score",
                "How far stated probabilities were from what came: 0 is perfect, being sure and wrong is worst.",
                formula: "Σ (p − o)², where o is 1 for what came and 0 otherwise",
                example: "(1 - 0.6)^2 + 0.2^2 + 0.1^2 + 0.1^2", words: ["predict_claim", "claims"],
                related: ["accuracy"]),
            Term(
                "Lyapunov exponent",
                """
                The mean logarithm of the growth, in a step, of a tiny distance between two runs: above 0 they part, below 0 they \
                forget it.
                """,
                formula: "λ = (1/t)·ln(|δₜ|/|δ₀|)",
                example: "twin(rosenbrock, Nadam(0.05, dialect=\"pytorch\"), start=(-1.5, 2)).lyapunov",
                words: ["twin"], related: ["divergence", "seed"]),
        ])
}
