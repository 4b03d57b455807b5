import Answers
import Numbers
public import Optimizers

/// Places drawn uniformly from the box; the best is kept. What every other method has to beat.
///
/// One step is one place; the path is the best so far.
public struct RandomSearch: Solver {
    public let bounds: SearchBox?

    public init(bounds: SearchBox? = nil) { self.bounds = bounds }

    public func descend(_ journey: inout Journey) -> StopReason {
        let box = SearchBox.around(bounds, journey)
        var stream = RandomStream(seed: journey.seed, purpose: "random search")
        var best = Incumbent(journey.start, journey.evaluator.value(journey.start))
        if let reason = journey.begin(value: best.value) { return reason }
        while true {
            let place = box.uniform(&stream)
            best.offer(place, journey.evaluator.value(place))
            if let reason = journey.arrive(best.point, value: best.value) { return reason }
        }
    }

    public var summary: String { SolverCall("RandomSearch").with(bounds).text }
}

/// The best place so far.
struct Incumbent {
    private(set) var point: Point
    private(set) var value: Double

    init(_ point: Point, _ value: Double) {
        self.point = point
        self.value = value
    }

    mutating func offer(_ point: Point, _ value: Double) {
        if value < self.value { (self.point, self.value) = (point, value) }
    }
}
