internal import CKernels

/// The LSTM recurrence (Hochreiter & Schmidhuber 1997, with forget gates): z = a_t + h·U split into i, f, g, o;
/// c ← σ(f)·c + σ(i)·tanh(g), h ← σ(o)·tanh(c). a holds x·W + b of all steps; the order of the gates is Keras's.
struct LongShortTerm: Operation {
    let input: Matrix
    let recurrent: Matrix
    let steps: Int
    /// 0 for the steps at which state and cell stay what they were; nil for none.
    let mask: Matrix?
    /// σ(i), σ(f), tanh(g), σ(o) of every step.
    let gates: Reserve
    /// c of every step, then tanh(c) of every step, for each example.
    let cells: Reserve
    /// What reaches h and c of the step before.
    let carried: Reserve
    let output: Matrix

    var name: String { "lstm" }

    func forward(_ replay: borrowing Replay) {
        let (h, batch) = (replay.columns(output), replay.batch)
        let (y, u, z) = (replay.values(output), replay.values(recurrent), replay.reserve(gates))
        let (row, wide) = (steps * h, 4 * h)
        let kernels = replay.kernels
        z.update(from: replay.values(input), count: replay.count(input))
        for t in 0..<steps {
            if replay.isCancelled { return }
            if t > 0 {
                kernels.product(
                    batch, wide, h, y + (t - 1) * h, aRow: row, aColumn: 1, u, ldb: wide, z + t * wide,
                    ldc: steps * wide, accumulates: true)
            }
            for b in 0..<batch {
                let gate = z + (b * steps + t) * wide
                kernels.apply(.sigmoid, 2 * h, gate, gate)
                kernels.apply(.tanh, h, gate + 2 * h, gate + 2 * h)
                kernels.apply(.sigmoid, h, gate + 3 * h, gate + 3 * h)
                let cell = replay.reserve(cells) + b * 2 * row + t * h
                for j in 0..<h {
                    cell[j] = gate[j] * gate[2 * h + j] + (t > 0 ? gate[h + j] * cell[j - h] : 0)
                }
                let squashed = cell + row
                kernels.apply(.tanh, h, cell, squashed)
                kernels.table.pointee.multiply(h, gate + 3 * h, squashed, y + b * row + t * h, 0)
                if replay.skips(mask, b * steps + t) {
                    replay.keepState(h, cell, isFirst: t == 0)
                    replay.keepState(h, y + b * row + t * h, isFirst: t == 0)
                }
            }
        }
    }

    func backward(_ replay: borrowing Replay) {
        let (h, batch) = (replay.columns(output), replay.batch)
        let (y, dy, z) = (replay.values(output), replay.gradient(output), replay.reserve(gates))
        let (row, wide) = (steps * h, 4 * h)
        let (dh, dc) = (replay.reserve(carried), replay.reserve(carried) + batch * h)
        let kernels = replay.kernels
        let transposed = replay.transposed(recurrent, h, wide)
        dh.update(repeating: 0, count: 2 * batch * h)
        var learning = RecurrentGradient(recurrent, h, wide, steps: steps, replay)
        for t in stride(from: steps - 1, through: 0, by: -1) {
            if replay.isCancelled { return }
            for b in 0..<batch {
                let gate = z + (b * steps + t) * wide
                let cell = replay.reserve(cells) + b * 2 * row + t * h
                if replay.skips(mask, b * steps + t) {
                    gate.update(repeating: 0, count: wide)
                    // It goes on to the step before, past the gates.
                    kernels.table.pointee.add(h, dy + b * row + t * h, dh + b * h, dy + b * row + t * h)
                    continue
                }
                step(
                    h, gate, before: t > 0 ? cell - h : nil, squashed: cell + row, dy: dy + b * row + t * h,
                    dh: dh + b * h, dc: dc + b * h)
            }
            guard t > 0 else { break }
            kernels.product(
                batch, h, wide, z + t * wide, aRow: steps * wide, aColumn: 1, transposed, ldb: h, dh, ldc: h)
            for b in 0..<batch where replay.skips(mask, b * steps + t) {
                kernels.table.pointee.add(h, dh + b * h, dy + b * row + t * h, dh + b * h)
            }
            learning.add(z + t * wide, from: y + (t - 1) * h, replay)
        }
        replay.pass(z, to: input)
    }

    /// Turns the gates of one step into the gradients of what entered them, and carries dc on.
    @inline(__always)
    private func step(
        _ h: Int, _ gate: UnsafeMutablePointer<Float>, before: UnsafeMutablePointer<Float>?,
        squashed: UnsafeMutablePointer<Float>, dy: UnsafeMutablePointer<Float>, dh: UnsafeMutablePointer<Float>,
        dc: UnsafeMutablePointer<Float>
    ) {
        for j in 0..<h {
            let (i, f, g, o) = (gate[j], gate[h + j], gate[2 * h + j], gate[3 * h + j])
            let slope = dy[j] + dh[j]
            let cell = dc[j] + slope * o * (1 - squashed[j] * squashed[j])
            gate[j] = cell * g * i * (1 - i)
            gate[h + j] = cell * (before.map { $0[j] } ?? 0) * f * (1 - f)
            gate[2 * h + j] = cell * i * (1 - g * g)
            gate[3 * h + j] = slope * squashed[j] * o * (1 - o)
            dc[j] = cell * f
        }
    }
}

extension Tape {
    /// The states of an LSTM layer; `a` holds x·W + b [4·units] for every step, U is [units, 4·units].
    ///
    /// - Parameter mask: 0 for the steps at which state and cell stay what they were.
    public func longShortTerm(_ a: Matrix, recurrent: Matrix, mask: Matrix? = nil) -> Matrix {
        let (steps, units) = (rowsPerExample(of: a), columns(of: a) / 4)
        if isDifferentiable { needScratch(4 * units * units) }
        return append(
            LongShortTerm(
                input: a, recurrent: recurrent, steps: steps, mask: mask, gates: reserve(perExample: steps * 4 * units),
                cells: reserve(perExample: 2 * steps * units), carried: reserve(perExample: 2 * units),
                output: result(columns: units, rowsPerExample: steps, of: [a, recurrent])))
    }
}
