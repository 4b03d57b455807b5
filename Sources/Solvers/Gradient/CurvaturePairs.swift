import Numbers

/// The last pairs of step s and change of gradient y, and the inverse Hessian they imply.
struct CurvaturePairs {
    private struct Pair {
        var s: Point
        var y: Point
        /// 1/(s·y)
        var ρ: Double
    }

    private let capacity: Int
    /// Oldest first up to `capacity` pairs; then a ring in which `oldest` is the next to be replaced.
    private var pairs: [Pair] = []
    private var oldest = 0
    private var scale = 1.0
    private var α: [Double]

    init(capacity: Int) {
        self.capacity = capacity
        pairs.reserveCapacity(Swift.min(capacity, 16))
        α = [Double](repeating: 0, count: capacity)
    }

    var isEmpty: Bool { pairs.isEmpty }
    var count: Int { pairs.count }

    mutating func removeAll() {
        pairs.removeAll(keepingCapacity: true)
        oldest = 0
        scale = 1
    }

    /// Leaves out a pair without positive curvature.
    mutating func append(moved s: Point, turned y: Point, least: Double? = nil) {
        let sy = s.dot(y)
        let yy = y.dot(y)
        guard sy > least ?? 2.2e-16 * yy else { return }
        let pair = Pair(s: s, y: y, ρ: 1 / sy)
        if pairs.count < capacity {
            pairs.append(pair)
        } else {
            pairs[oldest] = pair
            oldest = oldest + 1 == capacity ? 0 : oldest + 1
        }
        scale = sy / yy
    }

    /// Hv by the two-loop recursion.
    mutating func inverseTimes(_ v: Point) -> Point {
        let n = pairs.count
        let (oldest, scale) = (self.oldest, self.scale)
        // Through pointers: the loops are short and their bounds are known.
        return pairs.withUnsafeBufferPointer { pairs in
            α.withUnsafeMutableBufferPointer { α in
                var q = v
                var i = oldest
                for _ in 0..<n {
                    i = i == 0 ? n - 1 : i - 1
                    let pair = pairs[i]
                    let a = pair.ρ * pair.s.dot(q)
                    α[i] = a
                    q -= a * pair.y
                }
                var r = scale * q
                for _ in 0..<n {
                    let pair = pairs[i]
                    r += (α[i] - pair.ρ * pair.y.dot(r)) * pair.s
                    i = i + 1 == n ? 0 : i + 1
                }
                return r
            }
        }
    }
}
