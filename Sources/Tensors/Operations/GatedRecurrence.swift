internal import CKernels

/// The GRU recurrence (Cho et al. 2014) as Keras's `reset_after=True` and PyTorch have it: with q = h·U + b′,
/// z = σ(a_z + q_z), r = σ(a_r + q_r), g = tanh(a_h + r·q_h), h ← z·h + (1 − z)·g. a holds x·W + b of all steps.
struct GatedRecurrence: Operation {
    let input: Matrix
    let recurrent: Matrix
    let recurrentBias: Matrix
    let steps: Int
    /// 0 for the steps at which the state stays what it was; nil for none.
    let mask: Matrix?
    /// z, r, g of every step.
    let gates: Reserve
    /// q of every step; in `backward` its gradient.
    let projected: Reserve
    let carried: Reserve
    let output: Matrix

    var name: String { "gru" }

    func forward(_ replay: borrowing Replay) {
        let (h, batch) = (replay.columns(output), replay.batch)
        let (y, a, z, q) = (
            replay.values(output), replay.values(input), replay.reserve(gates), replay.reserve(projected)
        )
        let (row, wide, bias) = (steps * h, 3 * h, replay.values(recurrentBias))
        let kernels = replay.kernels
        for t in 0..<steps {
            if replay.isCancelled { return }
            if t > 0 {
                kernels.product(
                    batch, wide, h, y + (t - 1) * h, aRow: row, aColumn: 1, replay.values(recurrent), ldb: wide,
                    q + t * wide, ldc: steps * wide, bias: bias)
            }
            for b in 0..<batch {
                let at = (b * steps + t) * wide
                let (gate, part) = (z + at, q + at)
                if t == 0 { part.update(from: bias, count: wide) }
                kernels.table.pointee.add(2 * h, a + at, part, gate)
                kernels.apply(.sigmoid, 2 * h, gate, gate)
                for j in 0..<h { gate[2 * h + j] = a[at + 2 * h + j] + gate[h + j] * part[2 * h + j] }
                kernels.apply(.tanh, h, gate + 2 * h, gate + 2 * h)
                let now = y + b * row + t * h
                for j in 0..<h { now[j] = (1 - gate[j]) * gate[2 * h + j] + (t > 0 ? gate[j] * now[j - h] : 0) }
                if replay.skips(mask, b * steps + t) { replay.keepState(h, now, isFirst: t == 0) }
            }
        }
    }

    func backward(_ replay: borrowing Replay) {
        let (h, batch) = (replay.columns(output), replay.batch)
        let (y, dy, z, q) = (
            replay.values(output), replay.gradient(output), replay.reserve(gates), replay.reserve(projected)
        )
        let (row, wide, dh) = (steps * h, 3 * h, replay.reserve(carried))
        let kernels = replay.kernels
        let transposed = replay.transposed(recurrent, h, wide)
        dh.update(repeating: 0, count: batch * h)
        var learning = RecurrentGradient(recurrent, h, wide, steps: steps, replay)
        for t in stride(from: steps - 1, through: 0, by: -1) {
            if replay.isCancelled { return }
            for b in 0..<batch {
                let at = (b * steps + t) * wide
                let now = y + b * row + t * h
                if replay.skips(mask, b * steps + t) {
                    (z + at).update(repeating: 0, count: wide)
                    (q + at).update(repeating: 0, count: wide)
                    kernels.table.pointee.add(h, dh + b * h, dy + b * row + t * h, dh + b * h)
                    continue
                }
                step(h, z + at, q + at, before: t > 0 ? now - h : nil, dy: dy + b * row + t * h, dh: dh + b * h)
            }
            guard t > 0 else { break }
            kernels.product(
                batch, h, wide, q + t * wide, aRow: steps * wide, aColumn: 1, transposed, ldb: h, dh, ldc: h,
                accumulates: true)
            learning.add(q + t * wide, from: y + (t - 1) * h, replay)
        }
        if replay.needsGradient(recurrentBias) {
            kernels.table.pointee.column_sums(
                batch * steps, wide, q, wide, replay.gradient(recurrentBias), replay.accumulates(recurrentBias) ? 1 : 0)
        }
        replay.pass(z, to: input)
    }

    /// Turns gates and projections of one step into their gradients; dh becomes what reaches h directly.
    @inline(__always)
    private func step(
        _ h: Int, _ gate: UnsafeMutablePointer<Float>, _ part: UnsafeMutablePointer<Float>,
        before: UnsafeMutablePointer<Float>?, dy: UnsafeMutablePointer<Float>, dh: UnsafeMutablePointer<Float>
    ) {
        for j in 0..<h {
            let (z, r, g) = (gate[j], gate[h + j], gate[2 * h + j])
            let slope = dy[j] + dh[j]
            let inner = slope * (1 - z) * (1 - g * g)
            let update = slope * ((before.map { $0[j] } ?? 0) - g) * z * (1 - z)
            let reset = inner * part[2 * h + j] * r * (1 - r)
            gate[j] = update
            gate[h + j] = reset
            gate[2 * h + j] = inner
            part[j] = update
            part[h + j] = reset
            part[2 * h + j] = inner * r
            dh[j] = slope * z
        }
    }
}

extension Tape {
    /// The states of a GRU layer; `a` holds x·W + b [3·units] for every step, U is [units, 3·units] with its own bias.
    ///
    /// - Parameter mask: 0 for the steps at which the state stays what it was.
    public func gatedRecurrence(_ a: Matrix, recurrent: Matrix, recurrentBias: Matrix, mask: Matrix? = nil) -> Matrix {
        let (steps, units) = (rowsPerExample(of: a), columns(of: a) / 3)
        if isDifferentiable { needScratch(3 * units * units) }
        return append(
            GatedRecurrence(
                input: a, recurrent: recurrent, recurrentBias: recurrentBias, steps: steps, mask: mask,
                gates: reserve(perExample: steps * 3 * units), projected: reserve(perExample: steps * 3 * units),
                carried: reserve(perExample: units),
                output: result(columns: units, rowsPerExample: steps, of: [a, recurrent, recurrentBias])))
    }
}
