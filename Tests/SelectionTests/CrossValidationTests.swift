import Answers
import Datasets
import Foundation
import Networks
import Optimizers
import Testing
import Training
import Tuning

@testable import Selection
import Parallel

@Suite("Models measured by folds")
struct CrossValidationTests {
    private static func recipe(units: Int = 6, rate: Double = 0.01, dropout: Double = 0.1, epochs: Int = 4) throws
        -> ModelRecipe
    {
        let model = Model(
            Architecture([
                DenseLayer(units: units, activation: .relu), try DropoutLayer(rate: dropout),
                DenseLayer(units: 1),
            ]))
        model.compile(
            TrainingPlan(optimizer: try Optimizer("Adam", rate: .constant(rate)), loss: .mse))
        return try ModelRecipe(model, epochs: epochs, batchSize: 16)
    }

    private static func validation(_ table: Table, members: Int = 1, threads: Int = 2) throws -> CrossValidation {
        try CrossValidation(
            .table(table), by: Splitter(.folds, count: 3, seed: 1).folds(table.rowCount), members: members, seed: 5,
            crew: Crew(threads: threads))
    }

    private static func jobs(_ validation: CrossValidation) throws -> [CrossValidation.Job] {
        try [4, 9].enumerated().map { number, units in
            let recipe = try recipe(units: units)
            return .init(number: number, recipes: validation.folds.map { _ in recipe })
        }
    }

    @Test("One, two and five threads, and the caller's own, find the same bits")
    func threads() throws {
        let table = try Table.house(n: 150, seed: 3)
        let found = try [1, 2, 5, 0].map { threads in
            let validation = try Self.validation(table, members: 2, threads: threads)
            return try validation.scores(Self.jobs(validation)).map { try $0.get() }
        }
        #expect(found[0].count == 2 && found[0].allSatisfy { $0.values.count == 3 && $0.mean.isFinite })
        #expect(found.allSatisfy { $0 == found[0] })
    }

