internal import Answers
public import LanguageModels
public import Optimizers

/// How a character model is brought nearer to a reward that is known: what counts are characters of a text that belong to a set.
///
/// The reward of a text is how many of its characters belong to the set, so that a difference of one turns the odds of a preference by e.
/// The answers are all texts of one length after one prompt: too many to sum over, so divergence and reward are estimated from samples.
public struct TextAlignmentPlan: Sendable {
    /// The model to begin with; it is the reference, and stays as it is.
    public let model: LanguageModel
    /// The characters that count: the reward of a text is how many of its characters are among them.
    public let liked: Set<Character>
    /// What is done: policy gradient, or DPO on pairs of the reference's texts.
    public let method: AlignmentMethod
    /// β, the weight of KL(π‖π₀); in DPO of the implied reward.
    public let beta: Double
    /// What each text begins with.
    public let prompt: String
    /// Characters of a text after the prompt.
    public let length: Int
    /// The rule and rate that move the model's weights.
    public let optimizer: Optimizer
    /// Updates, at least 1.
    public let steps: Int
    /// Texts of an update of the policy gradient, or pairs of one of DPO.
    public let samples: Int
    /// Pairs that DPO learns from.
    public let pairs: Int
    /// Of the texts that are drawn in training and in measuring.
    public let seed: UInt64

    let promptCodes: [Int]
    let likedCodes: Set<Int>

    /// - Parameters:
    ///   - liked: characters, of which the model knows one at least.
    ///   - prompt: of characters that the model knows; with `length` more within its context.
    /// - Throws: `Mistake` for a model of counts, a method that is none for texts, and numbers or characters that do not fit.
    public init(
        _ model: LanguageModel, liked: String = "aeiou", method: AlignmentMethod = .policyGradient, beta: Double = 1,
        prompt: String, length: Int = 20, optimizer: Optimizer? = nil, steps: Int = 100, samples: Int = 32,
        pairs: Int = 1000, seed: UInt64 = 0
    ) throws {
        guard model.model != nil else {
            throw Mistake(
                "a bigram model of counts has no weights to move", expected: "a network of characters",
                argument: "model")
        }
        guard method == .policyGradient || method == .dpo else {
            throw Mistake(
                "\(method.title) is for finite sets of answers", expected: "policy_gradient or dpo for texts",
                argument: "method")
        }
        try Interval.nonNegative.check(beta, "beta", standard: 1)
        if method == .dpo { try Interval.positive.check(beta, "beta", standard: 1) }
        try Interval(1, 10_000).whole.check(length, "length", standard: 20)
        try Interval(1, 1e6).whole.check(steps, "steps", standard: 100)
        try Interval(2, 10_000).whole.check(samples, "samples", standard: 32)
        try Interval(1, 100_000).whole.check(pairs, "pairs", standard: 1000)
        let most = Double(length) * Double(Swift.max(samples, method == .dpo ? 2 * pairs : 0))
        guard most <= 2e7 else {
            throw Mistake(
                "\(most.short()) characters of texts at once", expected: "at most 20 million",
                argument: method == .dpo && 2 * pairs > samples ? "pairs" : "samples")
        }
        let codes = Set(liked.compactMap(model.vocabulary.number))
        guard !codes.isEmpty else {
            throw Mistake(
                "the model knows none of the characters '\(liked.prefix(40))'",
                expected: "some of its \(model.vocabulary.count): \(model.vocabulary.listed)", argument: "reward")
        }
        promptCodes = try model.vocabulary.encode(prompt)
        guard !promptCodes.isEmpty else {
            throw Mistake("the prompt is empty", expected: "at least one character", argument: "prompt")
        }
        guard promptCodes.count + length <= model.context + 1 else {
            throw Mistake(
                "\(promptCodes.count) characters of prompt and \(length) of text",
                expected: "at most \(model.context + 1) together, the model's context and one more",
                try: "length=\(Swift.max(1, model.context + 1 - promptCodes.count))", argument: "length")
        }
        likedCodes = codes
        (self.model, self.liked, self.method, self.beta) = (model, Set(liked), method, beta)
        (self.prompt, self.length, self.steps, self.samples, self.pairs) = (prompt, length, steps, samples, pairs)
        self.optimizer = try optimizer ?? Optimizer("Adam", rate: .constant(0.001))
        self.seed = seed
    }

    /// How many characters of a text are liked.
    func reward(_ text: [Int]) -> Double { Double(text.count { likedCodes.contains($0) }) }

    /// `policy gradient at beta = 1`
    public var title: String { "\(method.title) at beta = \(beta.short())" }
}
