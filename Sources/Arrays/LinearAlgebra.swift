public import Answers
internal import Glibc
import Numbers

/// Matrices of modest size in double precision: solutions, eigenvalues, singular values.
public enum LinearAlgebra {
    /// A square matrix row by row.
    struct Matrix {
        var rows: Int
        var columns: Int
        var a: [Double]

        subscript(_ i: Int, _ j: Int) -> Double {
            @inline(__always) get { a[i * columns + j] }
            @inline(__always) set { a[i * columns + j] = newValue }
        }

        init(_ rows: Int, _ columns: Int, _ a: [Double]) { (self.rows, self.columns, self.a) = (rows, columns, a) }

        init(_ array: NDArray) throws {
            guard array.ndim == 2 else {
                throw Mistake(
                    "\(array.ndim)-dimensional array given. Array must be at least two-dimensional",
                    expected: "a matrix"
                ).raised(as: "LinAlgError")
            }
            self.init(array.shape[0], array.shape[1], array.doubles())
        }

        func array() throws -> NDArray { try NDArray(a, shape: [rows, columns]) }
    }

    private static func square(_ array: NDArray) throws -> Matrix {
        let matrix = try Matrix(array)
        guard matrix.rows == matrix.columns else {
            throw Mistake(
                "Last 2 dimensions of the array must be square: \(array.shape.shapeText)", expected: "a square matrix"
            ).raised(as: "LinAlgError", "Last 2 dimensions of the array must be square")
        }
        return matrix
    }

    /// P·A = L·U by rows with the largest pivot; the sign of the permutation, and whether a pivot was 0.
    private static func factored(
        _ matrix: Matrix, _ work: Work
    ) throws -> (lu: Matrix, order: [Int], sign: Double, isSingular: Bool) {
        var lu = matrix
        let n = matrix.rows
        var order = Array(0..<n)
        var (sign, isSingular) = (1.0, false)
        for k in 0..<n {
            if work.isCancelled { throw Stopped() }
            var best = k
            for i in k..<n where lu[i, k].magnitude > lu[best, k].magnitude { best = i }
            if lu[best, k] == 0 || lu[best, k].isNaN {
                isSingular = true
                continue
            }
            if best != k {
                for j in 0..<n { lu.a.swapAt(k * n + j, best * n + j) }
                order.swapAt(k, best)
                sign = -sign
            }
            for i in (k + 1)..<Swift.max(n, k + 1) {
                let factor = lu[i, k] / lu[k, k]
                lu[i, k] = factor
                if factor != 0 { for j in (k + 1)..<n { lu[i, j] -= factor * lu[k, j] } }
            }
        }
        return (lu, order, sign, isSingular)
    }

    /// The determinant.
    ///
    /// - Throws: `Mistake` (LinAlgError) where the matrix is not square.
    public static func determinant(_ array: NDArray, _ work: Work) throws -> Double {
        let (lu, _, sign, _) = try factored(square(array), work)
        // By way of logarithms, as NumPy rounds.
        var (total, parity) = (0.0, sign)
        for k in 0..<lu.rows {
            guard lu[k, k] != 0 else { return 0 }
            total += log(lu[k, k].magnitude)
            if lu[k, k] < 0 { parity = -parity }
        }
        return parity * exp(total)
    }

    /// The solution of A·x = b for a vector or for the columns of a matrix.
    ///
    /// - Throws: `Mistake` (LinAlgError) for a singular matrix, or shapes that do not fit.
    public static func solve(_ array: NDArray, _ b: NDArray, _ work: Work) throws -> NDArray {
        let matrix = try square(array)
        guard b.ndim >= 1, b.shape[0] == matrix.rows else {
            throw Mistake(
                "solve: shapes \(array.shape.shapeText) and \(b.shape.shapeText) do not fit",
                expected: "as many rows on the right as the matrix has"
            ).raised(
                as: "ValueError",
                "solve: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (m,m),(m)->(m) "
                    + "(size \(b.shape.first ?? 0) is different from \(matrix.rows))")
        }
        let (lu, order, _, isSingular) = try factored(matrix, work)
        guard !isSingular else { throw singular }
        let n = matrix.rows
        let width = b.shape.dropFirst().reduce(1, *)
        let right = b.doubles()
        var x = Matrix(n, width, order.flatMap { right[($0 * width)..<(($0 + 1) * width)] })
        for i in 0..<n {
            if work.isCancelled { throw Stopped() }
            for k in 0..<i where lu[i, k] != 0 { for j in 0..<width { x[i, j] -= lu[i, k] * x[k, j] } }
        }
        for i in (0..<n).reversed() {
            for k in (i + 1)..<Swift.max(n, i + 1) where lu[i, k] != 0 {
                for j in 0..<width { x[i, j] -= lu[i, k] * x[k, j] }
            }
            for j in 0..<width { x[i, j] /= lu[i, i] }
        }
        return try x.array().reshaped(b.shape)
    }

