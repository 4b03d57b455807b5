import Answers
import Cards
import Numbers
import Optimizers

/// Gauss–Newton for f = Σrᵢ²: the residuals are linearised, d = −(JᵀJ)⁻¹Jᵀr (Nocedal & Wright, section 10.3).
///
/// Where JᵀJ is singular, as at Beale's usual start (1, 1), d is the shortest of the steps that minimise |r + Jd|.
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
            let direction = -0.5 * here.matrix.solveLeastNorm(here.slope.gradient)
            guard direction.isFinite else { return .stalled("the residuals have no finite slopes") }
            var found = run.search(Line(x, here.slope, along: direction), first: 1, with: lineSearch)
            if found == nil {
                // Where the linearised residuals mislead altogether, the gradient does not.
                let g = here.slope.gradient
                found = run.search(Line(x, here.slope, along: -g), first: 1 / g.norm, with: lineSearch)
            }
            guard let step = found else { return .stalled("no lower point along the direction") }
            x = step.point
            here = NormalEquations(run.objective.residuals(source, x) ?? [], isCurve: run.isCurve)
            if let reason = run.record(x, here.slope) { return reason }
        }
        return .met(.gradient(tolerance))
    }
}
