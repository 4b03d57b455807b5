internal import CKernels

/// One row of each example: the last step of a sequence.
struct PickRow: Operation {
    let input: Matrix
    let row: Int
    let output: Matrix

    var name: String { "last step" }

    func forward(_ replay: borrowing Replay) {
        let (columns, step) = (replay.columns(input), replay.count(input) / replay.batch)
        let (x, y) = (replay.values(input), replay.values(output))
        for b in 0..<replay.batch { (y + b * columns).update(from: x + b * step + row * columns, count: columns) }
    }

    func backward(_ replay: borrowing Replay) {
        guard replay.needsGradient(input) else { return }
        let (columns, step) = (replay.columns(input), replay.count(input) / replay.batch)
        let (dx, dy) = (replay.gradient(input), replay.gradient(output))
        if !replay.accumulates(input) { dx.update(repeating: 0, count: replay.count(input)) }
        for b in 0..<replay.batch {
            let to = dx + b * step + row * columns
            replay.kernels.table.pointee.add(columns, to, dy + b * columns, to)
        }
    }
}

/// The mean of all rows of each example: global average pooling.
struct MeanOfRows: Operation {
    let input: Matrix
    let output: Matrix

    var name: String { "mean of rows" }

    func forward(_ replay: borrowing Replay) {
        let columns = replay.columns(input)
        let rows = replay.rows(input) / replay.batch
        let (x, y) = (replay.values(input), replay.values(output))
        for b in 0..<replay.batch {
            let row = y + b * columns
            replay.kernels.table.pointee.column_sums(rows, columns, x + b * rows * columns, columns, row, 0)
            replay.kernels.table.pointee.scale(columns, 1 / Float(rows), row, row)
        }
    }

    func backward(_ replay: borrowing Replay) {
        guard replay.needsGradient(input) else { return }
        let columns = replay.columns(input)
        let rows = replay.rows(input) / replay.batch
        let (dx, dy) = (replay.gradient(input), replay.gradient(output))
        if !replay.accumulates(input) { dx.update(repeating: 0, count: replay.count(input)) }
        for i in 0..<replay.rows(input) {
            replay.kernels.table.pointee.add_scaled(
                columns, 1 / Float(rows), dy + i / rows * columns, dx + i * columns)
        }
    }
}

/// The rows of each example, the last one first: a sequence backwards.
struct ReverseRows: Operation {
    let input: Matrix
    let output: Matrix

    var name: String { "reverse" }

    func forward(_ replay: borrowing Replay) {
        let (columns, rows) = (replay.columns(input), replay.rows(input) / replay.batch)
        let (x, y) = (replay.values(input), replay.values(output))
        for row in 0..<replay.rows(input) {
            let mirror = row - row % rows + (rows - 1 - row % rows)
            (y + mirror * columns).update(from: x + row * columns, count: columns)
        }
    }

    func backward(_ replay: borrowing Replay) {
        guard replay.needsGradient(input) else { return }
        let (columns, rows) = (replay.columns(input), replay.rows(input) / replay.batch)
        let (dx, dy) = (replay.gradient(input), replay.gradient(output))
        let adds = replay.accumulates(input)
        for row in 0..<replay.rows(input) {
            let (to, from) = (dx + row * columns, dy + (row - row % rows + (rows - 1 - row % rows)) * columns)
            if adds {
                replay.kernels.table.pointee.add(columns, to, from, to)
            } else {
                to.update(from: from, count: columns)
            }
        }
    }
}

extension Tape {
    /// The rows of each example in the opposite order.
    public func reverseRows(_ x: Matrix) -> Matrix {
        let output = result(columns: columns(of: x), rowsPerExample: rowsPerExample(of: x), of: [x])
        return append(ReverseRows(input: x, output: output))
    }

    /// Row number `row` of each example.
    public func pickRow(_ x: Matrix, _ row: Int) -> Matrix {
        append(PickRow(input: x, row: row, output: result(columns: columns(of: x), rowsPerExample: 1, of: [x])))
    }

    /// The mean of the rows of each example.
    public func meanOfRows(_ x: Matrix) -> Matrix {
        append(MeanOfRows(input: x, output: result(columns: columns(of: x), rowsPerExample: 1, of: [x])))
    }
}
