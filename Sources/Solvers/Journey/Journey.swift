import Answers
import Numbers
import Optimizers

/// What a solver works with while it runs: the counted evaluations, and the record of the places it arrives at.
public struct Journey {
    var evaluator: Evaluator
    private(set) var recorder: RunRecorder

    init(_ recorder: RunRecorder) {
        self.recorder = recorder
        evaluator = Evaluator(recorder.objective, seed: recorder.seed)
    }

    var start: Point { recorder.start }
    var steps: Int { recorder.steps }
    var seed: UInt64 { recorder.seed }
    var isCurve: Bool { evaluator.isCurve }
    var isCancelled: Bool { recorder.isCancelled }
    var objective: any Objective { evaluator.objective }

    /// Records the start. Returns why there is nothing to do, or nil to go on.
    mutating func begin(_ slope: Slope) -> StopReason? { recorder.begin(slope) }

    /// Records the next place. Returns why the run ends there, or nil to go on.
    mutating func arrive(_ point: Point, _ slope: Slope) -> StopReason? {
        recorder.arrive(point, slope, evaluations: evaluator.values)
    }

    /// Records a place of which the method knows the value only. The gradient in the record is the watcher's: it is not
    /// counted.
    mutating func arrive(_ point: Point, value: Double) -> StopReason? {
        arrive(point, Slope(value: value, gradient: evaluator.watch(point).gradient))
    }

    /// The same for the start.
    mutating func begin(value: Double) -> StopReason? {
        begin(Slope(value: value, gradient: evaluator.watch(start).gradient))
    }

    consuming func finish(_ solver: any Solver, _ reason: StopReason) -> Run {
        let evaluator = self.evaluator
        return recorder.finish(
            solver, reason, values: evaluator.values, gradients: evaluator.gradients, hessians: evaluator.hessians)
    }
}
