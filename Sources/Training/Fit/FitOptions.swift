public import Datasets

/// What `fit` is asked for, with Keras's names and defaults.
public struct FitOptions: Sendable {
    /// The number of the epoch before which training ends, 0 to 10⁹: that many times through the data unless `initialEpoch`
    /// says otherwise.
    public var epochs: Int
    /// Rows per update, at least 1.
    public var batchSize: Int
    /// Share of the rows, the last ones before shuffling, that is kept for validation.
    public var validationSplit: Double
    /// One array for each input of the model, and the targets.
    public var validation: (x: [Samples], y: Samples)?
    /// One factor per row of `validation`.
    public var validationWeights: [Float]?
    /// One factor per row, of the rows too that a split keeps for validation.
    public var sampleWeights: [Float]?
    /// A factor for the training rows of each class; 1 for a class that is not named. Targets are class numbers or one-hot.
    public var classWeights: [Int: Double]
    /// A new order of the rows in each epoch, by (seed, epoch).
    public var shuffles: Bool
    /// The number of the first epoch, 0-based.
    public var initialEpoch: Int
    /// Updates after which an epoch ends; nil where all rows are passed.
    public var stepsPerEpoch: Int?
    /// Epochs from one validation to the next.
    public var validationEvery = 1
    /// The epochs after which to validate, counted from 1; nil for those of `validationEvery`.
    public var validationEpochs: Set<Int>?
    /// Where the rows of every epoch but the first come from; nil where they are those of the first.
    public var freshRows: FreshRows?
    /// What takes the place of loss, gradient and update; nil for the model's own.
    public var step: OwnStep?
    /// The numbers that are computed with.
    public var precision = TrainingPrecision.float32
    /// Takes the lines that callbacks print while training goes on, without their line ends.
    public var say: @Sendable (String) throws -> Void = { _ in }
    /// Whether the history keeps what it takes to run the training again, the data among it.
    public var keepsRecipe = false
    /// What watches, in the order in which it is called.
    public var callbacks: [any Callback]

    /// Keras's defaults.
    public init(
        epochs: Int = 1, batchSize: Int = 32, validationSplit: Double = 0,
        validation: (x: [Samples], y: Samples)? = nil, sampleWeights: [Float]? = nil, classWeights: [Int: Double] = [:],
        shuffles: Bool = true,
        initialEpoch: Int = 0, callbacks: [any Callback] = []
    ) {
        self.epochs = epochs
        self.batchSize = batchSize
        self.validationSplit = validationSplit
        self.validation = validation
        self.sampleWeights = sampleWeights
        self.classWeights = classWeights
        self.shuffles = shuffles
        self.initialEpoch = initialEpoch
        self.callbacks = callbacks
    }

    /// Whether the epoch of that number, from 0, ends with a validation.
    func validates(_ epoch: Int) -> Bool {
        validationEpochs?.contains(epoch + 1) ?? ((epoch + 1) % Swift.max(1, validationEvery) == 0)
    }
}
