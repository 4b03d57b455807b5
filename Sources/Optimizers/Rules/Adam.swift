import Answers
import Cards
import Numbers
import RealModule

/// Adam: a mean of gradients divided by the root of a mean of their squares, both corrected for starting at zero.
///
/// m ← β₁m + (1−β₁)g; v ← β₂v + (1−β₂)g²; m̂ = m/(1−β₁ᵗ), v̂ = v/(1−β₂ᵗ).
/// PyTorch and optax: θ ← θ − η·m̂/(√v̂ + ε). Keras: θ ← θ − η·√(1−β₂ᵗ)/(1−β₁ᵗ)·m/(√v + ε̂), the paper's
/// ε̂ form, in which the same ε counts 1/√(1−β₂ᵗ) times as much: 31.6 times at t = 1.
/// AMSGrad divides by the largest v so far (optax: by the largest v̂).
///
/// Kingma & Ba, "Adam: A Method for Stochastic Optimization" (2015), algorithm 1 and end of section 2;
/// Reddi, Kale & Kumar, "On the Convergence of Adam and Beyond" (2018).
struct Adam: CorrectedMomentRule {
    var β1: Double
    var β2: Double
    var ε: Double
    /// optax's ε_root, inside the root.
    var εRoot = 0.0
    var amsgrad: AMSGrad = .off
    /// Keras: ε is added to √v rather than to √v̂.
    var hatForm: Bool
    var correctsBias = true
    var scales = true

    enum AMSGrad: Sendable { case off, ofRaw, ofCorrected }

    /// Slots m and v: the moments; a: the largest v (or v̂) so far.
    var slots: SlotSet { amsgrad == .off ? [.m, .v] : [.m, .v, .a] }

    static var switches: Switches<Self> {
        [
            "bias_correction": { $0.correctsBias = false },
            "momentum": { $0.β1 = 0 },
            "second_moment": { $0.scales = false },
            "epsilon": {
                $0.ε = 0
                $0.εRoot = 0
            },
        ]
    }

    struct Coefficients: Sendable {
        /// η/(1−β₁ᵗ), in the ε̂ form times √(1−β₂ᵗ).
        var rate: Double
        /// √(1−β₂ᵗ), in the ε̂ form 1.
        var root: Double
        /// 1−β₂ᵗ.
        var correction2: Double
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
        let root = correction2.squareRoot()
        probe.note("1 − β₁ᵗ", "bias correction of m", scalar: correction1)
        probe.note("1 − β₂ᵗ", "bias correction of v", scalar: correction2)
        guard scales else { return Coefficients(rate: η / correction1, root: 1, correction2: correction2) }
        guard hatForm else { return Coefficients(rate: η / correction1, root: root, correction2: correction2) }
        let α = η * root / correction1
        probe.note("α", "η·√(1 − β₂ᵗ)/(1 − β₁ᵗ)", scalar: α)
        return Coefficients(rate: α, root: 1, correction2: correction2)
    }

    @inline(__always)
    func update<V: Lane, P: Probe>(_ g: V, _ θ: V, _ s: inout Slots<V>, _ c: Coefficients, _ probe: inout P) -> V {
        s.m = probe.note("m", "β₁·m + (1 − β₁)·g", β1 * s.m + (1 - β1) * g)
        s.v = probe.note("v", "β₂·v + (1 − β₂)·g²", β2 * s.v + (1 - β2) * (g * g))
        guard scales else { return θ - c.rate * s.m }
        let spread: V = spread(&s, c, &probe)
        let u = probe.note("u", hatForm ? "m/(√v + ε)" : "m/(√v̂ + ε)", s.m / (spread + ε))
        return θ - c.rate * u
    }

    /// √v̂, or √v in the ε̂ form.
    @inline(__always)
    private func spread<V: Lane, P: Probe>(_ s: inout Slots<V>, _ c: Coefficients, _ probe: inout P) -> V {
        switch amsgrad {
        case .ofCorrected:
            s.a = probe.note("v̂ max", "max(v̂ max, v/(1 − β₂ᵗ))", larger(s.a, s.v / c.correction2))
            return √(s.a + εRoot)
        case .ofRaw:
            s.a = probe.note("v max", "max(v max, v)", larger(s.a, s.v))
            return probe.note(
                hatForm ? "√v max" : "√v̂", hatForm ? "root of v max" : "√(v max)/√(1 − β₂ᵗ)", √s.a / c.root)
        case .off:
            if εRoot != 0 { return √(s.v / c.correction2 + εRoot) }
            // In the ε̂ form the quotient is √v itself: a division spared.
            return probe.note(
                hatForm ? "√v" : "√v̂", hatForm ? "root of v" : "√v/√(1 − β₂ᵗ)",
                c.root == 1 ? √s.v : √s.v / c.root)
        }
    }

