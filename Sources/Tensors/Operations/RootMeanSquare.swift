internal import CKernels

/// y = γ·x/√(mean x² + ε) of each row (Zhang & Sennrich 2019).
struct RootMeanSquare: Operation {
    let input: Matrix
    let scale: Matrix
    let epsilon: Float
    /// x/√(mean x² + ε)
    let normal: Reserve
    /// 1/√(mean x² + ε) of each row
    let inverse: Reserve
    /// One row of a gradient.
    let share: Reserve
    let output: Matrix

    var name: String { "rms normalization" }

    func forward(_ replay: borrowing Replay) {
        let (columns, kernels) = (replay.columns(input), replay.kernels.table)
        let (x, y, γ) = (replay.values(input), replay.values(output), replay.values(scale))
        let (h, r) = (replay.reserve(normal), replay.reserve(inverse))
        for row in 0..<replay.rows(input) {
            let at = row * columns
            let mean = Float(kernels.pointee.sum_of_squares(columns, x + at) / Double(columns))
            r[row] = 1 / (mean + epsilon).squareRoot()
            kernels.pointee.scale(columns, r[row], x + at, h + at)
            kernels.pointee.multiply(columns, h + at, γ, y + at, 0)
        }
    }

    func backward(_ replay: borrowing Replay) {
        let (rows, columns, dy) = (replay.rows(input), replay.columns(input), replay.gradient(output))
        let (h, r, g) = (replay.reserve(normal), replay.reserve(inverse), replay.reserve(share))
        let kernels = replay.kernels.table
        if replay.needsGradient(scale) {
            kernels.pointee.column_dots(
                rows, columns, dy, h, replay.gradient(scale), replay.accumulates(scale) ? 1 : 0)
        }
        guard replay.needsGradient(input) else { return }
        let (dx, adds) = (replay.gradient(input), replay.accumulates(input))
        for row in 0..<rows {
            let at = row * columns
            // r·(g − h·mean(g·h)) with g = γ·dy.
            kernels.pointee.multiply(columns, dy + at, replay.values(scale), g, 0)
            let along = Float(kernels.pointee.dot(columns, g, h + at) / Double(columns))
            kernels.pointee.add_scaled(columns, -along, h + at, g)
            if adds {
                kernels.pointee.add_scaled(columns, r[row], g, dx + at)
            } else {
                kernels.pointee.scale(columns, r[row], g, dx + at)
            }
        }
    }
}

extension Tape {
    /// Each row divided by the root of its mean square; the scale is a row of as many columns.
    public func rootMeanSquare(_ x: Matrix, scale: Matrix, epsilon: Float) -> Matrix {
        let (columns, rows) = (columns(of: x), rowsPerExample(of: x))
        return append(
            RootMeanSquare(
                input: x, scale: scale, epsilon: epsilon, normal: reserve(perExample: rows * columns),
                inverse: reserve(perExample: rows), share: reserve(perExample: 0, fixed: columns),
                output: result(columns: columns, rowsPerExample: rows, of: [x, scale])))
    }
}
