import Answers
import Cards

/// Follow the regularised leader, proximal: the point that would have been best for all linearised losses so far.
///
/// n' = n + g²; σ = (n'^−p − n^−p)/η; z ← z + g + 2·l2_shrinkage·θ − σθ; n ← n';
/// θ = (clip(z, ±l1) − z)/(n^−p/η + 2·l2 + β/η), p the learning_rate_power.
///
/// McMahan et al., "Ad Click Prediction: a View from the Trenches" (2013), algorithm 1; Keras 3 `Ftrl`.
struct Ftrl: CoordinateRule {
    /// p ≤ 0.
    var power: Double
    var initialAccumulator: Double
    var l1: Double
    var l2: Double
    var l2Shrinkage: Double
    var β: Double

    /// Slot m: z, the linear term; v: n, the sum of squares.
    var slots: SlotSet { [.m, .v] }

    @inline(__always) func initial<V: Lane>(_ θ: V, rate η: Double) -> Slots<V> { Slots(v: V(initialAccumulator)) }

    @inline(__always) func coefficients<P: Probe>(_ clock: Clock, rate η: Double, _ probe: inout P) -> Double { η }

    @inline(__always)
    func update<V: Lane, P: Probe>(_ g: V, _ θ: V, _ s: inout Slots<V>, _ η: Double, _ probe: inout P) -> V {
        let n = s.v + g * g
        let after: V = n.power(-power) / η
        let σ: V = after - s.v.power(-power) / η
        s.v = probe.note("n", "n + g²", n)
        s.m = probe.note("z", "z + g + 2·l2_shrinkage·θ − σ·θ", s.m + (g + (2 * l2Shrinkage) * θ) - σ * θ)
        let clipped = larger(smaller(s.m, V(l1)), V(-l1))
        return probe.note("θ", "(clip(z) − z)/(n^−p/η + 2·l2 + β/η)", (clipped - s.m) / (after + (2 * l2 + β / η)))
    }
}

extension Ftrl {
    static let card = RuleCard(
        "Ftrl", chapter: .sparing,
        summary: "follow the regularised leader: the best point for all linearised losses so far, sparse with l1",
        formula: """
            n' = n + g²      σ = (n'^−p − n^−p)/η      z ← z + g + 2·l2_shrinkage·θ − σ·θ
            θ = (clip(z, ±l1) − z)/(n'^−p/η + 2·l2 + β/η)
            """,
        source: "McMahan et al. (2013), Ad Click Prediction: a View from the Trenches, algorithm 1; Keras 3 Ftrl",
        rate: PerDialect(0.001), decay: .decoupled,
        [
            Hyperparameter(
                "learning_rate_power", .number(Interval(-.infinity, 0, includesLower: false)), -0.5,
                "p: how the rate falls with n"),
            Hyperparameter("initial_accumulator_value", .nonNegative, 0.1, "n before the first step"),
            Hyperparameter(
                "l1_regularization_strength", aliases: ["l1"], .nonNegative, 0, "l1: pulls coordinates to exactly 0"),
            Hyperparameter(
                "l2_regularization_strength", aliases: ["l2_strength"], .nonNegative, 0, "l2: stabilising penalty"),
            Hyperparameter(
                "l2_shrinkage_regularization_strength", aliases: ["l2_shrinkage"], .nonNegative, 0,
                "l2 penalty of magnitude"),
            Hyperparameter("beta", .nonNegative, 0, "β of the paper"),
        ]
    ) { s in
        Ftrl(
            power: s["learning_rate_power"], initialAccumulator: s["initial_accumulator_value"],
            l1: s["l1_regularization_strength"], l2: s["l2_regularization_strength"],
            l2Shrinkage: s["l2_shrinkage_regularization_strength"], β: s["beta"])
    }
}
