public import Answers
internal import LanguageModels
internal import Numbers
internal import Optimizers
internal import Training

extension TextAlignment {
    /// Trains a copy of the plan's model.
    ///
    /// - Parameters:
    ///   - held: a text to tell the perplexity on; nil for the last 2000 characters of the model's own.
    ///   - work: once it is cancelled, the model so far is given back.
    /// - Throws: `Mistake` where the model has no room or is no network; `Stopped` before anything was measured.
    public init(_ plan: TextAlignmentPlan, held: String? = nil, work: Work = Work()) throws {
        self.plan = plan
        let codes =
            try held.map { try plan.model.vocabulary.encode($0, argument: "text") } ?? plan.model.text.suffix(2000)
        let policy = try plan.model.copy()
        guard let network = policy.model else { throw Mistake("a model of counts has no weights to move") }
        let loss = try network.trainingPlan().loss
        network.compile(TrainingPlan(optimizer: plan.optimizer, loss: loss))
        before = try TextAlignment.worth(of: plan.model, plan, codes, work: work)
        var rows: [Row] = []
        var reason = "all \(plan.steps) steps"
        let step = try SequenceStep(policy, batchSize: plan.method == .dpo ? 2 * plan.samples : plan.samples)
        let pairs = plan.method == .dpo ? try TextPairs(plan, work: work) : nil
        while rows.count < plan.steps {
            if work.isCancelled { break }
            do {
                let batch =
                    try pairs?.batch(rows.count, policy, work: work)
                    ?? TextAlignment.sampled(plan, policy, rows.count, work: work)
                guard let batch else { break }
                try step.load(batch.texts, prompt: plan.promptCodes, weights: batch.weights)
                guard let slope = step.differentiate(work: work) else { break }
                guard slope.squares.isFinite else {
                    reason = "the gradient was not finite in step \(rows.count + 1); the model before it is kept"
                    break
                }
                guard try step.move(work: work) else { break }
                var row = batch.row
                row.step = rows.count + 1
                rows.append(row)
            } catch is Stopped {
                break
            }
            work.report(Progress(plan.title, of: plan.steps, rows.map { ($0.step, $0.reward, $0.divergence) }))
        }
        if rows.count < plan.steps, work.isCancelled { reason = "interrupted" }
        (self.rows, stopReason, isPartial) = (rows, reason, reason == "interrupted")
        model = policy
        // What a stopped training has come to is still told.
        after = try TextAlignment.worth(of: policy, plan, codes, work: isPartial ? Work() : work)
    }

    /// A policy gradient's step: texts of the policy, each weighted by how much more it is worth than the mean of the others.
    private static func sampled(
        _ plan: TextAlignmentPlan, _ policy: LanguageModel, _ number: Int, work: Work
    ) throws -> Batch? {
        let texts = try policy.sampleMany(
            prompt: plan.promptCodes, count: plan.samples, length: plan.length,
            seed: RandomStream.seed(plan.seed, number), work: work)
        guard texts.count == plan.samples else { return nil }
        let logs = try policy.logProbabilities(of: texts, prompt: plan.promptCodes, work: work)
        let others = try plan.model.logProbabilities(of: texts, prompt: plan.promptCodes, work: work)
        let Δ = zip(logs, others).map { $0 - $1 }
        let rewards = texts.map(plan.reward)
        let R = zip(rewards, Δ).map { $0 - plan.beta * $1 }
        let (total, n) = (R.reduce(0, +), Double(texts.count))
        return Batch(
            texts: texts, weights: R.map { $0 - (total - $0) / (n - 1) },
            row: Row(
                step: 0, loss: -total / n, reward: rewards.reduce(0, +) / n, divergence: Δ.reduce(0, +) / n))
    }

    private static func worth(
        of model: LanguageModel, _ plan: TextAlignmentPlan, _ codes: [Int], work: Work
    ) throws -> Worth {
        let texts = try model.sampleMany(
            prompt: plan.promptCodes, count: judged, length: plan.length, seed: plan.seed ^ 0x6a75_6467_6564,
            work: work)
        guard texts.count == judged else { throw Stopped() }
        let logs = try model.logProbabilities(of: texts, prompt: plan.promptCodes, work: work)
        let others = try plan.model.logProbabilities(of: texts, prompt: plan.promptCodes, work: work)
        return Worth(
            reward: MeanInterval(of: texts.map(plan.reward)),
            divergence: MeanInterval(of: zip(logs, others).map { $0 - $1 }),
            score: try model.score(codes, work: work), texts: texts.prefix(4).map(model.vocabulary.decode),
            different: Set(texts).count, count: texts.count)
    }
}

extension RandomStream {
    /// A seed for each step of a training.
    static func seed(_ seed: UInt64, _ step: Int) -> UInt64 {
        var stream = RandomStream(seed: seed, purpose: "texts of a step", index: UInt64(step))
        return stream.next()
    }
}
