internal import Datasets
public import Networks
internal import Answers
internal import Optimizers

extension History {
    /// The first number that was not finite, and what the training was like just before.
    ///
    /// Keras would train on: every later loss is then nan, and so is every weight. Here the update is not made and training
    /// ends, so that the weights are those of the last good step.
    public struct NonFiniteUpdate: Sendable, Equatable {
        /// Where on the way of a step it arose: forward, in the loss, backward or in the update.
        public var stage: NonFiniteOrigin.Stage
        /// Whether it was the second gradient of a rule that takes two in a step (SAM, Sophia), at the place to which the
        /// rule moves the parameters for a moment.
        public var isSecondGradient: Bool
        /// The layer whose output, gradient or parameter it was; the loss's name for `loss`.
        public var layer: String
        /// The operation of that layer; the parameter for `update`.
        public var operation: String
        /// The update in which it appeared, counted from 1 over the model's training.
        public var step: Int
        /// Of the last good step; nil when there was none in this fit.
        public var lastLoss: Double?
        /// Of the last good step, before clipping; nil when there was none in this fit.
        public var lastGradientNorm: Double?
        /// η of the update, after its schedule.
        public var rate: Double
        /// Whether the loss is a cross-entropy of probabilities, which can be had of logits instead.
        public var lossReadsProbabilities: Bool
        /// The largest input in absolute value.
        public var largestInput: Double
        /// Whose move it was, in a procedure of several players; its step is counted in moves of that player, and its last loss is the
        /// mean of the epoch so far.
        public var player: String?

        /// The last update whose loss and gradient were finite and whose weights are in the model.
        public var lastGoodStep: Int { isOfUpdate && player == nil ? step - 2 : step - 1 }

        /// Whether the parameters themselves are not finite, by the update before.
        private var isOfUpdate: Bool { stage == .update && !isSecondGradient }

        /// What happened: place, step, last good step.
        public var sentence: String {
            let place =
                switch stage {
                case .update where isSecondGradient: "the move there made '\(layer)/\(operation)' infinite"
                case .update where player != nil: "the move made '\(layer)/\(operation)' infinite and was taken back"
                case .update: "the update of step \(step - 1) made '\(layer)/\(operation)' infinite"
                case .forward:
                    "the first number that is not finite came out of layer '\(layer)' (\(operation)), going forward"
                case .loss: "the outputs are finite, but \(layer) of them is not"
                case .backward:
                    "the loss is finite, but the gradient is not from layer '\(layer)' (\(operation)) on, going backward"
                }
            var before = "the last good step was \(Swift.max(0, lastGoodStep))"
            if let lastLoss, let lastGradientNorm {
                before += " (loss \(lastLoss.short(3)), gradient norm \(lastGradientNorm.short(3)))"
            }
            let look = isSecondGradient ? "in the second gradient, at the place to which the rule moves for it, " : ""
            let whose = player.map { "\($0), " } ?? ""
            return "\(whose)diverged in step \(step): \(look)\(place); \(before)"
        }

        /// What the weights are now, and what to try.
        public var advice: String {
            let weights =
                player != nil
                ? "The move was not made: all players keep the weights of their last good moves."
                : isOfUpdate
                    ? "The weights are not finite: make the model anew or load a checkpoint."
                    : "The update was not made: the weights are those of step \(lastGoodStep). Keras would train on with nan."
            var tries: [String] = []
            if largestInput > 100 { tries.append("inputs scaled to about 1 (the largest is \(largestInput.short(3)))") }
            if stage == .loss, lossReadsProbabilities { tries.append("a loss with from_logits=True") }
            if rate > 0 { tries.append("a smaller rate than \(rate.short(3)), e.g. \((rate / 10).short(3))") }
            tries.append("clipnorm=1 in the optimizer")
            return weights + " Try " + tries.joined(separator: ", or ") + "."
        }
    }
}

extension FitLoop {
    /// What went wrong with the loaded batch.
    func described(_ found: NonFiniteSlope, _ step: GradientStep, _ plan: TrainingPlan) -> History.NonFiniteUpdate {
        let largest = data.x.map { $0.values.reduce(0) { Swift.max($0, abs($1)) } }.max() ?? 0
        return History.NonFiniteUpdate(
            stage: found.origin?.stage ?? .loss, isSecondGradient: found.isSecondGradient,
            layer: found.origin?.layer ?? plan.loss.name, operation: found.origin?.operation ?? "loss",
            step: step.optimizer.updates + 1, lastLoss: shown.lastSound?.loss, lastGradientNorm: shown.lastSound?.norm,
            rate: currentRate, lossReadsProbabilities: plan.loss.readsProbabilities, largestInput: Double(largest))
    }
}
