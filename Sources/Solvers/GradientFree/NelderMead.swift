import Answers
import Numbers
public import Optimizers

/// A triangle that rolls downhill by values alone: its worst corner is reflected, the triangle stretches where that pays
/// and contracts where it does not (Nelder & Mead 1965; the order of steps and first triangle are SciPy's).
public struct NelderMead: Solver {
    /// Largest coordinate distance between corners at which it has converged, with `valueTolerance`.
    public let pointTolerance: Double
    /// Largest difference of values between corners.
    public let valueTolerance: Double
    /// Edge of the first triangle relative to the start's coordinates (absolute 0.00025 where one is 0).
    public let size: Double

    /// - Throws: `Mistake` unless the tolerances are not negative and size > 0.
    public init(pointTolerance: Double = 1e-8, valueTolerance: Double = 1e-8, size: Double = 0.05) throws {
        try SolverRange.tolerance("xatol", pointTolerance)
        try SolverRange.tolerance("fatol", valueTolerance)
        try SolverRange.between("size", size, 0, .infinity, try: 0.05)
        self.pointTolerance = pointTolerance
        self.valueTolerance = valueTolerance
        self.size = size
    }

    private typealias Corner = (point: Point, value: Double)

    public func descend(_ journey: inout Journey) -> StopReason {
        var corners = firstTriangle(&journey)
        let n = corners.count - 1
        if let reason = journey.begin(value: corners[0].value) { return reason }
        corners.sort(by: NelderMead.isLower)
        while true {
            if hasConverged(corners) { return .met(.step(pointTolerance)) }
            var centre = Point.zero
            for corner in corners.prefix(n) { centre += corner.point }
            centre /= Double(n)
            roll(&corners, about: centre, &journey.evaluator)
            corners.sort(by: NelderMead.isLower)
            if let reason = journey.arrive(corners[0].point, value: corners[0].value) { return reason }
        }
    }

    /// A NaN is the worst of all values.
    private static func isLower(_ a: Corner, _ b: Corner) -> Bool {
        a.value < b.value || (b.value.isNaN && !a.value.isNaN)
    }

    private func firstTriangle(_ journey: inout Journey) -> [Corner] {
        let start = journey.start
        var corners = [Corner(start, journey.evaluator.value(start))]
        for axis in 0..<(journey.isCurve ? 1 : 2) {
            var point = start
            point[axis] = start[axis] == 0 ? 0.005 * size : start[axis] * (1 + size)
            corners.append((point, journey.evaluator.value(point)))
        }
        return corners
    }

    private func hasConverged(_ corners: [Corner]) -> Bool {
        let best = corners[0]
        return corners.dropFirst().allSatisfy {
            ($0.point - best.point).largest <= pointTolerance && abs($0.value - best.value) <= valueTolerance
        }
    }

    private func roll(_ corners: inout [Corner], about centre: Point, _ evaluator: inout Evaluator) {
        let last = corners.count - 1
        let worst = corners[last]
        func test(_ point: Point) -> Corner { (point, evaluator.value(point)) }
        let reflected = test(2 * centre - worst.point)
        if reflected.value < corners[0].value {
            let expanded = test(3 * centre - 2 * worst.point)
            corners[last] = expanded.value < reflected.value ? expanded : reflected
        } else if reflected.value < corners[last - 1].value {
            corners[last] = reflected
        } else if reflected.value < worst.value {
            let outside = test(1.5 * centre - 0.5 * worst.point)
            if outside.value <= reflected.value { corners[last] = outside } else { shrink(&corners, &evaluator) }
        } else {
            let inside = test(0.5 * centre + 0.5 * worst.point)
            if inside.value < worst.value { corners[last] = inside } else { shrink(&corners, &evaluator) }
        }
    }

    /// All corners move half-way to the best one.
    private func shrink(_ corners: inout [Corner], _ evaluator: inout Evaluator) {
        for i in 1..<corners.count {
            corners[i].point = corners[0].point + 0.5 * (corners[i].point - corners[0].point)
            corners[i].value = evaluator.value(corners[i].point)
        }
    }

    public var summary: String {
        SolverCall("NelderMead").with("xatol", pointTolerance, unless: 1e-8).with("fatol", valueTolerance, unless: 1e-8)
            .with("size", size, unless: 0.05).text
    }
}
