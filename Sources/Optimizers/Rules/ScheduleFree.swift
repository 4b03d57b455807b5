import Cards

/// Schedule-free descent: gradients at y between a fast iterate z and the average x of all z; no schedule to choose.
///
/// z ← z − η·u with u = g (SGD) or g/(√v̂ + ε) (AdamW); x ← (1−c)x + cz, c = 1/t; y = (1−β)z + βx.
/// The path shows y, where the gradients are taken; x is among the explained quantities.
///
/// Defazio et al., "The Road Less Scheduled" (2024), equations (4)–(6) and algorithm 1.
struct ScheduleFree: CoordinateRule {
    var β: Double
    /// nil for plain gradients (SGD).
    var β2: Double?
    var ε: Double

    /// Slot v: second moment; a: z; b: x.
    var slots: SlotSet { [.v, .a, .b] }

    @inline(__always) func initial<V: Lane>(_ θ: V, rate η: Double) -> Slots<V> { Slots(a: θ, b: θ) }

    struct Coefficients: Sendable {
        var η: Double
        /// c, the new z's share in the average.
        var share: Double
        var correction2: Double
    }

    /// Register p1: β₂ᵗ.
    @inline(__always) func advance(_ clock: inout Clock) { clock.p1 = Clock.decayed(clock.p1, by: β2 ?? 0) }

    @inline(__always)
    func coefficients<P: Probe>(_ clock: Clock, rate η: Double, _ probe: inout P) -> Coefficients {
        let share = 1 / Double(clock.step)
        probe.note("c", "1/t", scalar: share)
        return Coefficients(η: η, share: share, correction2: 1 - clock.p1)
    }

    @inline(__always)
    func update<V: Lane, P: Probe>(_ g: V, _ θ: V, _ s: inout Slots<V>, _ c: Coefficients, _ probe: inout P) -> V {
        var u = g
        if let β2 {
            s.v = probe.note("v", "β₂·v + (1 − β₂)·g²", β2 * s.v + (1 - β2) * (g * g))
            u = probe.note("u", "g/(√v̂ + ε)", g / (√(s.v / c.correction2) + ε))
        }
        // What decay took off y comes off z as well: θ differs from the y that z and x give by just that.
        let decayed = θ - ((1 - β) * s.a + β * s.b)
        s.a = probe.note("z", "z − η·u", s.a + decayed - c.η * u)
        s.b = probe.note("x", "(1 − c)·x + c·z", (1 - c.share) * s.b + c.share * s.a)
        return (1 - β) * s.a + β * s.b
    }
}

extension ScheduleFree {
    private static let beta = Hyperparameter(
        "beta", aliases: ["beta_1", "momentum"], .decayRate, 0.9, "β: how near the average gradients are taken")

    static let cardSGD = RuleCard(
        "ScheduleFreeSGD", chapter: .tuningFree,
        summary: "gradient descent that averages itself, so that no schedule is needed",
        formula: "z ← z − η·g(y)      x ← x + (z − x)/t      y = (1−β)·z + β·x",
        source: "Defazio et al. (2024), The Road Less Scheduled, equations 4–6",
        rate: 1.0, decay: .decoupled, [beta]
    ) { s in ScheduleFree(β: s["beta"], β2: nil, ε: 0) }

    static let cardAdamW = RuleCard(
        "ScheduleFreeAdamW", chapter: .tuningFree,
        summary: "AdamW that averages itself, so that no schedule is needed",
        formula: """
            v ← β₂·v + (1−β₂)·g²      z ← z − η·g(y)/(√v̂ + ε)
            x ← x + (z − x)/t         y = (1−β)·z + β·x
            """,
        source: "Defazio et al. (2024), The Road Less Scheduled, algorithm 1",
        rate: 0.0025, decay: .decoupled, [beta, .beta2(), .epsilon(1e-8)]
    ) { s in ScheduleFree(β: s["beta"], β2: s["beta_2"], ε: s["epsilon"]) }
}
