import Answers
import Numbers
public import Optimizers

/// Quasi-Newton with a dense inverse Hessian (Broyden, Fletcher, Goldfarb, Shanno 1970; Nocedal & Wright, 6.17):
/// H ← (I − ρsyᵀ)H(I − ρysᵀ) + ρssᵀ, ρ = 1/(y·s), d = −H∇f.
///
/// H starts at the identity. The update is left out where y·s is not positive, which keeps H positive definite.
public struct BFGS: Solver {
    public let lineSearch: LineSearch
    public let tolerance: Double

    /// - Throws: `Mistake` for a negative tolerance.
    public init(lineSearch: LineSearch = .wolfe(), tolerance: Double = 1e-8) throws {
        try SolverRange.tolerance("tolerance", tolerance)
        self.lineSearch = lineSearch
        self.tolerance = tolerance
    }

    public func iterate(_ run: inout SolverRun) -> StopReason {
        var x = run.start
        var slope = run.objective.slope(x)
        if let reason = run.begin(slope) { return reason }
        var inverse = Hessian.identity
        var first = FirstLength(slope)
        while slope.gradient.norm > tolerance {
            let line = Line(x, slope, along: -(inverse * slope.gradient))
            let length = first.next(line)
            var found = run.search(line, first: length, with: lineSearch)
            if found == nil, inverse != .identity {
                inverse = .identity
                found = run.search(Line(x, slope, along: -slope.gradient), first: length, with: lineSearch)
            }
            guard let step = found else { return .stalled("no lower point along the direction") }
            inverse = BFGS.updated(inverse, moved: step.point - x, turned: step.slope.gradient - slope.gradient)
            (x, slope) = (step.point, step.slope)
            if let reason = run.record(x, slope) { return reason }
        }
        return .met(.gradient(tolerance))
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

    public var summary: String {
        SolverCall("BFGS").with(lineSearch, unless: .wolfe()).with("tolerance", tolerance, unless: 1e-8).text
    }
}
