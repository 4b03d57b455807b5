import Answers
import Cards
import RealModule

/// Adafactor: second moments of a matrix kept as row and column sums; steps relative to the parameters' size.
///
/// β₂ₜ = 1 − t^c; row and column means R, C of g² decay with β₂ₜ and v = R·C/mean(R) (vectors keep v itself);
/// u = g/√v; û = u/max(1, rms(u)/d); θ ← θ − max(ε₂, rms(θ))·min(η, 1/√t)·û.
///
/// Shazeer & Stern, "Adafactor: Adaptive Learning Rates with Sublinear Memory Cost" (2018), algorithms 4 and 5; PyTorch
/// `Adafactor`.
struct Adafactor: TensorRule {
    /// c < 0.
    var β2Decay: Double
    var ε1: Double
    var ε2: Double
    /// d: the largest root mean square of an unscaled step.
    var d: Double
    var clips = true

    /// Slot v: second moments, rows first and then columns for a matrix; a: the step u.
    var slots: SlotSet { [.v, .a] }
    var terms: [String] { ["clipping"] }

    func without(_ term: String) -> (any Rule)? {
        guard term == "clipping" else { return nil }
        var rule = self
        rule.clips = false
        return rule
    }

    func update<S: LaneScalar, P: Probe>(
        _ block: TensorBlock<S>, _ clock: inout Clock, rate η: Double, _ probe: inout P
    ) {
        let t = Double(clock.step)
        let share = Double.pow(t, β2Decay)
        let ρ = Swift.min(η, 1 / t.squareRoot())
        probe.note("1 − β₂ₜ", "t^c", scalar: share)
        let (u, θ) = (block.slot(.a), block.parameters)
        for tensor in block.layout.tensors where !tensor.range.isEmpty {
            let n = Double(tensor.range.count).squareRoot()
            let α = Swift.max(ε2, length(θ, tensor.range) / n) * ρ
            probe.note("α", "max(ε₂, rms(θ))·min(η, 1/√t), per tensor", scalar: α)
            block.applyDecay(tensor.range)
            if let matrix = MatrixShape(tensor) {
                divideFactored(block, matrix, share)
            } else {
                let v = block.slot(.v)
                for i in tensor.range {
                    let g = block.gradient[i]
                    v[i] = probe.note(i, "v", "β₂ₜ·v + (1 − β₂ₜ)·g²", v[i] + share * (g * g - v[i]))
                    u[i] = probe.note(i, "u", "g/√v", g / √larger(v[i], S(ε1 * ε1)))
                }
            }
            let scale = clips ? Swift.max(1, length(u, tensor.range) / (n * d)) : 1
            probe.note("clip", "max(1, rms(u)/d), per tensor", scalar: scale)
            for i in tensor.range { θ[i] = θ[i] - (α / scale) * u[i] }
        }
    }

    private func divideFactored<S: LaneScalar>(_ block: TensorBlock<S>, _ matrix: MatrixShape, _ share: Double) {
        let rows = block.slot(.v) + matrix.start
        let columns = rows + matrix.rows
        let g = block.gradient + matrix.start
        let u = block.slot(.a) + matrix.start
        var mean = 0.0
        for r in 0..<matrix.rows {
            var sum = 0.0
            for c in 0..<matrix.columns { sum += Double(g[r * matrix.columns + c] * g[r * matrix.columns + c]) }
            rows[r] += S(share) * (S(sum / Double(matrix.columns)) - rows[r])
            mean += Double(rows[r]) / Double(matrix.rows)
        }
        for c in 0..<matrix.columns {
            var sum = 0.0
            for r in 0..<matrix.rows { sum += Double(g[r * matrix.columns + c] * g[r * matrix.columns + c]) }
            columns[c] += S(share) * (S(sum / Double(matrix.rows)) - columns[c])
        }
        let divisor = S(Swift.max(mean, ε1))
        for r in 0..<matrix.rows {
            for c in 0..<matrix.columns {
                let i = r * matrix.columns + c
                u[i] = g[i] / √larger(rows[r] * columns[c] / divisor, S(ε1 * ε1))
            }
        }
    }
}

extension Adafactor {
    static let card = RuleCard(
        "Adafactor", chapter: .sparing,
        summary: "second moments of a matrix as row and column means, steps relative to the parameters",
        formula: """
            R, C: row and column means of g², v = R·C/mean(R) (vectors: v itself), decay 1 − t^c
            u = g/√v      θ ← θ − max(ε₂, rms(θ))·min(η, 1/√t)·u/max(1, rms(u)/d)
            """,
        source:
            "Shazeer & Stern (2018), Adafactor: Adaptive Learning Rates with Sublinear Memory Cost, algorithms 4, 5",
        rate: PerDialect(0.01, keras: 0.001), decay: .decoupled,
        [
            Hyperparameter(
                "beta_2_decay", aliases: ["beta2_decay"], .number(Interval(-1, 0, includesUpper: false)), -0.8,
                "c: the second moment decays with 1 − t^c"),
            Hyperparameter("epsilon_1", aliases: ["eps1"], .positive, 0x1p-52, "the smallest root of v"),
            Hyperparameter(
                "epsilon_2", aliases: ["eps2"], .positive, 1e-3, "the smallest size parameters are taken for"),
            Hyperparameter("clip_threshold", aliases: ["d"], .positive, 1, "d: the largest root mean square of u"),
        ]
    ) { s in Adafactor(β2Decay: s["beta_2_decay"], ε1: s["epsilon_1"], ε2: s["epsilon_2"], d: s["clip_threshold"]) }
}
