internal import Datasets
internal import Networks
internal import Numbers
internal import Tensors

extension History {
    /// The first number that was not finite, and what the training was like just before.
    ///
    /// Keras would train on: every later loss is then nan, and so is every weight. Here the update is not made and training
    /// ends, so that the weights are those of the last good step.
    public struct Divergence: Sendable, Equatable {
        /// Where it arose.
        public enum Stage: String, Sendable, Equatable { case update, forward, loss, backward }

        public var stage: Stage
        /// The layer whose output, gradient or parameter it was; the loss's name for `loss`.
        public var layer: String
        /// The operation of that layer; the parameter for `update`.
        public var operation: String
        /// The update in which it appeared, counted from 1 over the model's training.
        public var step: Int
        /// Of the last good step; nil when there was none in this fit.
        public var lastLoss: Double?
        public var lastGradientNorm: Double?
        /// The rate of the step.
        public var rate: Double
        /// The largest input in absolute value.
        public var largestInput: Double

        /// The last update whose loss and gradient were finite and whose weights are in the model.
        public var lastGoodStep: Int { stage == .update ? step - 2 : step - 1 }

        /// What happened: place, step, last good step.
        public var sentence: String {
            let place =
                switch stage {
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
            return "diverged in step \(step): \(place); \(before)"
        }

        /// What the weights are now, and what to try.
        public var advice: String {
            let weights =
                stage == .update
                ? "The weights are not finite: make the model anew or load a checkpoint."
                : "The update was not made: the weights are those of step \(lastGoodStep). Keras would train on with nan."
            var tries: [String] = []
            if largestInput > 100 { tries.append("inputs scaled to about 1 (the largest is \(largestInput.short(3)))") }
            if stage == .loss { tries.append("a loss with from_logits=True") }
            if rate > 0 { tries.append("a smaller rate than \(rate.short(3)), e.g. \((rate / 10).short(3))") }
            tries.append("clipnorm=1 in the optimizer")
            return weights + " Try " + tries.joined(separator: ", or ") + "."
        }
    }
}

extension FitLoop {
    /// What went wrong with the loaded batch.
    func divergence(batch: Int, step: UInt64) -> History.Divergence {
        let origin = tape.nonFiniteOrigin(batch: batch, seed: model.seed, step: step)
        let stage: History.Divergence.Stage =
            switch origin?.stage {
            case .update: .update
            case .forward: .forward
            case .backward: .backward
            case .loss, nil: .loss
            }
        let largest = data.x.map { $0.values.reduce(0) { Swift.max($0, abs($1)) } }.max() ?? 0
        return History.Divergence(
            stage: stage, layer: origin?.layer ?? plan.loss.name, operation: origin?.operation ?? "loss",
            step: Int(step) + 1, lastLoss: shown.lastSound?.loss, lastGradientNorm: shown.lastSound?.gradientNorm,
            rate: currentRate, largestInput: Double(largest))
    }
}
