import Answers
import Cards
import RealModule

/// Adafactor: second moments of a matrix kept as row and column means; steps relative to the parameters' size.
///
/// β₂ₜ = 1 − t^c; row and column means R, C of g² decay with β₂ₜ and v = R·C/mean(R) (vectors keep v itself);
/// u = g/√v; û = u/max(1, rms(u)/d); θ ← θ − max(ε₂, rms(θ))·min(η, 1/√t)·û.
///
/// Shazeer & Stern, "Adafactor: Adaptive Learning Rates with Sublinear Memory Cost" (2018), algorithms 4 and 5.
struct Adafactor: TensorRule {
    /// Which two axes of a tensor have the rows and the columns of its matrices.
    enum Factoring: Sendable {
        /// Keras, the paper.
        case lastTwo
        /// PyTorch, whose last two axes of a kernel are Keras's first two.
        case firstTwo
        /// optax: the two longest, if both are this long.
        case longest(atLeast: Int)
    }

    /// c < 0.
    var β2Decay: Double
    /// Added to g² (Keras, optax, the paper), or √v is no less (PyTorch); nil for the least relative step of the arithmetic.
    var ε1: Double?
    var ε2: Double
    /// d: the largest root mean square of an unscaled step.
    var d: Double
    /// μ of a mean of the scaled steps; 0 for none.
    var momentum = 0.0
    var addsε1 = true
    /// Whether the rate is no more than 1/√t.
    var isCapped = true
    /// Whether the rate is in units of rms(θ).
    var isRelative = true
    var factoring = Factoring.lastTwo
    /// λ, of which each step takes η·λ·θ; optax λ·θ, whatever the rate.
    var decay = 0.0
    var decaysByRate = true
    var clips = true

    /// Slot v: second moments, rows first and then columns for a matrix; a: the step u; m: mean of the steps.
    var slots: SlotSet { momentum > 0 ? [.m, .v, .a] : [.v, .a] }

    static var switches: Switches<Self> {
        [
            "clipping": { $0.clips = false }
        ]
    }

    func update<S: LaneScalar, P: Probe>(
        _ block: TensorBlock<S>, _ clock: inout Clock, rate η: Double, _ probe: inout P
    ) {
        let t = Double(clock.step)
        let share = Double.pow(t, β2Decay)
        let ρ = isCapped ? Swift.min(η, 1 / t.squareRoot()) : η
        probe.note("1 − β₂ₜ", "t^c", scalar: share)
        let (u, θ) = (block.slot(.a), block.parameters)
        for tensor in block.layout.tensors where !tensor.range.isEmpty {
            let n = Double(tensor.range.count).squareRoot()
            // Keras decays before it looks at θ's size, the others after.
            block.applyDecay(tensor.range)
            let α = isRelative ? Swift.max(ε2, length(θ, tensor.range) / n) * ρ : ρ
            probe.note("α", "max(ε₂, rms(θ))·min(η, 1/√t), per tensor", scalar: α)
            let λ = decaysByRate ? η * decay : decay
            if let matrices = Matrices(tensor, factoring) {
                for part in 0..<matrices.count { divide(block, matrices, part, share) }
            } else {
                let v = block.slot(.v)
                for i in tensor.range {
                    v[i] = probe.note(i, "v", "β₂ₜ·v + (1 − β₂ₜ)·g²", v[i] + share * (square(block.gradient[i]) - v[i]))
                    u[i] = probe.note(i, "u", "g/√v", block.gradient[i] / root(v[i]))
                }
            }
            let scale = clips ? Swift.max(1, length(u, tensor.range) / (n * d)) : 1
            probe.note("clip", "max(1, rms(u)/d), per tensor", scalar: scale)
            for i in tensor.range {
                var step = (α / scale) * u[i]
                if momentum > 0 {
                    let m = block.slot(.m)
                    m[i] = probe.note(i, "m", "μ·m + (1 − μ)·step", momentum * m[i] + (1 - momentum) * step)
                    step = m[i]
                }
                θ[i] = θ[i] - block.masked(λ, at: i) * θ[i] - step
            }
        }
    }

