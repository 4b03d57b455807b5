public import Answers
public import Numbers
public import Optimizers

/// A configured method that needs more than a rate: a line search, curvature, or nothing but values.
///
/// It gives the same `Run` as an optimizer; a step is one iteration (or generation), and values, gradients and Hessians
/// are counted apart.
public protocol Solver: Minimizer {
    /// Iterates from `run.start` until it has converged, cannot go on, or `record` says that the run ends.
    /// - Throws: `Mistake` when the objective lacks what the method needs.
    func iterate(_ run: inout SolverRun) throws -> StopReason
}

extension Solver {
    public static var kind: String { "solver" }

    public func minimize(
        _ objective: any Objective, start: Point, steps: Int = 1000, seed: UInt64 = 0, record: Bool = true,
        stops: [Stop] = [], observers: [Observer] = [], work: Work = Work()
    ) throws -> Run {
        var run = SolverRun(
            try RunRecorder(
                objective, start: start, steps: steps, seed: seed, record: record, stops: stops, observers: observers,
                work: work))
        let reason = try iterate(&run)
        return run.finish(self, reason)
    }
}
