import Answers
import Numbers

/// Checks stops and calls observers; runs without either never ask it.
struct StopWatch {
    let isNeeded: Bool
    private let stops: [Stop]
    private let observers: [Observer]
    private let started = ContinuousClock.now

    init(_ plan: PointPlan) {
        stops = plan.stops
        observers = plan.observers
        isNeeded = !(stops.isEmpty && observers.isEmpty)
    }

    @inline(never) func check(_ visit: Visit) -> StopReason? {
        for observer in observers {
            switch observer.turn {
            case .always: observer.body(visit)
            case .every(let n): if n > 0, visit.step % n == 0 { observer.body(visit) }
            case .newBest: if visit.isBest { observer.body(visit) }
            }
        }
        for stop in stops where isMet(stop, visit) { return .met(stop) }
        return nil
    }

    private func isMet(_ stop: Stop, _ visit: Visit) -> Bool {
        switch stop {
        case .loss(let bound): visit.slope.value <= bound
        case .gradient(let bound): visit.slope.gradient.norm <= bound
        case .step(let bound): (visit.point - visit.previous).norm <= bound
        case .relativeStep(let share): (visit.point - visit.previous).norm <= share * visit.point.norm
        case .target(let place, let distance): (visit.point - place).norm <= distance
        case .evaluations(let count): visit.evaluations >= count
        case .time(let seconds): visit.step & 15 == 0 && ContinuousClock.now - started >= .seconds(saturating: seconds)
        }
    }
}
