extension Adamax {
    static let card = RuleCard(
        "Adamax", aliases: ["AdamaxW"],
        summary: "Adam with the largest recent gradient in place of the root mean square",
        formula: """
            m ← β₁·m + (1−β₁)·g
            u ← max(β₂·u, |g| + ε)    θ ← θ − η/(1−β₁ᵗ)·m/u          (PyTorch, optax)
            u ← max(β₂·u, |g|)        θ ← θ − η/(1−β₁ᵗ)·m/(u + ε)    (Keras)
            """,
        source: "Kingma & Ba (2015), Adam: A Method for Stochastic Optimization, algorithm 2",
        differences: ["ε is inside the maximum in PyTorch and optax (1e-8), beside u in Keras (1e-7)."],
        rate: PerDialect(0.002, keras: 0.001), [.beta1(), .beta2(), .epsilon(PerDialect(1e-8, keras: 1e-7))]
    ) { s in Adamax(β1: s["beta_1"], β2: s["beta_2"], ε: s["epsilon"], εInMaximum: s.dialect != .keras) }
}

extension Nadam {
    static let card = RuleCard(
        "Nadam", aliases: ["NAdam", "NadamW"],
        summary: "Adam with Nesterov's look-ahead",
        formula: """
            μₜ = β₁·(1 − ½·0.96^(t·ψ))      m, v as in Adam
            m̂ = μₜ₊₁·m/(1−Πᵗ⁺¹μ) + (1−μₜ)·g/(1−Πᵗμ)
            θ ← θ − η·m̂/(√v̂ + ε)
            """,
        source: "Dozat (2016), Incorporating Nesterov Momentum into Adam, algorithm 2",
        differences: [
            "ψ (momentum_decay) is 1 in Keras and 0.004 in PyTorch.",
            "optax has no schedule of μ: m̂ = β₁·m/(1−β₁ᵗ⁺¹) + (1−β₁)·g/(1−β₁ᵗ).",
        ],
        rate: PerDialect(0.002, keras: 0.001),
        [
            .beta1(), .beta2(), .epsilon(PerDialect(1e-8, keras: 1e-7)),
            Hyperparameter(
                "momentum_decay", [], .nonNegative, PerDialect(0.004, keras: 1), "ψ: how fast μ rises to β₁"),
            Hyperparameter("eps_root", [], .nonNegative, 0, "optax's ε inside the root"),
        ]
    ) { s in
        Nadam(
            β1: s["beta_1"], β2: s["beta_2"], ε: s["epsilon"], εRoot: s["eps_root"],
            momentumDecay: s.dialect == .optax ? nil : s["momentum_decay"])
    }
}

extension RAdam {
    static let card = RuleCard(
        "RAdam",
        summary: "Adam that waits with adapting until its variance can be trusted",
        formula: """
            ρₜ = ρ∞ − 2t·β₂ᵗ/(1−β₂ᵗ), ρ∞ = 2/(1−β₂) − 1
            ρₜ > 5:  θ ← θ − η·r·m̂/(√v̂ + ε), r = √((ρₜ−4)(ρₜ−2)ρ∞/((ρ∞−4)(ρ∞−2)ρₜ))
            else:    θ ← θ − η·m̂
            """,
        source: "Liu et al. (2020), On the Variance of the Adaptive Learning Rate and Beyond, algorithm 2",
        differences: [
            "PyTorch adds ε to √v before the bias factor (unlike its Adam); optax to √v̂.",
            "The first steps are as long as the gradient: with η = 0.1 on Rosenbrock the first one lands at x = 20.36.",
        ],
        rate: 0.001,
        [
            .beta1(),
            Hyperparameter(
                "beta_2", ["beta2", "b2"], .number(0.5, 1, includesLower: false, includesUpper: false), 0.999,
                "decay factor of the second moment"),
            .epsilon(1e-8),
            Hyperparameter("eps_root", [], .nonNegative, 0, "optax's ε inside the root"),
            Hyperparameter(
                "threshold", [], .number(4, .infinity, includesLower: false, includesUpper: false), 5,
                "the ρₜ from which the step adapts"),
        ]
    ) { s in
        RAdam(
            β1: s["beta_1"], β2: s["beta_2"], ε: s["epsilon"], εRoot: s["eps_root"], threshold: s["threshold"],
            εBeforeCorrection: s.dialect != .optax)
    }
}

