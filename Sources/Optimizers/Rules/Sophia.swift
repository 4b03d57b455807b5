import Cards

/// Sophia: momentum over an estimate of the Hessian's diagonal, each coordinate clipped to one rate's length.
///
/// Every k steps, with u of random signs, h ← β₂h + (1−β₂)·u⊙(Hu) (Hutchinson's estimate of the diagonal);
/// m ← β₁m + (1−β₁)g; θ ← θ − η·clip(m/max(γh, ε), ±1). On a landscape Hu is exact; on a network it is the difference of
/// two gradients. Each estimate costs one more evaluation.
///
/// Liu et al., "Sophia: A Scalable Stochastic Second-order Optimizer for Language Model Pre-training" (2023),
/// algorithms 1 and 3.
struct Sophia: CoordinateRule {
    var β1: Double
    var β2: Double
    var γ: Double
    var ε: Double
    /// Each coordinate moves by at most this many rates.
    var bound: Double
    /// k: steps between two estimates.
    var interval: Int
    /// optax: m is corrected for having started at zero.
    var correctsBias: Bool
    /// optax: an estimate counts from the step after the one that it was made in.
    var isLate: Bool
    var clips = true

    /// Slot m: momentum; v: the h that counts; a: the h that the engine keeps up to date, where that is another.
    var slots: SlotSet { isLate ? [.m, .v, .a] : [.m, .v] }

    static var switches: Switches<Self> {
        [
            "momentum": { $0.β1 = 0 },
            "clipping": { $0.clips = false },
        ]
    }

    var curvature: DiagonalEstimate? { DiagonalEstimate(interval: interval, decay: β2, slot: isLate ? .a : .v) }

    /// Only the general engine asks the objective for curvature.
    func run(_ plan: PointPlan, _ trace: inout Trace) -> PointEnd? { nil }

    struct Coefficients: Sendable {
        var η: Double
        /// 1 − β₁ᵗ.
        var correction: Double
    }

    /// Register p1: β₁ᵗ.
    @inline(__always) func advance(_ clock: inout Clock) { clock.p1 = Clock.decayed(clock.p1, by: β1) }

    @inline(__always)
    func coefficients<P: Probe>(_ clock: Clock, rate η: Double, _ probe: inout P) -> Coefficients {
        Coefficients(η: η, correction: correctsBias ? 1 - clock.p1 : 1)
    }

    @inline(__always)
    func update<V: Lane, P: Probe>(_ g: V, _ θ: V, _ s: inout Slots<V>, _ c: Coefficients, _ probe: inout P) -> V {
        s.m = probe.note("m", "β₁·m + (1 − β₁)·g", β1 * s.m + (1 - β1) * g)
        let h = probe.note("max(γ·h, ε)", "h ← β₂·h + (1 − β₂)·u⊙(H·u)", larger(γ * s.v, V(ε)))
        if isLate { s.v = s.a }
        let ratio = probe.note("m/h", correctsBias ? "m̂/max(γ·h, ε)" : "m/max(γ·h, ε)", s.m / c.correction / h)
        let step = clips ? larger(smaller(ratio, V(bound)), V(-bound)) : ratio
        return θ - c.η * probe.note("clipped", "m/h within the bounds", step)
    }
}

extension Sophia {
    static let card = RuleCard(
        "Sophia", chapter: .curvature, aliases: ["SophiaH"],
        summary: "momentum over an estimate of the Hessian's diagonal, clipped coordinate by coordinate",
        formula: """
            every k steps: h ← β₂·h + (1−β₂)·u⊙(H·u), u of random signs
            m ← β₁·m + (1−β₁)·g      θ ← θ − η·clip(m/max(γ·h, ε), ±1)
            """,
        source:
            "Liu et al. (2023), Sophia: A Scalable Stochastic Second-order Optimizer, algorithms 1 and 3; optax 0.2.8",
        differences: [
            "optax corrects the bias of m, and takes an estimate into account one step later than the paper: its first step "
                + "is η·sign(g) whatever the curvature."
        ],
        rate: 0.001, weightDecay: PerDialect(0, optax: 1e-4), decay: .decoupled,
        [
            .beta1(PerDialect(0.96, optax: 0.965)), .beta2(0.99),
            Hyperparameter("gamma", .positive, 0.01, "γ: how much of the curvature counts"),
            Hyperparameter(
                "epsilon", aliases: ["eps"], .positive, PerDialect(1e-12, optax: 1e-8), "the smallest divisor"),
            Hyperparameter("clip_threshold", .positive, 1, "how many rates a coordinate moves at most"),
            Hyperparameter(
                "interval", aliases: ["k", "update_interval"], .whole(atLeast: 1), 10,
                "k: steps between two estimates of curvature"),
        ]
    ) { s in
        Sophia(
            β1: s["beta_1"], β2: s["beta_2"], γ: s["gamma"], ε: s["epsilon"], bound: s["clip_threshold"],
            interval: s.whole("interval"), correctsBias: s.dialect == .optax, isLate: s.dialect == .optax)
    }
}
