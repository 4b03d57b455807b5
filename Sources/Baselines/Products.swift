import Answers
import COpenBLAS

/// Products and factors of matrices that lie row by row.
enum Products {
    /// C = op(A)·op(B) with op(A) of m × k and op(B) of k × n.
    static func product(
        _ a: [Double], turned aTurned: Bool, _ b: [Double], turned bTurned: Bool, _ m: Int, _ n: Int, _ k: Int,
        work: Work
    ) throws -> [Double] {
        try MemoryRoom.check(Double(m) * Double(n) * 8, for: "\(m.grouped) × \(n.grouped) products") { _ in "fewer rows"
        }
        guard m > 0, n > 0, k > 0 else { return [Double](repeating: 0, count: m * n) }
        if work.isCancelled { throw Stopped() }
        var c = [Double](repeating: 0, count: m * n)
        let done = a.withUnsafeBufferPointer { a in
            b.withUnsafeBufferPointer { b in
                c.withUnsafeMutableBufferPointer { c in
                    cob_double_product(
                        aTurned ? 1 : 0, bTurned ? 1 : 0, Int32(m), Int32(n), Int32(k), a.baseAddress,
                        Int32(aTurned ? m : k), b.baseAddress, Int32(bTurned ? k : n), 0, c.baseAddress, Int32(n))
                }
            }
        }
        guard done == 0 else { return c }
        for i in 0..<m {
            if work.isCancelled { throw Stopped() }
            for l in 0..<k {
                let factor = aTurned ? a[l * m + i] : a[i * k + l]
                guard factor != 0 else { continue }
                for j in 0..<n { c[i * n + j] += factor * (bTurned ? b[j * k + l] : b[l * n + j]) }
            }
        }
        return c
    }

    /// The lower factor L of a symmetric positive definite matrix, A = L·Lᵀ; nil where it is not positive definite.
    static func cholesky(_ matrix: [Double], _ n: Int, work: Work) throws -> [Double]? {
        var l = matrix
        return try l.withUnsafeMutableBufferPointer { l -> [Double]? in
            for j in 0..<n {
                if work.isCancelled { throw Stopped() }
                for i in j..<n {
                    var sum = l[i * n + j]
                    for k in 0..<j { sum -= l[i * n + k] * l[j * n + k] }
                    if i == j {
                        // What rounding leaves of a column that depends on others is no pivot.
                        guard sum > 1e-14 * matrix[j * n + j] else { return nil }
                        l[j * n + j] = sum.squareRoot()
                    } else {
                        l[i * n + j] = sum / l[j * n + j]
                    }
                }
            }
            return Array(l)
        }
    }

    /// x with L·Lᵀ·x = b.
    static func solve(_ l: [Double], _ b: [Double]) -> [Double] {
        let n = b.count
        var x = b
        for i in 0..<n {
            var sum = x[i]
            for k in 0..<i { sum -= l[i * n + k] * x[k] }
            x[i] = sum / l[i * n + i]
        }
        for i in (0..<n).reversed() {
            var sum = x[i]
            for k in i + 1..<Swift.max(n, i + 1) { sum -= l[k * n + i] * x[k] }
            x[i] = sum / l[i * n + i]
        }
        return x
    }
}
