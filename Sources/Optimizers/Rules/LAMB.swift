import Cards

/// LAMB: Adam's direction, scaled in each tensor to the tensor's own norm.
///
/// u = m̂/(√v̂ + ε) + λθ (λ inside in optax, decoupled in Keras); θ ← θ − η·|θ|/|u|·u, the ratio 1 where a norm is 0.
///
/// You et al., "Large Batch Optimization for Deep Learning: Training BERT in 76 minutes" (2020), algorithm 2.
struct LAMB: TensorRule {
    var β1: Double
    var β2: Double
    var ε: Double
    var εRoot = 0.0
    /// λ inside the trust ratio.
    var decay: Double
    /// The largest ratio, and the largest |θ| that counts.
    var largestRatio = Double.infinity
    var largestNorm = Double.infinity
    var usesTrust = true

    /// Slots m and v: the moments; a: the direction u of the present step.
    var slots: SlotSet { [.m, .v, .a] }

    static var switches: Switches<Self> {
        [
            "trust_ratio": { $0.usesTrust = false },
            "momentum": { $0.β1 = 0 },
        ]
    }

    /// Registers p1 and p2: β₁ᵗ and β₂ᵗ.
    func update<S: LaneScalar, P: Probe>(
        _ block: TensorBlock<S>, _ clock: inout Clock, rate η: Double, _ probe: inout P
    ) {
        clock.p1 = Clock.decayed(clock.p1, by: β1)
        clock.p2 = Clock.decayed(clock.p2, by: β2)
        let correction1 = 1 - clock.p1
        let correction2 = 1 - clock.p2
        probe.note("1 − β₁ᵗ", "bias correction of m", scalar: correction1)
        probe.note("1 − β₂ᵗ", "bias correction of v", scalar: correction2)
        let (m, v, u, θ) = (block.slot(.m), block.slot(.v), block.slot(.a), block.parameters)
        for tensor in block.layout.tensors {
            block.applyDecay(tensor.range)
            for i in tensor.range {
                let g = block.gradient[i]
                m[i] = probe.note(i, "m", "β₁·m + (1 − β₁)·g", β1 * m[i] + (1 - β1) * g)
                v[i] = probe.note(i, "v", "β₂·v + (1 − β₂)·g²", β2 * v[i] + (1 - β2) * (g * g))
                let direction = (m[i] / correction1) / (√(v[i] / correction2 + εRoot) + ε)
                u[i] = probe.note(i, "u", "m̂/(√v̂ + ε) + λ·θ", direction + block.masked(decay, at: i) * θ[i])
            }
            let weight = Swift.min(length(θ, tensor.range), largestNorm)
            let size = length(u, tensor.range)
            let trust = usesTrust && weight > 0 && size > 0 ? Swift.min(weight / size, largestRatio) : 1
            probe.note("trust ratio", "|θ|/|u|, per tensor", scalar: trust)
            for i in tensor.range { θ[i] = θ[i] - (η * trust) * u[i] }
        }
    }
}

extension LAMB {
    static let card = RuleCard(
        "LAMB", chapter: .layerwise, aliases: ["Lamb"],
        summary: "Adam's direction, scaled in each tensor to the tensor's own norm",
        formula: "u = m̂/(√v̂ + ε) + λ·θ      θ ← θ − η·|θ|/|u|·u, per tensor",
        source: "You et al. (2020), Large Batch Optimization for Deep Learning, algorithm 2",
        differences: [
            "λ is inside the trust ratio in optax and the paper, decoupled in Keras; ε 1e-7 in Keras, 1e-6 else.",
            "fastai's ratio is at most 10 (max_ratio=10); torch-optimizer takes |θ| for at most 10 (max_norm_of_weights=10).",
        ],
        rate: 0.001, decay: .inRule,
        [
            .beta1(), .beta2(), .epsilon(PerDialect(1e-6, keras: 1e-7)),
            Hyperparameter("eps_root", .nonNegative, 0, "optax's ε inside the root"),
            Hyperparameter("max_ratio", .positive, .absent("None"), "the largest trust ratio"),
            Hyperparameter("max_norm_of_weights", .positive, .absent("None"), "the largest |θ| that counts"),
        ]
    ) { s in
        LAMB(
            β1: s["beta_1"], β2: s["beta_2"], ε: s["epsilon"], εRoot: s["eps_root"], decay: s["weight_decay"],
            largestRatio: s.number(ifGiven: "max_ratio") ?? .infinity,
            largestNorm: s.number(ifGiven: "max_norm_of_weights") ?? .infinity)
    }
}
