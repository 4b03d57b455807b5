import Numbers

/// What a run keeps of its way: point, loss and gradient norm at the start and after steps.
///
/// It keeps every step until `limit` points are reached; then it drops every other one and goes on at twice the
/// stride. So memory is bounded for any number of steps and the kept points are always evenly spaced.
struct Trace {
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
    private let fresh = FreshVisits()

    init(limit: Int, steps: Int) {
        self.limit = limit
        let expected = Swift.min(steps < Int.max ? steps + 1 : steps, limit) + 1
        points.reserveCapacity(expected)
        losses.reserveCapacity(expected)
        gradientNorms.reserveCapacity(expected)
        points.preferLargePages()
        losses.preferLargePages()
        gradientNorms.preferLargePages()
    }

    @inline(__always) mutating func record(_ step: Int, _ point: Point, _ slope: Slope) {
        if fresh.isFull { collect() }
        guard step == next else { return }
        fresh.append(point, slope)
        next = step &+ stride
    }

    /// Keeps the last point also when it does not lie on the stride, and closes the trace.
    mutating func finish(_ step: Int, _ point: Point, _ slope: Slope) {
        if fresh.isFull { fresh.move(to: &points, &losses, &gradientNorms) }
        if step > next - stride { fresh.append(point, slope) }
        fresh.move(to: &points, &losses, &gradientNorms)
    }

    @inline(never) private mutating func collect() {
        fresh.move(to: &points, &losses, &gradientNorms)
        if points.count == limit { thin() }
    }

    /// Drops every other point. The limit is even, so the step at hand stays on the new stride only if it is even.
    private mutating func thin() {
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

/// The latest visits, few enough for the nearest cache. A step writes four numbers here; the arrays' own bookkeeping
/// and their fresh memory are paid for once per batch. A trace must not be copied while it is being written.
private final class FreshVisits {
    /// Divides every limit of a trace, so that a trace is full only when this is.
    private static let capacity = 256

    private let points = UnsafeMutablePointer<Point>.allocate(capacity: capacity)
    private let losses = UnsafeMutablePointer<Double>.allocate(capacity: capacity)
    private let gradientNorms = UnsafeMutablePointer<Double>.allocate(capacity: capacity)
    private var count = 0

    @inline(__always) var isFull: Bool { count == FreshVisits.capacity }

    @inline(__always) func append(_ point: Point, _ slope: Slope) {
        (points + count).initialize(to: point)
        (losses + count).initialize(to: slope.value)
        (gradientNorms + count).initialize(to: slope.gradient.norm)
        count &+= 1
    }

    func move(to points: inout [Point], _ losses: inout [Double], _ gradientNorms: inout [Double]) {
        points.append(contentsOf: UnsafeBufferPointer(start: self.points, count: count))
        losses.append(contentsOf: UnsafeBufferPointer(start: self.losses, count: count))
        gradientNorms.append(contentsOf: UnsafeBufferPointer(start: self.gradientNorms, count: count))
        count = 0
    }

    deinit {
        points.deallocate()
        losses.deallocate()
        gradientNorms.deallocate()
    }
}
