import Answers
import Cards
import Numbers
import Optimizers

/// Quasi-Newton with a dense inverse Hessian (Broyden, Fletcher, Goldfarb, Shanno 1970; Nocedal & Wright, 6.17):
/// H ← (I − ρsyᵀ)H(I − ρysᵀ) + ρssᵀ, ρ = 1/(y·s), d = −H∇f.
///
/// H starts at the identity. The update is left out where y·s is not positive, which keeps H positive definite.
struct BFGS: Solver {
    let lineSearch: LineSearch
    let tolerance: Double
    /// The call that makes it.
    let summary: String

    static let card = SolverCard(
        "BFGS", chapter: .descent, summary: "quasi-Newton: the curvature is learnt from the gradients",
        formula: "H ← (I − ρsyᵀ)H(I − ρysᵀ) + ρssᵀ,  ρ = 1/(y·s),  d = −H∇f",
        source: "Broyden, Fletcher, Goldfarb, Shanno (1970); Nocedal & Wright, Numerical Optimization, 6.17",
        example: "BFGS()", LineSearch.hyperparameters("wolfe") + [.tolerance]
    ) { try BFGS($0) }

    init(_ settings: Settings) throws {
        lineSearch = try LineSearch(settings, or: .wolfe())
        tolerance = settings["tolerance"]
        summary = settings.call
    }

    func iterate(_ run: inout SolverRun) -> StopReason {
        run.descend(lineSearch, tolerance: tolerance) { SecantDirection($0) }
    }

    /// The inverse Hessian after a step s over which the gradient changed by y. It meets the secant equation Hy = s.
    static func updated(_ inverse: Hessian, moved s: Point, turned y: Point) -> Hessian {
        let curvature = y.dot(s)
        guard curvature > 1e-14 * y.norm * s.norm else { return inverse }
        let ρ = 1 / curvature
        let v = inverse * y
        let scale = ρ * (1 + ρ * y.dot(v))
        return Hessian(
            xx: inverse.xx - 2 * ρ * s.x * v.x + scale * s.x * s.x,
            xy: inverse.xy - ρ * (s.x * v.y + s.y * v.x) + scale * s.x * s.y,
            yy: inverse.yy - 2 * ρ * s.y * v.y + scale * s.y * s.y)
    }
}

/// d = −H∇f with H learnt from the secant equation.
private struct SecantDirection: DescentDirection {
    private var inverse = Hessian.identity
    private var first: FirstLength

    init(_ slope: Slope) { first = FirstLength(slope) }

    func next(_ slope: Slope) -> Point { -(inverse * slope.gradient) }

    mutating func firstLength(_ line: Line) -> Double { first.next(line) }

    mutating func learn(_ step: LineStep, from x: Point, _ slope: Slope) {
        inverse = BFGS.updated(inverse, moved: step.point - x, turned: step.slope.gradient - slope.gradient)
    }

    mutating func forget(_ slope: Slope, triedFirst length: Double) -> Double? {
        guard inverse != .identity else { return nil }
        inverse = .identity
        return length
    }
}
