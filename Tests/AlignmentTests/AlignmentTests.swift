import Alignment
import Answers
import Optimizers
import Testing

/// Trained policies come to the closed forms.
@Suite struct AlignmentTests {
    @Test(arguments: AlignmentMethod.allCases)
    func everyMethodComesToItsOptimumInTenOfTenSeeds(_ method: AlignmentMethod) throws {
        for seed in UInt64(0)..<10 {
            let answers = try AnswerSet(count: 8, seed: seed)
            let preferences =
                method.usesPreferences ? try Preferences(answers, count: 50_000, seed: seed) : nil
            let run = try AlignmentRun(
                AlignmentPlan(answers, method: method, preferences: preferences, seed: seed))
            let distance = try #require(run.distance)
            #expect(distance <= 0.05, "\(method), seed \(seed): \(distance)")
            #expect(run.rows[0].distance > 0.07, "the reference is there already")
            if method == .policyGradient || method == .dpo {
                #expect(try #require(run.distanceToClosedForm) == distance)
            }
        }
    }

    @Test func exactStepsComeToTheClosedFormItself() throws {
        let answers = try AnswerSet(count: 8, seed: 5)
        for name in ["Adam", "SGD", "Muon", "Lion"] {
            let rate = name == "SGD" ? 1.0 : name == "Lion" ? 0.003 : 0.02
            let run = try AlignmentRun(
                AlignmentPlan(
                    answers, optimizer: Optimizer(name, rate: .constant(rate)), steps: 4000, samples: nil))
            #expect(try #require(run.distance) < 0.01, "\(name): \(run.summary)")
        }
    }

    @Test func theFullExactGradientIsTheSumOverAllAnswers() throws {
        let answers = try AnswerSet(count: 8, seed: 2)
        let noise = try GradientNoise(answers, beta: 0.5, samples: 8, draws: 20_000, seed: 3)
        #expect(noise.rows.count == 4)
        for row in noise.rows {
            // The largest of eight differences; beyond 4 standard errors an estimator would be biased.
            #expect(row.largestError < 4, "\(row.baseline): \(row.largestError) standard errors")
            if let expected = row.expected {
                #expect(abs(row.variance / expected - 1) < 0.05, "\(row.baseline): \(row.variance), \(expected)")
            }
        }
        let variance = noise.rows.map(\.variance)
        let (none, others, value, optimal) = (variance[0], variance[1], variance[2], variance[3])
        #expect(others < none && value < none && optimal < 1.02 * value, "\(variance)")
    }

    @Test func atTheOptimumABaselineLeavesNoNoiseAtAll() throws {
        let answers = try AnswerSet(count: 8, seed: 2)
        let noise = try GradientNoise(
            answers, policy: answers.optimum(beta: 0.5), beta: 0.5, samples: 8, draws: 200, seed: 3)
        #expect(noise.rows[0].variance > 1e-3)
        #expect(noise.rows.dropFirst().allSatisfy { $0.variance < 1e-25 })
    }

    @Test func aRunThatIsStoppedKeepsItsPolicy() throws {
        let answers = try AnswerSet(count: 8)
        let work = Work()
        work.cancel()
        let run = try AlignmentRun(AlignmentPlan(answers), work: work)
        #expect(run.isPartial && run.steps == 0 && run.stopReason == "interrupted")
        #expect(run.policy.totalVariation(to: answers.reference) < 1e-6)
    }

    @Test func aStepThatLeavesTheFiniteIsNamedAndThePolicyBeforeItKept() throws {
        let answers = try AnswerSet(count: 4)
        let run = try AlignmentRun(
            AlignmentPlan(answers, optimizer: Optimizer("SGD", rate: .constant(1e39)), samples: nil))
        #expect(run.stopReason == "a logit was not finite in step 1; the policy before it is kept")
        #expect(run.policy.totalVariation(to: answers.reference) < 1e-6)
    }

    @Test func aDivergenceCanBeTheEnd() throws {
        let answers = try AnswerSet(count: 8)
        let run = try AlignmentRun(AlignmentPlan(answers, beta: 0, samples: nil, maximalDivergence: 0.5))
        #expect(run.stopReason == "KL to the reference above 0.5" && run.steps < 2000)
        #expect(run.last.divergence > 0.5 && run.last.divergence < 0.6)
        #expect(run.distance == nil && run.distanceToClosedForm == nil)
    }

