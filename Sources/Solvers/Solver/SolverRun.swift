import Answers
import Numbers
import Optimizers

/// A solver's run while it is being made: the objective, whose evaluations are counted, and the record of the iterates.
public struct SolverRun {
    var objective: CountedObjective
    private var recorder: RunRecorder

    init(_ recorder: RunRecorder) {
        self.recorder = recorder
        objective = CountedObjective(recorder.objective, seed: recorder.seed)
    }

    var start: Point { recorder.start }
    /// Iterations asked for.
    var steps: Int { recorder.steps }
    var seed: UInt64 { recorder.seed }
    var isCurve: Bool { objective.isCurve }
    var isCancelled: Bool { recorder.isCancelled }

    /// Records the start. Returns why there is nothing to do, or nil to go on.
    mutating func begin(_ slope: Slope) -> StopReason? { recorder.begin(slope) }

    /// Records the next iterate. Returns why the run ends there, or nil to go on.
    mutating func record(_ point: Point, _ slope: Slope) -> StopReason? {
        recorder.record(point, slope, evaluations: objective.values)
    }

    /// Records a start of which the method knows the value only. The gradient in the record is not counted, and need not
    /// exist: √x at 0 is a start like any other.
    mutating func begin(value: Double) -> StopReason? {
        recorder.begin(Slope(value: value, gradient: objective.uncountedSlope(start).gradient), usesSlope: false)
    }

    /// The same for the next iterate.
    mutating func record(_ point: Point, value: Double) -> StopReason? {
        recorder.record(
            point, Slope(value: value, gradient: objective.uncountedSlope(point).gradient),
            evaluations: objective.values, usesSlope: false)
    }

    consuming func finish(_ solver: any Minimizer, _ reason: StopReason) -> Run {
        let objective = self.objective
        return recorder.finish(
            solver, reason, values: objective.values, gradients: objective.gradients, hessians: objective.hessians)
    }
}
