internal import Answers
internal import CKernels

/// Causal attention of the newest positions alone, one or several: each query against the keys and values of all positions up to it, which are
/// remembered (Vaswani et al. 2017; the key–value cache of Pope et al. 2022, Efficiently Scaling Transformer Inference).
///
/// The products are those of `Attend`, over the same numbers in the same order, so that both agree bit for bit as long as no more
/// positions are remembered than there are.
struct AttendNext: Operation {
    let input: Matrix
    let heads: Int
    let place: SequencePlace
    let scale: Float
    /// For each example, keys transposed [width, length], then values [length, width].
    let memory: FloatStore
    /// Where the weights of the first sequence are written down; nil where nobody looks at them.
    let record: AttentionRecord?
    /// Scores of one query.
    let scores: Reserve
    let output: Matrix

    var name: String { "attention" }

    func forward(_ replay: borrowing Replay) {
        let (width, length) = (replay.columns(output), place.length)
        let (size, rows) = (width / heads, replay.rows(output) / replay.batch)
        let first = Swift.min(place.position, length - rows)
        let (kernels, p) = (replay.kernels, replay.reserve(scores))
        for row in 0..<replay.rows(output) {
            if replay.isCancelled { return }
            let (b, now) = (row / rows, first + row % rows)
            let x = replay.values(input) + row * 3 * width
            let keys = memory.base + b * 2 * width * length
            let values = keys + width * length
            for j in 0..<width { keys[j * length + now] = x[width + j] }
            (values + now * width).update(from: x + 2 * width, count: width)
            for h in 0..<heads {
                kernels.product(
                    1, now + 1, size, x + h * size, aRow: 3 * width, aColumn: 1, keys + h * size * length, ldb: length,
                    p,
                    ldc: length)
                kernels.table.pointee.attention_weights(1, now + 1, length, scale, now + 1, 0, p)
                if b == 0 { record?.keep(p, count: now + 1, head: h, step: now) }
                kernels.product(
                    1, size, now + 1, p, aRow: length, aColumn: 1, values + h * size, ldb: width,
                    replay.values(output) + row * width + h * size, ldc: width)
            }
        }
    }

    /// None: a tape that goes position by position only computes forward.
    func backward(_ replay: borrowing Replay) {}
}

extension Tape {
    /// Attention of one more position; x holds its query, key and value side by side; of several rows of an example each is the position after the last.
    ///
    /// - Throws: `Mistake` when there is no memory for the keys and values of `capacity` examples.
    public func attendNext(_ x: Matrix, heads: Int, at place: SequencePlace) throws -> Matrix {
        let width = columns(of: x) / 3
        try MemoryRoom.check(
            8 * Double(capacity) * Double(width) * Double(place.length), for: "keys and values of \(capacity) sequences"
        ) { _ in "fewer sequences at once" }
        let memory = try place.memory(
            capacity * 2 * width * place.length, for: "keys and values of \(capacity) sequences")
        var record: AttentionRecord?
        if place.keepsAttention {
            let made = try AttentionRecord(label: label, heads: heads, length: place.length)
            place.attention.append(made)
            record = made
        }
        return append(
            AttendNext(
                input: x, heads: heads, place: place,
                scale: 1 / Float(Swift.max(1, width / heads)).squareRoot(), memory: memory, record: record,
                scores: reserve(perExample: 0, fixed: place.length),
                output: result(columns: width, rowsPerExample: rowsPerExample(of: x), of: [x])))
    }
}
