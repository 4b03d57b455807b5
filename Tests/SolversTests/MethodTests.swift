import Answers
import Cards
import Numbers
import Optimizers
import RealModule
import Testing

@testable import Solvers

@Suite("Methods of descent keep their theorems")
struct MethodTests {
    @Test(
        "conjugate gradients end on a quadratic after two exact searches", arguments: ConjugateGradient.Variant.allCases
    )
    func quadraticTermination(variant: ConjugateGradient.Variant) throws {
        for seed in 0..<50 as Range<UInt64> {
            let form = Quadratic.random(seed)
            let run = try make(
                "ConjugateGradient",
                ["beta": .text(variant.rawValue), "line_search": "wolfe", "c1": 1e-10, "c2": 1e-9, "tolerance": 1e-6]
            ).minimize(
                TestObjective.quadratic(form), start: Point(2, -1.5), steps: 2)
            let gap = (run.point - form.minimum).norm
            #expect(gap < 1e-6, "\(variant) seed \(seed): \(gap) from the minimum after \(run.steps) steps")
        }
    }

    @Test("BFGS's matrix meets the secant equation and stays symmetric positive definite")
    func secantEquation() {
        var stream = RandomStream(seed: 1, purpose: "test secants")
        for _ in 0..<500 {
            let form = Quadratic.random(stream.next() % 1000)
            let s = Point(stream.uniform(-1, 1), stream.uniform(-1, 1))
            let y = form.hessian * s
            var inverse = Quadratic.random(stream.next() % 1000).hessian
            inverse = BFGS.updated(inverse, moved: s, turned: y)
            let gap = (inverse * y - s).norm
            #expect(gap <= 1e-9 * s.norm * max(1, inverse.eigenvalues.larger), "off by \(gap)")
            #expect(inverse.eigenvalues.smaller > 0)
        }
        // Negative curvature must not get in.
        let before = Hessian(xx: 2, xy: 0.5, yy: 1)
        #expect(BFGS.updated(before, moved: Point(1, 0), turned: Point(-1, 0)) == before)
    }

    @Test("limited memory with room for every pair is BFGS: same direction on the same pairs")
    func limitedMemoryIsBFGS() {
        var stream = RandomStream(seed: 5, purpose: "test pairs")
        let form = Quadratic.random(3)
        var pairs = CurvaturePairs(capacity: 3)
        var steps: [(Point, Point)] = []
        for _ in 0..<3 {
            let s = Point(stream.uniform(-1, 1), stream.uniform(-1, 1))
            steps.append((s, form.hessian * s))
            pairs.append(moved: s, turned: form.hessian * s)
        }
        let (s, y) = steps[2]
        var dense = (s.dot(y) / y.dot(y)) * Hessian.identity
        for (s, y) in steps { dense = BFGS.updated(dense, moved: s, turned: y) }
        let v = Point(0.3, -0.7)
        #expect((pairs.inverseTimes(v) - dense * v).norm < 1e-12 * (dense * v).norm)
        // A full memory forgets the oldest.
        pairs.append(moved: Point(1, 2), turned: form.hessian * Point(1, 2))
        #expect(pairs.count == 3)
    }

    @Test("Newton lands on the minimum of a quadratic in one step")
    func newtonOneStep() throws {
        for seed in 0..<50 as Range<UInt64> {
            let form = Quadratic.random(seed)
            for solver in try [make("Newton"), make("Newton", ["saddle_free": false, "line_search": "fixed"])] {
                let run = try solver.minimize(TestObjective.quadratic(form), start: Point(4, -3), steps: 1)
                #expect((run.point - form.minimum).norm < 1e-9, "\(solver.summary) seed \(seed)")
                #expect(run.hessianEvaluations == 2)
            }
        }
    }

    @Test("pure Newton stays on a saddle; saddle-free Newton and the trust region leave it")
    func saddles() throws {
        let objective = TestObjective.saddleWell
        let pure = try make("Newton", ["saddle_free": false, "line_search": "fixed"]).minimize(
            objective, start: Point(0.1, 0.1), steps: 50)
        #expect(pure.point.norm < 1e-6, "pure Newton went to \(pure.point)")
        let solvers: [any Solver] = try [
            make("Newton"), make("TrustRegion"), make("TrustRegion", ["subproblem": "exact"]),
        ]
        for solver in solvers {
            for start in [Point(0.1, 0.1), Point(0.5, 0), Point(0, 0)] {
                let run = try solver.minimize(objective, start: start, steps: 100)
                #expect(abs(run.loss + 1) < 1e-9, "\(solver.summary) from \(start) ended at \(run.point)")
            }
        }
    }

