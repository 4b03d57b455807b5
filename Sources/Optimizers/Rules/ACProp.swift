import Cards

/// ACProp: the gradient over how much the gradients before it surprised; neither denominator nor centre know this one.
///
/// θ ← θ − η·g/(√ŝₜ₋₁ + ε), 1 for √ŝ in the first step; s ← β₂s + (1−β₂)(g − mₜ₋₁)² + ε_root; m ← β₁m + (1−β₁)g.
///
/// Zhuang et al., "Momentum Centering and Asynchronous Update for Adaptive Gradient Methods" (2021), algorithm 1; optax 0.2.8.
struct ACProp: CoordinateRule {
    var β1: Double
    var β2: Double
    var ε: Double
    var εRoot: Double

    /// Slot m: first moment; v: the mean squared surprise s.
    var slots: SlotSet { [.m, .v] }

    struct Coefficients: Sendable {
        var η: Double
        /// 1 − β₂ᵗ⁻¹.
        var correction: Double
        var isFirst: Bool
    }

    /// Registers p2: β₂ᵗ; p3: β₂ᵗ⁻¹.
    @inline(__always) func advance(_ clock: inout Clock) {
        clock.p3 = clock.p2
        clock.p2 = Clock.decayed(clock.p2, by: β2)
    }

    @inline(__always)
    func coefficients<P: Probe>(_ clock: Clock, rate η: Double, _ probe: inout P) -> Coefficients {
        Coefficients(η: η, correction: 1 - clock.p3, isFirst: clock.step == 1)
    }

    @inline(__always)
    func update<V: Lane, P: Probe>(_ g: V, _ θ: V, _ s: inout Slots<V>, _ c: Coefficients, _ probe: inout P) -> V {
        let spread = c.isFirst ? V(1) : √(s.v / c.correction)
        let u = probe.note("u", "g/(√ŝ + ε), ŝ of the step before", g / (spread + ε))
        let surprise = g - s.m
        s.v = probe.note("s", "β₂·s + (1 − β₂)·(g − m)² + ε_root", β2 * s.v + (1 - β2) * (surprise * surprise) + εRoot)
        s.m = probe.note("m", "β₁·m + (1 − β₁)·g", β1 * s.m + (1 - β1) * g)
        return θ - c.η * u
    }
}

extension ACProp {
    static let card = RuleCard(
        "ACProp", chapter: .adam,
        summary: "AdaBelief whose denominator does not know the gradient that it divides",
        formula: """
            θ ← θ − η·g/(√ŝ + ε), ŝ = s/(1−β₂ᵗ⁻¹) of the step before, 1 in the first
            then s ← β₂·s + (1−β₂)·(g − m)² + ε_root      m ← β₁·m + (1−β₁)·g
            """,
        source: "Zhuang et al. (2021), Momentum Centering and Asynchronous Update for Adaptive Gradient Methods, "
            + "algorithm 1; optax 0.2.8",
        differences: ["optax centres on the mean before the gradient was taken into it; its own docstring says after."],
        rate: 0.001, decay: .decoupled,
        [
            .beta1(), .beta2(), .epsilon(1e-16),
            Hyperparameter("eps_root", .nonNegative, 1e-16, "added into s in every step"),
        ]
    ) { s in ACProp(β1: s["beta_1"], β2: s["beta_2"], ε: s["epsilon"], εRoot: s["eps_root"]) }
}