    private static var singular: Mistake {
        Mistake(
            "Singular matrix: its rows depend on each other", expected: "a matrix that can be inverted",
            try: "np.linalg.pinv, or np.linalg.lstsq"
        ).raised(as: "LinAlgError", "Singular matrix")
    }

    /// A⁻¹.
    ///
    /// - Throws: `Mistake` (LinAlgError) for a singular matrix.
    public static func inverse(_ array: NDArray, _ work: Work) throws -> NDArray {
        try solve(array, NDArray.eye(array.shape.first ?? 0, array.shape.first ?? 0, 0, .float64), work)
    }

    /// Eigenvalues of a symmetric matrix in ascending order, and its eigenvectors as columns: cyclic Jacobi rotations
    /// (Golub & Van Loan, §8.5). The lower triangle counts, as in NumPy.
    public static func symmetricEigen(_ array: NDArray, _ work: Work) throws -> (values: NDArray, vectors: NDArray) {
        var a = try square(array)
        let n = a.rows
        for i in 0..<n { for j in (i + 1)..<Swift.max(n, i + 1) { a[i, j] = a[j, i] } }
        var v = Matrix(n, n, try NDArray.eye(n, n, 0, .float64).doubles())
        for _ in 0..<60 {
            var (off, all) = (0.0, 0.0)
            for i in 0..<n {
                for j in 0..<n { if i == j { all += a[i, i] * a[i, i] } else { off += a[i, j] * a[i, j] } }
            }
            if off <= 1e-32 * (all + off) { break }
            for p in 0..<n {
                if work.isCancelled { throw Stopped() }
                for q in (p + 1)..<Swift.max(n, p + 1) where a[p, q] != 0 {
                    let θ = (a[q, q] - a[p, p]) / (2 * a[p, q])
                    let t = (θ >= 0 ? 1.0 : -1.0) / (θ.magnitude + (θ * θ + 1).squareRoot())
                    let c = 1 / (t * t + 1).squareRoot()
                    let s = t * c
                    for k in 0..<n {
                        let (x, y) = (a[k, p], a[k, q])
                        a[k, p] = c * x - s * y
                        a[k, q] = s * x + c * y
                    }
                    for k in 0..<n {
                        let (x, y) = (a[p, k], a[q, k])
                        a[p, k] = c * x - s * y
                        a[q, k] = s * x + c * y
                    }
                    for k in 0..<n {
                        let (x, y) = (v[k, p], v[k, q])
                        v[k, p] = c * x - s * y
                        v[k, q] = s * x + c * y
                    }
                }
            }
        }
        let order = (0..<n).sorted { a[$0, $0] < a[$1, $1] }
        var vectors = Matrix(n, n, v.a)
        for (column, from) in order.enumerated() {
            // The sign that LAPACK mostly gives: the last component is not negative.
            let flip = v[n - 1, from] < 0 ? -1.0 : 1.0
            for row in 0..<n { vectors[row, column] = flip * v[row, from] }
        }
        return (try NDArray(order.map { a[$0, $0] }), try vectors.array())
    }

