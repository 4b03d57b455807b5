public import Answers

/// What becomes of a claim when its experiment is heard under several session seeds: an effect that lies near its line is decided
/// with one and left open with another, however many seeds of its own the experiment takes.
public struct SessionsVerdict: Presentable {
    /// The kind of value that the language calls it.
    public static var kind: String { "verdict over sessions" }

    /// The verdict under one seed of the session.
    public struct Hearing: Sendable {
        /// The session's seed.
        public let seed: UInt64
        /// What `claim(…)` says in that session.
        public let verdict: Verdict

        /// The verdict that was given under that seed.
        public init(seed: UInt64, _ verdict: Verdict) { (self.seed, self.verdict) = (seed, verdict) }
    }

    /// The claim that every session was asked for.
    public let claim: Claim
    /// In the order in which they were heard; the last may have been stopped under way.
    public private(set) var hearings: [Hearing]
    /// How many there were to be: 1 where the experiment is exact, so that every session says the same.
    public let planned: Int

    /// - Parameters:
    ///   - first: the verdict under the session's own seed.
    ///   - others: those under the seeds that follow, as far as they were run.
    ///   - sessions: how many sessions were asked for, 1 or more.
    public init(_ first: Hearing, _ others: [Hearing], sessions: Int) {
        claim = first.verdict.claim
        hearings = [first] + others
        planned = first.verdict.isExact ? 1 : sessions
    }

    /// The same with another first verdict: one that knows what was predicted.
    public func with(first verdict: Verdict) -> SessionsVerdict {
        var copy = self
        copy.hearings[0] = Hearing(seed: hearings[0].seed, verdict)
        return copy
    }

    /// The hearings that came to their end: only these count.
    public var whole: [Hearing] { hearings.filter { !$0.verdict.isPartial } }

    /// Whether it was stopped before all sessions had been heard.
    public var isPartial: Bool { whole.count < planned }

    /// How many sessions came to each verdict, the most frequent first; of equally frequent ones the one that came first.
    public var shares: [(word: Verdict.Word, count: Int)] {
        Self.counts(whole.map(\.verdict.word)).map { ($0.0, $0.1) }
    }

    /// The verdict of every session; nil where they differ, and where none was heard to its end.
    public var common: Verdict.Word? {
        let shares = shares
        return shares.count == 1 ? shares.first?.word : nil
    }

    /// Whether two sessions came to different verdicts.
    public var dependsOnSeed: Bool { shares.count > 1 }

    /// The common verdict, or that there is none: `refuted`, `depends on the session's seed`, `undecided`.
    public var verdict: String {
        dependsOnSeed ? "depends on the session's seed" : (common ?? .undecided).rawValue
    }

    /// Names of the conditions, in the experiment's order.
    public var conditions: [String] {
        var names: [String] = []
        for name in hearings.flatMap(\.verdict.conditions).map(\.name) where !names.contains(name) {
            names.append(name)
        }
        return names
    }

    /// How many of the whole sessions came to each outcome of one condition, the most frequent first.
    public func outcomes(_ condition: String) -> [(outcome: Claim.Outcome, count: Int)] {
        Self.counts(whole.compactMap { $0.verdict.conditions.first { $0.name == condition }?.outcome })
            .map { ($0.0, $0.1) }
    }

    /// Conditions that support the claim in one session and refute it in another: intervals that hold the mean in 95 of 100 cases do so
    /// seldom, and only where the mean lies close to the line. The verdict alone can hide it: "depends on" is one word, whichever
    /// conditions it depends on.
    public var opposed: [String] {
        conditions.filter { Set([.supports, .refutes]).isSubset(of: outcomes($0).map(\.outcome)) }
    }

    /// How often each value occurs, the most frequent first.
    private static func counts<T: Hashable>(_ values: [T]) -> [(T, Int)] {
        var order: [T] = []
        var counts: [T: Int] = [:]
        for value in values {
            if counts[value] == nil { order.append(value) }
            counts[value, default: 0] += 1
        }
        let numbered = order.enumerated().map { (place: $0.offset, value: $0.element, count: counts[$0.element] ?? 0) }
        return numbered.sorted { ($1.count, $0.place) < ($0.count, $1.place) }.map { ($0.value, $0.count) }
    }
}
