public import Answers
import Numbers

/// What an experiment says about a claim; computed from its numbers and never kept in a file.
public struct Verdict: Presentable {
    /// The kind of value that the language calls it.
    public static var kind: String { "verdict" }

    /// The verdict in a word, by which side the intervals of the conditions lie on.
    public enum Word: String, Sendable {
        case supported, refuted, undecided
        /// Supported for some conditions and left open by the others.
        case supportedInPart = "supported in part"
        /// Refuted for some conditions and left open by the others.
        case refutedInPart = "refuted in part"
        /// Supported for some conditions and refuted for others.
        case dependsOn = "depends on"
        case noExperiment = "no experiment"
        case failed
    }

    /// One condition of the experiment: an effect, and what it says.
    public struct Condition: Sendable, Equatable {
        /// Empty where the experiment has only one.
        public let name: String
        /// The effect of each seed.
        public let values: [Double]
        /// The mean and where it may lie: for one seed of an exact experiment the number itself.
        public let effect: Double, low: Double, high: Double
        /// What it says about the claim.
        public let outcome: Claim.Outcome
    }

    /// The claim that was put to its experiment.
    public let claim: Claim
    /// The title of its document.
    public let title: String
    /// The whole code, helpers first.
    public let source: String
    /// Seeds whose experiment came to its end.
    public let seeds: [Int]
    /// How many it was to be run with.
    public let planned: Int
    /// In the order in which the experiment gives them.
    public let conditions: [Condition]
    /// What went wrong in the experiment, where something did.
    public let fault: Mistake?
    /// How long it took.
    public let seconds: Double
    /// What was expected of it before it ran, where somebody said so.
    public var forecast: ClaimForecast?

    /// The effects of one seed, in the experiment's order of conditions.
    public typealias Effects = [(condition: String, effect: Double)]

    /// - Parameters:
    ///   - runs: what came of each seed, in the order of the seeds.
    ///   - planned: how many seeds there were to be.
    public init(
        _ claim: Claim, in court: Court, runs: [(seed: Int, effects: Effects)], planned: Int, fault: Mistake? = nil,
        seconds: Double
    ) {
        (self.claim, self.planned, self.fault, self.seconds) = (claim, planned, fault, seconds)
        title = court.file(claim.document)?.title ?? ""
        source = claim.experiment.map { court.source(of: $0) } ?? ""
        seeds = runs.map(\.seed)
        var names: [String] = []
        for run in runs { for name in run.effects.map(\.condition) where !names.contains(name) { names.append(name) } }
        conditions = names.map { name in
            let values = runs.compactMap { run in run.effects.first { $0.condition == name }?.effect }
            return Condition(name, values, claim.experiment, isExact: claim.experiment?.seeds == 1)
        }
    }

    /// What the conditions come to together: where some support the claim and others refute it, it depends on them. One that is
    /// undecided speaks for neither side: it takes nothing from what the others say, and keeps them from speaking for all.
    public var word: Word {
        guard claim.experiment != nil else { return .noExperiment }
        guard fault == nil else { return .failed }
        let outcomes = Set(conditions.map(\.outcome))
        let isOpen = outcomes.contains(.undecided)
        return switch (outcomes.contains(.supports), outcomes.contains(.refutes)) {
        case (true, true): .dependsOn
        case (true, false): isOpen ? .supportedInPart : .supported
        case (false, true): isOpen ? .refutedInPart : .refuted
        case (false, false): .undecided
        }
    }

    /// Whether nothing in the experiment is random, so that its effects have no interval.
    public var isExact: Bool { claim.experiment?.seeds == 1 }

    /// Whether it was stopped before all seeds were run.
    public var isPartial: Bool { seeds.count < planned && fault == nil }

    /// Whether anything came of it: an effect, or a fault.
    public var hasRun: Bool { !conditions.isEmpty || fault != nil }

    /// What the forecast is worth; nil without one, and where not all seeds were run.
    public var brier: Double? {
        guard !isPartial, let forecast, let side = word.side else { return nil }
        return forecast.brier(side)
    }

    /// Names of the conditions with that outcome.
    public func names(_ outcome: Claim.Outcome) -> [String] { conditions.filter { $0.outcome == outcome }.map(\.name) }
}

extension Verdict.Condition {
    /// - Parameter isExact: nothing is random, so that one number says all.
    init(_ name: String, _ values: [Double], _ experiment: Claim.Experiment?, isExact: Bool) {
        let interval = MeanInterval(of: values, scale: experiment?.scale ?? .difference)
        let single = isExact ? values.first : nil
        self.name = name
        self.values = values
        effect = single ?? interval.mean
        low = single ?? interval.low
        high = single ?? interval.high
        outcome = experiment?.support.outcome(low: low, high: high) ?? .undecided
    }
}
