extension ScheduleFree {
    private static let beta = Hyperparameter(
        "beta", ["beta_1", "momentum"], .decayFactor, 0.9, "β: how near the average gradients are taken")

    static let cardSGD = RuleCard(
        "ScheduleFreeSGD",
        summary: "gradient descent that averages itself, so that no schedule is needed",
        formula: "z ← z − η·g(y)      x ← x + (z − x)/t      y = (1−β)·z + β·x",
        source: "Defazio et al. (2024), The Road Less Scheduled, equations 4–6",
        rate: 1.0, decay: .decoupled, [beta]
    ) { s in ScheduleFree(β: s["beta"], β2: nil, ε: 0) }

    static let cardAdamW = RuleCard(
        "ScheduleFreeAdamW",
        summary: "AdamW that averages itself, so that no schedule is needed",
        formula: """
            v ← β₂·v + (1−β₂)·g²      z ← z − η·g(y)/(√v̂ + ε)
            x ← x + (z − x)/t         y = (1−β)·z + β·x
            """,
        source: "Defazio et al. (2024), The Road Less Scheduled, algorithm 1",
        rate: 0.0025, decay: .decoupled, [beta, .beta2(), .epsilon(1e-8)]
    ) { s in ScheduleFree(β: s["beta"], β2: s["beta_2"], ε: s["epsilon"]) }
}

extension Prodigy {
    static let card = RuleCard(
        "Prodigy",
        summary: "Adam that estimates the distance to the solution and needs no rate",
        formula: """
            r ← β₃·r + (d/d₀)·d·η·⟨g, θ₀ − θ⟩      s ← β₃·s + (d/d₀)·d·η·g      β₃ = √β₂
            m ← β₁·m + (1−β₁)·d·g      v ← β₂·v + (1−β₂)·d²·g²      θ ← θ − d·η·m/(√v + d·ε)
            d ← max(d, r/Σ|s|)
            """,
        source: "Mishchenko & Defazio (2024), Prodigy: An Expeditiously Adaptive Parameter-Free Learner, algorithm 4",
        rate: 1.0, decay: .decoupled,
        [
            .beta1(), .beta2(), .epsilon(1e-8),
            Hyperparameter("d0", [], .positive, 1e-6, "the first distance estimate"),
        ]
    ) { s in Prodigy(β1: s["beta_1"], β2: s["beta_2"], ε: s["epsilon"], d0: s["d0"]) }
}

extension DoG {
    static let card = RuleCard(
        "DoG",
        summary: "gradient descent whose rate is the distance travelled over the root of all squared gradients",
        formula: "r ← max(r, |θ − θ₀|)      G ← G + |g|²      θ ← θ − η·r/√(G + ε)·g",
        source: "Ivgi, Hinder & Carmon (2023), DoG is SGD's Best Friend, equation 3",
        rate: 1.0, decay: .decoupled,
        [
            Hyperparameter("reps_rel", [], .positive, 1e-6, "the first movement, relative to 1 + |θ₀|"),
            Hyperparameter("epsilon", ["eps"], .positive, 1e-8, "keeps the division finite"),
        ]
    ) { s in DoG(firstMove: s["reps_rel"], ε: s["epsilon"]) }
}
