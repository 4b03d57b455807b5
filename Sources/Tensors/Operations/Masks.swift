/// 1 for each row of the input in which some number differs from a value, 0 for the others: the steps of a sequence that count.
struct RowsThatDiffer: Operation {
    let input: Matrix
    /// Numbers of a step.
    let width: Int
    let value: Float
    let output: Matrix

    var name: String { "mask" }
    // A loss over masked steps divides by how many count in the whole batch.
    var couplesExamples: Bool { true }

    func forward(_ replay: borrowing Replay) {
        let (x, y) = (replay.values(input), replay.values(output))
        for row in 0..<replay.count(output) {
            var differs = false
            for j in 0..<width where x[row * width + j] != value { differs = true }
            y[row] = differs ? 1 : 0
        }
    }

    func backward(_ replay: borrowing Replay) {}
}

/// The rows of the input where the mask is 1, and rows of zeros where it is 0.
struct KeepRows: Operation {
    let input: Matrix
    let mask: Matrix
    let output: Matrix

    var name: String { "masking" }

    func forward(_ replay: borrowing Replay) {
        let (columns, x, m, y) = (
            replay.columns(input), replay.values(input), replay.values(mask), replay.values(output)
        )
        for i in 0..<replay.count(output) { y[i] = m[i / columns] != 0 ? x[i] : 0 }
    }

    func backward(_ replay: borrowing Replay) {
        guard replay.needsGradient(input) else { return }
        let (columns, m) = (replay.columns(input), replay.values(mask))
        let (dx, dy) = (replay.gradient(input), replay.gradient(output))
        let adds = replay.accumulates(input)
        for i in 0..<replay.count(output) {
            dx[i] = (adds ? dx[i] : 0) + (m[i / columns] != 0 ? dy[i] : 0)
        }
    }
}

/// The mean of those rows of each example that a mask names; zeros where it names none.
struct MeanOfKeptRows: Operation {
    let input: Matrix
    let mask: Matrix
    let output: Matrix

    var name: String { "mean of rows" }

    /// 1 over the rows of an example that count.
    private func share(_ m: UnsafeMutablePointer<Float>, _ rows: Int) -> Float {
        var sum: Float = 0
        for row in 0..<rows { sum += m[row] }
        return sum == 0 ? 0 : 1 / sum
    }

    func forward(_ replay: borrowing Replay) {
        let (columns, rows) = (replay.columns(input), replay.rows(input) / replay.batch)
        let (x, m, y) = (replay.values(input), replay.values(mask), replay.values(output))
        y.update(repeating: 0, count: replay.count(output))
        for b in 0..<replay.batch {
            let share = share(m + b * rows, rows)
            for row in 0..<rows where m[b * rows + row] != 0 {
                for j in 0..<columns { y[b * columns + j] += share * x[(b * rows + row) * columns + j] }
            }
        }
    }

    func backward(_ replay: borrowing Replay) {
        guard replay.needsGradient(input) else { return }
        let (columns, rows, m) = (replay.columns(input), replay.rows(input) / replay.batch, replay.values(mask))
        let (dx, dy) = (replay.gradient(input), replay.gradient(output))
        let adds = replay.accumulates(input)
        for b in 0..<replay.batch {
            let share = share(m + b * rows, rows)
            for row in 0..<rows {
                let factor = m[b * rows + row] != 0 ? share : 0
                for j in 0..<columns {
                    let place = (b * rows + row) * columns + j
                    dx[place] = (adds ? dx[place] : 0) + factor * dy[b * columns + j]
                }
            }
        }
    }
}

extension Tape {
    /// 1 for each `width` numbers of an example among which one differs from a value, else 0.
    public func rowsThatDiffer(_ x: Matrix, from value: Float, width: Int) -> Matrix {
        let steps = columns(of: x) * rowsPerExample(of: x) / width
        return append(
            RowsThatDiffer(
                input: x, width: width, value: value, output: result(columns: 1, rowsPerExample: steps, of: [])))
    }

    /// The rows that a mask names; the others are zeros.
    public func keepRows(_ x: Matrix, _ mask: Matrix) -> Matrix {
        append(
            KeepRows(
                input: x, mask: mask,
                output: result(columns: columns(of: x), rowsPerExample: rowsPerExample(of: x), of: [x])))
    }

    /// The mean of the rows of each example that a mask names.
    public func meanOfRows(_ x: Matrix, _ mask: Matrix) -> Matrix {
        append(
            MeanOfKeptRows(
                input: x, mask: mask, output: result(columns: columns(of: x), rowsPerExample: 1, of: [x])))
    }
}