extension AdaBelief {
    static let card = RuleCard(
        "AdaBelief",
        summary: "Adam that divides by how much the gradient surprises",
        formula: """
            m ← β₁·m + (1−β₁)·g      s ← β₂·s + (1−β₂)·(g − m)² + ε_root
            θ ← θ − η·m̂/(√ŝ + ε)
            """,
        source: "Zhuang et al. (2020), AdaBelief Optimizer, algorithm 2; optax 0.2.8",
        differences: [
            "Libraries disagree on both ε; here is optax's: 1e-16 in the state in every step, and beside the root."
        ],
        rate: 0.001, decay: .decoupled,
        [
            .beta1(), .beta2(), .epsilon(1e-16),
            Hyperparameter("eps_root", [], .nonNegative, 1e-16, "added into s in every step"),
        ]
    ) { s in AdaBelief(β1: s["beta_1"], β2: s["beta_2"], ε: s["epsilon"], εRoot: s["eps_root"]) }
}

extension Yogi {
    static let card = RuleCard(
        "Yogi",
        summary: "Adam whose second moment changes by bounded amounts",
        formula: """
            m ← β₁·m + (1−β₁)·g      v ← v − (1−β₂)·sign(v − g²)·g²
            θ ← θ − η·m̂/(√v̂ + ε)
            """,
        source: "Zaheer et al. (2018), Adaptive Methods for Nonconvex Optimization, algorithm 2; optax 0.2.8",
        differences: ["The paper corrects no bias and starts at 0; optax corrects and starts both moments at 1e-6."],
        rate: 0.01, decay: .decoupled,
        [
            .beta1(), .beta2(), .epsilon(1e-3),
            Hyperparameter(
                "initial_accumulator_value", [], .nonNegative, PerDialect(1e-6, paper: 0), "both moments at the start"),
        ]
    ) { s in
        Yogi(
            β1: s["beta_1"], β2: s["beta_2"], ε: s["epsilon"], initialMoment: s["initial_accumulator_value"],
            correctsBias: s.dialect != .paper)
    }
}

extension Adan {
    static let card = RuleCard(
        "Adan",
        summary: "Adam with a moment of gradient differences that looks ahead",
        formula: """
            d = g − gₜ₋₁      m ← β₁·m + (1−β₁)·g      δ ← β₂·δ + (1−β₂)·d
            n ← β₃·n + (1−β₃)·(g + κ·d)²      θ ← θ − η·(m̂ + κ·δ̂)/(√(n̂ + ε_root) + ε)
            """,
        source: "Xie et al. (2022), Adan: Adaptive Nesterov Momentum Algorithm, algorithm 1; optax 0.2.8",
        differences: [
            "κ is β₂ in the paper and 1 − β₂ in optax 0.2.8, so optax looks less far ahead.",
            "The paper's betas are 1 − these, and its decay divides by 1 + ηλ.",
        ],
        rate: 0.001, decay: .decoupled,
        [
            .beta1(0.98), .beta2(0.92),
            Hyperparameter("beta_3", ["beta3", "b3"], .decayFactor, 0.99, "decay factor of the second moment"),
            .epsilon(1e-8), Hyperparameter("eps_root", [], .nonNegative, 1e-8, "ε inside the root"),
        ]
    ) { s in
        Adan(
            β1: s["beta_1"], β2: s["beta_2"], β3: s["beta_3"],
            κ: s.dialect == .optax ? 1 - s["beta_2"] : s["beta_2"], ε: s["epsilon"], εRoot: s["eps_root"])
    }
}

extension AdEMAMix {
    static let card = RuleCard(
        "AdEMAMix",
        summary: "Adam with a second, very slow mean of gradients",
        formula: """
            m₁ ← β₁·m₁ + (1−β₁)·g      m₂ ← β₃·m₂ + (1−β₃)·g      v as in Adam
            θ ← θ − η·(m̂₁ + α·m₂)/(√v̂ + ε)
            """,
        source: "Pagliardini, Ablin & Grangier (2024), The AdEMAMix Optimizer: Better, Faster, Older",
        rate: 0.001, decay: .decoupled,
        [
            .beta1(), .beta2(),
            Hyperparameter("beta_3", ["beta3", "b3"], .decayFactor, 0.9999, "decay factor of the slow mean"),
            Hyperparameter("alpha", [], .nonNegative, PerDialect(5, optax: 6), "α: weight of the slow mean"),
            .epsilon(1e-8),
        ]
    ) { s in AdEMAMix(β1: s["beta_1"], β2: s["beta_2"], β3: s["beta_3"], α: s["alpha"], ε: s["epsilon"]) }
}
