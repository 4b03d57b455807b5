import Answers
import Datasets
import Networks
import Numbers
import Optimizers
import Parallel
import Testing
import Training
import Tuning

@testable import Selection

@Suite("House prices as a task")
struct HouseTaskTests {
    /// A network as the lesson's answer makes it.
    private static func recipe(
        units: Int = 64, rate: Double = 0.01, l2: Double = 0.01, layers: Int = 2, dropout: Double = 0, epochs: Int = 20,
        batchSize: Int = 32
    ) throws -> ModelRecipe {
        var stack: [any Layer] = []
        for _ in 0..<layers {
            stack.append(DenseLayer(units: units, activation: .relu))
            stack.append(try DropoutLayer(rate: dropout))
        }
        let model = Model(Architecture(stack + [DenseLayer(units: 1)]))
        model.compile(TrainingPlan(optimizer: try Optimizer("Adam", rate: .constant(rate)), loss: .mse))
        return try ModelRecipe(model, epochs: epochs, batchSize: batchSize)
    }

    @Test("The stored table is a full grid, and its parts are the document's 81 and 243")
    func table() throws {
        #expect(try HouseTrials.study().trials().count == 432)
        let widths: [Double] = [64, 128, 256]
        #expect(try HouseTrials.study(["units": widths, "dropout": [0]]).trials().count == 81)
        let study = try HouseTrials.study(["units": widths, "dropout": [0.2, 0.3, 0.5]])
        #expect(try study.trials().count == 243)
        let shares = try #require(try GridAnova.shares(TrialHistory(directions: study.directions, study.trials())))
        #expect(shares.map(\.name) == ["lr", "dropout", "units", "layers", "batch_size"])
        #expect(throws: Mistake.self) { try HouseTrials.study(["lr": [0.5]]) }
    }

    @Test("Three rows of the stored table come out again when they are trained", arguments: [3, 204, 425])
    func retrained(_ number: Int) throws {
        let trial = try HouseTrials.study().trials()[number]
        let numbers = Dictionary(
            uniqueKeysWithValues: zip(trial.configuration.names, trial.configuration.settings.compactMap(\.number)))
        let recipe = try Self.recipe(
            units: Int(numbers["units"] ?? 0), rate: numbers["lr"] ?? 0, layers: Int(numbers["layers"] ?? 0),
            dropout: numbers["dropout"] ?? 0, batchSize: Int(numbers["batch_size"] ?? 0))
        let material = Material.table(try HouseTrials.split().train)
        let seed = HouseTrials.seed
        let validation = try CrossValidation(
            material, by: material.folds(by: Splitter(.folds, count: 3, seed: seed)), seed: seed)
        let job = CrossValidation.Job(number: 0, recipes: validation.folds.map { _ in recipe })
        let found = try validation.scores([job])[0].get()
        for (stored, own) in zip(try #require(trial.foldScores).values, found.values) {
            // The table has six digits; kernels of another instruction set round otherwise, and training carries that on.
            #expect(abs(stored - own) < 2e-3, "\(trial.configuration.text): \(stored) and \(own)")
        }
        #expect(found.parameters == trial.foldScores?.parameters)
    }