    /// Eigenvalues and eigenvectors of a matrix whose eigenvalues are real: the QR iteration on the Hessenberg form (Golub & Van
    /// Loan, §7.5), then back substitution.
    ///
    /// - Throws: `Mistake` where an eigenvalue is complex.
    public static func eigen(_ array: NDArray, _ work: Work) throws -> (values: NDArray, vectors: NDArray) {
        let matrix = try square(array)
        let n = matrix.rows
        var isSymmetric = true
        for i in 0..<n { for j in 0..<i where matrix[i, j] != matrix[j, i] { isSymmetric = false } }
        if isSymmetric {
            // In the order of the diagonal where that is what the matrix is, as LAPACK leaves it.
            if (0..<n).allSatisfy({ i in (0..<n).allSatisfy { $0 == i || matrix[i, $0] == 0 } }) {
                return (try NDArray((0..<n).map { matrix[$0, $0] }), try NDArray.eye(n, n, 0, .float64))
            }
            return try symmetricEigen(array, work)
        }
        // Unshifted QR would be slow; a shift by the last element converges quadratically.
        var h = matrix
        var q = Matrix(n, n, try NDArray.eye(n, n, 0, .float64).doubles())
        var end = n - 1
        var rounds = 0
        while end > 0 {
            if work.isCancelled { throw Stopped() }
            let small = 1e-15 * (h[end, end].magnitude + h[end - 1, end - 1].magnitude)
            if (0..<end).allSatisfy({ h[end, $0].magnitude <= small }) {
                end -= 1
                rounds = 0
                continue
            }
            rounds += 1
            guard rounds < 500 else {
                throw Mistake(
                    "this matrix has complex eigenvalues, which are not spoken here",
                    expected: "a matrix with real eigenvalues, such as a symmetric one", try: "np.linalg.eigvalsh")
            }
            let shift = rounds % 11 == 10 ? h[end, end] + h[end, end - 1].magnitude : h[end, end]
            for i in 0...end { h[i, i] -= shift }
            // Givens rotations make the leading block triangular, and are applied from the right again.
            var turns: [(Int, Int, Double, Double)] = []
            for column in 0..<end {
                for row in ((column + 1)...end).reversed() where h[row, column] != 0 {
                    let (x, y) = (h[row - 1, column], h[row, column])
                    let r = Glibc.hypot(x, y)
                    let (c, s) = (x / r, y / r)
                    for k in 0..<n {
                        let (u, v) = (h[row - 1, k], h[row, k])
                        h[row - 1, k] = c * u + s * v
                        h[row, k] = -s * u + c * v
                    }
                    turns.append((row - 1, row, c, s))
                }
            }
            for (i, j, c, s) in turns {
                for k in 0..<n {
                    let (u, v) = (h[k, i], h[k, j])
                    h[k, i] = c * u + s * v
                    h[k, j] = -s * u + c * v
                    let (x, y) = (q[k, i], q[k, j])
                    q[k, i] = c * x + s * y
                    q[k, j] = -s * x + c * y
                }
            }
            for i in 0...end { h[i, i] += shift }
        }
        let values = (0..<n).map { h[$0, $0] }
        var vectors = Matrix(n, n, [Double](repeating: 0, count: n * n))
        for k in 0..<n {
            var x = [Double](repeating: 0, count: n)
            x[k] = 1
            for i in (0..<k).reversed() {
                var total = h[i, k]
                for j in (i + 1)..<k { total += h[i, j] * x[j] }
                let gap = h[i, i] - values[k]
                x[i] = -total / (gap == 0 ? 1e-300 : gap)
            }
            var column = (0..<n).map { row in (0...k).reduce(0.0) { $0 + q[row, $1] * x[$1] } }
            let length = column.reduce(0) { $0 + $1 * $1 }.squareRoot()
            column = column.map { $0 / length }
            for row in 0..<n { vectors[row, k] = column[row] }
        }
        return (try NDArray(values), try vectors.array())
    }

    /// U, the singular values in descending order and Vᵀ, of the thin decomposition: one-sided Jacobi rotations.
    public static func singular(
        _ array: NDArray, _ work: Work
    ) throws -> (u: NDArray, values: NDArray, vt: NDArray) {
        let matrix = try Matrix(array)
        if matrix.rows < matrix.columns {
            let (u, values, vt) = try singular(array.transposed, work)
            return (try vt.transposed.copy(), values, try u.transposed.copy())
        }
        var a = matrix
        let (m, n) = (a.rows, a.columns)
        var v = Matrix(n, n, try NDArray.eye(n, n, 0, .float64).doubles())
        for _ in 0..<60 {
            var isDone = true
            for p in 0..<n {
                if work.isCancelled { throw Stopped() }
                for q in (p + 1)..<Swift.max(n, p + 1) {
                    var (α, β, γ) = (0.0, 0.0, 0.0)
                    for k in 0..<m {
                        α += a[k, p] * a[k, p]
                        β += a[k, q] * a[k, q]
                        γ += a[k, p] * a[k, q]
                    }
                    guard γ.magnitude > 1e-15 * (α * β).squareRoot(), γ != 0 else { continue }
                    isDone = false
                    let ζ = (β - α) / (2 * γ)
                    let t = (ζ >= 0 ? 1.0 : -1.0) / (ζ.magnitude + (1 + ζ * ζ).squareRoot())
                    let c = 1 / (1 + t * t).squareRoot()
                    let s = c * t
                    for k in 0..<m {
                        let (x, y) = (a[k, p], a[k, q])
                        a[k, p] = c * x - s * y
                        a[k, q] = s * x + c * y
                    }
                    for k in 0..<n {
                        let (x, y) = (v[k, p], v[k, q])
                        v[k, p] = c * x - s * y
                        v[k, q] = s * x + c * y
                    }
                }
            }
            if isDone { break }
        }
        let lengths = (0..<n).map { j in (0..<m).reduce(0.0) { $0 + a[$1, j] * a[$1, j] }.squareRoot() }
        let order = (0..<n).sorted { lengths[$0] > lengths[$1] }
        var u = Matrix(m, n, [Double](repeating: 0, count: m * n))
        var vt = Matrix(n, n, [Double](repeating: 0, count: n * n))
        for (column, from) in order.enumerated() {
            // LAPACK's first components are mostly negative.
            let flip = a[0, from] > 0 ? -1.0 : 1.0
            for k in 0..<m {
                u[k, column] = lengths[from] > 0 ? flip * a[k, from] / lengths[from] : (k == column ? 1 : 0)
            }
            for k in 0..<n { vt[column, k] = flip * v[k, from] }
        }
        return (try u.array(), try NDArray(order.map { lengths[$0] }), try vt.array())
    }

