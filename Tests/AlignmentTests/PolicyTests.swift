import Alignment
import Answers
import RealModule
import Testing

/// Policies, divergences and closed forms.
@Suite struct PolicyTests {
    @Test func distancesAreThoseOfTheirFormulas() {
        let names = ["A", "B", "C"]
        let p = Policy("p", answers: names, logits: [0.5, 0.25, 0.25].map { .log($0) })
        let q = Policy("q", answers: names, logits: [0.25, 0.25, 0.5].map { .log($0) })
        #expect(abs(p.totalVariation(to: q) - 0.25) < 1e-15)
        #expect(abs(p.divergence(from: q) - 0.25 * .log(2)) < 1e-15)
        #expect(abs(p.entropy - 1.5 * .log(2)) < 1e-15)
        #expect(abs(p.mean([1, 2, 4]) - 2) < 1e-15)
        #expect(p.mode == 0 && !p.isCollapsed)
        let certain = Policy("", answers: names, logits: [0, -.infinity, -.infinity])
        #expect(certain.entropy == 0 && certain.isCollapsed)
        #expect(certain.divergence(from: p) == -.log(0.5))
        #expect(p.divergence(from: certain) == .infinity)
        // Differences of 800 nats are far beyond what a probability can hold.
        let far = Policy("", answers: names, logits: [800, 0, 0])
        #expect(abs(far.logs[1] + 800) < 1e-9 && far.probabilities[0] == 1)
    }

    @Test func noOtherPolicyHasAHigherObjectiveThanTheClosedForm() throws {
        let answers = try AnswerSet(count: 7, seed: 3)
        for β in [0.1, 0.5, 2] {
            let best = try answers.optimum(beta: β)
            func objective(_ policy: Policy) -> Double {
                answers.reward(of: policy) - β * policy.divergence(from: answers.reference)
            }
            // At the optimum the objective is β log Z.
            let z = zip(answers.reference.probabilities, answers.rewards).reduce(0) { $0 + $1.0 * .exp($1.1 / β) }
            #expect(abs(objective(best) - β * .log(z)) < 1e-12)
            for k in 0..<7 {
                for Δ in [-0.1, 0.1] {
                    var logits = best.logs
                    logits[k] += Δ
                    let other = Policy("", answers: answers.names, logits: logits)
                    // Of an answer that is hardly ever given, a tenth more or less is lost in rounding.
                    #expect(objective(other) < objective(best) + 1e-15, "beta \(β), logit \(k) by \(Δ)")
                }
            }
        }
        // A tiny beta leaves the best answer alone, without overflow.
        let greedy = try answers.optimum(beta: 1e-300)
        #expect(greedy.isCollapsed && answers.rewards[greedy.mode] == answers.rewards.max())
        #expect(throws: Mistake.self) { try answers.optimum(beta: 0) }
        #expect(throws: Mistake.self) { try answers.optimum(beta: .nan) }
    }

    @Test func theOptimumOfKTOIsAFixedPointThatKeepsOnlyWhatIsLikedMoreThanDisliked() throws {
        // Theorem 4.3 of the paper: of two answers the one that the majority likes is given always.
        let two = try AnswerSet(rewards: [0.2, 0], reference: [0.01, 0.99])
        #expect(try two.optimum(of: .kto, beta: 0.5).probabilities == [1, 0])
        #expect(try two.optimum(beta: 0.5).probabilities[0] < 0.02)
        let answers = try AnswerSet(count: 8, seed: 1)
        let best = try answers.optimum(of: .kto, beta: 0.5)
        let kept = best.logs.indices.filter { best.logs[$0] > -.infinity }
        let rates = answers.names.indices.map { y in
            let π = answers.reference.probabilities
            return answers.names.indices.reduce(0) { sum, other in
                other == y ? sum : sum + π[other] / (1 - π[y]) * answers.preference(of: y, over: other)
            }
        }
        #expect(kept == rates.indices.filter { rates[$0] > 0.5 })
    }

    @Test func theOptimumOfIPOHasTheMarginsOfItsWinRates() throws {
        let answers = try AnswerSet(count: 6, seed: 2)
        let best = try answers.optimum(of: .ipo, beta: 0.3)
        let rates = answers.winRates(against: .reference)
        let Δ = zip(best.logs, answers.reference.logs).map { $0 - $1 }
        for y in 1..<6 { #expect(abs((Δ[y] - Δ[0]) - (rates[y] - rates[0]) / 0.3) < 1e-12) }
    }

    @Test func answersThatCannotBeAreRefused() throws {
        #expect(throws: Mistake.self) { try AnswerSet(count: 1) }
        #expect(throws: Mistake.self) { try AnswerSet(count: 100_000) }
        #expect(throws: Mistake.self) { try AnswerSet(rewards: [1, .nan]) }
        let lone = #expect(throws: Mistake.self) { try AnswerSet(rewards: [1]) }
        #expect(try #require(lone).problem == "the list has 1 reward")
        #expect(throws: Mistake.self) { try AnswerSet(rewards: [1, 2], reference: [1, 0]) }
        #expect(throws: Mistake.self) { try AnswerSet(rewards: [1, 2], reference: [1]) }
        #expect(throws: Mistake.self) { try AnswerSet(rewards: [1, 2], names: ["A", "A"]) }
        #expect(throws: Mistake.self) { try AnswerSet(rewards: [1, 2], features: [[1], [1, 2]]) }
    }
}
