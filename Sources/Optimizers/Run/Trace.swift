import Numbers

/// What a run keeps of its way: point, loss and gradient norm at the start and after steps.
///
/// It keeps every step until `limit` points are reached; then it drops every other one and goes on at twice the
/// stride. So memory is bounded for any number of steps and the kept points are always evenly spaced.
struct Trace: Sendable {
    /// More points than any picture can show and few enough for memory (64 MB).
    static let fullLimit = 1 << 21
    /// What an unrecorded run keeps, for its sparkline and as an outline.
    static let outlineLimit = 1 << 10

    private(set) var points: [Point] = []
    private(set) var losses: [Double] = []
    private(set) var gradientNorms: [Double] = []
    /// Points kept are this many steps apart (the very last one may be nearer).
    private(set) var stride = 1
    /// The next step to keep.
    private(set) var next = 0
    private let limit: Int

    init(limit: Int, steps: Int) {
        self.limit = limit
        let expected = Swift.min(steps < Int.max ? steps + 1 : steps, limit) + 1
        points.reserveCapacity(expected)
        losses.reserveCapacity(expected)
        gradientNorms.reserveCapacity(expected)
    }

    @inline(__always) mutating func record(_ step: Int, _ point: Point, _ slope: Slope) {
        if points.count == limit { thin() }
        guard step == next else { return }
        append(point, slope)
        next = step + stride
    }

    /// Keeps the last point also when it does not lie on the stride.
    mutating func finish(_ step: Int, _ point: Point, _ slope: Slope) {
        if step > next - stride { append(point, slope) }
    }

    @inline(__always) private mutating func append(_ point: Point, _ slope: Slope) {
        points.append(point)
        losses.append(slope.value)
        gradientNorms.append(slope.gradient.norm)
    }

    /// Drops every other point. The limit is even, so the step at hand stays on the new stride only if it is even.
    @inline(never) private mutating func thin() {
        let kept = (points.count + 1) / 2
        for i in 0..<kept {
            points[i] = points[2 * i]
            losses[i] = losses[2 * i]
            gradientNorms[i] = gradientNorms[2 * i]
        }
        points.removeLast(points.count - kept)
        losses.removeLast(losses.count - kept)
        gradientNorms.removeLast(gradientNorms.count - kept)
        stride *= 2
        next = kept * stride
    }
}
