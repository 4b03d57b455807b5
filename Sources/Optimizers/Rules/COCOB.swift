import Cards

/// COCOB: each coordinate bets a share of what it has won so far on the sign of its next gradient; no rate.
///
/// L ← max(L, |g|); G ← G + |g|; R ← max(R − g(θ − θ₀), 0), the reward; C ← C − g;
/// θ ← θ₀ + C/(L·max(G + L, αL))·(L + R).
///
/// Orabona & Tommasi, "Training Deep Networks without Learning Rates Through Coin Betting" (2017), algorithm 2; optax 0.2.8.
struct COCOB: CoordinateRule {
    var α: Double
    var ε: Double

    /// Slot m: C, the sum of −g; v: L, the largest |g|; a: G, the sum of |g|; b: the reward R; c: the starting point.
    var slots: SlotSet { [.m, .v, .a, .b, .c] }

    @inline(__always) func initial<V: Lane>(_ θ: V, rate η: Double) -> Slots<V> { Slots(v: V(ε), c: θ) }

    @inline(__always) func coefficients<P: Probe>(_ clock: Clock, rate η: Double, _ probe: inout P) -> Double { η }

    @inline(__always)
    func update<V: Lane, P: Probe>(_ g: V, _ θ: V, _ s: inout Slots<V>, _ η: Double, _ probe: inout P) -> V {
        let g = η * g
        s.v = probe.note("L", "max(L, |η·g|)", larger(s.v, magnitude(g)))
        s.a = probe.note("G", "G + |η·g|", s.a + magnitude(g))
        s.b = probe.note("R", "max(R − η·g·(θ − θ₀), 0)", larger(s.b - g * (θ - s.c), V(0)))
        s.m = probe.note("C", "C − η·g", s.m - g)
        let share = probe.note("share", "C/(L·max(G + L, α·L))", s.m / (s.v * larger(s.a + s.v, α * s.v)))
        return s.c + share * (s.v + s.b)
    }
}

extension COCOB {
    static let card = RuleCard(
        "COCOB", chapter: .tuningFree, aliases: ["cocob"],
        summary: "each coordinate bets a share of its winnings on its next gradient's sign, without a rate",
        formula: """
            L ← max(L, |g|)      G ← G + |g|      R ← max(R − g·(θ − θ₀), 0)      C ← C − g
            θ ← θ₀ + C/(L·max(G + L, α·L))·(L + R)
            """,
        source: "Orabona & Tommasi (2017), Training Deep Networks without Learning Rates Through Coin Betting, "
            + "algorithm 2; optax 0.2.8",
        differences: ["A rate other than 1 multiplies the gradients, which changes nothing but the part of ε."],
        rate: 1.0, decay: .addedToGradient,
        [
            Hyperparameter("alpha", .nonNegative, 100, "α: how long the bets stay small"),
            Hyperparameter("epsilon", aliases: ["eps"], .positive, 1e-8, "ε: L before the first gradient"),
        ]
    ) { s in COCOB(α: s["alpha"], ε: s["epsilon"]) }
}
