import Answers
import Landscapes
import Numbers
import Optimizers
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

    @Test func noStepIsNoRun() throws {
        #expect { try diagnose(run(.rosenbrock(), "SGD", 0.001, Point(0, 0), 0)) } throws: {
            ($0 as? Mistake)?.problem.contains("no step") == true
        }
    }
}

private struct Bowl: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S { x * x + 3.0 * y * y }
}
