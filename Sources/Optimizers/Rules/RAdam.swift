import Cards
import Numbers
import RealModule

/// Rectified Adam: no adaptive step until the variance of 1/√v̂ can be trusted.
///
/// ρ∞ = 2/(1−β₂) − 1; ρₜ = ρ∞ − 2t·β₂ᵗ/(1−β₂ᵗ); r = √((ρₜ−4)(ρₜ−2)ρ∞ / ((ρ∞−4)(ρ∞−2)ρₜ)).
/// Where ρₜ > 5: θ ← θ − η·r·m̂/…, before that θ ← θ − η·m̂: an un-adapted step, as long as the gradient is.
/// PyTorch divides by (√v + ε)/√(1−β₂ᵗ), optax by √v̂ + ε (and its threshold is ρₜ ≥ 5).
///
/// Liu et al., "On the Variance of the Adaptive Learning Rate and Beyond" (2020), algorithm 2.
struct RAdam: CorrectedMomentRule {
    var β1: Double
    var β2: Double
    var ε: Double
    var εRoot = 0.0
    var threshold = 5.0
    /// PyTorch: ε beside the uncorrected √v, threshold strict.
    var εBeforeCorrection: Bool

    /// Slots m and v: the moments.
    var slots: SlotSet { [.m, .v] }

    static var switches: Switches<Self> {
        [
            "momentum": { $0.β1 = 0 },
            "epsilon": {
                $0.ε = 0
                $0.εRoot = 0
            },
        ]
    }

    struct Coefficients: Sendable {
        /// η/(1−β₁ᵗ), times r where the step is adaptive.
        var rate: Double
        var correction2: Double
        var isAdaptive: Bool
    }

    /// Registers p1 and p2: β₁ᵗ and β₂ᵗ.
    @inline(__always) func advance(_ clock: inout Clock) {
        clock.p1 = Clock.decayed(clock.p1, by: β1)
        clock.p2 = Clock.decayed(clock.p2, by: β2)
    }

    /// ρₜ; register p2 of the clock is β₂ᵗ.
    @inline(__always) static func trustedLength(_ clock: Clock, _ β2: Double) -> Double {
        2 / (1 - β2) - 1 - 2 * Double(clock.step) * clock.p2 / (1 - clock.p2)
    }

    /// r of ρₜ > 4.
    @inline(__always) static func rectification(_ ρ: Double, _ β2: Double) -> Double {
        let ρMax = 2 / (1 - β2) - 1
        let top = (ρ - 4) * (ρ - 2) * ρMax
        return (top / ((ρMax - 4) * (ρMax - 2) * ρ)).squareRoot()
    }

    @inline(__always)
    func coefficients<P: Probe>(_ clock: Clock, rate η: Double, _ probe: inout P) -> Coefficients {
        let correction1 = 1 - clock.p1
        let correction2 = 1 - clock.p2
        let ρ = RAdam.trustedLength(clock, β2)
        probe.note("1 − β₁ᵗ", "bias correction of m", scalar: correction1)
        probe.note("1 − β₂ᵗ", "bias correction of v", scalar: correction2)
        probe.note("ρₜ", "ρ∞ − 2t·β₂ᵗ/(1 − β₂ᵗ)", scalar: ρ)
        guard εBeforeCorrection ? ρ > threshold : ρ >= threshold else {
            return Coefficients(rate: η / correction1, correction2: correction2, isAdaptive: false)
        }
        let r = RAdam.rectification(ρ, β2)
        probe.note("r", "√((ρₜ−4)(ρₜ−2)ρ∞/((ρ∞−4)(ρ∞−2)ρₜ))", scalar: r)
        return Coefficients(rate: η * r / correction1, correction2: correction2, isAdaptive: true)
    }

    @inline(__always)
    func update<V: Lane, P: Probe>(_ g: V, _ θ: V, _ s: inout Slots<V>, _ c: Coefficients, _ probe: inout P) -> V {
        s.m = probe.note("m", "β₁·m + (1 − β₁)·g", β1 * s.m + (1 - β1) * g)
        s.v = probe.note("v", "β₂·v + (1 − β₂)·g²", β2 * s.v + (1 - β2) * (g * g))
        guard c.isAdaptive else { return θ - c.rate * s.m }
        return θ - c.rate * probe.note("u", "m over the corrected root", s.m / divisor(s.v, c))
    }

    @inline(__always) private func divisor<V: Lane>(_ v: V, _ c: Coefficients) -> V {
        εBeforeCorrection ? (√v + ε) / c.correction2.squareRoot() : √(v / c.correction2 + εRoot) + ε
    }

    func linearised(_ slots: Slots<Point>, _ clock: Clock) -> LinearRule? {
        var nobody = NoProbe()
        let c = coefficients(clock, rate: 1, &nobody)
        let inverse = c.isAdaptive ? Point(1, 1) / divisor(slots.v, c) : Point(1, 1)
        return LinearRule(gain: ((1 - β1) * c.rate) * inverse, momentum: .heavyBall(β1))
    }
}

extension RAdam {
    static let card = RuleCard(
        "RAdam", chapter: .adam,
        summary: "Adam that waits with adapting until its variance can be trusted",
        formula: """
            ρₜ = ρ∞ − 2t·β₂ᵗ/(1−β₂ᵗ), ρ∞ = 2/(1−β₂) − 1
            ρₜ > 5:  θ ← θ − η·r·m̂/(√v̂ + ε), r = √((ρₜ−4)(ρₜ−2)ρ∞/((ρ∞−4)(ρ∞−2)ρₜ))
            else:    θ ← θ − η·m̂
            """,
        source: "Liu et al. (2020), On the Variance of the Adaptive Learning Rate and Beyond, algorithm 2",
        differences: [
            "PyTorch adds ε to √v before the bias factor (unlike its Adam); optax to √v̂.",
            "The first steps are as long as the gradient: with η = 0.1 on Rosenbrock the first one lands at x = 20.36.",
            "Thinc, under spaCy, counts its first step as the second: it is .526·η under a constant gradient of 1, not η.",
        ],
        rate: 0.001,
        [
            .beta1(),
            Hyperparameter(
                "beta_2", aliases: ["beta2", "b2"], .between(0.5, 1), 0.999,
                "decay factor of the second moment"),
            .epsilon(1e-8),
            Hyperparameter("eps_root", .nonNegative, 0, "optax's ε inside the root"),
            Hyperparameter(
                "threshold", .above(4), 5,
                "the ρₜ from which the step adapts"),
        ]
    ) { s in
        RAdam(
            β1: s["beta_1"], β2: s["beta_2"], ε: s["epsilon"], εRoot: s["eps_root"], threshold: s["threshold"],
            εBeforeCorrection: s.dialect != .optax)
    }
}
