import Answers
import Numbers

/// What is fixed for a run on a point.
struct PointPlan {
    var objective: any Objective
    var start: Point
    var steps: Int
    var seed: UInt64
    var rate: Rate
    /// λ of decoupled decay.
    var weightDecay: Double
    var stops: [Stop]
    var observers: [Observer]
    var work: Work
}

/// How a run on a point ended.
struct PointEnd {
    var point: Point
    var slope: Slope
    var steps: Int
    var evaluations: Int
    var bestPoint: Point
    var bestLoss: Double
    var bestStep: Int
    var reason: StopReason
}
