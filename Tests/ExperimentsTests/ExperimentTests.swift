import Experiments
import Landscapes
import Answers
import Numbers
import Optimizers
import Solvers
import Testing

@Suite("Experiments with runs")
struct ExperimentTests {
    private func optimizer(_ name: String, _ rate: Double) throws -> Optimizer {
        try Optimizer(name, rate: .constant(rate))
    }

    @Test("on a quadratic the largest stable rate is 2/λmax at every step, and crossing it diverges")
    func stability() throws {
        let bowl = Landscape.quadratic(kappa: 100)
        let λ = bowl.curvature(at: .zero).hessian.eigenvalues.larger
        let limit = 2 / λ
        let inside = try Stability(bowl, optimizer("SGD", 0.9 * limit), start: Point(1, 1), steps: 50)
        #expect(inside.rates.count == 50 && inside.shareOutside == 0)
        for entry in inside.rates {
            let largest = try #require(entry.largest)
            #expect(abs(largest - limit) < 1e-12 * limit, "step \(entry.step): \(largest), not \(limit)")
        }
        #expect(inside.run.loss < bowl.value(at: Point(1, 1)))
        let outside = try Stability(bowl, optimizer("SGD", 1.1 * limit), start: Point(1, 1), steps: 50)
        #expect(outside.shareOutside == 1 && outside.run.loss > bowl.value(at: Point(1, 1)))
        #expect(throws: Mistake.self) {
            try Stability(SolverCatalog.make("BFGS").minimize(bowl, start: Point(1, 1), steps: 3))
        }
    }

    @Test("on a bowl twins stay together; above the stable rate they part")
    func twins() throws {
        let calm = try optimizer("SGD", 0.1).minimize(Landscape.sphere, start: Point(1, 1), steps: 100)
        let together = try Twin(of: calm)
        #expect(together.partingStep == nil && (together.distances.last ?? 1) <= 1e-15)
        // Above 2/λmax at its minimum the run neither settles nor leaves: it wanders chaotically in one basin.
        let wild = try optimizer("SGD", 0.032).minimize(Landscape.himmelblau, start: Point(0.5, 1.5), steps: 1000)
        let apart = try Twin(of: wild)
        let step = try #require(apart.partingStep)
        // The same map in Python parts at step 242; the order of rounding may move it a little.
        #expect((150...400).contains(step), "parted at \(step)")
        #expect((apart.growthPerStep ?? 0) > 1.05 && apart.sentence.contains("part at step \(step)"))
    }

    @Test("the basins of Himmelblau are its four minima, whatever the number of threads")
    func basins() throws {
        let f = Landscape.himmelblau
        let method = try optimizer("SGD", 0.01)
        func make() throws -> Basins {
            try Basins(f, method, lower: Point(-5, -5), upper: Point(5, 5), count: 40, steps: 500)
        }
        let basins = try make()
        #expect(basins.cells.count == 1600 && basins.minima.count == 4)
        #expect(basins.shares.allSatisfy { $0 > 0.1 })
        // A start next to a minimum reaches that minimum.
        for (index, minimum) in basins.minima.enumerated() {
            let share = (minimum + 5) / 10 * 40
            let cell = basins.cells[Int(share.y) * 40 + Int(share.x)]
            #expect(cell.minimum == index)
        }
        #expect(try make().cells == basins.cells)
        let work = Work()
        work.cancel()
        let none = try Basins(f, method, lower: Point(-5, -5), upper: Point(5, 5), count: 10, work: work)
        #expect(none.cells.allSatisfy { $0.minimum == -2 })
    }

    @Test("a sweep finds the edge of stability between its rates")
    func sweep() throws {
        let bowl = Landscape.quadratic(kappa: 100)
        let limit = 2 / bowl.curvature(at: .zero).hessian.eigenvalues.larger
        let rates = [0.1, 0.5, 0.9, 1.2, 2].map { $0 * limit }
        let sweep = try Sweep(bowl, optimizer("SGD", 1), rates: rates, start: Point(1, 1), steps: 200)
        #expect(sweep.runs.count == 5 && sweep.smallestDivergingRate == rates[3])
        #expect(sweep.bestRate == rates[2])
        #expect(throws: Mistake.self) {
            try Sweep(bowl, optimizer("SGD", 1), rates: [], start: Point(1, 1), steps: 200)
        }
    }

    @Test("a race counts evaluations to the target, flips and the way gone")
    func race() throws {
        let course = Race.Problem(Landscape.rosenbrock(), start: Point(-1.2, 1), minimum: 0)
        let methods: [any Minimizer] = try [
            SolverCatalog.make("BFGS"), SolverCatalog.make("Newton"), optimizer("SGD", 0.0005),
        ]
        let race = try Race([course], methods, steps: 400, target: 1e-6, starts: 5)
        let bfgs = try #require(race.entry(0, 0))
        let slow = try #require(race.entry(0, 2))
        let cost = try #require(bfgs.evaluationsToTarget)
        #expect(cost > 20 && cost < 60, "BFGS took \(cost)")
        #expect(slow.evaluationsToTarget == nil && slow.globalShare == 0)
        #expect(bfgs.globalShare == 1)
        // The straight way from start to minimum is a lower bound.
        #expect(bfgs.pathLength > 2.2)
        let profile = try #require(race.profile)
        #expect(profile.share(2, within: 1000) == 0)
        #expect(race.sentence.contains("arrives first"))
    }

    @Test("performance profiles follow Dolan and Moré's definition")
    func profile() throws {
        let profile = try PerformanceProfile(
            methods: ["a", "b", "c"], costs: [[10, 20, nil], [30, 10, 15], [5, 5, nil], [nil, nil, nil]])
        #expect(profile.share(0, within: 1) == 0.5)
        #expect(profile.share(1, within: 1) == 0.5)
        #expect(profile.share(1, within: 2) == 0.75)
        #expect(profile.share(0, within: 3) == 0.75)
        #expect(profile.share(2, within: 1.5) == 0.25 && profile.share(2, within: 1.4) == 0)
        #expect(throws: Mistake.self) { try PerformanceProfile(methods: ["a"], costs: []) }
        #expect(throws: Mistake.self) { try PerformanceProfile(methods: ["a"], costs: [[0]]) }
    }
}
