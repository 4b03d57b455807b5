import Cards

/// MADGRAD: dual averaging, the start minus all gradients so far, over the cube root of all their squares, with momentum.
///
/// λ = (η + ε)·√t; s ← s + λg; G ← G + λg²; z = θ₀ − s/(∛G + ε); θ ← μθ + (1−μ)z.
///
/// Defazio & Jelassi, "Adaptivity without Compromise: A Momentumized, Adaptive, Dual Averaged Gradient Method for Stochastic
/// Optimization" (2021), algorithm 1; optax 0.2.8.
struct MADGRAD: CoordinateRule {
    var momentum: Double
    var ε: Double

    /// Slot m: s; v: G; a: the starting point.
    var slots: SlotSet { [.m, .v, .a] }

    static var switches: Switches<Self> {
        [
            "momentum": { $0.momentum = 0 }
        ]
    }

    @inline(__always) func initial<V: Lane>(_ θ: V, rate η: Double) -> Slots<V> { Slots(a: θ) }

    /// λ.
    @inline(__always)
    func coefficients<P: Probe>(_ clock: Clock, rate η: Double, _ probe: inout P) -> Double {
        let λ = (η + ε) * Double(clock.step).squareRoot()
        probe.note("λ", "(η + ε)·√t", scalar: λ)
        return λ
    }

    @inline(__always)
    func update<V: Lane, P: Probe>(_ g: V, _ θ: V, _ s: inout Slots<V>, _ λ: Double, _ probe: inout P) -> V {
        s.m = probe.note("s", "s + λ·g", s.m + λ * g)
        s.v = probe.note("G", "G + λ·g²", s.v + λ * (g * g))
        let z = probe.note("z", "θ₀ − s/(∛G + ε)", s.a - s.m / (s.v.power(1.0 / 3) + ε))
        return momentum * θ + (1 - momentum) * z
    }
}

extension MADGRAD {
    static let card = RuleCard(
        "MADGRAD", chapter: .adaptive,
        summary: "the start minus all gradients so far, over the cube root of all their squares, with momentum",
        formula: """
            λ = (η + ε)·√t      s ← s + λ·g      G ← G + λ·g²
            z = θ₀ − s/(∛G + ε)      θ ← μ·θ + (1−μ)·z
            """,
        source:
            "Defazio & Jelassi (2021), Adaptivity without Compromise: A Momentumized, Adaptive, Dual Averaged Gradient "
            + "Method for Stochastic Optimization, algorithm 1; optax 0.2.8",
        differences: ["optax takes √t in single precision, also where everything else is in double."],
        rate: 0.01, decay: .addedToGradient,
        [
            Hyperparameter("momentum", .decayRate, 0.9, "μ: how much of θ is kept"),
            Hyperparameter("epsilon", aliases: ["eps"], .nonNegative, 1e-6, "ε beside the cube root, and beside η"),
        ]
    ) { s in MADGRAD(momentum: s["momentum"], ε: s["epsilon"]) }
}
