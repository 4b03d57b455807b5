/// Derivatives where jets have none, put together from the function's series along rays.
///
/// - A partial derivative that has the same limit from both sides is that limit: a kink that cancels, as in |x|², leaves no
///   trace, and an infinite slope is infinite.
/// - Where the limits differ (a kink), it is their middle: 0 for |x|; limits of −∞ and ∞ (a cusp) give 0.
/// - Where the function exists on one side only, or jumps on the other, it is the limit from the side that goes on from the
///   value.
/// - Where neither exists it is NaN.
///
/// The table in `docs/derivatives.md` has an example of each.
public enum SpecialPoint {
    /// A function of the two variables over series.
    public typealias Function = (PuiseuxSeries, PuiseuxSeries) -> PuiseuxSeries

    /// Gradient of `f` at a point where its value is known.
    public static func slope(at point: Point, value: Double, of f: @escaping Function) -> Slope {
        let star = Star(f, point, value)
        return Slope(value: value, gradient: Point(star.line(Point(1, 0)).slope, star.line(Point(0, 1)).slope))
    }

    /// Gradient and Hessian of `f` at a point where its value is known.
    public static func curvature(at point: Point, value: Double, of f: @escaping Function) -> Curvature {
        let star = Star(f, point, value)
        let x = star.line(Point(1, 0))
        let y = star.line(Point(0, 1))
        return Curvature(
            value: value, gradient: Point(x.slope, y.slope),
            hessian: Hessian(xx: x.curvature, xy: star.mixed(x, y), yy: y.curvature))
    }

    /// The rays out of a point.
    private struct Star {
        let f: Function
        let point: Point
        let value: Double

        init(_ f: @escaping Function, _ point: Point, _ value: Double) {
            self.f = f
            self.point = point
            self.value = value
        }

        func line(_ direction: Point) -> Line { Line(ahead: ray(direction), behind: ray(-direction)) }

        /// The function along a ray; nil where it does not go on from its value.
        func ray(_ direction: Point) -> PuiseuxSeries? {
            let series = SpecialPoint.series(f, from: point, along: direction)
            return (series.value - value).magnitude <= 1e-12 * Swift.max(1, value.magnitude) ? series : nil
        }

        /// ∂²f/∂x∂y from f(t, t) − f(t, 0) − f(0, t) + f(0, 0) = ∂xy·t² + … in each quadrant: what x or y does alone is gone
        /// before anything is differentiated.
        func mixed(_ x: Line, _ y: Line) -> Double {
            var found: [Double] = []
            for (across, right) in [(x.ahead, 1.0), (x.behind, -1.0)] {
                for (along, up) in [(y.ahead, 1.0), (y.behind, -1.0)] {
                    guard let across, let along, let both = ray(Point(right, up)) else { continue }
                    found.append(right * up * (both - across - along + value).curvature / 2)
                }
            }
            // Quadrants that go to −∞ and to ∞ have the middle of a cusp, 0.
            if found.contains(.infinity), found.contains(-.infinity), !found.contains(where: \.isNaN) { return 0 }
            return found.isEmpty ? .nan : found.reduce(0, +) / Double(found.count)
        }
    }

    /// A function along a straight line: both rays that begin at the point.
    private struct Line {
        let ahead: PuiseuxSeries?
        let behind: PuiseuxSeries?

        var slope: Double { middle(ahead?.slope, behind.map { -$0.slope }) }

        /// Sides that bend infinitely to opposite sides have no middle.
        var curvature: Double {
            let middle = middle(ahead?.curvature, behind?.curvature)
            return middle == 0 && ahead?.curvature.isInfinite == true ? .nan : middle
        }

        private func middle(_ a: Double?, _ b: Double?) -> Double {
            guard let a else { return b ?? .nan }
            guard let b, a != b else { return a }
            return a == -b ? 0 : 0.5 * a + 0.5 * b
        }
    }

    /// The series along a ray, on the first grid that holds its exponents: halves, thirds, quarters and sixths, then fifths
    /// and sevenths; others are moved onto the grid, between the same whole numbers.
    fileprivate static func series(_ f: Function, from point: Point, along direction: Point) -> PuiseuxSeries {
        func series(_ grid: Int, isRounding: Bool) -> PuiseuxSeries {
            f(
                PuiseuxSeries(point.x, step: direction.x, grid: grid, isRounding: isRounding),
                PuiseuxSeries(point.y, step: direction.y, grid: grid, isRounding: isRounding))
        }
        for grid in [12, 10, 14, 15] {
            let series = series(grid, isRounding: false)
            if !series.isOffGrid { return series }
        }
        return series(12, isRounding: true)
    }
}
