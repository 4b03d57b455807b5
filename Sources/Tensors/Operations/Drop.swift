internal import CKernels
internal import Numbers

/// Dropout (Srivastava et al. 2014), inverted: while training each element is 0 with probability `rate` and 1/(1 − rate)
/// times itself otherwise.
///
/// Which elements drop depends on seed, step, layer and place alone, so a resumed training drops the same ones.
struct Drop: Operation {
    let input: Matrix
    let rate: Float
    /// Which of the model's layers this is.
    let number: UInt64
    /// The factor of each element.
    let factors: Reserve
    let output: Matrix

    var name: String { "dropout" }

    func forward(_ replay: borrowing Replay) {
        let count = replay.count(input)
        guard replay.isTraining else {
            replay.values(output).update(from: replay.values(input), count: count)
            return
        }
        let mask = replay.reserve(factors)
        // An element's draw is keyed by the low half of the key plus its number, which counts from the start of the batch.
        var stream = RandomStream(seed: replay.seed, key: number, index: replay.step)
        let base = stream.next()
        let number = UInt32(truncatingIfNeeded: replay.first &* (count / Swift.max(1, replay.batch)))
        let key = base & ~0xffff_ffff | UInt64(UInt32(truncatingIfNeeded: base) &+ number)
        replay.kernels.table.pointee.drop_factors(count, key, rate, mask)
        replay.kernels.table.pointee.multiply(count, replay.values(input), mask, replay.values(output), 0)
    }

    func backward(_ replay: borrowing Replay) {
        guard replay.needsGradient(input) else { return }
        let (count, dx, dy) = (replay.count(input), replay.gradient(input), replay.gradient(output))
        let adds = replay.accumulates(input)
        if replay.isTraining {
            replay.kernels.table.pointee.multiply(count, dy, replay.reserve(factors), dx, adds ? 1 : 0)
        } else if adds {
            replay.kernels.table.pointee.add(count, dx, dy, dx)
        } else {
            dx.update(from: dy, count: count)
        }
    }
}

extension Tape {
    /// Dropout with probability `rate`, in [0, 1).
    public func drop(_ x: Matrix, rate: Float, number: Int) -> Matrix {
        let (columns, rows) = (columns(of: x), rowsPerExample(of: x))
        return append(
            Drop(
                input: x, rate: rate, number: UInt64(truncatingIfNeeded: number),
                factors: reserve(perExample: isDifferentiable ? rows * columns : 0),
                output: result(columns: columns, rowsPerExample: rows, of: [x])))
    }
}
