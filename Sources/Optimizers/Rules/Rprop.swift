import Cards

/// Resilient propagation: only the gradient's sign counts; each coordinate has a step that grows while the sign stays
/// and shrinks when it flips.
///
/// PyTorch: factor η⁺ while the sign stays, η⁻ after a flip (and no move then), 1 in the first step; step within bounds.
/// optax 0.2.8 applies the update of the step before, so its first step does not move: an upstream bug, kept here
/// because the dialect is what that framework computes.
///
/// Riedmiller & Braun, "A Direct Adaptive Method for Faster Backpropagation Learning" (1993).
struct Rprop: CoordinateRule {
    var shrink: Double
    var grow: Double
    var smallest: Double
    var largest: Double
    /// optax's one-step delay.
    var delayed: Bool

    /// Slot m: the gradient (optax: the signed step) of the step before, zero after a flip; v: the step size.
    var slots: SlotSet { [.m, .v] }

    @inline(__always) func initial<V: Lane>(_ θ: V, rate η: Double) -> Slots<V> { Slots(v: V(η)) }

    @inline(__always) func coefficients<P: Probe>(_ clock: Clock, rate η: Double, _ probe: inout P) {}

    @inline(__always)
    func update<V: Lane, P: Probe>(_ g: V, _ θ: V, _ s: inout Slots<V>, _ c: Void, _ probe: inout P) -> V {
        let agreement = g * s.m
        let factor = V.choose(
            agreement, exceeds: V(0), then: V(grow),
            otherwise: V.choose(V(0), exceeds: agreement, then: V(shrink), otherwise: V(1)))
        let size = larger(smaller(factor * s.v, V(largest)), V(smallest))
        // Where nothing is known yet the first step size stands, even outside the bounds.
        s.v = probe.note("step", "factor·step, within bounds", delayed ? keep(s.v, size, where: agreement) : size)
        let kept = V.choose(V(0), exceeds: agreement, then: V(0), otherwise: g)
        guard delayed else {
            s.m = probe.note("g kept", "g, or 0 after a flip of sign", kept)
            return θ - probe.note("move", "step·sign(g kept)", s.v * sign(kept))
        }
        let before = V.choose(V(0), exceeds: agreement, then: V(0), otherwise: s.m)
        s.m = s.v * sign(kept)
        return θ - probe.note("move", "the signed step of the update before", before)
    }

    @inline(__always) private func keep<V: Lane>(_ old: V, _ new: V, where agreement: V) -> V {
        V.choose(magnitude(agreement), exceeds: V(0), then: new, otherwise: old)
    }
}

extension Rprop {
    static let card = RuleCard(
        "Rprop", chapter: .adaptive,
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
                "eta_minus", .between(0, 1), 0.5,
                "η⁻: factor after a flip"),
            Hyperparameter(
                "eta_plus", .above(1), 1.2,
                "η⁺: factor while the sign stays"),
            Hyperparameter("step_min", aliases: ["min_step_size"], .nonNegative, 1e-6, "the smallest step"),
            Hyperparameter("step_max", aliases: ["max_step_size"], .positive, 50, "the largest step"),
        ]
    ) { s in
        Rprop(
            shrink: s["eta_minus"], grow: s["eta_plus"], smallest: s["step_min"], largest: s["step_max"],
            delayed: s.dialect == .optax)
    }
}
