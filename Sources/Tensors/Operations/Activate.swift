internal import CKernels

/// y = f(x), element by element.
struct Activate: Operation {
    let input: Matrix
    let function: ElementFunction
    let slope: Reserve?
    let output: Matrix

    var name: String { "activation" }

    func forward(_ replay: borrowing Replay) {
        function.apply(
            replay.kernels, replay.count(input), replay.values(input), replay.values(output),
            slope: slope.map { replay.reserve($0) })
    }

    func backward(_ replay: borrowing Replay) {
        guard let slope, replay.needsGradient(input) else { return }
        replay.kernels.table.pointee.multiply(
            replay.count(input), replay.gradient(output), replay.reserve(slope), replay.gradient(input),
            replay.accumulates(input) ? 1 : 0)
    }
}

/// y = softmax(x) over each row.
struct Softmax: Operation {
    let input: Matrix
    let output: Matrix

    var name: String { "softmax" }

    func forward(_ replay: borrowing Replay) {
        replay.kernels.table.pointee.softmax(
            replay.rows(input), replay.columns(input), replay.values(input), replay.values(output))
    }

    func backward(_ replay: borrowing Replay) {
        guard replay.needsGradient(input) else { return }
        replay.kernels.table.pointee.softmax_backward(
            replay.rows(input), replay.columns(input), replay.values(output), replay.gradient(output),
            replay.gradient(input), replay.accumulates(input) ? 1 : 0)
    }
}

extension Tape {
    /// f(x), element by element.
    public func activate(_ x: Matrix, _ function: ElementFunction) -> Matrix {
        let (columns, rows) = (columns(of: x), rowsPerExample(of: x))
        let output = result(columns: columns, rowsPerExample: rows, of: [x])
        return append(
            Activate(
                input: x, function: function, slope: isDifferentiable ? reserve(perExample: rows * columns) : nil,
                output: output))
    }

    /// Softmax over the columns of each row.
    public func softmax(_ x: Matrix) -> Matrix {
        append(
            Softmax(
                input: x, output: result(columns: columns(of: x), rowsPerExample: rowsPerExample(of: x), of: [x])))
    }
}
