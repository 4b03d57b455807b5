import Landscapes
import Answers
import Numbers
import Testing

@Suite("Landscapes made from others")
struct MadeTests {
    @Test("Noise is Gaussian, seeded by the draw alone, and only on the gradient")
    func noise() {
        let plain = Landscape.rosenbrock()
        let noisy = plain.noisy(sigma: 0.5)
        let point = Point(0.3, -0.2)
        var sum = Point.zero
        var squares = Point.zero
        let count = 20_000
        for index in 0..<count {
            let draw = Draw(seed: 5, index: UInt64(index))
            let slope = noisy.slope(at: point, draw: draw)
            #expect(slope == noisy.slope(at: point, draw: draw))
            #expect(slope.value == plain.value(at: point))
            let off = slope.gradient - plain.gradient(at: point)
            sum += off
            squares += off * off
        }
        let n = Double(count)
        #expect((sum / n).norm < 5 * 0.5 * (2 / n).squareRoot())
        #expect((squares / n - Point(0.25, 0.25)).norm < 0.25 * 5 * (4 / n).squareRoot())
        #expect(
            noisy.slope(at: point, draw: Draw(seed: 6, index: 0))
                != noisy.slope(at: point, draw: Draw(seed: 5, index: 0)))
        #expect(noisy.curvature(at: point) == plain.curvature(at: point))
    }

    static let moved: [Landscape] = [
        Landscape.himmelblau.shifted(by: Point(0.5, -1)), Landscape.beale.rotated(degrees: 30),
        Landscape.sixHumpCamel.scaled(x: 2, y: 0.5, height: 3),
        Landscape.mccormick.rotated(degrees: -77).shifted(by: Point(1, 1)),
        Landscape.doubleWell.shifted(by: Point(0.5, 0)),
    ]

    @Test("A moved landscape keeps its minima, its value there and exact derivatives", arguments: moved)
    func moves(_ landscape: Landscape) throws {
        let minimum = try #require(landscape.minimum)
        for point in landscape.minima {
            #expect((landscape.value(at: point) - minimum).magnitude < 1e-12, "\(landscape.name) at \(point)")
            #expect(landscape.gradient(at: point).norm < 1e-10, "\(landscape.name) at \(point)")
        }
        var stream = RandomStream(seed: 8, purpose: "moved")
        for _ in 0..<50 {
            let point = landscape.place(&stream)
            let here = landscape.curvature(at: point)
            for axis in landscape.dimension == 1 ? [Point(1, 0)] : [Point(1, 0), Point(0, 1)] {
                let slopeError = Differences.bestError(
                    exact: here.gradient.dot(axis), at: point, along: axis, scale: 1,
                    floor: 1e-6 * max(1, here.value.magnitude)
                ) { landscape.value(at: $0) }
                #expect(slopeError < 1e-6, "\(landscape.name) at \(point)")
                let curvatureError = Differences.bestError(
                    exact: (here.hessian * axis).dot(axis), at: point, along: axis, scale: 1,
                    floor: 1e-3 * max(1, here.gradient.norm)
                ) { landscape.gradient(at: $0).dot(axis) }
                #expect(curvatureError < 1e-6, "\(landscape.name) at \(point)")
            }
        }
    }

    @Test("Quarter turns are exact")
    func turns() {
        let turned = Landscape.quadratic(kappa: 100).rotated(degrees: 90)
        #expect(turned.curvature(at: .zero).hessian == Hessian(xx: 100, xy: 0, yy: 1))
    }

    @Test("The residuals' squares add up to the landscape, slope included")
    func residuals() throws {
        var found = 0
        for landscape in Landscape.all {
            guard let residuals = landscape.residuals(at: landscape.start) else { continue }
            found += 1
            let value = residuals.reduce(0) { $0 + $1.value * $1.value }
            let gradient = residuals.reduce(Point.zero) { $0 + 2 * $1.value * $1.gradient }
            let slope = landscape.slope(at: landscape.start, draw: Draw(seed: 0, index: 0))
            #expect((value - slope.value).magnitude <= 1e-14 * max(1, value), "\(landscape.name)")
            #expect((gradient - slope.gradient).norm <= 1e-13 * max(1, gradient.norm), "\(landscape.name)")
        }
        #expect(found == 7)
    }

    @Test("Parameters are checked where they are given")
    func parameters() throws {
        #expect(try Landscape.rosenbrock().setting(["b": 50]).value(at: Point(0, 1)) == 51)
        #expect(throws: Mistake.self) { try Landscape.quadratic().setting(["kappa": -1]) }
        #expect(throws: Mistake.self) { try Landscape.sphere.setting(["kappa": 2]) }
    }
}
