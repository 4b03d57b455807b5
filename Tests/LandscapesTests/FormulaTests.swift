import Landscapes
import Numbers
import Testing

@Suite("Formulas of the learner's own")
struct FormulaTests {
    /// (1 − x)² + 100(y − x²)² as a person types it.
    static func typedRosenbrock() -> Formula {
        var f = Formula(variables: ["x", "y"])
        let x = f.variable(0)
        let y = f.variable(1)
        let two = f.constant(2)
        let across = f.apply(.power, f.apply(.subtract, f.constant(1), x), two)
        let bend = f.apply(.subtract, y, f.apply(.power, x, two))
        let along = f.apply(.power, bend, two)
        f.result = f.apply(.add, across, f.apply(.multiply, f.constant(100), along))
        return f
    }

    @Test("A typed-in Rosenbrock equals the built-in one")
    func equalsBuiltIn() {
        let typed = Landscape.own(name: "f", text: "(1 - x)^2 + 100*(y - x^2)^2", formula: Self.typedRosenbrock())
        let builtIn = Landscape.rosenbrock()
        var stream = RandomStream(seed: 2, purpose: "typed")
        for _ in 0..<1000 {
            let point = builtIn.place(&stream)
            let a = typed.curvature(at: point)
            let b = builtIn.curvature(at: point)
            #expect((a.value - b.value).magnitude <= 1e-12 * max(1, b.value))
            #expect((a.gradient - b.gradient).norm <= 1e-12 * max(1, b.gradient.norm))
            #expect((a.hessian.xx - b.hessian.xx).magnitude <= 1e-12 * max(1, b.hessian.xx.magnitude))
            #expect((a.hessian.xy - b.hessian.xy).magnitude <= 1e-12 * max(1, b.hessian.xy.magnitude))
            #expect((a.hessian.yy - b.hessian.yy).magnitude <= 1e-12 * max(1, b.hessian.yy.magnitude))
        }
    }

    @Test("Another landscape inside a formula is differentiated by the chain rule")
    func composition() {
        // himmelblau(x·y, x − y²) against differences.
        var f = Formula(variables: ["x", "y"])
        let x = f.variable(0)
        let y = f.variable(1)
        let inner = f.apply(.subtract, x, f.apply(.multiply, y, y))
        f.result = f.call(.himmelblau, f.apply(.multiply, x, y), inner)
        let landscape = Landscape.own(name: "g", text: "himmelblau(x*y, x - y^2)", formula: f)
        var stream = RandomStream(seed: 5, purpose: "composition")
        for _ in 0..<100 {
            let point = Point(stream.uniform(-2, 2), stream.uniform(-2, 2))
            expectDerivatives(landscape, at: point)
        }
    }

    @Test("A condition chooses the branch, and the branch not chosen has no say")
    func condition() {
        // log(x) if 0 < x else x²
        var f = Formula(variables: ["x"])
        let x = f.variable(0)
        let positive = f.apply(.less, f.constant(0), x)
        f.result = f.choose(if: positive, then: f.apply(.log, x), otherwise: f.apply(.multiply, x, x))
        let curve = Landscape.own(name: "f", text: "log(x) if x > 0 else x^2", formula: f)
        #expect(curve.dimension == 1)
        #expect(curve.value(at: Point(-3, 0)) == 9)
        #expect(curve.gradient(at: Point(-3, 0)) == Point(-6, 0))
        #expect(curve.gradient(at: Point(4, 0)) == Point(0.25, 0))
        #expect(curve.surface.firstUndefined(at: Point(-3, 0)) == nil)
    }

    static let undefined: [(point: Point, text: String)] = [
        (Point(-1, 2), "log(x) of -1"), (Point(1, -2), "sqrt(y) of -2"), (Point(2, 0), "1 / y with 1 / 0"),
    ]

