import Cards

/// SM3: Adagrad with one accumulator per row and one per column of a matrix instead of one per number.
///
/// v = min(row, column) + g²; row and column become the largest v in them; u = g/√(v + 1e-8); m ← μm + (1−μ)u; θ ← θ − ηm.
/// For a vector this is Adagrad with momentum.
///
/// Anil et al., "Memory-Efficient Adaptive Optimization" (2019), algorithm SM3-II; optax 0.2.8.
struct SM3: TensorRule {
    var momentum: Double
    private static let ε = 1e-8

    /// Slot m: momentum; v: accumulators, rows first and then columns for a matrix; a: new accumulators.
    var slots: SlotSet { [.m, .v, .a] }

    static var switches: Switches<Self> {
        [
            "momentum": { $0.momentum = 0 }
        ]
    }

    init(momentum: Double) { self.momentum = momentum }

    func update<S: LaneScalar, P: Probe>(
        _ block: TensorBlock<S>, _ clock: inout Clock, rate η: Double, _ probe: inout P
    ) {
        for tensor in block.layout.tensors {
            block.applyDecay(tensor.range)
            let start = tensor.range.lowerBound
            let (v, new) = (block.slot(.v) + start, block.slot(.a) + start)
            let matrix = MatrixShape(tensor)
            let accumulators = matrix.map { $0.rows + $0.columns } ?? tensor.range.count
            for j in 0..<accumulators { new[j] = S(0 as Double) }
            for i in tensor.range {
                let (row, column) = places(i - start, matrix)
                let g = block.gradient[i]
                let sum = probe.note(i, "v", "min(row, column) + g²", smaller(v[row], v[column]) + g * g)
                new[row] = larger(new[row], sum)
                new[column] = larger(new[column], sum)
                let u = sum > S(0 as Double) ? g / √(sum + SM3.ε) : S(0 as Double)
                let m = block.slot(.m)
                m[i] = probe.note(i, "m", "μ·m + (1 − μ)·g/√(v + ε)", momentum * m[i] + (1 - momentum) * u)
                block.parameters[i] = block.parameters[i] - η * m[i]
            }
            for j in 0..<accumulators { v[j] = new[j] }
        }
    }

    /// The accumulators that cover the i-th number of a tensor.
    private func places(_ i: Int, _ matrix: MatrixShape?) -> (row: Int, column: Int) {
        guard let matrix else { return (i, i) }
        return (i / matrix.columns, matrix.rows + i % matrix.columns)
    }
}

extension SM3 {
    static let card = RuleCard(
        "SM3", chapter: .sparing,
        summary: "Adagrad with accumulators per row and column instead of per number",
        formula: """
            v = min(row, column) + g²      row, column ← the largest v in them
            u = g/√(v + 1e-8)      m ← μ·m + (1−μ)·u      θ ← θ − η·m
            """,
        source: "Anil, Gupta, Koren & Singer (2019), Memory-Efficient Adaptive Optimization, algorithm SM3-II",
        rate: PerDialect(0.01), decay: .decoupled,
        [Hyperparameter("momentum", .decayRate, 0.9, "μ: decay of the momentum")]
    ) { s in SM3(momentum: s["momentum"]) }
}
