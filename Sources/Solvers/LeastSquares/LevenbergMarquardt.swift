import Answers
import Numbers
public import Optimizers

/// Levenberg–Marquardt for f = Σrᵢ²: (JᵀJ + μI)d = −Jᵀr, between Gauss–Newton (μ → 0) and short steps down the gradient
/// (μ large). The damping follows the ratio of actual to promised decrease (Nielsen 1999; Madsen, Nielsen & Tingleff
/// 2004, algorithm 3.16).
public struct LevenbergMarquardt: Solver {
    /// First μ, relative to the largest entry of JᵀJ's diagonal.
    public let damping: Double
    public let tolerance: Double

    /// - Throws: `Mistake` unless damping > 0 and the tolerance is not negative.
    public init(damping: Double = 1e-3, tolerance: Double = 1e-8) throws {
        try SolverRange.between("damping", damping, 0, .infinity, try: 1e-3)
        try SolverRange.tolerance("tolerance", tolerance)
        self.damping = damping
        self.tolerance = tolerance
    }

    public func iterate(_ run: inout SolverRun) throws -> StopReason {
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
            if ratio > 0 {
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

    public var summary: String {
        SolverCall("LevenbergMarquardt").with("damping", damping, unless: 1e-3)
            .with("tolerance", tolerance, unless: 1e-8).text
    }
}
