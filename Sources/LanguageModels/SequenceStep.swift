public import Answers
public import Training

/// One update of a network by weighted texts: the gradient of
///
///     L = (1/n) Σᵢ wᵢ · (−ln π(yᵢ | prompt)) = −(1/n) Σᵢ wᵢ Σₜ ln p(yᵢₜ | prompt, yᵢ₁ … yᵢ,ₜ₋₁)
///
/// With wᵢ = 1 that is maximum likelihood; with wᵢ = advantage of text i, drawn by the model, it is the policy gradient (Williams 1992);
/// with the weights of a pairwise loss's derivative it is that loss's gradient (Rafailov et al. 2023, eq. 7). The prompt is read and not
/// learnt. It is the `GradientStep` of `fit`, so that optimizer, clipping and frozen layers are those of the model.
public final class SequenceStep {
    /// The step that it is.
    public let step: GradientStep
    private let model: LanguageModel
    private let batchSize: Int
    private var x: [Float]
    private var y: [Float]
    private var weights: [Float]
    private var order: [Int]

    /// - Parameter batchSize: texts of one update at most, at least 1.
    /// - Throws: `Mistake` for a model of counts, and when there is no memory for the batch.
    public init(_ model: LanguageModel, batchSize: Int) throws {
        guard let network = model.model else {
            throw Mistake("a bigram model of counts has no gradient", expected: "a network")
        }
        try Interval(1, 1_000_000).whole.check(batchSize, "batch_size", standard: 32)
        (self.model, self.batchSize) = (model, batchSize)
        step = try network.step(batchSize: batchSize)
        x = [Float](repeating: 0, count: batchSize * model.context)
        y = x
        weights = [Float](repeating: 0, count: batchSize)
        order = Array(0..<batchSize)
    }

    /// Takes texts in.
    ///
    /// - Parameters:
    ///   - sequences: what comes after the prompt, numbers of characters; 1 to `batchSize` of them, of any lengths for which prompt and text
    ///     together have at most `context` + 1 characters.
    ///   - prompt: numbers of characters, at least one.
    ///   - weights: one for each text, finite.
    /// - Throws: `Mistake` where something does not fit; nothing is loaded then.
    public func load(_ sequences: [[Int]], prompt: [Int], weights given: [Double]) throws {
        guard (1...batchSize).contains(sequences.count), sequences.count == given.count else {
            throw Mistake(
                "\(sequences.count) texts with \(given.count) weights", expected: "1 to \(batchSize), a weight for each"
            )
        }
        guard given.allSatisfy(\.isFinite) else { throw Mistake("a weight is not finite", expected: "finite weights") }
        guard !prompt.isEmpty else { throw Mistake("the prompt is empty", expected: "at least one character") }
        try model.check(prompt, "prompt")
        let context = model.context
        for sequence in sequences {
            try model.check(sequence, "sequence")
            guard prompt.count + sequence.count <= context + 1 else {
                throw Mistake(
                    "\(prompt.count) characters of prompt and \(sequence.count) of text",
                    expected: "at most \(context + 1) together, the model's context and one more")
            }
        }
        for (row, sequence) in sequences.enumerated() {
            for t in 0..<context {
                let (here, next) = (t - prompt.count, t + 1 - prompt.count)
                // Beyond its end a text reads anything: what comes later touches nothing before it.
                x[row * context + t] = Float(here < 0 ? prompt[t] : here < sequence.count ? sequence[here] : 0)
                // A target that is none of a class takes no part in the loss.
                y[row * context + t] = Float(sequence.indices.contains(next) ? sequence[next] : -1)
            }
            // The loss is a mean over all steps of the rows; here it is to be a sum over those of a text.
            weights[row] = Float(given[row] * Double(context))
        }
        x.withUnsafeBufferPointer { x in
            y.withUnsafeBufferPointer { y in
                weights.withUnsafeBufferPointer { weights in
                    order.withUnsafeBufferPointer { order in
                        guard let x = x.baseAddress, let y = y.baseAddress else { return }
                        step.load(
                            UnsafeBufferPointer(rebasing: order[..<sequences.count]), inputs: [x], targets: y,
                            weights: weights.baseAddress)
                    }
                }
            }
        }
    }

    /// L and its gradient, which stays in `step.tape.gradients`.
    ///
    /// - Returns: nil when the work was cancelled.
    public func differentiate(work: Work = Work()) -> BatchSlope? { step.differentiate(work: work) }

    /// Moves the weights by the gradient.
    ///
    /// - Parameter rate: nil for the optimizer's own.
    /// - Returns: whether they have moved; not when the work was cancelled on the way.
    /// - Throws: `NonFiniteSlope`.
    @discardableResult
    public func move(rate: Double? = nil, work: Work? = nil) throws -> Bool { try step.move(rate: rate, work: work) }
}
