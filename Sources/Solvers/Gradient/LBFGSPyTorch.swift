import Answers
import Cards
import Numbers
import Optimizers

/// L-BFGS as `torch.optim.LBFGS` computes it: one step of the run is one `optimizer.step(closure)`, which is up to
/// `max_iter` inner iterations; the history is kept between steps.
///
/// It differs from `LBFGS`: without a line search every step is lr times the direction (the very first one shortened to
/// lr·min(1, 1/|g|₁)); a pair is kept when y·s > 1e-10; tests look at the largest entry of the gradient, of the step,
/// and at the change of the loss; and after the last inner iteration the loss is not evaluated again.
struct LBFGSPyTorch: Solver {
    let learningRate: Double
    let maxIter: Int
    let maxEval: Int
    let toleranceGrad: Double
    let toleranceChange: Double
    let historySize: Int
    /// `line_search_fn="strong_wolfe"`
    let strongWolfe: Bool
    /// The call that makes it.
    let summary: String

    /// The hyperparameters that only PyTorch's has; they stand on the card of `LBFGS`.
    static let own = [
        Hyperparameter(
            "learning_rate", aliases: ["lr"], .positive, 1, "length of a step without a line search (pytorch)",
            isKeywordOnly: true),
        Hyperparameter("max_iter", .whole(1, 1e6), 20, "iterations per step (pytorch)", isKeywordOnly: true),
        Hyperparameter(
            "max_eval", .whole(atLeast: 1), .absent("⌊max_iter·5/4⌋"), "evaluations per step (pytorch)",
            isKeywordOnly: true),
        Hyperparameter("tolerance_grad", .nonNegative, 1e-7, "largest entry of ∇f (pytorch)", isKeywordOnly: true),
        Hyperparameter("tolerance_change", .nonNegative, 1e-9, "smallest change (pytorch)", isKeywordOnly: true),
        Hyperparameter(
            "line_search_fn", .choice(["strong_wolfe"]), .absent("None"), "PyTorch's line search", isKeywordOnly: true),
    ]

    init(_ settings: Settings) throws {
        learningRate = settings["learning_rate"]
        maxIter = settings.whole("max_iter")
        maxEval = settings.whole(ifGiven: "max_eval") ?? maxIter * 5 / 4
        toleranceGrad = settings["tolerance_grad"]
        toleranceChange = settings["tolerance_change"]
        historySize = settings.whole(ifGiven: "memory") ?? 100
        strongWolfe = settings.text(ifGiven: "line_search_fn") != nil
        summary = settings.call
    }

    /// What PyTorch keeps in the optimizer's state between two calls of `step`.
    private struct Memory {
        var direction = Point.zero
        var length = 1.0
        var history: CurvaturePairs
        var previousGradient = Point.zero
        var iterations = 0
    }

    func iterate(_ run: inout SolverRun) -> StopReason {
        var x = run.start
        var memory = Memory(history: CurvaturePairs(capacity: historySize))
        if let reason = run.begin(run.objective.uncountedSlope(x)) { return reason }
        while true {
            let slope = run.objective.slope(x)
            if slope.gradient.largest <= toleranceGrad { return .met(.gradient(toleranceGrad)) }
            let before = x
            x = advance(x, slope, &memory, &run)
            if let reason = run.record(x, run.objective.uncountedSlope(x)) { return reason }
            if x == before { return .stalled("the direction no longer goes down") }
        }
    }

    /// One `step(closure)`.
    private func advance(_ start: Point, _ first: Slope, _ memory: inout Memory, _ run: inout SolverRun) -> Point {
        var x = start
        var slope = first
        var evaluations = 1
        for iteration in 1...maxIter {
            if run.isCancelled { break }
            memory.iterations += 1
            if memory.iterations == 1 {
                memory.direction = -slope.gradient
                memory.length = min(1, 1 / (abs(slope.gradient.x) + abs(slope.gradient.y))) * learningRate
            } else {
                memory.history.append(
                    moved: memory.length * memory.direction, turned: slope.gradient - memory.previousGradient,
                    least: 1e-10)
                memory.direction = -memory.history.inverseTimes(slope.gradient)
                memory.length = learningRate
            }
            memory.previousGradient = slope.gradient
            let previousLoss = slope.value
            let line = Line(x, slope, along: memory.direction)
            if line.derivative > -toleranceChange { break }

            if strongWolfe {
                let spent = run.objective.values
                let search = Zoom.pytorch(limit: max(0, maxEval - evaluations))
                let step = search.anyway(line, first: memory.length, &run.objective)
                memory.length = step.length
                // A search that found nothing stays where it was, gradient included.
                if step.length > 0 { slope = step.slope }
                x += step.length * memory.direction
                evaluations += run.objective.values - spent
            } else {
                x += memory.length * memory.direction
                if iteration < maxIter {
                    slope = run.objective.slope(x)
                    evaluations += 1
                }
            }
            let isFlat = slope.gradient.largest <= toleranceGrad
            let isShort = (memory.length * memory.direction).largest <= toleranceChange
            let isLevel = abs(slope.value - previousLoss) < toleranceChange
            if evaluations >= maxEval || isFlat || isShort || isLevel { break }
        }
        return x
    }
}

extension SIMD2 where Scalar == Double {
    /// The larger magnitude of the two coordinates.
    var largest: Double { Swift.max(abs(x), abs(y)) }
}
