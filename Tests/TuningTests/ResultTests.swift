import Answers
import RealModule
import Testing

@testable import Tuning

@Suite("What is read from a study")
struct ResultTests {
    @Test("PED-ANOVA's importances are Optuna's")
    func importance() throws {
        let golden = try Golden.read().importance
        let parameters = SamplerTests.parameters
        let history = TrialHistory(
            directions: [.minimize],
            golden.trials.enumerated().map { number, known in
                var trial = Trial(number: number, state: .complete)
                for (parameter, code) in zip(parameters, known.codes) {
                    trial.set(parameter.name, parameter.domain, parameter.domain.setting(code))
                }
                trial.values = [known.value]
                return trial
            })
        let raw = Dictionary(uniqueKeysWithValues: try PEDAnova.importances(history).map { ($0.name, $0.importance) })
        let shares = Dictionary(uniqueKeysWithValues: try PEDAnova.shares(history).map { ($0.name, $0.importance) })
        for (index, parameter) in parameters.enumerated() {
            #expect(isClose(raw[parameter.name] ?? .nan, golden.raw[index], 1e-9), "\(parameter.name)")
            #expect(isClose(shares[parameter.name] ?? .nan, golden.shares[index], 1e-9), "\(parameter.name)")
        }
    }

    @Test("The end of a list of numbers is a border too; a list of names and a range that begins at 0 have none")
    func listEdges() throws {
        let rates: [Setting] = [.number(0.01), .number(0.001), .number(0.0001)]
        let space = try SearchSpace([
            SearchParameter("lr", .choice(rates)),
            SearchParameter("layers", .choice([.integer(2), .integer(3), .integer(4)])),
            SearchParameter("rule", .choice([.text("sgd"), .text("adam"), .text("lion")])),
            SearchParameter("pair", .choice([.integer(1), .integer(2)])), SearchParameter("dropout", .float(0, 0.5)),
        ])
        let study = try Study(sampler: RandomSampler())
        try study.enqueue([
            "lr": .number(0.01), "layers": .integer(2), "rule": .text("sgd"), "pair": .integer(1),
            "dropout": .number(0),
        ])
        try study.optimize(space, trials: 1) { _ in [0] }
        let edges = try study.edges()
        #expect(
            edges.map(\.text) == [
                "the best lies on the upper border of lr (0.01): widen it",
                "the best lies on the lower border of layers (2): widen it",
            ])
        var wider = Trial(number: 1, state: .complete)
        wider.set("lr", .float(1e-3, 1e-1), .number(0.03))
        #expect(edges.map { $0.isAnswered(by: [wider]) } == [true, false])
    }

    @Test("A best value on the border is said, and the next space moves beyond it")
    func edges() throws {
        let space = try SearchSpace([
            SearchParameter("x", .float(0, 1)), SearchParameter("lr", .float(1e-4, 1, log: true)),
            SearchParameter("n", .int(1, 9)),
        ])
        let study = try Study(sampler: RandomSampler())
        try study.enqueue(["x": .number(0.995), "lr": .number(0.01), "n": .integer(4)])
        try study.optimize(space, trials: 1) { _ in [0] }
        #expect(try study.edges().map(\.name) == ["x"])
        let next = try #require(try study.refined())
        #expect(next["x"]?.domain == .float(0.745, 1.245))
        #expect(next["lr"]?.domain == .float(0.001, 0.1, log: true))
        #expect(next["n"]?.domain == .int(2, 6))
    }

    @Test(
        "The next space keeps conditions, constraints and what was not tried, does not shrink to a point and does not cross 0"
    )
    func refinedSpace() throws {
        let limit = SpaceConstraint("a < b") { ($0["a"]?.number ?? 0) < ($0["b"]?.number ?? 0) }
        let space = try SearchSpace(
            [
                SearchParameter("kind", .choice("sgd", "adam")), SearchParameter("a", .float(1000.4, 1000.9)),
                SearchParameter("b", .float(0, 0.5)), SearchParameter("layers", .int(1, 3)),
                SearchParameter("momentum", .float(0, 1), when: .init("kind", [.text("sgd")])),
                SearchParameter("width", .int(1, 9), when: .init("layers", [.integer(3)])),
                SearchParameter("rate", .float(1e-4, 1e-1, log: true)),
            ], constraints: [limit])
        let study = try Study(sampler: RandomSampler())
        var trial = Trial(number: 0, state: .complete)
        for (name, setting) in [
            ("kind", .text("adam")), ("a", .number(1000.65)), ("b", .number(0)), ("layers", .integer(1)),
            ("rate", .number(0.00316227766)),
        ] as [(String, Setting)] {
            trial.set(name, try #require(space[name]).domain, setting)
        }
        trial.values = [1]
        try study.add(trial)
        let next = try #require(try study.refined(space))
        #expect(next.constraints == [limit])
        #expect(next.parameters.map(\.name) == space.parameters.map(\.name))
        #expect(next["momentum"] == space["momentum"] && next["width"] == space["width"])
        #expect(next["layers"]?.domain == .int(1, 3), "another depends on it")
        #expect(next["a"]?.domain == .float(1000.525, 1000.775))
        #expect(next["b"]?.domain == .float(0, 0.125))
        // Half of three decades around the middle, outwards.
        #expect(next["rate"]?.domain == .float(0.000562, 0.0178, log: true))
    }

    @Test("A full grid's variance is shared out exactly, and a forest's nearly so")
    func shares() throws {
        let space = try SearchSpace([
            SearchParameter("a", .int(0, 4)), SearchParameter("b", .int(0, 4)), SearchParameter("c", .choice("x", "y")),
        ])
        let study = try Study(sampler: GridSampler())
        // Variances 4·2, 2 and 1/4.
        try study.optimize(space, trials: nil) { trial in
            let c = trial.configuration
            return [2 * (c["a"]?.number ?? 0) + (c["b"]?.number ?? 0) + (c["c"] == .text("x") ? 0 : 1)]
        }
        let exact = try #require(GridAnova.shares(try study.history()))
        #expect(exact.map(\.name) == ["a", "b", "c"])
        for (share, truth) in zip(exact.map(\.importance), [8 / 10.25, 2 / 10.25, 0.25 / 10.25]) {
            #expect(abs(share - truth) < 1e-12)
        }
        #expect(abs(exact.reduce(0) { $0 + $1.importance } - 1) < 1e-12)
        let forest = try FAnova.shares(study.history())
        #expect(forest.map(\.name) == ["a", "b", "c"])
        #expect(abs(forest[0].importance - 8 / 10.25) < 0.08)
        let work = Work()
        work.cancel()
        #expect(throws: Stopped.self) { try FAnova.shares(study.history(), work: work) }
    }

    @Test("A regret bound falls as a search goes on, and ends it")
    func regretBound() throws {
        let space = try SearchSpace([SearchParameter("x", .float(-2, 2))])
        let study = try Study(sampler: GPSampler(), seed: 1)
        let bowl = { (trial: OpenTrial) -> [Double] in
            let x = trial.configuration["x"]?.number ?? 0
            return [x * x]
        }
        try study.optimize(space, trials: 12, objective: bowl)
        let early = try #require(try RegretBound.value(study.history()))
        let reason = try study.optimize(space, trials: 40, stops: [.regretBound(early / 4)], objective: bowl)
        #expect(reason.contains("believed"))
    }

    @Test("Bayesian optimisation is walked through in its six steps, again and again from the posterior on")
    func walk() throws {
        let space = try SearchSpace([SearchParameter("x", .float(-2, 2))])
        let study = try Study(sampler: GPSampler(startup: 3), seed: 1)
        let loop = try BayesianLoop(study, space)
        let steps = try (0..<9).map { _ in
            try loop.step { trial in
                let x = trial.configuration["x"]?.number ?? 0
                return [(x - 0.5) * (x - 0.5)]
            }
        }
        #expect(steps.map(\.phase.rawValue) == [1, 2, 3, 4, 5, 6, 4, 5, 6])
        #expect(steps[1].chosen.count == 3 && steps[1].observations.isEmpty)
        #expect(steps[3].observations.count == 3 && steps[3].improvements.count == 201)
        // Where a trial was, little is unknown; what is chosen has the largest improvement of the grid, or more.
        #expect((steps[3].deviations.min() ?? 1) < 0.5 * (steps[3].deviations.max() ?? 0))
        let chosen = try #require(steps[4].chosen.first?.first)
        let nearest = steps[4].axes[0].indices.min {
            abs(steps[4].axes[0][$0] - chosen) < abs(steps[4].axes[0][$1] - chosen)
        }
        #expect(steps[4].improvements[nearest ?? 0] > 0.5 * (steps[4].improvements.max() ?? 0))
        #expect(try study.trials().count == 5)
    }

    @Test("One standard error's choice is the cheapest that is as good as the best")
    func oneStandardError() throws {
        let study = try Study(sampler: RandomSampler())
        let values = [1.0, 1.05, 1.2]
        try study.optimize(try StudyTests.space(), trials: 3) { [values[$0.number]] }
        let chosen = try study.oneStandardError({ _ in 0.1 }, cost: { -Double($0.number) })
        #expect(chosen?.number == 1)
    }

    @Test("A genetic study that ends within its first generation is told to be random search")
    func firstGeneration() throws {
        func told(_ population: Int) throws -> String {
            let study = try Study(sampler: NSGASampler(population: population), seed: 1)
            try study.optimize(SearchSpace([SearchParameter("x", .float(-1, 1))]), trials: 20) { trial in
                [trial.configuration["x"].flatMap(\.number) ?? .nan]
            }
            return study.table(width: 80)
        }
        #expect(try told(50).contains("drawn at random so far: a generation has 50 trials"))
        #expect(try told(20).contains("population_size=4 makes smaller ones"))
        #expect(try !told(19).contains("drawn at random"))
    }

    @Test("NSGA-II reaches 95 % of ZDT1's hypervolume in 10,000 evaluations")
    func zdt1() throws {
        try expectFront(.second)
    }

    @Test("NSGA-III reaches it as well")
    func zdt1ByDirections() throws {
        try expectFront(.third)
    }

    private func expectFront(_ version: NSGASampler.Version) throws {
        let space = try SearchSpace((0..<30).map { SearchParameter("x\($0)", .float(0, 1)) })
        let study = try Study(
            directions: [.minimize, .minimize], sampler: NSGASampler(version, population: 100), seed: 1)
        try study.optimize(space, trials: 10_000) { trial in
            let x = trial.configuration.settings.map { $0.number ?? .nan }
            let g = 1 + 9 * x.dropFirst().reduce(0, +) / 29
            return [x[0], g * (1 - (x[0] / g).squareRoot())]
        }
        // The whole front has 11/10 · 11/10 − ∫(1 − √x) = 1.21 − 1/3.
        #expect(try study.hypervolume(reference: [1.1, 1.1]) > 0.95 * (1.21 - 1 / 3.0))
    }
}