    func linearised(_ slots: Slots<Point>, _ clock: Clock) -> LinearRule? {
        var probe = NoProbe()
        let c = coefficients(clock, rate: 1, &probe)
        var s = slots
        let divisor = scales ? spread(&s, c, &probe) + Point(repeating: ε) : Point(1, 1)
        return LinearRule(gain: (1 - β1) * c.rate * (Point(1, 1) / divisor), momentum: .heavyBall(β1))
    }
}

extension Adam {
    private static let formula = """
        m ← β₁·m + (1−β₁)·g      v ← β₂·v + (1−β₂)·g²
        m̂ = m/(1−β₁ᵗ)            v̂ = v/(1−β₂ᵗ)
        θ ← θ − η·m̂/(√v̂ + ε)                              (PyTorch, optax, paper)
        θ ← θ − η·√(1−β₂ᵗ)/(1−β₁ᵗ)·m/(√v + ε)             (Keras)
        """

    private static let hyperparameters: [Hyperparameter] = [
        .beta1(), .beta2(), .epsilon(PerDialect(1e-8, keras: 1e-7)),
        Hyperparameter("amsgrad", .flag, 0, "divide by the largest second moment so far"),
        Hyperparameter("eps_root", .nonNegative, 0, "optax's ε inside the root"),
        .flag("nesterov", "optax's Nadam, with Nesterov's look-ahead"),
        Hyperparameter("bias_correction", .flag, 1, "divide m by 1 − β₁ᵗ and v by 1 − β₂ᵗ; MLX does not by default"),
    ]

    private static let all = hyperparameters + TorchAdam.hyperparameters

    private static let correctionDifference =
        "MLX corrects no bias unless asked to (bias_correction=False here): its first step is η·(1−β₁)/√(1−β₂), 3.16·η."

    private static let epsilonDifference =
        "Keras adds ε to √v before the bias correction (the paper's ε̂), PyTorch and optax after it: in the first step "
        + "Keras's ε counts 31.6 times as much."

    private static func make(_ s: Settings, amsgrad: Bool, hasForms: Bool = true) throws -> any Rule {
        if hasForms, let form = try TorchAdam(s) { return form }
        if s.flag("nesterov") {
            guard !amsgrad, s.flag("bias_correction") else {
                throw Mistake(
                    "nesterov goes with neither amsgrad nor bias_correction=False", expected: "one of them",
                    try: "Nadam()", argument: "nesterov")
            }
            return Nadam(
                β1: s["beta_1"], β2: s["beta_2"], ε: s["epsilon"], εRoot: s["eps_root"], momentumDecay: nil)
        }
        return Adam(
            β1: s["beta_1"], β2: s["beta_2"], ε: s["epsilon"], εRoot: s["eps_root"],
            amsgrad: amsgrad ? (s.dialect == .optax || s.dialect == .paper ? .ofCorrected : .ofRaw) : .off,
            hatForm: s.dialect == .keras, correctsBias: s.flag("bias_correction"))
    }

    static let card = RuleCard(
        "Adam", chapter: .adam,
        summary: "steps of nearly equal size in every coordinate, from means of the gradient and of its square",
        formula: formula,
        source: "Kingma & Ba (2015), Adam: A Method for Stochastic Optimization, algorithm 1",
        differences: [
            epsilonDifference,
            "amsgrad keeps the largest raw v in PyTorch and Keras, the largest corrected v̂ in optax: different from step 2.",
            "weight_decay is decoupled in Keras (so Keras's Adam with it is AdamW) and added to the gradient in PyTorch.",
            correctionDifference,
            "fastai's Adam is AdamW with β₂ 0.99, ε 1e-5 and λ 0.01; bitsandbytes's takes amsgrad=True and ignores it.",
        ],
        rate: 0.001, all
    ) { try make($0, amsgrad: $0.flag("amsgrad")) }

    static let cardW = RuleCard(
        "AdamW", chapter: .adam,
        summary: "Adam with weight decay beside the update instead of inside the gradient",
        formula: "θ ← θ − η·λ·θ, then as Adam:\n" + formula,
        source: "Loshchilov & Hutter (2019), Decoupled Weight Decay Regularization, algorithm 2",
        differences: [
            epsilonDifference,
            "The default λ is 0.004 in Keras, 0.01 in PyTorch, 1e-4 in optax.",
            correctionDifference,
        ],
        rate: 0.001, weightDecay: PerDialect(0.01, keras: 0.004, optax: 1e-4), decay: .decoupled, all
    ) { try make($0, amsgrad: $0.flag("amsgrad")) }

    static let cardAMSGrad = RuleCard(
        "AMSGrad", chapter: .adam,
        summary: "Adam that divides by the largest second moment so far, so that its rate never grows again",
        formula: formula + "\nwith v max in place of v: the largest v (PyTorch, Keras) or v̂ (optax, paper) so far",
        source: "Reddi, Kale & Kumar (2018), On the Convergence of Adam and Beyond, algorithm 2",
        differences: ["PyTorch and Keras keep the largest raw v, optax the largest v̂: different from step 2."],
        rate: 0.001, hyperparameters.filter { $0.name != "amsgrad" }
    ) { try make($0, amsgrad: true, hasForms: false) }
}
