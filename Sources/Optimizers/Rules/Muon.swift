import Answers
import Cards
import RealModule

/// Muon: momentum, with each matrix's step replaced by the nearest orthogonal one (five Newton–Schulz iterations).
///
/// m ← μm + (1−μ)g; u = (1−μ)g + μm (Nesterov) or m; X = u/|u|, then five times X ← aX + (bA + cA²)X with A = XXᵀ;
/// θ ← θ − η·s·X, s from the shape alone. What is no matrix is moved by Adam in its place.
///
/// Jordan et al., "Muon: An optimizer for hidden layers in neural networks" (2024); Liu et al., "Muon is Scalable for LLM
/// Training" (2025) for the length 0.2·√max(rows, columns).
struct Muon: TensorRule {
    /// s, the length of a matrix's step in units of η.
    enum Length: Sendable {
        /// √max(1, outputs/inputs).
        case original
        /// This times √max(outputs, inputs): as long as an Adam step usually is.
        case matchingAdam(Double)
        case one
    }

    /// Who moves what is no matrix.
    enum Companion: Sendable {
        case adam(Adam)
        case nadam(Nadam)
        /// Nobody: such a tensor is refused.
        case nobody
    }

    var momentum: Double
    var nesterov: Bool
    var iterations: Int
    var polynomial: (a: Double, b: Double, c: Double)
    var ε: Double
    /// Whether ε is added to |u|, or is the least that |u| is taken for.
    var addsε = false
    /// optax: m and g are divided by what they lack for having started at zero.
    var correctsBias = false
    /// PyTorch: X is rounded to eight bits of mantissa after every operation.
    var bfloat16 = false
    var length: Length
    var companion: Companion
    /// The companion's rate in units of η.
    var companionRate = 1.0
    /// λ of what the companion moves.
    var companionDecay = 0.0
    /// Whether a tensor with more than two axes is a matrix, its last axis against all others.
    var flattens = false
    /// Tensors whose name contains one of these are the companion's, whatever their shape.
    var excluded: [String] = []
    var excludesEmbeddings = false

    /// Slot m: momentum; v: X (the companion's second moment); a and b: products.
    var slots: SlotSet { [.m, .v, .a, .b] }

    static var switches: Switches<Self> {
        [
            "momentum": { $0.momentum = 0 },
            "nesterov": { $0.nesterov = false },
            "orthogonalisation": { $0.iterations = 0 },
        ]
    }

    var isLong: Bool { true }

    func refusal(of tensor: ParameterLayout.Tensor) -> Mistake? {
        guard case .nobody = companion, !isMatrix(tensor) else { return nil }
        return Mistake(
            "PyTorch's Muon moves matrices only, and \(tensor.name) has the shape \(tensor.shape)",
            expected: "parameters with two axes, or the form of a framework that moves the others by Adam",
            try: "Muon(dialect=\"keras\")")
    }

    private func isMatrix(_ tensor: ParameterLayout.Tensor) -> Bool {
        guard tensor.shape.count == 2 || flattens && tensor.shape.count > 2 else { return false }
        if excludesEmbeddings, tensor.name.lowercased().contains("embedding") { return false }
        return !excluded.contains { tensor.name.contains($0) }
    }

    func prepare<S: LaneScalar>(_ block: TensorBlock<S>, _ clock: inout Clock, rate η: Double) {
        if case .nadam(let rule) = companion { rule.prepare(&clock) }
    }

    /// The registers are the companion's.
    func update<S: LaneScalar, P: Probe>(
        _ block: TensorBlock<S>, _ clock: inout Clock, rate η: Double, _ probe: inout P
    ) {
        let matrices = block.layout.tensors.filter { !$0.range.isEmpty && isMatrix($0) }
        for tensor in matrices {
            guard prepareMove(tensor, block, clock, &probe) else {
                clock.step -= 1
                return
            }
        }
        for tensor in matrices { move(tensor, block, rate: η, &probe) }
        switch companion {
        case .adam(let rule): accompany(rule, block, &clock, rate: η, &probe)
        case .nadam(let rule): accompany(rule, block, &clock, rate: η, &probe)
        case .nobody: break
        }
    }

