internal import Answers
internal import LanguageModels
internal import Numbers

/// Pairs of the reference's texts with a preference each, as DPO learns from them.
///
/// Both texts are drawn from the reference; the first is preferred with probability σ(r₁ − r₂) (Bradley & Terry 1952).
final class TextPairs {
    private let plan: TextAlignmentPlan
    private let winners: [[Int]]
    private let losers: [[Int]]
    /// log π₀ of both.
    private let references: (winners: [Double], losers: [Double])

    /// - Throws: `Stopped`.
    init(_ plan: TextAlignmentPlan, work: Work) throws {
        self.plan = plan
        let texts = try plan.model.sampleMany(
            prompt: plan.promptCodes, count: 2 * plan.pairs, length: plan.length, seed: plan.seed, work: work)
        guard texts.count == 2 * plan.pairs else { throw Stopped() }
        let logs = try plan.model.logProbabilities(of: texts, prompt: plan.promptCodes, work: work)
        var stream = RandomStream(seed: plan.seed, purpose: "preferences of texts")
        var places: [(winner: Int, loser: Int)] = []
        for pair in 0..<plan.pairs {
            let (one, other) = (2 * pair, 2 * pair + 1)
            let p = Logistic.sigma(plan.reward(texts[one]) - plan.reward(texts[other]))
            places.append(stream.uniform() < p ? (one, other) : (other, one))
        }
        (winners, losers) = (places.map { texts[$0.winner] }, places.map { texts[$0.loser] })
        references = (places.map { logs[$0.winner] }, places.map { logs[$0.loser] })
    }

    /// The pairs of a step, in a new order for each pass, and the weights that make the gradient of the mean of
    /// −log σ(β·(Δ_w − Δ_l)) of them: ∓β·σ(−u) for winner and loser.
    func batch(_ number: Int, _ policy: LanguageModel, work: Work) throws -> TextAlignment.Batch? {
        let size = Swift.min(plan.samples, winners.count)
        let perPass = winners.count / size
        let order = orders.order(pass: number / perPass, count: winners.count, seed: plan.seed)
        let places = order[(number % perPass * size)..<(number % perPass * size + size)]
        let (w, l) = (places.map { winners[$0] }, places.map { losers[$0] })
        let logs = try policy.logProbabilities(of: w + l, prompt: plan.promptCodes, work: work)
        var (weights, loss, margin, far) = ([Double](repeating: 0, count: 2 * size), 0.0, 0.0, 0.0)
        for (k, place) in places.enumerated() {
            let Δw = logs[k] - references.winners[place]
            let u = plan.beta * (Δw - logs[size + k] + references.losers[place])
            loss += Logistic.minusLogSigma(u) / Double(size)
            margin += u / Double(size)
            far += Δw / Double(size)
            // The step is a mean over 2·size texts of weight·(−log π).
            weights[k] = 2 * plan.beta * Logistic.sigma(-u)
            weights[size + k] = -weights[k]
        }
        return TextAlignment.Batch(
            texts: w + l, weights: weights, row: .init(step: 0, loss: loss, reward: margin, divergence: far))
    }

    private let orders = PassOrders()
}
