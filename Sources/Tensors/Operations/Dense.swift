internal import CKernels

/// y = f(x·W + b): a product with bias and activation in one pass over the output.
struct Dense: Operation {
    let input: Matrix
    let weights: Matrix
    let bias: Matrix?
    let function: ElementFunction
    /// f′ at every element, where the gradient cannot be read from y.
    let slope: Reserve?
    let output: Matrix

    var name: String { "dense" }

    func forward(_ replay: borrowing Replay) {
        let (rows, inner, columns) = (replay.rows(input), replay.columns(input), replay.columns(output))
        let y = replay.values(output)
        replay.product(
            rows, columns, inner, replay.values(input), aRow: inner, aColumn: 1, replay.values(weights), ldb: columns,
            y, ldc: columns, bias: bias.map { UnsafePointer(replay.values($0)) }, relu: function.isReLU)
        if function.storesSlope {
            // A product and a function are two operations where they do not run in one kernel.
            replay.narrow?.round(rows &* columns, y, replay.kernels)
            function.apply(replay.kernels, rows &* columns, y, y, slope: slope.map { replay.reserve($0) })
        }
    }

    func backward(_ replay: borrowing Replay) {
        let (rows, inner, columns) = (replay.rows(input), replay.columns(input), replay.columns(output))
        let kernels = replay.kernels
        let dy = replay.gradient(output)
        let isGated = replay.isGated(output)
        if let slope {
            kernels.table.pointee.multiply(rows &* columns, dy, replay.reserve(slope), dy, 0)
        } else if function.isReLU, !isGated {
            kernels.table.pointee.relu_backward(rows &* columns, replay.values(output), dy, dy, 0)
        }
        if replay.needsGradient(weights) {
            let adds = replay.accumulates(weights)
            let x = replay.values(input)
            if columns == 1 {
                // dW = xᵀ·dy as the row dyᵀ·x.
                replay.product(
                    1, inner, rows, dy, aRow: rows, aColumn: 1, x, ldb: inner, replay.gradient(weights), ldc: inner,
                    accumulates: adds)
            } else {
                replay.product(
                    inner, columns, rows, x, aRow: 1, aColumn: inner, dy, ldb: columns, replay.gradient(weights),
                    ldc: columns, accumulates: adds)
            }
        }
        if let bias, !isGated, replay.needsGradient(bias) {
            kernels.table.pointee.column_sums(
                rows, columns, dy, columns, replay.gradient(bias), replay.accumulates(bias) ? 1 : 0)
        }
        if replay.needsGradient(input) {
            let adds = replay.accumulates(input)
            replay.productWithTransposed(
                rows, inner, columns, dy, lda: columns, replay.values(weights), ldb: columns, replay.gradient(input),
                ldc: inner, accumulates: adds, gate: replay.gate(input, accumulates: adds))
        }
    }
}

extension Tape {
    /// f(x·W + b) with W[in, out] and b[1, out].
    public func dense(_ x: Matrix, weights: Matrix, bias: Matrix?, function: ElementFunction = .linear) -> Matrix {
        let columns = columns(of: weights)
        let rows = rowsPerExample(of: x)
        if isDifferentiable { needScratch(transposing: self.columns(of: x), columns) }
        let output = result(columns: columns, rowsPerExample: rows, of: [x, weights] + (bias.map { [$0] } ?? []))
        if function.isReLU { slots[output.index].rectifier = Rectifier(bias: bias?.index) }
        let keepsSlope = function.storesSlope && isDifferentiable
        return append(
            Dense(
                input: x, weights: weights, bias: bias, function: function,
                slope: keepsSlope ? reserve(perExample: rows * columns) : nil, output: output))
    }
}
