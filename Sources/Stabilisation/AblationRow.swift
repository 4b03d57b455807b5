public import Numbers
internal import RealModule
internal import Training

/// One condition over all seeds, each training beside its twin under none.
public struct AblationRow: Sendable {
    /// What was changed in the base training: optimizer, callbacks, batches, regularisation or inputs.
    public let condition: Condition
    /// Its trainings, in the order of the seeds.
    public let runs: [MeasuredRun]
    private let bases: [MeasuredRun]
    /// F over the twin's F: geometric mean with 95 % ends; nan where a training diverged.
    public let ratio: MeanInterval
    /// The test error at the end over the twin's, likewise.
    public let endRatio: MeanInterval

    init(_ condition: Condition, _ pairs: [(run: MeasuredRun, base: MeasuredRun)]) {
        self.condition = condition
        runs = pairs.map(\.run)
        bases = pairs.map(\.base)
        ratio = MeanInterval(of: pairs.map { $0.run.size / $0.base.size }, scale: .ratio)
        endRatio = MeanInterval(of: pairs.map { $0.run.end / $0.base.end }, scale: .ratio)
    }

    /// How many seeds it was trained with, each beside its twin.
    public var count: Int { runs.count }
    /// In how many seeds F is lower than the twin's.
    public var lowerIn: Int { zip(runs, bases).count { $0.size < $1.size } }
    /// In how many seeds the test error at the end is lower than the twin's.
    public var betterIn: Int { zip(runs, bases).count { $0.end < $1.end } }
    /// F, geometric mean.
    public var size: Double { AblationRow.middle(runs.map(\.size)) }
    /// F without the shared part of the loss, geometric mean.
    public var centredSize: Double { AblationRow.middle(runs.map(\.centredSize)) }
    /// The test error at the end, geometric mean.
    public var end: Double { AblationRow.middle(runs.map(\.end)) }
    /// The smallest test error of any epoch, geometric mean.
    public var best: Double { AblationRow.middle(runs.map(\.best)) }
    /// Spikes of a training, mean.
    public var spikes: Double { AblationRow.mean(runs.map { Double($0.fluctuation.spikes.count) }) }
    /// The largest validation loss of the second half over its smallest, geometric mean.
    public var range: Double { AblationRow.middle(runs.map(\.fluctuation.range)) }
    /// The share of the validation loss that is one number, mean.
    public var sharedPart: Double { AblationRow.mean(runs.map(\.sharedPart)) }
    /// The share of the gradient that was clipped, mean.
    public var clipped: Double { AblationRow.mean(runs.map(\.clippedShare)) }
    /// Updates of a training, mean.
    public var updates: Double { AblationRow.mean(runs.map { Double($0.updates) }) }
    /// Epochs that were asked for of each training; a diverged one ends before.
    public var epochs: Int { runs[0].epochs }
    /// How many trainings met a number that was not finite.
    public var diverged: Int { runs.count { $0.divergedIn != nil } }
    /// How many of the twins, trained under no condition, met a number that was not finite.
    public var baseDiverged: Int { bases.count { $0.divergedIn != nil } }
    /// The error of always answering with the training mean, geometric mean; nil where there is no such error.
    public var constantError: Double? {
        let errors = runs.compactMap(\.constantError)
        return errors.isEmpty ? nil : AblationRow.middle(errors)
    }

    /// Whether there is an F of both to compare: not for the base itself, and not where one of the two diverged.
    public var hasRatio: Bool { !condition.changes.isEmpty && !ratio.mean.isNaN }

    /// Whether the model is no better than one that always answers with the mean; false where there is no such error.
    public var isDead: Bool { constantError.map { end >= 0.95 * $0 } ?? false }

    /// Whether the error at the end is not larger than the twin's, on the geometric mean.
    public var keepsAccuracy: Bool { endRatio.mean <= 1 }

    private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    static func middle(_ values: [Double]) -> Double { .exp(mean(values.map { .log($0) })) }
}
