import Cards
import Numbers

/// Yogi: Adam whose second moment moves towards g² by a bounded amount, so that it cannot forget in a few steps.
///
/// m ← β₁m + (1−β₁)g; v ← v − (1−β₂)·sign(v − g²)·g²; θ ← θ − η·m̂/(√v̂ + ε). Both moments start at 1e-6 in optax.
///
/// Zaheer et al., "Adaptive Methods for Nonconvex Optimization" (2018), algorithm 2.
struct Yogi: CoordinateRule {
    var β1: Double
    var β2: Double
    var ε: Double
    var initialMoment: Double
    var correctsBias: Bool

    /// Slots m and v: the moments.
    var slots: SlotSet { [.m, .v] }

    static var switches: Switches<Self> {
        [
            "bias_correction": { $0.correctsBias = false },
            "momentum": { $0.β1 = 0 },
            "epsilon": { $0.ε = 0 },
        ]
    }

    @inline(__always) func initial<V: Lane>(_ θ: V, rate η: Double) -> Slots<V> {
        Slots(m: V(initialMoment), v: V(initialMoment))
    }

    struct Coefficients: Sendable {
        var rate: Double
        var correction2: Double
    }

    /// Registers p1 and p2: β₁ᵗ and β₂ᵗ.
    @inline(__always) func advance(_ clock: inout Clock) {
        clock.p1 = Clock.decayed(clock.p1, by: β1)
        clock.p2 = Clock.decayed(clock.p2, by: β2)
    }

    @inline(__always)
    func coefficients<P: Probe>(_ clock: Clock, rate η: Double, _ probe: inout P) -> Coefficients {
        let correction1 = correctsBias ? 1 - clock.p1 : 1
        let correction2 = correctsBias ? 1 - clock.p2 : 1
        return Coefficients(rate: η / correction1, correction2: correction2)
    }

    @inline(__always)
    func update<V: Lane, P: Probe>(_ g: V, _ θ: V, _ s: inout Slots<V>, _ c: Coefficients, _ probe: inout P) -> V {
        s.m = probe.note("m", "β₁·m + (1 − β₁)·g", β1 * s.m + (1 - β1) * g)
        let square = g * g
        s.v = probe.note("v", "v − (1 − β₂)·sign(v − g²)·g²", s.v - (1 - β2) * (sign(s.v - square) * square))
        return θ - c.rate * probe.note("u", "m/(√v̂ + ε)", s.m / (√(s.v / c.correction2) + ε))
    }

    func linearised(_ slots: Slots<Point>, _ clock: Clock) -> LinearRule? {
        var nobody = NoProbe()
        let c = coefficients(clock, rate: 1, &nobody)
        let divisor = √(slots.v / c.correction2) + ε
        return LinearRule(gain: ((1 - β1) * c.rate) * (Point(1, 1) / divisor), momentum: .heavyBall(β1))
    }
}

extension Yogi {
    static let card = RuleCard(
        "Yogi", chapter: .adam,
        summary: "Adam whose second moment changes by bounded amounts",
        formula: """
            m ← β₁·m + (1−β₁)·g      v ← v − (1−β₂)·sign(v − g²)·g²
            θ ← θ − η·m̂/(√v̂ + ε)
            """,
        source: "Zaheer et al. (2018), Adaptive Methods for Nonconvex Optimization, algorithm 2; optax 0.2.8",
        differences: ["The paper corrects no bias and starts at 0; optax corrects and starts both moments at 1e-6."],
        rate: 0.01, decay: .decoupled,
        [
            .beta1(), .beta2(), .epsilon(1e-3),
            Hyperparameter(
                "initial_accumulator_value", .nonNegative, PerDialect(1e-6, paper: 0), "both moments at the start"),
        ]
    ) { s in
        Yogi(
            β1: s["beta_1"], β2: s["beta_2"], ε: s["epsilon"], initialMoment: s["initial_accumulator_value"],
            correctsBias: s.dialect != .paper)
    }
}
