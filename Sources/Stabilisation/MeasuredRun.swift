internal import Numbers
public import Training

/// One training, looked at after every epoch on rows that it does not train on.
public struct MeasuredRun: Sendable, Equatable {
    /// The condition's name.
    public let condition: String
    /// Of weights, order of the rows and dropout, and of the rows themselves where they are made.
    public internal(set) var seed: UInt64
    /// Whether losses are mean squared errors, so that a root of one is an error in units of the target.
    public let isSquared: Bool
    /// The loss on the validation rows after each epoch, without a penalty: what fluctuates.
    public internal(set) var losses: [Double] = []
    /// Of a squared error, the mean over outputs of (mean residual)² after each epoch: the part of the loss that would go if one number
    /// were added to all predictions alike; empty for other losses.
    public internal(set) var shared: [Double] = []
    /// The mean residual (prediction − truth) of the validation rows after each epoch, over all outputs; empty for other losses.
    public internal(set) var residuals: [Double] = []
    /// The loss on the test rows after each epoch.
    public internal(set) var testLosses: [Double] = []
    /// The rate of each epoch's last update.
    public internal(set) var rates: [Double] = []
    /// Share of the gradient's components (clipping by value) or tensors (by norm) that were clipped, in each epoch.
    public internal(set) var clipped: [Double] = []
    /// How many different predictions the model makes for the test rows at its end, counted up to 4; nil for a loss of classes.
    public internal(set) var distinct: Int?
    /// Updates that were made, up to the end or to a number that was not finite.
    public internal(set) var updates = 0
    /// Epochs that were asked for; one that diverged made fewer.
    public let epochs: Int
    /// The epoch, counted from 1, in which a number was no longer finite; nil for a training that came to its end.
    public internal(set) var divergedIn: Int?
    /// The error on the test rows of always answering with the training mean; nil for other losses than the squared error.
    public let constantError: Double?

    init(_ condition: String, seed: UInt64, isSquared: Bool, epochs: Int, constantError: Double?) {
        (self.condition, self.seed, self.isSquared, self.epochs) = (condition, seed, isSquared, epochs)
        self.constantError = constantError
    }

    /// Of the validation loss, all told.
    public var fluctuation: Fluctuation { Fluctuation(of: losses) }

    /// F of the validation loss; nan for a training that diverged.
    public var size: Double { divergedIn == nil ? fluctuation.size : .nan }

    /// F of what is left of the validation loss when one number is taken off all predictions alike; nan for other losses than the squared
    /// error.
    public var centredSize: Double { divergedIn == nil && isSquared ? Fluctuation(of: centred).size : .nan }

    /// The validation loss without its shared part.
    public var centred: [Double] { zip(losses, shared).map { Swift.max(0, $0 - $1) } }

    /// (mean residual)² as a share of the validation loss, mean over the second half of the epochs; nan for other losses.
    public var sharedPart: Double {
        let shares = zip(shared, losses).dropFirst(losses.count / 2).map { $0 / $1 }
        return shares.reduce(0, +) / Double(shares.count)
    }

    /// The test error over the last ten epochs: the root of the mean loss where it is a squared error, else the mean loss. Infinite
    /// for a training that diverged.
    public var end: Double { divergedIn == nil ? error(of: testLosses.suffix(10)) : .infinity }

    /// The smallest test error of any epoch.
    public var best: Double { testLosses.min().map { isSquared ? $0.squareRoot() : $0 } ?? .infinity }

    /// Mean over the epochs of the share that was clipped.
    public var clippedShare: Double { clipped.reduce(0, +) / Double(Swift.max(1, clipped.count)) }

    private func error(of losses: some Collection<Double>) -> Double {
        let mean = losses.reduce(0, +) / Double(losses.count)
        return isSquared ? mean.squareRoot() : mean
    }
}
