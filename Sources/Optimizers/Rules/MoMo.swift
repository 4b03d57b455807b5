import Cards
import RealModule

/// MoMo: momentum at Polyak's rate, for a model of the loss made of all the straight lines met so far.
///
/// f̄, m and γ are means of f, g and ⟨g, θ⟩, so that f̄ − γ + ⟨m, θ⟩ is what those lines say of here; with a lower bound f*
/// τ = min(η, (f̄ − f* − γ + ⟨m, θ⟩)₊/|m|²), θ ← θ − τ·m. MoMo-Adam measures |m| by Adam's preconditioner √v̂ + ε.
///
/// Schaipp et al., "MoMo: Momentum Models for Adaptive Learning Rates" (2023), algorithms 1 and 2; optax 0.2.8.
struct MoMo: TensorRule {
    var looksAtAll: Bool { true }
    /// Decay is part of what the step is measured by.
    var takesDecayMask: Bool { false }
    /// Adam's part.
    struct Preconditioner: Sendable {
        var β2: Double
        var ε: Double
    }

    var β: Double
    /// f*: what is given, and the least that an estimate may be.
    var lowest: Double
    /// Whether f* is estimated on the way.
    var adapts: Bool
    var preconditioner: Preconditioner?

    /// Slot m: mean of gradients; v: second moment.
    var slots: SlotSet { preconditioner == nil ? [.m] : [.m, .v] }

    /// Registers p1: f̄; p2: γ; p3: f*.
    func prepare<S: LaneScalar>(_ block: TensorBlock<S>, _ clock: inout Clock, rate η: Double) {
        clock.p1 = 0
        clock.p2 = 0
        clock.p3 = lowest
    }

    func update<S: LaneScalar, P: Probe>(
        _ block: TensorBlock<S>, _ clock: inout Clock, rate η: Double, _ probe: inout P
    ) {
        let t = Double(clock.step)
        // Without a preconditioner the means begin with the first values; Adam's begin at zero and are corrected.
        let β = preconditioner == nil && t == 1 ? 0 : β
        let correction = preconditioner == nil ? 1 : 1 - Double.pow(β, t)
        let (m, v, θ) = (block.slot(.m), block.slot(.v), block.parameters)
        var (along, line, size) = (0.0, 0.0, 0.0)
        for i in 0..<block.count {
            let g = block.gradient[i]
            m[i] = probe.note(i, "m", "β·m + (1 − β)·g", β * m[i] + (1 - β) * g)
            if let β2 = preconditioner?.β2 {
                v[i] = probe.note(i, "v", "β₂·v + (1 − β₂)·g²", β2 * v[i] + (1 - β2) * (g * g))
            }
            along += Double(g) * Double(θ[i])
            line += Double(m[i]) * Double(θ[i])
            size += Double(m[i]) * Double(m[i] / spread(v, i, t))
        }
        clock.p1 = β * clock.p1 + (1 - β) * block.loss
        clock.p2 = β * clock.p2 + (1 - β) * along
        // 1 + ηλ.
        let pull = 1 + block.decay
        let height = pull * (clock.p1 - clock.p2) + line
        if adapts, height < pull * correction * clock.p3 {
            clock.p3 = Swift.max(height / (2 * correction * pull), lowest)
        }
        let gap = Swift.max(height - pull * correction * clock.p3, 0)
        let rate = size <= Double.ulpOfOne ? 0 : Swift.min(η / correction, gap / size)
        probe.note("f̄", "β·f̄ + (1 − β)·f", scalar: clock.p1)
        probe.note("γ", "β·γ + (1 − β)·⟨g, θ⟩", scalar: clock.p2)
        probe.note("f*", "the lower bound", scalar: clock.p3)
        probe.note("τ", "min(η, (f̄ − f* − γ + ⟨m, θ⟩)₊/|m|²)", scalar: rate)
        for i in 0..<block.count {
            let step = probe.note(i, "step", "τ·m, over √v̂ + ε in MoMo-Adam", rate * (m[i] / spread(v, i, t)))
            θ[i] = θ[i] - (block.decay / pull) * θ[i] - step
        }
        if adapts {
            let reached = (clock.p1 + line - clock.p2 - rate * size / 2) / correction
            clock.p3 = Swift.max(reached, lowest)
        }
    }

    /// √v̂ + ε, or 1.
    private func spread<S: LaneScalar>(_ v: UnsafeMutablePointer<S>, _ i: Int, _ t: Double) -> S {
        guard let preconditioner else { return 1 }
        return √(v[i] / (1 - Double.pow(preconditioner.β2, t))) + preconditioner.ε
    }
}

extension MoMo {
    private static let source =
        "Schaipp, Ohana, Eickenberg, Defazio & Gower (2023), MoMo: Momentum Models for Adaptive Learning Rates"
    private static let bounds = [
        Hyperparameter("lower_bound", .finite, 0, "f*: what the objective cannot fall below"),
        .flag("adapt_lower_bound", "estimate f* on the way, from lower_bound up"),
    ]

    static let card = RuleCard(
        "MoMo", chapter: .tuningFree, aliases: ["momo"],
        summary: "momentum at the rate that would bring its model of the loss down to the lower bound",
        formula: """
            m, f̄, γ: means of g, f and ⟨g, θ⟩      τ = min(η, (f̄ − f* − γ + ⟨m, θ⟩)₊/|m|²)
            θ ← (θ − τ·m) without η·λ/(1 + η·λ)·θ
            """,
        source: source + ", algorithm 1; optax 0.2.8", rate: 1.0, decay: .decoupled,
        [Hyperparameter("beta", .decayRate, 0.9, "β: decay factor of the means")] + bounds
    ) { s in MoMo(β: s["beta"], lowest: s["lower_bound"], adapts: s.flag("adapt_lower_bound")) }

    static let cardAdam = RuleCard(
        "MoMoAdam", chapter: .tuningFree, aliases: ["momo_adam"],
        summary: "Adam at the rate that would bring MoMo's model of the loss down to the lower bound",
        formula: """
            m, f̄, γ: means of g, f and ⟨g, θ⟩ by β₁; D = √v̂ + ε; c = 1 − β₁ᵗ
            τ = min(η/c, (f̄ − c·f* − γ + ⟨m, θ⟩)₊/⟨m, m/D⟩)      θ ← θ − τ·m/D
            """,
        source: source + ", algorithm 2; optax 0.2.8", rate: 0.01, decay: .decoupled,
        [.beta1(), .beta2(), .epsilon(1e-8)] + bounds
    ) { s in
        MoMo(
            β: s["beta_1"], lowest: s["lower_bound"], adapts: s.flag("adapt_lower_bound"),
            preconditioner: Preconditioner(β2: s["beta_2"], ε: s["epsilon"]))
    }
}
