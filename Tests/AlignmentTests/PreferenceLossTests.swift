import Alignment
import Answers
import Optimizers
import RealModule
import Testing

/// DPO, IPO and KTO have the papers' losses, and the gradients of those.
@Suite struct PreferenceLossTests {
    private static func objective(
        _ method: AlignmentMethod, _ β: Double, _ preferences: Preferences, _ weights: KTO.Weights = .init()
    ) throws -> any LogitObjective {
        try AlignmentPlan(preferences.answers, method: method, beta: β, preferences: preferences, weights: weights)
            .objective
    }

    @Test func lossesAndGradientsAreThoseOfPyTorch() throws {
        let golden = try Golden()
        var seen = 0
        for one in golden.cases("losses") {
            let name = try #require(one["method"]?.string)
            let method = try #require(AlignmentMethod(rawValue: name))
            let β = try #require(one["beta"]?.double)
            let weights = KTO.Weights(
                desirable: one["desirable"]?.double ?? 1, undesirable: one["undesirable"]?.double ?? 1)
            let objective = try Self.objective(method, β, golden.preferences, weights)
            var gradient: [Double] = []
            let loss = objective.slope(at: golden.logits, step: 0, gradient: &gradient)
            #expect(worst([loss], [try #require(one["loss"]?.double)]) < 1e-12, "\(name) at \(β): loss \(loss)")
            #expect(worst(gradient, Golden.numbers(one["gradient"])) < 1e-12, "\(name) at \(β): \(gradient)")
            seen += 1
        }
        #expect(seen == 7)
    }

    @Test func theObjectiveOfAPolicyGradientIsThatOfPyTorch() throws {
        let golden = try Golden()
        for one in golden.cases("objectives") {
            let β = try #require(one["beta"]?.double)
            let answers = try AnswerSet(
                rewards: Golden.numbers(one["rewards"]), reference: Golden.numbers(golden.json["reference"]))
            let objective = try AlignmentPlan(answers, beta: β, samples: nil).objective
            var gradient: [Double] = []
            let loss = objective.slope(at: golden.logits, step: 0, gradient: &gradient)
            #expect(worst([-loss], [try #require(one["value"]?.double)]) < 1e-12)
            #expect(worst(gradient.map { -$0 }, Golden.numbers(one["gradient"])) < 1e-12, "\(β): \(gradient)")
        }
    }

    @Test(arguments: [AlignmentMethod.dpo, .ipo, .policyGradient])
    func gradientsAreTheSlopesOfTheirLosses(_ method: AlignmentMethod) throws {
        let answers = try AnswerSet(count: 6, seed: 4)
        let preferences = try Preferences(answers, count: 300, seed: 2)
        let objective = try AlignmentPlan(
            answers, method: method, beta: 0.7, preferences: method.usesPreferences ? preferences : nil, samples: nil
        ).objective
        let θ = [0.4, -0.3, 1.2, 0.1, -0.8, 0.6]
        var (gradient, unused): ([Double], [Double]) = ([], [])
        _ = objective.slope(at: θ, step: 0, gradient: &gradient)
        for k in θ.indices {
            var (up, down) = (θ, θ)
            up[k] += 1e-5
            down[k] -= 1e-5
            let slope =
                (objective.slope(at: up, step: 0, gradient: &unused)
                    - objective.slope(at: down, step: 0, gradient: &unused)) / 2e-5
            #expect(abs(slope - gradient[k]) < 1e-8, "\(method), logit \(k): \(gradient[k]), by differences \(slope)")
        }
    }

    @Test func noGradientFlowsThroughTheReferencePointOfKTO() throws {
        let golden = try Golden()
        let θ = golden.logits
        let (β, weights) = (0.8, KTO.Weights(desirable: 1.25, undesirable: 1))
        let objective = try Self.objective(.kto, β, golden.preferences, weights)
        let (won, lost) = golden.preferences.scores
        let all = Double(2 * golden.preferences.count)
        func policy(_ θ: [Double]) -> Policy { Policy("", answers: golden.answers.names, logits: θ) }
        let z = policy(θ).divergence(from: golden.answers.reference)
        // The paper's loss by its own words, at a reference point that stays where it is.
        func loss(_ θ: [Double]) -> Double {
            let logs = policy(θ).logs
            return θ.indices.reduce(0) { sum, y in
                let u = β * (logs[y] - golden.answers.reference.logs[y] - z)
                func σ(_ u: Double) -> Double { 1 / (1 + .exp(-u)) }
                return sum
                    + (won[y] * weights.desirable * (1 - σ(u)) + lost[y] * weights.undesirable * (1 - σ(-u))) / all
            }
        }
        var gradient: [Double] = []
        let value = objective.slope(at: θ, step: 0, gradient: &gradient)
        #expect(abs(value - loss(θ)) < 1e-12)
        for k in θ.indices {
            var (up, down) = (θ, θ)
            up[k] += 1e-5
            down[k] -= 1e-5
            let slope = (loss(up) - loss(down)) / 2e-5
            #expect(abs(slope - gradient[k]) < 1e-9, "logit \(k): \(gradient[k]), by differences \(slope)")
        }
    }

    @Test func batchesPassThroughAllComparisonsOnce() throws {
        let answers = try AnswerSet(count: 5, seed: 1)
        let preferences = try Preferences(answers, count: 120, seed: 3)
        let whole = try AlignmentPlan(answers, method: .dpo, preferences: preferences).objective
        let parts = try AlignmentPlan(answers, method: .dpo, preferences: preferences, batch: 30, seed: 5).objective
        let θ = [0.5, -0.2, 0.3, 0.9, -1.0]
        var (gradient, part): ([Double], [Double]) = ([], [])
        let loss = whole.slope(at: θ, step: 0, gradient: &gradient)
        var (sum, mean) = (0.0, [Double](repeating: 0, count: 5))
        for step in 0..<4 {
            sum += parts.slope(at: θ, step: step, gradient: &part) / 4
            mean = zip(mean, part).map { $0 + $1 / 4 }
        }
        #expect(abs(sum - loss) < 1e-12)
        #expect(worst(mean, gradient) < 1e-12)
        // The next pass has another order, and the same step always the same comparisons.
        var (first, again): ([Double], [Double]) = ([], [])
        _ = parts.slope(at: θ, step: 0, gradient: &first)
        _ = parts.slope(at: θ, step: 4, gradient: &part)
        _ = parts.slope(at: θ, step: 0, gradient: &again)
        #expect(first != part)
        #expect(first == again)
    }
}
