import Cards
import Numbers

/// Adamax: Adam with the infinity norm in place of the root mean square.
///
/// m ← β₁m + (1−β₁)g. PyTorch and optax: u ← max(β₂u, |g| + ε); θ ← θ − η/(1−β₁ᵗ)·m/u.
/// Keras: u ← max(β₂u, |g|); θ ← θ − η/(1−β₁ᵗ)·m/(u + ε).
///
/// Kingma & Ba, "Adam: A Method for Stochastic Optimization" (2015), algorithm 2.
struct Adamax: CorrectedMomentRule {
    var β1: Double
    var β2: Double
    var ε: Double
    /// Whether ε is added to |g| (PyTorch, optax) or to u (Keras).
    var εInMaximum: Bool
    var correctsBias = true

    /// Slot m: first moment; v: the decayed maximum.
    var slots: SlotSet { [.m, .v] }

    static var switches: Switches<Self> {
        [
            "bias_correction": { $0.correctsBias = false },
            "momentum": { $0.β1 = 0 },
            "epsilon": { $0.ε = 0 },
        ]
    }

    /// Register p1: β₁ᵗ.
    @inline(__always) func advance(_ clock: inout Clock) { clock.p1 = Clock.decayed(clock.p1, by: β1) }

    @inline(__always) func coefficients<P: Probe>(_ clock: Clock, rate η: Double, _ probe: inout P) -> Double {
        let correction = correctsBias ? 1 - clock.p1 : 1
        probe.note("1 − β₁ᵗ", "bias correction of m", scalar: correction)
        return η / correction
    }

    @inline(__always)
    func update<V: Lane, P: Probe>(_ g: V, _ θ: V, _ s: inout Slots<V>, _ η: Double, _ probe: inout P) -> V {
        s.m = probe.note("m", "β₁·m + (1 − β₁)·g", β1 * s.m + (1 - β1) * g)
        let size = εInMaximum ? magnitude(g) + ε : magnitude(g)
        s.v = probe.note("u", εInMaximum ? "max(β₂·u, |g| + ε)" : "max(β₂·u, |g|)", larger(β2 * s.v, size))
        return θ - η * (s.m / divisor(s.v))
    }

    @inline(__always) private func divisor<V: Lane>(_ u: V) -> V { εInMaximum ? u : u + ε }

    func linearised(_ slots: Slots<Point>, _ clock: Clock) -> LinearRule? {
        var nobody = NoProbe()
        let rate = (1 - β1) * coefficients(clock, rate: 1, &nobody)
        return LinearRule(gain: rate * (Point(1, 1) / divisor(slots.v)), momentum: .heavyBall(β1))
    }
}

extension Adamax {
    static let card = RuleCard(
        "Adamax", chapter: .adam, aliases: ["AdamaxW"],
        summary: "Adam with the largest recent gradient in place of the root mean square",
        formula: """
            m ← β₁·m + (1−β₁)·g
            u ← max(β₂·u, |g| + ε)    θ ← θ − η/(1−β₁ᵗ)·m/u          (PyTorch, optax)
            u ← max(β₂·u, |g|)        θ ← θ − η/(1−β₁ᵗ)·m/(u + ε)    (Keras)
            """,
        source: "Kingma & Ba (2015), Adam: A Method for Stochastic Optimization, algorithm 2",
        differences: [
            "ε is inside the maximum in PyTorch and optax (1e-8), beside u in Keras (1e-7).",
            "MLX corrects no bias (bias_correction=False here): its first step is η·(1−β₁), a tenth of η.",
        ],
        rate: PerDialect(0.002, keras: 0.001),
        [
            .beta1(), .beta2(), .epsilon(PerDialect(1e-8, keras: 1e-7)),
            Hyperparameter("bias_correction", .flag, 1, "divide m by 1 − β₁ᵗ; MLX does not"),
        ]
    ) { s in
        Adamax(
            β1: s["beta_1"], β2: s["beta_2"], ε: s["epsilon"], εInMaximum: s.dialect != .keras,
            correctsBias: s.flag("bias_correction"))
    }
}
