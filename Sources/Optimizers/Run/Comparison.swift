public import Answers
public import Numbers

/// Several optimizers on the same objective from the same start, each with the same number of evaluations.
public struct Comparison: Sendable {
    /// In the order of the methods given.
    public let runs: [Run]
    /// Evaluations each run was given.
    public let budget: Int

    init(runs: [Run], budget: Int) {
        self.runs = runs
        self.budget = budget
    }

    /// The run with the lowest loss at its end; a diverged run never wins.
    public var best: Run? {
        runs.filter { !$0.diverged && !$0.loss.isNaN }.min { $0.loss < $1.loss }
    }
}

/// Runs each optimizer or solver with the evaluations that `steps` plain steps cost: steps + 1. An optimizer that
/// spends two evaluations per step (SAM) takes half as many steps; a solver, whose iterations differ in cost, ends with
/// the iteration that uses the budget up.
///
/// - Throws: as `minimize`, and for an empty list.
public func compare(
    _ objective: any Objective, _ methods: [any Minimizer], start: Point, steps: Int, seed: UInt64 = 0,
    stops: [Stop] = [], work: Work = Work()
) throws -> Comparison {
    guard !methods.isEmpty else {
        throw Mistake(
            "there is nothing to compare", expected: "at least one optimizer", try: "[SGD(0.001), Adam(0.05)]")
    }
    let budget = steps < Int.max ? steps + 1 : steps
    var runs: [Run] = []
    for method in methods {
        let optimizer = method as? Optimizer
        let share = optimizer?.evaluationsPerStep ?? 1
        let ends = optimizer == nil ? stops + [.evaluations(budget)] : stops
        runs.append(
            try method.minimize(
                objective, start: start, steps: steps / share, seed: seed, record: true, stops: ends, observers: [],
                work: work))
        if work.isCancelled { break }
    }
    return Comparison(runs: runs, budget: budget)
}

extension Optimizer {
    /// Evaluations of value and gradient that one step costs.
    public var evaluationsPerStep: Int { wrappers.sam == nil ? 1 : 2 }
}

/// Runs the same descent without some of the rule's terms, from a step on, next to the run itself.
///
/// - Parameters:
///   - terms: names among `run.optimizer.terms`, e.g. `bias_correction`.
///   - step: the first step without them, from 1.
/// - Throws: `Mistake` for a term that the rule does not have.
public func ablate(_ run: Run, _ terms: [String], from step: Int = 1, work: Work = Work()) throws -> Comparison {
    let ablation = Ablation(terms: terms, from: step)
    let optimizer = try run.requireOptimizer("ablate")
    try ablation.check(optimizer)
    let without = Run.make(
        run.objective, optimizer, start: run.start, steps: run.requestedSteps, seed: run.seed,
        limit: Trace.fullLimit, stops: [], observers: [], work: work, ablation: ablation)
    return Comparison(runs: [run, without], budget: run.evaluations)
}
