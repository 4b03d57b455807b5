import Answers
import Numbers
import Optimizers

/// Gauss–Newton for f = Σrᵢ²: the residuals are linearised, d = −(JᵀJ)⁻¹Jᵀr (Nocedal & Wright, section 10.3).
struct GaussNewton: Solver {
    let lineSearch: LineSearch
    let tolerance: Double
    /// The call that makes it.
    let summary: String

    static let card = SolverCard(
        "GaussNewton", chapter: .leastSquares, summary: "for sums of squares: the residuals are linearised",
        formula: "d = −(JᵀJ)⁻¹Jᵀr", source: "Nocedal & Wright, Numerical Optimization, section 10.3",
        differences: ["It needs residuals: sphere, rosenbrock, beale, booth, himmelblau and least_squares have them."],
        example: "GaussNewton()", LineSearch.hyperparameters("armijo") + [.tolerance]
    ) { try GaussNewton($0) }

    init(_ settings: Settings) throws {
        lineSearch = try LineSearch(settings, or: .armijo())
        tolerance = settings["tolerance"]
        summary = settings.call
    }

    func iterate(_ run: inout SolverRun) throws -> StopReason {
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
}
