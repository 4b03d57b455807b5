import Language

/// Walking downhill: the step, the rate, what a run does, and the memory that rules keep.
enum DescentTerms {
    static let chapter = GlossaryChapter("descent", walking + remembering + steering)

    private static let walking: [Term] = [
        Term(
            "gradient descent", aliases: ["descent", "GD", "vanilla gradient descent", "batch gradient descent"],
            """
            A step against the gradient, again and again: it makes the loss smaller, and need not find the lowest \
            place.
            """,
            formula: "θ ← θ − η·∇f(θ)", example: "minimize(rosenbrock, GD(0.001), start=(-1.5, 2), steps=1000)",
            words: ["GD", "minimize"], related: ["learning rate", "gradient", "stochastic gradient descent"],
            lesson: "first-descent"),
        Term(
            "stochastic gradient descent", aliases: ["SGD"],
            """
            Gradient descent in which each step sees only a few of the examples: cheap steps, with noise in their \
            direction.
            """,
            formula: "θ ← θ − η·∇L(θ; batch)",
            example: "minimize(noisy(quadratic(kappa=10), 1), SGD(0.05), steps=200)", words: ["SGD", "noisy"],
            related: ["batch", "noise", "gradient descent"], lesson: "learning-rate"),
        Term(
            "optimizer", aliases: ["optimiser", "update rule", "optimization algorithm"],
            "The rule that makes a step out of gradients, and what it remembers of them.",
            formula: "θ ← θ + Δθ(g, memory)",
            example: "compare(rosenbrock, [SGD(0.001), Adam(0.05), BFGS()], start=(-1.5, 2))",
            words: ["SGD", "Adam", "compare", "explain"], related: ["gradient descent", "momentum", "Adam"],
            lesson: "adaptive-rates"),
        Term(
            "step", aliases: ["update", "iteration"],
            "One change of the parameters; a run is one step after another.", formula: "θₖ₊₁ = θₖ + Δθₖ",
            example: "explain(minimize(rosenbrock, SGD(0.001), steps=20), step=17)", words: ["explain", "minimize"],
            related: ["learning rate", "epoch", "batch"], lesson: "first-descent"),
        Term(
            "learning rate", aliases: ["lr", "step size", "eta", "η", "rate"],
            """
            The number by which the gradient is multiplied to make a step: too small is slow, and above 2/λmax plain \
            descent runs away.
            """,
            formula: "θ ← θ − η·∇f(θ), stable while η < 2/λmax",
            example: "sweep(rosenbrock, SGD(), lr=logspace(-5, -2, 10))", words: ["sweep", "stability", "find_rate"],
            related: ["sharpness", "divergence", "learning-rate schedule"], lesson: "learning-rate"),
        Term(
            "overshooting", aliases: ["overshoot"],
            """
            A step that lands beyond the minimum: it begins at a rate of 1/λmax, and up to 2/λmax the run converges \
            all the same.
            """,
            formula: "1/λmax < η < 2/λmax",
            example: "minimize(quadratic(kappa=10), SGD(0.18), start=(1, 1), steps=5).path",
            related: ["oscillation", "learning rate", "divergence"], lesson: "learning-rate"),
        Term(
            "oscillation", aliases: ["zigzag", "oscillate", "ringing"],
            """
            Swinging from side to side: across a valley when the rate is near its limit, around a minimum when there \
            is too much momentum.
            """,
            example: "plot(minimize(quadratic(kappa=10), SGD(0.18), start=(1, 1), steps=50))",
            related: ["overshooting", "valley", "momentum"], lesson: "learning-rate"),
        Term(
            "convergence", aliases: ["converge", "settle"],
            "The run comes to rest: its gradient and its steps shrink towards zero.",
            formula: "|∇f(θₖ)| → 0", example: "minimize(sphere, SGD(0.1), until_gradient=1e-6)",
            words: ["minimize", "race"], related: ["divergence", "plateau", "noise"], lesson: "learning-rate"),
        Term(
            "divergence", aliases: ["diverge", "run away", "blow up", "nan", "nan loss"],
            "The loss grows without bound, most often because the rate is above what the curvature allows.",
            formula: "η > 2/λmax, for plain descent in a bowl",
            example: "minimize(quadratic(kappa=10), SGD(0.3), start=(1, 1), steps=100)",
            words: ["stability", "TerminateOnNaN"], related: ["learning rate", "sharpness", "exploding gradient"],
            lesson: "learning-rate"),
        Term(
            "noise", aliases: ["gradient noise", "noisy gradient", "noise floor"],
            """
            The difference between the gradient of a few examples and that of all of them; with a constant rate it \
            keeps the run dancing around the minimum.
            """,
            formula: "g = ∇f + ξ, where ξ is 0 on average",
            example: "plot(minimize(noisy(sphere, 1), SGD(0.1), start=(3, 3), steps=300))",
            words: ["noisy", "NoisySGD"],
            related: ["stochastic gradient descent", "batch", "learning-rate schedule"], lesson: "learning-rate"),
        Term(
            "seed", aliases: ["random seed", "reproducibility"],
            "The number that a stream of random draws begins with: the same seed gives the same result, bit for bit.",
            example: "[minimize(noisy(sphere, 1), SGD(0.1), seed=s).loss for s in [1, 1, 2]]", words: ["seed"],
            related: ["noise", "initialisation"]),
    ]

