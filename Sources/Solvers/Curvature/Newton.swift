import Answers
import Cards
import Numbers
import Optimizers

/// Newton's method: d = −H⁻¹∇f, with a line search.
///
/// Where H is not positive definite plain Newton climbs to saddles and maxima. `saddleFree` replaces each eigenvalue by
/// its magnitude, at least `floor` times the largest (Nocedal & Wright, section 3.4; Dauphin et al. 2014).
struct Newton: Solver {
    let lineSearch: LineSearch
    let saddleFree: Bool
    let tolerance: Double
    /// Smallest eigenvalue allowed, relative to the largest.
    let floor = 1e-8
    /// The call that makes it.
    let summary: String

    static let card = SolverCard(
        "Newton", chapter: .curvature, summary: "Newton's method, damped by a line search", formula: "d = −H⁻¹∇f",
        source: "Nocedal & Wright, Numerical Optimization, section 3.4; Dauphin et al. (2014)",
        differences: [
            "saddle_free replaces each eigenvalue of H by its magnitude, so that saddles repel; without it, and with "
                + "line_search=\"fixed\", it is pure Newton and goes to whatever critical point is near."
        ], example: "Newton()",
        [Hyperparameter("saddle_free", .flag, 1, "whether negative curvature is turned round")]
            + LineSearch.hyperparameters("armijo") + [.tolerance]
    ) { try Newton($0) }

    init(_ settings: Settings) throws {
        saddleFree = settings.flag("saddle_free")
        lineSearch = try LineSearch(settings, or: .armijo())
        tolerance = settings["tolerance"]
        summary = settings.call
    }

    func iterate(_ run: inout SolverRun) -> StopReason {
        var x = run.start
        var here = run.objective.curvature(x)
        if let reason = run.begin(here.slope) { return reason }
        while true {
            let flat = here.gradient.norm <= tolerance
            let (smaller, larger, u) = here.hessian.eigensystem
            // At a saddle or maximum the gradient says nothing; the curvature still does.
            if flat, !(saddleFree && smaller < 0) { return .met(.gradient(tolerance)) }
            let direction: Point
            if flat {
                direction = u * min(1, max(1e-3, (-smaller / max(larger, -smaller))))
            } else if saddleFree {
                let least = max(floor * max(abs(larger), abs(smaller)), .leastNormalMagnitude)
                direction = -here.hessian.solve(here.gradient) { max(abs($0), least) }
            } else {
                direction = -here.hessian.solve(here.gradient)
            }
            guard direction.isFinite else { return .stalled("the Hessian is singular") }
            guard let next = step(x, here, direction, isEscape: flat, &run) else {
                return .stalled("no lower point along the Newton direction")
            }
            x = next
            here = run.objective.curvature(x, valueKnown: true)
            if let reason = run.record(x, here.slope) { return reason }
        }
    }

    private func step(
        _ x: Point, _ here: Curvature, _ direction: Point, isEscape: Bool, _ run: inout SolverRun
    ) -> Point? {
        if isEscape {
            // Away from a saddle along its falling direction, as far as it falls.
            var t = 1.0
            for _ in 0..<60 {
                let point = x + t * direction
                if run.objective.value(point) < here.value { return point }
                t *= 0.5
            }
            return nil
        }
        let line = Line(x, here.slope, along: direction)
        if case .fixed(let length) = lineSearch {
            let point = x + length * direction
            _ = run.objective.value(point)
            return point
        }
        if case .armijo(let armijo) = lineSearch { return armijo.place(line, first: 1, &run.objective) }
        return run.search(line, first: 1, with: lineSearch)?.point
    }
}

extension Curvature {
    var slope: Slope { Slope(value: value, gradient: gradient) }
}
