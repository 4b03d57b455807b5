internal import CKernels

/// How far the sequences have come that a tape computes one position at a time.
///
/// All sequences of a batch stand at the same position. An operation that remembers earlier positions begins anew where it is 0.
public final class SequencePlace {
    /// Positions that a tape remembers at most: the length of a cache of keys and values, of a table of positions.
    public let length: Int
    /// The position that the next replay computes, from 0 to below `length`, or of any size where nothing is limited by it.
    public var position = 0

    /// Whether layers of attention keep the weights of every position, for a picture.
    public let keepsAttention: Bool
    /// The weights that were kept, layer by layer.
    public internal(set) var attention: [AttentionRecord] = []

    /// What is remembered, in the order in which operations were recorded that remember something.
    private var memories: [FloatStore] = []
    private var recalled = 0

    /// Lets a second tape be recorded for the same network, whose operations share the memories of the first.
    public func recordAgain() { recalled = 0 }

    /// A memory of that many numbers: that of the operation in the same place of the tape recorded before, where there is one.
    func memory(_ count: Int, for purpose: @autoclosure () -> String) throws -> FloatStore {
        defer { recalled += 1 }
        if recalled < memories.count { return memories[recalled] }
        memories.append(try FloatStore(count: count, for: purpose()))
        return memories[recalled]
    }

    /// A place at the first position of sequences of so many.
    public init(length: Int, keepsAttention: Bool = false) {
        self.length = Swift.max(1, length)
        self.keepsAttention = keepsAttention
    }
}

/// The attention weights of one layer on the first sequence of a batch.
public final class AttentionRecord {
    /// The layer's name.
    public let label: String
    /// Heads of the layer.
    public let heads: Int
    private let length: Int
    private let values: FloatStore

    init(label: String, heads: Int, length: Int) throws {
        (self.label, self.heads, self.length) = (label, heads, length)
        values = try FloatStore(count: heads * length * length, for: "the weights of attention")
    }

    func keep(_ weights: UnsafePointer<Float>, count: Int, head: Int, step: Int) {
        let row = values.base + (head * length + step) * length
        row.update(from: weights, count: count)
        (row + count).update(repeating: 0, count: length - count)
    }

    /// How much a step looks at each; 0 for later ones.
    public func weights(head: Int, step: Int) -> [Float] {
        Array(values.buffer[(head * length + step) * length..<(head * length + step + 1) * length])
    }
}

/// y = x + E[t], E a table of rows and t the position; of several rows of an example each at the position after the last.
struct AddRowAtPlace: Operation {
    let input: Matrix
    let table: Matrix
    let place: SequencePlace
    let output: Matrix

    var name: String { "position" }

    func forward(_ replay: borrowing Replay) {
        let (columns, rows) = (replay.columns(output), replay.rows(output) / replay.batch)
        let first = Swift.min(place.position, place.length - rows)
        for row in 0..<replay.rows(output) {
            replay.kernels.table.pointee.add(
                columns, replay.values(input) + row * columns,
                replay.values(table) + (first + row % rows) * columns, replay.values(output) + row * columns)
        }
    }

    /// None: a tape that goes position by position only computes forward.
    func backward(_ replay: borrowing Replay) {}
}

extension Tape {
    /// The row of a table that belongs to the position, added to each example's row; the table has `place.length` rows.
    public func addRow(of table: Matrix, at place: SequencePlace, to x: Matrix) -> Matrix {
        append(
            AddRowAtPlace(
                input: x, table: table, place: place,
                output: result(columns: columns(of: x), rowsPerExample: rowsPerExample(of: x), of: [x, table])))
    }
}
