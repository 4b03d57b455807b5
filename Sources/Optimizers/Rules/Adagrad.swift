import Cards
import Numbers

/// Adagrad: each coordinate's rate shrinks with the root of all its squared gradients so far.
///
/// v ← v + g². PyTorch: θ ← θ − η/(1 + (t−1)·lr_decay)·g/(√v + ε), v from 0. Keras and optax: θ ← θ − η·g/√(v + ε),
/// v from 0.1; optax does not move a coordinate whose v is 0.
///
/// Duchi, Hazan & Singer, "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization" (2011).
struct Adagrad: CoordinateRule {
    var initialAccumulator: Double
    var ε: Double
    var lrDecay: Double
    /// Whether ε is inside the root (Keras, optax) or beside it (PyTorch).
    var εInRoot: Bool

    /// Slot v: the sum of squares.
    var slots: SlotSet { [.v] }

    static var switches: Switches<Self> {
        [
            "epsilon": { $0.ε = 0 }
        ]
    }

    @inline(__always) func initial<V: Lane>(_ θ: V, rate η: Double) -> Slots<V> { Slots(v: V(initialAccumulator)) }

    @inline(__always) func coefficients<P: Probe>(_ clock: Clock, rate η: Double, _ probe: inout P) -> Double {
        η / (1 + Double(clock.step - 1) * lrDecay)
    }

    @inline(__always)
    func update<V: Lane, P: Probe>(_ g: V, _ θ: V, _ s: inout Slots<V>, _ η: Double, _ probe: inout P) -> V {
        s.v = probe.note("v", "v + g²", s.v + g * g)
        return θ - η * probe.note("u", εInRoot ? "g/√(v + ε)" : "g/(√v + ε)", g / divisor(s.v))
    }

    @inline(__always) private func divisor<V: Lane>(_ v: V) -> V { εInRoot ? √(v + ε) : √v + ε }

    func linearised(_ slots: Slots<Point>, _ clock: Clock) -> LinearRule? {
        var nobody = NoProbe()
        return LinearRule(
            gain: coefficients(clock, rate: 1, &nobody) * (Point(1, 1) / divisor(slots.v)), momentum: .none)
    }
}

extension Adagrad {
    static let card = RuleCard(
        "Adagrad", chapter: .adaptive,
        summary: "each coordinate's rate shrinks with all the gradients it has seen",
        formula: """
            v ← v + g²
            θ ← θ − η/(1 + (t−1)·lr_decay)·g/(√v + ε)         (PyTorch)
            θ ← θ − η·g/√(v + ε)                              (Keras, optax)
            """,
        source: "Duchi, Hazan & Singer (2011), Adaptive Subgradient Methods for Online Learning, figure 1",
        differences: [
            "v starts at 0.1 in Keras and optax, at 0 in PyTorch.",
            "ε is 1e-7 inside the root in Keras and optax, 1e-10 beside it in PyTorch.",
            "JAX's example optimizer, which NumPyro wraps, damps it with momentum 0.9: its first step is a tenth of η.",
        ],
        rate: PerDialect(0.01, keras: 0.001),
        [
            Hyperparameter(
                "initial_accumulator_value", .nonNegative, PerDialect(0, keras: 0.1, optax: 0.1),
                "v before the first step"),
            .epsilon(PerDialect(1e-10, keras: 1e-7, optax: 1e-7)),
            Hyperparameter("lr_decay", .nonNegative, 0, "the rate falls as 1/(1 + (t−1)·lr_decay) (PyTorch)"),
        ]
    ) { s in
        Adagrad(
            initialAccumulator: s["initial_accumulator_value"], ε: s["epsilon"], lrDecay: s["lr_decay"],
            εInRoot: s.dialect == .keras || s.dialect == .optax)
    }
}
