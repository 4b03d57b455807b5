public import Answers
internal import COpenBLAS
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

        init(_ array: NDArray, _ work: Work) throws {
            try checkMatrix(array)
            self.init(array.shape[0], array.shape[1], try array.elements(as: Double.self, stoppedBy: work))
        }

        func array() throws -> NDArray { try NDArray(a, shape: [rows, columns]) }
    }

    private static func checkMatrix(_ array: NDArray) throws {
        guard array.ndim == 2 else {
            throw Mistake(
                "\(array.ndim)-dimensional array given. Array must be at least two-dimensional", expected: "a matrix"
            ).raised(as: "LinAlgError")
        }
    }

    private static func checkSquare(_ array: NDArray) throws {
        try checkMatrix(array)
        guard array.shape[0] == array.shape[1] else {
            throw Mistake(
                "Last 2 dimensions of the array must be square: \(array.shape.shapeText)", expected: "a square matrix"
            ).raised(as: "LinAlgError", "Last 2 dimensions of the array must be square")
        }
    }

    private static func checkFinite(_ array: NDArray, _ failure: String, _ work: Work) throws {
        guard try array.apply(.isfinite, work: work).reduce(.all, work: work).only != .bool(true) else { return }
        throw Mistake("the matrix holds infinities or NaN", expected: "finite numbers").raised(
            as: "LinAlgError", failure)
    }

    private static func square(_ array: NDArray, _ work: Work) throws -> Matrix {
        try checkSquare(array)
        return try Matrix(array, work)
    }

    /// P·A = L·U by rows with the largest pivot; the sign of the permutation, and whether a pivot was 0.
    private static func factored(
        _ matrix: Matrix, _ work: Work
    ) throws -> (lu: Matrix, order: [Int], sign: Double, isSingular: Bool) {
        var lu = matrix
        let n = matrix.rows
        var order = Array(0..<n)
        var (sign, isSingular) = (1.0, false)
        var check = StopCheck(work)
        for k in 0..<n {
            try check.pass()
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
                try check.pass(1 + n / 4)
                let factor = lu[i, k] / lu[k, k]
                lu[i, k] = factor
                if factor != 0 { for j in (k + 1)..<n { lu[i, j] -= factor * lu[k, j] } }
            }
        }
        return (lu, order, sign, isSingular)
    }

    /// The determinant.
    ///
    /// - Parameter byLogarithms: as NumPy rounds; else the product of the pivots, as PyTorch does.
    /// - Throws: `Mistake` (LinAlgError) where the matrix is not square.
    public static func determinant(_ array: NDArray, byLogarithms: Bool = true, _ work: Work) throws -> Double {
        let (lu, _, sign, _) = try factored(square(array, work), work)
        guard byLogarithms else { return (0..<lu.rows).reduce(sign) { $0 * lu[$1, $1] } }
        let (parity, total) = logarithm(lu, sign)
        return parity * exp(total)
    }

    /// The sign of the determinant, and the logarithm of its magnitude; 0 and −∞ where it is 0.
    ///
    /// - Throws: `Mistake` (LinAlgError) where the matrix is not square.
    public static func logDeterminant(_ array: NDArray, _ work: Work) throws -> (sign: Double, logarithm: Double) {
        let (lu, _, sign, _) = try factored(square(array, work), work)
        return logarithm(lu, sign)
    }

    private static func logarithm(_ lu: Matrix, _ sign: Double) -> (sign: Double, logarithm: Double) {
        var (total, parity) = (0.0, sign)
        for k in 0..<lu.rows {
            guard lu[k, k] != 0 else { return (0, -.infinity) }
            total += log(lu[k, k].magnitude)
            if lu[k, k] < 0 { parity = -parity }
        }
        return (parity, total)
    }

    /// The solution of A·x = b for a vector or for the columns of a matrix.
    ///
    /// - Throws: `Mistake` (LinAlgError) for a singular matrix, or shapes that do not fit.
    public static func solve(_ array: NDArray, _ b: NDArray, _ work: Work) throws -> NDArray {
        let matrix = try square(array, work)
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
        let right = try b.elements(as: Double.self, stoppedBy: work)
        var x = Matrix(n, width, order.flatMap { right[($0 * width)..<(($0 + 1) * width)] })
        var check = StopCheck(work)
        for i in 0..<n {
            for k in 0..<i where lu[i, k] != 0 {
                try check.pass(1 + width / 4)
                for j in 0..<width { x[i, j] -= lu[i, k] * x[k, j] }
            }
        }
        for i in (0..<n).reversed() {
            for k in (i + 1)..<Swift.max(n, i + 1) where lu[i, k] != 0 {
                try check.pass(1 + width / 4)
                for j in 0..<width { x[i, j] -= lu[i, k] * x[k, j] }
            }
            for j in 0..<width { x[i, j] /= lu[i, i] }
        }
        return try x.array().reshaped(b.shape, work)
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
        try solve(array, NDArray.eye(array.shape.first ?? 0, array.shape.first ?? 0, 0, .float64, work: work), work)
    }

    /// Eigenvalues of a symmetric matrix in ascending order, and its eigenvectors as columns (empty where they are not wanted). The lower
    /// triangle counts, as in NumPy.
    ///
    /// - Throws: `Mistake` (LinAlgError) where the matrix is not square, or none are found.
    public static func symmetricEigen(
        _ array: NDArray, withVectors: Bool = true, _ work: Work
    ) throws -> (values: NDArray, vectors: NDArray) {
        try checkSquare(array)
        // NumPy answers with numbers that mean nothing.
        try checkFinite(array, "Eigenvalues did not converge", work)
        let n = array.shape[0]
        let (a, values) = (try array.byColumns(work), try NDArray(uninitialised: [n]))
        try Lapack.call(n, "Eigenvalues did not converge", work) {
            cob_symmetric_eigen(Int32(n), a.pointer(Double.self), values.pointer(Double.self), withVectors ? 1 : 0)
        }
        return (values, try withVectors ? a.transposed.copy(work) : NDArray.zeros([0, 0], work: work))
    }

    /// Eigenvalues of a matrix whose eigenvalues are real, and its eigenvectors as columns (empty where they are not wanted).
    ///
    /// - Throws: `Mistake` where an eigenvalue is complex, and (LinAlgError) where the matrix is not square or not finite.
    public static func eigen(
        _ array: NDArray, withVectors: Bool = true, _ work: Work
    ) throws -> (values: NDArray, vectors: NDArray) {
        try checkSquare(array)
        let n = array.shape[0]
        try checkFinite(array, "Array must not contain infs or NaNs", work)
        let (a, values) = (try array.byColumns(work), try NDArray(uninitialised: [n]))
        let (imaginary, vectors) = (
            try NDArray.zeros([n], work: work), try NDArray(uninitialised: withVectors ? [n, n] : [0, 0])
        )
        try Lapack.call(n, "Eigenvalues did not converge", work) {
            cob_eigen(
                Int32(n), a.pointer(Double.self), values.pointer(Double.self), imaginary.pointer(Double.self),
                withVectors ? vectors.pointer(Double.self) : nil)
        }
        guard imaginary.doubles().allSatisfy({ $0 == 0 }) else {
            throw Mistake(
                "this matrix has complex eigenvalues, and arrays hold real numbers here",
                expected: "a matrix with real eigenvalues, such as a symmetric one",
                try: "np.linalg.eigvalsh, or cmath.sqrt((a - d)**2/4 + b*c) for two rows [a, b], [c, d]")
        }
        return (values, try vectors.transposed.copy(work))
    }

    /// How much of U and V a decomposition makes.
    public enum SingularPart: Sendable {
        /// The singular values alone.
        case values
        /// As many columns of U and V as there are singular values.
        case thin
        /// All columns of U and V.
        case full
    }

    /// U, the singular values in descending order and Vᵀ; U and Vᵀ are empty where only the values are wanted.
    ///
    /// - Throws: `Mistake` (LinAlgError) where the matrix is none, or not finite.
    public static func singular(
        _ array: NDArray, _ part: SingularPart, _ work: Work
    ) throws -> (u: NDArray, values: NDArray, vt: NDArray) {
        try checkMatrix(array)
        try checkFinite(array, "SVD did not converge", work)
        let (m, n) = (array.shape[0], array.shape[1])
        let least = Swift.min(m, n)
        let (a, values) = (try array.byColumns(work), try NDArray(uninitialised: [least]))
        // By columns, so that the axes are turned around.
        let (u, v): ([Int], [Int]) =
            switch part {
            case .values: ([0, 0], [0, 0])
            case .thin: ([least, m], [n, least])
            case .full: ([m, m], [n, n])
            }
        let (left, right) = (try NDArray(uninitialised: u), try NDArray(uninitialised: v))
        if least > 0 {
            try Lapack.call(Swift.max(m, n), "SVD did not converge", work) {
                let letter: Character = part == .values ? "N" : part == .thin ? "S" : "A"
                return cob_singular(
                    Int32(m), Int32(n), CChar(bitPattern: letter.asciiValue ?? 0), a.pointer(Double.self),
                    values.pointer(Double.self), left.pointer(Double.self), right.pointer(Double.self))
            }
        } else if part == .full {
            try left.assign(NDArray.eye(m, m, 0, .float64, work: work), work)
            try right.assign(NDArray.eye(n, n, 0, .float64, work: work), work)
        }
        return (try left.transposed.copy(work), values, try right.transposed.copy(work))
    }

    /// The pseudo-inverse A⁺; singular values below `rcond` times the largest count as 0.
    public static func pseudoInverse(_ array: NDArray, rcond: Double = 1e-15, _ work: Work) throws -> NDArray {
        let (u, values, vt) = try singular(array, .thin, work)
        let limit = rcond * (values.doubles().max() ?? 0)
        let inverted = try NDArray(values.doubles().map { $0 > limit ? 1 / $0 : 0 }, shape: [values.count, 1])
        return try vt.transposed.matmul(
            NDArray.apply(.multiply, .array(inverted), .array(u.transposed), work: work), work: work)
    }

    /// The least-squares solution of A·x ≈ b, its residual sums, the rank and the singular values.
    public static func leastSquares(
        _ array: NDArray, _ b: NDArray, _ work: Work
    ) throws -> (x: NDArray, residuals: NDArray, rank: Int, singular: NDArray) {
        guard array.ndim == 2, b.ndim >= 1, b.shape[0] == array.shape[0] else {
            throw Mistake("Incompatible dimensions: \(array.shape.shapeText) and \(b.shape.shapeText)").raised(
                as: "LinAlgError", "Incompatible dimensions")
        }
        let values = try singular(array, .values, work).values
        let rcond = Double.ulpOfOne * Double(Swift.max(array.shape[0], array.shape[1]))
        let limit = rcond * (values.doubles().max() ?? 0)
        let rank = values.doubles().count { $0 > limit }
        let x = try pseudoInverse(array, rcond: rcond, work).matmul(b.converted(to: .float64, work), work: work)
        var residuals = try NDArray.zeros([0], work: work)
        if rank == array.shape[1], array.shape[0] > rank {
            let rest = try NDArray.apply(.subtract, .array(array.matmul(x, work: work)), .array(b), work: work)
            residuals = try rest.apply(.square, work: work).reduce(.sum, axes: [0], work: work)
            if residuals.ndim == 0 { residuals = try residuals.reshaped([1], work) }
        }
        return (x, residuals, rank, values)
    }

    /// L with A = L·Lᵀ.
    ///
    /// - Throws: `Mistake` (LinAlgError) where the matrix is not positive definite.
    public static func cholesky(_ array: NDArray, _ work: Work) throws -> NDArray {
        let a = try square(array, work)
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
        var a = try Matrix(array, work)
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
                    if work.isCancelled { throw Stopped() }
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
                if work.isCancelled { throw Stopped() }
                let scale = 2 * (0..<v.count).reduce(0.0) { $0 + v[$1] * q[j + $1, column] } / size
                for i in v.indices { q[j + i, column] -= scale * v[i] }
            }
        }
        var r = Matrix(k, n, Array(a.a.prefix(k * n)))
        for i in 0..<k { for j in 0..<Swift.min(i, n) { r[i, j] = 0 } }
        return (try q.array(), try r.array())
    }
}
