import Numbers
import Optimizers

/// What distinguishes one method of descent from another: where it goes next, and what it learns from the step.
protocol DescentDirection {
    /// d at the present iterate.
    mutating func next(_ slope: Slope) -> Point
    /// The first multiple of d to try.
    mutating func firstLength(_ line: Line) -> Double
    /// Takes in a step: from where the line began to where it ended.
    mutating func learn(_ step: LineStep, from x: Point, _ slope: Slope)
    /// Forgets everything, so that the next direction is −∇f, after a line search that failed.
    ///
    /// - Returns: the first length along −∇f; nil where it was −∇f that failed.
    mutating func forget(_ slope: Slope, triedFirst length: Double) -> Double?
}

extension SolverRun {
    /// Descends along the method's directions, each followed by the line search, until |∇f| ≤ tolerance.
    ///
    /// - Parameter method: what gives the directions, made for the slope at the start.
    mutating func descend<Method: DescentDirection>(
        _ lineSearch: LineSearch, tolerance: Double, by method: (Slope) -> Method
    ) -> StopReason {
        var x = start
        var slope = objective.slope(x)
        if let reason = begin(slope) { return reason }
        var method = method(slope)
        while slope.gradient.norm > tolerance {
            let line = Line(x, slope, along: method.next(slope))
            let length = method.firstLength(line)
            var found = search(line, first: length, with: lineSearch)
            if found == nil, let again = method.forget(slope, triedFirst: length) {
                found = search(Line(x, slope, along: -slope.gradient), first: again, with: lineSearch)
            }
            guard let step = found else { return .stalled("no lower point along the direction") }
            method.learn(step, from: x, slope)
            (x, slope) = (step.point, step.slope)
            if let reason = record(x, slope) { return reason }
        }
        return .met(.gradient(tolerance))
    }
}

/// The first length to try: one that would bring as much decrease as the last step, but at most the whole direction
/// (Nocedal & Wright, equation 3.60). Before any step, the last decrease is taken as |∇f|/2.
struct FirstLength {
    private var previous: Double

    init(_ slope: Slope) { previous = slope.value + slope.gradient.norm / 2 }

    /// Takes in the value at the line's start, which will be the previous one next time.
    mutating func next(_ line: Line) -> Double {
        let length = min(1, 2.02 * (line.value - previous) / line.derivative)
        previous = line.value
        return length > 0 ? length : 1
    }
}
