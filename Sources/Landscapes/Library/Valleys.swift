import Numbers
import RealModule

/// Long narrow floors between steep walls, beside Rosenbrock's.
extension Landscape {
    /// (1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²
    public static let beale = Landscape(
        "beale", title: "Beale", formula: "(1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²",
        domain: Domain(-4.5...4.5), minima: [Point(3, 0.5)], minimum: 0,
        otherCriticalPoints: [Point(0, 1), Point(0.10053793732415836, -2.644513585023125)],
        start: Point(-1, -1.5), tags: [.valley, .saddle, .plateau],
        source: "Beale 1958; Jamil & Yang 2013, function 10",
        remark: "Flat in the middle, with walls of thousands at the corners: gradients differ by orders of magnitude.",
        surface: BealeForm())

    /// (x − 1)² + 2(2y² − x)²
    public static let dixonPrice = Landscape(
        "dixon_price", title: "Dixon–Price", formula: "(x − 1)² + 2(2y² − x)²", domain: Domain(-10...10),
        minima: [Point(1, 0.7071067811865476), Point(1, -0.7071067811865476)], minimum: 0,
        otherCriticalPoints: [Point(1.0 / 3, 0)], start: Point(8, 4), tags: [.valley, .saddle],
        source: "Dixon & Price 1989; Jamil & Yang 2013, function 48",
        remark: "A valley along the parabola x = 2y² with two equal minima.", surface: DixonPriceForm())

    /// x² + y² + (x/2 + y)² + (x/2 + y)⁴
    public static let zakharov = Landscape(
        "zakharov", title: "Zakharov", formula: "x² + y² + (0.5x + y)² + (0.5x + y)⁴", domain: Domain(-5...10),
        minima: [.zero], minimum: 0, start: Point(8, 8), tags: [.valley, .illConditioned],
        source: "Rahnamayan, Tizhoosh & Salama 2007; Jamil & Yang 2013, function 173",
        remark: "One minimum in a plate-like valley; far out the fourth power makes slopes of ten thousands.",
        surface: ZakharovForm())

    /// x²/50 + 2(y − sin x)²
    public static let ravine = Landscape(
        "ravine", title: "Winding ravine", formula: "0.02x² + 2(y − sin x)²", domain: Domain(x: -6...6, y: -3...3),
        minima: [.zero], minimum: 0, start: Point(-5, 2), tags: [.valley, .illConditioned],
        source: "made for this laboratory; the name after Sutton 1986",
        remark: "Steep walls, a nearly level floor that winds along y = sin x: condition number 402 at the minimum.",
        surface: RavineForm())

    /// 100√|y − 0.01x²| + 0.01|x + 10|
    public static let bukin6 = Landscape(
        "bukin6", title: "Bukin N.6", formula: "100√|y − 0.01x²| + 0.01|x + 10|",
        domain: Domain(x: -15 ... -5, y: -3...3), minima: [Point(-10, 1)], minimum: 0,
        kinks: [
            Kink("y = 0.01x²") { p in
                (p.y - 0.01 * p.x * p.x) / (1 + 0.0004 * p.x * p.x).squareRoot()
            },
            Kink("x = −10") { p in p.x + 10 },
        ],
        start: Point(-13, -1), tags: [.valley, .discontinuousSlope],
        source: "Bukin 1997; Jamil & Yang 2013, function 28",
        remark: "The valley floor is a sharp crease: the slope grows without bound on the way down to it.",
        surface: Bukin6Form())
}

private struct BealeForm: ResidualForm {
    @inline(__always)
    func residuals<S: Scalar>(_ x: S, _ y: S, _ next: (S, Double) -> Void) {
        let y2: S = y * y
        next(1.5 - x + x * y, 1)
        next(2.25 - x + x * y2, 1)
        next(2.625 - x + x * (y2 * y), 1)
    }
}

private struct DixonPriceForm: ResidualForm {
    @inline(__always)
    func residuals<S: Scalar>(_ x: S, _ y: S, _ next: (S, Double) -> Void) {
        let bend: S = 2.0 * (y * y) - x
        next(x - 1.0, 1)
        next(bend, 2)
    }
}

private struct ZakharovForm: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let t: S = 0.5 * x + y
        let t2: S = t * t
        return x * x + y * y + t2 + t2 * t2
    }
}

private struct RavineForm: ResidualForm {
    @inline(__always)
    func residuals<S: Scalar>(_ x: S, _ y: S, _ next: (S, Double) -> Void) {
        let off: S = y - S.sin(x)
        next(x, 0.02)
        next(off, 2)
    }
}

private struct Bukin6Form: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let off: S = S.abs(y - 0.01 * (x * x))
        return 100.0 * S.sqrt(off) + 0.01 * S.abs(x + 10.0)
    }
}
