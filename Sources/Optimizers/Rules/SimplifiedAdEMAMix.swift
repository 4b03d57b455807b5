import Cards

/// Simplified AdEMAMix: one sum of gradients in place of AdEMAMix's two means, with the newest one weighted once more.
///
/// m ← β₁m + g; v ← β₂v + (1−β₂)g²; θ ← θ − η(m + αg)/(√(v̂ + ε_root) + ε). The sum is about 1/(1−β₁) times a mean, so η is
/// that much smaller than Adam's.
///
/// Morwani et al., "Connections between Schedule-Free Optimizers, AdEMAMix, and Accelerated SGD Variants" (2025); optax 0.2.8.
struct SimplifiedAdEMAMix: CoordinateRule {
    var β1: Double
    var β2: Double
    var α: Double
    var ε: Double
    var εRoot: Double

    /// Slot m: the sum of gradients; v: second moment.
    var slots: SlotSet { [.m, .v] }

    struct Coefficients: Sendable {
        var η: Double
        var correction: Double
    }

    /// Register p2: β₂ᵗ.
    @inline(__always) func advance(_ clock: inout Clock) { clock.p2 = Clock.decayed(clock.p2, by: β2) }

    @inline(__always)
    func coefficients<P: Probe>(_ clock: Clock, rate η: Double, _ probe: inout P) -> Coefficients {
        Coefficients(η: η, correction: 1 - clock.p2)
    }

    @inline(__always)
    func update<V: Lane, P: Probe>(_ g: V, _ θ: V, _ s: inout Slots<V>, _ c: Coefficients, _ probe: inout P) -> V {
        s.m = probe.note("m", "β₁·m + g", β1 * s.m + g)
        s.v = probe.note("v", "β₂·v + (1 − β₂)·g²", β2 * s.v + (1 - β2) * (g * g))
        let spread = √(s.v / c.correction + εRoot) + ε
        return θ - c.η * probe.note("u", "(m + α·g)/(√(v̂ + ε_root) + ε)", (s.m + α * g) / spread)
    }
}

extension SimplifiedAdEMAMix {
    static let card = RuleCard(
        "SimplifiedAdEMAMix", chapter: .adam, aliases: ["simplified_ademamix"],
        summary: "AdEMAMix with one sum of gradients in place of two means",
        formula: "m ← β₁·m + g      v as in Adam      θ ← θ − η·(m + α·g)/(√(v̂ + ε_root) + ε)",
        source: "Morwani et al. (2025), Connections between Schedule-Free Optimizers, AdEMAMix, and Accelerated SGD "
            + "Variants; optax 0.2.8",
        rate: 1e-4, decay: .decoupled,
        [
            .beta1(0.99), .beta2(0.95), Hyperparameter("alpha", .nonNegative, 0, "α: weight of the newest gradient"),
            .epsilon(1e-8), Hyperparameter("eps_root", .nonNegative, 0, "ε inside the root"),
        ]
    ) { s in
        SimplifiedAdEMAMix(β1: s["beta_1"], β2: s["beta_2"], α: s["alpha"], ε: s["epsilon"], εRoot: s["eps_root"])
    }
}
