import Answers
import Cards
import Numbers
import Optimizers

@testable import Solvers

/// θ ← θ − share·∇f, a solver in one file.
struct ToySolver: Solver {
    let share: Double
    /// The call that makes it.
    let summary: String

    static let card = SolverCard(
        "ToyStride", chapter: .descent, summary: "a share of the gradient, again and again",
        formula: "θ ← θ − share·∇f",
        source: "a test", example: "ToyStride(0.1)", [Hyperparameter("share", .share, 0.2, "how much of the gradient")]
    ) { ToySolver(share: $0["share"], summary: $0.call) }

    func iterate(_ run: inout SolverRun) -> StopReason {
        var (x, slope) = (run.start, run.objective.slope(run.start))
        var reason = run.begin(slope)
        while reason == nil {
            x -= share * slope.gradient
            slope = run.objective.slope(x)
            reason = run.record(x, slope)
        }
        return reason ?? .cancelled
    }
}
