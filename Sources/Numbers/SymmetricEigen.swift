/// All eigenvalues and eigenvectors of a small symmetric matrix, by cyclic Jacobi rotations (Golub & Van Loan, §8.5).
public struct SymmetricEigen: Sendable {
    /// Largest first.
    public let values: [Double]
    /// `vectors[k]` belongs to `values[k]`; orthonormal.
    public let vectors: [[Double]]

    /// - Parameter matrix: row by row; only symmetric ones make sense. n² numbers cost about 30n³ operations.
    public init(_ matrix: [[Double]]) {
        let n = matrix.count
        var a = matrix
        var v = (0..<n).map { i in (0..<n).map { $0 == i ? 1.0 : 0.0 } }
        for _ in 0..<60 {
            var off = 0.0
            var all = 0.0
            for i in 0..<n {
                for j in 0..<n { if i == j { all += a[i][j] * a[i][j] } else { off += a[i][j] * a[i][j] } }
            }
            if off <= 1e-30 * (all + off) { break }
            for p in 0..<n { for q in (p + 1)..<Swift.max(n, p + 1) { SymmetricEigen.rotate(&a, &v, p, q) } }
        }
        let order = (0..<n).sorted { a[$0][$0] > a[$1][$1] }
        values = order.map { a[$0][$0] }
        vectors = order.map { v[$0] }
    }

    /// Makes a[p][q] zero. `v` holds the eigenvectors as rows.
    private static func rotate(_ a: inout [[Double]], _ v: inout [[Double]], _ p: Int, _ q: Int) {
        guard a[p][q] != 0 else { return }
        let θ = (a[q][q] - a[p][p]) / (2 * a[p][q])
        let t = (θ >= 0 ? 1.0 : -1.0) / (θ.magnitude + (θ * θ + 1).squareRoot())
        let c = 1 / (t * t + 1).squareRoot()
        let s = t * c
        for k in a.indices {
            let (x, y) = (a[k][p], a[k][q])
            a[k][p] = c * x - s * y
            a[k][q] = s * x + c * y
        }
        for k in a.indices {
            let (x, y) = (a[p][k], a[q][k])
            a[p][k] = c * x - s * y
            a[q][k] = s * x + c * y
        }
        for k in a.indices {
            let (x, y) = (v[p][k], v[q][k])
            v[p][k] = c * x - s * y
            v[q][k] = s * x + c * y
        }
    }
}
