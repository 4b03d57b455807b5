import Answers
import Numbers
public import Optimizers

/// BFGS that remembers only the last few steps (Nocedal 1980; Nocedal & Wright, algorithms 7.4 and 7.5): the two-loop
/// recursion from the scaled identity (s·y/y·y)·I.
public struct LBFGS: Solver {
    /// How many pairs (s, y) are kept.
    public let memory: Int
    public let lineSearch: LineSearch
    public let tolerance: Double

    /// - Throws: `Mistake` unless memory is 1…1000 and the tolerance is not negative.
    public init(memory: Int = 10, lineSearch: LineSearch = .wolfe(MoreThuente(c1: 1e-3)), tolerance: Double = 1e-8)
        throws
    {
        try SolverRange.count("memory", memory, atLeast: 1, atMost: 1000)
        try SolverRange.tolerance("tolerance", tolerance)
        self.memory = memory
        self.lineSearch = lineSearch
        self.tolerance = tolerance
    }

    public func iterate(_ run: inout SolverRun) -> StopReason {
        var x = run.start
        var slope = run.objective.slope(x)
        if let reason = run.begin(slope) { return reason }
        var history = CurvaturePairs(capacity: memory)
        while true {
            let size = slope.gradient.norm
            if size <= tolerance { return .met(.gradient(tolerance)) }
            let line = Line(x, slope, along: -history.inverseTimes(slope.gradient))
            // Without any curvature the gradient's length says nothing about the distance: try a step of length 1.
            let length = history.isEmpty ? 1 / size : 1
            var found = run.search(line, first: length, with: lineSearch)
            if found == nil, !history.isEmpty {
                history.removeAll()
                found = run.search(Line(x, slope, along: -slope.gradient), first: 1 / size, with: lineSearch)
            }
            guard let step = found else { return .stalled("no lower point along the direction") }
            history.append(moved: step.point - x, turned: step.slope.gradient - slope.gradient)
            (x, slope) = (step.point, step.slope)
            if let reason = run.record(x, slope) { return reason }
        }
    }

    public var summary: String {
        SolverCall("LBFGS").with("memory", memory).with(lineSearch, unless: .wolfe(MoreThuente(c1: 1e-3)))
            .with("tolerance", tolerance, unless: 1e-8).text
    }
}

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
