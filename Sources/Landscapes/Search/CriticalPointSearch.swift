public import Answers
import Numbers

/// Looks for the critical points of any landscape in its domain: Levenberg–Marquardt on ∇f = 0 from a jittered grid of
/// starts, polished by Newton; compass search for minima at kinks and on the edge, where no gradient vanishes.
///
/// What it finds is certain to be critical; that it finds all is likely for a dozen of them and cannot be promised.
public struct CriticalPointSearch: Sendable {
    /// Starts per side of the domain.
    public var side: Int
    /// Seeds the jitter of the starts.
    public var seed: UInt64

    /// - Parameters:
    ///   - side: starts per side of the grid that is searched from.
    ///   - seed: of the further, random starts.
    public init(side: Int = 16, seed: UInt64 = 0) {
        self.side = side
        self.seed = seed
    }

    /// The points found, lowest first; only the listed ones where an evaluation is expensive. Stops early, with what it
    /// has, when `work` is cancelled.
    public func run(on landscape: Landscape, work: Work) -> [CriticalPoint] {
        var found: [Point] = landscape.minima + landscape.otherCriticalPoints
        let nearness = 1e-6 * landscape.domain.diagonal
        func add(_ point: Point) {
            if !found.contains(where: { ($0 - point).norm < nearness }) { found.append(point) }
        }
        let starts = landscape.surface.isCheap ? self.starts(on: landscape) : []
        for start in starts {
            if work.isCancelled { break }
            if let point = stationary(from: start, on: landscape) { add(point) }
        }
        let heights = starts.map { (point: $0, value: landscape.value(at: $0)) }.filter { $0.value.isFinite }
        let relief = (heights.map(\.value).max() ?? 0) - (heights.map(\.value).min() ?? 0)
        for best in heights.sorted(by: { $0.value < $1.value }).prefix(6) {
            if work.isCancelled { break }
            let lowest = compass(from: best.point, on: landscape)
            if isPole(lowest, relief: relief, on: landscape) { continue }
            // Where the slope is smooth, Newton's search from there has a critical point that is no higher.
            let nearby = stationary(from: lowest, on: landscape)
            if let nearby, landscape.value(at: nearby) <= landscape.value(at: lowest) {
                add(nearby)
            } else {
                add(lowest)
            }
        }
        var points = found.compactMap { classified($0, on: landscape) }.filter { $0.value.isFinite }
        points.sort { ($0.value, $0.point.x, $0.point.y) < ($1.value, $1.point.x, $1.point.y) }
        return points
    }

    /// Nil for a point inside with a slope and no crease: there the compass stalled, in a narrow bend.
    private func classified(_ point: Point, on landscape: Landscape) -> CriticalPoint? {
        var result = landscape.classified(point)
        if result.nature == .edge || result.nature == .kink { return result }
        let curvature = landscape.curvature(at: point)
        if isCreased(point, curvature, on: landscape) {
            result.nature = .kink
            return result
        }
        let isSteep = curvature.gradient.norm > 1e-5 * Swift.max(1, curvature.value.magnitude)
        return isSteep ? nil : result
    }

    /// Whether the slope a hair away differs by far more than the Hessian foretells: |x| has slope 0 at 0 by convention,
    /// and ±1 beside it.
    private func isCreased(_ point: Point, _ curvature: Curvature, on landscape: Landscape) -> Bool {
        let hair = 1e-7 * landscape.domain.diagonal
        let aside = landscape.dimension == 1 ? Point(hair, 0) : Point(0.6 * hair, 0.8 * hair)
        let h = curvature.hessian
        let bend = hair * (h.xx.magnitude + 2 * h.xy.magnitude + h.yy.magnitude)
        let foretold = 1e-5 * Swift.max(1, curvature.value.magnitude) + 10 * bend
        return [aside, -aside].contains {
            !((landscape.gradient(at: point + $0) - curvature.gradient).norm <= foretold)
        }
    }

    private func starts(on landscape: Landscape) -> [Point] {
        var stream = RandomStream(seed: seed, purpose: "critical points")
        let rows = landscape.dimension == 1 ? 1 : side
        let columns = landscape.dimension == 1 ? side * side : side
        var starts: [Point] = []
        for row in 0..<rows {
            for column in 0..<columns {
                let u = (Double(column) + stream.uniform()) / Double(columns)
                let v = (Double(row) + stream.uniform()) / Double(rows)
                let place = landscape.domain.point(at: Point(u, v))
                starts.append(landscape.dimension == 1 ? Point(place.x, 0) : place)
            }
        }
        return starts
    }

    // MARK: - ∇f = 0

