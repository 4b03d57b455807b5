import Answers
import Cards
import Numbers
import Optimizers
import Solvers
import Testing

@Suite("Methods without gradients find global minima")
struct GlobalTests {
    /// Runs some seeds and counts those that end at the global minimum 0.
    private func successes(
        _ solver: any Solver, on objective: TestObjective, steps: Int, below: Double, seeds: UInt64 = 20
    ) throws -> Int {
        try (0..<seeds).count { seed in
            var stream = RandomStream(seed: seed, purpose: "test starts")
            let start = Point(stream.uniform(-4, 4), stream.uniform(-4, 4))
            return try solver.minimize(objective, start: start, steps: steps, seed: seed, record: false).bestLoss
                < below
        }
    }

    @Test("CMA-ES solves Rosenbrock always, Rastrigin and Ackley mostly")
    func cmaes() throws {
        #expect(try successes(make("CMAES"), on: .rosenbrock, steps: 300, below: 1e-10) == 20)
        // pycma 4 with the same population, step size and starts: 43 of 60.
        let bumpy = try successes(make("CMAES", ["population": 40]), on: .rastrigin, steps: 200, below: 1e-8, seeds: 60)
        #expect(bumpy >= 36, "Rastrigin: \(bumpy) of 60")
        #expect(try successes(make("CMAES"), on: .ackley, steps: 300, below: 1e-6) >= 16)
    }

    @Test("a swarm solves Rastrigin, Ackley and Himmelblau")
    func swarm() throws {
        #expect(try successes(make("ParticleSwarm"), on: .rastrigin, steps: 200, below: 1e-6) >= 18)
        #expect(try successes(make("ParticleSwarm"), on: .ackley, steps: 300, below: 1e-5) >= 18)
        #expect(try successes(make("ParticleSwarm"), on: .himmelblau, steps: 300, below: 1e-6) == 20)
    }

    @Test("annealing escapes where a descent is caught")
    func annealing() throws {
        let annealed = try successes(make("SimulatedAnnealing"), on: .rastrigin, steps: 20_000, below: 0.5)
        let caught = try successes(make("BFGS"), on: .rastrigin, steps: 200, below: 0.5)
        #expect(annealed >= 16 && caught <= 5, "annealing \(annealed), BFGS \(caught) of 20")
    }

    @Test("random search comes as near as chance says, grid search as near as its mesh")
    func sampling() throws {
        let random = try make("RandomSearch").minimize(
            TestObjective.himmelblau, start: Point(0, 0), steps: 5000, seed: 4)
        #expect(random.loss < 0.5 && random.steps == 5000 && random.evaluations == 5001)
        let grid = try make("GridSearch", ["n": 11]).minimize(TestObjective.himmelblau, start: Point(0, 0), steps: 1000)
        // (3, 2) is a point of the grid with step 1.
        #expect(grid.loss == 0 && grid.point == Point(3, 2) && grid.steps == 121)
    }

    @Test("the same seed gives the same bits, another seed another run")
    func repeatability() throws {
        let solvers: [any Solver] = try [
            make("CMAES"), make("ParticleSwarm"), make("SimulatedAnnealing"), make("RandomSearch"),
        ]
        for solver in solvers {
            let first = try solver.minimize(TestObjective.ackley, start: Point(2, 2), steps: 50, seed: 7)
            let again = try solver.minimize(TestObjective.ackley, start: Point(2, 2), steps: 50, seed: 7)
            let other = try solver.minimize(TestObjective.ackley, start: Point(2, 2), steps: 50, seed: 8)
            #expect(first.path == again.path && first.path != other.path, "\(solver.summary)")
        }
    }

    @Test("the walk of a random method never leaves its box")
    func bounds() throws {
        let box = Hyperparameter.Value.corners(lower: [1, -2], upper: [3, -1])
        let solvers: [any Solver] = try [
            make("ParticleSwarm", ["bounds": box]), make("SimulatedAnnealing", ["bounds": box]),
            make("RandomSearch", ["bounds": box]),
            make("GridSearch", ["bounds": box]),
        ]
        for solver in solvers {
            let run = try solver.minimize(TestObjective.ackley, start: Point(2, -1.5), steps: 300, seed: 3)
            #expect(
                run.path.allSatisfy { $0.x >= 1 && $0.x <= 3 && $0.y >= -2 && $0.y <= -1 }, "\(solver.summary)")
        }
    }
}