    private func accompany<S: LaneScalar, P: Probe, R: CoordinateRule>(
        _ rule: R, _ block: TensorBlock<S>, _ clock: inout Clock, rate η: Double, _ probe: inout P
    ) {
        let others = block.layout.tensors.filter { !isMatrix($0) }
        guard !others.isEmpty else { return }
        var block = block
        (block.decay, block.decays) = (η * companionDecay, nil)
        rule.advance(&clock)
        let c = rule.coefficients(clock, rate: η * companionRate, &probe)
        for tensor in others { rule.sweep(tensor.range, of: block, c, &probe) }
    }

    /// X in slot v, nothing else changed; false when the work was stopped on the way.
    private func prepareMove<S: LaneScalar, P: Probe>(
        _ tensor: ParameterLayout.Tensor, _ block: TensorBlock<S>, _ clock: Clock, _ probe: inout P
    ) -> Bool {
        let (m, x) = (block.slot(.m), block.slot(.v))
        let columns = tensor.shape.last ?? 1
        let rows = tensor.range.count / columns
        let t = Double(clock.step)
        let ofGradient = correctsBias ? 1 / (1 - Double.pow(momentum, t)) : 1
        let ofMomentum = correctsBias ? 1 / (1 - Double.pow(momentum, nesterov ? t + 1 : t)) : 1
        for i in tensor.range {
            let g = block.gradient[i]
            let mean = ofMomentum * probe.note(i, "m", "μ·m + (1 − μ)·g", momentum * m[i] + (1 - momentum) * g)
            let u = nesterov ? (ofGradient * (1 - momentum)) * g + momentum * mean : mean
            x[i] = rounded(probe.note(i, "u", nesterov ? "(1 − μ)·g + μ·m" : "m", u))
        }
        return orthogonalise(block, tensor.range.lowerBound, rows, columns)
    }

    private func move<S: LaneScalar, P: Probe>(
        _ tensor: ParameterLayout.Tensor, _ block: TensorBlock<S>, rate η: Double, _ probe: inout P
    ) {
        let (m, x) = (block.slot(.m), block.slot(.v))
        let columns = tensor.shape.last ?? 1
        let scale = scale(tensor.range.count / columns, columns)
        probe.note("length", "of X's step in units of η, from the shape", scalar: scale)
        block.applyDecay(tensor.range)
        for i in tensor.range {
            m[i] = momentum * m[i] + (1 - momentum) * block.gradient[i]
            let step = probe.note(i, "X", "u made orthogonal", x[i])
            block.parameters[i] = block.parameters[i] - (η * scale) * step
        }
    }

    /// Rows are inputs and columns outputs, as in Keras's kernels.
    private func scale(_ rows: Int, _ columns: Int) -> Double {
        switch length {
        case .original: Swift.max(1, Double(columns) / Double(rows)).squareRoot()
        case .matchingAdam(let share): share * Double(Swift.max(rows, columns)).squareRoot()
        case .one: 1
        }
    }

