import Answers
import Cards
import Formats
import Numbers
import RealModule

/// Adam in the forms in which PyTorch runs it: equal on paper, and not in their bits.
///
/// loop: one operation after another, m by `lerp`; each result is put into the format of the state. fused: one pass that computes in
/// float32, or better, and puts m, v and θ away once. capturable: as loop, for CUDA graphs; the step number lives on the device as a
/// float32, so the biases are corrected in float32, also where all else is float64.
///
/// PyTorch 2.11, `torch/optim/adam.py`: `_single_tensor_adam`, `_fused_adam`.
struct TorchAdam: CoordinateRule {
    enum Implementation: String, Sendable, CaseIterable { case loop, fused, capturable }
    enum Rounding: String, Sendable, CaseIterable { case nearest, stochastic }

    var β1: Double
    var β2: Double
    var ε: Double
    var implementation = Implementation.loop
    /// What m and v are kept in; nil for the precision of the parameters.
    var state: FloatFormat?
    /// What θ is kept in; nil likewise.
    var weights: FloatFormat?
    var rounding = Rounding.nearest
    /// Of rounding by chance.
    var seed: UInt64 = 0

    var slots: SlotSet { [.m, .v] }

    struct Coefficients: Sendable {
        /// −η/(1−β₁ᵗ).
        var step: Double
        /// √(1−β₂ᵗ).
        var root: Double
        /// Of this step's draws.
        var key: UInt64
    }

    @inline(__always)
    func coefficients<P: Probe>(_ clock: Clock, rate η: Double, _ probe: inout P) -> Coefficients {
        var (correction1, correction2, step, root): (Double, Double, Double, Double)
        if implementation == .capturable {
            let t = Float(clock.step)
            let (one, two) = (1 - Float.pow(Float(β1), t), 1 - Float.pow(Float(β2), t))
            (correction1, correction2) = (Double(one), Double(two))
            (step, root) = (-Double(Float(η) / one), Double(two.squareRoot()))
        } else {
            let t = Double(clock.step)
            (correction1, correction2) = (1 - Double.pow(β1, t), 1 - Double.pow(β2, t))
            (step, root) = (-η / correction1, correction2.squareRoot())
        }
        if isNarrow { (step, root) = (Double(Float(step)), Double(Float(root))) }
        probe.note("1 − β₁ᵗ", "bias correction of m", scalar: correction1)
        probe.note("1 − β₂ᵗ", "bias correction of v", scalar: correction2)
        return Coefficients(
            step: step, root: root, key: (seed &+ UInt64(clock.step)) &* 0xd129_0d3a_5c1b_0a35 &+ seed)
    }

    /// Whether results are put into a narrower format, so that operations are float32's.
    private var isNarrow: Bool { state != nil || weights != nil }

    /// A constant as the operations have it.
    @inline(__always) private func k<V: Lane>(_ constant: Double) -> V {
        isNarrow ? V(constant).single : V(constant)
    }
    /// The result of an operation within a kernel.
    @inline(__always) private func f<V: Lane>(_ x: V) -> V { isNarrow ? x.single : x }

    /// Into the memory of the state.
    @inline(__always) private func kept<V: Lane>(_ x: V, _ key: UInt64) -> V { put(x, state, key) }

    @inline(__always) private func put<V: Lane>(_ x: V, _ format: FloatFormat?, _ key: UInt64) -> V {
        guard let format else { return f(x) }
        return rounding == .stochastic ? x.rounded(to: format, key: key) : x.rounded(to: format)
    }

    /// An operation's result that is nobody's memory: always the nearest number.
    @inline(__always) private func between<V: Lane>(_ x: V) -> V { state.map { x.rounded(to: $0) } ?? f(x) }

    @inline(__always)
    func update<V: Lane, P: Probe>(_ g: V, _ θ: V, _ s: inout Slots<V>, _ c: Coefficients, _ probe: inout P) -> V {
        if implementation == .fused { return fusedUpdate(g, θ, &s, c, &probe) }
        let share: V = k(1 - β1)
        // PyTorch's lerp counts from the nearer end.
        let mean: V = 1 - β1 < 0.5 ? f(s.m + f(share * f(g - s.m))) : f(g - f(f(g - s.m) * k(1 - (1 - β1))))
        s.m = probe.note("m", "m + (1 − β₁)·(g − m), put into its format", kept(mean, c.key &+ 1))
        let faded = probe.note("β₂·v", "put into the format of v", kept(f(k(β2) * s.v), c.key &+ 2))
        s.v = probe.note(
            "v", "β₂·v + (1 − β₂)·g², put into its format", kept(f(faded + f(f(k(1 - β2) * g) * g)), c.key &+ 3))
        let root = between(√s.v)
        let change: V
        if implementation == .capturable {
            let spread = probe.note(
                "(√v̂ + ε)·step", "√v/(√(1 − β₂ᵗ)·step) + ε/step, step = −η/(1 − β₁ᵗ)",
                between(between(root / k(c.root * c.step)) + k(ε / c.step)))
            change = probe.note("u", "m over that", f(s.m / spread))
        } else {
            let spread = probe.note(
                "√v̂ + ε", "√v/√(1 − β₂ᵗ) + ε, put into the format after each", between(between(root / k(c.root)) + k(ε))
            )
            change = probe.note("u", "−η/(1 − β₁ᵗ)·m/(√v̂ + ε)", f(k(c.step) * f(s.m / spread)))
        }
        return put(f(θ + change), weights, c.key &+ 4)
    }

