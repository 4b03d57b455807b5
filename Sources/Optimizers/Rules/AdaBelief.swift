import Cards
import Numbers

/// AdaBelief: large steps where the gradient is as expected, small ones where it surprises.
///
/// m ← β₁m + (1−β₁)g; s ← β₂s + (1−β₂)(g − m)² + ε_root; θ ← θ − η·m̂/(√ŝ + ε). The ε_root is added into the state in
/// every step, so it accumulates to ε_root/(1−β₂).
///
/// Zhuang et al., "AdaBelief Optimizer: Adapting Stepsizes by the Belief in Observed Gradients" (2020); optax 0.2.8.
struct AdaBelief: CoordinateRule {
    var β1: Double
    var β2: Double
    var ε: Double
    var εRoot: Double
    /// Whether no step adapts before RAdam would trust it.
    var rectifies = false
    var correctsBias = true

    /// Slot m: first moment; v: the mean squared surprise s.
    var slots: SlotSet { [.m, .v] }

    static var switches: Switches<Self> {
        [
            "bias_correction": { $0.correctsBias = false },
            "momentum": { $0.β1 = 0 },
            "epsilon": { $0.ε = 0 },
        ]
    }

    struct Coefficients: Sendable {
        /// η/(1−β₁ᵗ), times RAdam's r where that counts.
        var rate: Double
        var correction2: Double
        /// 1/√(1−β₂ᵗ), by which ε is multiplied in rectified steps; 1 in others.
        var εShare = 1.0
        var isAdaptive = true
    }

    /// Registers p1 and p2: β₁ᵗ and β₂ᵗ.
    @inline(__always) func advance(_ clock: inout Clock) {
        clock.p1 = Clock.decayed(clock.p1, by: β1)
        clock.p2 = Clock.decayed(clock.p2, by: β2)
    }

    @inline(__always)
    func coefficients<P: Probe>(_ clock: Clock, rate η: Double, _ probe: inout P) -> Coefficients {
        let correction1 = correctsBias ? 1 - clock.p1 : 1
        let correction2 = correctsBias ? 1 - clock.p2 : 1
        probe.note("1 − β₁ᵗ", "bias correction of m", scalar: correction1)
        probe.note("1 − β₂ᵗ", "bias correction of s", scalar: correction2)
        guard rectifies else { return Coefficients(rate: η / correction1, correction2: correction2) }
        let ρ = RAdam.trustedLength(clock, β2)
        probe.note("ρₜ", "RAdam's; below 5 no step adapts", scalar: ρ)
        guard ρ >= 5 else {
            return Coefficients(rate: η / correction1, correction2: correction2, isAdaptive: false)
        }
        let r = RAdam.rectification(ρ, β2)
        probe.note("r", "RAdam's √((ρₜ−4)(ρₜ−2)ρ∞/((ρ∞−4)(ρ∞−2)ρₜ))", scalar: r)
        return Coefficients(
            rate: η * r / correction1, correction2: correction2, εShare: 1 / (1 - clock.p2).squareRoot())
    }

    @inline(__always)
    func update<V: Lane, P: Probe>(_ g: V, _ θ: V, _ s: inout Slots<V>, _ c: Coefficients, _ probe: inout P) -> V {
        s.m = probe.note("m", "β₁·m + (1 − β₁)·g", β1 * s.m + (1 - β1) * g)
        let surprise = probe.note("g − m", "what was not expected", g - s.m)
        s.v = probe.note(
            "s", "β₂·s + (1 − β₂)·(g − m)² + ε_root", β2 * s.v + (1 - β2) * (surprise * surprise) + εRoot)
        guard c.isAdaptive else { return θ - c.rate * s.m }
        return θ - c.rate * probe.note("u", "m/(√ŝ + ε)", s.m / (√(s.v / c.correction2) + c.εShare * ε))
    }

    func linearised(_ slots: Slots<Point>, _ clock: Clock) -> LinearRule? {
        var nobody = NoProbe()
        let c = coefficients(clock, rate: 1, &nobody)
        let divisor = c.isAdaptive ? √(slots.v / c.correction2) + c.εShare * ε : Point(1, 1)
        return LinearRule(gain: ((1 - β1) * c.rate) * (Point(1, 1) / divisor), momentum: .heavyBall(β1))
    }
}

extension AdaBelief {
    static let card = RuleCard(
        "AdaBelief", chapter: .adam,
        summary: "Adam that divides by how much the gradient surprises",
        formula: """
            m ← β₁·m + (1−β₁)·g      s ← β₂·s + (1−β₂)·(g − m)² + ε_root
            θ ← θ − η·m̂/(√ŝ + ε)
            """,
        source: "Zhuang et al. (2020), AdaBelief Optimizer, algorithm 2; optax 0.2.8",
        differences: [
            "Libraries disagree on both ε; here is optax's: 1e-16 in the state in every step, and beside the root.",
            "The authors' own package waits with adapting as RAdam does (rectify=True).",
        ],
        rate: 0.001, decay: .decoupled,
        [
            .beta1(), .beta2(), .epsilon(1e-16),
            Hyperparameter("eps_root", .nonNegative, 1e-16, "added into s in every step"),
            .flag("rectify", "take RAdam's steps until it would adapt, and its factor from then on"),
        ]
    ) { s in
        AdaBelief(
            β1: s["beta_1"], β2: s["beta_2"], ε: s["epsilon"], εRoot: s["eps_root"], rectifies: s.flag("rectify"))
    }
}