    /// Newton–Schulz on slot v, seen as a matrix with no more rows than columns; false when the work was stopped on the way.
    private func orthogonalise<S: LaneScalar>(
        _ block: TensorBlock<S>, _ start: Int, _ rows: Int, _ columns: Int
    ) -> Bool {
        let work = block.work
        let (a, b, c) = polynomial
        let x = block.slot(.v) + start
        let (gram, square) = (block.slot(.a) + start, block.slot(.b) + start)
        let n = Swift.min(rows, columns)
        let long = Swift.max(rows, columns)
        let norm = rounded(S(Optimizers.length(x, 0..<(rows * columns))))
        let size = addsε ? norm + ε : larger(norm, rounded(S(ε)))
        for i in 0..<(rows * columns) { x[i] = rounded(x[i] / size) }
        let isLying = rows <= columns
        for _ in 0..<iterations {
            // A = X·Xᵀ, A², and (b·A + c·A²)·X, each with its right-hand matrix in rows: of a standing X that is X itself,
            // which is the lying one's transpose, and A² is symmetric to the last bit.
            if isLying {
                for r in 0..<n { for k in 0..<long { square[k * n + r] = x[r * long + k] } }
                guard multiply(n, n, long, x, row: long, column: 1, square, to: gram, work: work) else { return false }
            } else {
                guard multiply(n, n, long, x, row: 1, column: n, x, to: gram, work: work) else { return false }
            }
            for i in 0..<(n * n) { gram[i] = rounded(gram[i]) }
            guard multiply(n, n, n, gram, row: n, column: 1, gram, to: square, work: work) else { return false }
            for i in 0..<(n * n) { square[i] = rounded(b * gram[i] + c * square[i]) }
            if isLying {
                guard multiply(n, long, n, square, row: n, column: 1, x, to: gram, work: work) else { return false }
            } else {
                guard multiply(long, n, n, x, row: n, column: 1, square, to: gram, work: work) else { return false }
            }
            for i in 0..<(n * long) { x[i] = rounded(a * x[i] + gram[i]) }
        }
        return true
    }

    /// To the nearest bfloat16, the even one of two, where the arithmetic is that.
    private func rounded<S: LaneScalar>(_ x: S) -> S {
        guard bfloat16 else { return x }
        let bits = Float(x).bitPattern
        return x.isFinite ? S(Float(bitPattern: (bits + 0x7fff + (bits >> 16 & 1)) & 0xffff_0000)) : x
    }
}

