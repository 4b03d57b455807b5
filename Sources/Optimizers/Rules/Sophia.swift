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
    /// k: steps between two estimates.
    var interval: Int
    var clips = true

    /// Slot m: momentum; v: the estimate h, which the engine keeps up to date (`curvature`).
    var slots: SlotSet { [.m, .v] }
    var terms: [String] { ["momentum", "clipping"] }

    func without(_ term: String) -> (any Rule)? {
        var rule = self
        switch term {
        case "momentum": rule.β1 = 0
        case "clipping": rule.clips = false
        default: return nil
        }
        return rule
    }

    var curvature: DiagonalEstimate? { DiagonalEstimate(interval: interval, decay: β2, slot: .v) }

    /// Only the general engine asks the objective for curvature.
    func run(_ plan: PointPlan, _ trace: inout Trace) -> PointEnd? { nil }

    @inline(__always) func coefficients<P: Probe>(_ clock: Clock, rate η: Double, _ probe: inout P) -> Double { η }

    @inline(__always)
    func update<V: Lane, P: Probe>(_ g: V, _ θ: V, _ s: inout Slots<V>, _ η: Double, _ probe: inout P) -> V {
        s.m = probe.note("m", "β₁·m + (1 − β₁)·g", β1 * s.m + (1 - β1) * g)
        let h = probe.note("max(γ·h, ε)", "h ← β₂·h + (1 − β₂)·u⊙(H·u)", larger(γ * s.v, V(ε)))
        let ratio = probe.note("m/h", "m/max(γ·h, ε)", s.m / h)
        let step = clips ? larger(smaller(ratio, V(1)), V(-1)) : ratio
        return θ - η * probe.note("clipped", "m/h within ±1", step)
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
        source: "Liu et al. (2023), Sophia: A Scalable Stochastic Second-order Optimizer, algorithms 1 and 3",
        rate: 0.001, decay: .decoupled,
        [
            .beta1(0.96), .beta2(0.99),
            Hyperparameter("gamma", .positive, 0.01, "γ: how much of the curvature counts"),
            Hyperparameter("epsilon", aliases: ["eps"], .positive, 1e-12, "the smallest divisor"),
            Hyperparameter(
                "interval", aliases: ["k"], .whole(atLeast: 1), 10, "k: steps between two estimates of curvature"),
        ]
    ) { s in
        Sophia(
            β1: s["beta_1"], β2: s["beta_2"], γ: s["gamma"], ε: s["epsilon"], interval: s.whole("interval"))
    }
}
