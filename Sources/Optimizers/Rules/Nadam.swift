import Cards
import Numbers
import RealModule

/// Nadam: Adam with Nesterov's look-ahead in the first moment.
///
/// μₜ = β₁(1 − ½·0.96^(tψ)); m, v as in Adam; m̂ = μₜ₊₁·m/(1−Πᵗ⁺¹μ) + (1−μₜ)·g/(1−Πᵗμ); θ ← θ − η·m̂/(√v̂ + ε).
/// Keras has ψ = 1, PyTorch ψ = 0.004. optax has no schedule at all: β₁·m/(1−β₁ᵗ⁺¹) + (1−β₁)·g/(1−β₁ᵗ).
///
/// Dozat, "Incorporating Nesterov Momentum into Adam" (2016), algorithm 2.
struct Nadam: CoordinateRule {
    var β1: Double
    var β2: Double
    var ε: Double
    var εRoot = 0.0
    /// ψ; nil for a constant β₁.
    var momentumDecay: Double?
    /// Whether m is corrected by the power of this step, as g is, and not by that of the next.
    var correctsAlike = false
    var correctsBias = true

    /// Slots m and v: the moments.
    var slots: SlotSet { [.m, .v] }

    static var switches: Switches<Self> {
        [
            "bias_correction": { $0.correctsBias = false },
            "momentum": { $0.β1 = 0 },
            "epsilon": {
                $0.ε = 0
                $0.εRoot = 0
            },
        ]
    }

    struct Coefficients: Sendable {
        /// η·(1−μₜ)/(1−Πᵗμ), the gradient's share.
        var gradientRate: Double
        /// η·μₜ₊₁/(1−Πᵗ⁺¹μ), the moment's share.
        var momentRate: Double
        /// 1 − β₂ᵗ.
        var correction2: Double
    }

    /// β₁ as it stands in step t.
    private func μ(_ t: Int) -> Double {
        guard let ψ = momentumDecay else { return β1 }
        return β1 * (1 - 0.5 * Double.pow(0.96, Double(t) * ψ))
    }

    /// Registers p1: the product of all μ so far; p2: β₂ᵗ; p3: μ of this step; p4: μ of the next.
    func prepare(_ clock: inout Clock) { clock.p4 = μ(1) }

    @inline(__always) func advance(_ clock: inout Clock) {
        clock.p3 = clock.p4
        clock.p4 = μ(clock.step + 1)
        clock.p1 = Clock.decayed(clock.p1, by: clock.p3)
        clock.p2 = Clock.decayed(clock.p2, by: β2)
    }

    @inline(__always)
    func coefficients<P: Probe>(_ clock: Clock, rate η: Double, _ probe: inout P) -> Coefficients {
        let now = correctsBias ? 1 - clock.p1 : 1
        let next = correctsBias ? 1 - clock.p1 * (correctsAlike ? 1 : clock.p4) : 1
        let correction2 = correctsBias ? 1 - clock.p2 : 1
        probe.note("μₜ", "β₁·(1 − ½·0.96^(tψ))", scalar: clock.p3)
        probe.note("μₜ₊₁", "the same for the next step", scalar: clock.p4)
        probe.note("1 − Πᵗμ", "bias correction of g", scalar: now)
        probe.note("1 − Πᵗ⁺¹μ", "bias correction of m", scalar: next)
        probe.note("1 − β₂ᵗ", "bias correction of v", scalar: correction2)
        return Coefficients(
            gradientRate: η * (1 - clock.p3) / now, momentRate: η * clock.p4 / next, correction2: correction2)
    }

    @inline(__always)
    func update<V: Lane, P: Probe>(_ g: V, _ θ: V, _ s: inout Slots<V>, _ c: Coefficients, _ probe: inout P) -> V {
        s.m = probe.note("m", "β₁·m + (1 − β₁)·g", β1 * s.m + (1 - β1) * g)
        s.v = probe.note("v", "β₂·v + (1 − β₂)·g²", β2 * s.v + (1 - β2) * (g * g))
        let divisor = probe.note("√v̂ + ε", "√(v/(1 − β₂ᵗ)) + ε", √(s.v / c.correction2 + εRoot) + ε)
        let lead = probe.note("η·m̂", "η·μₜ₊₁/(1−Πᵗ⁺¹μ)·m + η·(1−μₜ)/(1−Πᵗμ)·g", c.momentRate * s.m + c.gradientRate * g)
        return θ - lead / divisor
    }

    /// The look-ahead is of the momentum that is now, also into the next step.
    func cycled(_ momentum: Double, _ clock: inout Clock) -> (any Rule)? {
        var rule = self
        rule.β1 = momentum
        clock.p4 = rule.μ(clock.step + 1)
        return rule
    }

    func linearised(_ slots: Slots<Point>, _ clock: Clock) -> LinearRule? {
        var nobody = NoProbe()
        let c = coefficients(clock, rate: 1, &nobody)
        let gain = (1 - β1) * (Point(1, 1) / (√(slots.v / c.correction2 + εRoot) + ε))
        return LinearRule(gain: gain, momentum: .nesterov(β1))
    }
}

extension Nadam {
    static let card = RuleCard(
        "Nadam", chapter: .adam, aliases: ["NAdam", "NadamW"],
        summary: "Adam with Nesterov's look-ahead",
        formula: """
            μₜ = β₁·(1 − ½·0.96^(t·ψ))      m, v as in Adam
            m̂ = μₜ₊₁·m/(1−Πᵗ⁺¹μ) + (1−μₜ)·g/(1−Πᵗμ)
            θ ← θ − η·m̂/(√v̂ + ε)
            """,
        source: "Dozat (2016), Incorporating Nesterov Momentum into Adam, algorithm 2",
        differences: [
            "ψ (momentum_decay) is 1 in Keras and 0.004 in PyTorch.",
            "optax has no schedule of μ: m̂ = β₁·m/(1−β₁ᵗ⁺¹) + (1−β₁)·g/(1−β₁ᵗ). River's and timm's divide both by 1−β₁ᵗ "
                + "(dialect=\"optax\", corrects_alike=True).",
        ],
        rate: PerDialect(0.002, keras: 0.001),
        [
            .beta1(), .beta2(), .epsilon(PerDialect(1e-8, keras: 1e-7)),
            Hyperparameter(
                "momentum_decay", .nonNegative, PerDialect(0.004, keras: 1), "ψ: how fast μ rises to β₁"),
            Hyperparameter("eps_root", .nonNegative, 0, "optax's ε inside the root"),
            .flag("corrects_alike", "divide m by what g is divided by"),
        ]
    ) { s in
        Nadam(
            β1: s["beta_1"], β2: s["beta_2"], ε: s["epsilon"], εRoot: s["eps_root"],
            momentumDecay: s.dialect == .optax ? nil : s["momentum_decay"],
            correctsAlike: s.flag("corrects_alike"))
    }
}
