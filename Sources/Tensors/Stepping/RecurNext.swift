internal import CKernels

/// One more step of a recurrence, from the state that it remembers; the formulas are those of `SimpleRecurrence`,
/// `GatedRecurrence` and `LongShortTerm`.
struct RecurNext: Operation {
    enum Cell {
        case simple(ElementFunction)
        case gated(bias: Matrix)
        case longShort
    }

    let cell: Cell
    /// x·W + b of this step.
    let input: Matrix
    let recurrent: Matrix
    let place: SequencePlace
    /// h, and c for a cell that has one, of each example.
    let state: FloatStore
    /// z of one example, and h·U + b′ of the gated cell.
    let work: Reserve
    let output: Matrix

    var name: String { "recurrence" }

    func forward(_ replay: borrowing Replay) {
        let (h, wide) = (replay.columns(output), replay.columns(input))
        let (u, z, kernels) = (replay.values(recurrent), replay.reserve(work), replay.kernels)
        let isFirst = place.position == 0
        let cells = state.count / 2
        for b in 0..<replay.batch {
            if replay.isCancelled { return }
            let (a, y) = (replay.values(input) + b * wide, replay.values(output) + b * h)
            let before = state.base + b * h
            switch cell {
            case .simple(let function):
                y.update(from: a, count: h)
                if !isFirst {
                    kernels.product(1, h, h, before, aRow: h, aColumn: 1, u, ldb: h, y, ldc: h, accumulates: true)
                }
                function.apply(kernels, h, y, y, slope: nil)
            case .gated(let bias):
                let q = z + wide
                if isFirst {
                    q.update(from: replay.values(bias), count: wide)
                } else {
                    kernels.product(
                        1, wide, h, before, aRow: h, aColumn: 1, u, ldb: wide, q, ldc: wide,
                        bias: UnsafePointer(replay.values(bias)))
                }
                kernels.table.pointee.add(2 * h, a, q, z)
                kernels.apply(.sigmoid, 2 * h, z, z)
                for j in 0..<h { z[2 * h + j] = a[2 * h + j] + z[h + j] * q[2 * h + j] }
                kernels.apply(.tanh, h, z + 2 * h, z + 2 * h)
                for j in 0..<h { y[j] = (1 - z[j]) * z[2 * h + j] + (isFirst ? 0 : z[j] * before[j]) }
            case .longShort:
                let c = state.base + cells + b * h
                z.update(from: a, count: wide)
                if !isFirst {
                    kernels.product(
                        1, wide, h, before, aRow: h, aColumn: 1, u, ldb: wide, z, ldc: wide, accumulates: true)
                }
                kernels.apply(.sigmoid, 2 * h, z, z)
                kernels.apply(.tanh, h, z + 2 * h, z + 2 * h)
                kernels.apply(.sigmoid, h, z + 3 * h, z + 3 * h)
                for j in 0..<h { c[j] = z[j] * z[2 * h + j] + (isFirst ? 0 : z[h + j] * c[j]) }
                kernels.apply(.tanh, h, c, y)
                kernels.table.pointee.multiply(h, z + 3 * h, y, y, 0)
            }
            before.update(from: y, count: h)
        }
    }

    /// None: a tape that goes position by position only computes forward.
    func backward(_ replay: borrowing Replay) {}
}

extension Tape {
    /// The next state of a simple recurrent layer; a holds x·W + b, U is [units, units].
    public func simpleRecurrenceNext(
        _ a: Matrix, recurrent: Matrix, function: ElementFunction, at place: SequencePlace
    ) throws -> Matrix { try recurNext(.simple(function), a, recurrent, units: columns(of: a), place) }

    /// The next state of a GRU layer; a holds x·W + b, U is [units, 3·units] with its own bias.
    public func gatedRecurrenceNext(
        _ a: Matrix, recurrent: Matrix, recurrentBias: Matrix, at place: SequencePlace
    ) throws -> Matrix { try recurNext(.gated(bias: recurrentBias), a, recurrent, units: columns(of: a) / 3, place) }

    /// The next state of an LSTM layer; a holds x·W + b, U is [units, 4·units].
    public func longShortTermNext(_ a: Matrix, recurrent: Matrix, at place: SequencePlace) throws -> Matrix {
        try recurNext(.longShort, a, recurrent, units: columns(of: a) / 4, place)
    }

    private func recurNext(
        _ cell: RecurNext.Cell, _ a: Matrix, _ recurrent: Matrix, units: Int, _ place: SequencePlace
    ) throws -> Matrix {
        let state = try FloatStore(count: 2 * capacity * units, for: "the states of \(capacity) sequences")
        return append(
            RecurNext(
                cell: cell, input: a, recurrent: recurrent, place: place, state: state,
                work: reserve(perExample: 0, fixed: 2 * columns(of: a)),
                output: result(columns: units, rowsPerExample: 1, of: [a, recurrent])))
    }
}
