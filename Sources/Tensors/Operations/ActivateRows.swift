internal import CKernels

/// A function of the numbers of a row together, such as log_softmax, and its derivative.
public protocol RowFormula: Sendable {
    /// Numbers in a row of the output, for rows of `columns` numbers; as many, unless it says otherwise.
    func outputColumns(of columns: Int) -> Int
    /// y = f(x) of one row. x and y are not the same memory.
    func forward(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, columns: Int)
    /// dx = dy·∂f/∂x of one row, overwriting dx.
    func backward(
        _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ dy: UnsafePointer<Float>,
        _ dx: UnsafeMutablePointer<Float>, columns: Int)
}

extension RowFormula {
    /// As many as there were.
    public func outputColumns(of columns: Int) -> Int { columns }
}

/// y = f(x) of each row.
struct ActivateRows: Operation {
    let input: Matrix
    let formula: any RowFormula
    /// One row of a gradient that is to be added.
    let share: Reserve
    let output: Matrix

    var name: String { "activation" }

    func forward(_ replay: borrowing Replay) {
        let (columns, width) = (replay.columns(input), replay.columns(output))
        let (x, y) = (replay.values(input), replay.values(output))
        for row in 0..<replay.rows(input) {
            if replay.isCancelled { return }
            formula.forward(x + row * columns, y + row * width, columns: columns)
        }
    }

    func backward(_ replay: borrowing Replay) {
        guard replay.needsGradient(input) else { return }
        let (columns, width) = (replay.columns(input), replay.columns(output))
        let (x, y, dy) = (replay.values(input), replay.values(output), replay.gradient(output))
        let (dx, adds) = (replay.gradient(input), replay.accumulates(input))
        let share = replay.reserve(share)
        for row in 0..<replay.rows(input) {
            if replay.isCancelled { return }
            let own = dx + row * columns
            formula.backward(
                x + row * columns, y + row * width, dy + row * width, adds ? share : own, columns: columns)
            if adds { replay.kernels.table.pointee.add(columns, own, share, own) }
        }
    }
}

extension Tape {
    /// f(x) of each row.
    public func activateRows(_ x: Matrix, _ formula: any RowFormula) -> Matrix {
        let (columns, rows) = (columns(of: x), rowsPerExample(of: x))
        let output = result(columns: formula.outputColumns(of: columns), rowsPerExample: rows, of: [x])
        return append(
            ActivateRows(
                input: x, formula: formula, share: reserve(perExample: 0, fixed: isDifferentiable ? columns : 0),
                output: output))
    }
}
