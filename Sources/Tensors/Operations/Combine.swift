internal import CKernels

/// y = a + b, or y = a·b, of two matrices of one shape.
struct Combine: Operation {
    enum Kind { case sum, product }
    let rule: Kind
    let first: Matrix
    let second: Matrix
    let output: Matrix

    var name: String { rule == .sum ? "add" : "multiply" }

    func forward(_ replay: borrowing Replay) {
        let count = replay.count(output)
        let (a, b, y) = (replay.values(first), replay.values(second), replay.values(output))
        switch rule {
        case .sum: replay.kernels.table.pointee.add(count, a, b, y)
        case .product: replay.kernels.table.pointee.multiply(count, a, b, y, 0)
        }
    }

    func backward(_ replay: borrowing Replay) {
        carry(replay, to: first, times: second)
        carry(replay, to: second, times: first)
    }

    private func carry(_ replay: borrowing Replay, to input: Matrix, times other: Matrix) {
        guard replay.needsGradient(input) else { return }
        let count = replay.count(output)
        let (dy, dx) = (replay.gradient(output), replay.gradient(input))
        let adds = replay.accumulates(input)
        switch rule {
        case .sum:
            if adds { replay.kernels.table.pointee.add(count, dx, dy, dx) } else { dx.update(from: dy, count: count) }
        case .product:
            replay.kernels.table.pointee.multiply(count, dy, replay.values(other), dx, adds ? 1 : 0)
        }
    }
}

/// The columns of several matrices side by side.
struct Concatenate: Operation {
    let inputs: [Matrix]
    let output: Matrix

    var name: String { "concatenate" }

    func forward(_ replay: borrowing Replay) {
        let (rows, width, y) = (replay.rows(output), replay.columns(output), replay.values(output))
        var from = 0
        for input in inputs {
            let (columns, x) = (replay.columns(input), replay.values(input))
            for r in 0..<rows { (y + r * width + from).update(from: x + r * columns, count: columns) }
            from += columns
        }
    }

    func backward(_ replay: borrowing Replay) {
        let (rows, width, dy) = (replay.rows(output), replay.columns(output), replay.gradient(output))
        var from = 0
        for input in inputs {
            let columns = replay.columns(input)
            if replay.needsGradient(input) {
                let dx = replay.gradient(input)
                let adds = replay.accumulates(input)
                for r in 0..<rows {
                    let (to, source) = (dx + r * columns, dy + r * width + from)
                    if adds {
                        replay.kernels.table.pointee.add(columns, to, source, to)
                    } else {
                        to.update(from: source, count: columns)
                    }
                }
            }
            from += columns
        }
    }
}

/// y = x + p, where the rows of p repeat for every example: a position's own vector, or one bias row.
struct AddRows: Operation {
    let input: Matrix
    let rows: Matrix
    let output: Matrix

    var name: String { "add rows" }

    func forward(_ replay: borrowing Replay) {
        let period = replay.count(rows)
        let (x, p, y) = (replay.values(input), replay.values(rows), replay.values(output))
        for from in stride(from: 0, to: replay.count(output), by: period) {
            replay.kernels.table.pointee.add(period, x + from, p, y + from)
        }
    }

    func backward(_ replay: borrowing Replay) {
        let (period, count, dy) = (replay.count(rows), replay.count(output), replay.gradient(output))
        if replay.needsGradient(rows) {
            replay.kernels.table.pointee.column_sums(
                count / period, period, dy, period, replay.gradient(rows), replay.accumulates(rows) ? 1 : 0)
        }
        guard replay.needsGradient(input) else { return }
        let dx = replay.gradient(input)
        if replay.accumulates(input) {
            replay.kernels.table.pointee.add(count, dx, dy, dx)
        } else {
            dx.update(from: dy, count: count)
        }
    }
}

extension Tape {
    /// a + b.
    public func add(_ a: Matrix, _ b: Matrix) -> Matrix { combine(.sum, a, b) }

    /// a·b, element by element.
    public func multiply(_ a: Matrix, _ b: Matrix) -> Matrix { combine(.product, a, b) }

    private func combine(_ rule: Combine.Kind, _ a: Matrix, _ b: Matrix) -> Matrix {
        let output = result(columns: columns(of: a), rowsPerExample: rowsPerExample(of: a), of: [a, b])
        return append(Combine(rule: rule, first: a, second: b, output: output))
    }

    /// The columns of all inputs side by side; their rows must agree.
    public func concatenate(_ inputs: [Matrix]) -> Matrix {
        let width = inputs.reduce(0) { $0 + columns(of: $1) }
        let output = result(columns: width, rowsPerExample: inputs.first.map(rowsPerExample) ?? 1, of: inputs)
        return append(Concatenate(inputs: inputs, output: output))
    }

    /// x plus a parameter with as many rows as one example of x.
    public func addRows(_ x: Matrix, _ rows: Matrix) -> Matrix {
        let output = result(columns: columns(of: x), rowsPerExample: rowsPerExample(of: x), of: [x, rows])
        return append(AddRows(input: x, rows: rows, output: output))
    }
}