    private static let remembering: [Term] = [
        Term(
            "momentum", aliases: ["heavy ball", "velocity"],
            "A step keeps a share of the step before it: what agrees adds up, and what swings cancels.",
            formula: "v ← μ·v − η·g,  θ ← θ + v",
            example: """
                compare(quadratic(kappa=100), [SGD(0.0198), SGD(0.033, momentum=0.67)],
                  start=(1, 1))
                """,
            words: ["SGD"], related: ["Nesterov momentum", "condition number", "oscillation"],
            lesson: "momentum"),
        Term(
            "Nesterov momentum", aliases: ["Nesterov", "NAG", "accelerated gradient"],
            "Momentum that takes its gradient where the velocity is about to lead, and so brakes a little earlier.",
            formula: "v ← μ·v − η·∇f(θ + μ·v),  θ ← θ + v",
            example: """
                compare(quadratic(kappa=100), [SGD(0.01, momentum=0.9, nesterov=n)
                  for n in [False, True]], start=(1, 1))
                """,
            words: ["SGD", "Nadam"], related: ["momentum", "oscillation"], lesson: "momentum"),
        Term(
            "adaptive learning rate", aliases: ["adaptive", "adaptive rule", "per-parameter rate"],
            "A rate of its own for every parameter, made from the sizes of its past gradients.",
            formula: "Δθ = −η·g/√v, where v is a mean of g²",
            example: "compare(rosenbrock, [SGD(0.001), Adagrad(0.1), RMSprop(0.01), Adam(0.05)])",
            words: ["Adagrad", "RMSprop", "Adam"], related: ["second moment", "Adam", "learning rate"],
            lesson: "adaptive-rates"),
        Term(
            "Adam", aliases: ["adaptive moment estimation"],
            """
            A rule that divides a running mean of the gradients by the root of a running mean of their squares, so \
            that the learning rate is about the length of a step in each coordinate.
            """,
            formula: "Δθ = −η·m̂/(√v̂ + ε)",
            example: "minimize(rosenbrock, Adam(0.05), start=(-1.5, 2), steps=500)",
            words: ["Adam", "AdamW", "AMSGrad", "explain"],
            related: ["first moment", "second moment", "bias correction"], lesson: "adaptive-rates"),
        Term(
            "first moment", aliases: ["m", "β₁", "beta 1"],
            "Adam's running mean of the gradients: the momentum in it.", formula: "m ← β₁·m + (1 − β₁)·g",
            example: "explain(minimize(rosenbrock, Adam(0.05), steps=50), step=17)", words: ["Adam", "explain"],
            related: ["second moment", "momentum", "moving average"], lesson: "adaptive-rates"),
        Term(
            "second moment", aliases: ["v", "β₂", "beta 2"],
            "Adam's running mean of the squared gradients: how large a coordinate's gradients have lately been.",
            formula: "v ← β₂·v + (1 − β₂)·g²",
            example: "ablate(minimize(rosenbrock, Adam(0.05), steps=100), \"second_moment\")",
            words: ["Adam", "RMSprop", "ablate"], related: ["first moment", "adaptive learning rate", "epsilon"],
            lesson: "adaptive-rates"),
        Term(
            "bias correction",
            "Adam's two means begin at zero and are too small at first; a division by 1 − βᵗ makes up for that.",
            formula: "m̂ = m/(1 − β₁ᵗ),  v̂ = v/(1 − β₂ᵗ)",
            example: "ablate(minimize(rosenbrock, Adam(0.05), steps=100), \"bias_correction\")",
            words: ["Adam", "ablate"], related: ["first moment", "second moment"], lesson: "adaptive-rates"),
        Term(
            "epsilon", aliases: ["ε", "eps"],
            """
            A small number beside the root, so that nothing is divided by zero; where gradients are tiny it decides \
            how long the steps are.
            """,
            formula: "m̂/(√v̂ + ε)",
            example: "compare(rosenbrock, [Adam(0.1), Adam(0.1, epsilon=1)], start=(-1.5, 2), steps=300)",
            words: ["Adam"], related: ["second moment", "Adam"], lesson: "adaptive-rates"),
        Term(
            "moving average", aliases: ["exponential moving average", "running mean"],
            "A mean that forgets: the newest value counts by 1 − β, and all older ones fade by β.",
            formula: "m ← β·m + (1 − β)·x, about the last 1/(1 − β) values",
            example: "minimize(noisy(sphere, 1), EMA(SGD(0.1)), steps=300).average", words: ["EMA", "SWA"],
            related: ["first moment", "noise"], lesson: "adaptive-rates"),
    ]

