import Cards
import Numbers

/// RMSprop: the gradient divided by the root of a mean of its squares; optionally centered, with momentum.
///
/// v ← ρv + (1−ρ)g², centered: w = v − ḡ² with ḡ ← ρḡ + (1−ρ)g, else w = v.
/// PyTorch: b ← μb + g/(√w + ε); θ ← θ − ηb. Keras and optax: b ← μb + η·g/√(w + ε); θ ← θ − b.
/// In Float w may come out slightly negative: PyTorch takes its root before ε (NaN), Keras adds ε first.
///
/// Hinton, Srivastava & Swersky, "Neural Networks for Machine Learning", lecture 6e (2012); Graves (2013) for centering.
struct RMSprop: CoordinateRule {
    var ρ: Double
    var momentum: Double
    var ε: Double
    var centered: Bool
    var nesterov = false
    /// optax's bias correction of v and ḡ.
    var correctsBias = false
    /// v before the first step (optax `initial_scale`).
    var initialScale = 0.0
    var εInRoot: Bool
    /// Whether the rate is inside the momentum buffer (Keras, optax).
    var rateInBuffer: Bool

    /// Slot v: mean of squares; m: the momentum buffer, with momentum; a: mean gradient of the centered form.
    var slots: SlotSet {
        var used: SlotSet = .v
        if momentum != 0 { used.insert(.m) }
        if centered { used.insert(.a) }
        return used
    }

    static var switches: Switches<Self> {
        [
            "momentum": { $0.momentum = 0 },
            "centering": { $0.centered = false },
            "epsilon": { $0.ε = 0 },
        ]
    }

    @inline(__always) func initial<V: Lane>(_ θ: V, rate η: Double) -> Slots<V> { Slots(v: V(initialScale)) }

    struct Coefficients: Sendable {
        var η: Double
        /// 1 − ρᵗ where the bias is corrected, else 1.
        var correction: Double
    }

    /// Register p1: ρᵗ.
    @inline(__always) func advance(_ clock: inout Clock) { clock.p1 = Clock.decayed(clock.p1, by: ρ) }

    @inline(__always)
    func coefficients<P: Probe>(_ clock: Clock, rate η: Double, _ probe: inout P) -> Coefficients {
        Coefficients(η: η, correction: correctsBias ? 1 - clock.p1 : 1)
    }

    @inline(__always)
    func update<V: Lane, P: Probe>(_ g: V, _ θ: V, _ s: inout Slots<V>, _ c: Coefficients, _ probe: inout P) -> V {
        s.v = probe.note("v", "ρ·v + (1 − ρ)·g²", ρ * s.v + (1 - ρ) * (g * g))
        if centered { s.a = probe.note("ḡ", "ρ·ḡ + (1 − ρ)·g", ρ * s.a + (1 - ρ) * g) }
        let u = probe.note("u", quotient, g / divisor(s, c, &probe))
        guard momentum != 0 else { return θ - c.η * u }
        if rateInBuffer {
            s.m = probe.note("b", "μ·b + η·u", momentum * s.m + c.η * u)
            return θ - (nesterov ? c.η * u + momentum * s.m : s.m)
        }
        s.m = probe.note("b", "μ·b + u", momentum * s.m + u)
        return θ - c.η * s.m
    }

    /// How u is written; w stands for v where something is done to v first.
    private var quotient: StaticString {
        if correctsBias || centered { return εInRoot ? "g/√(w + ε)" : "g/(√w + ε)" }
        return εInRoot ? "g/√(v + ε)" : "g/(√v + ε)"
    }

    /// √w and ε, with w the mean of squares or, centered, the variance.
    @inline(__always)
    private func divisor<V: Lane, P: Probe>(_ s: Slots<V>, _ c: Coefficients, _ probe: inout P) -> V {
        var w = correctsBias ? s.v / c.correction : s.v
        if centered {
            let mean = correctsBias ? s.a / c.correction : s.a
            w = probe.note("w", correctsBias ? "v/(1 − ρᵗ) − (ḡ/(1 − ρᵗ))²" : "v − ḡ²", w - mean * mean)
        } else if correctsBias {
            w = probe.note("w", "v/(1 − ρᵗ)", w)
        }
        return εInRoot ? √(w + ε) : √w + ε
    }

    func cycled(_ momentum: Double, _ clock: inout Clock) -> (any Rule)? {
        var rule = self
        rule.momentum = momentum
        return rule
    }

    func linearised(_ slots: Slots<Point>, _ clock: Clock) -> LinearRule? {
        var nobody = NoProbe()
        let c = coefficients(clock, rate: 1, &nobody)
        return LinearRule(
            gain: Point(1, 1) / divisor(slots, c, &nobody),
            momentum: momentum == 0 ? .none : nesterov ? .nesterov(momentum) : .heavyBall(momentum))
    }
}

extension RMSprop {
    static let card = RuleCard(
        "RMSprop", chapter: .adaptive,
        summary: "the gradient over the root of a running mean of its squares",
        formula: """
            v ← ρ·v + (1−ρ)·g²       w = v, centered: v − ḡ² with ḡ ← ρ·ḡ + (1−ρ)·g
            b ← μ·b + g/(√w + ε)      θ ← θ − η·b              (PyTorch)
            b ← μ·b + η·g/√(w + ε)    θ ← θ − b                (Keras, optax)
            """,
        source: "Hinton, Srivastava & Swersky (2012), Neural Networks for Machine Learning, lecture 6e, slide 29; "
            + "Graves (2013), Generating Sequences with Recurrent Neural Networks, equations 38–45",
        differences: [
            "ρ is 0.9 in Keras and optax, 0.99 (alpha) in PyTorch.",
            "ε is inside the root in Keras (1e-7) and optax, beside it in PyTorch (1e-8).",
            "The momentum buffer holds η·g/√… in Keras and optax, g/√… in PyTorch.",
            "v starts at 1 in TensorFlow 1, autograd and timm's rmsproptf (initial_scale=1 here), so their first steps are short.",
        ],
        rate: PerDialect(0.01, keras: 0.001),
        [
            Hyperparameter(
                "rho", aliases: ["alpha", "decay"], .decayRate, PerDialect(0.9, pytorch: 0.99), "ρ: decay of v"),
            Hyperparameter("momentum", .decayRate, 0, "μ: how much of the buffer is kept"),
            .epsilon(PerDialect(1e-8, keras: 1e-7)),
            Hyperparameter("centered", .flag, 0, "divide by the standard deviation instead"),
            Hyperparameter("nesterov", .flag, 0, "look ahead along the buffer (optax)"),
            Hyperparameter("initial_scale", .nonNegative, 0, "v before the first step (optax)"),
            Hyperparameter("eps_in_sqrt", .flag, PerDialect(1, pytorch: 0, paper: 0), "ε inside the root"),
            Hyperparameter("bias_correction", .flag, 0, "divide v by 1 − ρᵗ (optax)"),
        ]
    ) { s in
        RMSprop(
            ρ: s["rho"], momentum: s["momentum"], ε: s["epsilon"], centered: s.flag("centered"),
            nesterov: s.flag("nesterov"), correctsBias: s.flag("bias_correction"), initialScale: s["initial_scale"],
            εInRoot: s.flag("eps_in_sqrt"), rateInBuffer: s.dialect == .keras || s.dialect == .optax)
    }
}
