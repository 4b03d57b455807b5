import Numbers
import RealModule

/// Strongly multimodal surfaces, some with creases, some with their minimum on the edge.
extension Landscape {
    /// −cos x·cos y·exp(−(x − π)² − (y − π)²)
    public static let easom = Landscape(
        "easom", title: "Easom", formula: "−cos(x)·cos(y)·exp(−(x − π)² − (y − π)²)", domain: Domain(-10...10),
        minima: [Point(Double.pi, Double.pi)], minimum: -1, start: Point(1.5, 1.7), tags: [.plateau, .multimodal],
        source: "Easom 1990, thesis, University of Louisville",
        remark: "A needle in a plain: outside the well the slope is too small to follow. Often on [−100, 100].",
        surface: EasomForm())

    /// −(y + 47) sin√|x/2 + y + 47| − x sin√|x − (y + 47)|
    public static let eggholder = Landscape(
        "eggholder", title: "Eggholder", formula: "−(y + 47)·sin√|x/2 + y + 47| − x·sin√|x − (y + 47)|",
        domain: Domain(-512...512), minima: [Point(512, 404.2318051137578)], minimum: -959.6406627208509,
        kinks: [
            Kink("x/2 + y + 47 = 0") { p in (p.x / 2 + p.y + 47) / 1.118 },
            Kink("x = y + 47") { p in (p.x - p.y - 47) / 1.4142 },
        ],
        start: Point(300, 250), tags: [.multimodal, .discontinuousSlope, .edgeMinimum],
        source: "Whitley, Rana, Dzubera & Mathias 1996, Artificial Intelligence 85",
        remark: "Hundreds of deep basins; the deepest point lies on the edge x = 512, where the slope is not zero.",
        surface: EggholderForm())

    /// −0.0001(|sin x·sin y·exp|100 − √(x² + y²)/π|| + 1)^0.1
    public static let crossInTray = Landscape(
        "cross_in_tray", title: "Cross-in-tray",
        formula: "−0.0001(|sin(x)·sin(y)·exp|100 − √(x² + y²)/π|| + 1)^0.1", domain: Domain(-10...10),
        minima: quadrants(Point(1.3494066171539107, 1.3494066171539107)), minimum: -2.062611870822737,
        kinks: [
            Kink("x = kπ") { p in p.x.remainder(dividingBy: Double.pi) },
            Kink("y = kπ") { p in p.y.remainder(dividingBy: Double.pi) },
        ],
        start: Point(-4, 6), tags: [.multimodal, .discontinuousSlope],
        source: "Mishra 2006, MPRA paper 2718",
        remark: "Four equal minima around a cross of creases where sin x or sin y is zero.",
        surface: CrossInTrayForm())

    /// −|sin x·cos y·exp|1 − √(x² + y²)/π||
    public static let holderTable = Landscape(
        "holder_table", title: "Hölder table", formula: "−|sin(x)·cos(y)·exp|1 − √(x² + y²)/π||",
        domain: Domain(-10...10), minima: quadrants(Point(8.055023475736563, 9.664590019241272)),
        minimum: -19.208502567886732,
        kinks: [
            Kink("x = kπ") { p in p.x.remainder(dividingBy: Double.pi) },
            Kink("y = π/2 + kπ") { p in (p.y - Double.pi / 2).remainder(dividingBy: Double.pi) },
            Kink("x² + y² = π²") { p in p.norm - Double.pi }, Kink("x = y = 0") { p in p.norm },
        ],
        start: Point(5, 5), tags: [.multimodal, .discontinuousSlope], source: "Mishra 2006, MPRA paper 2718",
        remark: "A table with legs: the four equal minima stand at its corners.", surface: HolderTableForm())

    /// ½ + (sin²(x² − y²) − ½)/(1 + 0.001(x² + y²))²
    public static let schaffer2 = Landscape(
        "schaffer2", title: "Schaffer N.2", formula: "0.5 + (sin²(x² − y²) − 0.5)/(1 + 0.001(x² + y²))²",
        domain: Domain(-10...10), minima: [.zero], minimum: 0, start: Point(-3, 2), tags: [.multimodal],
        source: "Schaffer, Caruana, Eshelman & Das 1989, ICGA",
        remark: "Ripples that grow finer outwards, along hyperbolas; often looked at on [−100, 100].",
        surface: Schaffer2Form())

    /// ½ + (cos²(sin|x² − y²|) − ½)/(1 + 0.001(x² + y²))²
    public static let schaffer4 = Landscape(
        "schaffer4", title: "Schaffer N.4", formula: "0.5 + (cos²(sin|x² − y²|) − 0.5)/(1 + 0.001(x² + y²))²",
        domain: Domain(-10...10),
        minima: [
            Point(0, 1.2531318314637332), Point(0, -1.2531318314637332), Point(1.2531318314637332, 0),
            Point(-1.2531318314637332, 0),
        ],
        minimum: 0.29257863203598056, otherCriticalPoints: [.zero], start: Point(-3, 2), tags: [.multimodal],
        source: "Schaffer, Caruana, Eshelman & Das 1989, ICGA; Mishra 2006",
        remark: "The same ripples with four equal minima beside a central maximum.", surface: Schaffer4Form())

