import Answers
import Datasets
import Networks
import Optimizers
import Parallel
import Selection
import Testing
import Training
import Tuning

/// Strategies that spend the same number of epochs.
@Suite struct BudgetTests {
    private static let space = Result { try SearchSpace([SearchParameter("rate", .float(1e-4, 1, log: true))]) }

    private static func race(
        _ plan: EpochPlan, _ strategies: [BudgetStrategy] = BudgetStrategy.allCases, seeds: [UInt64] = [1],
        threads: Int = 2, work: Work = Work()
    ) throws -> BudgetRace {
        let table = try Table.house(n: 120, seed: 3, outliers: false)
        return try BudgetRace(plan, strategies, space: space.get(), seeds: seeds, work: work) { seed in
            let outer = try Splitter(.random(test: 0.4), count: 1, seed: seed).folds(table.rowCount)[0]
            let rest = Material.table(table.rows(at: outer.train))
            let inner = try rest.folds(by: Splitter(.random(test: 0.3), count: 1, seed: seed))
            return .init(
                validation: try CrossValidation(rest, by: inner, seed: seed, crew: Crew(threads: threads)),
                hidden: .table(table.rows(at: outer.test)))
        } recipe: { _, configuration, rows in
            let model = Model(
                Architecture([DenseLayer(units: 4, activation: .relu), DenseLayer(units: 1)], inputShape: rows.input))
            let rate = configuration["rate"]?.number ?? 0.01
            model.compile(TrainingPlan(optimizer: try Optimizer("Adam", rate: .constant(rate)), loss: .mse))
            return (try ModelRecipe(model, epochs: plan.longest, batchSize: 32), Crew(threads: threads))
        }
    }

    @Test("every strategy plans to spend all of its budget and no more, whatever the budget is")
    func plans() throws {
        for (budget, longest, factor) in [
            (357, 27, 3), (100, 9, 3), (54, 27, 3), (1000, 50, 4), (11, 5, 2), (999, 1, 3),
        ] {
            let plan = try EpochPlan(budget: budget, longest: longest, factor: factor)
            for strategy in BudgetStrategy.allCases {
                let spent = plan.brackets(strategy).reduce(0) { $0 + $1.epochs }
                #expect(spent == budget, "\(strategy) \(budget) \(longest) \(factor): \(spent)")
            }
        }
    }

    @Test("a plan's table fits into 80 columns and shows every bracket", arguments: [54, 357, 2000])
    func planTable(budget: Int) throws {
        let plan = try EpochPlan(budget: budget, longest: 27)
        let table = plan.table(width: 80)
        #expect(table.split(separator: "\n").allSatisfy { $0.count <= 80 && !$0.contains("…") }, "\(table)")
        let trials = plan.brackets(.hyperband) + plan.brackets(.halving) + plan.brackets(.random)
        #expect(table.count { $0 == "@" } == trials.reduce(0) { $0 + $1.rungs.count })
    }

    @Test("a rung costs the epochs that it adds: 27@1 9@3 3@9 1@27 are 81")
    func rungs() throws {
        let bracket = try #require(try EpochPlan(budget: 357, longest: 27).brackets(.hyperband).first)
        #expect(bracket.counts == [27, 9, 3, 1] && bracket.rungs == [1, 3, 9, 27] && bracket.epochs == 81)
    }

    @Test("what is planned is what is trained, and each trial goes on where it stood")
    func spent() throws {
        let plan = try EpochPlan(budget: 54, longest: 9)
        let race = try Self.race(plan)
        for strategy in BudgetStrategy.allCases {
            let search = try #require(race.searches(of: strategy).first)
            #expect(search.epochs == 54, "\(strategy): \(search.epochs)")
            #expect(search.hidden.isFinite && search.validation.isFinite)
            for trace in search.traces {
                #expect(zip(trace.looks, trace.looks.dropFirst()).allSatisfy { $0.epochs < $1.epochs })
            }
            let best = search.traces.map(\.value).filter { !$0.isNaN }.min()
            #expect(best == search.validation, "\(strategy)")
        }
    }

    @Test("a trial that passes rungs ends where the same trial ends that was trained without a stop")
    func goesOn() throws {
        let plan = try EpochPlan(budget: 54, longest: 9)
        let race = try Self.race(plan, [.random, .halving])
        let (whole, cut) = (race.searches(of: .random)[0], race.searches(of: .halving)[0])
        var compared = 0
        for (a, b) in zip(whole.traces, cut.traces) where a.looks.last?.epochs == 9 && b.looks.last?.epochs == 9 {
            #expect(a.configuration == b.configuration && a.value == b.value)
            compared += 1
        }
        // Where none of random's first trials came through, the best of halving has come through on its own.
        #expect(compared > 0 || cut.traces.contains { $0.looks.map(\.epochs) == [1, 3, 9] })
    }

    @Test("what is found does not depend on the number of threads")
    func threads() throws {
        let plan = try EpochPlan(budget: 36, longest: 9)
        #expect(try Self.race(plan, threads: 0).json.text == Self.race(plan, threads: 2).json.text)
    }

    @Test(
        "a budget without room for two trials, no strategy and no seed are refused; a race that is stopped at once throws"
    )
    func refused() throws {
        #expect(throws: Mistake.self) { try EpochPlan(budget: 53, longest: 27) }
        #expect(throws: Mistake.self) { try EpochPlan(budget: 100, longest: 9, factor: 1) }
        let plan = try EpochPlan(budget: 20, longest: 9)
        #expect(throws: Mistake.self) { try Self.race(plan, []) }
        #expect(throws: Mistake.self) { try Self.race(plan, [.random, .random]) }
        #expect(throws: Mistake.self) { try Self.race(plan, seeds: []) }
        let work = Work()
        work.cancel()
        #expect(throws: Stopped.self) { try Self.race(plan, work: work) }
    }
}
