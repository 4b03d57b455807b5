import Cards

/// LARS: momentum, with each tensor's rate in proportion to its norm over its gradient's.
///
/// u = g + λθ; r = c·|θ|/(|u| + ε), 1 where a norm is 0; b ← μb + η·r·u; θ ← θ − b (Nesterov: θ − (η·r·u + μb)).
///
/// You, Gitman & Ginsburg, "Large Batch Training of Convolutional Networks" (2017), algorithm 1; optax 0.2.8.
struct LARS: TensorRule {
    var momentum: Double
    var nesterov: Bool
    /// c.
    var trust: Double
    var ε: Double
    /// λ inside the trust ratio.
    var decay: Double
    /// The tensors that have a ratio of their own; nil for all.
    var trusted: ParameterMask?

    /// Slot m: the velocity.
    var slots: SlotSet { [.m] }

    static var switches: Switches<Self> {
        [
            "momentum": { $0.momentum = 0 }
        ]
    }

    func fitted(to layout: ParameterLayout) throws -> any Rule {
        var fitted = self
        fitted.trusted = try trusted?.fitted(to: layout)
        return fitted
    }

    func update<S: LaneScalar, P: Probe>(
        _ block: TensorBlock<S>, _ clock: inout Clock, rate η: Double, _ probe: inout P
    ) {
        let (b, θ) = (block.slot(.m), block.parameters)
        for tensor in block.layout.tensors {
            block.applyDecay(tensor.range)
            var square = 0.0
            for i in tensor.range {
                let u = Double(block.gradient[i] + block.masked(decay, at: i) * θ[i])
                square += u * u
            }
            let weight = length(θ, tensor.range)
            let isScaled = weight > 0 && square > 0 && trusted?.contains(tensor) ?? true
            let ratio = isScaled ? trust * weight / (square.squareRoot() + ε) : 1
            probe.note("trust ratio", "c·|θ|/(|g + λ·θ| + ε), per tensor", scalar: ratio)
            for i in tensor.range {
                let u = probe.note(i, "u", "g + λ·θ", block.gradient[i] + block.masked(decay, at: i) * θ[i])
                let step = (η * ratio) * u
                b[i] = probe.note(i, "b", "μ·b + η·r·u", momentum * b[i] + step)
                θ[i] = θ[i] - (nesterov ? step + momentum * b[i] : b[i])
            }
        }
    }
}

extension LARS {
    static let card = RuleCard(
        "LARS", chapter: .layerwise,
        summary: "momentum with each tensor's rate in proportion to its norm over its gradient's",
        formula: "u = g + λ·θ      r = c·|θ|/(|u| + ε)      b ← μ·b + η·r·u      θ ← θ − b",
        source:
            "You, Gitman & Ginsburg (2017), Large Batch Training of Convolutional Networks, algorithm 1; optax 0.2.8",
        rate: 0.1, decay: .inRule,
        [
            Hyperparameter("momentum", .decayRate, 0.9, "μ: how much of the velocity is kept"),
            Hyperparameter("nesterov", .flag, 0, "look ahead along the velocity"),
            Hyperparameter("trust_coefficient", .positive, 0.001, "c: how far a layer is trusted"),
            Hyperparameter("epsilon", aliases: ["eps"], .nonNegative, 0, "beside the gradient's norm"),
            Hyperparameter(
                "trust_ratio_mask", .mask, .absent("None"), "the tensors whose rate follows their norms; else all",
                isKeywordOnly: true),
        ]
    ) { s in
        LARS(
            momentum: s["momentum"], nesterov: s.flag("nesterov"), trust: s["trust_coefficient"], ε: s["epsilon"],
            decay: s["weight_decay"], trusted: s.thing(ifGiven: "trust_ratio_mask"))
    }
}
