import Cards

/// Lion: the sign of a mix of momentum and gradient; every coordinate moves by η.
///
/// u = sign(β₁m + (1−β₁)g); θ ← θ − ηu; then m ← β₂m + (1−β₂)g.
///
/// Chen et al., "Symbolic Discovery of Optimization Algorithms" (2023), algorithm 2.
struct Lion: CoordinateRule {
    var β1: Double
    var β2: Double

    /// Slot m: the momentum.
    var slots: SlotSet { [.m] }

    static var switches: Switches<Self> {
        [
            "momentum": { $0.β1 = 0 }
        ]
    }

    @inline(__always) func coefficients<P: Probe>(_ clock: Clock, rate η: Double, _ probe: inout P) -> Double { η }

    @inline(__always)
    func update<V: Lane, P: Probe>(_ g: V, _ θ: V, _ s: inout Slots<V>, _ η: Double, _ probe: inout P) -> V {
        let u = probe.note("u", "sign(β₁·m + (1 − β₁)·g)", sign(β1 * s.m + (1 - β1) * g))
        s.m = probe.note("m", "β₂·m + (1 − β₂)·g", β2 * s.m + (1 - β2) * g)
        return θ - η * u
    }
}

extension Lion {
    static let card = RuleCard(
        "Lion", chapter: .sign,
        summary: "the sign of a mix of momentum and gradient: every coordinate moves by η",
        formula: "θ ← θ − η·sign(β₁·m + (1−β₁)·g)      then m ← β₂·m + (1−β₂)·g",
        source: "Chen et al. (2023), Symbolic Discovery of Optimization Algorithms, algorithm 2",
        differences: ["The default λ of decoupled decay is 0 in Keras and 1e-3 in optax."],
        rate: PerDialect(1e-4, keras: 0.001), weightDecay: PerDialect(0, optax: 1e-3), decay: .decoupled,
        [.beta1(), .beta2(0.99)]
    ) { s in Lion(β1: s["beta_1"], β2: s["beta_2"]) }
}
