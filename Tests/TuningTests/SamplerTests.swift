import Answers
import Numbers
import RealModule
import Testing

@testable import Tuning

@Suite("Samplers compute what their sources say")
struct SamplerTests {
    /// As in `judges/golden/tuning.py`.
    static let parameters = [
        SearchParameter("x", .float(-5, 10)), SearchParameter("lr", .float(1e-5, 1, log: true)),
        SearchParameter("width", .int(4, 256, log: true)), SearchParameter("layers", .int(1, 6)),
        SearchParameter("share", .float(low: 0, high: 2, log: false, step: 0.25)),
        SearchParameter("opt", .choice("sgd", "momentum", "rmsprop", "adam")),
    ]

    @Test("A Parzen estimator's density is Optuna's, over ranges, logarithms, steps and choices")
    func parzen() throws {
        for golden in try Golden.read().parzen {
            let columns = Self.parameters.indices.map { axis in
                let codes = golden.observed.map { Self.parameters[axis].domain.scaled($0[axis]) }
                let order = codes.indices.sorted { codes[$0] < codes[$1] }.map { Int32($0) }
                return ParzenEstimator.Observations(codes: codes, order: order)
            }
            var estimator = ParzenEstimator(
                Self.parameters, columns, weights: TPESplit.weights(golden.observed.count))
            let asked = golden.asked.flatMap { row in zip(Self.parameters, row).map { $0.domain.scaled($1) } }
            for (ours, theirs) in zip(estimator.logDensities(asked), golden.log) {
                #expect(isClose(ours, theirs, 1e-9), "\(golden.observed.count) observations: \(ours) and \(theirs)")
            }
        }
    }

    @Test("What is drawn from a Parzen estimator is distributed as its density says")
    func parzenDraws() {
        let parameters = [SearchParameter("n", .int(1, 5)), SearchParameter("kind", .choice("a", "b", "c"))]
        let columns = [
            ParzenEstimator.Observations(codes: [2, 4, 4], order: [0, 1, 2]),
            ParzenEstimator.Observations(codes: [0, 2, 2], order: [0, 1, 2]),
        ]
        var estimator = ParzenEstimator(parameters, columns, weights: [1, 1, 1])
        let all = (1...5).flatMap { n in (0...2).map { [Double(n), Double($0)] } }
        var counts: [[Double]: Double] = [:]
        var stream = RandomStream(seed: 3, purpose: "test")
        let draws = 40_000
        let drawn = estimator.draw(draws, &stream)
        for index in 0..<draws { counts[[drawn[2 * index], drawn[2 * index + 1]], default: 0] += 1 }
        var total = 0.0
        for (cell, log) in zip(all, estimator.logDensities(all.flatMap { $0 })) {
            let share = Double.exp(log)
            total += share
            let deviation = (share * (1 - share) / Double(draws)).squareRoot()
            #expect(abs((counts[cell] ?? 0) / Double(draws) - share) < 5 * deviation, "\(cell)")
        }
        #expect(abs(total - 1) < 1e-12)
    }

    @Test("What is drawn over a range and over a logarithm is distributed as the density says, both together")
    func parzenDrawsOfRanges() {
        let parameters = [SearchParameter("x", .float(-1, 2)), SearchParameter("lr", .float(1e-3, 1, log: true))]
        // Observations at both ends, so that the normal distributions are cut off there.
        let observed = [[-1.0, -0.2, 1.9, 2], [1e-3, 0.5, 2e-3, 1]]
        let columns = zip(parameters, observed).map { parameter, values in
            let codes = values.map(parameter.domain.scaled)
            let order = codes.indices.sorted { codes[$0] < codes[$1] }.map { Int32($0) }
            return ParzenEstimator.Observations(codes: codes, order: order)
        }
        var estimator = ParzenEstimator(parameters, columns, weights: [1, 1, 1, 1])
        let (cells, fine, draws) = (5, 60, 40_000)
        let scales = parameters.map(\.domain.scale)
        func cell(_ place: Double, _ axis: Int) -> Int {
            min(cells - 1, Int((place - scales[axis].low) / (scales[axis].high - scales[axis].low) * Double(cells)))
        }
        var stream = RandomStream(seed: 5, purpose: "test")
        let drawn = estimator.draw(draws, &stream)
        var counts = [Double](repeating: 0, count: cells * cells)
        for index in 0..<draws {
            for axis in 0..<2 {
                let place = drawn[2 * index + axis]
                #expect(place >= scales[axis].low && place <= scales[axis].high)
            }
            counts[cell(drawn[2 * index], 0) * cells + cell(drawn[2 * index + 1], 1)] += 1
        }
        // The density's integral over each cell, by midpoints.
        let sides = scales.map { ($0.high - $0.low) / Double(fine) }
        var shares = [Double](repeating: 0, count: cells * cells)
        for i in 0..<fine {
            for j in 0..<fine {
                let place = [
                    scales[0].low + (Double(i) + 0.5) * sides[0], scales[1].low + (Double(j) + 0.5) * sides[1],
                ]
                let density = Double.exp(estimator.logDensities(place)[0])
                shares[cell(place[0], 0) * cells + cell(place[1], 1)] += density * sides[0] * sides[1]
            }
        }
        #expect(abs(shares.reduce(0, +) - 1) < 1e-3)
        for (count, share) in zip(counts, shares) {
            let deviation = (share * (1 - share) / Double(draws)).squareRoot()
            #expect(abs(count / Double(draws) - share) < 5 * deviation + 2e-4)
        }
    }

