import Answers
import Cards
import Numbers
import Optimizers

/// Newton steps kept inside a circle in which the quadratic model is trusted (Nocedal & Wright, algorithm 4.1).
///
/// The radius shrinks to a quarter when the loss falls by less than a quarter of what the model promised, and doubles
/// when it falls by more than three quarters of it and the step reached the circle. The step is Powell's dogleg
/// (towards the steepest-descent minimum, then towards the Newton point) where H is positive definite, and the exact
/// minimum of the model on the circle elsewhere.
struct TrustRegion: Solver {
    /// How the model is minimised inside the circle.
    enum Subproblem: String, Sendable, CaseIterable {
        case dogleg
        /// The minimum of the model itself (Moré & Sorensen 1983).
        case exact
    }

    let radius: Double
    let maxRadius: Double
    let subproblem: Subproblem
    let tolerance: Double
    /// Least ratio of actual to promised decrease for a step to be taken.
    let acceptance = 0.15
    /// The call that makes it.
    let summary: String

    static let card = SolverCard(
        "TrustRegion", aliases: ["Dogleg"], chapter: .curvature,
        summary: "Newton steps inside a circle in which the model is trusted",
        formula: "p minimises g·p + ½p·Hp within |p| ≤ radius",
        source: "Powell (1970); Moré & Sorensen (1983); Nocedal & Wright, Numerical Optimization, algorithm 4.1",
        differences: [
            "The circle shrinks when the loss falls by less than a quarter of what the model promised, and doubles when "
                + "it falls by more than three quarters."
        ], example: "TrustRegion()",
        [
            Hyperparameter("radius", .positive, 1, "first radius"),
            Hyperparameter("max_radius", .positive, 1000, "largest radius"),
            Hyperparameter("subproblem", .choice(of: Subproblem.self), .text("dogleg"), "how the model is minimised"),
            .tolerance,
        ]
    ) { try TrustRegion($0) }

    init(_ settings: Settings) throws {
        radius = settings["radius"]
        maxRadius = settings["max_radius"]
        guard maxRadius >= radius else {
            throw Mistake(
                "max_radius = \(maxRadius.short())", expected: "a finite number of at least radius = \(radius.short())",
                argument: "max_radius")
        }
        subproblem = settings.choice("subproblem")
        tolerance = settings["tolerance"]
        summary = settings.call
    }

    func iterate(_ run: inout SolverRun) -> StopReason {
        var x = run.start
        var here = run.objective.curvature(x)
        if let reason = run.begin(here.slope) { return reason }
        var radius = self.radius
        while true {
            let escapes = here.hessian.eigenvalues.smaller < 0
            if here.gradient.norm <= tolerance, !escapes { return .met(.gradient(tolerance)) }
            let step = step(here, within: radius)
            let promised = -(here.gradient.dot(step) + 0.5 * step.dot(here.hessian * step))
            guard promised > 0, step.norm > 1e-15 * (1e-15 + x.norm) else {
                return .stalled("the model promises no decrease")
            }
            let trial = x + step
            let value = run.objective.value(trial)
            let ratio = (here.value - value) / promised
            if ratio < 0.25 || ratio.isNaN {
                radius *= 0.25
            } else if ratio > 0.75, step.norm >= radius * (1 - 1e-10) {
                radius = min(2 * radius, maxRadius)
            }
            if ratio > acceptance {
                let there = run.objective.curvature(trial, valueKnown: true)
                // At the edge of the domain, where slopes are infinite, no model can be made.
                if there.slope.isInside { (x, here) = (trial, there) } else { radius = 0.25 * step.norm }
            }
            if let reason = run.record(x, here.slope) { return reason }
        }
    }

    func step(_ here: Curvature, within radius: Double) -> Point {
        let (g, h) = (here.gradient, here.hessian)
        let isDefinite = h.eigenvalues.smaller > 0
        if isDefinite {
            let newton = -h.solve(g)
            if newton.norm < radius { return newton }
            if subproblem == .dogleg { return dogleg(g, h, newton, radius) }
        }
        return onCircle(g, h, radius)
    }

    private func dogleg(_ g: Point, _ h: Hessian, _ newton: Point, _ radius: Double) -> Point {
        let cauchy = g * (-g.dot(g) / g.dot(h * g))
        if cauchy.norm >= radius { return cauchy * (radius / cauchy.norm) }
        // Where the leg from the Cauchy to the Newton point crosses the circle.
        let leg = newton - cauchy
        let a = leg.dot(leg)
        let b = 2 * cauchy.dot(leg)
        let c = cauchy.dot(cauchy) - radius * radius
        let root = (b * b - 4 * a * c).squareRoot()
        return cauchy + leg * ((root - b) / (2 * a))
    }

    /// The minimum of g·p + ½p·Hp on |p| = radius: (H + λI)p = −g with λ ≥ −λmin, by bisection on |p(λ)|, which falls.
    private func onCircle(_ g: Point, _ h: Hessian, _ radius: Double) -> Point {
        let (smaller, larger, u) = h.eigensystem
        let w = Point(-u.y, u.x)
        let gu = u.dot(g)
        let gw = w.dot(g)
        func place(_ λ: Double) -> Point { u * (-gu / (smaller + λ)) + w * (-gw / (larger + λ)) }
        let edge = max(0, -smaller)
        let across = larger + edge > 0 ? w * (-gw / (larger + edge)) : .zero
        if abs(gu) < 1e-14 * max(g.norm, .leastNormalMagnitude) || g == .zero, across.norm < radius {
            // The hard case: no gradient along the falling direction; fill up to the circle with it.
            return across + u * (radius * radius - across.dot(across)).squareRoot()
        }
        var low = edge
        var high = edge + g.norm / radius + 1e-300
        for _ in 0..<200 {
            let middle = low + (high - low) / 2
            guard middle > low, middle < high else { break }
            if place(middle).norm > radius { low = middle } else { high = middle }
        }
        let p = place(high)
        return p * (radius / p.norm)
    }
}