    @Test("A job is told as its last training ends, and one that ended before a stop is not lost", arguments: [0, 1])
    func told(_ threads: Int) throws {
        let validation = try Self.validation(Table.house(n: 150, seed: 3), members: 2, threads: threads)
        let jobs = try Self.jobs(validation)
        var told: [Int] = []
        let found = try validation.scores(
            jobs,
            ended: { place, result in
                told.append(place)
                let isWhole = try result.get().values.count == 3
                #expect(isWhole)
            })
        #expect(told == [0, 1] && found.count == 2)
        let work = Work()
        var ended: [FoldScores] = []
        #expect(throws: Stopped.self) {
            // The second recipe is still in training when the first is told, and is stopped there.
            let slow = CrossValidation.Job(number: 1, recipes: try (0..<3).map { _ in try Self.recipe(epochs: 20_000) })
            try validation.scores(
                [jobs[0], slow], work: work,
                ended: { place, result in
                    #expect(place == 0)
                    ended.append(try result.get())
                    work.cancel()
                })
        }
        #expect(try ended == [found[0].get()])
    }

    @Test("A study whose search is stopped keeps the trials whose trainings have ended")
    func stoppedSearch() throws {
        let validation = try Self.validation(Table.house(n: 150, seed: 3), threads: 1)
        let study = try Study(sampler: GridSampler(), seed: 1)
        let space = try SearchSpace([SearchParameter("epochs", .choice([.integer(2), .integer(3), .integer(20_000)]))])
        let work = Work()
        #expect(throws: Stopped.self) {
            try study.optimize(
                space, trials: nil, by: validation, work: work,
                afterTrial: { if $0.number == 1 { work.cancel() } }
            ) { trial in
                let epochs = Int(trial.configuration["epochs"]?.number ?? 1)
                let recipe = try Self.recipe(epochs: epochs)
                return (validation.folds.map { _ in recipe }, .cores)
            }
        }
        #expect(try study.trials().map(\.state) == [.complete, .complete])
    }

    @Test("A training that is told epoch by epoch ends where one in a single piece does")
    func reports() throws {
        let validation = try Self.validation(Table.house(n: 150, seed: 3))
        let job = try Self.jobs(validation)[1]
        var told: [(Int, Double)] = []
        let piecewise = try validation.scores(job) { told.append(($0, $1)) }
        #expect(try piecewise == validation.scores([job])[0].get())
        #expect(told.map(\.0) == [1, 2, 3, 4])
        #expect(told.last?.1 == piecewise.mean)
    }

    @Test("A fold's preparation and the scale of its target are those of its training rows")
    func preparation() throws {
        let table = try Table.house(n: 90, seed: 4)
        let folds = try Splitter(.folds, count: 3).folds(table.rowCount)
        let validation = try CrossValidation(.table(table), by: folds)
        for (number, fold) in folds.enumerated() {
            let own = try validation.prepared(number, Work()).rows
            #expect(own.shape == validation.folds[number])
            let training = table.rows(at: fold.train)
            #expect(own.preparation?.rowCount == 60)
            let targets = try Preparation(fitting: training).targets(training)
            let (mean, variance) = targets.meanAndVariance
            #expect(abs(own.shift - mean) < 1e-6 && abs(own.scale - variance.squareRoot()) < 1e-6)
            #expect(try own.x == Preparation(fitting: training).dataset(training).x)
        }
    }

    @Test("Scores are in what is learnt, a root mean square of ln price, whatever the target is scaled by")
    func ownTerms() throws {
        // A network without inputs that matter, whose rate is nothing, says 0: the mean of the training rows.
        let table = try Table.house(n: 120, seed: 2)
        let folds = try Splitter(.folds, count: 4).folds(table.rowCount)
        let model = Model(Architecture([DenseLayer(units: 1, kernelInitialiser: .zeros)]))
        model.compile(TrainingPlan(optimizer: try Optimizer("SGD", rate: .constant(0)), loss: .mse))
        let recipe = try ModelRecipe(model, epochs: 1, batchSize: 32)
        let validation = try CrossValidation(.table(table), by: folds)
        let found = try validation.scores([.init(number: 0, recipes: folds.map { _ in recipe })])[0].get()
        for (score, fold) in zip(found.values, folds) {
            let preparation = try Preparation(fitting: table)
            let (train, test) = try (
                preparation.targets(table.rows(at: fold.train)), preparation.targets(table.rows(at: fold.test))
            )
            let mean = train.meanAndVariance.mean
            let expected = (test.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(test.count)).squareRoot()
            #expect(abs(score - expected) < 1e-6)
        }
        let error = try #require(found.standardError)
        let spread = found.values.reduce(0) { $0 + ($1 - found.mean) * ($1 - found.mean) } / 3
        #expect(abs(error - (spread / 4).squareRoot()) < 1e-12)
    }

    @Test("Measures by hand")
    func measures() throws {
        #expect(
            try ErrorMeasure.rmse.value([1, 2, 3], width: 1, truth: [1, 4, 1], border: 0) == (8.0 / 3).squareRoot())
        #expect(try ErrorMeasure.mae.value([1, 2, 3], width: 1, truth: [1, 4, 1], border: 0) == 4.0 / 3)
        #expect(
            try ErrorMeasure.error.value([0.2, 0.8, 0.6, 0.4], width: 1, truth: [0, 1, 0, 0], border: 0.5) == 0.25)
        #expect(try ErrorMeasure.error.value([0.2, 0.8, 0.6, 0.4], width: 2, truth: [1, 1], border: 0.5) == 0.5)
        #expect(try ErrorMeasure.error.value([0.2, 0.8, 0.6, 0.4], width: 2, truth: [0, 1, 1, 0], border: 0.5) == 0)
        #expect(throws: Mistake.self) { try ErrorMeasure.rmse.value([1, 2], width: 2, truth: [1], border: 0) }
    }

    @Test("A training that diverges fails its trial with the reason, and the study goes on")
    func divergence() throws {
        let validation = try Self.validation(Table.house(n: 60, seed: 1))
        let study = try Study(sampler: GridSampler(), seed: 1)
        let space = try SearchSpace([SearchParameter("rate", .choice([.number(0.01), .number(1e30), .number(0.02)]))])
        try study.optimize(space, trials: nil, by: validation) { trial in
            guard case .number(let rate)? = trial.configuration["rate"] else { throw Mistake("no rate") }
            let model = Model(Architecture([DenseLayer(units: 1)]))
            model.compile(
                TrainingPlan(optimizer: try Optimizer("SGD", rate: .constant(rate)), loss: .mse))
            let recipe = try ModelRecipe(model, epochs: 3, batchSize: 8)
            return (validation.folds.map { _ in recipe }, .cores)
        }
        let trials = try study.trials()
        #expect(trials.map(\.state.word) == ["complete", "failed", "complete"])
        guard case .failed(let reason) = trials[1].state else { return }
        #expect(reason.hasPrefix("fold 1: diverged in step"))
    }

    @Test("Trials that are begun together are those of one after the other")
    func waves() throws {
        let space = try SearchSpace([
            SearchParameter("x", .float(0, 1)), SearchParameter("k", .choice("a", "b")),
            SearchParameter("n", .int(1, 3)),
        ])
        for sampler in [RandomSampler(), QMCSampler(), GridSampler(levels: 3)] as [any Sampler] {
            let found = try [1, 4].map { count in
                let study = try Study(sampler: sampler, seed: 3)
                try study.optimize(space, trials: 11, atOnce: count) { trials, ended in
                    for (place, trial) in trials.enumerated() { try ended(place, .success([Double(trial.number)])) }
                }
                return try study.trials().map(\.configuration)
            }
            #expect(found[0].count == 11 && found[0] == found[1])
        }
    }

    @Test("A pruner that gives up ends the trial's epochs")
    func pruning() throws {
        let validation = try Self.validation(Table.house(n: 60, seed: 1))
        let study = try Study(sampler: RandomSampler(), pruner: ThresholdPruner(upper: 1e-9, warmup: 2), seed: 1)
        try study.optimize(SearchSpace([SearchParameter("x", .float(0, 1))]), trials: 1, by: validation) { _ in
            let recipe = try Self.recipe(epochs: 6)
            return (validation.folds.map { _ in recipe }, .cores)
        }
        let trial = try study.trials()[0]
        #expect(trial.state == .pruned)
        #expect(trial.reports.map(\.step) == [1, 2])
    }

    @Test("Networks trained on all rows predict in the target's unit, and are scored in what is learnt")
    func trained() throws {
        let table = try Table.house(n: 300, seed: 3)
        let (train, test) = (table.rows(at: Array(0..<240)), table.rows(at: Array(240..<300)))
        let validation = try Self.validation(train, members: 2)
        let networks = try TrainedNetworks(validation, number: 0) { _ in
            (try Self.recipe(units: 16, dropout: 0, epochs: 30), .cores)
        }
        #expect(networks.models.count == 2)
        let prices = try networks.predict(.table(test)).values
        let known = try test.column("price").numbers ?? []
        let squares = zip(prices, known).map { (log($0) - log($1)) * (log($0) - log($1)) }
        let score = try networks.score(.table(test))
        #expect(abs(score - squares.meanAndVariance.mean.squareRoot()) < 1e-9)
        #expect(score < 0.4)
    }

    @Test("Classes are told by probabilities, and wrong ones counted")
    func classes() throws {
        let moons = try Dataset.moons(n: 200, noise: 0.1, seed: 1)
        let model = Model(
            Architecture([
                DenseLayer(units: 16, activation: .relu),
                DenseLayer(units: 1, activation: .sigmoid),
            ]))
        model.compile(
            TrainingPlan(
                optimizer: try Optimizer("Adam", rate: .constant(0.02)), loss: .binaryCrossEntropy))
        let recipe = try ModelRecipe(model, epochs: 40, batchSize: 16)
        let folds = try Material.dataset(moons).folds(by: Splitter(.stratified, count: 4, seed: 1))
        let validation = try CrossValidation(.dataset(moons), by: folds)
        #expect(validation.measure == .error)
        let found = try validation.scores([.init(number: 0, recipes: folds.map { _ in recipe })])[0].get()
        #expect(found.mean < 0.1)
        #expect(throws: Mistake.self) { try CrossValidation(.dataset(moons), by: folds, measure: .rmse) }
    }

    @Test("Folds that have no room together are prepared one by one, and found worth the same")
    func room() throws {
        let table = try Table.house(n: 150, seed: 3)
        let folds = try Splitter(.folds, count: 3, seed: 1).folds(table.rowCount)
        let found = try [Double.infinity, 20_000, 0].map { room in
            let validation = try CrossValidation(
                .table(table), by: folds, measure: nil, members: 2, scalesTarget: true, seed: 5, crew: .cores,
                room: room,
                work: Work())
            let jobs = try Self.jobs(validation)
            return try validation.scores(jobs).map { try $0.get() } + [validation.scores(jobs[0]) { _, _ in }]
        }
        #expect(found[1] == found[0] && found[2] == found[0])
    }

    @Test("Rows of a table are not prepared by themselves for networks that were trained on a dataset")
    func strangeRows() throws {
        let moons = try Dataset.moons(n: 40, noise: 0.1, seed: 1)
        let rows = try FoldRows(.dataset(moons), scalesTarget: false)
        let table = try Table.house(n: 20, seed: 1)
        #expect(throws: Mistake.self) { try rows.others(.table(table)) }
        #expect(throws: Mistake.self) { try rows.inputs(.table(table)) }
    }

    @Test("Groups are in one part each, and stratified folds refuse a row without a class")
    func groups() throws {
        let names: [String?] = (0..<30).map { ["b", "a", "c", "d"][$0 * $0 % 4] }
        let table = try Table(
            [
                Column("town", categories: names),
                Column("kind", categories: (0..<30).map { $0 == 7 ? nil : "\($0 % 2)" }),
                Column("y", numbers: (0..<30).map { Double($0) }),
            ], target: "y")
        let material = Material.table(table)
        let groups = try material.groups(by: "town")
        #expect(groups.prefix(2) == [1, 0])
        let folds = try material.folds(by: Splitter(.grouped, count: 2), groups: groups)
        #expect(
            folds.allSatisfy { fold in Set(fold.train.map { names[$0] }).isDisjoint(with: fold.test.map { names[$0] }) }
        )
        #expect(throws: Mistake.self) { try material.groups(by: "kind") }
        var classes = table
        classes.target = "kind"
        #expect(throws: Mistake.self) { try Material.table(classes).folds(by: Splitter(.stratified, count: 2)) }
    }

    @Test("A hyperparameter that changes a network's shape is named")
    func shapes() throws {
        let table = try Table.house(n: 60, seed: 1)
        let validation = try CrossValidation(
            .table(table), by: Splitter(.random(test: 0.3), count: 1, seed: 1).folds(60))
        let space = try SearchSpace([
            SearchParameter("rate", .float(0.001, 0.1, log: true)), SearchParameter("units", .int(2, 64)),
        ])
        let training = try PopulationTraining(space, population: 6, truncation: 0.5, seed: 1)
        do {
            _ = try ModelPopulation(training, rounds: 2, on: validation) { configuration, _ in
                let units = configuration["units"]?.number.map { Int($0) } ?? 2
                return (try Self.recipe(units: units, rate: 0.01, epochs: 1), .cores)
            }
            Issue.record("nothing was refused")
        } catch let mistake as Mistake {
            #expect(mistake.problem.hasPrefix("units = "), "\(mistake.problem)")
            #expect(mistake.problem.contains("makes a network of other shapes than units = "))
        }
    }

    @Test("A nested validation says what was reported, what was found and how sure the difference is")
    func nestedWords() {
        let parts = [(0.10, 0.12), (0.11, 0.15), (0.12, 0.12)].map {
            NestedValidation.Part(Configuration(), reported: $0.0, score: $0.1)
        }
        let nested = NestedValidation(measure: "RMSE of y", parts: parts)
        // Differences .02, .04, 0: mean .02, standard error .02/√3.
        #expect(abs(nested.optimism - 0.02) < 1e-12)
        #expect(abs((nested.optimismError ?? 0) - 0.02 / 3.0.squareRoot()) < 1e-12)
        let text = nested.table(width: 200)
        #expect(text.contains("The searches reported 0.11 on the average"), "\(text)")
        #expect(text.contains("0.13 on rows that were put away: higher by 0.02 ± 0.012 (standard error)"), "\(text)")
    }
}
