import Cards

/// SignSGD: θ ← θ − η·sign(g).
///
/// Bernstein et al., "signSGD: Compressed Optimisation for Non-Convex Problems" (2018), algorithm 1.
struct SignSGD: CoordinateRule {
    var slots: SlotSet { [] }

    @inline(__always) func coefficients<P: Probe>(_ clock: Clock, rate η: Double, _ probe: inout P) -> Double { η }

    @inline(__always)
    func update<V: Lane, P: Probe>(_ g: V, _ θ: V, _ s: inout Slots<V>, _ η: Double, _ probe: inout P) -> V {
        θ - η * probe.note("sign(g)", "−1, 0 or 1", sign(g))
    }
}

extension SignSGD {
    static let card = RuleCard(
        "SignSGD", chapter: .sign,
        summary: "the sign of the gradient: every coordinate moves by η",
        formula: "θ ← θ − η·sign(g)",
        source: "Bernstein et al. (2018), signSGD: Compressed Optimisation for Non-Convex Problems, algorithm 1",
        rate: 0.001
    ) { _ in SignSGD() }
}
