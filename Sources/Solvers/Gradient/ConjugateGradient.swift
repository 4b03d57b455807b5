import Answers
import Cards
import Numbers
import Optimizers

/// Nonlinear conjugate gradients: d₀ = −g₀, dₖ₊₁ = −gₖ₊₁ + βₖdₖ.
///
/// - Fletcher–Reeves (1964): β = |gₖ₊₁|²/|gₖ|², and again from −g after every n + 1 steps, as their paper has it.
/// - Polak–Ribière+ (1969; Powell's restriction to β ≥ 0): β = max(0, gₖ₊₁·y/|gₖ|²), y = gₖ₊₁ − gₖ.
/// - Hager–Zhang (2005): β = (y − 2d|y|²/(d·y))·gₖ₊₁/(d·y), bounded below by −1/(|d|·min(0.01, |gₖ|)).
///
/// A direction that does not go down by at least 0.01·|g|² is replaced by −g.
struct ConjugateGradient: Solver {
    /// Which β.
    enum Variant: String, Sendable, CaseIterable {
        case fletcherReeves = "FR"
        case polakRibiere = "PR+"
        case hagerZhang = "HZ"
    }

    let variant: Variant
    let lineSearch: LineSearch
    let tolerance: Double
    /// The call that makes it.
    let summary: String

    static let card = SolverCard(
        "ConjugateGradient", aliases: ["CG", "NonlinearCG"], chapter: .descent,
        summary: "nonlinear conjugate gradients: with exact searches it ends on a quadratic after n steps",
        formula: "d ← −g + βd",
        source: "Fletcher & Reeves (1964); Polak & Ribière (1969); Hager & Zhang (2005), equation 1.6",
        differences: [
            "β is Fletcher–Reeves's (\"FR\"), Polak–Ribière's, not below 0 (\"PR+\"), or Hager–Zhang's (\"HZ\").",
            "Fletcher–Reeves stays in a bad direction: a short step leaves the gradient as it was, so β ≈ 1 and the next "
                + "direction is nearly the same. So it begins again with −∇f after every n + 1 steps, and is slow all the "
                + "same: the three-hump camel from (−2, 2) takes it 256 evaluations, PR+ 17.",
            "Hager and Zhang's search stops where the slope is down to nine tenths (c2 = 0.9): cheap in many dimensions, where a "
                + "direction need not be exact. In two it costs steps: Rosenbrock's valley from (−1.5, 2) takes 202 "
                + "evaluations, 86 with line_search=\"wolfe\", c2=0.4, and PR+ 83.",
        ],
        example: "ConjugateGradient()",
        [Hyperparameter("beta", .choice(of: Variant.self), .text("PR+"), "which β")]
            + LineSearch.hyperparameters(nil, words: "wolfe with c2 = 0.4, hager_zhang for \"HZ\"") + [.tolerance]
    ) { try ConjugateGradient($0) }

    init(_ settings: Settings) throws {
        variant = settings.choice("beta")
        lineSearch = try LineSearch(settings, or: ConjugateGradient.standard(variant))
        tolerance = settings["tolerance"]
        summary = settings.call
    }

    private static func standard(_ variant: Variant) -> LineSearch {
        variant == .hagerZhang ? .hagerZhang() : .wolfe(MoreThuente(c2: 0.4))
    }

    func iterate(_ run: inout SolverRun) -> StopReason {
        let dimension = run.isCurve ? 1 : 2
        return run.descend(lineSearch, tolerance: tolerance) { ConjugateDirection(variant, $0, dimension: dimension) }
    }
}

/// d = −g + βd
private struct ConjugateDirection: DescentDirection {
    private let variant: ConjugateGradient.Variant
    private var direction: Point
    private var first: FirstLength
    /// Steps since the last one along −g, and how many there may be.
    private var age = 0
    private let limit: Int

    init(_ variant: ConjugateGradient.Variant, _ slope: Slope, dimension: Int) {
        self.variant = variant
        limit = variant == .fletcherReeves ? dimension : .max
        direction = -slope.gradient
        first = FirstLength(slope)
    }

    mutating func next(_ slope: Slope) -> Point {
        let g = slope.gradient
        if g.dot(direction) > -0.01 * g.dot(g) { direction = -g }
        return direction
    }

    mutating func firstLength(_ line: Line) -> Double { first.next(line) }

    mutating func learn(_ step: LineStep, from x: Point, _ slope: Slope) {
        let next = step.slope.gradient
        age += 1
        guard age <= limit else {
            age = 0
            direction = -next
            return
        }
        direction = beta(slope.gradient, next, direction) * direction - next
    }

    mutating func forget(_ slope: Slope, triedFirst length: Double) -> Double? {
        guard direction != -slope.gradient else { return nil }
        direction = -slope.gradient
        return length
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
}
