import Cards

/// SignSGD: θ ← θ − η·sign(g); with momentum (Signum) the sign of a mean of gradients, m ← μm + (1−μ)g.
///
/// Bernstein et al., "signSGD: Compressed Optimisation for Non-Convex Problems" (2018), algorithm 1.
struct SignSGD: CoordinateRule {
    var momentum: Double

    /// Slot m: the mean of gradients.
    var slots: SlotSet { momentum > 0 ? [.m] : [] }

    @inline(__always) func coefficients<P: Probe>(_ clock: Clock, rate η: Double, _ probe: inout P) -> Double { η }

    @inline(__always)
    func update<V: Lane, P: Probe>(_ g: V, _ θ: V, _ s: inout Slots<V>, _ η: Double, _ probe: inout P) -> V {
        guard momentum > 0 else { return θ - η * probe.note("sign(g)", "−1, 0 or 1", sign(g)) }
        s.m = probe.note("m", "μ·m + (1 − μ)·g", momentum * s.m + (1 - momentum) * g)
        return θ - η * probe.note("sign(m)", "−1, 0 or 1", sign(s.m))
    }
}

extension SignSGD {
    static let card = RuleCard(
        "SignSGD", chapter: .sign,
        summary: "the sign of the gradient: every coordinate moves by η",
        formula: "θ ← θ − η·sign(g)",
        source: "Bernstein et al. (2018), signSGD: Compressed Optimisation for Non-Convex Problems, algorithm 1",
        rate: 0.001,
        [Hyperparameter("momentum", aliases: ["beta"], .decayRate, 0, "μ of a mean of gradients")]
    ) { s in SignSGD(momentum: s["momentum"]) }

    static let cardSignum = RuleCard(
        "Signum", chapter: .sign,
        summary: "the sign of a mean of gradients: every coordinate moves by η",
        formula: "m ← μ·m + (1−μ)·g      θ ← θ − η·sign(m)",
        source:
            "Bernstein et al. (2018), signSGD: Compressed Optimisation for Non-Convex Problems, algorithm 1 (Signum); "
            + "optax 0.2.8",
        rate: 0.001,
        [Hyperparameter("momentum", aliases: ["beta"], .decayRate, 0.9, "μ of the mean")]
    ) { s in SignSGD(momentum: s["momentum"]) }
}
