internal import CKernels

/// The gradient of the weights between the steps of a recurrence: Σ_t h_{t−1}ᵀ·dz_t, with h_{t−1} [batch, units] and dz_t
/// [batch, width].
struct RecurrentGradient {
    private let recurrent: Matrix
    private let units: Int
    private let width: Int
    private let steps: Int
    private let isWanted: Bool
    /// Whether something stands there already.
    private var adds: Bool

    /// At the beginning of the way back; of a single step nothing comes, and what stands there is cleared.
    init(_ recurrent: Matrix, _ units: Int, _ width: Int, steps: Int, _ replay: borrowing Replay) {
        (self.recurrent, self.units, self.width, self.steps) = (recurrent, units, width, steps)
        isWanted = replay.needsGradient(recurrent)
        adds = isWanted && replay.accumulates(recurrent)
        if isWanted, steps == 1, !adds { replay.gradient(recurrent).update(repeating: 0, count: units * width) }
    }

    /// One step's part.
    ///
    /// - Parameters:
    ///   - slope: dz_t of the first example.
    ///   - before: h_{t−1} of the first example.
    mutating func add(
        _ slope: UnsafeMutablePointer<Float>, from before: UnsafeMutablePointer<Float>, _ replay: borrowing Replay
    ) {
        guard isWanted else { return }
        replay.kernels.product(
            units, width, replay.batch, before, aRow: 1, aColumn: steps * units, slope, ldb: steps * width,
            replay.gradient(recurrent), ldc: width, accumulates: adds)
        adds = true
    }
}

extension Replay {
    /// Whether a mask says that a step does not count.
    @inline(__always) func skips(_ mask: Matrix?, _ place: Int) -> Bool { mask.map { values($0)[place] == 0 } ?? false }

    /// The state of the step before in the place of this one's; zeros at the first.
    func keepState(_ units: Int, _ now: UnsafeMutablePointer<Float>, isFirst: Bool) {
        if isFirst {
            now.update(repeating: 0, count: units)
        } else {
            now.update(from: now - units, count: units)
        }
    }

    /// The weights between steps, [units, width], with rows and columns exchanged, in the scratch memory.
    func transposed(_ recurrent: Matrix, _ units: Int, _ width: Int) -> UnsafeMutablePointer<Float> {
        kernels.table.pointee.transpose(units, width, values(recurrent), width, scratch, units)
        return scratch
    }

    /// A gradient that goes on to an input as it is.
    func pass(_ slope: UnsafeMutablePointer<Float>, to input: Matrix) {
        guard needsGradient(input) else { return }
        let (there, count) = (gradient(input), count(input))
        if accumulates(input) {
            kernels.table.pointee.add(count, there, slope, there)
        } else {
            there.update(from: slope, count: count)
        }
    }
}
