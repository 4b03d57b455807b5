public import Answers
import Cards
public import Numbers
public import Optimizers

/// A configured method that needs more than a rate: a line search, curvature, or nothing but values.
///
/// It gives the same `Run` as an optimizer; a step is one iteration (or generation), and values, gradients and Hessians
/// are counted apart. Solvers are made by name, with the hyperparameters of their cards:
///
/// ```swift
/// let run = try SolverCatalog.make("BFGS").minimize(rosenbrock, start: Point(-1.2, 1), steps: 100)
/// ```
public protocol Solver: Minimizer {
    /// Iterates from `run.start` until it has converged, cannot go on, or `record` says that the run ends.
    /// - Throws: `Mistake` when the objective lacks what the method needs.
    func iterate(_ run: inout SolverRun) throws -> StopReason

    /// The method as a search in any number of dimensions; nil where it needs more than values.
    ///
    /// - Parameters:
    ///   - start: as many coordinates as the box has.
    ///   - seed: everything random follows from it.
    ///   - steps: how many steps are planned, for methods that slow down towards the last.
    func search(in box: SearchBox, from start: [Double], seed: UInt64, steps: Int) -> (any AskTell)?
}

extension Solver {
    /// `solver`
    public static var kind: String { "solver" }

    /// None: a method of descent needs gradients and does not search a box.
    public func search(in box: SearchBox, from start: [Double], seed: UInt64, steps: Int) -> (any AskTell)? { nil }

    /// Searches the plane or a curve, as `Minimizer` says.
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
