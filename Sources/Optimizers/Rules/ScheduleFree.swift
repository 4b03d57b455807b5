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
