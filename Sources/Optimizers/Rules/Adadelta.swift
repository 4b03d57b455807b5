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
