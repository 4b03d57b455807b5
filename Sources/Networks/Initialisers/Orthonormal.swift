internal import Answers
internal import Numbers
internal import Tensors

/// A random matrix with orthonormal columns, or rows where there are fewer of them: every rotation is equally likely.
///
/// Normal draws point in no direction more than in another, and Gram–Schmidt leaves them so: it keeps the sign that a QR
/// decomposition with a positive diagonal has. Each projection is taken out twice, which brings the rest down to rounding
/// (Giraud, Langou & Rozložník 2005). Vectors go in blocks that stay in the cache while those before them stream by.
struct Orthonormal {
    private let count: Int
    private let length: Int
    private let vectors: UnsafeMutablePointer<Double>
    private let work: Work

    /// Vectors of one block.
    private static let blockSize = 16
    /// Numbers between two looks at whether the work was cancelled.
    private static let chunk = 1 << 14

    /// Fills a rows×columns matrix, row-major, with gain times orthonormal rows or columns.
    ///
    /// - Complexity: 4·n²·m for an m×n matrix, n the smaller side.
    /// - Throws: `Mistake` when the work was cancelled, and when there is no memory for the vectors in Double.
    static func fill(
        _ values: UnsafeMutableBufferPointer<Float>, rows: Int, columns: Int, gain: Double,
        using stream: inout RandomStream, work: Work
    ) throws {
        let (count, length) = (Swift.min(rows, columns), Swift.max(rows, columns))
        guard count > 0 else { return }
        try MemoryRoom.check(8 * Double(count) * Double(length), for: "orthogonal weights") { _ in
            "kernel_initializer=\"glorot_uniform\""
        }
        let vectors = UnsafeMutablePointer<Double>.allocate(capacity: count * length)
        defer { vectors.deallocate() }
        for i in 0..<count * length {
            if i & 0xfff == 0, work.isCancelled { throw Initialiser.interrupted }
            (vectors + i).initialize(to: stream.normal())
        }
        try Orthonormal(count: count, length: length, vectors: vectors, work: work).orthogonalise()
        for i in 0..<count {
            if work.isCancelled { throw Initialiser.interrupted }
            let vector = vectors + i * length
            if rows >= columns {
                for k in 0..<length { values[k * columns + i] = Float(gain * vector[k]) }
            } else {
                for k in 0..<length { values[i * columns + k] = Float(gain * vector[k]) }
            }
        }
    }

    private func orthogonalise() throws {
        for start in stride(from: 0, to: count, by: Self.blockSize) {
            let block = start..<Swift.min(start + Self.blockSize, count)
            if count > 512 {
                let share = Double(start) / Double(count)
                work.report(share * share, "orthogonal weights")
            }
            for _ in 0..<2 {
                for before in 0..<start { for i in block { try takeOut(before, from: i) } }
            }
            for i in block {
                for _ in 0..<2 { for before in start..<i { try takeOut(before, from: i) } }
                let norm = try dot(i, i).squareRoot()
                try add(i, 1 / norm - 1, to: i)
            }
        }
    }

    /// v_i ← v_i − (v_i·v_j)·v_j
    private func takeOut(_ j: Int, from i: Int) throws { try add(j, -dot(i, j), to: i) }

    private func dot(_ i: Int, _ j: Int) throws -> Double {
        let (a, b) = (vectors + i * length, vectors + j * length)
        var sum = 0.0
        for from in stride(from: 0, to: length, by: Self.chunk) {
            if work.isCancelled { throw Initialiser.interrupted }
            let end = Swift.min(from + Self.chunk, length)
            // Four sums at a time, in an order that no processor changes.
            var four = SIMD4<Double>.zero
            var k = from
            while k + 4 <= end {
                four +=
                    UnsafeRawPointer(a + k).loadUnaligned(as: SIMD4<Double>.self)
                    * UnsafeRawPointer(b + k).loadUnaligned(as: SIMD4<Double>.self)
                k += 4
            }
            sum += four.sum()
            while k < end {
                sum += a[k] * b[k]
                k += 1
            }
        }
        return sum
    }

    private func add(_ j: Int, _ factor: Double, to i: Int) throws {
        let (a, b) = (vectors + i * length, vectors + j * length)
        for from in stride(from: 0, to: length, by: Self.chunk) {
            if work.isCancelled { throw Initialiser.interrupted }
            for k in from..<Swift.min(from + Self.chunk, length) { a[k] += factor * b[k] }
        }
    }
}
