internal import CKernels

/// Scaled dot-product attention in several heads (Vaswani et al. 2017): softmax(q·kᵀ/√d)·v for each head of each example.
///
/// The input's columns are all queries, then all keys, then all values, each `heads·d` wide; head h reads columns h·d….
struct Attend: Operation {
    let input: Matrix
    let heads: Int
    let steps: Int
    let isCausal: Bool
    let scale: Float
    /// Softmax weights: batch × heads × steps × steps.
    let weights: Reserve
    /// Gradient of one head's weights, and its scores' gradient.
    let work: Reserve
    let output: Matrix

    var name: String { "attention" }

    func forward(_ replay: borrowing Replay) {
        let (width, size) = (replay.columns(output), replay.columns(output) / heads)
        let kernels = replay.kernels
        for b in 0..<replay.batch {
            let q = replay.values(input) + b * steps * 3 * width
            for h in 0..<heads {
                let p = replay.reserve(weights) + (b * heads + h) * steps * steps
                kernels.productWithTransposed(
                    steps, steps, size, q + h * size, lda: 3 * width, q + width + h * size, ldb: 3 * width, p,
                    ldc: steps, accumulates: false, scratch: replay.scratch)
                kernels.table.pointee.scale(steps * steps, scale, p, p)
                if isCausal {
                    for i in 0..<steps - 1 {
                        (p + i * steps + i + 1).update(repeating: -.infinity, count: steps - 1 - i)
                    }
                }
                kernels.table.pointee.softmax(steps, steps, p, p)
                kernels.product(
                    steps, size, steps, p, aRow: steps, aColumn: 1, q + 2 * width + h * size, ldb: 3 * width,
                    replay.values(output) + b * steps * width + h * size, ldc: width)
            }
        }
    }

    func backward(_ replay: borrowing Replay) {
        guard replay.needsGradient(input) else { return }
        let (width, size) = (replay.columns(output), replay.columns(output) / heads)
        let kernels = replay.kernels
        let adds = replay.accumulates(input)
        let dp = replay.reserve(work)
        for b in 0..<replay.batch {
            let q = replay.values(input) + b * steps * 3 * width
            let dq = replay.gradient(input) + b * steps * 3 * width
            for h in 0..<heads {
                let p = replay.reserve(weights) + (b * heads + h) * steps * steps
                let dy = replay.gradient(output) + b * steps * width + h * size
                let (qh, dqh) = (q + h * size, dq + h * size)
                // dV = Pᵀ·dY, dP = dY·Vᵀ
                kernels.product(
                    steps, size, steps, p, aRow: 1, aColumn: steps, dy, ldb: width, dqh + 2 * width, ldc: 3 * width,
                    accumulates: adds)
                kernels.productWithTransposed(
                    steps, steps, size, dy, lda: width, qh + 2 * width, ldb: 3 * width, dp, ldc: steps,
                    accumulates: false, scratch: replay.scratch)
                kernels.table.pointee.softmax_backward(steps, steps, p, dp, dp, 0)
                kernels.table.pointee.scale(steps * steps, scale, dp, dp)
                // dQ = dS·K, dK = dSᵀ·Q
                kernels.product(
                    steps, size, steps, dp, aRow: steps, aColumn: 1, qh + width, ldb: 3 * width, dqh, ldc: 3 * width,
                    accumulates: adds)
                kernels.product(
                    steps, size, steps, dp, aRow: 1, aColumn: steps, qh, ldb: 3 * width, dqh + width, ldc: 3 * width,
                    accumulates: adds)
            }
        }
    }
}

extension Tape {
    /// Attention over the rows of each example; x holds queries, keys and values side by side.
    public func attend(_ x: Matrix, heads: Int, isCausal: Bool) -> Matrix {
        let (steps, width) = (rowsPerExample(of: x), columns(of: x) / 3)
        needScratch(steps * Swift.max(steps, width))
        return append(
            Attend(
                input: x, heads: heads, steps: steps, isCausal: isCausal,
                scale: 1 / Float(Swift.max(1, width / heads)).squareRoot(),
                weights: reserve(perExample: heads * steps * steps),
                work: reserve(perExample: 0, fixed: isDifferentiable ? steps * steps : 0),
                output: result(columns: width, rowsPerExample: steps, of: [x])))
    }
}
