import Alignment
import Answers
import Optimizers
import RealModule
import Testing

/// Comparisons are drawn as they are said to be, and rewards are found from them.
@Suite struct PreferencesTests {
    @Test func pairsAndLabelsHaveTheFrequenciesOfTheModel() throws {
        let answers = try AnswerSet(rewards: [0, 1, 0.5], reference: [0.5, 0.3, 0.2])
        let count = 200_000
        for (noise, source) in [(0.0, PairSource.reference), (0.2, .uniform)] {
            let drawn = try Preferences(answers, count: count, noise: noise, source: source, seed: 9)
            #expect(drawn.choices.count == count)
            let μ = source == .reference ? [0.5, 0.3, 0.2] : [1.0, 1, 1]
            let all = μ[0] * μ[1] + μ[0] * μ[2] + μ[1] * μ[2]
            for pair in drawn.tallies {
                let n = pair.wins + pair.losses
                let expected = μ[pair.first] * μ[pair.second] / all
                // Four standard errors.
                let error = 4 * (expected * (1 - expected) / Double(count)).squareRoot()
                #expect(abs(n / Double(count) - expected) < error, "\(source): pair \(pair.first), \(pair.second)")
                let p = answers.preference(of: pair.first, over: pair.second)
                let told = (1 - noise) * p + noise * (1 - p)
                #expect(abs(pair.wins / n - told) < 4 * (told * (1 - told) / n).squareRoot())
            }
        }
    }

    @Test func theSameSeedDrawsTheSameComparisons() throws {
        let answers = try AnswerSet(count: 8, seed: 0)
        let one = try Preferences(answers, count: 500, seed: 1)
        #expect(try one == Preferences(answers, count: 500, seed: 1))
        #expect(try one.choices != Preferences(answers, count: 500, seed: 2).choices)
    }

    @Test func rewardsAreThoseOfSciPyAndScikitLearn() throws {
        let golden = try Golden()
        for one in golden.cases("rewards") {
            let model = try RewardModel(golden.preferences, ridge: try #require(one["ridge"]?.double))
            // Theirs have the mean 0 over the answers, ours under the reference.
            let middle = model.values.reduce(0, +) / 5
            #expect(worst(model.values.map { $0 - middle }, Golden.numbers(one["rewards"])) < 1e-7)
            #expect(abs(golden.answers.reference.mean(model.values)) < 1e-12)
        }
        for one in golden.cases("weights") {
            let model = try RewardModel(
                golden.preferences, form: .linear, ridge: try #require(one["ridge"]?.double))
            #expect(worst(model.weights, Golden.numbers(one["weights"])) < 1e-8, "\(model.weights)")
        }
    }

    @Test func anOptimizerOfTheHouseFindsTheMaximumOfNewtonsMethod() throws {
        let golden = try Golden()
        let newton = try RewardModel(golden.preferences)
        let adam = try RewardModel(
            golden.preferences, optimizer: Optimizer("Adam", rate: .constant(0.05)), steps: 1500)
        #expect(worst(adam.values, newton.values) < 1e-3)
        #expect(adam.losses.count == 1500 && adam.losses[0] == .log(2))
        #expect(newton.loss <= adam.loss + 1e-12)
    }

    @Test func rewardsComeNearTheTruthWithMoreComparisons() throws {
        let answers = try AnswerSet(count: 8, seed: 6)
        let errors = try [2000, 200_000].map { try RewardModel(Preferences(answers, count: $0, seed: 1)).error }
        #expect(errors[1] < 0.02 && errors[1] < errors[0] / 3, "\(errors)")
        // A network of the features sees the bend that a linear reward cannot have.
        let few = try Preferences(answers, count: 20_000, seed: 1)
        let linear = try RewardModel(few, form: .linear)
        let network = try RewardModel(few, form: .network, steps: 300)
        #expect(network.error < 0.1 && network.loss < linear.loss, "\(network.error), \(network.loss), \(linear.loss)")
    }

    @Test func preferencesWithOneWinnerOnlyHaveNoMaximum() throws {
        let answers = try AnswerSet(rewards: [0, 0, 0, 0])
        let oneWinner = try Preferences(answers, pairs: [(0, 1), (0, 2), (0, 3), (1, 2), (2, 3), (3, 1)])
        #expect {
            try RewardModel(oneWinner)
        } throws: { error in
            let mistake = error as? Mistake
            return mistake?.problem.contains("A never lost to any of the others") == true
                && mistake?.suggestion == "ridge=0.1"
        }
        let held = try RewardModel(oneWinner, ridge: 0.1)
        #expect(held.values.allSatisfy(\.isFinite) && held.values[0] == held.values.max())
        let oneLoser = try Preferences(answers, pairs: [(1, 0), (2, 0), (3, 0), (1, 2), (2, 3), (3, 1)])
        #expect { try RewardModel(oneLoser) } throws: { "\($0)".contains("A never won against any") }
        let apart = try Preferences(answers, pairs: [(0, 1), (1, 0), (2, 3), (3, 2)])
        #expect { try RewardModel(apart) } throws: { "\($0)".contains("never lost to any of the others") }
        let idle = try Preferences(answers, pairs: [(0, 1), (1, 0)])
        #expect { try RewardModel(idle) } throws: { "\($0)".contains("C and D were never compared") }
        let seen = try AnswerSet(rewards: [0, 0, 0], features: [[1, 0], [0, 0], [0, 1]])
        let separated = try Preferences(seen, pairs: [(0, 1), (1, 2), (0, 2)])
        #expect { try RewardModel(separated, form: .linear) } throws: { "\($0)".contains("explain every comparison") }
        let flat = try AnswerSet(rewards: [0, 0], features: [[1, 2], [2, 4]])
        #expect {
            try RewardModel(Preferences(flat, pairs: [(0, 1), (1, 0)]), form: .linear)
        } throws: { "\($0)".contains("depend on each other") }
        #expect(throws: Mistake.self) { try RewardModel(idle, form: .linear) }
    }

    @Test func comparisonsThatCannotBeAreRefused() throws {
        let answers = try AnswerSet(count: 3)
        #expect(throws: Mistake.self) { try Preferences(answers, count: 0) }
        #expect(throws: Mistake.self) { try Preferences(answers, count: 10, noise: 0.5) }
        #expect(throws: Mistake.self) { try Preferences(answers, count: 10, noise: .nan) }
        #expect(throws: Mistake.self) { try Preferences(answers, pairs: []) }
        #expect(throws: Mistake.self) { try Preferences(answers, pairs: [(0, 3)]) }
        #expect(throws: Mistake.self) { try Preferences(answers, pairs: [(1, 1)]) }
    }
}