    @Test("the exact trust-region step minimises the model on its circle")
    func trustRegionStep() throws {
        var stream = RandomStream(seed: 9, purpose: "test models")
        let solver = try #require(make("TrustRegion", ["subproblem": "exact"]) as? TrustRegion)
        for _ in 0..<200 {
            let h = Hessian(xx: stream.uniform(-5, 5), xy: stream.uniform(-5, 5), yy: stream.uniform(-5, 5))
            let g = Point(stream.uniform(-3, 3), stream.uniform(-3, 3))
            let radius = stream.uniform(0.1, 2)
            let step = solver.step(Curvature(value: 0, gradient: g, hessian: h), within: radius)
            func model(_ p: Point) -> Double { g.dot(p) + 0.5 * p.dot(h * p) }
            #expect(step.norm <= radius * (1 + 1e-9))
            var best = Double.infinity
            for k in 0..<3600 {
                let angle = 2 * Double.pi * Double(k) / 3600
                best = min(best, model(radius * Point(Double.cos(angle), Double.sin(angle))))
            }
            #expect(model(step) <= best + 1e-4, "model \(model(step)) against \(best)")
        }
    }

    @Test("every gradient-based method reaches a minimum of the classics")
    func classics() throws {
        let solvers: [any Solver] = try [
            make("SteepestDescent", ["line_search": "wolfe", "tolerance": 1e-6]),
            make("ConjugateGradient", ["beta": "FR"]),
            make("ConjugateGradient", ["beta": "PR+"]), make("ConjugateGradient", ["beta": "HZ"]), make("BFGS"),
            make("BFGS", ["line_search": "hager_zhang"]), make("BFGS", ["line_search": "zoom"]),
            make("BFGS", ["line_search": "armijo"]),
            make("LBFGS"), make("LBFGS", ["memory": 1]), make("Newton"), make("TrustRegion"),
            make("TrustRegion", ["subproblem": "exact"]),
            make("CoordinateDescent", ["tolerance": 1e-6]),
            make("LBFGS", ["dialect": "pytorch", "line_search_fn": "strong_wolfe"]),
        ]
        for solver in solvers {
            for (objective, start) in [
                (TestObjective.rosenbrock, Point(-1.2, 1)), (.beale, Point(1, 1)), (.himmelblau, Point(-0.5, -0.5)),
            ] {
                let run = try solver.minimize(objective, start: start, steps: 50_000)
                #expect(run.loss < 1e-8, "\(solver.summary) on \(objective.name): \(run.loss), \(run.stopReason)")
            }
        }
    }

