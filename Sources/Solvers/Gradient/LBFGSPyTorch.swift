import Answers
import Numbers
public import Optimizers

/// L-BFGS as `torch.optim.LBFGS` computes it: one step of the run is one `optimizer.step(closure)`, which is up to
/// `max_iter` inner iterations; the history is kept between steps.
///
/// It differs from `LBFGS`: without a line search every step is lr times the direction (the very first one shortened to
/// lr·min(1, 1/|g|₁)); a pair is kept when y·s > 1e-10; tests look at the largest entry of the gradient, of the step,
/// and at the change of the loss; and after the last inner iteration the loss is not evaluated again.
public struct LBFGSPyTorch: Solver {
    public let learningRate: Double
    public let maxIter: Int
    public let maxEval: Int
    public let toleranceGrad: Double
    public let toleranceChange: Double
    public let historySize: Int
    /// `line_search_fn="strong_wolfe"`
    public let strongWolfe: Bool

    /// - Parameter maxEval: ⌊max_iter·5/4⌋ when nil.
    /// - Throws: `Mistake` unless lr > 0, max_iter ≥ 1, max_eval ≥ 1, 1 ≤ history_size ≤ 1000, tolerances ≥ 0.
    public init(
        learningRate: Double = 1, maxIter: Int = 20, maxEval: Int? = nil, toleranceGrad: Double = 1e-7,
        toleranceChange: Double = 1e-9, historySize: Int = 100, strongWolfe: Bool = false
    ) throws {
        try SolverRange.between("learning_rate", learningRate, 0, .infinity, try: 1)
        try SolverRange.count("max_iter", maxIter, atLeast: 1, atMost: 1_000_000)
        if let maxEval { try SolverRange.count("max_eval", maxEval, atLeast: 1) }
        try SolverRange.tolerance("tolerance_grad", toleranceGrad)
        try SolverRange.tolerance("tolerance_change", toleranceChange)
        try SolverRange.count("history_size", historySize, atLeast: 1, atMost: 1000)
        self.learningRate = learningRate
        self.maxIter = maxIter
        self.maxEval = maxEval ?? maxIter * 5 / 4
        self.toleranceGrad = toleranceGrad
        self.toleranceChange = toleranceChange
        self.historySize = historySize
        self.strongWolfe = strongWolfe
    }

    /// What PyTorch keeps in the optimizer's state between two calls of `step`.
    private struct Memory {
        var direction = Point.zero
        var length = 1.0
        var history: CurvaturePairs
        var previousGradient = Point.zero
        var iterations = 0
    }

    public func iterate(_ run: inout SolverRun) -> StopReason {
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
                let step = Zoom().anyway(line, first: memory.length, &run.objective)
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

    public var summary: String {
        SolverCall("LBFGS").with("lr", learningRate, unless: 1).with("max_iter", maxIter, unless: 20)
            .with("max_eval", maxEval, unless: maxIter * 5 / 4).with("tolerance_grad", toleranceGrad, unless: 1e-7)
            .with("tolerance_change", toleranceChange, unless: 1e-9).with("history_size", historySize, unless: 100)
            .with("line_search_fn", strongWolfe ? "strong_wolfe" : "None", unless: "None")
            .with("dialect", "pytorch").text
    }
}

extension SIMD2 where Scalar == Double {
    /// The larger magnitude of the two coordinates.
    var largest: Double { Swift.max(abs(x), abs(y)) }
}
