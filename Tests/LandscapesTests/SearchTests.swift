import Landscapes
import Answers
import Numbers
import Testing

@Suite("The search for critical points")
struct SearchTests {
    /// How many of each nature lie in the domain, by algebra.
    static let known: [(name: String, minima: Int, maxima: Int, saddles: Int)] = [
        ("sphere", 1, 0, 0), ("rosenbrock", 1, 0, 0), ("himmelblau", 4, 1, 4), ("styblinski_tang", 4, 1, 4),
        ("six_hump_camel", 6, 2, 7), ("three_hump_camel", 3, 0, 2), ("saddle", 0, 0, 1), ("mccormick", 2, 0, 1),
        ("branin", 3, 0, 2), ("double_well", 2, 1, 0), ("x_cos_pi_x", 2, 2, 0),
    ]

    @Test("The points that algebra foretells are found without being told", arguments: known)
    func counts(_ known: (name: String, minima: Int, maxima: Int, saddles: Int)) throws {
        var landscape = try #require(Landscape.named(known.name))
        landscape.minima = []
        landscape.otherCriticalPoints = []
        let points = CriticalPointSearch().run(on: landscape, work: Work())
        func count(_ nature: CriticalPoint.Nature) -> Int { points.count { $0.nature == nature } }
        #expect(count(.minimum) == known.minima, "\(known.name): minima \(points.map(\.point))")
        #expect(count(.maximum) == known.maxima, "\(known.name): maxima")
        #expect(count(.saddle) == known.saddles, "\(known.name): saddles")
        for point in points where point.nature != .edge {
            #expect(landscape.gradient(at: point.point).norm < 1e-6, "\(known.name) at \(point.point)")
        }
    }

    @Test("A minimum at a crease and one on the edge are found and called so")
    func kinkAndEdge() throws {
        var crease = Landscape.absoluteValue
        crease.minima = []
        let atCrease = try #require(CriticalPointSearch().run(on: crease, work: Work()).first)
        #expect(atCrease.nature == .kink && atCrease.point.x.magnitude < 1e-8)
        var slope = Landscape.cubic
        slope.otherCriticalPoints = []
        let lowest = try #require(CriticalPointSearch().run(on: slope, work: Work()).first)
        #expect(lowest.nature == .edge && lowest.point.x == -1.5)
    }

    @Test("A place where the ground falls without end is no critical point")
    func pole() {
        // log(x) + y²
        var f = Formula(variables: ["x", "y"])
        let (x, y) = (f.variable(0), f.variable(1))
        f.result = f.apply(.add, f.apply(.log, x), f.apply(.multiply, y, y))
        let points = CriticalPointSearch().run(on: .own(name: "f", text: "log(x) + y^2", formula: f), work: Work())
        #expect(points.isEmpty, "\(points.map(\.point))")
    }

    @Test("A crease nobody declared is called a kink")
    func ownCrease() {
        // |x| + |y|
        var f = Formula(variables: ["x", "y"])
        let (x, y) = (f.variable(0), f.variable(1))
        f.result = f.apply(.add, f.apply(.abs, x), f.apply(.abs, y))
        let points = CriticalPointSearch().run(on: .own(name: "f", text: "|x| + |y|", formula: f), work: Work())
        #expect(points.map(\.nature) == [.kink] && points.map(\.point) == [.zero], "\(points)")
    }

    @Test("A coordinate that is 0 but for rounding is 0 on the edge, too")
    func roundedEdge() {
        let edges = CriticalPointSearch().run(on: .saddle, work: Work()).filter { $0.nature == .edge }
        #expect(edges.map(\.point) == [Point(0, -2), Point(0, 2)])
    }

    @Test("A search that is stopped returns what it has")
    func cancelled() {
        let work = Work()
        work.cancel()
        #expect(CriticalPointSearch().run(on: .himmelblau, work: work).count == 9)
        var unknown = Landscape.himmelblau
        unknown.minima = []
        unknown.otherCriticalPoints = []
        #expect(CriticalPointSearch().run(on: unknown, work: work).isEmpty)
    }

    @Test("Points are classified by the Hessian's eigenvalues")
    func natures() {
        #expect(Landscape.himmelblau.classified(Point(3, 2)).nature == .minimum)
        #expect(Landscape.saddle.classified(.zero).nature == .saddle)
        #expect(Landscape.monkeySaddle.classified(.zero).nature == .degenerate)
        #expect(Landscape.ackley.classified(.zero).nature == .kink)
        #expect(Landscape.eggholder.classified(Landscape.eggholder.minima[0]).nature == .edge)
        let bowl = Landscape.quadratic(kappa: 50).classified(.zero)
        #expect(bowl.eigenvalues == Point(1, 50) && bowl.conditionNumber == 50)
        let sharp = Landscape.flatAndSharp.classified(Landscape.flatAndSharp.minima[0]).eigenvalues.y
        let flat = Landscape.flatAndSharp.classified(Landscape.flatAndSharp.otherCriticalPoints[0]).eigenvalues.y
        #expect(sharp / flat > 15 && sharp / flat < 18, "the ratio is \(sharp / flat)")
    }
}
