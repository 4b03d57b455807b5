import Cards
import Numbers
import RealModule

/// Averaged SGD: plain descent with a slowly falling rate and a small decay, and the average of its iterates.
///
/// θ ← (1 − λη)θ − ηg; ηₜ₊₁ = η₀/(1 + λη₀t)^α; after step t₀ the average ā ← ā + (θ − ā)/(t − t₀).
/// The path shows θ, as PyTorch's parameter does; the average is among the explained quantities.
///
/// Polyak & Juditsky, "Acceleration of Stochastic Approximation by Averaging" (1992); PyTorch `ASGD`.
struct ASGD: CoordinateRule {
    var λ: Double
    var α: Double
    var t0: Double

    /// Slot a: the average.
    var slots: SlotSet { [.a] }

    struct Coefficients: Sendable {
        var η: Double
        /// 1/max(1, t − t₀) as it stood after the step before.
        var share: Double
    }

    @inline(__always)
    func coefficients<P: Probe>(_ clock: Clock, rate η: Double, _ probe: inout P) -> Coefficients {
        let t = Double(clock.step - 1)
        let rate = t == 0 ? η : η / Double.pow(1 + λ * η * t, α)
        probe.note("ηₜ", "η/(1 + λ·η·(t−1))^α", scalar: rate)
        return Coefficients(η: rate, share: 1 / Swift.max(1, t - t0))
    }

    @inline(__always)
    func update<V: Lane, P: Probe>(_ g: V, _ θ: V, _ s: inout Slots<V>, _ c: Coefficients, _ probe: inout P) -> V {
        let next = θ - (λ * c.η) * θ - c.η * g
        s.a = probe.note("average", "a + (θ − a)/max(1, t − t₀)", s.a + c.share * (next - s.a))
        return next
    }

    func linearised(_ slots: Slots<Point>, _ clock: Clock) -> LinearRule? {
        var nobody = NoProbe()
        return LinearRule(gain: Point(repeating: coefficients(clock, rate: 1, &nobody).η), momentum: .none)
    }
}

extension ASGD {
    static let card = RuleCard(
        "ASGD", chapter: .gradient,
        summary: "plain descent with a slowly falling rate, and the average of its iterates",
        formula: """
            θ ← (1 − λ·ηₜ)·θ − ηₜ·g      ηₜ₊₁ = η/(1 + λ·η·t)^α
            a ← a + (θ − a)/max(1, t − t₀)
            """,
        source: "Polyak & Juditsky (1992), Acceleration of Stochastic Approximation by Averaging; PyTorch ASGD",
        rate: 0.01,
        [
            Hyperparameter("lambd", .nonNegative, 1e-4, "λ: decay and fall of the rate"),
            Hyperparameter("alpha", .nonNegative, 0.75, "α: power of the fall"),
            Hyperparameter("t0", .nonNegative, 1e6, "the step after which averaging begins"),
        ]
    ) { s in ASGD(λ: s["lambd"], α: s["alpha"], t0: s["t0"]) }
}
