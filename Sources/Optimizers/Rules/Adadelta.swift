import Cards
import Numbers

/// Adadelta: steps in the units of the parameters, from a mean of squared gradients and one of squared steps.
///
/// v ← ρv + (1−ρ)g²; Δ = √(u + ε)/√(v + ε)·g; u ← ρu + (1−ρ)Δ²; θ ← θ − ηΔ. All frameworks agree on the formula.
///
/// Zeiler, "ADADELTA: An Adaptive Learning Rate Method" (2012), algorithm 1.
struct Adadelta: CoordinateRule {
    var ρ: Double
    var ε: Double

    /// Slot v: mean of g²; a: mean of Δ².
    var slots: SlotSet { [.v, .a] }

    @inline(__always) func coefficients<P: Probe>(_ clock: Clock, rate η: Double, _ probe: inout P) -> Double { η }

    @inline(__always)
    func update<V: Lane, P: Probe>(_ g: V, _ θ: V, _ s: inout Slots<V>, _ η: Double, _ probe: inout P) -> V {
        s.v = probe.note("v", "ρ·v + (1 − ρ)·g²", ρ * s.v + (1 - ρ) * (g * g))
        let Δ = probe.note("Δ", "√(u + ε)/√(v + ε)·g", √(s.a + ε) / √(s.v + ε) * g)
        s.a = probe.note("u", "ρ·u + (1 − ρ)·Δ²", ρ * s.a + (1 - ρ) * (Δ * Δ))
        return θ - η * Δ
    }

    func linearised(_ slots: Slots<Point>, _ clock: Clock) -> LinearRule? {
        LinearRule(gain: √(slots.a + ε) / √(slots.v + ε), momentum: .none)
    }
}

extension Adadelta {
    static let card = RuleCard(
        "Adadelta", chapter: .adaptive,
        summary: "steps in the units of the parameters, with no rate to choose in the paper",
        formula: """
            v ← ρ·v + (1−ρ)·g²        Δ = √(u + ε)/√(v + ε)·g
            u ← ρ·u + (1−ρ)·Δ²        θ ← θ − η·Δ
            """,
        source: "Zeiler (2012), ADADELTA: An Adaptive Learning Rate Method, algorithm 1",
        differences: [
            "The formula is the same everywhere; the defaults are not: η 0.001 in Keras, 1 in PyTorch; ρ 0.95 and 0.9."
        ],
        rate: PerDialect(1, keras: 0.001), decay: .addedToGradient,
        [
            Hyperparameter(
                "rho", .decayRate, PerDialect(0.9, keras: 0.95, paper: 0.95), "ρ: decay of both means"),
            .epsilon(PerDialect(1e-6, keras: 1e-7)),
        ]
    ) { s in Adadelta(ρ: s["rho"], ε: s["epsilon"]) }
}
