import Cards

/// AdEMAMix: Adam with a second, very slow mean of gradients, so that old gradients still count.
///
/// m₁ ← β₁m₁ + (1−β₁)g; m₂ ← β₃m₂ + (1−β₃)g; v as in Adam; θ ← θ − η(m̂₁ + α·m₂)/(√v̂ + ε). m₂ is not corrected.
///
/// Pagliardini, Ablin & Grangier, "The AdEMAMix Optimizer: Better, Faster, Older" (2024), equation (AdEMAMix), without
/// its optional schedules of α and β₃.
struct AdEMAMix: CoordinateRule {
    var β1: Double
    var β2: Double
    var β3: Double
    var α: Double
    var ε: Double

    /// Slot m: the fast mean; a: the slow one; v: second moment.
    var slots: SlotSet { [.m, .v, .a] }

    static var switches: Switches<Self> {
        [
            "slow_momentum": { $0.α = 0 },
            "momentum": { $0.β1 = 0 },
            "epsilon": { $0.ε = 0 },
        ]
    }

    struct Coefficients: Sendable {
        var η: Double
        var correction1: Double
        var correction2: Double
    }

    /// Registers p1 and p2: β₁ᵗ and β₂ᵗ.
    @inline(__always) func advance(_ clock: inout Clock) {
        clock.p1 = Clock.decayed(clock.p1, by: β1)
        clock.p2 = Clock.decayed(clock.p2, by: β2)
    }

    @inline(__always)
    func coefficients<P: Probe>(_ clock: Clock, rate η: Double, _ probe: inout P) -> Coefficients {
        Coefficients(η: η, correction1: 1 - clock.p1, correction2: 1 - clock.p2)
    }

    @inline(__always)
    func update<V: Lane, P: Probe>(_ g: V, _ θ: V, _ s: inout Slots<V>, _ c: Coefficients, _ probe: inout P) -> V {
        s.m = probe.note("m₁", "β₁·m₁ + (1 − β₁)·g", β1 * s.m + (1 - β1) * g)
        s.a = probe.note("m₂", "β₃·m₂ + (1 − β₃)·g", β3 * s.a + (1 - β3) * g)
        s.v = probe.note("v", "β₂·v + (1 − β₂)·g²", β2 * s.v + (1 - β2) * (g * g))
        let lead = s.m / c.correction1 + α * s.a
        return θ - c.η * probe.note("u", "(m̂₁ + α·m₂)/(√v̂ + ε)", lead / (√(s.v / c.correction2) + ε))
    }
}

extension AdEMAMix {
    static let card = RuleCard(
        "AdEMAMix", chapter: .adam,
        summary: "Adam with a second, very slow mean of gradients",
        formula: """
            m₁ ← β₁·m₁ + (1−β₁)·g      m₂ ← β₃·m₂ + (1−β₃)·g      v as in Adam
            θ ← θ − η·(m̂₁ + α·m₂)/(√v̂ + ε)
            """,
        source: "Pagliardini, Ablin & Grangier (2024), The AdEMAMix Optimizer: Better, Faster, Older",
        rate: 0.001, decay: .decoupled,
        [
            .beta1(), .beta2(),
            Hyperparameter("beta_3", aliases: ["beta3", "b3"], .decayRate, 0.9999, "decay factor of the slow mean"),
            Hyperparameter("alpha", .nonNegative, 5, "α: weight of the slow mean"),
            .epsilon(1e-8),
        ]
    ) { s in AdEMAMix(β1: s["beta_1"], β2: s["beta_2"], β3: s["beta_3"], α: s["alpha"], ε: s["epsilon"]) }
}
