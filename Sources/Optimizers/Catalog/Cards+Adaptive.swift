extension Adagrad {
    static let card = RuleCard(
        "Adagrad",
        summary: "each coordinate's rate shrinks with all the gradients it has seen",
        formula: """
            v ← v + g²
            θ ← θ − η/(1 + (t−1)·lr_decay)·g/(√v + ε)         (PyTorch)
            θ ← θ − η·g/√(v + ε)                              (Keras, optax)
            """,
        source: "Duchi, Hazan & Singer (2011), Adaptive Subgradient Methods for Online Learning, figure 1",
        differences: [
            "v starts at 0.1 in Keras and optax, at 0 in PyTorch.",
            "ε is 1e-7 inside the root in Keras and optax, 1e-10 beside it in PyTorch.",
        ],
        rate: PerDialect(0.01, keras: 0.001),
        [
            Hyperparameter(
                "initial_accumulator_value", [], .nonNegative, PerDialect(0, keras: 0.1, optax: 0.1),
                "v before the first step"),
            .epsilon(PerDialect(1e-10, keras: 1e-7, optax: 1e-7)),
            Hyperparameter("lr_decay", [], .nonNegative, 0, "the rate falls as 1/(1 + (t−1)·lr_decay) (PyTorch)"),
        ]
    ) { s in
        Adagrad(
            initialAccumulator: s["initial_accumulator_value"], ε: s["epsilon"], lrDecay: s["lr_decay"],
            εInRoot: s.dialect == .keras || s.dialect == .optax)
    }
}

extension Adadelta {
    static let card = RuleCard(
        "Adadelta",
        summary: "steps in the units of the parameters, with no rate to choose in the paper",
        formula: """
            v ← ρ·v + (1−ρ)·g²        Δ = √(u + ε)/√(v + ε)·g
            u ← ρ·u + (1−ρ)·Δ²        θ ← θ − η·Δ
            """,
        source: "Zeiler (2012), ADADELTA: An Adaptive Learning Rate Method, algorithm 1",
        differences: [
            "The formula is the same everywhere; the defaults are not: η 0.001 in Keras, 1 in PyTorch; ρ 0.95 and 0.9."
        ],
        rate: PerDialect(1, keras: 0.001), decay: .addedToGradient,
        [
            Hyperparameter(
                "rho", [], .decayFactor, PerDialect(0.9, keras: 0.95, paper: 0.95), "ρ: decay of both means"),
            .epsilon(PerDialect(1e-6, keras: 1e-7)),
        ]
    ) { s in Adadelta(ρ: s["rho"], ε: s["epsilon"]) }
}

extension RMSprop {
    static let card = RuleCard(
        "RMSprop",
        summary: "the gradient over the root of a running mean of its squares",
        formula: """
            v ← ρ·v + (1−ρ)·g²       w = v, centered: v − ḡ² with ḡ ← ρ·ḡ + (1−ρ)·g
            b ← μ·b + g/(√w + ε)      θ ← θ − η·b              (PyTorch)
            b ← μ·b + η·g/√(w + ε)    θ ← θ − b                (Keras, optax)
            """,
        source: "Hinton, Srivastava & Swersky (2012), Neural Networks for Machine Learning, lecture 6e, slide 29; "
            + "Graves (2013), Generating Sequences with Recurrent Neural Networks, equations 38–45",
        differences: [
            "ρ is 0.9 in Keras and optax, 0.99 (alpha) in PyTorch.",
            "ε is inside the root in Keras (1e-7) and optax, beside it in PyTorch (1e-8).",
            "The momentum buffer holds η·g/√… in Keras and optax, g/√… in PyTorch.",
        ],
        rate: PerDialect(0.01, keras: 0.001),
        [
            Hyperparameter("rho", ["alpha", "decay"], .decayFactor, PerDialect(0.9, pytorch: 0.99), "ρ: decay of v"),
            Hyperparameter("momentum", [], .decayFactor, 0, "μ: how much of the buffer is kept"),
            .epsilon(PerDialect(1e-8, keras: 1e-7)),
            Hyperparameter("centered", [], .flag, 0, "divide by the standard deviation instead"),
            Hyperparameter("nesterov", [], .flag, 0, "look ahead along the buffer (optax)"),
            Hyperparameter("initial_scale", [], .nonNegative, 0, "v before the first step (optax)"),
            Hyperparameter("eps_in_sqrt", [], .flag, PerDialect(1, pytorch: 0, paper: 0), "ε inside the root"),
            Hyperparameter("bias_correction", [], .flag, 0, "divide v by 1 − ρᵗ (optax)"),
        ]
    ) { s in
        RMSprop(
            ρ: s["rho"], momentum: s["momentum"], ε: s["epsilon"], centered: s.flag("centered"),
            nesterov: s.flag("nesterov"), correctsBias: s.flag("bias_correction"), initialScale: s["initial_scale"],
            εInRoot: s.flag("eps_in_sqrt"), rateInBuffer: s.dialect == .keras || s.dialect == .optax)
    }
}

