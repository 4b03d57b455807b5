internal import Answers
internal import CKernels

/// One recorded step of a tape: how its output is computed, and how the output's gradient reaches its inputs.
///
/// An operation is recorded once with the matrices it reads and writes and is replayed for every batch. It may not allocate
/// in `forward` or `backward`; what it must remember between the two it reserves when it is recorded.
public protocol Operation {
    /// The matrix that this operation writes.
    var output: Matrix { get }
    /// What it does, for messages: `dense`, `softmax`.
    var name: String { get }
    /// Whether an example's output depends on the others in the batch, which then cannot be taken a slab at a time.
    var couplesExamples: Bool { get }
    /// Matrices that it reads as places in a table, not as numbers to compute with.
    var places: [Matrix] { get }
    func forward(_ replay: borrowing Replay)
    /// Reads the gradient of `output` (which it may overwrite) and writes or adds to the gradients of its inputs.
    func backward(_ replay: borrowing Replay)
}

extension Operation {
    /// Most operations take each example by itself.
    public var couplesExamples: Bool { false }
    /// Most operations compute with all they read.
    public var places: [Matrix] { [] }
}

/// A matrix on a tape, by its number there.
public struct Matrix: Sendable, Hashable {
    let index: Int
}

/// Memory that an operation keeps between `forward` and `backward`, by its number on the tape.
public struct Reserve: Sendable, Hashable {
    let index: Int
}

/// Where a matrix stands and what shape it has. Rows are counted per example, so that one tape serves every batch size.
struct Slot {
    var rowsPerExample: Int
    /// Rows of a matrix that does not grow with the batch (a parameter); 0 otherwise.
    var fixedRows: Int
    var columns: Int
    var needsGradient: Bool
    var label: String
    var values: UnsafeMutablePointer<Float>?
    var gradient: UnsafeMutablePointer<Float>?
    /// The rectifier that a dense layer ends with, where such a layer has written the matrix.
    var rectifier: Rectifier?
}

/// max(0, x·W + b) by one operation.
struct Rectifier {
    /// b, by its number.
    let bias: Int?
}

/// One pass over a tape: the batch and the addresses that operations read.
public struct Replay: ~Copyable {
    /// Examples in this pass, at most the tape's capacity.
    public let batch: Int
    /// Examples of the same batch that came in earlier passes.
    public let first: Int
    /// Whether dropout drops and batch statistics are used and learnt.
    public let isTraining: Bool
    /// What random draws of this pass are keyed by.
    public let seed: UInt64
    /// The number of the update; with `seed` it keys what is drawn.
    public let step: UInt64
    /// The processor's own loops.
    public let kernels: Kernels
    /// The format of what is computed; nil for float32.
    let narrow: NarrowFormat?
    let work: Work
    /// What operations add to the loss by themselves.
    let added: UnsafeMutablePointer<Double>
    /// What operations tell of themselves, by their numbers.
    let notes: UnsafeMutablePointer<Double>
    /// d(loss)/d of that: 1 in a training.
    let addedSlope: Double
    /// Room for transposed copies.
    let scratch: UnsafeMutablePointer<Float>
    let places: UnsafeMutablePointer<Place>
    let reserves: UnsafeMutablePointer<UnsafeMutablePointer<Float>>

    /// A slot without its names, as the replay reads it.
    struct Place {
        var values: UnsafeMutablePointer<Float>
        var gradient: UnsafeMutablePointer<Float>
        var rowsPerExample: Int
        var fixedRows: Int
        var columns: Int
        var needsGradient: Bool
        /// Whether something stands in `gradient` already in this backward pass.
        var isWritten: Bool
        /// The rectifier that made `values`, where one product alone reads them: it may carry the gradient through at once.
        var rectifier: Rectifier?
        /// Whether it has, in this backward pass.
        var isGated = false
    }

    /// Whether what this pass computes is no longer wanted. An operation that may take longer than 10 ms asks on its way.
    @inline(__always) var isCancelled: Bool { work.isCancelled }

