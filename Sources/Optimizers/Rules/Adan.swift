import Cards

/// Adan: Adam with a moment of gradient differences, an estimate of Nesterov's look-ahead gradient.
///
/// d = g − gₜ₋₁ (0 in the first step); m ← β₁m + (1−β₁)g; δ ← β₂δ + (1−β₂)d; n ← β₃n + (1−β₃)(g + κd)²;
/// θ ← θ − η(m̂ + κδ̂)/(√(n̂ + ε_root) + ε). Betas are the shares that are kept; κ is β₂ in the paper and 1 − β₂ in
/// optax 0.2.8.
///
/// Xie et al., "Adan: Adaptive Nesterov Momentum Algorithm" (2022), algorithm 1; optax 0.2.8.
struct Adan: CoordinateRule {
    var β1: Double
    var β2: Double
    var β3: Double
    /// κ: how far it looks ahead.
    var κ: Double
    var ε: Double
    var εRoot: Double

    /// Slot m: moment of gradients; v: n; a: δ; b: the gradient before.
    var slots: SlotSet { [.m, .v, .a, .b] }

    struct Coefficients: Sendable {
        var η: Double
        var correction1: Double
        var correction2: Double
        var correction3: Double
        var isFirst: Bool
    }

    /// Registers p1, p2, p3: β₁ᵗ, β₂ᵗ, β₃ᵗ.
    @inline(__always) func advance(_ clock: inout Clock) {
        clock.p1 = Clock.decayed(clock.p1, by: β1)
        clock.p2 = Clock.decayed(clock.p2, by: β2)
        clock.p3 = Clock.decayed(clock.p3, by: β3)
    }

    @inline(__always)
    func coefficients<P: Probe>(_ clock: Clock, rate η: Double, _ probe: inout P) -> Coefficients {
        Coefficients(
            η: η, correction1: 1 - clock.p1, correction2: 1 - clock.p2, correction3: 1 - clock.p3,
            isFirst: clock.step == 1)
    }

    @inline(__always)
    func update<V: Lane, P: Probe>(_ g: V, _ θ: V, _ s: inout Slots<V>, _ c: Coefficients, _ probe: inout P) -> V {
        let d = probe.note("d", "g − the gradient before", c.isFirst ? V(0) : g - s.b)
        s.m = probe.note("m", "β₁·m + (1 − β₁)·g", β1 * s.m + (1 - β1) * g)
        s.a = probe.note("δ", "β₂·δ + (1 − β₂)·d", β2 * s.a + (1 - β2) * d)
        let ahead = g + κ * d
        s.v = probe.note("n", "β₃·n + (1 − β₃)·(g + κ·d)²", β3 * s.v + (1 - β3) * (ahead * ahead))
        s.b = g
        let lead = s.m / c.correction1 + κ * (s.a / c.correction2)
        return θ - c.η * probe.note("u", "(m̂ + κ·δ̂)/(√(n̂ + ε_root) + ε)", lead / (√(s.v / c.correction3 + εRoot) + ε))
    }
}

extension Adan {
    static let card = RuleCard(
        "Adan", chapter: .adam,
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
            Hyperparameter("beta_3", aliases: ["beta3", "b3"], .decayRate, 0.99, "decay factor of the second moment"),
            .epsilon(1e-8), Hyperparameter("eps_root", .nonNegative, 1e-8, "ε inside the root"),
        ]
    ) { s in
        Adan(
            β1: s["beta_1"], β2: s["beta_2"], β3: s["beta_3"],
            κ: s.dialect == .optax ? 1 - s["beta_2"] : s["beta_2"], ε: s["epsilon"], εRoot: s["eps_root"])
    }
}
