import Answers
import Numbers
public import Optimizers

/// Gradient descent with a line search: d = −∇f, θ ← θ + t·d (Cauchy 1847; Nocedal & Wright, chapter 3).
public struct SteepestDescent: Solver {
    public let lineSearch: LineSearch
    /// |∇f| at which it has converged.
    public let tolerance: Double

    /// - Throws: `Mistake` for a negative tolerance.
    public init(lineSearch: LineSearch = .armijo(), tolerance: Double = 1e-8) throws {
        try SolverRange.tolerance("tolerance", tolerance)
        self.lineSearch = lineSearch
        self.tolerance = tolerance
    }

    public func iterate(_ run: inout SolverRun) -> StopReason {
        var x = run.start
        var slope = run.objective.slope(x)
        if let reason = run.begin(slope) { return reason }
        var lastDecrease: Double?
        while slope.gradient.norm > tolerance {
            let line = Line(x, slope, along: -slope.gradient)
            // The step that would repeat the last decrease; at first, a step of length 1 or less.
            let guess = lastDecrease.map { 2.02 * $0 / -line.derivative } ?? min(1, 1 / slope.gradient.norm)
            guard let step = run.search(line, first: max(guess, 1e-16), with: lineSearch) else {
                return .stalled("no lower point down the gradient")
            }
            lastDecrease = max(slope.value - step.value, 0)
            (x, slope) = (step.point, step.slope)
            if let reason = run.record(x, slope) { return reason }
        }
        return .met(.gradient(tolerance))
    }

    public var summary: String {
        SolverCall("SteepestDescent").with(lineSearch, unless: .armijo()).with("tolerance", tolerance, unless: 1e-8)
            .text
    }
}
