public import Datasets

/// What a GAN's training was given: from it the same training is run again, with one change.
public struct GANTraining: Sendable {
    /// The real samples that the discriminator saw.
    public let data: Samples
    /// Rows that each move saw.
    public let batchSize: Int
    /// Where it ended or was to end.
    public internal(set) var steps: Int
    /// Whether it began with the first weights, on these rows alone.
    public let isWhole: Bool
}
