import Answers
import Numbers
public import Optimizers

/// All places of an even grid over the box, row by row, the best kept.
///
/// One step is one place; the path is the best so far. The run ends when the grid has been seen.
public struct GridSearch: Solver {
    /// Places per side; the corners belong to the grid.
    public let count: Int
    public let bounds: SearchBox?

    /// - Throws: `Mistake` unless count is 2…100000.
    public init(count: Int = 20, bounds: SearchBox? = nil) throws {
        try SolverRange.count("n", count, atLeast: 2, atMost: 100_000)
        self.count = count
        self.bounds = bounds
    }

    public func descend(_ journey: inout Journey) -> StopReason {
        let box = SearchBox.around(bounds, journey)
        var best = Incumbent(journey.start, journey.evaluator.value(journey.start))
        if let reason = journey.begin(value: best.value) { return reason }
        let rows = journey.isCurve ? 1 : count
        for row in 0..<rows {
            for column in 0..<count {
                let share = Point(Double(column) / Double(count - 1), Double(row) / Double(max(rows - 1, 1)))
                let place = box.lower + share * box.size
                best.offer(place, journey.evaluator.value(place))
                if let reason = journey.arrive(best.point, value: best.value) { return reason }
            }
        }
        return .stalled("the whole grid has been seen")
    }

    public var summary: String { SolverCall("GridSearch").with("n", count).with(bounds).text }
}