    /// g², with ε₁ where that is added.
    private func square<S: LaneScalar>(_ g: S) -> S { addsε1 ? g * g + floor(S.self) : g * g }

    /// √v, at least ε₁ where that is not added.
    private func root<S: LaneScalar>(_ v: S) -> S {
        addsε1 ? √v : √larger(v, S(floor(S.self) * floor(S.self)))
    }

    private func floor<S: LaneScalar>(_ type: S.Type) -> Double { ε1 ?? Double(S.ulpOfOne) }

    /// The step u of one matrix, from the means of its rows and columns.
    private func divide<S: LaneScalar>(_ block: TensorBlock<S>, _ matrices: Matrices, _ part: Int, _ share: Double) {
        let g = block.gradient + matrices.start(of: part)
        let u = block.slot(.a) + matrices.start(of: part)
        let means = block.slot(.v) + matrices.tensor.range.lowerBound
        let rows = means + part * matrices.rows.count
        let columns = means + matrices.count * matrices.rows.count + part * matrices.columns.count
        var mean = 0.0
        for r in 0..<matrices.rows.count {
            var sum = 0.0
            for c in 0..<matrices.columns.count { sum += Double(square(g[matrices.place(r, c)])) }
            rows[r] += S(share) * (S(sum / Double(matrices.columns.count)) - rows[r])
            mean += Double(rows[r]) / Double(matrices.rows.count)
        }
        for c in 0..<matrices.columns.count {
            var sum = 0.0
            for r in 0..<matrices.rows.count { sum += Double(square(g[matrices.place(r, c)])) }
            columns[c] += S(share) * (S(sum / Double(matrices.rows.count)) - columns[c])
        }
        let divisor = S(addsε1 ? mean : Swift.max(mean, floor(S.self)))
        for r in 0..<matrices.rows.count {
            for c in 0..<matrices.columns.count {
                let i = matrices.place(r, c)
                u[i] = g[i] / root(rows[r] * columns[c] / divisor)
            }
        }
    }
}

extension Adafactor {
    /// The matrices of a tensor: two of its axes, once for each place along the others.
    struct Matrices {
        struct Axis {
            var index: Int
            var count: Int
            var stride: Int
        }

        let tensor: ParameterLayout.Tensor
        let rows: Axis
        let columns: Axis
        let count: Int

        /// nil for a vector, and where one of the two axes has a single place, so that the matrix is one.
        init?(_ tensor: ParameterLayout.Tensor, _ factoring: Factoring) {
            let last = tensor.shape.count - 1
            guard last > 0 else { return nil }
            let pair: (Int, Int)
            switch factoring {
            case .lastTwo: pair = (last - 1, last)
            case .firstTwo: pair = (0, 1)
            case .longest(let least):
                let longest = tensor.shape.indices.max { tensor.shape[$0] <= tensor.shape[$1] } ?? 0
                let others = tensor.shape.indices.filter { $0 != longest }
                let second = others.max { tensor.shape[$0] <= tensor.shape[$1] } ?? 0
                guard tensor.shape[second] >= least else { return nil }
                pair = (second, longest)
            }
            func axis(_ index: Int) -> Axis {
                Axis(index: index, count: tensor.shape[index], stride: tensor.shape[(index + 1)...].reduce(1, *))
            }
            self.tensor = tensor
            rows = axis(pair.0)
            columns = axis(pair.1)
            guard rows.count > 1, columns.count > 1 else { return nil }
            count = tensor.range.count / (rows.count * columns.count)
        }

        func place(_ row: Int, _ column: Int) -> Int { row * rows.stride + column * columns.stride }

        /// Where matrix `part` begins in the flat vector.
        func start(of part: Int) -> Int {
            var (rest, stride, place) = (part, 1, tensor.range.lowerBound)
            for index in tensor.shape.indices.reversed() {
                let extent = tensor.shape[index]
                if index != rows.index, index != columns.index {
                    place += rest % extent * stride
                    rest /= extent
                }
                stride *= extent
            }
            return place
        }
    }
}