    @Test("The first undefined operation is named", arguments: undefined)
    func namesUndefined(_ known: (point: Point, text: String)) {
        // log(x) + sqrt(y) + 1/y
        var f = Formula(variables: ["x", "y"])
        let x = f.variable(0)
        let y = f.variable(1)
        let sum = f.apply(.add, f.apply(.log, x), f.apply(.sqrt, y))
        f.result = f.apply(.add, sum, f.apply(.divide, f.constant(1), y))
        #expect(FormulaSurface(f).firstUndefined(at: known.point) == known.text)
        #expect(!FormulaSurface(f).value(at: known.point).isFinite)
        #expect(FormulaSurface(f).firstUndefined(at: Point(1, 1)) == nil)
    }

    @Test("Whole powers of negative numbers are exact")
    func powers() {
        for exponent in -9...9 {
            var f = Formula(variables: ["x"])
            f.result = f.apply(.power, f.variable(0), f.constant(Double(exponent)))
            let surface = FormulaSurface(f)
            var expected = 1.0
            for _ in 0..<exponent.magnitude { expected *= -1.5 }
            if exponent < 0 { expected = 1 / expected }
            let off = (surface.value(at: Point(-1.5, 0)) - expected).magnitude
            #expect(off <= 4e-16 * expected.magnitude, "(-1.5)**\(exponent)")
        }
        // A whole power that only the variables decide.
        var f = Formula(variables: ["x", "y"])
        f.result = f.apply(.power, f.variable(0), f.variable(1))
        #expect(FormulaSurface(f).value(at: Point(-2, 3)) == -8)
    }

    @Test("A formula of thousands of operations is compiled and right")
    func long() {
        // Σ sin(k·x) for k = 1…2000; every term keeps its own register free again.
        var f = Formula(variables: ["x"])
        var sum = f.constant(0)
        for k in 1...2000 {
            let term = f.apply(.sin, f.apply(.multiply, f.constant(Double(k)), f.variable(0)))
            sum = f.apply(.add, sum, term)
        }
        f.result = sum
        let slope = FormulaSurface(f).slope(at: Point(0, 0), draw: Draw(seed: 0, index: 0))
        #expect(slope.value == 0)
        #expect(slope.gradient.x == 2000 * 2001 / 2)
    }

    @Test("Random formulas agree with finite differences")
    func fuzz() {
        var stream = RandomStream(seed: 11, purpose: "formula fuzz")
        var checked = 0
        for number in 0..<600 {
            var generator = FormulaGenerator(stream: RandomStream(seed: 12, purpose: "formula", index: UInt64(number)))
            let landscape = Landscape.own(name: "f\(number)", text: "", formula: generator.formula())
            for _ in 0..<4 {
                let point = Point(stream.uniform(-2, 2), stream.uniform(-2, 2))
                guard FormulaGenerator.isTame(landscape, at: point) else { continue }
                checked += 1
                expectDerivatives(landscape, at: point)
            }
        }
        #expect(checked > 500, "only \(checked) places were tame enough to check")
    }

    private func expectDerivatives(_ landscape: Landscape, at point: Point) {
        let here = landscape.curvature(at: point)
        let size = max(1, here.value.magnitude)
        for axis in [Point(1, 0), Point(0, 1)] {
            let error = Differences.bestError(
                exact: here.gradient.dot(axis), at: point, along: axis, scale: 1, floor: 1e-3 * size
            ) { landscape.value(at: $0) }
            #expect(error < 1e-6, "\(landscape.name) at \(point): gradient off by \(error)")
            let row = here.hessian * axis
            for other in [Point(1, 0), Point(0, 1)] {
                let error = Differences.bestError(
                    exact: row.dot(other), at: point, along: axis, scale: 1,
                    floor: max(1e-3 * size, 1e-2 * here.gradient.norm)
                ) { landscape.slope(at: $0, draw: Draw(seed: 0, index: 0)).gradient.dot(other) }
                #expect(error < 1e-6, "\(landscape.name) at \(point): Hessian off by \(error)")
            }
        }
    }
}
