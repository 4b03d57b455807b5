import Cards
import RealModule

/// ADOPT: Adam whose second moment is that of the gradients before, so that it converges for every β₂.
///
/// u = g/max(√vₜ₋₁, ε), into ±(t−1)^¼; m ← β₁m + (1−β₁)u; θ ← θ − ηm; v ← β₂v + (1−β₂)g². The first step moves nothing and
/// sets v = g².
///
/// Taniguchi et al., "ADOPT: Modified Adam Can Converge with Any β₂ with the Optimal Rate" (2024), algorithm 2; optax 0.2.8.
struct ADOPT: CoordinateRule {
    var β1: Double
    var β2: Double
    var ε: Double
    var nesterov: Bool
    var clips: Bool

    /// Slot m: first moment of u; v: second moment of the gradients before.
    var slots: SlotSet { [.m, .v] }

    static var switches: Switches<Self> {
        [
            "momentum": { $0.β1 = 0 },
            "clipping": { $0.clips = false },
        ]
    }

    struct Coefficients: Sendable {
        var η: Double
        var bound: Double
        var isFirst: Bool
    }

    @inline(__always)
    func coefficients<P: Probe>(_ clock: Clock, rate η: Double, _ probe: inout P) -> Coefficients {
        let bound = Double.root(Double(clock.step - 1), 4)
        probe.note("bound", "(t − 1)^¼", scalar: bound)
        return Coefficients(η: η, bound: bound, isFirst: clock.step == 1)
    }

    @inline(__always)
    func update<V: Lane, P: Probe>(_ g: V, _ θ: V, _ s: inout Slots<V>, _ c: Coefficients, _ probe: inout P) -> V {
        guard !c.isFirst else {
            s.v = probe.note("v", "g² in the first step, which moves nothing", g * g)
            return θ
        }
        var u = g / larger(√s.v, V(ε))
        if clips { u = larger(smaller(u, V(c.bound)), V(-c.bound)) }
        u = probe.note("u", "g/max(√v, ε), clipped", u)
        s.v = probe.note("v", "β₂·v + (1 − β₂)·g²", β2 * s.v + (1 - β2) * (g * g))
        s.m = probe.note("m", "β₁·m + (1 − β₁)·u", β1 * s.m + (1 - β1) * u)
        return θ - c.η * (nesterov ? β1 * s.m + (1 - β1) * u : s.m)
    }
}

extension ADOPT {
    static let card = RuleCard(
        "ADOPT", chapter: .adam,
        summary: "Adam that divides by the gradients before this one, so that it converges for every β₂",
        formula: """
            u = clip(g/max(√v, ε), ±(t−1)^¼)      m ← β₁·m + (1−β₁)·u      θ ← θ − η·m
            then v ← β₂·v + (1−β₂)·g²; the first step sets v = g² alone
            """,
        source: "Taniguchi et al. (2024), ADOPT: Modified Adam Can Converge with Any β₂ with the Optimal Rate, "
            + "algorithm 2; optax 0.2.8",
        rate: 0.001, decay: .decoupled,
        [
            .beta1(), .beta2(0.9999), .epsilon(1e-6), .flag("nesterov", "mix the new direction in once more"),
            Hyperparameter("use_clipping", .flag, 1, "u into ±(t−1)^¼"),
        ]
    ) { s in
        ADOPT(
            β1: s["beta_1"], β2: s["beta_2"], ε: s["epsilon"], nesterov: s.flag("nesterov"),
            clips: s.flag("use_clipping"))
    }
}
