import Answers
import Numbers
public import Optimizers

/// Gauss–Newton for f = Σrᵢ²: the residuals are linearised, d = −(JᵀJ)⁻¹Jᵀr (Nocedal & Wright, section 10.3).
public struct GaussNewton: Solver {
    public let lineSearch: LineSearch
    public let tolerance: Double

    /// - Throws: `Mistake` for a negative tolerance.
    public init(lineSearch: LineSearch = .armijo(), tolerance: Double = 1e-8) throws {
        try SolverRange.tolerance("tolerance", tolerance)
        self.lineSearch = lineSearch
        self.tolerance = tolerance
    }

    public func iterate(_ run: inout SolverRun) throws -> StopReason {
        let source = try NormalEquations.source(run, "GaussNewton")
        var x = run.start
        var here = NormalEquations(run.objective.residuals(source, x) ?? [], isCurve: run.isCurve)
        if let reason = run.begin(here.slope) { return reason }
        while here.slope.gradient.norm > tolerance {
            let direction = -0.5 * here.matrix.solve(here.slope.gradient)
            guard direction.isFinite else { return .stalled("JᵀJ is singular") }
            let line = Line(x, here.slope, along: direction)
            guard let step = run.search(line, first: 1, with: lineSearch) else {
                return .stalled("no lower point along the direction")
            }
            x = step.point
            here = NormalEquations(run.objective.residuals(source, x) ?? [], isCurve: run.isCurve)
            if let reason = run.record(x, here.slope) { return reason }
        }
        return .met(.gradient(tolerance))
    }

    public var summary: String {
        SolverCall("GaussNewton").with(lineSearch, unless: .armijo()).with("tolerance", tolerance, unless: 1e-8).text
    }
}
