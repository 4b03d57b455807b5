import Landscapes
import Numbers
import Testing

@Suite("Exact derivatives against central differences")
struct DerivativeTests {
    /// A kink nearer than this share of the domain's diagonal leaves no room for a difference.
    static let margin = 2e-3

    @Test("The gradient of every landscape agrees with central differences of its value", arguments: Landscape.all)
    func gradient(_ landscape: Landscape) {
        check(landscape) { point, scale in
            let here = landscape.curvature(at: point)
            // A slope far below height/width cannot be seen by a difference of rounded heights.
            let floor = max(1e-300, 1e-6 * here.value.magnitude / scale)
            return axes(landscape).map { axis in
                Differences.bestError(
                    exact: here.gradient.dot(axis), at: point, along: axis, scale: scale, floor: floor
                ) { landscape.value(at: $0) }
            }
        }
    }

    @Test("The Hessian of every landscape agrees with central differences of its gradient", arguments: Landscape.all)
    func hessian(_ landscape: Landscape) {
        check(landscape) { point, scale in
            let here = landscape.curvature(at: point)
            let size = max(here.hessian.xx.magnitude, here.hessian.xy.magnitude, here.hessian.yy.magnitude)
            let floor = max(1e-300, 1e-7 * here.gradient.norm / scale, 1e-6 * size)
            return axes(landscape).flatMap { axis in
                let row = here.hessian * axis
                return axes(landscape).map { other in
                    Differences.bestError(
                        exact: row.dot(other), at: point, along: axis, scale: scale, floor: floor
                    ) { landscape.slope(at: $0, draw: Draw(seed: 0, index: 0)).gradient.dot(other) }
                }
            }
        }
    }

    @Test("Value, slope and curvature are one function", arguments: Landscape.all)
    func agreement(_ landscape: Landscape) {
        var stream = RandomStream(seed: 3, purpose: "agreement")
        for _ in 0..<200 {
            let point = landscape.place(&stream)
            let value = landscape.value(at: point)
            let slope = landscape.slope(at: point, draw: Draw(seed: 0, index: 0))
            let curvature = landscape.curvature(at: point)
            let scale = 1e-13 * max(1, value.magnitude)
            #expect((slope.value - value).magnitude <= scale, "\(landscape.name) at \(point)")
            #expect((curvature.value - value).magnitude <= scale, "\(landscape.name) at \(point)")
            let size = 1e-12 * max(1, slope.gradient.norm)
            #expect((slope.gradient - curvature.gradient).norm <= size, "\(landscape.name) at \(point)")
        }
    }

    private func axes(_ landscape: Landscape) -> [Point] {
        landscape.dimension == 1 ? [Point(1, 0)] : [Point(1, 0), Point(0, 1)]
    }

    /// 1,000 seeded points of the domain, away from declared kinks.
    private func check(_ landscape: Landscape, _ errors: (Point, Double) -> [Double]) {
        var stream = RandomStream(seed: 1, purpose: "derivative test")
        var worst = 0.0
        var worstPoint = Point.zero
        var checked = 0
        for _ in 0..<1000 {
            let point = landscape.place(&stream)
            guard landscape.distanceToKink(point) > Self.margin * landscape.domain.diagonal else { continue }
            checked += 1
            let scale = max(1, point.norm / 4)
            for error in errors(point, scale) where !(error <= worst) {
                worst = error
                worstPoint = point
            }
        }
        #expect(checked > 500, "\(landscape.name): only \(checked) points are away from its kinks")
        #expect(worst < 1e-6, "\(landscape.name): relative error \(worst) at \(worstPoint)")
    }
}

extension Landscape {
    /// A seeded place in the domain.
    func place(_ stream: inout RandomStream) -> Point {
        let place = domain.point(at: Point(stream.uniform(), stream.uniform()))
        return dimension == 1 ? Point(place.x, 0) : place
    }
}
