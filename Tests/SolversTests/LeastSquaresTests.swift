import Answers
import Cards
import Numbers
import Optimizers
import RealModule
import Solvers
import Testing

@Suite("Least squares")
struct LeastSquaresTests {
    /// One residual of Rosenbrock's or Beale's sum.
    private struct Term: TestForm {
        var kind: Int

        func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
            switch kind {
            case 0: return 1.0 - x
            case 1: return 10.0 * (y - x * x)
            case 2: return 1.5 - x + x * y
            case 3: return 2.25 - x + x * (y * y)
            case 4: return 2.625 - x + x * (y * y * y)
            // Freudenstein and Roth
            case 5:
                let inner: S = (5.0 - y) * y
                let bend: S = (inner - 2.0) * y
                return x - 13.0 + bend
            case 6:
                let inner: S = (y + 1.0) * y
                let bend: S = (inner - 14.0) * y
                return x - 29.0 + bend
            // Powell, badly scaled
            case 7:
                let product: S = x * y
                return 10_000.0 * product - 1.0
            case 8:
                let sum: S = S.exp(-x) + S.exp(-y)
                return sum - 1.0001
            // Brown, badly scaled
            case 9: return x - 1e6
            case 10: return y - 2e-6
            default: return x * y - 2.0
            }
        }
    }

    private func sum(_ kinds: ClosedRange<Int>) throws -> SumOfSquares {
        try SumOfSquares(kinds.map { TestObjective(name: "r\($0)", form: Term(kind: $0)) })
    }

    @Test("a sum of squares has the landscape's value, gradient and Hessian")
    func derivatives() throws {
        var stream = RandomStream(seed: 2, purpose: "test points")
        for (sum, whole) in [(try sum(0...1), TestObjective.rosenbrock), (try sum(2...4), .beale)] {
            for _ in 0..<100 {
                let p = Point(stream.uniform(-2, 2), stream.uniform(-2, 2))
                let a = sum.curvature(at: p)
                let b = whole.curvature(at: p)
                let scale = 1e-12 * max(1, abs(b.value), b.gradient.norm, abs(b.hessian.xx), abs(b.hessian.yy))
                #expect(abs(a.value - b.value) <= scale && (a.gradient - b.gradient).norm <= 10 * scale)
                #expect(
                    abs(a.hessian.xx - b.hessian.xx) <= 10 * scale && abs(a.hessian.xy - b.hessian.xy) <= 10 * scale)
                #expect(abs(a.hessian.yy - b.hessian.yy) <= 10 * scale)
                #expect(sum.slope(at: p, draw: Draw(seed: 0, index: 0)).value == a.value)
            }
        }
    }

    @Test("Levenberg–Marquardt and Gauss–Newton reach zero residuals in a few steps")
    func converge() throws {
        for (objective, start) in [(try sum(0...1), Point(-1.2, 1)), (try sum(2...4), Point(1, 1))] {
            let lm = try make("LevenbergMarquardt").minimize(objective, start: start, steps: 100)
            #expect(lm.loss < 1e-16 && lm.steps < 40, "\(lm.summary)")
            #expect(lm.evaluations == lm.gradientEvaluations && lm.hessianEvaluations == 0)
        }
        let gauss = try make("GaussNewton").minimize(sum(0...1), start: Point(-1.2, 1), steps: 100)
        #expect(gauss.loss < 1e-16, "\(gauss.stopReason)")
    }

    @Test("whole Gauss–Newton steps solve Rosenbrock in two: its residuals are linear along the valley")
    func gaussNewtonOnRosenbrock() throws {
        let run = try make("GaussNewton", ["line_search": "fixed"]).minimize(
            sum(0...1), start: Point(-1.2, 1), steps: 10)
        // From (−1.2, 1) the linearised first residual is solved exactly: x = 1 at once, then y = 1.
        #expect(run.steps == 2 && (run.point - Point(1, 1)).norm < 1e-12)
    }

    @Test(
        "Gauss–Newton starts where JᵀJ is singular, and solves the problems of Moré, Garbow and Hillstrom in the plane")
    func testProblems() throws {
        // Number 1 to 5 of ACM TOMS 7 (1981), with the sums of squares that are known: number 2 has two.
        let problems: [(String, ClosedRange<Int>, Point, [Double])] = [
            ("Rosenbrock", 0...1, Point(-1.2, 1), [0]),
            ("Freudenstein and Roth", 5...6, Point(0.5, -2), [0, 48.984253679]),
            ("Powell", 7...8, Point(0, 1), [0]), ("Brown", 9...11, Point(1, 1), [0]),
            ("Beale", 2...4, Point(1, 1), [0]),
        ]
        for (name, terms, start, values) in problems {
            for method in ["GaussNewton", "LevenbergMarquardt"] {
                let run = try make(method).minimize(sum(terms), start: start, steps: 2000)
                let gap = values.map { abs(run.loss - $0) }.min() ?? .infinity
                // Along Powell's valley, y = 10⁻⁴/x, whole Gauss–Newton steps are too long: it gets there, slowly.
                let isSlow = method == "GaussNewton" && name == "Powell"
                #expect(gap < (isSlow ? 1e-5 : 1e-6), "\(method) on \(name): \(run.loss), \(run.stopReason)")
            }
        }
    }
}
