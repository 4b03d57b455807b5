public import Answers
import RealModule

/// A symmetric positive definite matrix and its factor L, row by row: A = L·Lᵀ (Cholesky; Golub & Van Loan, algorithm 4.2.1),
/// and where it is asked for L⁻¹.
public final class CholeskyFactor {
    /// Rows of the matrix.
    public let count: Int
    /// A; only what is left of the diagonal, and the diagonal, counts.
    public let matrix: Rows
    /// L, once it is decomposed.
    public let root: Rows
    /// L⁻¹, once it is asked for.
    public private(set) lazy var inverseRoot = Rows(count, columns: count)

    /// Room for a matrix of so many rows.
    public init(_ count: Int) {
        self.count = count
        matrix = Rows(count, columns: count)
        root = Rows(count, columns: count)
    }

    /// The same with a matrix that lies row by row.
    public convenience init(_ values: [Double], _ count: Int) {
        self.init(count)
        for i in 0..<count { for j in 0...i { matrix[i][j] = values[i * count + j] } }
    }

    /// Finds L.
    ///
    /// - Parameter least: the share of a diagonal element below which what is left of it counts as nothing: rounding leaves so
    ///   much of a column that depends on others.
    /// - Returns: whether the matrix is positive definite.
    /// - Throws: `Stopped`.
    public func decompose(least: Double = 0, work: Work) throws -> Bool {
        root.clear()
        for i in 0..<count {
            if work.isCancelled { throw Stopped() }
            let row = root[i]
            for j in 0..<i { row[j] = (matrix[i][j] - Rows.dot(row, root[j], j)) / root[j][j] }
            let rest = matrix[i][i] - Rows.dot(row, row, i)
            guard rest > least * matrix[i][i], rest.isFinite else { return false }
            row[i] = rest.squareRoot()
        }
        return true
    }

    /// Finds L⁻¹.
    ///
    /// - Throws: `Stopped`.
    public func invertRoot(work: Work) throws {
        inverseRoot.clear()
        for i in 0..<count {
            if work.isCancelled { throw Stopped() }
            let row = inverseRoot[i]
            for k in 0..<i { Rows.add(-root[i][k], inverseRoot[k], to: row, k + 1) }
            let pivot = 1 / root[i][i]
            for block in 0..<(i + 7) / 8 { row.store(row.lanes(block) * pivot, block) }
            row[i] = pivot
        }
    }

    /// A⁻¹y by L⁻¹; `white` gets L⁻¹y.
    public func solve(
        _ y: UnsafeMutablePointer<Double>, into x: UnsafeMutablePointer<Double>, _ white: UnsafeMutablePointer<Double>
    ) {
        for i in 0..<count {
            white[i] = Rows.dot(inverseRoot[i], y, i + 1)
            x[i] = 0
        }
        for i in 0..<count { Rows.add(white[i], inverseRoot[i], to: x, i + 1) }
    }

    /// A⁻¹b by substitution, which needs no L⁻¹.
    public func solve(_ b: [Double]) -> [Double] {
        let rows = Rows(1, columns: count)
        return withExtendedLifetime(rows) {
            let x = rows[0]
            for i in 0..<count { x[i] = (b[i] - Rows.dot(root[i], x, i)) / root[i][i] }
            for i in (0..<count).reversed() {
                let found = x[i] / root[i][i]
                x[i] = 0
                Rows.add(-found, root[i], to: x, i)
                x[i] = found
            }
            return (0..<count).map { x[$0] }
        }
    }

    /// log |L| = Σ log Lᵢᵢ, half of log |A|.
    public var logRoot: Double { (0..<count).reduce(0.0) { $0 + Double.log(root[$1][$1]) } }
}