    /// 837.97 − x sin√|x| − y sin√|y|, with the constant that makes the minimum exactly 0.
    public static let schwefel = Landscape(
        "schwefel", title: "Schwefel", formula: "2·418.9828872724337 − x·sin√|x| − y·sin√|y|",
        domain: Domain(-500...500), minima: [Point(420.96874635998205, 420.96874635998205)], minimum: 0,
        kinks: [Kink("x = 0") { p in p.x }, Kink("y = 0") { p in p.y }], start: Point(-200, 150),
        tags: [.multimodal, .discontinuousSlope],
        source: "Schwefel 1981, Numerical Optimization of Computer Models",
        remark: "Deceptive: the second-best basin is far from the best. On the axes the second derivative is infinite.",
        surface: SchwefelForm())

    /// −sin x·sin²⁰(x²/π) − sin y·sin²⁰(2y²/π)
    public static let michalewicz = Landscape(
        "michalewicz", title: "Michalewicz, m = 10", formula: "−sin(x)·sin²⁰(x²/π) − sin(y)·sin²⁰(2y²/π)",
        domain: Domain(0...Double.pi), minima: [Point(2.2029055201726093, Double.pi / 2)],
        minimum: -1.8013034100985525, start: Point(2.6, 1.2), tags: [.multimodal, .plateau],
        source: "Michalewicz 1992, Genetic Algorithms + Data Structures = Evolution Programs",
        remark: "Flat shelves cut by steep valleys: away from them there is next to no slope.",
        surface: MichalewiczForm())

    /// (y − 5.1x²/(4π²) + 5x/π − 6)² + 10(1 − 1/(8π))cos x + 10; minimum 5/(4π).
    public static let branin = Landscape(
        "branin", title: "Branin", formula: "(y − 5.1x²/(4π²) + 5x/π − 6)² + 10(1 − 1/(8π))·cos(x) + 10",
        domain: Domain(x: -5...10, y: 0...15),
        minima: [Point(-Double.pi, 12.275), Point(Double.pi, 2.275), Point(3 * Double.pi, 2.475)],
        minimum: 5 / (4 * Double.pi), otherCriticalPoints: [Point(0, 6), Point(2 * Double.pi, 1.1)],
        start: Point(4, 11), tags: [.valley, .multimodal, .saddle],
        source: "Branin 1972, IBM J. Res. Dev. 16; Dixon & Szegő 1978",
        remark: "Three equal minima in a bent valley.", surface: BraninForm())

    /// The point in each of the four quadrants.
    private static func quadrants(_ p: Point) -> [Point] {
        [p, Point(-p.x, p.y), Point(-p.x, -p.y), Point(p.x, -p.y)]
    }
}

private struct EasomForm: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let u: S = x - Double.pi
        let v: S = y - Double.pi
        let waves: S = S.cos(x) * S.cos(y)
        return -waves * S.exp(-(u * u + v * v))
    }
}

private struct EggholderForm: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let shifted: S = y + 47.0
        let first: S = S.sin(S.sqrt(S.abs(0.5 * x + shifted)))
        let second: S = S.sin(S.sqrt(S.abs(x - shifted)))
        return -(shifted * first) - x * second
    }
}

private struct CrossInTrayForm: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let distance: S = S.hypot(x, y) / Double.pi
        let height: S = S.exp(S.abs(100.0 - distance))
        let product: S = S.abs(S.sin(x) * S.sin(y) * height)
        return -0.0001 * S.pow(product + 1.0, S(0.1))
    }
}

private struct HolderTableForm: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let distance: S = S.hypot(x, y) / Double.pi
        let height: S = S.exp(S.abs(1.0 - distance))
        return -S.abs(S.sin(x) * S.cos(y) * height)
    }
}

private struct Schaffer2Form: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let x2: S = x * x
        let y2: S = y * y
        let wave: S = S.sin(x2 - y2)
        let spread: S = 1.0 + 0.001 * (x2 + y2)
        return 0.5 + (wave * wave - 0.5) / (spread * spread)
    }
}

private struct Schaffer4Form: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let x2: S = x * x
        let y2: S = y * y
        // cos(sin|u|) = cos(sin u): without the absolute value it is plain that there is no kink.
        let wave: S = S.cos(S.sin(x2 - y2))
        let spread: S = 1.0 + 0.001 * (x2 + y2)
        return 0.5 + (wave * wave - 0.5) / (spread * spread)
    }
}

private struct SchwefelForm: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S { part(x) + part(y) }

    /// The constant is the largest t·sin√t near 421.
    private func part<S: Scalar>(_ t: S) -> S {
        let wave: S = S.sin(S.sqrt(S.abs(t)))
        return 418.9828872724337 - t * wave
    }
}

private struct MichalewiczForm: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S { -(part(x, 1) + part(y, 2)) }

    private func part<S: Scalar>(_ t: S, _ number: Double) -> S {
        let ridge: S = S.sin(number * (t * t) / Double.pi)
        return S.sin(t) * S.pow(ridge, 20)
    }
}

private struct BraninForm: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let bend: S = (5.1 / (4 * Double.pi * Double.pi)) * (x * x)
        let slant: S = (5 / Double.pi) * x
        let off: S = y - bend + slant - 6.0
        let height = 10 * (1 - 1 / (8 * Double.pi))
        return off * off + height * S.cos(x) + 10.0
    }
}
