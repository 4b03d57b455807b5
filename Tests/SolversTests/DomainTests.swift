import Answers
import Cards
import Numbers
import Optimizers
import RealModule
import Solvers
import Testing

@Suite("Functions that are not defined everywhere are searched where they are")
struct DomainTests {
    /// −log x − log y − log(1 − x − y): lowest, 3 log 3, at (⅓, ⅓); no value outside the triangle.
    private struct Triangle: TestForm {
        func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
            let rest: S = 1.0 - x - y
            let sides: S = S.log(x) + S.log(y)
            return -(sides + S.log(rest))
        }
    }

    /// x² − √x + y²: falls infinitely steeply from the end of its domain; lowest, −¾·∛¼, at x = ∛¼².
    private struct SteepEdge: TestForm {
        func evaluate<S: Scalar>(_ x: S, _ y: S) -> S { x * x - S.sqrt(x) + y * y }
    }

    /// x − √x + y − √y: lowest, −½, at (¼, ¼); its slopes are infinite along the edges of its quadrant, which belong to it.
    private struct Quadrant: TestForm {
        func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
            let root: S = S.sqrt(x) + S.sqrt(y)
            return x + y - root
        }
    }

    /// x − log x: lowest, 1, at 1.
    private struct HalfLine: TestForm {
        func evaluate<S: Scalar>(_ x: S, _ y: S) -> S { x - S.log(x) }
    }

    private static let gradientMethods: [(String, [String: Hyperparameter.Value])] = [
        ("SteepestDescent", [:]), ("SteepestDescent", ["line_search": "wolfe"]),
        ("ConjugateGradient", [:]), ("ConjugateGradient", ["beta": "FR"]), ("ConjugateGradient", ["beta": "HZ"]),
        ("BFGS", [:]), ("BFGS", ["line_search": "armijo"]), ("BFGS", ["line_search": "zoom"]),
        ("BFGS", ["line_search": "hager_zhang"]), ("LBFGS", [:]), ("CoordinateDescent", [:]), ("Newton", [:]),
        ("Newton", ["saddle_free": false, "line_search": "fixed"]), ("TrustRegion", [:]),
        ("TrustRegion", ["subproblem": "exact"]),
    ]

    @Test("every method with gradients finds the middle of a triangle from its corner")
    func triangle() throws {
        let objective = TestObjective(name: "triangle", form: Triangle())
        for (name, given) in Self.gradientMethods {
            let solver = try make(name, given)
            let run = try solver.minimize(objective, start: Point(0.01, 0.01), steps: 2000)
            #expect(
                (run.point - Point(1.0 / 3, 1.0 / 3)).norm < 1e-5,
                "\(solver.summary) ended at \(run.point): \(run.stopReason)")
            #expect(abs(run.loss - 3.295836866004329) < 1e-9, "\(solver.summary): \(run.loss)")
        }
    }

    @Test("so does every method by values alone")
    func triangleByValues() throws {
        let objective = TestObjective(name: "triangle", form: Triangle())
        for (name, steps, gap) in [
            ("NelderMead", 300, 1e-6), ("CMAES", 300, 1e-6), ("ParticleSwarm", 300, 1e-5),
            ("SimulatedAnnealing", 20_000, 0.02), ("RandomSearch", 50_000, 0.1), ("GridSearch", 50_000, 0.2),
        ] {
            let solver = try make(name, name == "GridSearch" ? ["n": 201] : [:])
            let run = try solver.minimize(objective, start: Point(0.01, 0.01), steps: steps, seed: 1)
            let isInside = run.losses.allSatisfy { $0.isFinite }
            #expect(isInside, "\(name) went where there is no value")
            #expect(
                (run.bestPoint - Point(1.0 / 3, 1.0 / 3)).norm < gap,
                "\(name) ended at \(run.bestPoint): \(run.stopReason)")
        }
    }

    @Test("a step that would end on an edge with an infinite slope is shortened, too")
    func edges() throws {
        let objective = TestObjective(name: "quadrant", form: Quadrant())
        for (name, given) in Self.gradientMethods where given["saddle_free"] == nil {
            let solver = try make(name, given)
            // Newton's second step, halved until it falls, ends exactly on y = 0.
            let run = try solver.minimize(objective, start: Point(0.0001, 4), steps: 2000)
            let gap = (run.point - Point(0.25, 0.25)).norm
            #expect(gap < 1e-5, "\(solver.summary) ended at \(run.point): \(run.stopReason)")
        }
    }

    @Test("a start without a finite slope is a start for methods that go by values alone")
    func steepEdge() throws {
        let objective = TestObjective(name: "steep edge", form: SteepEdge())
        for name in ["NelderMead", "CMAES"] {
            let run = try make(name, [:]).minimize(objective, start: Point(0, 1), steps: 300, seed: 1)
            #expect(abs(run.bestLoss + 0.4724703937105774) < 1e-6, "\(name): \(run.bestLoss), \(run.stopReason)")
        }
        let byGradient = try make("BFGS", [:]).minimize(objective, start: Point(0, 1), steps: 300)
        #expect(byGradient.steps == 0 && byGradient.stopReason.contains("no longer finite"))
    }

    @Test("on half a line too")
    func halfLine() throws {
        let objective = TestObjective(name: "half line", dimension: 1, form: HalfLine())
        let byValues: [(String, [String: Hyperparameter.Value])] = [("NelderMead", [:]), ("CMAES", [:])]
        for (name, given) in Self.gradientMethods + byValues {
            let solver = try make(name, given)
            let run = try solver.minimize(objective, start: Point(0.001, 0), steps: 2000, seed: 3)
            #expect(abs(run.bestPoint.x - 1) < 1e-5, "\(solver.summary) ended at \(run.bestPoint.x): \(run.stopReason)")
        }
    }
}
