import Cards

/// NovoGrad: one second moment per tensor, momentum of normalised gradients.
///
/// v ← β₂v + (1−β₂)|g|² (first v = |g|²); m ← β₁m + (g/(√v + ε) + λθ), without a factor 1−β₁; θ ← θ − ηm.
///
/// Ginsburg et al., "Stochastic Gradient Methods with Layer-wise Adaptive Moments" (2019), algorithm 1; optax 0.2.8.
struct NovoGrad: TensorRule {
    var β1: Double
    var β2: Double
    var ε: Double
    var εRoot = 0.0
    /// λ inside the momentum.
    var decay: Double

    /// Slot m: momentum; v: the tensor's second moment, in its first coordinate.
    var slots: SlotSet { [.m, .v] }

    func update<S: LaneScalar, P: Probe>(
        _ block: TensorBlock<S>, _ clock: inout Clock, rate η: Double, _ probe: inout P
    ) {
        let (m, v, θ) = (block.slot(.m), block.slot(.v), block.parameters)
        for tensor in block.layout.tensors where !tensor.range.isEmpty {
            block.applyDecay(tensor.range)
            let size = length(block.gradient, tensor.range)
            let first = tensor.range.lowerBound
            v[first] = S(clock.step == 1 ? size * size : β2 * Double(v[first]) + (1 - β2) * size * size)
            let divisor = √(v[first] + εRoot) + ε
            probe.note("v", "β₂·v + (1 − β₂)·|g|², per tensor", scalar: Double(v[first]))
            for i in tensor.range {
                let u = block.gradient[i] / divisor + block.masked(decay, at: i) * θ[i]
                m[i] = probe.note(i, "m", "β₁·m + g/(√v + ε) + λ·θ", β1 * m[i] + u)
                θ[i] = θ[i] - η * m[i]
            }
        }
    }
}

extension NovoGrad {
    static let card = RuleCard(
        "NovoGrad", chapter: .layerwise, aliases: ["Novograd"],
        summary: "momentum of gradients normalised by one second moment per tensor",
        formula: "v ← β₂·v + (1−β₂)·|g|² (first v = |g|²)      m ← β₁·m + g/(√v + ε) + λ·θ      θ ← θ − η·m",
        source: "Ginsburg et al. (2019), Stochastic Gradient Methods with Layer-wise Adaptive Moments; optax 0.2.8",
        differences: ["The momentum has no factor 1 − β₁, so the step in steady state is 1/(1−β₁) times the rate."],
        rate: 0.001, decay: .inRule,
        [
            .beta1(), .beta2(0.25), .epsilon(1e-6),
            Hyperparameter("eps_root", .nonNegative, 0, "ε inside the root"),
        ]
    ) { s in
        NovoGrad(β1: s["beta_1"], β2: s["beta_2"], ε: s["epsilon"], εRoot: s["eps_root"], decay: s["weight_decay"])
    }
}