extension Adafactor {
    static let card = RuleCard(
        "Adafactor", chapter: .sparing,
        summary: "second moments of a matrix as row and column means, steps relative to the parameters",
        formula: """
            R, C: row and column means of g² + ε₁, v = R·C/mean(R) (vectors: v itself), decay 1 − t^c
            u = g/√v      θ ← θ − max(ε₂, rms(θ))·min(η, 1/√t)·u/max(1, rms(u)/d)
            """,
        source:
            "Shazeer & Stern (2018), Adafactor: Adaptive Learning Rates with Sublinear Memory Cost, algorithms 4, 5; "
            + "Keras 3.15, PyTorch 2.13 and optax 0.2.8",
        differences: [
            "Keras decays θ before it takes rms(θ), the others after; optax decays by λ·θ, whatever the rate.",
            "ε₁ is added to g² in Keras, optax and the paper (1e-30); in PyTorch √v is at least ε₁, the precision of the "
                + "numbers.",
            "optax has no cap of 1/√t, and no default rate: with none the step is rms(θ)·û. Keras's relative_step=False "
                + "changes nothing: its rate is at most 1/√t all the same.",
            "Keras takes means, and optax the power of t, in single precision, also where everything else is in double.",
            "optax factors a matrix only when both of its extents are at least 128.",
            "transformers' and timm's Adafactor is not relative: dialect=\"pytorch\" with relative_step=False and "
                + "scale_parameter=False.",
        ],
        rate: PerDialect(0.01, keras: 0.001, optax: 1), decay: .inRule,
        [
            Hyperparameter(
                "beta_2_decay", aliases: ["beta2_decay"], .number(Interval(-1, 0, includesUpper: false)), -0.8,
                "c: the second moment decays with 1 − t^c"),
            Hyperparameter(
                "epsilon_1", aliases: ["eps1"], .positive,
                .absent("1e-30 (keras, optax, paper), the precision of the numbers (pytorch)"),
                "ε₁: added to g²; in PyTorch the smallest root of v"),
            Hyperparameter(
                "epsilon_2", aliases: ["eps2"], .positive, 1e-3, "the smallest size parameters are taken for"),
            Hyperparameter(
                "clip_threshold", aliases: ["d", "clipping_threshold"], .positive, 1,
                "d: the largest root mean square of u"),
            Hyperparameter(
                "relative_step", .flag, PerDialect(1, optax: 0), "hold the rate at or below 1/√t"),
            Hyperparameter(
                "scale_parameter", aliases: ["multiply_by_parameter_scale"], .flag, 1, "the rate is in units of rms(θ)"),
            Hyperparameter(
                "momentum", aliases: ["beta1", "beta_1"], .decayRate, 0, "decay factor of a mean of the steps"),
            Hyperparameter(
                "min_dim_size_to_factor", .whole(atLeast: 0), PerDialect(0, optax: 128),
                "keep v itself of a tensor whose second longest axis is shorter (optax)"),
        ]
    ) { s in
        var rule = Adafactor(
            β2Decay: s["beta_2_decay"],
            ε1: s.number(ifGiven: "epsilon_1") ?? (s.dialect == .pytorch ? nil : 1e-30), ε2: s["epsilon_2"],
            d: s["clip_threshold"], momentum: s["momentum"], isCapped: s.flag("relative_step"),
            isRelative: s.flag("scale_parameter"), decay: s["weight_decay"])
        switch s.dialect {
        case .keras: rule.isCapped = true
        case .pytorch:
            rule.addsε1 = false
            rule.factoring = .firstTwo
        case .optax:
            rule.factoring = .longest(atLeast: s.whole("min_dim_size_to_factor"))
            rule.decaysByRate = false
        case .paper: break
        }
        return rule
    }
}
