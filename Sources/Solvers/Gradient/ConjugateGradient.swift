import Answers
import Numbers
public import Optimizers

/// Nonlinear conjugate gradients: d₀ = −g₀, dₖ₊₁ = −gₖ₊₁ + βₖdₖ.
///
/// - Fletcher–Reeves (1964): β = |gₖ₊₁|²/|gₖ|².
/// - Polak–Ribière+ (1969; Powell's restriction to β ≥ 0): β = max(0, gₖ₊₁·y/|gₖ|²), y = gₖ₊₁ − gₖ.
/// - Hager–Zhang (2005): β = (y − 2d|y|²/(d·y))·gₖ₊₁/(d·y), bounded below by −1/(|d|·min(0.01, |gₖ|)).
///
/// A direction that does not go down by at least 0.01·|g|² is replaced by −g.
public struct ConjugateGradient: Solver {
    /// Which β.
    public enum Variant: String, Sendable, CaseIterable {
        case fletcherReeves = "FR"
        case polakRibiere = "PR+"
        case hagerZhang = "HZ"
    }

    public let variant: Variant
    public let lineSearch: LineSearch
    public let tolerance: Double

    /// - Parameter lineSearch: strong Wolfe with c₂ = 0.4 when nil, or Hager and Zhang's own for their β.
    /// - Throws: `Mistake` for a negative tolerance.
    public init(_ variant: Variant = .polakRibiere, lineSearch: LineSearch? = nil, tolerance: Double = 1e-8) throws {
        try SolverRange.tolerance("tolerance", tolerance)
        self.variant = variant
        self.lineSearch = lineSearch ?? ConjugateGradient.standard(variant)
        self.tolerance = tolerance
    }

    private static func standard(_ variant: Variant) -> LineSearch {
        variant == .hagerZhang ? .hagerZhang() : .wolfe(MoreThuente(c2: 0.4))
    }

    public func iterate(_ run: inout SolverRun) -> StopReason {
        var x = run.start
        var slope = run.objective.slope(x)
        if let reason = run.begin(slope) { return reason }
        var direction = -slope.gradient
        var first = FirstLength(slope)
        while slope.gradient.norm > tolerance {
            var line = Line(x, slope, along: direction)
            if line.derivative > -0.01 * slope.gradient.dot(slope.gradient) {
                direction = -slope.gradient
                line = Line(x, slope, along: direction)
            }
            let length = first.next(line)
            var found = run.search(line, first: length, with: lineSearch)
            if found == nil, direction != -slope.gradient {
                direction = -slope.gradient
                found = run.search(Line(x, slope, along: direction), first: length, with: lineSearch)
            }
            guard let step = found else { return .stalled("no lower point along the direction") }
            let g = slope.gradient
            (x, slope) = (step.point, step.slope)
            if let reason = run.record(x, slope) { return reason }
            direction = beta(g, slope.gradient, direction) * direction - slope.gradient
        }
        return .met(.gradient(tolerance))
    }

    private func beta(_ g: Point, _ next: Point, _ d: Point) -> Double {
        let y = next - g
        switch variant {
        case .fletcherReeves: return next.dot(next) / g.dot(g)
        case .polakRibiere: return max(0, next.dot(y) / g.dot(g))
        case .hagerZhang:
            let dy = d.dot(y)
            guard dy != 0 else { return 0 }
            let β = (y - d * (2 * y.dot(y) / dy)).dot(next) / dy
            return max(β, -1 / (d.norm * min(0.01, g.norm)))
        }
    }

    public var summary: String {
        SolverCall("ConjugateGradient").with("beta", variant.rawValue, unless: "PR+")
            .with(lineSearch, unless: ConjugateGradient.standard(variant)).with("tolerance", tolerance, unless: 1e-8)
            .text
    }
}
