import Numbers
import RealModule
import Testing

@Suite("Derivatives at special points follow from series along rays")
struct SpecialPointTests {
    typealias Series = PuiseuxSeries

    /// A function, a point, its value there, and the derivatives that its limits have (by hand and by sympy).
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var point: Point
        var value: Double
        var gradient: Point
        var hessian: Hessian
        var function: @Sendable (Series, Series) -> Series

        init(
            _ name: String, at point: Point, value: Double = 0, gradient: Point = .zero,
            hessian: (Double, Double, Double) = (0, 0, 0), _ function: @escaping @Sendable (Series, Series) -> Series
        ) {
            testDescription = name
            self.point = point
            self.value = value
            self.gradient = gradient
            self.hessian = Hessian(xx: hessian.0, xy: hessian.1, yy: hessian.2)
            self.function = function
        }
    }

    static let inf = Double.infinity
    static let cases: [Case] = [
        Case("|x|", at: .zero) { x, _ in Series.abs(x) },
        Case("|x|²", at: .zero, hessian: (2, 0, 0)) { x, _ in Series.square(Series.abs(x)) },
        Case("r²", at: .zero, hessian: (2, 0, 2)) { x, y in Series.square(Series.sqrt(x * x + y * y)) },
        Case("√x", at: Point(0, 1), gradient: Point(inf, 0), hessian: (-inf, 0, 0)) { x, _ in Series.sqrt(x) },
        Case("√x + y²", at: Point(0, 1), value: 1, gradient: Point(inf, 2), hessian: (-inf, 0, 2)) { x, y in
            Series.sqrt(x) + y * y
        },
        Case("√(x² + x³)", at: .zero, hessian: (0, 0, 0)) { x, _ in Series.sqrt(x * x + x * x * x) },
        Case("√(1 + x)", at: .zero, value: 1, gradient: Point(0.5, 0), hessian: (-0.25, 0, 0)) { x, _ in
            Series.sqrt(1.0 + x)
        },
        Case("∛x³", at: .zero, gradient: Point(1, 0)) { x, _ in Series.pow(Series.root(x, 3), 3) },
        Case("(x^0.2)⁵", at: .zero, gradient: Point(1, 0)) { x, _ in Series.pow(Series.pow(x, Series(0.2)), 5) },
        Case("(x^(1/7))⁷", at: .zero, gradient: Point(1, 0)) { x, _ in
            Series.pow(Series.pow(x, Series(1.0 / 7)), 7)
        },
        Case("x^0.777", at: .zero, gradient: Point(inf, 0), hessian: (-inf, 0, 0)) { x, _ in
            Series.pow(x, Series(0.777))
        },
        Case("x^1.777", at: .zero, hessian: (inf, 0, 0)) { x, _ in Series.pow(x, Series(1.777)) },
        Case("arcosh x", at: Point(1, 0), gradient: Point(inf, 0), hessian: (-inf, 0, 0)) { x, _ in Series.acosh(x) },
        Case("(arcosh x)²", at: Point(1, 0), gradient: Point(2, 0), hessian: (-2.0 / 3, 0, 0)) { x, _ in
            Series.square(Series.acosh(x))
        },
        Case("cosh √x", at: .zero, value: 1, gradient: Point(0.5, 0), hessian: (1.0 / 12, 0, 0)) { x, _ in
            Series.cosh(Series.sqrt(x))
        },
        Case("ln(1 + |x|²)", at: .zero, hessian: (2, 0, 0)) { x, _ in
            Series.log(onePlus: Series.square(Series.abs(x)))
        },
        Case("erf ∛x³", at: .zero, gradient: Point(2 / Double.pi.squareRoot(), 0)) { x, _ in
            Series.erf(Series.pow(Series.root(x, 3), 3))
        },
        Case("arctan |x|²", at: .zero, hessian: (2, 0, 0)) { x, _ in Series.atan(Series.square(Series.abs(x))) },
        Case("artanh |x|²", at: .zero, hessian: (2, 0, 0)) { x, _ in Series.atanh(Series.square(Series.abs(x))) },
        Case("arsinh |x|²", at: .zero, hessian: (2, 0, 0)) { x, _ in Series.asinh(Series.square(Series.abs(x))) },
        Case("tanh |x|²", at: .zero, hessian: (2, 0, 0)) { x, _ in Series.tanh(Series.square(Series.abs(x))) },
        Case("tan |x|²", at: .zero, hessian: (2, 0, 0)) { x, _ in Series.tan(Series.square(Series.abs(x))) },
        Case("e^|x|² − 1", at: .zero, hessian: (2, 0, 0)) { x, _ in Series.expMinusOne(Series.square(Series.abs(x))) },
        Case("sin |x|²", at: .zero, hessian: (2, 0, 0)) { x, _ in Series.sin(Series.square(Series.abs(x))) },
        // By PyTorch 2.13: torch.maximum of equal numbers hands half the gradient to each.
        Case("max(x, y)", at: Point(1, 1), value: 1, gradient: Point(0.5, 0.5)) { x, y in Series.max(x, y) },
        Case("min(x, y)", at: Point(1, 1), value: 1, gradient: Point(0.5, 0.5)) { x, y in Series.min(x, y) },
        Case("max(0, x)²", at: .zero, hessian: (1, 0, 0)) { x, _ in Series.square(Series.max(0, x)) },
        Case("max(√x, x)", at: .zero, gradient: Point(inf, 0), hessian: (-inf, 0, 0)) { x, _ in
            Series.max(Series.sqrt(x), x)
        },
        Case("xy + sin x", at: Point(0, 2), gradient: Point(3, 0), hessian: (0, 1, 0)) { x, y in
            x * y + Series.sin(x)
        },
        Case("angle", at: Point(0, 1), value: .pi / 2, gradient: Point(-1, 0), hessian: (0, 1, 0)) { x, y in
            Series.atan2(y, x)
        },
    ]

    @Test("one-sided limits, infinite slopes and kinks that cancel", arguments: cases)
    func special(_ known: Case) {
        let found = SpecialPoint.curvature(at: known.point, value: known.value, of: known.function)
        func isSame(_ a: Double, _ b: Double) -> Bool { a == b || (a - b).magnitude < 1e-14 }
        let pairs = [
            (found.gradient.x, known.gradient.x), (found.gradient.y, known.gradient.y),
            (found.hessian.xx, known.hessian.xx), (found.hessian.xy, known.hessian.xy),
            (found.hessian.yy, known.hessian.yy),
        ]
        #expect(pairs.allSatisfy(isSame), "\(known.testDescription): \(found)")
        let slope = SpecialPoint.slope(at: known.point, value: known.value, of: known.function)
        #expect(isSame(slope.gradient.x, found.gradient.x) && isSame(slope.gradient.y, found.gradient.y))
    }

    @Test("at smooth points the series has the jets' derivatives")
    func smooth() {
        func f<S: Scalar>(_ x: S, _ y: S) -> S {
            let wave: S = S.sin(x * y) / (1.0 + S.exp(x))
            let power: S = S.pow(x * x + 1.0, y)
            let rest: S = S.atan2(y, x) * S.hypot(x, y) + S.tanh(x - y) * S.erf(x) + S.asinh(y)
            return wave + power - rest
        }
        var stream = RandomStream(seed: 1, purpose: "smooth")
        for _ in 0..<50 {
            let point = Point(stream.uniform(-2, 2), stream.uniform(-2, 2))
            let jet = f(Jet2.x(point.x), Jet2.y(point.y))
            let found = SpecialPoint.curvature(at: point, value: jet.value) { f($0, $1) }
            #expect((found.gradient - jet.gradient).norm <= 1e-12 * max(1, jet.gradient.norm), "at \(point)")
            for (a, b) in [
                (found.hessian.xx, jet.dxx), (found.hessian.xy, jet.dxy), (found.hessian.yy, jet.dyy),
            ] {
                #expect((a - b).magnitude <= 1e-10 * max(1, b.magnitude), "at \(point): \(a), not \(b)")
            }
        }
    }

    @Test("nothing is claimed where no side goes on from the value, or where a logarithm comes in")
    func unknown() {
        let jump = SpecialPoint.slope(at: .zero, value: 0) { x, y in PuiseuxSeries.atan2(y, x) }
        #expect(jump.gradient.x == 0 && jump.gradient.y.isNaN)
        let power = SpecialPoint.curvature(at: Point(0, 1), value: 0) { x, y in PuiseuxSeries.pow(x, y) }
        #expect(power.gradient == Point(1, 0) && power.hessian.xy.isNaN)
        let negative = SpecialPoint.curvature(at: Point(-2, 3), value: -8) { x, y in PuiseuxSeries.pow(x, y) }
        #expect(negative.gradient.x == 12 && negative.gradient.y.isNaN && negative.hessian.xx == -12)
    }
}
