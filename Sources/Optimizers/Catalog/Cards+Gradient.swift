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
