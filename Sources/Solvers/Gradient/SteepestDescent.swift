import Answers
import Cards
import Numbers
import Optimizers

/// Gradient descent with a line search: d = −∇f, θ ← θ + t·d (Cauchy 1847; Nocedal & Wright, chapter 3).
struct SteepestDescent: Solver {
    let lineSearch: LineSearch
    /// |∇f| at which it has converged.
    let tolerance: Double
    /// The call that makes it.
    let summary: String

    static let card = SolverCard(
        "SteepestDescent", chapter: .descent, summary: "gradient descent with a line search",
        formula: "d = −∇f,  θ ← θ + t·d",
        source: "Cauchy (1847); Nocedal & Wright, Numerical Optimization, chapter 3",
        differences: [
            "Each step ends nearly at right angles to the next, so a valley is crossed again and again: Rosenbrock's from "
                + "(−1.5, 2) takes 19,530 evaluations, BFGS 45."
        ], example: "SteepestDescent()",
        LineSearch.hyperparameters("armijo") + [.tolerance]
    ) { try SteepestDescent($0) }

    init(_ settings: Settings) throws {
        lineSearch = try LineSearch(settings, or: .armijo())
        tolerance = settings["tolerance"]
        summary = settings.call
    }

    func iterate(_ run: inout SolverRun) -> StopReason {
        run.descend(lineSearch, tolerance: tolerance) { _ in GradientDirection() }
    }
}

/// d = −∇f
private struct GradientDirection: DescentDirection {
    /// `bySlopes`: the length that the change of the gradient suggests (Barzilai & Borwein 1988).
    private var last: (decrease: Double, bySlopes: Double)?

    func next(_ slope: Slope) -> Point { -slope.gradient }

    /// The step that would repeat the last decrease, or where rounding has swallowed that the one that the slopes suggest;
    /// at first, a step of length 1 or less.
    func firstLength(_ line: Line) -> Double {
        guard let last else { return max(1e-16, min(1, 1 / line.direction.norm)) }
        return last.decrease > 4 * line.value.ulp ? max(1e-16, 2.02 * last.decrease / -line.derivative) : last.bySlopes
    }

    mutating func learn(_ step: LineStep, from x: Point, _ slope: Slope) {
        let (s, y) = (step.point - x, step.slope.gradient - slope.gradient)
        let curvature = s.dot(y)
        last = (slope.value - step.value, curvature > 0 ? s.dot(s) / curvature : step.length)
    }

    func forget(_ slope: Slope, triedFirst length: Double) -> Double? { nil }
}
