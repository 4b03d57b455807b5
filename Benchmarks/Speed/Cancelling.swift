import Foundation
import Answers
import Numbers
import Optimizers
import Synchronization

/// How soon a run of 10¹² steps returns after it was cancelled: by the clock on the wall, since that is what a person
/// waits.
struct Cancelling {
    private struct Bowl: Objective {
        let name = "bowl"
        let dimension = 2
        func value(at point: Point) -> Double { point.dot(point) }
        func slope(at point: Point, draw: Draw) -> Slope { Slope(value: point.dot(point), gradient: 2 * point) }
        func curvature(at point: Point) -> Curvature {
            Curvature(value: point.dot(point), gradient: 2 * point, hessian: Hessian(xx: 2, xy: 0, yy: 2))
        }
    }

    /// Seconds.
    func measure() throws -> Double {
        let work = Work()
        let optimizer = try Optimizer("Adam", rate: .constant(0.001))
        let cancelled = Mutex(ContinuousClock.now)
        let timer = Thread {
            Thread.sleep(forTimeInterval: 0.1)
            cancelled.withLock { $0 = .now }
            work.cancel()
        }
        timer.start()
        _ = try minimize(Bowl(), optimizer, start: Point(1, 1), steps: 1_000_000_000_000, work: work)
        let spent = ContinuousClock.now - cancelled.withLock { $0 }
        return Double(spent.components.seconds) + 1e-18 * Double(spent.components.attoseconds)
    }
}