    @inline(__always) func values(_ matrix: Matrix) -> UnsafeMutablePointer<Float> { places[matrix.index].values }
    @inline(__always) func gradient(_ matrix: Matrix) -> UnsafeMutablePointer<Float> { places[matrix.index].gradient }
    @inline(__always) func columns(_ matrix: Matrix) -> Int { places[matrix.index].columns }
    @inline(__always) func reserve(_ reserve: Reserve) -> UnsafeMutablePointer<Float> { reserves[reserve.index] }
    @inline(__always) func needsGradient(_ matrix: Matrix) -> Bool { places[matrix.index].needsGradient }

    @inline(__always) func rows(_ matrix: Matrix) -> Int {
        let place = places[matrix.index]
        return place.fixedRows + place.rowsPerExample &* batch
    }
    @inline(__always) func count(_ matrix: Matrix) -> Int { rows(matrix) &* columns(matrix) }

    /// `Kernels.product`, of large matrices in stretches of rows of the result, between which it looks whether it is still
    /// wanted.
    @inline(__always)
    func product(
        _ m: Int, _ n: Int, _ k: Int, _ a: UnsafePointer<Float>, aRow: Int, aColumn: Int, _ b: UnsafePointer<Float>,
        ldb: Int, _ c: UnsafeMutablePointer<Float>, ldc: Int, bias: UnsafePointer<Float>? = nil,
        accumulates: Bool = false, relu: Bool = false
    ) {
        inStretches(m, of: n &* k) { from, rows in
            kernels.product(
                rows, n, k, a + from * aRow, aRow: aRow, aColumn: aColumn, b, ldb: ldb, c + from * ldc, ldc: ldc,
                bias: bias, accumulates: accumulates, relu: relu)
        }
    }

    /// `Kernels.productWithTransposed` in the same way.
    @inline(__always)
    func productWithTransposed(
        _ m: Int, _ k: Int, _ n: Int, _ a: UnsafePointer<Float>, lda: Int, _ b: UnsafePointer<Float>, ldb: Int,
        _ c: UnsafeMutablePointer<Float>, ldc: Int, accumulates: Bool, gate: ck_gate? = nil
    ) {
        inStretches(m, of: n &* k) { from, rows in
            kernels.productWithTransposed(
                rows, k, n, a + from * lda, lda: lda, b, ldb: ldb, c + from * ldc, ldc: ldc, accumulates: accumulates,
                gate: gate.map { ck_gate(open: $0.open + from * ldc, sums: $0.sums) }, scratch: scratch)
        }
    }

    /// How the product ends that writes the gradient of `matrix`: through the rectifier that made it, with the sums for that layer's bias.
    /// Nil where others write to that gradient too.
    func gate(_ matrix: Matrix, accumulates: Bool) -> ck_gate? {
        guard !accumulates, let rectifier = places[matrix.index].rectifier else { return nil }
        places[matrix.index].isGated = true
        var sums: UnsafeMutablePointer<Float>?
        if let bias = rectifier.bias, places[bias].needsGradient {
            sums = places[bias].gradient
            if !self.accumulates(Matrix(index: bias)) {
                sums?.update(repeating: 0, count: columns(matrix))
            }
        }
        return ck_gate(open: UnsafePointer(values(matrix)), sums: sums)
    }

    /// Whether the gradient of `matrix` is already that before its rectifier, and the bias has its sums.
    @inline(__always) func isGated(_ matrix: Matrix) -> Bool { places[matrix.index].isGated }

    /// Rows of a product in stretches that take some milliseconds each. No row depends on another, so the numbers are those
    /// of one stretch.
    @inline(__always)
    private func inStretches(_ rows: Int, of work: Int, _ body: (_ from: Int, _ rows: Int) -> Void) {
        guard rows > 32, rows &* work > 1 << 28 else { return body(0, rows) }
        let most = Swift.max(32, (1 << 27) / work)
        var from = 0
        while from < rows, !isCancelled {
            let some = Swift.min(most, rows - from)
            body(from, some)
            from += some
        }
    }

    /// Adds a number to the loss beside that of the output.
    func addToLoss(_ value: Double) { added.pointee += value }

    /// Tells a number of an operation's own, which the loss does not know by itself.
    func note(_ place: Int, _ value: Double) { notes[place] += value }

    /// Whether the next contribution to this gradient must be added; the first one of a pass is stored.
    @inline(__always) func accumulates(_ matrix: Matrix) -> Bool {
        let before = places[matrix.index].isWritten
        places[matrix.index].isWritten = true
        return before
    }
}
