extension Sophia {
    static let card = RuleCard(
        "Sophia", aliases: ["SophiaH"],
        summary: "momentum over an estimate of the Hessian's diagonal, clipped coordinate by coordinate",
        formula: """
            every k steps: h ← β₂·h + (1−β₂)·u⊙(H·u), u of random signs
            m ← β₁·m + (1−β₁)·g      θ ← θ − η·clip(m/max(γ·h, ε), ±1)
            """,
        source: "Liu et al. (2023), Sophia: A Scalable Stochastic Second-order Optimizer, algorithms 1 and 3",
        rate: 0.001, decay: .decoupled,
        [
            .beta1(0.96), .beta2(0.99),
            Hyperparameter("gamma", [], .positive, 0.01, "γ: how much of the curvature counts"),
            Hyperparameter("epsilon", ["eps"], .positive, 1e-12, "the smallest divisor"),
            Hyperparameter("interval", ["k"], .whole(atLeast: 1), 10, "k: steps between two estimates of curvature"),
        ]
    ) { s in
        Sophia(
            β1: s["beta_1"], β2: s["beta_2"], γ: s["gamma"], ε: s["epsilon"], interval: s.whole("interval"))
    }
}
