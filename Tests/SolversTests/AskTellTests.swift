import Answers
import Cards
import Foundation
import Numbers
import Optimizers
import RealModule
import Testing

@testable import Solvers

@Suite("Searches by values work in any number of dimensions")
struct AskTellTests {
    private static func solvers() throws -> [any Solver] {
        try [
            make("CMAES"), make("ParticleSwarm"), make("SimulatedAnnealing"), make("NelderMead"), make("RandomSearch"),
            make("GridSearch", ["n": 3]),
        ]
    }

    /// Σ (xᵢ − 0.3)², curved more along later coordinates.
    private static func bowl(_ x: [Double]) -> Double {
        x.enumerated().reduce(0) { $0 + Double($1.offset + 1) * ($1.element - 0.3) * ($1.element - 0.3) }
    }

    private static func best(
        _ solver: any Solver, dimension: Int, evaluations: Int, seed: UInt64 = 1,
        _ loss: ([Double]) -> Double = bowl
    ) throws -> (value: Double, asked: [[Double]]) {
        let box = try SearchBox(
            lower: [Double](repeating: -1, count: dimension), upper: [Double](repeating: 2, count: dimension))
        var search = try #require(solver.search(in: box, from: box.centre, seed: seed, steps: evaluations))
        var place = box.centre
        var asked: [[Double]] = []
        var best = Double.infinity
        while asked.count < evaluations, search.end == nil {
            search.ask(&place)
            asked.append(place)
            let value = loss(place)
            best = min(best, value)
            _ = search.tell(value)
        }
        return (best, asked)
    }

    @Test("methods that need gradients are no search by values")
    func gradients() throws {
        let box = try SearchBox(lower: [0], upper: [1])
        for card in SolverCatalog.cards {
            let search = try card.make([:]).search(in: box, from: [0.5], seed: 0, steps: 10)
            #expect((search != nil) == (card.chapter.number == 4), "\(card.name)")
        }
    }

    @Test("the minimum of a bowl in six dimensions is found by the methods that learn")
    func sixDimensions() throws {
        #expect(try Self.best(make("CMAES"), dimension: 6, evaluations: 3000).value < 1e-12)
        #expect(try Self.best(make("ParticleSwarm"), dimension: 6, evaluations: 20_000).value < 1e-10)
        #expect(try Self.best(make("NelderMead"), dimension: 6, evaluations: 3000).value < 1e-10)
        #expect(try Self.best(make("SimulatedAnnealing"), dimension: 6, evaluations: 20_000).value < 0.1)
        #expect(try Self.best(make("RandomSearch"), dimension: 6, evaluations: 5000).value < 3)
        // (0.5, 0.5, …) is a place of the grid with three to a side.
        #expect(try Self.best(make("GridSearch", ["n": 3]), dimension: 6, evaluations: 5000).asked.count == 730)
    }

    @Test("CMA-ES solves Rosenbrock's function in eight dimensions in about pycma's evaluations")
    func rosenbrockInEightDimensions() throws {
        func rosenbrock(_ x: [Double]) -> Double {
            zip(x, x.dropFirst()).reduce(0) { sum, pair in
                let (a, b) = pair
                return sum + 100 * (b - a * a) * (b - a * a) + (1 - a) * (1 - a)
            }
        }
        let reached = try (0..<5 as Range<UInt64>).map { seed in
            try Self.best(make("CMAES", ["sigma": 0.5]), dimension: 8, evaluations: 12_000, seed: seed, rosenbrock)
                .value
        }
        // One of several runs may end in the local minimum at (−1, 1, …), as with everyone's CMA-ES.
        #expect(reached.count { $0 < 1e-10 } >= 4, "\(reached)")
    }

    @Test("the first place asked for is the start, and the same seed asks the same", arguments: 1...4)
    func repeatability(dimension: Int) throws {
        for solver in try Self.solvers() {
            let first = try Self.best(solver, dimension: dimension, evaluations: 100)
            let again = try Self.best(solver, dimension: dimension, evaluations: 100)
            #expect(first.asked[0] == [Double](repeating: 0.5, count: dimension), "\(solver.summary)")
            #expect(first.asked == again.asked, "\(solver.summary) in \(dimension) dimensions")
            #expect(first.asked.allSatisfy { $0.count == dimension && $0.allSatisfy(\.isFinite) })
        }
    }