    @Test("A frozen model, a constant and a pipeline outside of the budget are told for what they are")
    func faults() throws {
        let still = try Self.recipe(rate: 0, epochs: 1)
        let frozen = try HouseGrade(towns: 1) { _ in (still, .cores) }
        #expect(frozen.level == .none && frozen.remark.contains("the model is frozen"))
        // ReLUs that begin at 0 stay there, and only the last bias learns.
        let dead = Model(
            Architecture([
                DenseLayer(units: 4, activation: .relu, kernelInitialiser: .zeros),
                DenseLayer(units: 1, kernelInitialiser: .zeros),
            ]))
        dead.compile(try Self.recipe().plan)
        let lifeless = try ModelRecipe(dead, epochs: 1, batchSize: 32)
        let constant = try HouseGrade(towns: 1) { _ in (lifeless, .cores) }
        #expect(
            constant.level == .none && constant.remark.contains("a constant has learnt nothing"), "\(constant.remark)")
        let long = try Self.recipe(epochs: 201)
        #expect(throws: Mistake.self) { try HouseGrade(towns: 1) { _ in (long, .cores) } }
        let wide = try Self.recipe(units: 2000)
        #expect(throws: Mistake.self) { try HouseGrade(towns: 1) { _ in (wide, .cores) } }
        #expect(throws: Mistake.self) { try HouseGrade(towns: 1, members: 6) { _ in (still, .cores) } }
    }

    @Test("A secret has towns of its own, and the same secret the same grade")
    func secrets() throws {
        #expect(HouseGrade.seeds(5, secret: 12) == HouseGrade.seeds(5, secret: 12))
        let all = HouseGrade.seeds(5) + HouseGrade.seeds(5, secret: 12) + HouseGrade.seeds(5, secret: 13)
        #expect(Set(all).count == 15)
        let short = try Self.recipe(epochs: 1)
        func scores(_ secret: UInt64?) throws -> [Double] {
            try HouseGrade(towns: 1, secret: secret) { _ in (short, .cores) }.scores
        }
        #expect(try scores(4) == scores(4) && scores(4) != scores(5) && scores(4) != scores(nil))
    }

    @Test("Levels go by the median, and silver by the log-linear model besides")
    func levels() {
        func level(_ scores: [Double], rivals: [Double] = [0.16, 0.16, 0.16]) -> HouseGrade.Level {
            HouseGrade(scores: scores, rivals: rivals).level
        }
        #expect(level([0.149, 0.15, 0.3]) == .gold)
        #expect(level([0.15, 0.155, 0.158]) == .silver)
        #expect(level([0.15, 0.155, 0.158], rivals: [0.15, 0.15, 0.15]) == .bronze)
        #expect(level([0.16, 0.165, 0.17]) == .bronze)
        #expect(level([0.166, 0.166, 0.166]) == .none && level([.nan, .nan, .nan]) == .none)
        #expect(HouseGrade(scores: [0.1], rivals: [0.2], fault: "frozen").level == .none)
        #expect(HouseGrade.Level.allCases.sorted() == [.none, .bronze, .silver, .gold])
    }

    @Test("A report card counts trials, networks and looks, and asks whether a warning was answered")
    func card() throws {
        let split = try HeldOut(Table.house(n: 120, seed: 4), validation: 0, test: 0.25, seed: 1)
        let validation = try CrossValidation(
            .table(split.train), by: Splitter(.folds, count: 3, seed: 1).folds(split.train.rowCount), seed: 2)
        func study(_ rates: [Double]) throws -> Study {
            let study = try Study(sampler: GridSampler(), seed: 1)
            let space = try SearchSpace([SearchParameter("rate", .choice(rates.map { .number($0) }))])
            try study.optimize(space, trials: 9, by: validation) { trial in
                let recipe = try Self.recipe(units: 4, rate: trial.configuration["rate"]?.number ?? 0, epochs: 2)
                return (validation.folds.map { _ in recipe }, .cores)
            }
            return study
        }
        let first = try study([1e-5, 1e-4, 1e-3])
        #expect(try first.edges().map(\.text) == ["the best lies on the upper border of rate (0.001): widen it"])
        let networks = try TrainedNetworks(validation, number: 0) { _ in (try Self.recipe(units: 4, epochs: 2), .cores)
        }
        let card = try ReportCard(networks, split, studies: [first], members: [1])
        #expect(card.rows == 30 && card.trials == 3 && card.models == 10)
        #expect(abs(card.rmse - (try networks.score(.table(split.test())))) < 1e-9)
        #expect(card.points.map(\.isMet) == [true, true, true, false])
        // The test above was a second look, and this card takes a third.
        let second = try ReportCard(networks, split, studies: [first, study([1e-3, 1e-2])], members: [1, 1])
        #expect(second.points.map(\.isMet) == [true, false, true, true])
        #expect(second.points[1].found == "3 looks, this one included")
        #expect(throws: Mistake.self) { try ReportCard(networks, split, studies: [], members: []) }
    }

    @Test("The interval of paired folds is Nadeau and Bengio's")
    func paired() {
        let comparison = PairedComparison(
            [0.10, 0.12, 0.11, 0.13, 0.12], against: [0.12, 0.13, 0.13, 0.14, 0.15], named: "ridge", testShare: 0.25)
        // Differences .02 .01 .02 .01 .03: mean .018, s = .0083666; half = 2.776445·s·√(1/5 + 1/4) = .0155827.
        #expect(abs(comparison.mean - 0.018) < 1e-12)
        #expect(abs(comparison.low - 0.0024173) < 1e-6 && abs(comparison.high - 0.0335827) < 1e-6)
        #expect(comparison.verdict == .better)
        let none = PairedComparison([1, 2, 3], against: [2, 1, 3.1], named: "ridge", testShare: 0.5)
        #expect(none.verdict == .noDifference && none.verdict.rawValue == "no difference shown")
    }
}