    /// The pseudo-inverse A⁺; singular values below `rcond` times the largest count as 0.
    public static func pseudoInverse(_ array: NDArray, rcond: Double = 1e-15, _ work: Work) throws -> NDArray {
        let (u, values, vt) = try singular(array, work)
        let limit = rcond * (values.doubles().max() ?? 0)
        let inverted = try NDArray(values.doubles().map { $0 > limit ? 1 / $0 : 0 }, shape: [values.count, 1])
        return try vt.transposed.matmul(NDArray.apply(.multiply, .array(inverted), .array(u.transposed)), work: work)
    }

    /// The least-squares solution of A·x ≈ b, its residual sums, the rank and the singular values.
    public static func leastSquares(
        _ array: NDArray, _ b: NDArray, _ work: Work
    ) throws -> (x: NDArray, residuals: NDArray, rank: Int, singular: NDArray) {
        guard array.ndim == 2, b.ndim >= 1, b.shape[0] == array.shape[0] else {
            throw Mistake("Incompatible dimensions: \(array.shape.shapeText) and \(b.shape.shapeText)").raised(
                as: "LinAlgError", "Incompatible dimensions")
        }
        let (_, values, _) = try singular(array, work)
        let rcond = Double.ulpOfOne * Double(Swift.max(array.shape[0], array.shape[1]))
        let limit = rcond * (values.doubles().max() ?? 0)
        let rank = values.doubles().count { $0 > limit }
        let x = try pseudoInverse(array, rcond: rcond, work).matmul(b.converted(to: .float64), work: work)
        var residuals = try NDArray.zeros([0])
        if rank == array.shape[1], array.shape[0] > rank {
            let rest = try NDArray.apply(.subtract, .array(array.matmul(x, work: work)), .array(b), work: work)
            residuals = try rest.apply(.square).reduce(.sum, axes: [0])
            if residuals.ndim == 0 { residuals = try residuals.reshaped([1]) }
        }
        return (x, residuals, rank, values)
    }

    /// L with A = L·Lᵀ.
    ///
    /// - Throws: `Mistake` (LinAlgError) where the matrix is not positive definite.
    public static func cholesky(_ array: NDArray, _ work: Work) throws -> NDArray {
        let a = try square(array)
        let n = a.rows
        let factor = CholeskyFactor(a.a, n)
        guard try factor.decompose(work: work) else {
            throw Mistake("Matrix is not positive definite").raised(as: "LinAlgError")
        }
        var l = Matrix(n, n, [Double](repeating: 0, count: n * n))
        for i in 0..<n { for j in 0...i { l[i, j] = factor.root[i][j] } }
        return try l.array()
    }

    /// Q with orthonormal columns and R with A = Q·R: Householder's reflections, the thin form.
    public static func qr(_ array: NDArray, _ work: Work) throws -> (q: NDArray, r: NDArray) {
        var a = try Matrix(array)
        let (m, n) = (a.rows, a.columns)
        let k = Swift.min(m, n)
        var vectors: [[Double]] = []
        for j in 0..<k {
            if work.isCancelled { throw Stopped() }
            var v = (j..<m).map { a[$0, j] }
            let length = v.reduce(0) { $0 + $1 * $1 }.squareRoot()
            v[0] += v[0] < 0 ? -length : length
            let size = v.reduce(0) { $0 + $1 * $1 }
            if size > 0, m - j > 1 {
                for column in j..<n {
                    let scale = 2 * (0..<v.count).reduce(0.0) { $0 + v[$1] * a[j + $1, column] } / size
                    for i in v.indices { a[j + i, column] -= scale * v[i] }
                }
            } else {
                v = [Double](repeating: 0, count: v.count)
            }
            vectors.append(v)
        }
        var q = Matrix(m, k, [Double](repeating: 0, count: m * k))
        for i in 0..<k { q[i, i] = 1 }
        for j in (0..<k).reversed() {
            let v = vectors[j]
            let size = v.reduce(0) { $0 + $1 * $1 }
            guard size > 0 else { continue }
            for column in 0..<k {
                let scale = 2 * (0..<v.count).reduce(0.0) { $0 + v[$1] * q[j + $1, column] } / size
                for i in v.indices { q[j + i, column] -= scale * v[i] }
            }
        }
        var r = Matrix(k, n, Array(a.a.prefix(k * n)))
        for i in 0..<k { for j in 0..<Swift.min(i, n) { r[i, j] = 0 } }
        return (try q.array(), try r.array())
    }
}
