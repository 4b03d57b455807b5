import Answers
import Cards
import Numbers
import Optimizers

/// One coordinate at a time, in turn, each followed to a (strong Wolfe) minimum along its axis while the other stays
/// (Nocedal & Wright, section 9.3). Good where coordinates hardly interact, slow in a valley that runs across them.
struct CoordinateDescent: Solver {
    let lineSearch: LineSearch
    let tolerance: Double
    /// The call that makes it.
    let summary: String

    static let card = SolverCard(
        "CoordinateDescent", chapter: .descent, summary: "one coordinate at a time, in turn",
        formula: "d = −(∇f)ᵢeᵢ,  i = 1, 2, 1, 2, …",
        source: "Nocedal & Wright, Numerical Optimization, section 9.3",
        differences: [
            "Each is followed to a minimum along its axis. Slow where a valley runs across the axes: "
                + "Rosenbrock's from (−1.5, 2) takes 13,745 evaluations, BFGS 45."
        ],
        example: "CoordinateDescent()", LineSearch.hyperparameters("wolfe") + [.tolerance]
    ) { try CoordinateDescent($0) }

    init(_ settings: Settings) throws {
        lineSearch = try LineSearch(settings, or: .wolfe(MoreThuente(c2: 0.1)))
        tolerance = settings["tolerance"]
        summary = settings.call
    }

    func iterate(_ run: inout SolverRun) -> StopReason {
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
}
