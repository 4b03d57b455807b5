import Answers
import Numbers
import Optimizers

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
