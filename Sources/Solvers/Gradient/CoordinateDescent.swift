import Answers
import Numbers
public import Optimizers

/// One coordinate at a time, in turn, each followed to a (strong Wolfe) minimum along its axis while the other stays
/// (Nocedal & Wright, section 9.3). Good where coordinates hardly interact, slow in a valley that runs across them.
public struct CoordinateDescent: Solver {
    public let lineSearch: LineSearch
    public let tolerance: Double

    /// - Throws: `Mistake` for a negative tolerance.
    public init(lineSearch: LineSearch = .wolfe(MoreThuente(c2: 0.1)), tolerance: Double = 1e-8) throws {
        try SolverRange.tolerance("tolerance", tolerance)
        self.lineSearch = lineSearch
        self.tolerance = tolerance
    }

    public func iterate(_ run: inout SolverRun) -> StopReason {
        var x = run.start
        var slope = run.objective.slope(x)
        if let reason = run.begin(slope) { return reason }
        var axis = 0
        var lengths = [1.0, 1.0]
        var refusals = 0
        while slope.gradient.norm > tolerance {
            var direction = Point.zero
            direction[axis] = -slope.gradient[axis]
            let line = Line(x, slope, along: direction)
            if let step = run.search(line, first: lengths[axis], with: lineSearch) {
                lengths[axis] = step.length
                (x, slope) = (step.point, step.slope)
                refusals = 0
                if let reason = run.record(x, slope) { return reason }
            } else {
                refusals += 1
                lengths[axis] = 1
                guard refusals < 4 else { return .stalled("no coordinate alone leads lower") }
            }
            if !run.isCurve { axis = 1 - axis }
        }
        return .met(.gradient(tolerance))
    }

    public var summary: String {
        SolverCall("CoordinateDescent").with(lineSearch, unless: .wolfe(MoreThuente(c2: 0.1)))
            .with("tolerance", tolerance, unless: 1e-8).text
    }
}
