public import Numbers

/// One descent: where it went, what it cost, how and why it ended. An immutable value; anything else about it is
/// found by running it again, which gives the same bits.
public struct Run: Sendable {
    /// f, the function of one or two variables that was descended.
    public let objective: any Objective
    /// The optimizer or solver that made the run.
    public let method: any Minimizer
    /// Where it began; y is 0 on a curve.
    public let start: Point
    /// The steps that were asked for: updates of an optimizer, iterations of a solver.
    public let requestedSteps: Int
    /// The steps that were taken; fewer than `requestedSteps` where it diverged, arrived or was stopped.
    public let steps: Int
    /// Everything random in the run follows from it.
    public let seed: UInt64
    /// The points visited, start included: steps + 1 of them, unless the run was so long (or not recorded) that only
    /// every `stride`-th is kept. The last point is always there.
    public let path: [Point]
    /// Loss at each point of `path`.
    public let losses: [Double]
    /// |∇f| at each point of `path`.
    public let gradientNorms: [Double]
    /// Steps between two points of `path`; 1 when all are kept.
    public let stride: Int
    /// θ after the last step.
    public let point: Point
    /// f at `point`, the last place.
    public let loss: Double
    /// ∇f at `point`, with noise where the objective has any.
    public let gradient: Point
    /// The place with the lowest loss among those visited.
    public let bestPoint: Point
    /// f at `bestPoint`: the lowest loss among the points visited.
    public let bestLoss: Double
    /// The step that led there; 0 for the start.
    public let bestStep: Int
    /// Evaluations of the objective: a value, with or without its derivatives, counts once.
    public let evaluations: Int
    /// How many of them also asked for the gradient.
    public let gradientEvaluations: Int
    /// How many of them also asked for the Hessian.
    public let hessianEvaluations: Int
    /// Why it ended: the steps were over, it arrived, diverged, or was stopped.
    public let reason: StopReason
    /// The average of the iterates, for optimizers that keep one.
    public let average: Point?
    /// The terms of the rule that were switched off, and from which step on.
    public let ablation: Ablation?
    /// What went wrong, where and why; nil for a run that did not diverge.
    public let divergence: Divergence?

    /// - Parameters:
    ///   - gradients: evaluations that asked for the gradient too; every one when an update rule made the run.
    ///   - hessians: those that asked for the Hessian.
    init(
        _ plan: PointPlan, _ method: any Minimizer, _ trace: Trace, _ end: PointEnd, gradients: Int? = nil,
        hessians: Int = 0, average: Point? = nil, ablation: Ablation? = nil, divergence: Divergence? = nil
    ) {
        objective = plan.objective
        self.method = method
        start = plan.start
        requestedSteps = plan.steps
        steps = end.steps
        seed = plan.seed
        path = trace.points
        losses = trace.losses
        gradientNorms = trace.gradientNorms
        stride = trace.stride
        point = end.point
        loss = end.slope.value
        gradient = end.slope.gradient
        bestPoint = end.bestPoint
        bestLoss = end.bestLoss
        bestStep = end.bestStep
        evaluations = end.evaluations
        gradientEvaluations = gradients ?? end.evaluations
        hessianEvaluations = hessians
        reason = end.reason
        self.average = average
        self.ablation = ablation
        self.divergence = divergence
    }

    /// The optimizer, when an update rule made the run and not a solver.
    public var optimizer: Optimizer? { method as? Optimizer }

    /// ‖∇f‖ at `point`.
    public var gradientNorm: Double { gradient.norm }

    /// Whether it ran away; `divergence` says how.
    public var diverged: Bool { divergence != nil }

    /// Whether the run ended where it would stay: by a stop that it met, or with |∇f| ≤ 1e-6.
    public var converged: Bool {
        if diverged { return false }
        if case .met(let stop) = reason { return stop.meansConverged }
        return gradientNorm <= Run.flat
    }

    /// |∇f| below which a place counts as flat.
    static let flat = 1e-6

    /// The step of the i-th kept point.
    public func step(ofPoint index: Int) -> Int { index == path.count - 1 ? steps : index * stride }
}

extension Stop {
    /// Running out of evaluations or time is no convergence.
    var meansConverged: Bool {
        switch self {
        case .loss, .gradient, .step, .relativeStep, .target: true
        case .evaluations, .time: false
        }
    }
}