extension Rprop {
    static let card = RuleCard(
        "Rprop",
        summary: "a step per coordinate that grows while the gradient's sign stays and shrinks when it flips",
        formula: """
            factor = η⁺ if g·gₜ₋₁ > 0, η⁻ if < 0 (and then g ← 0), 1 otherwise
            step ← clamp(factor·step, step_min, step_max)      θ ← θ − step·sign(g)
            """,
        source: "Riedmiller & Braun (1993), A Direct Adaptive Method for Faster Backpropagation Learning",
        differences: [
            "optax 0.2.8 applies the update of the step before: its first step does not move (a reported bug)."
        ],
        rate: PerDialect(0.01),
        [
            Hyperparameter(
                "eta_minus", [], .number(0, 1, includesLower: false, includesUpper: false), 0.5,
                "η⁻: factor after a flip"),
            Hyperparameter(
                "eta_plus", [], .number(1, .infinity, includesLower: false, includesUpper: false), 1.2,
                "η⁺: factor while the sign stays"),
            Hyperparameter("step_min", ["min_step_size"], .nonNegative, 1e-6, "the smallest step"),
            Hyperparameter("step_max", ["max_step_size"], .positive, 50, "the largest step"),
        ]
    ) { s in
        Rprop(
            shrink: s["eta_minus"], grow: s["eta_plus"], smallest: s["step_min"], largest: s["step_max"],
            delayed: s.dialect == .optax)
    }
}

extension Ftrl {
    static let card = RuleCard(
        "Ftrl",
        summary: "follow the regularised leader: the best point for all linearised losses so far, sparse with l1",
        formula: """
            n' = n + g²      σ = (n'^−p − n^−p)/η      z ← z + g + 2·l2_shrinkage·θ − σ·θ
            θ = (clip(z, ±l1) − z)/(n'^−p/η + 2·l2 + β/η)
            """,
        source: "McMahan et al. (2013), Ad Click Prediction: a View from the Trenches, algorithm 1; Keras 3 Ftrl",
        rate: PerDialect(0.001), decay: .decoupled,
        [
            Hyperparameter(
                "learning_rate_power", [], .number(-.infinity, 0, includesLower: false, includesUpper: true), -0.5,
                "p: how the rate falls with n"),
            Hyperparameter("initial_accumulator_value", [], .nonNegative, 0.1, "n before the first step"),
            Hyperparameter("l1_regularization_strength", ["l1"], .nonNegative, 0, "l1: pulls coordinates to exactly 0"),
            Hyperparameter("l2_regularization_strength", ["l2_strength"], .nonNegative, 0, "l2: stabilising penalty"),
            Hyperparameter(
                "l2_shrinkage_regularization_strength", ["l2_shrinkage"], .nonNegative, 0, "l2 penalty of magnitude"),
            Hyperparameter("beta", [], .nonNegative, 0, "β of the paper"),
        ]
    ) { s in
        Ftrl(
            power: s["learning_rate_power"], initialAccumulator: s["initial_accumulator_value"],
            l1: s["l1_regularization_strength"], l2: s["l2_regularization_strength"],
            l2Shrinkage: s["l2_shrinkage_regularization_strength"], β: s["beta"])
    }
}

extension SM3 {
    static let card = RuleCard(
        "SM3",
        summary: "Adagrad with accumulators per row and column instead of per number",
        formula: """
            v = min(row, column) + g²      row, column ← the largest v in them
            u = g/√(v + 1e-8)      m ← μ·m + (1−μ)·u      θ ← θ − η·m
            """,
        source: "Anil, Gupta, Koren & Singer (2019), Memory-Efficient Adaptive Optimization, algorithm SM3-II",
        rate: PerDialect(0.01), decay: .decoupled,
        [Hyperparameter("momentum", [], .decayFactor, 0.9, "μ: decay of the momentum")]
    ) { s in SM3(momentum: s["momentum"]) }
}
