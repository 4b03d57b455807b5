/// y = s·x, s a constant.
struct Scale: Operation {
    let input: Matrix
    let factor: Float
    let output: Matrix

    var name: String { "scale" }

    func forward(_ replay: borrowing Replay) {
        let (x, y) = (replay.values(input), replay.values(output))
        for i in 0..<replay.count(input) { y[i] = factor * x[i] }
    }

    func backward(_ replay: borrowing Replay) {
        guard replay.needsGradient(input) else { return }
        let (dx, dy) = (replay.gradient(input), replay.gradient(output))
        let count = replay.count(input)
        if replay.accumulates(input) {
            for i in 0..<count { dx[i] += factor * dy[i] }
        } else {
            for i in 0..<count { dx[i] = factor * dy[i] }
        }
    }
}

extension Tape {
    /// s·x. The loop is a plain one: for few numbers, such as the r columns of a change of low rank.
    public func scale(_ x: Matrix, by factor: Float) -> Matrix {
        append(
            Scale(
                input: x, factor: factor,
                output: result(columns: columns(of: x), rowsPerExample: rowsPerExample(of: x), of: [x])))
    }
}