    /// The same with nothing put away before θ has moved.
    @inline(__always)
    private func fusedUpdate<V: Lane, P: Probe>(
        _ g: V, _ θ: V, _ s: inout Slots<V>, _ c: Coefficients, _ probe: inout P
    ) -> V {
        let m = probe.note("m", "β₁·m + (1 − β₁)·g", f(f(k(β1) * s.m) + f(k(1 - β1) * g)))
        let v = probe.note("v", "β₂·v + (1 − β₂)·g²", f(f(k(β2) * s.v) + f(f(k(1 - β2) * g) * g)))
        let spread = probe.note("√v̂ + ε", "√v/√(1 − β₂ᵗ) + ε", f(f(√v / k(c.root)) + k(ε)))
        let change = probe.note("u", "−η/(1 − β₁ᵗ)·m/(√v̂ + ε)", f(f(k(c.step) * m) / spread))
        s.m = probe.note("m kept", "m, put into its format", kept(m, c.key &+ 1))
        s.v = probe.note("v kept", "v, put into its format", kept(v, c.key &+ 2))
        return put(f(θ + change), weights, c.key &+ 4)
    }
}

extension TorchAdam {
    private static let formats = FloatFormat.all.map(\.name)

    /// What stands on the cards of Adam and AdamW beside Adam's own.
    static let hyperparameters: [Hyperparameter] = [
        Hyperparameter(
            "implementation", .choice(of: Implementation.self), .absent("the formula as it stands"),
            "PyTorch's form of a step: operation by operation, in one pass, or with its step number in float32",
            isKeywordOnly: true),
        Hyperparameter(
            "state", .choice(formats), .absent("as precise as the parameters"),
            "the format that m and v are kept in, as PyTorch keeps them for parameters of that format",
            isKeywordOnly: true),
        Hyperparameter(
            "weights", .choice(formats), .absent("as precise as they are"),
            "the format that the parameters are put into",
            isKeywordOnly: true),
        Hyperparameter(
            "rounding", .choice(of: Rounding.self), .absent("nearest"),
            "how m, v and the parameters are put into their formats", isKeywordOnly: true),
        Hyperparameter(
            "rounding_seed", .whole(0, 1e15), .absent("0"), "of rounding by chance", isKeywordOnly: true),
    ]

    /// The rule where one of these was given; nil where none was.
    ///
    /// - Throws: `Mistake` in another dialect, and with terms that these forms do not have here.
    init?(_ s: Settings) throws {
        guard let named = Self.hyperparameters.map(\.name).first(where: s.isGiven) else { return nil }
        guard s.dialect == .pytorch else {
            throw Mistake(
                "\(named) is of PyTorch's implementations", expected: "dialect=\"pytorch\"",
                try: "Adam(\(named)=…, dialect=\"pytorch\")", argument: named)
        }
        let others = ["amsgrad", "nesterov"].filter { s.isGiven($0) && s.flag($0) }
        if let other = others.first ?? (s.flag("bias_correction") ? nil : "bias_correction") {
            throw Mistake("\(named) goes without \(other)", expected: "one of them", argument: other)
        }
        func format(_ name: String) throws -> FloatFormat? {
            try s.text(ifGiven: name).map { try FloatFormat(named: $0) }
        }
        let (state, weights) = (try format("state"), try format("weights"))
        let rounding = s.text(ifGiven: "rounding").flatMap(Rounding.init) ?? .nearest
        guard rounding == .nearest || state != nil || weights != nil else {
            throw Mistake(
                "rounding=\"stochastic\" with nothing to round", expected: "a format of m and v, or of the weights",
                try: "state=\"bfloat16\"", argument: "rounding")
        }
        self.init(
            β1: s["beta_1"], β2: s["beta_2"], ε: s["epsilon"],
            implementation: s.text(ifGiven: "implementation").flatMap(Implementation.init) ?? .loop, state: state,
            weights: weights, rounding: rounding, seed: UInt64(s.number(ifGiven: "rounding_seed") ?? 0))
    }
}