    /// A point of the domain near `start` where the gradient vanishes, nil when the search leaves the domain or stalls.
    func stationary(from start: Point, on landscape: Landscape) -> Point? {
        let isCurve = landscape.dimension == 1
        let longest = landscape.domain.diagonal / 10
        var point = start
        var here = landscape.curvature(at: point)
        var damping = 1e-3
        for _ in 0..<80 {
            guard here.gradient.isFinite else { return nil }
            let step = Self.step(here, damping: damping, isCurve: isCurve)
            guard step.isFinite else { return nil }
            let length = step.norm
            let candidate = point + (length > longest ? step * (longest / length) : step)
            let there = landscape.curvature(at: candidate)
            if there.gradient.norm <= here.gradient.norm {
                point = candidate
                here = there
                damping = Swift.max(damping * 0.1, 1e-15)
                if length < 1e-9 * landscape.domain.diagonal { break }
            } else {
                damping *= 10
                if damping > 1e12 { break }
            }
        }
        return polished(point, on: landscape)
    }

    /// (H² + μ‖H‖²I)⁻¹(−Hg): Newton's step for small μ, descent on ½|g|² for large.
    private static func step(_ here: Curvature, damping: Double, isCurve: Bool) -> Point {
        let h = here.hessian
        let g = here.gradient
        if isCurve {
            let square = h.xx * h.xx
            return Point(-h.xx * g.x / (square + damping * square), 0)
        }
        let xx = h.xx * h.xx + h.xy * h.xy
        let xy = h.xy * (h.xx + h.yy)
        let yy = h.xy * h.xy + h.yy * h.yy
        let extra = damping * (xx + yy)
        let right = -(h * g)
        let determinant = (xx + extra) * (yy + extra) - xy * xy
        return Point((yy + extra) * right.x - xy * right.y, (xx + extra) * right.y - xy * right.x) / determinant
    }

    /// Newton steps to full precision; nil unless they have converged inside the domain.
    private func polished(_ start: Point, on landscape: Landscape) -> Point? {
        let diagonal = landscape.domain.diagonal
        var point = start
        var last = Double.infinity
        for _ in 0..<8 {
            let here = landscape.curvature(at: point)
            if here.gradient == .zero {
                last = 0
                break
            }
            let step = Self.step(here, damping: 0, isCurve: landscape.dimension == 1)
            guard step.isFinite, step.norm < 1e-3 * diagonal else { break }
            if step.norm >= last { break }
            last = step.norm
            point += step
        }
        guard last < 1e-8 * diagonal else { return nil }
        point = settled(point, on: landscape)
        return contains(point, landscape) ? point : nil
    }

    /// A coordinate that is 0 but for rounding becomes 0, where that leaves the gradient as small as it was.
    private func settled(_ point: Point, on landscape: Landscape) -> Point {
        let floor = 1e-9 * landscape.domain.diagonal
        let rounded = Point(
            point.x.magnitude < floor ? 0 : point.x, point.y.magnitude < floor ? 0 : point.y)
        let slope = landscape.gradient(at: rounded).norm
        return slope <= Swift.max(1e-11, landscape.gradient(at: point).norm) ? rounded : point
    }

    private func contains(_ point: Point, _ landscape: Landscape) -> Bool {
        let slack = 1e-9 * landscape.domain.diagonal
        return (landscape.domain.clamped(point) - point).norm <= slack
    }

    // MARK: - Without slopes

    /// Compass search (Hooke & Jeeves 1961, exploratory moves) inside the domain, down to a mesh of 1e-10 of it.
    private func compass(from start: Point, on landscape: Landscape) -> Point {
        var point = start
        var value = landscape.value(at: point)
        var mesh = landscape.domain.diagonal / Double(2 * side)
        let smallest = 1e-10 * landscape.domain.diagonal
        let diagonal = 0.5.squareRoot()
        let plane = [
            Point(1, 0), Point(-1, 0), Point(0, 1), Point(0, -1), Point(diagonal, diagonal),
            Point(-diagonal, -diagonal), Point(diagonal, -diagonal), Point(-diagonal, diagonal),
        ]
        let directions = landscape.dimension == 1 ? Array(plane.prefix(2)) : plane
        for _ in 0..<2000 where mesh > smallest {
            var improved = false
            for direction in directions {
                let candidate = landscape.domain.clamped(point + mesh * direction)
                let height = landscape.value(at: candidate)
                if height < value {
                    point = candidate
                    value = height
                    improved = true
                    break
                }
            }
            if !improved { mesh *= 0.5 }
        }
        // A coordinate that is 0 but for the mesh becomes 0, where that is no higher.
        let floor = 1e-8 * landscape.domain.diagonal
        let rounded = Point(point.x.magnitude < floor ? 0 : point.x, point.y.magnitude < floor ? 0 : point.y)
        let height = landscape.value(at: rounded)
        return height.isFinite && height <= value ? rounded : point
    }

    /// Whether the ground falls without end near `point`, as log(x) does at 0: there a step of a few meshes still
    /// changes the height by a visible share of the `relief`, the span of heights in the domain.
    private func isPole(_ point: Point, relief: Double, on landscape: Landscape) -> Bool {
        let slope = landscape.gradient(at: point).norm
        return slope.isFinite && slope * 4e-10 * landscape.domain.diagonal > 0.01 * relief
    }
}
