import Language
import Answers
import Numbers
import Testing

@testable import Vocabulary

@Suite("Solvers in the language")
struct SolverWordTests {
    private static func value(_ line: String) throws -> Value {
        try Session(registry: Vocabulary.registry).evaluate(line).value
    }

    /// One line per word: the solver, the landscape, how many steps, and how near to the minimum's value it must come.
    /// The steepest ways and the random ones get an easy landscape, the others Rosenbrock's valley from its usual start.
    static let runs: [(solver: String, landscape: String, steps: Int, loss: Double)] = [
        ("SteepestDescent()", "booth", 200, 1e-9), ("ConjugateGradient()", "rosenbrock", 200, 1e-9),
        ("ConjugateGradient(beta=\"FR\")", "booth", 100, 1e-9),
        ("ConjugateGradient(beta=\"HZ\")", "rosenbrock", 200, 1e-9),
        ("BFGS()", "rosenbrock", 100, 1e-12), ("BFGS(line_search=\"armijo\")", "rosenbrock", 200, 1e-9),
        ("LBFGS(memory=5)", "rosenbrock", 100, 1e-12), ("CoordinateDescent()", "booth", 200, 1e-9),
        ("Newton()", "rosenbrock", 60, 1e-15), ("TrustRegion()", "rosenbrock", 60, 1e-15),
        ("NelderMead()", "rosenbrock", 300, 1e-8), ("CMAES(sigma=0.5)", "rosenbrock", 300, 1e-8),
        ("ParticleSwarm(particles=20)", "sphere", 200, 1e-6), ("SimulatedAnnealing()", "sphere", 5000, 1e-1),
        ("RandomSearch()", "sphere", 5000, 1e-1), ("GridSearch(n=11)", "sphere", 121, 1e-12),
    ]

    @Test("A solver comes down to the minimum it should reach", arguments: runs)
    func run(_ known: (solver: String, landscape: String, steps: Int, loss: Double)) throws {
        let start = known.landscape == "rosenbrock" ? "(-1.2, 1)" : "(2.5, -1.5)"
        let line = "minimize(\(known.landscape), \(known.solver), start=\(start), steps=\(known.steps), seed=1)"
        let loss = try #require(try Self.value("(\(line)).best_loss").asDouble, "\(line)")
        #expect(loss >= 0 && loss <= known.loss, "\(line): best loss \(loss), not within \(known.loss)")
    }

    @Test("Sums of squares are solved by their own methods", arguments: ["GaussNewton()", "LevenbergMarquardt()"])
    func leastSquares(solver: String) throws {
        // Rosenbrock as residuals: r = (10(y − x²), 1 − x), with its minimum at (1, 1).
        let line =
            "minimize(least_squares([lambda x, y: 10*(y - x^2), lambda x, y: 1 - x]), \(solver), "
            + "start=(-1.2, 1), steps=100)"
        let point = try #require(try Self.value("(\(line)).point").asPoint, "\(line)")
        #expect((point - Point(1, 1)).norm < 1e-6, "\(line) ends at \(point)")
    }

    @Test("Every solver word is in the tables above")
    func everyWord() {
        let lines = Self.runs.map(\.solver) + ["GaussNewton()", "LevenbergMarquardt()", "least_squares("]
        let missing = SolverWords.words.map(\.name).filter { name in !lines.contains { $0.hasPrefix("\(name)(") } }
        #expect(missing.isEmpty, "no checked line for \(missing)")
    }

    @Test(
        "What is out of range is said",
        arguments: [
            ("BFGS(c1=0.9)", "c1"), ("BFGS(c1=0.4, c2=0.3)", "c2"), ("BFGS(line_search=\"wolf\")", "wolf"),
            ("LBFGS(memory=0)", "memory"), ("GridSearch(n=0)", "n"),
            ("RandomSearch(bounds=((1, 1), (0, 0)))", "bounds"),
        ])
    func refused(line: String, part: String) {
        expectRefusal(of: line, naming: part, Self.value)
    }
}
