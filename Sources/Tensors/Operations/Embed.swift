import Answers
internal import CKernels

/// Each whole number of the input becomes its row of a table.
struct Embed: Operation {
    let input: Matrix
    let table: Matrix
    let output: Matrix
    let rows: Int

    var name: String { "embedding" }
    var places: [Matrix] { [input] }

    func forward(_ replay: borrowing Replay) {
        let (columns, x, y, w) = (
            replay.columns(output), replay.values(input), replay.values(output), replay.values(table)
        )
        for i in 0..<replay.rows(output) {
            (y + i * columns).update(from: w + place(x[i]) * columns, count: columns)
        }
    }

    func backward(_ replay: borrowing Replay) {
        guard replay.needsGradient(table) else { return }
        let (columns, x, dy, dw) = (
            replay.columns(output), replay.values(input), replay.gradient(output), replay.gradient(table)
        )
        if !replay.accumulates(table) { dw.update(repeating: 0, count: rows * columns) }
        for i in 0..<replay.rows(output) {
            let row = dw + place(x[i]) * columns
            replay.kernels.table.pointee.add(columns, row, dy + i * columns, row)
        }
    }

    /// The row for a number. Data is checked before a model reads it; what another layer computes reads the nearest row.
    private func place(_ value: Float) -> Int {
        value > 0 ? Swift.min(rows - 1, Int(saturating: Swift.min(value, 1e9))) : 0
    }
}

extension Tape {
    /// Rows of `table` (`rows` of them) chosen by the numbers of x; every number becomes one row of the output.
    public func embed(_ x: Matrix, table: Matrix, rows: Int) -> Matrix {
        let places = rowsPerExample(of: x) * columns(of: x)
        let output = result(columns: columns(of: table), rowsPerExample: places, of: [table])
        return append(Embed(input: x, table: table, output: output, rows: rows))
    }
}
