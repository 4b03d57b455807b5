import Answers
import Cards
import Numbers
import Optimizers

/// Levenberg–Marquardt for f = Σrᵢ²: (JᵀJ + μI)d = −Jᵀr, between Gauss–Newton (μ → 0) and short steps down the gradient
/// (μ large). The damping follows the ratio of actual to promised decrease (Nielsen 1999; Madsen, Nielsen & Tingleff
/// 2004, algorithm 3.16).
struct LevenbergMarquardt: Solver {
    /// First μ, relative to the largest entry of JᵀJ's diagonal.
    let damping: Double
    let tolerance: Double
    /// The call that makes it.
    let summary: String

    static let card = SolverCard(
        "LevenbergMarquardt", aliases: ["LM"], chapter: .leastSquares,
        summary: "for sums of squares: between Gauss–Newton and gradient descent", formula: "(JᵀJ + μI)d = −Jᵀr",
        source: "Nielsen (1999); Madsen, Nielsen & Tingleff (2004), algorithm 3.16",
        differences: ["μ follows the ratio of actual to promised decrease."], example: "LevenbergMarquardt()",
        [
            Hyperparameter("damping", .positive, 1e-3, "first μ, relative to the largest entry of JᵀJ's diagonal"),
            .tolerance,
        ]
    ) { LevenbergMarquardt($0) }

    init(_ settings: Settings) {
        damping = settings["damping"]
        tolerance = settings["tolerance"]
        summary = settings.call
    }

    func iterate(_ run: inout SolverRun) throws -> StopReason {
        let source = try NormalEquations.source(run, "LevenbergMarquardt")
        var x = run.start
        var here = NormalEquations(run.objective.residuals(source, x) ?? [], isCurve: run.isCurve)
        if let reason = run.begin(here.slope) { return reason }
        var μ = damping * max(here.matrix.xx, here.matrix.yy)
        var growth = 2.0
        while here.slope.gradient.norm > tolerance {
            let half = 0.5 * here.slope.gradient
            let step = -(here.matrix + μ * .identity).solve(half)
            guard step.isFinite, μ.isFinite, step.norm > 1e-16 * (1e-16 + x.norm) else {
                return .stalled("no lower point however strong the damping")
            }
            let trial = NormalEquations(
                run.objective.residuals(source, x + step) ?? [], isCurve: run.isCurve)
            let promised = step.dot(μ * step - half)
            let ratio = (here.slope.value - trial.slope.value) / promised
            if ratio > 0, trial.slope.isInside {
                x += step
                here = trial
                let cube = (2 * ratio - 1) * (2 * ratio - 1) * (2 * ratio - 1)
                μ *= max(1.0 / 3, 1 - cube)
                growth = 2
            } else {
                μ *= growth
                growth *= 2
            }
            if let reason = run.record(x, here.slope) { return reason }
        }
        return .met(.gradient(tolerance))
    }
}
