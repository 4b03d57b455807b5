import Numbers
public import Optimizers

/// A search by values alone in any number of dimensions, one question at a time: `ask` where to look next, find the
/// value there, `tell` it.
///
/// The first place asked for is the start. A place and its value belong together: every `ask` is followed by one `tell`.
///
/// ```swift
/// let solver = try SolverCatalog.make("CMAES", ["sigma": 0.3])
/// guard var search = solver.search(in: box, from: box.centre, seed: 1, steps: 100) else { return }
/// var place = box.centre
/// while search.end == nil {
///     search.ask(&place)
///     if search.tell(loss(place)) { print(search.place) }
/// }
/// ```
public protocol AskTell: Sendable {
    /// Writes the next place to look at; `place` has as many coordinates as the start.
    mutating func ask(_ place: inout [Double])

    /// Takes in the value there; a NaN counts as the highest of all values.
    /// - Returns: whether that completed a step (an iteration, a generation; the start counts as one).
    mutating func tell(_ value: Double) -> Bool

    /// Where the search stands after a completed step: the best place, a mean, or the walk, as each method says.
    var place: [Double] { get }
    /// The value at `place`; nil where the search never asked for it.
    var value: Double? { get }
    /// Why nothing is left to ask, after a completed step; nil to go on.
    var end: StopReason? { get }
}

/// A solver that needs nothing but values, and so serves the plane and any number of dimensions alike.
protocol ValueSolver: Solver {
    associatedtype Search: AskTell

    /// The box that was asked for; nil takes the objective's own.
    var bounds: SearchBox? { get }

    /// What `search` returns, with its type known, so that a run in the plane calls it directly.
    func asking(in box: SearchBox, from start: [Double], seed: UInt64, steps: Int) -> Search
}

extension ValueSolver {
    func search(in box: SearchBox, from start: [Double], seed: UInt64, steps: Int) -> (any AskTell)? {
        asking(in: box, from: start, seed: seed, steps: steps)
    }

    /// The search in the plane or on a curve. The path is `place` after each step.
    func iterate(_ run: inout SolverRun) -> StopReason {
        var place = run.isCurve ? [run.start.x] : [run.start.x, run.start.y]
        var search = asking(in: .around(bounds, run), from: place, seed: run.seed, steps: run.steps)
        search.ask(&place)
        let value = run.objective.value(run.start)
        _ = search.tell(value)
        if let reason = run.begin(value: value) { return reason }
        var best = (point: run.start, value: value)
        while true {
            if let reason = search.end { return reason }
            var isComplete = false
            while !isComplete {
                if run.isCancelled { return .cancelled }
                search.ask(&place)
                let asked = Point(place)
                let value = run.objective.value(asked)
                if value < best.value { best = (asked, value) }
                isComplete = search.tell(value)
            }
            var reached = Point(search.place)
            var value = search.value ?? run.objective.wrapped.value(at: reached)
            // A mean of places inside the domain may lie outside.
            if !value.isFinite { (reached, value) = best }
            if let reason = run.record(reached, value: value) { return reason }
        }
    }
}

extension Point {
    /// The place of a search in the plane; on a curve y = 0.
    fileprivate init(_ place: [Double]) { self.init(place[0], place.count > 1 ? place[1] : 0) }
}

/// The best place so far.
struct Incumbent {
    private(set) var place: [Double]
    private(set) var value = Double.infinity

    init(_ start: [Double]) { place = start }

    @inline(__always) mutating func offer(_ place: [Double], _ value: Double) {
        guard value < self.value else { return }
        self.value = value
        for axis in place.indices { self.place[axis] = place[axis] }
    }
}
