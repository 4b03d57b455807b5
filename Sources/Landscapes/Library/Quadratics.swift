import Numbers
import RealModule

/// ½(a x² + 2c xy + b y²): every quadratic bowl or saddle centred at the origin.
struct QuadraticForm: ClosedForm {
    var a: Double
    var b: Double
    var c: Double

    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let pure: S = 0.5 * (a * (x * x) + b * (y * y))
        return c == 0 ? pure : pure + c * (x * y)
    }
}

extension Landscape {
    /// x² + y², the plainest bowl.
    public static let sphere = Landscape(
        "sphere", title: "Sphere", formula: "x² + y²", domain: Domain(-5...5), minima: [.zero], minimum: 0,
        start: Point(-4, 3), tags: [.bowl], source: "De Jong 1975, thesis, function F1",
        remark: "Round in every direction: one rate suits both coordinates.",
        surface: SphereForm())

    /// ½(x² + κy²): a bowl whose Hessian has eigenvalues 1 and κ.
    ///
    /// - Parameter kappa: the condition number, above 0. Gradient descent is stable for rates below 2/max(1, κ).
    public static func quadratic(kappa: Double = 100) -> Landscape {
        Landscape(
            "quadratic", title: "Ill-conditioned quadratic", formula: "½(x² + κy²)",
            parameters: [Setting("kappa", kappa)], domain: Domain(-2...2), minima: [.zero], minimum: 0,
            start: Point(1, 1), tags: [.bowl, .illConditioned], source: "Polyak 1964; Nesterov 2004, ch. 2",
            remark: "The steep direction limits the rate, the flat one decides how long it takes: about κ steps.",
            surface: QuadraticForm(a: 1, b: kappa, c: 0))
    }

    /// The quadratic bowl with eigenvalues 1 and κ, its axes turned by an angle, so that no coordinate is an axis.
    ///
    /// - Parameters:
    ///   - kappa: the condition number, above 0.
    ///   - degrees: how far the flat axis is turned from the x axis, counter-clockwise.
    public static func rotatedQuadratic(kappa: Double = 100, degrees: Double = 45) -> Landscape {
        let (sine, cosine) = exactTurn(degrees)
        return Landscape(
            "rotated_quadratic", title: "Rotated quadratic", formula: "½(u² + κv²), (u, v) = (x, y) turned by −θ",
            parameters: [Setting("kappa", kappa), Setting("degrees", degrees)], domain: Domain(-2...2),
            minima: [.zero], minimum: 0, start: Point(1, 1.5), tags: [.bowl, .illConditioned],
            source: "Salomon 1996, BioSystems 39, 263–278",
            remark: "Rules that scale each coordinate on its own lose their advantage here.",
            surface: QuadraticForm(
                a: cosine * cosine + kappa * sine * sine, b: sine * sine + kappa * cosine * cosine,
                c: (1 - kappa) * sine * cosine))
    }

    /// (x + 2y − 7)² + (2x + y − 5)²
    public static let booth = Landscape(
        "booth", title: "Booth", formula: "(x + 2y − 7)² + (2x + y − 5)²", domain: Domain(-10...10),
        minima: [Point(1, 3)], minimum: 0, start: Point(-8, 7), tags: [.bowl],
        source: "Jamil & Yang 2013, function 17", remark: "A quadratic bowl of condition number 9.",
        surface: BoothForm())

    /// 0.26(x² + y²) − 0.48xy
    public static let matyas = Landscape(
        "matyas", title: "Matyas", formula: "0.26(x² + y²) − 0.48xy", domain: Domain(-10...10), minima: [.zero],
        minimum: 0, start: Point(-8, 3), tags: [.bowl, .illConditioned], source: "Jamil & Yang 2013, function 71",
        remark: "A nearly flat trough along x = y: condition number 25.",
        surface: QuadraticForm(a: 0.52, b: 0.52, c: -0.48))

    /// x² − y², the plainest saddle; unbounded below.
    public static let saddle = Landscape(
        "saddle", title: "Saddle", formula: "x² − y²", domain: Domain(-2...2), otherCriticalPoints: [.zero],
        start: Point(-1.5, 0.001), tags: [.saddle], source: "Dauphin et al. 2014, NeurIPS",
        remark: "The slope vanishes at (0, 0), which is no minimum: along y everything falls away for ever.",
        surface: QuadraticForm(a: 2, b: -2, c: 0))
}

/// Sine and cosine of an angle in degrees, exact at multiples of 90.
func exactTurn(_ degrees: Double) -> (sine: Double, cosine: Double) {
    let turn = degrees.remainder(dividingBy: 360)
    switch turn {
    case 0: return (0, 1)
    case 90: return (1, 0)
    case -90: return (-1, 0)
    case 180, -180: return (0, -1)
    default:
        let radians = turn * Double.pi / 180
        return (Double.sin(radians), Double.cos(radians))
    }
}

private struct BoothForm: ResidualForm {
    @inline(__always)
    func residuals<S: Scalar>(_ x: S, _ y: S, _ next: (S, Double) -> Void) {
        next(x + 2.0 * y - 7.0, 1)
        next(2.0 * x + y - 5.0, 1)
    }
}

private struct SphereForm: ResidualForm {
    @inline(__always)
    func residuals<S: Scalar>(_ x: S, _ y: S, _ next: (S, Double) -> Void) {
        next(x, 1)
        next(y, 1)
    }
}
