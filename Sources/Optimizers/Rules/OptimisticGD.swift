import Cards

/// Optimistic gradient descent: the gradient, and once more how it has changed, as a guess at the next one.
///
/// θ ← θ − η·((α + β)·g − β·gₜ₋₁), with gₜ₋₁ = g in the first step. In games of two players, where plain descent circles, its
/// last iterate converges.
///
/// Mokhtari, Ozdaglar & Pattathil, "A Unified Analysis of Extra-gradient and Optimistic Gradient Methods for Saddle Point
/// Problems" (2019), equation (6); optax 0.2.8.
struct OptimisticGD: CoordinateRule {
    var α: Double
    var β: Double

    /// Slot a: the gradient of the step before.
    var slots: SlotSet { [.a] }

    static var switches: Switches<Self> {
        [
            "optimism": { $0.β = 0 }
        ]
    }

    struct Coefficients: Sendable {
        var η: Double
        var isFirst: Bool
    }

    @inline(__always)
    func coefficients<P: Probe>(_ clock: Clock, rate η: Double, _ probe: inout P) -> Coefficients {
        Coefficients(η: η, isFirst: clock.step == 1)
    }

    @inline(__always)
    func update<V: Lane, P: Probe>(_ g: V, _ θ: V, _ s: inout Slots<V>, _ c: Coefficients, _ probe: inout P) -> V {
        let before = probe.note("gₜ₋₁", "the gradient before", c.isFirst ? g : s.a)
        s.a = g
        return θ - c.η * probe.note("u", "(α + β)·g − β·gₜ₋₁", (α + β) * g - β * before)
    }
}

extension OptimisticGD {
    static let card = RuleCard(
        "OptimisticGD", chapter: .gradient, aliases: ["optimistic_gradient_descent"],
        summary: "gradient descent that adds how the gradient has changed, as a guess at the next one",
        formula: "θ ← θ − η·((α + β)·g − β·gₜ₋₁)",
        source: "Mokhtari, Ozdaglar & Pattathil (2019), A Unified Analysis of Extra-gradient and Optimistic Gradient "
            + "Methods for Saddle Point Problems, equation 6; optax 0.2.8",
        rate: 0.01,
        [
            Hyperparameter("alpha", .finite, 1, "α: weight of the gradient"),
            Hyperparameter("beta", .finite, 1, "β: weight of its change"),
        ]
    ) { s in OptimisticGD(α: s["alpha"], β: s["beta"]) }
}
