internal import Numbers
internal import RealModule

/// z = μ + e^(s/2)·ε of rows [μ, s] with ε ~ N(0, 1): a draw from N(μ, e^s) whose gradient reaches μ and s, the
/// reparametrisation of Kingma & Welling (2014), section 2.4. β·KL(N(μ, e^s) ‖ N(0, 1)), mean over the examples, is added to
/// the loss:
///
///     KL = ½ Σⱼ (μⱼ² + e^sⱼ − sⱼ − 1)        (their appendix B)
///
/// While not training z = μ; the divergence is added all the same.
struct SampleGaussian: Operation {
    let input: Matrix
    let beta: Double
    /// Which of the model's layers this is.
    let number: UInt64
    /// e^(s/2)·ε of the last draw, which z and the slope of s have in common.
    let moves: Reserve
    /// Where the divergence is told by itself, without β.
    let note: Int
    let output: Matrix

    var name: String { "Gaussian sampling" }
    // The divergence is divided by the whole batch.
    var couplesExamples: Bool { true }

    func forward(_ replay: borrowing Replay) {
        let (rows, k) = (replay.rows(output), replay.columns(output))
        let (x, z) = (replay.values(input), replay.values(output))
        let draws = replay.isTraining
        let move = replay.reserve(moves)
        var noise = GaussianNoise(seed: replay.seed, number: number, step: replay.step)
        var total = 0.0
        for row in 0..<rows {
            let (mean, logVariance) = (x + row * 2 * k, x + row * 2 * k + k)
            for j in 0..<k {
                let (m, s) = (Double(mean[j]), Double(logVariance[j]))
                total += m * m + (Double.expMinusOne(s) - s)
                guard draws else {
                    z[row * k + j] = mean[j]
                    continue
                }
                let moved = Float(Double.exp(s / 2) * noise.next())
                move[row * k + j] = moved
                z[row * k + j] = mean[j] + moved
            }
        }
        let divergence = total / 2 / Double(Swift.max(1, replay.batch))
        replay.note(note, divergence)
        replay.addToLoss(beta * divergence)
    }

    func backward(_ replay: borrowing Replay) {
        guard replay.needsGradient(input) else { return }
        let (rows, k) = (replay.rows(output), replay.columns(output))
        let (x, dx, dz) = (replay.values(input), replay.gradient(input), replay.gradient(output))
        let (draws, move, adds) = (replay.isTraining, replay.reserve(moves), replay.accumulates(input))
        let share = beta * replay.addedSlope / Double(Swift.max(1, replay.batch))
        for row in 0..<rows {
            for j in 0..<k {
                let place = row * 2 * k + j
                let slope = Double(dz[row * k + j])
                let (m, s) = (Double(x[place]), Double(x[place + k]))
                let ofMean = Float(slope + share * m)
                let reached = draws ? slope * Double(move[row * k + j]) : 0
                let ofLogVariance = Float((reached + share * Double.expMinusOne(s)) / 2)
                dx[place] = adds ? dx[place] + ofMean : ofMean
                dx[place + k] = adds ? dx[place + k] + ofLogVariance : ofLogVariance
            }
        }
    }
}

/// Standard normal numbers, one after the other, that depend on the seed of a model, the number of a layer in it and the
/// number of the update alone: a resumed training draws the same ones.
public struct GaussianNoise {
    private var stream: RandomStream
    private var normals = NormalPairs()

    /// Those of one layer in one update.
    public init(seed: UInt64, number: UInt64, step: UInt64) {
        // The key keeps them apart from the dropout of the same layer.
        stream = RandomStream(seed: seed, key: number ^ 0x6761_7573_7369_616e, index: step)
    }

    /// The next one: both of a pair of Box & Muller in turn.
    public mutating func next() -> Double { normals.next(from: &stream) }
}

extension Tape {
    /// A draw from N(μ, e^s) of rows [μ, s] while training, μ otherwise; adds β·KL to the loss and notes KL as `name`.
    ///
    /// - Parameter x: an even number of columns, the means before the logarithms of the variances.
    public func sampleGaussian(_ x: Matrix, beta: Double, number: Int, note name: String) -> Matrix {
        let (columns, rows) = (columns(of: x) / 2, rowsPerExample(of: x))
        return append(
            SampleGaussian(
                input: x, beta: beta, number: UInt64(truncatingIfNeeded: number),
                moves: reserve(perExample: isDifferentiable ? rows * columns : 0), note: note(name),
                output: result(columns: columns, rowsPerExample: rows, of: [x])))
    }
}