    @Test func aCollapsedPolicyIsSaidWithItsEntropy() throws {
        let answers = try AnswerSet(count: 8)
        let run = try AlignmentRun(AlignmentPlan(answers, beta: 0, samples: nil))
        let said = try #require(run.collapse)
        #expect(said.contains("collapsed") && said.contains("entropy"))
        #expect(run.policy.isCollapsed)
        let held = try AlignmentRun(AlignmentPlan(answers, beta: 0.5, samples: nil))
        #expect(held.collapse == nil)
    }

    @Test func preferencesUnderWhichDPOHasNoMinimumAreSaid() throws {
        let answers = try AnswerSet(rewards: [0, 0, 0])
        func said(_ method: AlignmentMethod, _ pairs: [(Int, Int)]) throws -> String? {
            try AlignmentRun(
                AlignmentPlan(
                    answers, method: method, preferences: Preferences(answers, pairs: pairs.map { ($0.0, $0.1) }),
                    steps: 2000)
            ).runaway
        }
        #expect(try said(.dpo, [(0, 1), (1, 2), (2, 1), (0, 2)])?.contains("A never lost") == true)
        #expect(try said(.dpo, [(0, 1), (1, 0)])?.contains("C was never compared") == true)
        // One winner only, and one answer that nobody saw: both are said.
        let both = try #require(try said(.dpo, [(0, 1), (0, 1)]))
        #expect(both.contains("A never lost") && both.contains("C was never compared"), "\(both)")
        #expect(try said(.dpo, [(0, 1), (1, 2), (2, 0)]) == nil)
        #expect(try said(.ipo, [(0, 1), (1, 2), (2, 1), (0, 2)]) == nil)
    }

    @Test func anExplainedStepIsTheStepOfTheRun() throws {
        let answers = try AnswerSet(count: 5, seed: 1)
        let preferences = try Preferences(answers, count: 400, seed: 1)
        for method in AlignmentMethod.allCases {
            func run(_ steps: Int) throws -> AlignmentRun {
                try AlignmentRun(
                    AlignmentPlan(
                        answers, method: method, preferences: method.usesPreferences ? preferences : nil,
                        steps: steps, batch: 100, seed: 3))
            }
            let (before, after) = (try run(6), try run(7))
            let step = try PolicyStep(after, step: 7)
            #expect(step.before.logs == before.policy.logs && step.after.logs == after.policy.logs, "\(method)")
            #expect(step.loss == after.rows[6].loss)
            #expect(!step.quantities.isEmpty && step.table(width: 100).contains("∂L/∂θ"))
            for width in [60, 80, 100] {
                let wide = step.table(width: width).split(separator: "\n").filter { $0.count > width }
                #expect(wide.isEmpty, "\(method), \(width) columns: \(wide)")
            }
            #expect(throws: Mistake.self) { try PolicyStep(after, step: 8) }
        }
    }

    @Test func plansThatCannotBeAreRefused() throws {
        let (answers, others) = (try AnswerSet(count: 4), try AnswerSet(count: 5))
        let preferences = try Preferences(answers, count: 100)
        #expect(throws: Mistake.self) { try AlignmentPlan(answers, method: .dpo) }
        #expect(throws: Mistake.self) { try AlignmentPlan(others, method: .dpo, preferences: preferences) }
        #expect(throws: Mistake.self) { try AlignmentPlan(answers, method: .dpo, beta: 0, preferences: preferences) }
        #expect(throws: Mistake.self) { try AlignmentPlan(answers, beta: -1) }
        #expect(throws: Mistake.self) { try AlignmentPlan(answers, beta: .nan) }
        #expect(throws: Mistake.self) { try AlignmentPlan(answers, samples: 1) }
        #expect(throws: Mistake.self) { try AlignmentPlan(answers, samples: Int.max) }
        #expect(throws: Mistake.self) { try AlignmentPlan(answers, steps: 0) }
        #expect(throws: Mistake.self) { try AlignmentPlan(answers, maximalDivergence: 0) }
        let model = try RewardModel(Preferences(others, count: 4000))
        #expect(throws: Mistake.self) { try AlignmentPlan(answers, rewardModel: model) }
    }
}