extension Muon {
    static let card = RuleCard(
        "Muon", chapter: .layerwise,
        summary: "momentum whose step is made orthogonal, matrix by matrix",
        formula: """
            m ← μ·m + (1−μ)·g      u = (1−μ)·g + μ·m      X = u/|u|
            five times X ← a·X + (b·A + c·A²)·X, A = X·Xᵀ      θ ← θ − η·s·X
            s = √max(1, outputs/inputs), in Keras 0.2·√max(outputs, inputs)
            what is no matrix: as AdamW
            """,
        source: "Jordan et al. (2024), Muon: An optimizer for hidden layers in neural networks; "
            + "Liu et al. (2025), Muon is Scalable for LLM Training; Keras 3.15, PyTorch 2.13 and optax 0.2.8",
        differences: [
            "A matrix is what has two axes; Keras moves all else by AdamW, optax by its Nadam, and PyTorch refuses it.",
            "Keras's step is 0.2·√max(outputs, inputs)·η long, as an Adam step is; the others' √max(1, outputs/inputs)·η.",
            "PyTorch iterates in bfloat16, so that its X has two or three correct digits; so does this dialect.",
            "optax corrects the bias of m and of g before it mixes them, each by a power of its own.",
            "Keras takes |u| in single precision, also where everything else is in double.",
            "exclude_layers takes plain text, any part of a name, where Keras takes regular expressions.",
        ],
        rate: PerDialect(0.02, keras: 0.001, pytorch: 0.001),
        weightDecay: PerDialect(0, keras: 0.004, pytorch: 0.1), decay: .decoupled,
        [
            Hyperparameter("momentum", aliases: ["beta"], .decayRate, 0.95, "μ: how much of the momentum is kept"),
            Hyperparameter("nesterov", .flag, 1, "mix the gradient in once more"),
            Hyperparameter("ns_steps", .whole(atLeast: 0), 5, "Newton–Schulz iterations"),
            Hyperparameter(
                "epsilon", aliases: ["eps"], .positive, PerDialect(1e-7, optax: 1e-8, paper: 1e-10),
                "of the companion in Keras and the paper; in optax that, and beside |u|; in PyTorch the least |u|"),
            Hyperparameter("ns_a", aliases: ["muon_a"], .finite, 3.4445, "a of the iteration"),
            Hyperparameter("ns_b", aliases: ["muon_b"], .finite, -4.775, "b of the iteration"),
            Hyperparameter("ns_c", aliases: ["muon_c"], .finite, 2.0315, "c of the iteration"),
            Hyperparameter(
                "adjust_lr_fn", .choice(["original", "match_rms_adamw"]), .absent("the dialect's length"),
                "PyTorch's names of √max(1, outputs/inputs) and 0.2·√max(outputs, inputs)"),
            Hyperparameter(
                "rms_rate", aliases: ["consistent_rms"], .positive, .absent("0.2 (keras), None (the others)"),
                "the length is this times √max(outputs, inputs); with None it is 1 in Keras"),
            Hyperparameter(
                "adam_beta_1", aliases: ["adam_b1"], .decayRate, 0.9, "decay factor of the companion's first moment"),
            Hyperparameter(
                "adam_beta_2", aliases: ["adam_b2"], .decayRate, PerDialect(0.999, paper: 0.95),
                "decay factor of the companion's second moment"),
            Hyperparameter("adam_eps_root", .nonNegative, 0, "optax's ε inside the companion's root"),
            Hyperparameter(
                "adam_weight_decay", .nonNegative, PerDialect(0, keras: 0.004), "λ of what the companion moves"),
            Hyperparameter(
                "adam_lr_ratio", .nonNegative, PerDialect(1, paper: 0.015), "the companion's rate in units of η"),
            Hyperparameter(
                "exclude_layers", .texts, .absent("None"), "the companion moves what has one of these in its name"),
            Hyperparameter(
                "exclude_embeddings", .flag, PerDialect(0, keras: 1), "the companion moves embeddings too"),
        ]
    ) { s in
        let (β1, β2, ε) = (s["adam_beta_1"], s["adam_beta_2"], s["epsilon"])
        let adam = Adam(β1: β1, β2: β2, ε: ε, εRoot: s["adam_eps_root"], hatForm: s.dialect == .keras)
        let nadam = Nadam(β1: β1, β2: β2, ε: ε, εRoot: s["adam_eps_root"], momentumDecay: nil)
        var rule = Muon(
            momentum: s["momentum"], nesterov: s.flag("nesterov"), iterations: s.whole("ns_steps"),
            polynomial: (s["ns_a"], s["ns_b"], s["ns_c"]), ε: ε, length: try length(s), companion: .adam(adam),
            companionRate: s["adam_lr_ratio"], companionDecay: s["adam_weight_decay"])
        rule.excluded = try excluded(s)
        rule.excludesEmbeddings = s.flag("exclude_embeddings")
        switch s.dialect {
        case .keras:
            // Its momentum is the sum of gradients, 1/(1 − μ) times this mean, beside which 1e-7 is so much less.
            rule.ε = 1e-7 * (1 - rule.momentum)
            rule.addsε = true
        case .pytorch:
            rule.bfloat16 = true
            rule.companion = .nobody
        case .optax:
            rule.addsε = true
            rule.correctsBias = true
            if rule.nesterov { rule.companion = .nadam(nadam) }
        case .paper:
            rule.ε = 1e-7
            rule.addsε = true
            rule.flattens = true
        }
        return rule
    }

    private static func length(_ s: Settings) throws -> Length {
        let rms = s.number(ifGiven: "rms_rate")
        if let name = s.text(ifGiven: "adjust_lr_fn") {
            guard rms == nil else {
                throw Mistake(
                    "adjust_lr_fn and rms_rate both say how long a step is", expected: "one of them",
                    argument: "rms_rate")
            }
            return name == "original" ? .original : .matchingAdam(0.2)
        }
        if let rms { return .matchingAdam(rms) }
        guard s.dialect == .keras else { return .original }
        return s.isGiven("rms_rate") ? .one : .matchingAdam(0.2)
    }

    private static func excluded(_ s: Settings) throws -> [String] {
        let names = s.texts(ifGiven: "exclude_layers") ?? []
        for name in names where name.isEmpty || name.contains(where: { #"\^$|?*+()[]{}"#.contains($0) }) {
            throw Mistake(
                "\"\(name)\" in exclude_layers is no part of a layer's name",
                expected: "plain text, where Keras takes regular expressions", try: "exclude_layers=[\"dense_1\"]",
                argument: "exclude_layers")
        }
        return names
    }
}
