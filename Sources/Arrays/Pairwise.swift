import Answers

/// NumPy's pairwise summation: eight running sums within 128 elements, halves above that.
enum Pairwise {
    /// The same sum, until the work is stopped.
    static func sum<T: ArrayElement & BinaryFloatingPoint>(
        _ x: UnsafeMutablePointer<T>, _ count: Int, _ work: Work
    ) throws -> T {
        if count <= 1 << 20 { return sum(x, count) }
        if work.isCancelled { throw Stopped() }
        let half = count / 16 * 8
        return try sum(x, half, work) + sum(x + half, count - half, work)
    }

    static func sum<T: ArrayElement & BinaryFloatingPoint>(_ x: UnsafeMutablePointer<T>, _ count: Int) -> T {
        if count < 8 {
            // NumPy begins with -0, so that a sum of negative zeros stays one.
            var total: T = -0.0
            for i in 0..<count { total += x[i] }
            return count == 0 ? 0 : total
        }
        if count <= 128 {
            var (r0, r1, r2, r3) = (x[0], x[1], x[2], x[3])
            var (r4, r5, r6, r7) = (x[4], x[5], x[6], x[7])
            var i = 8
            while i + 8 <= count {
                r0 += x[i]
                r1 += x[i + 1]
                r2 += x[i + 2]
                r3 += x[i + 3]
                r4 += x[i + 4]
                r5 += x[i + 5]
                r6 += x[i + 6]
                r7 += x[i + 7]
                i += 8
            }
            let low: T = (r0 + r1) + (r2 + r3)
            let high: T = (r4 + r5) + (r6 + r7)
            var total = low + high
            while i < count {
                total += x[i]
                i += 1
            }
            return total
        }
        var half = count / 2
        half -= half % 8
        return sum(x, half) + sum(x + half, count - half)
    }
}