    @Test("a step that rounding swallows ends the run, it is not taken again and again")
    func stepsThatDoNotMove() throws {
        let solvers: [any Solver] = try [
            make("SteepestDescent"), make("SteepestDescent", ["line_search": "wolfe"]),
            make("SteepestDescent", ["line_search": "zoom"]), make("ConjugateGradient"), make("BFGS"),
            make("BFGS", ["line_search": "zoom"]), make("LBFGS"), make("CoordinateDescent", ["line_search": "armijo"]),
        ]
        for solver in solvers {
            let run = try solver.minimize(TestObjective.sixHumpCamel, start: Point(-2, 1.5), steps: 20_000)
            let still = zip(run.path, run.path.dropFirst()).count { $0 == $1 }
            #expect(
                still == 0 && run.reason != .budget,
                "\(solver.summary): \(still) steps of \(run.steps) do not move")
        }
    }

    @Test(
        "the pages of the slow methods give the evaluations that they take in Rosenbrock's valley",
        arguments: [
            ("SteepestDescent", [:], 19_530), ("CoordinateDescent", [:], 13_745), ("BFGS", [:], 45),
            ("ConjugateGradient", [:], 83), ("ConjugateGradient", ["beta": "HZ"], 202),
            ("ConjugateGradient", ["beta": "HZ", "line_search": "wolfe", "c2": 0.4], 86),
        ] as [(String, [String: Hyperparameter.Value], Int)])
    func evaluationsOfThePages(name: String, given: [String: Hyperparameter.Value], count: Int) throws {
        let run = try make(name, given).minimize(TestObjective.rosenbrock, start: Point(-1.5, 2), steps: 100_000)
        // Sums in another order of the same formula turn a few searches.
        #expect(abs(run.evaluations - count) <= count / 10, "\(name) \(given): \(run.evaluations)")
    }

    @Test("on a curve the second coordinate stays untouched")
    func curves() throws {
        let solvers: [any Solver] = try [
            make("SteepestDescent"), make("ConjugateGradient"), make("BFGS"), make("LBFGS"), make("Newton"),
            make("TrustRegion"),
            make("CoordinateDescent"), make("NelderMead"), make("CMAES"), make("ParticleSwarm"),
            make("SimulatedAnnealing"), make("RandomSearch"), make("GridSearch"),
            make("LBFGS", ["dialect": "pytorch", "line_search_fn": "strong_wolfe"]),
        ]
        for solver in solvers {
            let run = try solver.minimize(TestObjective.curve, start: Point(-2, 7), steps: 2000)
            #expect(run.path.allSatisfy { $0.y == 0 }, "\(solver.summary)")
            // The quartic has two minima.
            let gap = min(abs(run.bestPoint.x + 1.3008395659415772), abs(run.bestPoint.x - 1.1309011226299863))
            #expect(
                gap < 0.01 || (solver.summary == "GridSearch()" && gap < 0.3),
                "\(solver.summary) ended at \(run.bestPoint)")
        }
    }

    @Test("the step count, evaluations, stops and cancellation are honoured")
    func limits() throws {
        let start = Point(-1.2, 1)
        let five = try make("BFGS").minimize(TestObjective.rosenbrock, start: start, steps: 5)
        #expect(five.steps == 5 && five.path.count == 6 && five.reason == .budget)
        let none = try make("BFGS").minimize(TestObjective.rosenbrock, start: start, steps: 0)
        #expect(none.steps == 0 && none.path == [start])
        let few = try make("BFGS").minimize(
            TestObjective.rosenbrock, start: start, steps: 100, stops: [.evaluations(10)])
        #expect(few.reason == .met(.evaluations(10)) && (10...14).contains(few.evaluations))
        let low = try make("NelderMead").minimize(
            TestObjective.rosenbrock, start: start, steps: 500, stops: [.loss(0.1)])
        #expect(low.loss <= 0.1 && low.reason == .met(.loss(0.1)))
        let work = Work()
        work.cancel()
        let cancelled = try make("RandomSearch").minimize(
            TestObjective.rosenbrock, start: start, steps: 1_000_000_000_000, work: work)
        #expect(cancelled.reason == .cancelled && cancelled.steps <= 1)
    }

    @Test("values, gradients and Hessians are counted apart")
    func counts() throws {
        let start = Point(-1.2, 1)
        let newton = try make("Newton").minimize(TestObjective.rosenbrock, start: start, steps: 100)
        #expect(newton.hessianEvaluations == newton.steps + 1)
        #expect(newton.gradientEvaluations == newton.steps + 1)
        #expect(newton.evaluations > newton.steps + 1)
        let simplex = try make("NelderMead").minimize(TestObjective.rosenbrock, start: start, steps: 500)
        #expect(simplex.gradientEvaluations == 0 && simplex.hessianEvaluations == 0)
        let bfgs = try make("BFGS").minimize(TestObjective.rosenbrock, start: start, steps: 500)
        #expect(bfgs.gradientEvaluations == bfgs.evaluations && bfgs.hessianEvaluations == 0)
        #expect(bfgs.table(width: 80).contains("\(bfgs.evaluations) values, \(bfgs.evaluations) gradients, 0 Hessians"))
    }

    @Test("a slope that is small because the point is large is doubted, and one at a minimum is not")
    func units() throws {
        func told(_ scale: Double) throws -> String {
            let objective = TestObjective(name: "dollars", form: Dollars(scale: scale))
            return try make("BFGS").minimize(objective, start: Point(scale, scale), steps: 100).table(width: 80)
        }
        let doubted = try told(1e10)
        #expect(doubted.contains("0 steps") && doubted.contains("small only because the point is large"))
        #expect(try !told(1e3).contains("small only because"))
        let valley = try make("BFGS").minimize(TestObjective.rosenbrock, start: Point(-1.5, 2), steps: 500)
        #expect(!valley.table(width: 80).contains("small only because"))
    }

    @Test("what a solver cannot do it says")
    func refusals() throws {
        #expect(throws: Mistake.self) { try make("LBFGS", ["memory": 0]) }
        #expect(throws: Mistake.self) { try make("BFGS", ["tolerance": -1]) }
        #expect(throws: Mistake.self) { try make("GridSearch", ["n": 1]) }
        #expect(throws: Mistake.self) { try SearchBox(lower: Point(1, 1), upper: Point(0, 2)) }
        #expect(throws: Mistake.self) { try make("ParticleSwarm", ["particles": 1]) }
        #expect(throws: Mistake.self) { try make("CMAES", ["sigma": 0]) }
        #expect(throws: Mistake.self) {
            try make("LevenbergMarquardt").minimize(TestObjective.rastrigin, start: Point(1, 1), steps: 10)
        }
        #expect(throws: Mistake.self) { try make("BFGS").minimize(TestObjective.rosenbrock, start: Point(.nan, 0)) }
    }
}
