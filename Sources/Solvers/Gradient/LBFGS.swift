import Answers
import Cards
import Numbers
import Optimizers

/// BFGS that remembers only the last few steps (Nocedal 1980; Nocedal & Wright, algorithms 7.4 and 7.5): the two-loop
/// recursion from the scaled identity (s·y/y·y)·I.
struct LBFGS: Solver {
    /// How many pairs (s, y) are kept.
    let memory: Int
    let lineSearch: LineSearch
    let tolerance: Double
    /// The call that makes it.
    let summary: String

    static let card = SolverCard(
        "LBFGS", aliases: ["L_BFGS"], chapter: .descent, summary: "BFGS that remembers only the last few steps",
        formula: "d = −H∇f by the two-loop recursion over the last pairs (s, y)",
        source: "Nocedal (1980); Nocedal & Wright, Numerical Optimization, algorithms 7.4 and 7.5",
        differences: [
            "dialect=\"pytorch\" is torch.optim.LBFGS: one step is one step(closure) of up to max_iter iterations; lr, "
                + "max_iter, max_eval, tolerance_grad, tolerance_change and line_search_fn are its own.",
            "Without line_search_fn PyTorch goes lr times the whole direction, however far uphill that leads.",
            "With line_search_fn=\"strong_wolfe\" max_eval (max_iter·5/4) bounds the line search too: in PyTorch max_iter=1 "
                + "never moves.",
        ], example: "LBFGS(memory=10)",
        [
            Hyperparameter(
                "memory", aliases: ["history_size"], .whole(1, 1000), .absent("10, in PyTorch's dialect 100"),
                "how many pairs (s, y) are kept"),
            Hyperparameter(
                "dialect", .choice(["paper", "pytorch"]), .text("paper"), "whose formula counts", isKeywordOnly: true),
        ] + LBFGSPyTorch.own + LineSearch.hyperparameters("wolfe") + [.tolerance]
    ) { settings in
        if settings.text(ifGiven: "dialect") == "pytorch" { return try LBFGSPyTorch(settings) }
        if let own = LBFGSPyTorch.own.first(where: { settings.isGiven($0.name) }) {
            throw Mistake(
                "\(own.name) belongs to PyTorch's L-BFGS", expected: "dialect=\"pytorch\" beside it",
                try: "LBFGS(lr=1, dialect=\"pytorch\")", argument: own.name)
        }
        return try LBFGS(settings)
    }

    init(_ settings: Settings) throws {
        memory = settings.whole(ifGiven: "memory") ?? 10
        lineSearch = try LineSearch(settings, or: .wolfe(MoreThuente(c1: 1e-3)))
        tolerance = settings["tolerance"]
        summary = settings.call
    }

    func iterate(_ run: inout SolverRun) -> StopReason {
        run.descend(lineSearch, tolerance: tolerance) { _ in LimitedMemoryDirection(memory) }
    }
}

/// d = −H∇f with H implied by the last pairs.
private struct LimitedMemoryDirection: DescentDirection {
    private var history: CurvaturePairs

    init(_ memory: Int) { history = CurvaturePairs(capacity: memory) }

    mutating func next(_ slope: Slope) -> Point { -history.inverseTimes(slope.gradient) }

    /// Without any curvature the gradient's length says nothing about the distance: a step of length 1 is tried.
    func firstLength(_ line: Line) -> Double { history.isEmpty ? 1 / line.direction.norm : 1 }

    mutating func learn(_ step: LineStep, from x: Point, _ slope: Slope) {
        history.append(moved: step.point - x, turned: step.slope.gradient - slope.gradient)
    }

    mutating func forget(_ slope: Slope, triedFirst length: Double) -> Double? {
        guard !history.isEmpty else { return nil }
        history.removeAll()
        return 1 / slope.gradient.norm
    }
}
