import Cards
import Numbers

/// Stochastic gradient descent with momentum μ, dampening τ and Nesterov's look-ahead.
///
/// PyTorch: b ← μb + (1−τ)g (first b = g); θ ← θ − ηb, Nesterov θ ← θ − η(g + μb).
/// Keras: v ← μv − ηg; θ ← θ + v, Nesterov θ ← θ + μv − ηg. The same while η is constant; after a change of rate
/// PyTorch rescales the whole past and Keras does not.
///
/// Polyak, "Some methods of speeding up the convergence of iteration methods" (1964);
/// Sutskever et al., "On the importance of initialization and momentum in deep learning" (2013).
struct SGD: CoordinateRule {
    var momentum: Double
    var dampening: Double
    var nesterov: Bool
    /// Whether the rate is inside the velocity (Keras) or multiplies it (PyTorch, optax).
    var rateInVelocity: Bool
    /// Whether the first step is dampened too, with a velocity of 0 before it.
    var dampensFirst = false

    /// Slot m: the velocity.
    var slots: SlotSet { [.m] }
    var terms: [String] { nesterov ? ["momentum", "nesterov"] : ["momentum"] }

    static var switches: Switches<Self> {
        [
            "momentum": { $0.momentum = 0 },
            "nesterov": { $0.nesterov = false },
        ]
    }

    struct Coefficients: Sendable {
        var η: Double
        /// 1 − τ, but 1 in the first step unless that is dampened too.
        var share: Double
    }

    @inline(__always)
    func coefficients<P: Probe>(_ clock: Clock, rate η: Double, _ probe: inout P) -> Coefficients {
        Coefficients(η: η, share: clock.step == 1 && !dampensFirst ? 1 : 1 - dampening)
    }

    @inline(__always)
    func update<V: Lane, P: Probe>(_ g: V, _ θ: V, _ s: inout Slots<V>, _ c: Coefficients, _ probe: inout P) -> V {
        if rateInVelocity {
            s.m = probe.note("v", "μ·v − η·(1−τ)·g", momentum * s.m - (c.η * c.share) * g)
            return nesterov ? θ + probe.note("step", "μ·v − η·g", momentum * s.m - c.η * g) : θ + s.m
        }
        s.m = probe.note("b", "μ·b + (1−τ)·g", momentum * s.m + c.share * g)
        let u = nesterov ? probe.note("u", "g + μ·b", g + momentum * s.m) : s.m
        return θ - c.η * u
    }

    func cycled(_ momentum: Double, _ clock: inout Clock) -> (any Rule)? {
        var rule = self
        rule.momentum = momentum
        return rule
    }

    func linearised(_ slots: Slots<Point>, _ clock: Clock) -> LinearRule? {
        LinearRule(
            gain: Point(repeating: 1 - dampening),
            momentum: nesterov ? .nesterov(momentum) : .heavyBall(momentum))
    }
}

extension SGD {
    static let card = RuleCard(
        "SGD", chapter: .gradient,
        summary: "gradient descent with momentum, optionally Nesterov's",
        formula: """
            b ← μ·b + (1−τ)·g        θ ← θ − η·b              (PyTorch, optax)
            v ← μ·v − η·g            θ ← θ + v                (Keras)
            nesterov=True:           θ ← θ − η·(g + μ·b)
            """,
        source: "Polyak (1964), Some methods of speeding up the convergence of iteration methods; "
            + "Sutskever, Martens, Dahl & Hinton (2013), On the importance of initialization and momentum",
        differences: [
            "Keras keeps η inside the velocity, PyTorch and optax outside: equal while η is constant, but after a change "
                + "of rate PyTorch rescales the whole past and Keras does not.",
            "Dampening exists in PyTorch alone and is not applied in the first step; MLX, torch-optimi and autograd dampen that "
                + "too (dampens_first=True).",
            "weight_decay is decoupled in Keras and added to the gradient in PyTorch: the same without momentum, not with it.",
        ],
        rate: PerDialect(0.01, pytorch: 0.001),
        [
            Hyperparameter("momentum", .decayRate, 0, "μ: how much of the velocity is kept"),
            Hyperparameter("dampening", .share, 0, "τ: how much of a new gradient is held back (PyTorch)"),
            Hyperparameter("nesterov", .flag, 0, "look ahead along the velocity"),
            .flag("dampens_first", "hold back the first gradient too"),
        ]
    ) { s in
        guard s["momentum"] != 0 else { return GradientDescent() }
        return SGD(
            momentum: s["momentum"], dampening: s["dampening"], nesterov: s.flag("nesterov"),
            rateInVelocity: s.dialect == .keras, dampensFirst: s.flag("dampens_first"))
    }
}
