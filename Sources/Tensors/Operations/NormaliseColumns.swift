internal import CKernels

/// Batch normalisation (Ioffe & Szegedy 2015): each column has the mean and variance of the batch taken out while training,
/// and the running ones otherwise.
///
/// Running values follow r ← keep·r + (1 − keep)·batch. The variance that normalises is always the biased one (÷ n); Keras
/// runs the biased, PyTorch the unbiased one (÷ (n − 1)).
struct NormaliseColumns: Operation {
    let input: Matrix
    let gamma: Matrix
    let beta: Matrix
    let runningMean: Matrix
    let runningVariance: Matrix
    let epsilon: Float
    let keep: Float
    let isUnbiased: Bool
    /// Whether the running values count in training, too, and stay what they are.
    let isFixed: Bool
    let normal: Reserve
    /// Rows of column numbers: 1/√(variance + ε), factor, offset.
    let columnsKept: Reserve
    let output: Matrix

    var name: String { "batch normalization" }
    var couplesExamples: Bool { true }

    func forward(_ replay: borrowing Replay) {
        let (rows, columns) = (replay.rows(input), replay.columns(input))
        let (x, mean, variance) = (replay.values(input), replay.values(runningMean), replay.values(runningVariance))
        let inverse = replay.reserve(columnsKept)
        let (factor, offset) = (inverse + columns, inverse + 2 * columns)
        if replay.isTraining, !isFixed {
            for j in 0..<columns {
                var sum = 0.0
                for i in 0..<rows { sum += Double(x[i * columns + j]) }
                let centre = sum / Double(rows)
                var squares = 0.0
                for i in 0..<rows {
                    let d = Double(x[i * columns + j]) - centre
                    squares += d * d
                }
                let biased = squares / Double(rows)
                let learnt = isUnbiased && rows > 1 ? squares / Double(rows - 1) : biased
                inverse[j] = Float(1 / (biased + Double(epsilon)).squareRoot())
                offset[j] = Float(-centre) * inverse[j]
                mean[j] = keep * mean[j] + (1 - keep) * Float(centre)
                variance[j] = keep * variance[j] + (1 - keep) * Float(learnt)
            }
        } else {
            for j in 0..<columns {
                inverse[j] = 1 / (variance[j] + epsilon).squareRoot()
                offset[j] = -mean[j] * inverse[j]
            }
        }
        factor.update(from: inverse, count: columns)
        let xhat = replay.reserve(normal)
        replay.kernels.table.pointee.scale_columns(rows, columns, x, factor, offset, xhat)
        replay.kernels.table.pointee.scale_columns(
            rows, columns, xhat, replay.values(gamma), replay.values(beta), replay.values(output))
    }

    func backward(_ replay: borrowing Replay) {
        let (rows, columns, dy) = (replay.rows(input), replay.columns(input), replay.gradient(output))
        let xhat = replay.reserve(normal)
        let inverse = replay.reserve(columnsKept)
        let (sums, dots) = (inverse + columns, inverse + 2 * columns)
        let kernels = replay.kernels.table
        kernels.pointee.column_sums(rows, columns, dy, columns, sums, 0)
        kernels.pointee.column_dots(rows, columns, dy, xhat, dots, 0)
        store(replay, sums, in: beta)
        store(replay, dots, in: gamma)
        guard replay.needsGradient(input) else { return }
        let (dx, scale) = (replay.gradient(input), replay.values(gamma))
        let adds = replay.accumulates(input)
        let share: Float = replay.isTraining && !isFixed ? 1 / Float(rows) : 0
        for i in 0..<rows {
            let row = i * columns
            for j in 0..<columns {
                let d = scale[j] * inverse[j] * (dy[row + j] - share * (sums[j] + xhat[row + j] * dots[j]))
                dx[row + j] = adds ? dx[row + j] + d : d
            }
        }
    }

    private func store(_ replay: borrowing Replay, _ values: UnsafeMutablePointer<Float>, in parameter: Matrix) {
        guard replay.needsGradient(parameter) else { return }
        let (columns, gradient) = (replay.columns(parameter), replay.gradient(parameter))
        if replay.accumulates(parameter) {
            replay.kernels.table.pointee.add(columns, gradient, values, gradient)
        } else {
            gradient.update(from: values, count: columns)
        }
    }
}

extension Tape {
    /// Batch normalisation over all rows of the batch, column by column.
    ///
    /// - Parameters:
    ///   - keep: Keras's momentum: how much of the running value survives a batch.
    ///   - isUnbiased: whether the running variance divides by n − 1, as in PyTorch.
    public func normaliseColumns(
        _ x: Matrix, gamma: Matrix, beta: Matrix, runningMean: Matrix, runningVariance: Matrix, epsilon: Float,
        keep: Float, isUnbiased: Bool, isFixed: Bool = false
    ) -> Matrix {
        let (columns, rows) = (columns(of: x), rowsPerExample(of: x))
        let output = result(columns: columns, rowsPerExample: rows, of: [x, gamma, beta])
        return append(
            NormaliseColumns(
                input: x, gamma: gamma, beta: beta, runningMean: runningMean, runningVariance: runningVariance,
                epsilon: epsilon, keep: keep, isUnbiased: isUnbiased, isFixed: isFixed,
                normal: reserve(perExample: rows * columns),
                columnsKept: reserve(perExample: 0, fixed: 3 * columns), output: output))
    }
}
