import Answers
import COpenBLAS

/// Products of matrices that lie row by row.
enum Products {
    /// C = op(A)·op(B) with op(A) of m × k and op(B) of k × n.
    static func product(
        _ a: [Double], turned aTurned: Bool, _ b: [Double], turned bTurned: Bool, _ m: Int, _ n: Int, _ k: Int,
        work: Work
    ) throws -> [Double] {
        try MemoryRoom.check(Double(m) * Double(n) * 8, for: "\(m.grouped) × \(n.grouped) products") { _ in "fewer rows"
        }
        guard m > 0, n > 0, k > 0 else { return [Double](repeating: 0, count: m * n) }
        var c = [Double](repeating: 0, count: m * n)
        // Rows of C at a time that take some hundredths of a second: a call cannot be stopped.
        let stretch = Swift.max(1, Int(Swift.min(Double(m), 1e8 / (Double(n) * Double(k)))))
        let done = try a.withUnsafeBufferPointer { a in
            try b.withUnsafeBufferPointer { b in
                try c.withUnsafeMutableBufferPointer { c in
                    try stride(from: 0, to: m, by: stretch).allSatisfy { first in
                        if work.isCancelled { throw Stopped() }
                        let found = cob_double_product(
                            aTurned ? 1 : 0, bTurned ? 1 : 0, Int32(Swift.min(stretch, m - first)), Int32(n), Int32(k),
                            a.baseAddress.map { $0 + first * (aTurned ? 1 : k) }, Int32(aTurned ? m : k), b.baseAddress,
                            Int32(bTurned ? k : n), 0, c.baseAddress.map { $0 + first * n }, Int32(n))
                        return found != 0
                    }
                }
            }
        }
        if done { return c }
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
}
