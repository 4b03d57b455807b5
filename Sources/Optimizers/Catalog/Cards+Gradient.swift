extension GradientDescent {
    static let card = RuleCard(
        "GD", aliases: ["GradientDescent"],
        summary: "gradient descent with a fixed rate",
        formula: "θ ← θ − η·g",
        source: "Cauchy, Méthode générale pour la résolution des systèmes d'équations simultanées (1847)",
        rate: PerDialect(0.01, pytorch: 0.001)
    ) { _ in GradientDescent() }
}

extension SGD {
    static let card = RuleCard(
        "SGD",
        summary: "gradient descent with momentum, optionally Nesterov's",
        formula: """
            b ← μ·b + (1−τ)·g        θ ← θ − η·b              (PyTorch, optax)
            v ← μ·v − η·g            θ ← θ + v                (Keras)
            nesterov=True:           θ ← θ − η·(g + μ·b)
            """,
        source: "Polyak (1964), Some methods of speeding up the convergence of iteration methods; "
            + "Sutskever, Martens, Dahl & Hinton (2013), On the importance of initialization and momentum",
        differences: [
            "Keras keeps η inside the velocity, PyTorch and optax outside: equal while η is constant, but after a change "
                + "of rate PyTorch rescales the whole past and Keras does not.",
            "Dampening exists in PyTorch alone and is not applied in the first step.",
            "weight_decay is decoupled in Keras and added to the gradient in PyTorch: the same without momentum, not with it.",
        ],
        rate: PerDialect(0.01, pytorch: 0.001),
        [
            Hyperparameter("momentum", [], .decayFactor, 0, "μ: how much of the velocity is kept"),
            Hyperparameter("dampening", [], .share, 0, "τ: how much of a new gradient is held back (PyTorch)"),
            Hyperparameter("nesterov", [], .flag, 0, "look ahead along the velocity"),
        ]
    ) { s in
        guard s["momentum"] != 0 else { return GradientDescent() }
        return SGD(
            momentum: s["momentum"], dampening: s["dampening"], nesterov: s.flag("nesterov"),
            rateInVelocity: s.dialect == .keras)
    }
}

extension ASGD {
    static let card = RuleCard(
        "ASGD",
        summary: "plain descent with a slowly falling rate, and the average of its iterates",
        formula: """
            θ ← (1 − λ·ηₜ)·θ − ηₜ·g      ηₜ₊₁ = η/(1 + λ·η·t)^α
            a ← a + (θ − a)/max(1, t − t₀)
            """,
        source: "Polyak & Juditsky (1992), Acceleration of Stochastic Approximation by Averaging; PyTorch ASGD",
        rate: 0.01,
        [
            Hyperparameter("lambd", [], .nonNegative, 1e-4, "λ: decay and fall of the rate"),
            Hyperparameter("alpha", [], .nonNegative, 0.75, "α: power of the fall"),
            Hyperparameter("t0", [], .nonNegative, 1e6, "the step after which averaging begins"),
        ]
    ) { s in ASGD(λ: s["lambd"], α: s["alpha"], t0: s["t0"]) }
}

extension GradientDescent {
    static let cardNoisy = RuleCard(
        "NoisySGD",
        summary: "gradient descent with Gaussian gradient noise that is annealed",
        formula: "θ ← θ − η·(g + N(0, noise_eta/(1 + t)^gamma))",
        source: "Neelakantan et al. (2015), Adding Gradient Noise Improves Learning for Very Deep Networks, equation 1",
        rate: 0.01,
        noise: { GradientStage.Noise(η: $0["eta"], γ: $0["gamma"]) },
        [
            Hyperparameter("eta", [], .nonNegative, 0.01, "variance of the noise in the first step"),
            Hyperparameter("gamma", [], .nonNegative, 0.55, "how fast the noise is annealed"),
        ]
    ) { _ in GradientDescent() }
}

extension Lion {
    static let card = RuleCard(
        "Lion",
        summary: "the sign of a mix of momentum and gradient: every coordinate moves by η",
        formula: "θ ← θ − η·sign(β₁·m + (1−β₁)·g)      then m ← β₂·m + (1−β₂)·g",
        source: "Chen et al. (2023), Symbolic Discovery of Optimization Algorithms, algorithm 2",
        differences: ["The default λ of decoupled decay is 0 in Keras and 1e-3 in optax."],
        rate: PerDialect(1e-4, keras: 0.001), weightDecay: PerDialect(0, optax: 1e-3), decay: .decoupled,
        [.beta1(), .beta2(0.99)]
    ) { s in Lion(β1: s["beta_1"], β2: s["beta_2"]) }
}

extension SignSGD {
    static let card = RuleCard(
        "SignSGD",
        summary: "the sign of the gradient: every coordinate moves by η",
        formula: "θ ← θ − η·sign(g)",
        source: "Bernstein et al. (2018), signSGD: Compressed Optimisation for Non-Convex Problems, algorithm 1",
        rate: 0.001
    ) { _ in SignSGD() }
}
