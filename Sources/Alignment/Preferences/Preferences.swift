public import Answers
internal import Numbers

/// Comparisons of two answers each, in which somebody said which one is better.
public struct Preferences: Sendable, Equatable {
    /// One comparison of two answers, by their numbers in the set, from 0.
    public struct Choice: Sendable, Equatable {
        /// The number of the answer that was preferred.
        public var winner: Int32
        /// The number of the answer that was not preferred.
        public var loser: Int32
    }

    /// Two answers and how often each was preferred to the other: all that a loss of pairs needs to know.
    public struct Tally: Sendable, Equatable {
        /// The answer with the lower number.
        public var first: Int
        /// The answer with the higher number.
        public var second: Int
        /// How often the first was preferred.
        public var wins = 0.0
        /// How often the second was preferred.
        public var losses = 0.0
    }

    /// The answers that were compared; numbers in choices and tallies count them from 0.
    public let answers: AnswerSet
    /// In the order in which they were made.
    public let choices: [Choice]
    /// The pairs that occur, by first, then by second.
    public let tallies: [Tally]
    /// By which chances the two answers of a pair were drawn.
    public let source: PairSource
    /// Share of the labels that were turned round.
    public let noise: Double
    /// Of the draw; nil for comparisons that somebody wrote down.
    public let seed: UInt64?

    /// How many comparisons there are; a pair that was compared twice counts twice.
    public var count: Int { choices.count }

    /// The largest number of comparisons, 10⁶.
    public static let most = 1_000_000

    /// Draws comparisons: two different answers from the source, the first preferred with probability σ(r₁ − r₂), and a share of all
    /// labels turned round.
    ///
    /// - Parameters:
    ///   - count: 1 to `most`.
    ///   - noise: the share of wrong labels, 0 to below 0.5.
    /// - Throws: `Mistake` for counts and shares out of range; `Stopped`.
    public init(
        _ answers: AnswerSet, count: Int, noise: Double = 0, source: PairSource = .reference, seed: UInt64 = 0,
        work: Work = Work()
    ) throws {
        try Interval(1, Double(Preferences.most)).whole.check(count, "n", standard: 50_000)
        try Interval(0, 0.5, includesUpper: false).check(noise, "noise", standard: 0.1)
        let μ = source.probabilities(answers)
        // i by μᵢ(1 − μᵢ) and then another j by μⱼ: together ∝ μᵢμⱼ, with no pair of an answer and itself thrown away.
        let first = Urn(μ.map { $0 * (1 - $0) })
        let other = Urn(μ)
        var stream = RandomStream(seed: seed, purpose: "preferences")
        var check = StopCheck(work)
        var choices: [Choice] = []
        choices.reserveCapacity(count)
        for _ in 0..<count {
            try check.pass(8)
            let i = first.draw(stream.uniform())
            let j = other.draw(stream.uniform(), without: i)
            let isFirst = stream.uniform() < answers.preference(of: i, over: j)
            let isTurned = stream.uniform() < noise
            let (w, l) = isFirst != isTurned ? (i, j) : (j, i)
            choices.append(Choice(winner: Int32(w), loser: Int32(l)))
        }
        self.init(answers, choices, source: source, noise: noise, seed: seed)
    }

    /// Comparisons that somebody wrote down: pairs (winner, loser) of answers' numbers.
    ///
    /// - Throws: `Mistake` for none at all, an answer that does not exist, or one that is compared with itself.
    public init(_ answers: AnswerSet, pairs: [(winner: Int, loser: Int)]) throws {
        guard !pairs.isEmpty, pairs.count <= Preferences.most else {
            throw Mistake(
                "\(pairs.count) comparisons", expected: "1 to \(Preferences.most.grouped)", argument: "n")
        }
        for (winner, loser) in pairs {
            guard answers.names.indices.contains(winner), answers.names.indices.contains(loser), winner != loser else {
                throw Mistake(
                    "(\(winner), \(loser)) is no comparison",
                    expected: "two different numbers from 0 to \(answers.count - 1), the preferred answer first",
                    argument: "n")
            }
        }
        self.init(
            answers, pairs.map { Choice(winner: Int32($0.winner), loser: Int32($0.loser)) }, source: .reference,
            noise: 0, seed: nil)
    }

    private init(
        _ answers: AnswerSet, _ choices: [Choice], source: PairSource, noise: Double, seed: UInt64?
    ) {
        (self.answers, self.choices, self.source, self.noise, self.seed) = (answers, choices, source, noise, seed)
        tallies = Preferences.tallies(choices, answers.count)
    }

    static func tallies(_ choices: some Sequence<Choice>, _ count: Int) -> [Tally] {
        var tallies: [Int: Tally] = [:]
        for choice in choices {
            let (w, l) = (Int(choice.winner), Int(choice.loser))
            let (first, second) = (min(w, l), max(w, l))
            var tally = tallies[first * count + second] ?? Tally(first: first, second: second)
            if w == first { tally.wins += 1 } else { tally.losses += 1 }
            tallies[first * count + second] = tally
        }
        return tallies.values.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
    }

    /// How often each answer was preferred, and how often not.
    public var scores: (won: [Double], lost: [Double]) {
        var (won, lost) = (answers.names.map { _ in 0.0 }, answers.names.map { _ in 0.0 })
        for choice in choices {
            won[Int(choice.winner)] += 1
            lost[Int(choice.loser)] += 1
        }
        return (won, lost)
    }
}
