public import Networks
public import Optimizers
internal import Tensors
public import Training
internal import Answers

/// All that says how a training goes beside its rows and its seed: what a treatment changes.
public struct Setup: Sendable {
    /// The layers and how they are connected.
    public var architecture: Architecture
    /// The rule with its rate.
    public var optimizer: Optimizer
    /// What training makes small.
    public var loss: Loss
    /// Times through the training rows.
    public var epochs: Int
    /// Rows of an update.
    public var batchSize: Int
    /// What cuts the rate when the validation loss (with the penalty, as Keras has it) stops improving; nil for nothing.
    public var plateau: ReduceLROnPlateau?
    /// Whether that counter watches the loss without the penalty.
    public var watchesPureLoss = false
    /// Whether each input column is brought to mean 0 and deviation 1 over the training rows first.
    public var standardises = false
    /// What the drawn weights of a role are multiplied by before training: `recurrent_kernel` by 2; nil leaves all as they are drawn.
    public var gain: (role: String, factor: Float)?

    /// A training without a plateau counter.
    public init(architecture: Architecture, optimizer: Optimizer, loss: Loss, epochs: Int, batchSize: Int) {
        (self.architecture, self.optimizer, self.loss) = (architecture, optimizer, loss)
        (self.epochs, self.batchSize) = (epochs, batchSize)
    }

    /// How a compiled model is trained.
    ///
    /// - Throws: `Mistake` for a model that is not compiled, or that has been fitted already.
    public init(_ model: Model, epochs: Int, batchSize: Int) throws {
        guard model.epochsDone == 0 else {
            throw Mistake(
                "the model has been fitted already",
                expected: "a new compiled model: each training draws its weights anew",
                argument: "model")
        }
        guard epochs >= 4, batchSize >= 1 else {
            throw Mistake(
                "epochs = \(epochs), batch_size = \(batchSize)",
                expected: epochs < 4 ? "at least 4 epochs: fluctuation is told from the second half" : "at least 1 row",
                argument: epochs < 4 ? "epochs" : "batch_size")
        }
        let plan = try model.trainingPlan()
        self.init(
            architecture: model.architecture, optimizer: plan.optimizer, loss: plan.loss, epochs: epochs,
            batchSize: batchSize)
    }

    /// A model that is to be trained so, with the weights of this seed.
    ///
    /// - Throws: `Mistake` for inputs that the layers cannot read.
    public func model(inputShape: [Int], seed: UInt64) throws -> Model {
        let model = Model(architecture, seed: seed)
        model.compile(TrainingPlan(optimizer: optimizer, loss: loss))
        guard let gain else { return model }
        let network = try model.build(inputShape: inputShape)
        for entry in network.entries where entry.role == gain.role {
            for place in entry.range { network.parameters.base[place] *= gain.factor }
        }
        return model
    }

    /// Updates of a training on so many rows.
    public func updates(rows: Int) -> Int { epochs * ((rows + batchSize - 1) / batchSize) }

    /// The same with the rates of a schedule worked out beforehand, so that no thread asks a formula that only its session may ask.
    ///
    /// - Throws: `Mistake` where this machine has no room for so many rates.
    func tabulated(rows: Int) throws -> Setup {
        guard case .schedule(let schedule) = optimizer.rate else { return self }
        let updates = updates(rows: rows)
        try MemoryRoom.check(16 * Double(updates), for: "the rates of \(updates.grouped) updates") { _ in
            "fewer epochs, or larger batches"
        }
        var copy = self
        copy.optimizer = optimizer.with(rate: .schedule(schedule.tabulated(updates)))
        return copy
    }
}
