import Numbers
import RealModule

/// Bowls with ripples: many regular local minima over one trend.
extension Landscape {
    /// 20 + x² + y² − 10(cos 2πx + cos 2πy)
    public static let rastrigin = Landscape(
        "rastrigin", title: "Rastrigin", formula: "20 + x² + y² − 10(cos 2πx + cos 2πy)", domain: Domain(-5.12...5.12),
        minima: [.zero], minimum: 0,
        otherCriticalPoints: [
            Point(0.9949586376523348, 0), Point(0, 0.9949586376523348),
            Point(0.9949586376523348, 0.9949586376523348), Point(0.5025460365546747, 0),
            Point(0.5025460365546747, 0.5025460365546747),
        ],
        start: Point(-3.3, 2.7), tags: [.multimodal],
        source: "Rastrigin 1974; Mühlenbein, Schomisch & Born 1991",
        remark: "About a hundred basins on a grid; descent ends in the nearest one.", surface: RastriginForm())

    /// −20 exp(−0.2√((x² + y²)/2)) − exp((cos 2πx + cos 2πy)/2) + e + 20
    public static let ackley = Landscape(
        "ackley", title: "Ackley", formula: "−20·exp(−0.2√(½(x² + y²))) − exp(½(cos 2πx + cos 2πy)) + e + 20",
        domain: Domain(-5...5), minima: [.zero], minimum: 0,
        kinks: [Kink("x = y = 0") { p in p.norm }], start: Point(-3.5, 2.5), tags: [.multimodal, .discontinuousSlope],
        source: "Ackley 1987, A Connectionist Machine for Genetic Hillclimbing",
        remark: "A rippled plain with a funnel, and a sharp tip at its minimum: the slope there does not go to zero.",
        surface: AckleyForm())

    /// 1 + (x² + y²)/4000 − cos x·cos(y/√2)
    public static let griewank = Landscape(
        "griewank", title: "Griewank", formula: "1 + (x² + y²)/4000 − cos(x)·cos(y/√2)", domain: Domain(-20...20),
        minima: [.zero], minimum: 0,
        otherCriticalPoints: [
            Point(3.1400226338955397, 4.438444480920714), Point(-3.1400226338955397, 4.438444480920714),
            Point(3.1400226338955397, -4.438444480920714), Point(-3.1400226338955397, -4.438444480920714),
        ],
        start: Point(-14, 11), tags: [.multimodal], source: "Griewank 1981, Journal of Optimization Theory 34, 11–39",
        remark: "Regular ripples on a bowl so wide that it is hardly felt; often looked at on [−600, 600].",
        surface: GriewankForm())

    /// sin²(3πx) + (x − 1)²(1 + sin²(3πy)) + (y − 1)²(1 + sin²(2πy))
    public static let levi13 = Landscape(
        "levi13", title: "Lévi N.13", formula: "sin²(3πx) + (x − 1)²(1 + sin²(3πy)) + (y − 1)²(1 + sin²(2πy))",
        domain: Domain(-10...10), minima: [Point(1, 1)], minimum: 0,
        otherCriticalPoints: [Point(0.6703805254516864, 1), Point(1.3296194745483136, 1)], start: Point(-6, 7),
        tags: [.multimodal], source: "Lévy & Montalvo 1985, SIAM J. Sci. Stat. Comput. 6, 15–29",
        remark: "Ripples that grow with the distance from the minimum.", surface: Levi13Form())

    /// x² + 2y² − 0.3cos(3πx) − 0.4cos(4πy) + 0.7
    public static let bohachevsky = Landscape(
        "bohachevsky", title: "Bohachevsky N.1", formula: "x² + 2y² − 0.3cos(3πx) − 0.4cos(4πy) + 0.7",
        domain: Domain(-5...5), minima: [.zero], minimum: 0,
        otherCriticalPoints: [
            Point(0, 0.46952754566849225), Point(0.6186120678279501, 0),
            Point(0.6186120678279501, 0.46952754566849225),
        ],
        start: Point(-4, 3), tags: [.multimodal, .bowl],
        source: "Bohachevsky, Johnson & Stein 1986, Technometrics 28, 209–217",
        remark: "A bowl with small ripples that only matter near the bottom; often looked at on [−100, 100].",
        surface: BohachevskyForm())

    /// −(1 + cos(12√(x² + y²)))/(½(x² + y²) + 2)
    public static let dropWave = Landscape(
        "drop_wave", title: "Drop-wave", formula: "−(1 + cos(12√(x² + y²)))/(½(x² + y²) + 2)",
        domain: Domain(-5.12...5.12), minima: [.zero], minimum: -1,
        otherCriticalPoints: [Point(0.26179938779914946, 0), Point(0.5202155588732144, 0)], start: Point(-2, 1.5),
        tags: [.multimodal], source: "Marcin Molga & Czesław Smutnicki 2005, Test functions for optimization needs",
        remark: "Rings around the minimum like waves around a drop; every ring is a trap.", surface: DropWaveForm())
}

private struct RastriginForm: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S { part(x) + part(y) + 20.0 }

    private func part<S: Scalar>(_ t: S) -> S {
        let wave: S = S.cos(2 * Double.pi * t)
        return t * t - 10.0 * wave
    }
}

private struct AckleyForm: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let distance: S = S.sqrt(0.5 * (x * x + y * y))
        let funnel: S = S.exp(-0.2 * distance)
        let waves: S = S.cos(2 * Double.pi * x) + S.cos(2 * Double.pi * y)
        // Grouped so that the minimum is exactly 0: 20 − 20·1 and e − e¹.
        let first: S = 20.0 - 20.0 * funnel
        let second: S = Double.exp(1) - S.exp(0.5 * waves)
        return first + second
    }
}

private struct GriewankForm: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let bowl: S = (x * x + y * y) / 4000.0
        let waves: S = S.cos(x) * S.cos(y / 2.0.squareRoot())
        return bowl + (1.0 - waves)
    }
}

private struct Levi13Form: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let wave: S = S.sin(3 * Double.pi * (x - 1.0))
        let crossWave: S = S.sin(3 * Double.pi * (y - 1.0))
        let slowWave: S = S.sin(2 * Double.pi * (y - 1.0))
        let u: S = x - 1.0
        let v: S = y - 1.0
        let first: S = u * u * (1.0 + crossWave * crossWave)
        let second: S = v * v * (1.0 + slowWave * slowWave)
        return wave * wave + first + second
    }
}

private struct BohachevskyForm: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let first: S = 0.3 - 0.3 * S.cos(3 * Double.pi * x)
        let second: S = 0.4 - 0.4 * S.cos(4 * Double.pi * y)
        return x * x + 2.0 * (y * y) + first + second
    }
}

private struct DropWaveForm: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let s: S = x * x + y * y
        let wave: S = cosineOfRoot(144.0 * s)
        let depth: S = 0.5 * s + 2.0
        return -(1.0 + wave) / depth
    }

    /// cos√u, which is smooth at u = 0 although √u is not: near 0 by its series Σ (−u)ᵏ/(2k)!.
    private func cosineOfRoot<S: Scalar>(_ u: S) -> S {
        guard u.value < 0.5 else { return S.cos(S.sqrt(u)) }
        var sum = S(1.0)
        for k in stride(from: 9, to: 0, by: -1) {
            let divisor = Double((2 * k - 1) * (2 * k))
            sum = 1.0 - u * sum / divisor
        }
        return sum
    }
}
