internal import CKernels

/// y = γ·(x − mean)/√(variance + ε) + β with the mean and variance of each row (Ba, Kiros & Hinton 2016).
struct NormaliseRows: Operation {
    let input: Matrix
    let gamma: Matrix
    let beta: Matrix
    let epsilon: Float
    /// (x − mean)/√(variance + ε)
    let normal: Reserve?
    /// 1/√(variance + ε) of each row
    let inverse: Reserve?
    let output: Matrix

    var name: String { "layer normalization" }

    func forward(_ replay: borrowing Replay) {
        replay.kernels.table.pointee.normalise_rows(
            replay.rows(input), replay.columns(input), replay.values(input), replay.values(gamma), replay.values(beta),
            epsilon, replay.values(output), normal.map { replay.reserve($0) }, inverse.map { replay.reserve($0) })
    }

    func backward(_ replay: borrowing Replay) {
        guard let normal, let inverse else { return }
        let (rows, columns, dy) = (replay.rows(input), replay.columns(input), replay.gradient(output))
        let kernels = replay.kernels.table
        if replay.needsGradient(gamma) {
            kernels.pointee.column_dots(
                rows, columns, dy, replay.reserve(normal), replay.gradient(gamma), replay.accumulates(gamma) ? 1 : 0)
        }
        if replay.needsGradient(beta) {
            kernels.pointee.column_sums(
                rows, columns, dy, columns, replay.gradient(beta), replay.accumulates(beta) ? 1 : 0)
        }
        if replay.needsGradient(input) {
            kernels.pointee.normalise_rows_backward(
                rows, columns, dy, replay.values(gamma), replay.reserve(normal), replay.reserve(inverse),
                replay.gradient(input), replay.accumulates(input) ? 1 : 0)
        }
    }
}

extension Tape {
    /// Layer normalisation over the columns of each row; γ and β are rows of as many columns.
    public func normaliseRows(_ x: Matrix, gamma: Matrix, beta: Matrix, epsilon: Float) -> Matrix {
        let (columns, rows) = (columns(of: x), rowsPerExample(of: x))
        let output = result(columns: columns, rowsPerExample: rows, of: [x, gamma, beta])
        let keeps = isDifferentiable
        return append(
            NormaliseRows(
                input: x, gamma: gamma, beta: beta, epsilon: epsilon,
                normal: keeps ? reserve(perExample: rows * columns) : nil,
                inverse: keeps ? reserve(perExample: rows) : nil, output: output))
    }
}