    @Test(
        "Which trials count as good is Optuna's choice: ties, pruned trials, violated constraints, several objectives")
    func splits() throws {
        for (number, golden) in try Golden.read().splits.enumerated() {
            let directions = golden.directions.compactMap { Direction(rawValue: $0) }
            var history = TrialHistory(directions: directions)
            for (index, known) in golden.trials.enumerated() {
                var trial = Trial(number: index, state: known.isPruned ? .pruned : .complete)
                trial.set("x", .float(0, 1), .number(0.5))
                trial.values = known.values
                for report in known.reports { trial.report(report[1] ?? .nan, step: Int(report[0] ?? 0)) }
                trial.constraints = known.constraints
                history.append(trial)
            }
            for good in golden.good {
                #expect(
                    try history.goodPlaces(good.wanted).map { Int($0) }.sorted() == good.numbers,
                    "case \(number), \(good.wanted) of \(golden.trials.count)")
            }
        }
    }

    @Test("A trial that breaks a constraint without bound is behind all that break one, as far as one that failed")
    func endlessViolation() {
        var history = TrialHistory(directions: [.minimize, .maximize])
        for (number, violation) in [0, 1, 1e9, Double.infinity].enumerated() {
            var trial = Trial(number: number, state: .complete)
            trial.values = [1, 2]
            trial.constraints = ["size": violation]
            history.append(trial)
        }
        history.append(Trial(number: 4, state: .failed("it exploded")))
        let losses = (0..<5).map { NSGASampler.losses(history, $0)[0] }
        #expect(losses[0] == 1)
        #expect(zip(losses.dropFirst(), losses.dropFirst(2)).allSatisfy { $0 <= $1 })
        #expect(losses[1] < losses[2] && losses[3] == losses[4] && losses.allSatisfy(\.isFinite))
    }

    @Test("TPE comes closer to a bowl's bottom than random search, and a resumed study makes the same proposals")
    func tpe() throws {
        let space = try StudyTests.space()
        let whole = try Study(sampler: TPESampler(), seed: 7)
        try whole.optimize(space, trials: 60, objective: StudyTests.bowl)
        #expect(try #require(whole.best()?.value) < 0.02)
        let store = MemoryStore()
        for part in [25, 35] {
            try Study(sampler: TPESampler(), seed: 7, store: store).optimize(
                space, trials: part, objective: StudyTests.bowl)
        }
        let expected = try whole.trials().map(\.configuration)
        #expect(store.trials().map(\.configuration) == expected)
    }

    @Test("TPE keeps away from where trials fail")
    func tpeFailures() throws {
        let space = try SearchSpace([SearchParameter("x", .float(0, 1))])
        let study = try Study(sampler: TPESampler(), seed: 1)
        try study.optimize(space, trials: 80) { trial in
            let x = trial.configuration["x"]?.number ?? 0
            return [x < 0.5 ? .nan : (x - 0.6) * (x - 0.6)]
        }
        let late = try study.trials().suffix(40)
        // Evenly drawn, 20 would.
        #expect(late.count { $0.state.isFailed } <= 10)
    }

    @Test("A running trial keeps TPE's next proposal away from itself")
    func constantLiar() throws {
        let space = try SearchSpace([SearchParameter("x", .float(0, 1))])
        func next(_ liar: Bool) throws -> [Double] {
            let study = try Study(sampler: TPESampler(constantLiar: liar), seed: 4)
            try study.optimize(space, trials: 30) { trial in [abs((trial.configuration["x"]?.number ?? 0) - 0.4)] }
            return try (0..<12).map { _ in try study.ask(space).configuration["x"]?.number ?? 0 }
        }
        func spread(_ values: [Double]) -> Double { (values.max() ?? 0) - (values.min() ?? 0) }
        let (with, without) = (try next(true), try next(false))
        #expect(spread(with) > spread(without))
    }

    @Test("Sobol's points are SciPy's, and scrambled ones still fill every elementary interval")
    func sobol() throws {
        let points = SobolSequence(dimension: 64)
        for (index, row) in try Golden.read().sobol.enumerated() {
            for axis in 0..<64 { #expect(points.coordinate(UInt32(index), axis) == row[axis], "\(index), \(axis)") }
        }
        for axis in 0..<8 {
            let cells = Set((0..<64).map { Int(points.scrambled(UInt32($0), axis, seed: 12345) * 64) })
            #expect(cells.count == 64)
        }
        // Two dimensions together: one point in each of the 8 × 8 squares.
        let squares = Set(
            (0..<64).map { i in
                [0, 1].map { Int(points.scrambled(UInt32(i), $0, seed: 9 + UInt32($0)) * 8) }
            })
        #expect(squares.count == 64)
    }

    @Test("Halton's points are SciPy's, and scrambled ones fill every interval of a base's powers")
    func halton() throws {
        let points = HaltonSequence(dimension: 6)
        for (index, row) in try Golden.read().halton.enumerated() {
            for axis in 0..<6 { #expect(isClose(points.coordinate(index, axis), row[axis], 1e-14)) }
        }
        #expect(Set((0..<27).map { Int(points.scrambled($0, 1, seed: 5) * 27) }).count == 27)
    }

    @Test("The expected improvement's logarithm is right from far tail to far gain")
    func improvement() throws {
        for pair in try Golden.read().improvement {
            let ours = Gaussian.logExpectedImprovement(pair[0])
            #expect(abs(ours - pair[1]) <= 2e-13 * max(1, abs(pair[1])), "z = \(pair[0]): \(ours) and \(pair[1])")
        }
    }

    @Test("CMA-ES finds a bowl's bottom, in a study that is resumed too")
    func cmaes() throws {
        let space = try SearchSpace([SearchParameter("x", .float(-2, 2)), SearchParameter("y", .float(-2, 2))])
        let bowl = { (trial: OpenTrial) -> [Double] in
            let (x, y) = (trial.configuration["x"]?.number ?? 9, trial.configuration["y"]?.number ?? 9)
            return [(x - 0.5) * (x - 0.5) + 10 * (y + 1) * (y + 1)]
        }
        let whole = try Study(sampler: CMAESSampler(), seed: 2)
        try whole.optimize(space, trials: 100, objective: bowl)
        let store = MemoryStore()
        for part in [40, 60] {
            try Study(sampler: CMAESSampler(), seed: 2, store: store).optimize(space, trials: part, objective: bowl)
        }
        #expect(store.trials().compactMap(\.value).min() ?? 1 < 0.01)
        let expected = try whole.trials().map(\.configuration)
        #expect(store.trials().map(\.configuration) == expected)
    }

    @Test("CMA-ES refuses several objectives, and takes a broken constraint for a bad value")
    func cmaesLimits() throws {
        let space = try SearchSpace([SearchParameter("x", .float(0, 1)), SearchParameter("y", .float(0, 1))])
        let several = try Study(directions: [.minimize, .minimize], sampler: CMAESSampler())
        let mistake = #expect(throws: Mistake.self) { try several.ask(space) }
        #expect(mistake?.problem == "CMA-ES searches for one objective, and the study has 2")
        let study = try Study(sampler: CMAESSampler(), seed: 1)
        // The lowest value lies where the constraint is broken.
        try study.optimize(space, trials: 120) { trial in
            let (x, y) = (trial.configuration["x"]?.number ?? 9, trial.configuration["y"]?.number ?? 9)
            try trial.setConstraint(0.6 - x, "x")
            return [x * x + y * y]
        }
        #expect(try study.trials().suffix(30).count { $0.violation > 0 } < 20)
        #expect(try #require(study.best()?.value) < 0.4)
    }

    @Test("Points of a sequence have an axis for each hyperparameter, also where the objective asks as it goes")
    func sequencesAsItGoes() throws {
        let study = try Study(sampler: QMCSampler(), seed: 3)
        try study.optimize(trials: 33, isFatal: { _ in true }) { trial in
            let x = try trial.suggest("x", .float(0, 1)).number ?? 0
            return [try trial.suggest("y", .float(0, 1)).number ?? x]
        }
        let found = try study.trials().map { [$0.configuration["x"]?.number ?? 0, $0.configuration["y"]?.number ?? 0] }
        #expect(found.allSatisfy { $0[0] != $0[1] })
        // The first trial is drawn; 32 points of two axes have one in each strip of a 32nd, all but one of them.
        for axis in 0..<2 { #expect(Set(found.dropFirst().map { Int($0[axis] * 32) }).count >= 31) }
        let space = try SearchSpace([SearchParameter("x", .float(0, 1)), SearchParameter("y", .float(0, 1))])
        let declared = try Study(sampler: QMCSampler(), seed: 3)
        try declared.optimize(space, trials: 33) { _ in [0] }
        let points = try declared.trials().map {
            [$0.configuration["x"]?.number ?? 0, $0.configuration["y"]?.number ?? 0]
        }
        #expect(Array(found.dropFirst()) == Array(points.dropFirst()))
    }
}
