import Answers

/// C = A·B with B and C in rows, several columns at a time; each element is summed in the order of k, so it has the bits that
/// it would have alone.
///
/// - Parameters:
///   - m, n, k: rows of C, its columns, and what is summed over.
///   - row, column: from one row of A to the next, and from one column to the next.
///   - work: asked at every row.
/// - Returns: false when the work was stopped on the way.
@inline(__always)
func multiply<S: LaneScalar>(
    _ m: Int, _ n: Int, _ k: Int, _ a: UnsafeMutablePointer<S>, row: Int, column: Int, _ b: UnsafeMutablePointer<S>,
    to c: UnsafeMutablePointer<S>, work: Work?
) -> Bool {
    let width = S.width
    let step = width * MemoryLayout<S>.stride
    for r in 0..<m {
        if work?.isCancelled == true { return false }
        let from = a + r * row
        var q = 0
        while q + 4 * width <= n {
            let zero = S.Wide(0)
            var (first, second, third, fourth) = (zero, zero, zero, zero)
            for p in 0..<k {
                let factor = S.Wide(Double(from[p * column]))
                let line = UnsafeRawPointer(b + (p * n + q))
                first = first + factor * line.loadUnaligned(as: S.Wide.self)
                second = second + factor * line.loadUnaligned(fromByteOffset: step, as: S.Wide.self)
                third = third + factor * line.loadUnaligned(fromByteOffset: 2 * step, as: S.Wide.self)
                fourth = fourth + factor * line.loadUnaligned(fromByteOffset: 3 * step, as: S.Wide.self)
            }
            let out = UnsafeMutableRawPointer(c + (r * n + q))
            out.storeBytes(of: first, as: S.Wide.self)
            out.storeBytes(of: second, toByteOffset: step, as: S.Wide.self)
            out.storeBytes(of: third, toByteOffset: 2 * step, as: S.Wide.self)
            out.storeBytes(of: fourth, toByteOffset: 3 * step, as: S.Wide.self)
            q += 4 * width
        }
        while q < n {
            var sum = S(0 as Double)
            for p in 0..<k { sum = sum + from[p * column] * b[p * n + q] }
            c[r * n + q] = sum
            q += 1
        }
    }
    return true
}
