internal import CKernels

/// h_t = f(a_t + h_{t−1}·U) over the steps of each example, where a holds x·W + b of all steps (Elman 1990).
struct SimpleRecurrence: Operation {
    let input: Matrix
    let recurrent: Matrix
    let function: ElementFunction
    let steps: Int
    /// 0 for the steps at which the state stays what it was; nil for none.
    let mask: Matrix?
    let slope: Reserve
    /// Gradient that reaches h_{t−1} from step t.
    let carried: Reserve
    let output: Matrix

    var name: String { "simple recurrence" }

    func forward(_ replay: borrowing Replay) {
        let (h, batch) = (replay.columns(output), replay.batch)
        let (y, u) = (replay.values(output), replay.values(recurrent))
        let row = steps * h
        y.update(from: replay.values(input), count: replay.count(output))
        for t in 0..<steps {
            if replay.isCancelled { return }
            let now = y + t * h
            if t > 0 {
                replay.kernels.product(
                    batch, h, h, now - h, aRow: row, aColumn: 1, u, ldb: h, now, ldc: row, accumulates: true)
            }
            for b in 0..<batch {
                let at = b * row
                function.apply(
                    replay.kernels, h, now + at, now + at, slope: replay.reserve(slope) + t * h + at)
                if replay.skips(mask, b * steps + t) { replay.keepState(h, now + at, isFirst: t == 0) }
            }
        }
    }

    func backward(_ replay: borrowing Replay) {
        let (h, batch) = (replay.columns(output), replay.batch)
        let (y, dy, carry) = (replay.values(output), replay.gradient(output), replay.reserve(carried))
        let row = steps * h
        let kernels = replay.kernels
        let transposed = replay.transposed(recurrent, h, h)
        var learning = RecurrentGradient(recurrent, h, h, steps: steps, replay)
        for t in stride(from: steps - 1, through: 0, by: -1) {
            if replay.isCancelled { return }
            let now = dy + t * h
            for b in 0..<batch {
                let at = b * row
                if t < steps - 1 { kernels.table.pointee.add(h, now + at, carry + b * h, now + at) }
                let slopes = replay.reserve(slope) + t * h + at
                if replay.skips(mask, b * steps + t) {
                    slopes.update(from: now + at, count: h)
                    (now + at).update(repeating: 0, count: h)
                } else {
                    kernels.table.pointee.multiply(h, now + at, slopes, now + at, 0)
                }
            }
            guard t > 0 else { break }
            kernels.product(batch, h, h, now, aRow: row, aColumn: 1, transposed, ldb: h, carry, ldc: h)
            for b in 0..<batch where replay.skips(mask, b * steps + t) {
                kernels.table.pointee.add(h, carry + b * h, replay.reserve(slope) + t * h + b * row, carry + b * h)
            }
            learning.add(now, from: y + (t - 1) * h, replay)
        }
        replay.pass(dy, to: input)
    }
}

extension Tape {
    /// The states of a simple recurrent layer; `a` holds x·W + b for every step, U is [units, units].
    ///
    /// - Parameter mask: 0 for the steps at which the state stays what it was.
    public func simpleRecurrence(_ a: Matrix, recurrent: Matrix, function: ElementFunction, mask: Matrix? = nil)
        -> Matrix
    {
        let (steps, units) = (rowsPerExample(of: a), columns(of: a))
        if isDifferentiable { needScratch(units * units) }
        return append(
            SimpleRecurrence(
                input: a, recurrent: recurrent, function: function, steps: steps, mask: mask,
                slope: reserve(perExample: steps * units), carried: reserve(perExample: units),
                output: result(columns: units, rowsPerExample: steps, of: [a, recurrent])))
    }
}