    @Test("a value that is NaN is worse than every other")
    func notANumber() throws {
        for solver in try Self.solvers() {
            let found = try Self.best(solver, dimension: 2, evaluations: 400) { $0[0] > 0.6 ? .nan : Self.bowl($0) }
            #expect(found.value < 0.5, "\(solver.summary) came to \(found.value)")
        }
    }

    @Test("a box says what it cannot be")
    func boxes() {
        #expect(throws: Mistake.self) { try SearchBox(lower: [0, 0], upper: [1]) }
        #expect(throws: Mistake.self) { try SearchBox(lower: [], upper: []) }
        #expect(throws: Mistake.self) { try SearchBox(lower: [0, 2, 0], upper: [1, 1, 1]) }
        #expect(throws: Mistake.self) { try SearchBox(lower: [0, -.infinity], upper: [1, 1]) }
        #expect(throws: Never.self) { try SearchBox(lower: [0, 1, 2], upper: [1, 2, 3]) }
    }
}

@Suite("CMA-ES computes what Hansen's code computes")
struct CovarianceTests {
    private struct Golden: Decodable { let cases: [Case] }

    private struct Case: Decodable {
        let start: [Double]
        let sigma: Double
        let constants: Constants
        let generations: [Generation]
    }

    private struct Constants: Decodable {
        let population: Int
        let weights: [Double]
        let mueff: Double
        let cs: Double
        let cc: Double
        let c1: Double
        let cmu: Double
        let chi: Double
    }

    private struct Generation: Decodable {
        let samples: [[Double]]
        let values: [Double]
        let mean: [Double]
        let sigma: Double
        let pathSigma: [Double]
        let pathC: [Double]
        let covariance: [[Double]]
    }

    private static func load() throws -> [Case] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let data = try Data(contentsOf: folder.appendingPathComponent("Golden/cmaes.json"))
        return try JSONDecoder().decode(Golden.self, from: data).cases
    }

    @Test("weights and learning rates are pycma's")
    func constants() throws {
        for item in try Self.load() {
            let ours = CovarianceAdaptation.Constants(
                dimension: item.start.count, population: item.constants.population)
            let theirs = item.constants
            let pairs = [
                (ours.μeff, theirs.mueff), (ours.cσ, theirs.cs), (ours.cc, theirs.cc), (ours.c1, theirs.c1),
                (ours.cμ, theirs.cmu), (ours.χ, theirs.chi),
            ]
            for (a, b) in pairs + Array(zip(ours.weights, theirs.weights)) {
                #expect(abs(a - b) <= 1e-13 * abs(b), "\(a) and \(b) in \(item.start.count) dimensions")
            }
            #expect(ours.λ == theirs.population && ours.weights.count == theirs.weights.count)
        }
    }

    @Test("mean, paths, covariance and step size follow the same samples to the same numbers")
    func generations() throws {
        for item in try Self.load() {
            let n = item.start.count
            var search = CovarianceAdaptation(
                from: item.start, sigma: item.sigma, population: item.constants.population, seed: 0, tolerance: 0)
            var place = item.start
            search.ask(&place)
            _ = search.tell(0)
            for (number, generation) in item.generations.enumerated() {
                for (sample, value) in zip(generation.samples, generation.values) {
                    search.ask(&place)
                    search.replaceSample(by: sample)
                    _ = search.tell(value)
                }
                let ours = search.mean + [search.σ] + search.pathσ + search.pathC + search.covariance
                let theirs =
                    generation.mean + [generation.sigma] + generation.pathSigma + generation.pathC
                    + generation.covariance.flatMap { $0 }
                let scale = theirs.map { abs($0) }.max() ?? 1
                let gap = zip(ours, theirs).map { abs($0 - $1) }.max() ?? .infinity
                #expect(
                    ours.count == theirs.count && gap <= 1e-10 * scale,
                    "generation \(number + 1), \(n) dimensions: \(gap)")
            }
        }
    }
}