    private static let steering: [Term] = [
        Term(
            "learning-rate schedule",
            aliases: ["schedule", "learning rate scheduler", "scheduler", "learning rate decay", "annealing"],
            "A plan for the rate over the steps: large at first to get somewhere, small at the end to settle.",
            formula: "ηₖ = η(k)", example: "minimize(noisy(sphere, 1), SGD(CosineDecay(0.3, 200)), steps=200)",
            words: ["CosineDecay", "ExponentialDecay", "StepLR", "schedule"],
            related: ["warm-up", "cosine decay", "plateau reduction", "noise"], lesson: "learning-rate"),
        Term(
            "warm-up", aliases: ["learning rate warmup"],
            """
            A gentle beginning: the rate climbs from near zero over the first steps, while a rule still knows \
            little.
            """,
            formula: "η(k) = η₀·k/K for the first K steps", example: "plot(warmup(CosineDecay(0.1, 100), 20))",
            words: ["warmup", "OneCycleLR"], related: ["learning-rate schedule", "bias correction"]),
        Term(
            "cosine decay", aliases: ["cosine annealing", "cosine schedule"],
            "A rate that falls along half a cosine wave: slowly, then faster, then slowly again.",
            formula: "η(k) = η₀·(1 + cos(πk/T))/2", example: "plot(CosineDecay(0.1, 100))",
            words: ["CosineDecay", "CosineAnnealingLR"], related: ["learning-rate schedule", "warm-up"]),
        Term(
            "plateau reduction", aliases: ["reduce on plateau", "reduce learning rate on plateau"],
            "The rate is multiplied by a small factor whenever the validation loss has not improved for some epochs.",
            formula: "η ← factor·η after `patience` epochs without improvement",
            example: "ReduceLROnPlateau(monitor=\"val_loss\", factor=0.2, patience=5, min_lr=1e-5)",
            words: ["ReduceLROnPlateau"], related: ["learning-rate schedule", "early stopping", "validation set"]),
        Term(
            "gradient clipping", aliases: ["clipping", "clipvalue", "clipnorm", "clip"],
            """
            A gradient that is too long is shortened before the step, so that one steep place cannot throw the run \
            away.
            """,
            formula: "g ← g·min(1, c/|g|)",
            example: "compare(rosenbrock, [SGD(0.01), SGD(0.01, clipnorm=1)], start=(-1.5, 2))",
            words: ["SGD", "Adam"],
            related: ["exploding gradient", "divergence"]),
        Term(
            "weight decay", aliases: ["decoupled weight decay"],
            """
            Each step also shrinks every weight by a small share; in adaptive rules that is not the same as an L2 \
            penalty in the loss.
            """,
            formula: "θ ← θ − η·λ·θ, beside the step",
            example: "flat(x, y) = 0*x*y; minimize(flat, AdamW(0.1, weight_decay=0.1), start=(2, 1))",
            words: ["AdamW"], related: ["L2 regularisation", "regularisation"]),
    ]
}
