import Cards

/// Muon: momentum, with each matrix's step replaced by the nearest orthogonal one (five Newton–Schulz iterations).
///
/// m ← μm + (1−μ)g; u = (1−μ)g + μm (Nesterov) or m; X = u/|u|, then five times X ← aX + (bA + cA²)X with A = XXᵀ;
/// θ ← θ − η·√max(1, rows/columns)·X. A vector counts as one row, so that its step has length close to η.
///
/// Jordan et al., "Muon: An optimizer for hidden layers in neural networks" (2024); PyTorch `Muon` (which works in
/// bfloat16: here the arithmetic is that of the parameters).
struct Muon: TensorRule {
    var momentum: Double
    var nesterov: Bool
    var ε: Double
    var iterations: Int
    var a = 3.4445
    var b = -4.775
    var c = 2.0315

    /// Slot m: momentum; v: X; a and b: products.
    var slots: SlotSet { [.m, .v, .a, .b] }
    var terms: [String] { ["momentum", "nesterov", "orthogonalisation"] }

    func without(_ term: String) -> (any Rule)? {
        var rule = self
        switch term {
        case "momentum": rule.momentum = 0
        case "nesterov": rule.nesterov = false
        case "orthogonalisation": rule.iterations = 0
        default: return nil
        }
        return rule
    }

    func update<S: LaneScalar, P: Probe>(
        _ block: TensorBlock<S>, _ clock: inout Clock, rate η: Double, _ probe: inout P
    ) {
        let (m, x) = (block.slot(.m), block.slot(.v))
        for tensor in block.layout.tensors where !tensor.range.isEmpty {
            block.applyDecay(tensor.range)
            let matrix = MatrixShape(tensor)
            let (rows, columns) = (matrix?.rows ?? 1, matrix?.columns ?? tensor.range.count)
            for i in tensor.range {
                let g = block.gradient[i]
                m[i] = probe.note(i, "m", "μ·m + (1 − μ)·g", momentum * m[i] + (1 - momentum) * g)
                x[i] = nesterov ? (1 - momentum) * g + momentum * m[i] : m[i]
                x[i] = probe.note(i, "u", "(1 − μ)·g + μ·m", x[i])
            }
            orthogonalise(block, tensor.range.lowerBound, rows, columns)
            let scale = Swift.max(1, Double(rows) / Double(columns)).squareRoot()
            for i in tensor.range {
                let step = probe.note(i, "X", "u made orthogonal", x[i])
                block.parameters[i] = block.parameters[i] - (η * scale) * step
            }
        }
    }

    /// Newton–Schulz on slot v, seen as a matrix with no more rows than columns.
    private func orthogonalise<S: LaneScalar>(_ block: TensorBlock<S>, _ start: Int, _ rows: Int, _ columns: Int) {
        let x = block.slot(.v) + start
        let (gram, square) = (block.slot(.a) + start, block.slot(.b) + start)
        let n = Swift.min(rows, columns)
        let long = Swift.max(rows, columns)
        // Element (r, c) of the lying matrix: of x itself, or of its transpose when that is the lying one.
        let (down, across) = rows <= columns ? (columns, 1) : (1, columns)
        let size = S(Swift.max(length(x, 0..<(rows * columns)), ε))
        for i in 0..<(rows * columns) { x[i] = x[i] / size }
        for _ in 0..<iterations {
            for r in 0..<n {
                for q in 0..<n {
                    var sum = S(0 as Double)
                    for k in 0..<long { sum = sum + x[r * down + k * across] * x[q * down + k * across] }
                    gram[r * n + q] = sum
                }
            }
            for r in 0..<n {
                for q in 0..<n {
                    var sum = S(0 as Double)
                    for k in 0..<n { sum = sum + gram[r * n + k] * gram[k * n + q] }
                    square[r * n + q] = b * gram[r * n + q] + c * sum
                }
            }
            for r in 0..<n {
                for k in 0..<long {
                    var sum = S(0 as Double)
                    for q in 0..<n { sum = sum + square[r * n + q] * x[q * down + k * across] }
                    gram[r * long + k] = a * x[r * down + k * across] + sum
                }
            }
            for r in 0..<n { for k in 0..<long { x[r * down + k * across] = gram[r * long + k] } }
        }
    }
}

extension Muon {
    static let card = RuleCard(
        "Muon", chapter: .layerwise,
        summary: "momentum whose step is made orthogonal, matrix by matrix",
        formula: """
            m ← μ·m + (1−μ)·g      u = (1−μ)·g + μ·m      X = u/|u|
            five times X ← a·X + (b·A + c·A²)·X, A = X·Xᵀ      θ ← θ − η·√max(1, rows/columns)·X
            """,
        source: "Jordan et al. (2024), Muon: An optimizer for hidden layers in neural networks; PyTorch Muon",
        differences: [
            "PyTorch iterates in bfloat16; here in the parameters' own precision. A vector counts as one row."
        ],
        rate: PerDialect(0.02, pytorch: 0.001), weightDecay: PerDialect(0, pytorch: 0.1), decay: .decoupled,
        [
            Hyperparameter("momentum", .decayRate, 0.95, "μ: how much of the momentum is kept"),
            Hyperparameter("nesterov", .flag, 1, "mix the gradient in once more"),
            Hyperparameter("ns_steps", .whole(atLeast: 0), 5, "Newton–Schulz iterations"),
            Hyperparameter("epsilon", aliases: ["eps"], .positive, 1e-7, "the smallest norm of u"),
            Hyperparameter("ns_a", .finite, 3.4445, "a of the iteration"),
            Hyperparameter("ns_b", .finite, -4.775, "b of the iteration"),
            Hyperparameter("ns_c", .finite, 2.0315, "c of the iteration"),
        ]
    ) { s in
        Muon(
            momentum: s["momentum"], nesterov: s.flag("nesterov"), ε: s["epsilon"], iterations: s.whole("ns_steps"),
            a: s["ns_a"], b: s["ns_b"], c: s["ns_c"])
    }
}
