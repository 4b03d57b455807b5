import Cards
import Numbers
import Optimizers
import RealModule
import Solvers

/// A solver by name: what every test is about.
func make(_ name: String, _ given: [String: Hyperparameter.Value] = [:]) throws -> any Solver {
    try SolverCatalog.make(name, given)
}

/// A function written once over any scalar, as the solvers see it.
struct TestObjective: Bounded {
    let name: String
    var dimension = 2
    var lowerCorner = Point(-5, -5)
    var upperCorner = Point(5, 5)
    let form: any TestForm

    func value(at point: Point) -> Double { form.evaluate(point.x, point.y) }
    func slope(at point: Point, draw: Draw) -> Slope { form.evaluate(Jet1.x(point.x), Jet1.y(point.y)).slope }
    func curvature(at point: Point) -> Curvature { form.evaluate(Jet2.x(point.x), Jet2.y(point.y)).curvature }
}

protocol TestForm: Sendable {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S
}

struct Rosenbrock: TestForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let across: S = 1.0 - x
        let along: S = y - x * x
        return across * across + 100.0 * (along * along)
    }
}

/// A minimum at (2s, s) whose coordinates are amounts of the size of s.
struct Dollars: TestForm {
    let scale: Double

    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let (first, second): (S, S) = ((1 / scale) * x - 2.0, (1 / scale) * y - 1.0)
        return first * first + second * second
    }
}

struct Beale: TestForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let first: S = 1.5 - x + x * y
        let second: S = 2.25 - x + x * (y * y)
        let third: S = 2.625 - x + x * (y * y * y)
        return first * first + second * second + third * third
    }
}

struct Himmelblau: TestForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let first: S = x * x + y - 11.0
        let second: S = x + y * y - 7.0
        return first * first + second * second
    }
}

struct SixHumpCamel: TestForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let x2: S = x * x
        let y2: S = y * y
        let humps: S = (4.0 - 2.1 * x2 + x2 * x2 / 3.0) * x2
        return humps + x * y + (4.0 * y2 - 4.0) * y2
    }
}

struct Rastrigin: TestForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let waves: S = S.cos(2.0 * .pi * x) + S.cos(2.0 * .pi * y)
        let bowl: S = x * x + y * y
        return 20.0 + bowl - 10.0 * waves
    }
}

struct Ackley: TestForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let radius: S = S.hypot(x, y) / 2.0.squareRoot()
        let waves: S = 0.5 * (S.cos(2.0 * .pi * x) + S.cos(2.0 * .pi * y))
        let constant: Double = 20 + 2.718281828459045
        return constant - 20.0 * S.exp(-0.2 * radius) - S.exp(waves)
    }
}

/// ½(xx·x² + 2xy·xy + yy·y²) − b·(x, y)
struct Quadratic: TestForm {
    var hessian: Hessian
    var b = Point.zero

    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let squares: S = 0.5 * hessian.xx * (x * x) + 0.5 * hessian.yy * (y * y)
        let cross: S = hessian.xy * (x * y)
        return squares + cross - b.x * x - b.y * y
    }

    /// Where ∇f = 0.
    var minimum: Point {
        let d = hessian.xx * hessian.yy - hessian.xy * hessian.xy
        return Point(hessian.yy * b.x - hessian.xy * b.y, hessian.xx * b.y - hessian.xy * b.x) / d
    }

    /// A random positive definite one with condition number up to 1000.
    static func random(_ seed: UInt64) -> Quadratic {
        var stream = RandomStream(seed: seed, purpose: "test quadratics")
        let angle = stream.uniform(0, Double.pi)
        let small = stream.uniform(0.1, 1)
        let large = small * stream.uniform(1, 1000)
        let c = Double.cos(angle)
        let s = Double.sin(angle)
        let h = Hessian(
            xx: small * c * c + large * s * s, xy: (small - large) * c * s, yy: small * s * s + large * c * c)
        return Quadratic(hessian: h, b: Point(stream.uniform(-3, 3), stream.uniform(-3, 3)))
    }
}

/// A smooth bumpy function with seeded coefficients, bounded below.
struct Bumpy: TestForm {
    var a: Point
    var k: Point
    var tilt: Double

    init(seed: UInt64) {
        var stream = RandomStream(seed: seed, purpose: "test bumps")
        a = Point(stream.uniform(0.2, 3), stream.uniform(0.2, 3))
        k = Point(stream.uniform(0.5, 3), stream.uniform(0.5, 3))
        tilt = stream.uniform(-1, 1)
    }

    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let u: S = x + tilt * y
        let v: S = y - tilt * x
        let bowl: S = 0.3 * (u * u) + 0.1 * (v * v)
        return bowl + a.x * S.sin(k.x * u) + a.y * S.cos(k.y * v)
    }
}

struct Curve: TestForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let square: S = x * x
        return square * square - 3.0 * square + x
    }
}

/// x² − y²: no minimum, one saddle; made bounded by a quartic.
struct SaddleWell: TestForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let square: S = y * y
        return x * x - square + 0.25 * (square * square)
    }
}

extension TestObjective {
    static let rosenbrock = TestObjective(name: "rosenbrock", form: Rosenbrock())
    static let beale = TestObjective(name: "beale", form: Beale())
    static let himmelblau = TestObjective(name: "himmelblau", form: Himmelblau())
    static let sixHumpCamel = TestObjective(name: "six-hump camel", form: SixHumpCamel())
    static let rastrigin = TestObjective(
        name: "rastrigin", lowerCorner: Point(-5.12, -5.12), upperCorner: Point(5.12, 5.12), form: Rastrigin())
    static let ackley = TestObjective(name: "ackley", form: Ackley())
    static let curve = TestObjective(name: "curve", dimension: 1, form: Curve())
    static let saddleWell = TestObjective(name: "saddle", form: SaddleWell())
    static func quadratic(_ form: Quadratic) -> TestObjective { TestObjective(name: "quadratic", form: form) }

    static func named(_ name: String) -> TestObjective {
        switch name {
        case "rosenbrock": rosenbrock
        case "beale": beale
        case "himmelblau": himmelblau
        default: quadratic(Quadratic(hessian: Hessian(xx: 1, xy: 0, yy: 100)))
        }
    }
}
