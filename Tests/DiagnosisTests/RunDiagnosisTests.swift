import Answers
import Landscapes
import Numbers
import Optimizers
import RealModule
import Testing

@testable import Diagnosis

/// Runs on functions whose end is known.
@Suite("Diagnosis of runs")
struct RunDiagnosisTests {
    private func run(_ landscape: Landscape, _ name: String, _ rate: Double, _ start: Point, _ steps: Int) throws -> Run
    {
        try minimize(landscape, Optimizer(name, rate: .constant(rate)), start: start, steps: steps)
    }

    @Test func aRunThatRanAwayIsConfirmedAtACalmerRate() throws {
        let found = try diagnose(run(.rosenbrock(), "SGD", 0.01, Point(-1.5, 2), 100))
        #expect(found.cause == "rate too high")
        #expect(found.findings[0].evidence.contains { $0.name == "largest stable rate there" })
        let tried = try confirm(found.findings[0])
        #expect(tried.proof.state == "confirmed", "\(tried.table(width: 100))")
    }

    @Test func aRunThatArrivedIsHealthy() throws {
        let found = try diagnose(run(.rosenbrock(), "Adam", 0.05, Point(-1.5, 2), 5000))
        #expect(found.isHealthy, "\(found.table(width: 100))")
    }

    @Test func aValleyIsTakenForOne() throws {
        let found = try diagnose(run(.rosenbrock(), "SGD", 0.0005, Point(-1.5, 2), 100))
        #expect(found.cause == "narrow valley", "\(found.table(width: 100))")
        #expect(
            found.sign("barely decreases")?.candidates.contains { $0.verdict == Sign.Candidate.Verdict.fits } == true)
    }

    @Test func aRunOnAFunctionWhoseMinimumNobodyKnowsIsNotHealthyInTheMiddleOfItsWay() throws {
        let own = Landscape(
            "own", title: "own", formula: "", domain: Domain(-2...2), start: Point(1, 1), source: "", surface: Bowl())
        let found = try diagnose(run(own, "SGD", 1e-4, Point(1, 1), 50))
        #expect(found.cause == "rate too low", "\(found.table(width: 100))")
        #expect(try diagnose(run(own, "SGD", 0.1, Point(1, 1), 200)).isHealthy)
        #expect(try confirm(diagnose(run(own, "SGD", 0.02, Point(1, 1), 20)).findings[0]).proof.state == "confirmed")
    }

    @Test("A run that comes to a saddle stands on one, and a start aside gets off it", arguments: UInt64(0)..<20)
    func saddles(_ seed: UInt64) throws {
        var stream = RandomStream(seed: seed, purpose: "saddles")
        let start = Point(stream.uniform(0.2, 2) * (seed % 2 == 0 ? 1 : -1), 0)
        let wells = Landscape(
            "wells", title: "wells", formula: "x² + (y² − 1)²", domain: Domain(-2...2),
            minima: seed % 3 == 0 ? [Point(0, 1), Point(0, -1)] : [], minimum: seed % 3 == 0 ? 0 : nil, start: start,
            source: "", surface: Wells())
        let found = try diagnose(run(wells, "SGD", stream.uniform(0.02, 0.2), start, 2000))
        #expect(found.cause == "saddle", "\(found.table(width: 100))")
        let tried = try confirm(found.findings[0])
        #expect(tried.proof.state == "confirmed", "\(tried.table(width: 100))")
    }

    @Test("A run on a plain says so", arguments: UInt64(0)..<20)
    func plains(_ seed: UInt64) throws {
        var stream = RandomStream(seed: seed, purpose: "plains")
        let angle = stream.uniform(0, 2 * Double.pi)
        let start = stream.uniform(6, 9) * Point(Double.cos(angle), Double.sin(angle))
        let hole = Landscape(
            "hole", title: "hole", formula: "1 − exp(−x² − y²)", domain: Domain(-10...10), minima: [Point(0, 0)],
            minimum: 0, start: start, source: "", surface: Hole())
        let found = try diagnose(run(hole, "SGD", stream.uniform(0.01, 0.5), start, 100))
        #expect(found.cause == "plateau", "\(found.table(width: 100))")
    }

    @Test("The line of an action makes the run again, also on a lambda and on a landscape with settings of its own")
    func lines() throws {
        let own = Landscape(
            "lambda", title: "lambda(x, y)", formula: "x**2 + 3*y**2", domain: Domain(-2...2), start: Point(1, 1),
            tags: [.own], source: "", surface: Bowl())
        let slow = try diagnose(run(own, "SGD", 0.001, Point(2, 2), 50)).findings[0]
        #expect(slow.action == "minimize(lambda x, y: x**2 + 3*y**2, SGD(lr=0.01), start=(2, 2), steps=50)")
        let tried = try confirm(slow)
        let trial = try #require(tried.proof.trial)
        #expect(trial.measure == "value at the end" && trial.errorAfter > 0 && trial.errorBefore > trial.errorAfter)
        let seeded = try minimize(
            Landscape.rosenbrock(b: 50), Optimizer("SGD", rate: .constant(1)), start: Point(2, 2), steps: 9, seed: 4)
        let action = try diagnose(seeded).findings[0].action
        #expect(action.hasPrefix("minimize(rosenbrock(b=50), SGD(lr=") && action.hasSuffix(", seed=4)"), "\(action)")
    }

    @Test func noStepIsNoRun() throws {
        #expect { try diagnose(run(.rosenbrock(), "SGD", 0.001, Point(0, 0), 0)) } throws: {
            ($0 as? Mistake)?.problem.contains("no step") == true
        }
    }
}

private struct Wells: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let across = y * y - 1.0
        return x * x + across * across
    }
}

private struct Hole: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S { 1.0 - S.exp(-(x * x + y * y)) }
}

private struct Bowl: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S { x * x + 3.0 * y * y }
}
