internal import Answers
internal import Numbers
internal import RealModule

/// A prompt with a finite set of answers whose worth is known: what alignment is in the small, where everything can be
/// computed exactly.
///
/// Each answer has a true reward r(y), which in earnest nobody knows, and a probability under the reference policy π₀, the
/// model as it was before anybody asked for preferences.
public struct AnswerSet: Sendable, Equatable {
    /// What the answers are called, in order: `A`, `B` … for made-up ones.
    public let names: [String]
    /// r(y): what people truly want. Differences of it are log odds of a preference.
    public let rewards: [Double]
    /// π₀, the policy before alignment: a probability above 0 for each answer, in the order of `names`.
    public let reference: Policy
    /// What a reward model may see of each answer, a row for each.
    public let features: [[Double]]
    /// What the columns of `features` are.
    public let featureNames: [String]
    /// Of the draw; nil for answers that somebody wrote down.
    public let seed: UInt64?

    /// How many answers there are.
    public var count: Int { names.count }

    /// The largest number of answers, 1024: all of them are summed over exactly.
    public static let most = 1024

    /// Answers of a made-up prompt, in the order of their length, from much too short to much too long.
    ///
    /// With ℓ the length in units in which 0 is right, evenly from −2.5 to 2.5, and q ~ 0.5·N(0, 1) the quality:
    ///
    ///     r = q − ℓ²/2          log π₀ = −(ℓ + 1)²/2 + 0.3·N(0, 1) + constant
    ///
    /// The reference mostly answers too briefly. Among its answers longer is better; beyond them it is not, which a reward model
    /// that has seen only them cannot know. Features are quality and length.
    ///
    /// - Throws: `Mistake` for fewer than 2 or more than `most` answers.
    public init(count: Int = 8, seed: UInt64 = 0) throws {
        try Interval(2, Double(AnswerSet.most)).whole.check(count, "n", standard: 8)
        var qualities = RandomStream(seed: seed, purpose: "answer quality")
        var habits = RandomStream(seed: seed, purpose: "reference policy")
        let spacing = 5 / Double(count)
        let lengths: [Double] = (0..<count).map { (Double($0) + 0.5) * spacing - 2.5 }
        let quality: [Double] = lengths.map { _ in 0.5 * qualities.normal() }
        names = AnswerSet.names(count)
        rewards = zip(quality, lengths).map { (q: Double, l: Double) in q - l * l / 2 }
        let logits: [Double] = lengths.map { (l: Double) in 0.3 * habits.normal() - (l + 1) * (l + 1) / 2 }
        reference = Policy("reference", answers: names, logits: logits)
        features = zip(quality, lengths).map { [$0, $1] }
        featureNames = ["quality", "length"]
        self.seed = seed
    }

    /// Answers that somebody wrote down.
    ///
    /// - Parameters:
    ///   - rewards: r(y), finite.
    ///   - reference: π₀(y), above 0, in any unit; nil for all alike.
    ///   - names: as many; nil for `A`, `B` …
    ///   - features: a row of 1 to 64 numbers for each answer, all as long; nil for none.
    /// - Throws: `Mistake` for numbers that are none, lists of different lengths, and an answer that the reference never gives:
    ///   no divergence from it would be finite.
    public init(
        rewards: [Double], reference: [Double]? = nil, names: [String]? = nil, features: [[Double]]? = nil
    ) throws {
        guard (2...AnswerSet.most).contains(rewards.count) else {
            throw Mistake(
                "the list has \(Phrase.count(rewards.count, "reward"))",
                expected: "2 to \(AnswerSet.most.grouped), one for each answer", argument: "rewards")
        }
        let odds = reference ?? rewards.map { _ in 1 }
        let names = names ?? AnswerSet.names(rewards.count)
        let rows = features ?? []
        guard odds.count == rewards.count, names.count == rewards.count, rows.isEmpty || rows.count == rewards.count
        else {
            throw Mistake(
                "\(rewards.count) rewards, \(odds.count) probabilities, \(names.count) names",
                expected: "one of each for every answer", argument: odds.count == rewards.count ? "names" : "reference")
        }
        guard Set(names).count == names.count else {
            throw Mistake("two answers have the same name", expected: "different names", argument: "names")
        }
        if let odd = rewards.first(where: { !$0.isFinite || abs($0) > 1e6 }) {
            throw Mistake(
                "\(odd.short()) is no reward", expected: "a number from −10⁶ to 10⁶", argument: "rewards")
        }
        guard odds.allSatisfy({ $0 > 0 && $0.isFinite }) else {
            throw Mistake(
                "the reference never gives an answer, or has a probability that is no number",
                expected: "probabilities above 0: a policy cannot be held near one that excludes an answer",
                argument: "reference")
        }
        if let first = rows.first { try Interval(1, 64).whole.check(first.count, "features", standard: 2) }
        guard rows.allSatisfy({ $0.count == rows[0].count && $0.allSatisfy(\.isFinite) }) else {
            throw Mistake(
                "the rows of features differ in length, or have a number that is none",
                expected: "as many numbers for each answer", argument: "features")
        }
        (self.names, self.rewards, self.features) = (names, rewards, rows)
        self.reference = Policy("reference", answers: names, logits: odds.map { .log($0) })
        featureNames = (rows.first ?? []).indices.map { "x\($0)" }
        seed = nil
    }

    /// `A` to `Z`; of more answers their numbers from 0.
    private static func names(_ count: Int) -> [String] {
        (0..<count).map { count <= 26 ? String(UnicodeScalar(UInt8(65 + $0))) : "\($0)" }
    }

    /// The probability that people prefer the first of two: σ(r₁ − r₂) (Bradley & Terry 1952).
    public func preference(of one: Int, over other: Int) -> Double {
        Logistic.sigma(rewards[one] - rewards[other])
    }

    /// The mean true reward of a policy.
    public func reward(of policy: Policy) -> Double { policy.mean(rewards) }
}
