import Foundation
public import Answers
public import Tuning

/// What is fixed about a study when it begins.
public struct StudyHeader: Sendable, Equatable {
    /// What it is called where it is kept.
    public var name: String
    /// Whether each objective is minimised or maximised, in the order of a trial's values.
    public var directions: [Direction]
    /// The seed of all its random streams.
    public var seed: UInt64
    /// How it was set up (sampler, pruner, space), for whoever goes on with it.
    public var settings: [String: JSON]
    /// The person's own notes.
    public var attributes: [String: JSON]
    /// Seconds since 1970, UTC.
    public internal(set) var created: Double

    /// A study that begins now, by the system clock.
    ///
    /// - Parameter directions: one for each objective, at least one.
    public init(
        _ name: String, _ directions: [Direction], seed: UInt64, settings: [String: JSON] = [:],
        attributes: [String: JSON] = [:]
    ) {
        self.name = name
        self.directions = directions
        self.seed = seed
        self.settings = settings
        self.attributes = attributes
        created = Date().timeIntervalSince1970
    }
}

/// A line of the list of studies.
public struct StudySummary: Sendable, Equatable {
    /// What is fixed about it.
    public var header: StudyHeader
    /// How many trials there are of each state, by the state's word.
    public var counts: [String: Int]
    /// The best value of a study with one objective among the trials that break no constraint; nil before there is one.
    public var best: Double?
    /// When the last trial ended, in seconds since 1970.
    public var lastEnded: Double?

    /// How many trials the study has, whatever their state.
    public var trials: Int { counts.values.reduce(0, +) }
}
