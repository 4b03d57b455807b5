import Numbers
import RealModule

/// Small surfaces that show one thing each: a degenerate saddle, a plateau, flat against sharp.
extension Landscape {
    /// x³ − 3xy²; unbounded below.
    public static let monkeySaddle = Landscape(
        "monkey_saddle", title: "Monkey saddle", formula: "x³ − 3xy²", domain: Domain(-2...2),
        otherCriticalPoints: [.zero], start: Point(1.5, 0.01), tags: [.saddle],
        source: "Hilbert & Cohn-Vossen 1932, Anschauliche Geometrie",
        remark: "Three ways down, one of them for the tail. At (0, 0) the whole Hessian is zero.",
        surface: MonkeySaddleForm())

    /// s/(1 + s) with s = x² + y²: a crater in a plain.
    public static let plateau = Landscape(
        "plateau", title: "Crater in a plateau", formula: "(x² + y²)/(1 + x² + y²)", domain: Domain(-6...6),
        minima: [.zero], minimum: 0, start: Point(-4, 3), tags: [.plateau], source: "Geman & McClure 1985",
        remark: "Far out the slope fades like 2/r³: small steps come from a flat floor, not from being near the end.",
        surface: PlateauForm())

    /// A wide shallow well at the left, a narrow and slightly deeper one at the right.
    public static let flatAndSharp = Landscape(
        "flat_and_sharp", title: "One flat and one sharp minimum",
        formula: "1.1 + 0.02(x² + y²) − exp(−((x + 2)² + y²)/2.88) − 1.1·exp(−((x − 2)² + y²)/0.18)",
        domain: Domain(x: -5...5, y: -4...4), minima: [Point(1.9925813252274376, 0)], minimum: 0.07579755301109516,
        otherCriticalPoints: [Point(-1.8906456876670874, 0), Point(1.0985881231384877, 0)], start: Point(0.5, 2.5),
        tags: [.multimodal, .saddle], source: "after Hochreiter & Schmidhuber 1997, Neural Computation 9, 1–42",
        remark: "The sharp minimum is the deeper one, the flat one bears noise and large rates: λmax differs 17-fold.",
        surface: FlatAndSharpForm())
}

private struct MonkeySaddleForm: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let x2: S = x * x
        return x * (x2 - 3.0 * (y * y))
    }
}

private struct PlateauForm: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let s: S = x * x + y * y
        return s / (1.0 + s)
    }
}

private struct FlatAndSharpForm: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let left: S = x + 2.0
        let right: S = x - 2.0
        let y2: S = y * y
        let flat: S = S.exp((left * left + y2) / -2.88)
        let sharp: S = S.exp((right * right + y2) / -0.18)
        let bowl: S = 0.02 * (x * x + y2)
        return 1.1 + bowl - flat - 1.1 * sharp
    }
}
