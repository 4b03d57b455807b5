extension Hyperparameter {
    static func beta1(_ standard: PerDialect = 0.9) -> Hyperparameter {
        Hyperparameter("beta_1", ["beta1", "b1"], .decayFactor, standard, "decay factor of the first moment")
    }

    static func beta2(_ standard: PerDialect = 0.999) -> Hyperparameter {
        Hyperparameter("beta_2", ["beta2", "b2"], .decayFactor, standard, "decay factor of the second moment")
    }

    static func epsilon(_ standard: PerDialect) -> Hyperparameter {
        Hyperparameter("epsilon", ["eps"], .positive, standard, "keeps the division finite; large values tame the rule")
    }
}

extension Adam {
    private static let formula = """
        m ← β₁·m + (1−β₁)·g      v ← β₂·v + (1−β₂)·g²
        m̂ = m/(1−β₁ᵗ)            v̂ = v/(1−β₂ᵗ)
        θ ← θ − η·m̂/(√v̂ + ε)                              (PyTorch, optax, paper)
        θ ← θ − η·√(1−β₂ᵗ)/(1−β₁ᵗ)·m/(√v + ε)             (Keras)
        """

    private static let hyperparameters: [Hyperparameter] = [
        .beta1(), .beta2(), .epsilon(PerDialect(1e-8, keras: 1e-7)),
        Hyperparameter("amsgrad", [], .flag, 0, "divide by the largest second moment so far"),
        Hyperparameter("eps_root", [], .nonNegative, 0, "optax's ε inside the root"),
    ]

    private static let epsilonDifference =
        "Keras adds ε to √v before the bias correction (the paper's ε̂), PyTorch and optax after it: in the first step "
        + "Keras's ε counts 31.6 times as much."

    private static func make(_ s: Settings, amsgrad: Bool) -> Adam {
        Adam(
            β1: s["beta_1"], β2: s["beta_2"], ε: s["epsilon"], εRoot: s["eps_root"],
            amsgrad: amsgrad ? (s.dialect == .optax || s.dialect == .paper ? .ofCorrected : .ofRaw) : .off,
            hatForm: s.dialect == .keras)
    }

    static let card = RuleCard(
        "Adam",
        summary: "steps of nearly equal size in every coordinate, from means of the gradient and of its square",
        formula: formula,
        source: "Kingma & Ba (2015), Adam: A Method for Stochastic Optimization, algorithm 1",
        differences: [
            epsilonDifference,
            "amsgrad keeps the largest raw v in PyTorch and Keras, the largest corrected v̂ in optax: different from step 2.",
            "weight_decay is decoupled in Keras (so Keras's Adam with it is AdamW) and added to the gradient in PyTorch.",
        ],
        rate: 0.001, hyperparameters
    ) { make($0, amsgrad: $0.flag("amsgrad")) }

    static let cardW = RuleCard(
        "AdamW",
        summary: "Adam with weight decay beside the update instead of inside the gradient",
        formula: "θ ← θ − η·λ·θ, then as Adam:\n" + formula,
        source: "Loshchilov & Hutter (2019), Decoupled Weight Decay Regularization, algorithm 2",
        differences: [
            epsilonDifference,
            "The default λ is 0.004 in Keras, 0.01 in PyTorch, 1e-4 in optax.",
        ],
        rate: 0.001, weightDecay: PerDialect(0.01, keras: 0.004, optax: 1e-4), decay: .decoupled, hyperparameters
    ) { make($0, amsgrad: $0.flag("amsgrad")) }

    static let cardAMSGrad = RuleCard(
        "AMSGrad",
        summary: "Adam that divides by the largest second moment so far, so that its rate never grows again",
        formula: formula + "\nwith v max in place of v: the largest v (PyTorch, Keras) or v̂ (optax, paper) so far",
        source: "Reddi, Kale & Kumar (2018), On the Convergence of Adam and Beyond, algorithm 2",
        differences: ["PyTorch and Keras keep the largest raw v, optax the largest v̂: different from step 2."],
        rate: 0.001, hyperparameters.filter { $0.name != "amsgrad" }
    ) { make($0, amsgrad: true) }
}
