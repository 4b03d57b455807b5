internal import Answers
public import Networks
internal import Optimizers
public import Training

/// A network that is not trained yet, and how it is trained: what one configuration stands for.
///
/// A model is used by one thread at a time; a recipe is a value, from which each fold makes a model of its own, with weights drawn
/// anew.
public struct ModelRecipe: Sendable {
    /// The layers and how they are connected.
    public let architecture: Architecture
    /// Optimizer and loss.
    public private(set) var plan: TrainingPlan
    /// Times through the training rows.
    public let epochs: Int
    /// Rows of an update.
    public let batchSize: Int

    /// What the model is before its first fit.
    ///
    /// - Throws: `Mistake` for a model that is not compiled, or that has been fitted already.
    public init(_ model: Model, epochs: Int, batchSize: Int) throws {
        guard model.epochsDone == 0 else {
            throw Mistake(
                "the model has been fitted already", expected: "a new model for each call: the folds train it",
                argument: "build")
        }
        guard epochs >= 1, batchSize >= 1 else {
            throw Mistake(
                "epochs = \(epochs), batch_size = \(batchSize)", expected: "at least 1",
                argument: epochs < 1 ? "epochs" : "batch_size")
        }
        architecture = model.architecture
        var plan = try model.trainingPlan()
        plan.metrics = []
        self.plan = plan
        (self.epochs, self.batchSize) = (epochs, batchSize)
    }

    /// How many updates a training on so many rows makes.
    public func updates(rows: Int) -> Int { epochs * ((rows + batchSize - 1) / batchSize) }

    /// A model of its own, with the weights of this seed.
    func model(seed: UInt64) -> Model {
        let model = Model(architecture, seed: seed)
        model.compile(plan)
        return model
    }

    /// The same with the rates of its schedule worked out for a training on so many rows, so that no thread of the training asks a
    /// formula that only its session may ask.
    public func tabulated(rows: Int) -> ModelRecipe {
        guard case .schedule(let schedule) = plan.optimizer.rate else { return self }
        var recipe = self
        recipe.plan.optimizer.rate = .schedule(schedule.tabulated(updates(rows: rows)))
        return recipe
    }
}
