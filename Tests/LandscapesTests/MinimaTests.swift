import Landscapes
import Numbers
import Testing

@Suite("What is listed of the landscapes is true")
struct MinimaTests {
    /// Global minima from the literature (Jamil & Yang 2013; Dixon & Szegő 1978; Mishra 2006; the original papers), or
    /// in closed form, written down here independently of the library.
    static let literature: [(name: String, minimum: Double, at: Point)] = [
        ("sphere", 0, Point(0, 0)), ("quadratic", 0, Point(0, 0)), ("rotated_quadratic", 0, Point(0, 0)),
        ("rosenbrock", 0, Point(1, 1)), ("beale", 0, Point(3, 0.5)), ("booth", 0, Point(1, 3)),
        ("matyas", 0, Point(0, 0)), ("himmelblau", 0, Point(-2.805118, 3.131312)),
        ("himmelblau", 0, Point(-3.779310, -3.283186)), ("himmelblau", 0, Point(3.584428, -1.848126)),
        ("rastrigin", 0, Point(0, 0)), ("ackley", 0, Point(0, 0)), ("griewank", 0, Point(0, 0)),
        ("levi13", 0, Point(1, 1)), ("goldstein_price", 3, Point(0, -1)), ("three_hump_camel", 0, Point(0, 0)),
        ("six_hump_camel", -1.0316284535, Point(0.0898420, -0.7126564)),
        ("six_hump_camel", -1.0316284535, Point(-0.0898420, 0.7126564)),
        ("styblinski_tang", -2 * 39.16616570377, Point(-2.903534, -2.903534)),
        ("easom", -1, Point(3.1415927, 3.1415927)),
        ("mccormick", -1.9132229550, Point(-0.5471976, -1.5471976)), ("bukin6", 0, Point(-10, 1)),
        ("eggholder", -959.6406627209, Point(512, 404.2318051)),
        ("cross_in_tray", -2.0626118708, Point(1.349407, 1.349407)),
        ("holder_table", -19.2085025679, Point(8.055023, 9.664590)),
        ("holder_table", -19.2085025679, Point(-8.055023, -9.664590)), ("schaffer2", 0, Point(0, 0)),
        ("schaffer4", 0.2925786320, Point(0, 1.253132)), ("schwefel", 0, Point(420.968746, 420.968746)),
        ("drop_wave", -1, Point(0, 0)), ("michalewicz", -1.8013034101, Point(2.202906, 1.570796)),
        ("branin", 0.3978873577, Point(-3.1415927, 12.275)), ("branin", 0.3978873577, Point(3.1415927, 2.275)),
        ("branin", 0.3978873577, Point(9.424778, 2.475)), ("bohachevsky", 0, Point(0, 0)), ("zakharov", 0, Point(0, 0)),
        ("dixon_price", 0, Point(1, 0.7071068)), ("dixon_price", 0, Point(1, -0.7071068)), ("plateau", 0, Point(0, 0)),
        ("ravine", 0, Point(0, 0)), ("parabola", 0, Point(0, 0)), ("quartic", 0, Point(0, 0)),
        ("tanh_flat", 0, Point(0, 0)), ("absolute_value", 0, Point(0, 0)),
    ]

    @Test("The literature's minima are listed, with the literature's value", arguments: literature)
    func agreesWithLiterature(_ known: (name: String, minimum: Double, at: Point)) throws {
        let landscape = try #require(Landscape.named(known.name))
        let nearest = try #require(landscape.minima.min { ($0 - known.at).norm < ($1 - known.at).norm })
        let scale = 1e-6 * max(1, known.at.norm)
        #expect((nearest - known.at).norm < scale, "\(known.name): nearest listed is \(nearest), not \(known.at)")
        let minimum = try #require(landscape.minimum)
        #expect((minimum - known.minimum).magnitude < 1e-6, "\(known.name): \(minimum), not \(known.minimum)")
        // 1e-6 in the place moves the value by far less at a smooth minimum; creases are checked at the listed place.
        #expect((landscape.value(at: nearest) - known.minimum).magnitude < 1e-6, "\(known.name)")
    }

    @Test("Every listed minimum has the listed value", arguments: Landscape.all)
    func values(_ landscape: Landscape) {
        for point in landscape.minima {
            let value = landscape.value(at: point)
            let off = (value - (landscape.minimum ?? .nan)).magnitude
            #expect(off <= 1e-12 * max(1, landscape.domain.diagonal), "\(landscape.name) at \(point): off by \(off)")
        }
    }

    @Test("At a listed minimum nothing is NaN", arguments: Landscape.all)
    func finite(_ landscape: Landscape) {
        for point in landscape.minima + landscape.otherCriticalPoints {
            let curvature = landscape.curvature(at: point)
            let h = curvature.hessian
            // A crease with upright sides, such as Bukin's, bends infinitely (docs/derivatives.md); nowhere else.
            let bends = [h.xx, h.xy, h.yy].allSatisfy { $0.isFinite || (landscape.name == "bukin6" && !$0.isNaN) }
            #expect(
                curvature.value.isFinite && curvature.gradient.isFinite && bends,
                "\(landscape.name) at \(point): \(curvature)")
        }
    }

    @Test("The gradient vanishes at every listed critical point inside the domain", arguments: Landscape.all)
    func stationary(_ landscape: Landscape) {
        for point in landscape.minima + landscape.otherCriticalPoints {
            guard landscape.domain.containsInside(point, dimension: landscape.dimension),
                landscape.distanceToKink(point) > 1e-9
            else { continue }
            let slope = landscape.gradient(at: point).norm
            #expect(slope < 1e-6, "\(landscape.name) at \(point): |∇f| = \(slope)")
        }
    }

    @Test("No point of the domain lies below the listed minimum", arguments: Landscape.all)
    func nothingLower(_ landscape: Landscape) {
        guard let minimum = landscape.minimum else { return }
        var stream = RandomStream(seed: 7, purpose: "lower")
        for _ in 0..<20_000 {
            let point = landscape.place(&stream)
            let value = landscape.value(at: point)
            #expect(value >= minimum - 1e-9 * max(1, minimum.magnitude), "\(landscape.name) at \(point): \(value)")
        }
    }

    @Test("Every landscape lies in its domain, starts in it, and says where it comes from", arguments: Landscape.all)
    func metadata(_ landscape: Landscape) {
        let points = [landscape.start] + landscape.minima + landscape.otherCriticalPoints
        for point in points {
            #expect(landscape.domain.contains(point), "\(landscape.name): \(point) is outside")
        }
        #expect(!landscape.formula.isEmpty && !landscape.source.isEmpty && !landscape.remark.isEmpty)
        #expect(!landscape.tags.isEmpty)
        let slope = landscape.slope(at: landscape.start, draw: Draw(seed: 0, index: 0))
        #expect(slope.value.isFinite && slope.gradient.isFinite && slope.gradient.norm > 0, "\(landscape.name)")
    }

    @Test("The names of the landscapes are all different")
    func names() {
        #expect(Set(Landscape.all.map(\.name)).count == Landscape.all.count)
        #expect(Landscape.all.count >= 36 + 4)
    }
}
