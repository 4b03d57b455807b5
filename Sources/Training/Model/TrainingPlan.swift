public import Networks
public import Optimizers

/// How a model is trained, as `compile` is told: Keras's optimizer, loss and metrics.
public struct TrainingPlan: Sendable {
    /// The rule with its rate or schedule, clipping, decay and wrappers.
    public var optimizer: Optimizer
    /// What training makes small, the regularisers' penalties excepted.
    public var loss: Loss
    /// What is reported beside the loss.
    public var metrics: [Metric]

    /// Without metrics the loss alone is reported.
    public init(optimizer: Optimizer, loss: Loss, metrics: [Metric] = []) {
        self.optimizer = optimizer
        self.loss = loss
        self.metrics = metrics
    }

    /// What `compile` is given to make it again, as a program writes it. A loss that has a word is made by it again, with all that it
    /// was made with.
    var call: String {
        let names = metrics.map { "'\($0.name)'" }.joined(separator: ", ")
        let made = loss.function == nil && loss.terms == nil ? loss.call : "'\(loss.name)'"
        return "\(optimizer.summary), \(made), [\(names)]"
    }
}
