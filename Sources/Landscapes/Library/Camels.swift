import Numbers
import RealModule

/// Polynomials with a handful of minima and the saddles between them, all known.
extension Landscape {
    /// 2x² − 1.05x⁴ + x⁶/6 + xy + y²
    public static let threeHumpCamel = Landscape(
        "three_hump_camel", title: "Three-hump camel", formula: "2x² − 1.05x⁴ + x⁶/6 + xy + y²",
        domain: Domain(-5...5), minima: [.zero], minimum: 0,
        otherCriticalPoints: mirrored([
            Point(1.7475523458302888, -0.8737761729151444), Point(1.07054229182366, -0.53527114591183),
        ]),
        start: Point(-2, 2), tags: [.multimodal, .saddle],
        source: "Branin 1972; Jamil & Yang 2013, function 29",
        remark: "Three basins in a row; the middle one is the deepest.", surface: ThreeHumpForm())

    /// (4 − 2.1x² + x⁴/3)x² + xy + (−4 + 4y²)y²
    public static let sixHumpCamel = Landscape(
        "six_hump_camel", title: "Six-hump camel", formula: "(4 − 2.1x² + x⁴/3)x² + xy + (−4 + 4y²)y²",
        domain: Domain(x: -3...3, y: -2...2), minima: mirrored([Point(0.08984201310031806, -0.7126564030207396)]),
        minimum: -1.0316284534898774,
        otherCriticalPoints: [.zero]
            + mirrored([
                Point(1.703606714969981, -0.7960835686726251), Point(1.6071047529201972, 0.5686514548841314),
                Point(1.1092053368047865, -0.7682680925095399), Point(1.6380679841897785, 0.22867406904439408),
                Point(1.2960702671671092, 0.6050843880386585), Point(1.2302298765166526, 0.16233458445899496),
            ]),
        start: Point(-2, 1.5), tags: [.multimodal, .saddle],
        source: "Branin 1972; Dixon & Szegő 1978, Towards Global Optimisation 2",
        remark: "Six minima in three pairs, two of them global: every point has its mirror image through the origin.",
        surface: SixHumpForm())

    /// ½(x⁴ − 16x² + 5x + y⁴ − 16y² + 5y)
    public static let styblinskiTang = Landscape(
        "styblinski_tang", title: "Styblinski–Tang", formula: "½(x⁴ − 16x² + 5x + y⁴ − 16y² + 5y)",
        domain: Domain(-5...5), minima: [Point(-2.903534027771177, -2.903534027771177)],
        minimum: -78.33233140754282,
        otherCriticalPoints: [
            Point(2.746802770990837, -2.903534027771177), Point(-2.903534027771177, 2.746802770990837),
            Point(2.746802770990837, 2.746802770990837), Point(0.1567312567803401, -2.903534027771177),
            Point(-2.903534027771177, 0.1567312567803401), Point(0.1567312567803401, 2.746802770990837),
            Point(2.746802770990837, 0.1567312567803401), Point(0.1567312567803401, 0.1567312567803401),
        ],
        start: Point(0, 0), tags: [.multimodal, .saddle], source: "Styblinski & Tang 1990, Neural Networks 3, 467–483",
        remark: "Four basins around one hill; only one of them is the deepest.", surface: StyblinskiTangForm())

    /// The product of two polynomials of Goldstein and Price.
    public static let goldsteinPrice = Landscape(
        "goldstein_price", title: "Goldstein–Price",
        formula: "[1 + (x + y + 1)²(19 − 14x + 3x² − 14y + 6xy + 3y²)]"
            + "·[30 + (2x − 3y)²(18 − 32x + 12x² + 48y − 36xy + 27y²)]",
        domain: Domain(-2...2), minima: [Point(0, -1)], minimum: 3,
        otherCriticalPoints: [
            Point(-0.6, -0.4), Point(1.8, 0.2), Point(1.2, 0.8), Point(-0.4, -0.6), Point(0.6, 0.4), Point(0.8, 0.2),
        ],
        start: Point(-1, 1), tags: [.multimodal, .saddle, .illConditioned],
        source: "Goldstein & Price 1971, Mathematics of Computation 25, 569–574",
        remark: "Heights from 3 to a million: a rate that is safe on the walls crawls on the floor.",
        surface: GoldsteinPriceForm())

    /// sin(x + y) + (x − y)² − 1.5x + 2.5y + 1; minimum −√3/2 − π/3 at (½ − π/3, −½ − π/3).
    public static let mccormick = Landscape(
        "mccormick", title: "McCormick", formula: "sin(x + y) + (x − y)² − 1.5x + 2.5y + 1",
        domain: Domain(x: -1.5...4, y: -3...4), minima: [Point(-0.5471975511965977, -1.5471975511965979)],
        minimum: -1.9132229549810364,
        otherCriticalPoints: [
            Point(2.5943951023931957, 1.5943951023931955), Point(1.5471975511965979, 0.5471975511965977),
        ],
        start: Point(3, -1), tags: [.valley, .multimodal], source: "McCormick 1976, Mathematical Programming 10",
        remark: "A trough along x = y with a ripple on its floor, tilted downwards.", surface: McCormickForm())

    /// Each point together with its image through the origin.
    private static func mirrored(_ points: [Point]) -> [Point] { points.flatMap { [$0, -$0] } }
}

private struct ThreeHumpForm: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let x2: S = x * x
        let x4: S = x2 * x2
        let hump: S = 2.0 * x2 - 1.05 * x4 + x4 * x2 / 6.0
        return hump + x * y + y * y
    }
}

private struct SixHumpForm: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let x2: S = x * x
        let y2: S = y * y
        let along: S = (4.0 - 2.1 * x2 + x2 * x2 / 3.0) * x2
        return along + x * y + (4.0 * y2 - 4.0) * y2
    }
}

private struct StyblinskiTangForm: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S { 0.5 * (part(x) + part(y)) }

    private func part<S: Scalar>(_ t: S) -> S {
        let t2: S = t * t
        return t2 * t2 - 16.0 * t2 + 5.0 * t
    }
}

private struct GoldsteinPriceForm: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let x2: S = x * x
        let xy: S = x * y
        let y2: S = y * y
        let sum: S = x + y + 1.0
        let a: S = 3.0 * x2 + 6.0 * xy + 3.0 * y2
        let b: S = a - 14.0 * x - 14.0 * y + 19.0
        let difference: S = 2.0 * x - 3.0 * y
        let c: S = 12.0 * x2 - 36.0 * xy + 27.0 * y2
        let d: S = c - 32.0 * x + 48.0 * y + 18.0
        let first: S = 1.0 + sum * sum * b
        let second: S = 30.0 + difference * difference * d
        return first * second
    }
}

private struct McCormickForm: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let difference: S = x - y
        let bowl: S = difference * difference - 1.5 * x + 2.5 * y
        return S.sin(x + y) + bowl + 1.0
    }
}
