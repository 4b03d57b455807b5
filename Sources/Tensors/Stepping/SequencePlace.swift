internal import CKernels

/// How far the sequences have come that a tape computes one position at a time.
///
/// All sequences of a batch stand at the same position. An operation that remembers earlier positions begins anew where it is 0.
public final class SequencePlace {
    /// Positions that a tape remembers at most: the length of a cache of keys and values, of a table of positions.
    public let length: Int
    /// The position that the next replay computes, from 0 to below `length`, or of any size where nothing is limited by it.
    public var position = 0

    /// A place at the first position of sequences of so many.
    public init(length: Int) { self.length = Swift.max(1, length) }
}

/// y = x + E[t], E a table of rows and t the position.
struct AddRowAtPlace: Operation {
    let input: Matrix
    let table: Matrix
    let place: SequencePlace
    let output: Matrix

    var name: String { "position" }

    func forward(_ replay: borrowing Replay) {
        let columns = replay.columns(output)
        let row = replay.values(table) + Swift.min(place.position, place.length - 1) * columns
        for b in 0..<replay.batch {
            replay.kernels.table.pointee.add(
                columns, replay.values(input) + b * columns, row, replay.values(output) + b * columns)
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
                output: result(columns: columns(of: x), rowsPerExample: 1, of: [x, table])))
    }
}
