import Cards

/// Fromage: steps of a fixed relative size, |Δθ| = η|θ|, and a shrinking that keeps the norm from growing.
///
/// θ ← (θ − η·|θ|/|g|·g)/√(1 + η²), both norms at least min_norm.
///
/// Bernstein et al., "On the distance between two neural networks and the stability of learning" (2020), algorithm 1.
struct Fromage: TensorRule {
    var minNorm: Double

    var slots: SlotSet { [] }

    func update<S: LaneScalar, P: Probe>(
        _ block: TensorBlock<S>, _ clock: inout Clock, rate η: Double, _ probe: inout P
    ) {
        let shrink = 1 / (1 + η * η).squareRoot()
        probe.note("shrink", "1/√(1 + η²)", scalar: shrink)
        let θ = block.parameters
        for tensor in block.layout.tensors {
            block.applyDecay(tensor.range)
            let weight = Swift.max(length(θ, tensor.range), minNorm)
            let ratio = weight / Swift.max(length(block.gradient, tensor.range), minNorm)
            probe.note("trust ratio", "|θ|/|g|, per tensor", scalar: ratio)
            for i in tensor.range {
                θ[i] = shrink * (θ[i] - probe.note(i, "step", "η·|θ|/|g|·g", (η * ratio) * block.gradient[i]))
            }
        }
    }
}

extension Fromage {
    static let card = RuleCard(
        "Fromage", chapter: .layerwise,
        summary: "steps of a fixed relative size",
        formula: "θ ← (θ − η·|θ|/|g|·g)/√(1 + η²), per tensor",
        source: "Bernstein et al. (2020), On the distance between two neural networks and the stability of learning",
        rate: 0.01, decay: .decoupled,
        [Hyperparameter("min_norm", .positive, 1e-6, "both norms count as at least this")]
    ) { s in Fromage(minNorm: s["min_norm"]) }
}
