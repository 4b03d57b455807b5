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
    /// Softmax weights: batch × heads × steps × steps; of one block of queries where no gradient will be asked for.
    let weights: Reserve
    let keepsWeights: Bool
    /// Gradient of one head's weights, and its scores' gradient.
    let work: Reserve
    let output: Matrix

    var name: String { "attention" }

    /// Rows that are taken together: as many as a vector has lanes.
    static let blockRows = 16

    /// The rows of the block of queries that begins at `first`, and the number of keys that some query of it may look at: all
    /// of them, or, with a causal mask, those up to the block's own end. What lies beyond is never computed.
    private func extent(_ first: Int) -> (rows: Int, reach: Int) {
        let rows = Swift.min(Self.blockRows, steps - first)
        return (rows, isCausal ? first + rows : steps)
    }

    func forward(_ replay: borrowing Replay) {
        let (width, size) = (replay.columns(output), replay.columns(output) / heads)
        let (kernels, keys) = (replay.kernels, replay.scratch)
        let table = kernels.table
        for b in 0..<replay.batch {
            let input = replay.values(self.input) + b * steps * 3 * width
            let y = replay.values(output) + b * steps * width
            for h in 0..<heads {
                let (q, all) = (input + h * size, replay.reserve(weights))
                let p = keepsWeights ? all + (b * heads + h) * steps * steps : all
                table.pointee.transpose(steps, size, q + width, 3 * width, keys, steps)
                for first in stride(from: 0, to: steps, by: Self.blockRows) {
                    if replay.isCancelled { return }
                    let (rows, reach) = extent(first)
                    let block = keepsWeights ? p + first * steps : p
                    kernels.product(
                        rows, reach, size, q + first * 3 * width, aRow: 3 * width, aColumn: 1, keys, ldb: steps, block,
                        ldc: steps)
                    table.pointee.attention_weights(
                        rows, reach, steps, scale, isCausal ? first + 1 : steps, isCausal ? 1 : 0, block)
                    kernels.product(
                        rows, size, reach, block, aRow: steps, aColumn: 1, q + 2 * width, ldb: 3 * width,
                        y + first * width + h * size, ldc: width)
                }
            }
        }
    }

    func backward(_ replay: borrowing Replay) {
        guard replay.needsGradient(input) else { return }
        let (width, size) = (replay.columns(output), replay.columns(output) / heads)
        let (kernels, values) = (replay.kernels, replay.scratch)
        let table = kernels.table
        let adds = replay.accumulates(input)
        let ds = replay.reserve(work)
        for b in 0..<replay.batch {
            let input = replay.values(self.input) + b * steps * 3 * width
            let dInput = replay.gradient(self.input) + b * steps * 3 * width
            for h in 0..<heads {
                let p = replay.reserve(weights) + (b * heads + h) * steps * steps
                let dy = replay.gradient(output) + b * steps * width + h * size
                let (q, dq) = (input + h * size, dInput + h * size)
                table.pointee.transpose(steps, size, q + 2 * width, 3 * width, values, steps)
                // dP = dY·Vᵀ, dS = scale·P∘(dP − ΣP∘dP), dQ = dS·K
                for first in stride(from: 0, to: steps, by: Self.blockRows) {
                    if replay.isCancelled { return }
                    let (rows, reach) = extent(first)
                    let block = ds + first * steps
                    kernels.product(
                        rows, reach, size, dy + first * width, aRow: width, aColumn: 1, values, ldb: steps, block,
                        ldc: steps)
                    table.pointee.attention_weights_backward(
                        rows, reach, steps, scale, p + first * steps, block)
                    kernels.product(
                        rows, size, reach, block, aRow: steps, aColumn: 1, q + width, ldb: 3 * width,
                        dq + first * 3 * width, ldc: 3 * width, accumulates: adds)
                }
                // dK = dSᵀ·Q and dV = Pᵀ·dY: a key is seen by the queries from its own block on.
                for first in stride(from: 0, to: steps, by: Self.blockRows) {
                    if replay.isCancelled { return }
                    let rows = Swift.min(Self.blockRows, steps - first)
                    let from = isCausal ? first : 0
                    let (count, corner) = (steps - from, from * steps + first)
                    kernels.product(
                        rows, size, count, ds + corner, aRow: 1, aColumn: steps, q + from * 3 * width, ldb: 3 * width,
                        dq + width + first * 3 * width, ldc: 3 * width, accumulates: adds)
                    kernels.product(
                        rows, size, count, p + corner, aRow: 1, aColumn: steps, dy + from * width, ldb: width,
                        dq + 2 * width + first * 3 * width, ldc: 3 * width, accumulates: adds)
                }
            }
        }
    }
}

extension Tape {
    /// Attention over the rows of each example; x holds queries, keys and values side by side.
    public func attend(_ x: Matrix, heads: Int, isCausal: Bool) -> Matrix {
        let (steps, width) = (rowsPerExample(of: x), columns(of: x) / 3)
        needScratch(steps * (width / Swift.max(1, heads)))
        return append(
            Attend(
                input: x, heads: heads, steps: steps, isCausal: isCausal,
                scale: 1 / Float(Swift.max(1, width / heads)).squareRoot(),
                weights: isDifferentiable
                    ? reserve(perExample: heads * steps * steps)
                    : reserve(perExample: 0, fixed: Swift.min(steps, Attend.blockRows) * steps),
                keepsWeights: isDifferentiable,
                work: reserve(perExample: 0, fixed: isDifferentiable ? steps * steps : 0),
                output: result(columns: width, rowsPerExample: steps, of: [x])))
    }
}
