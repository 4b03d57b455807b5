internal import Tensors

/// Where the numbers of a batch stop being finite.
public struct NonFiniteOrigin: Sendable, Equatable {
    /// When it stopped being finite.
    public enum Stage: Sendable, Equatable {
        /// A parameter was not finite before the batch was computed: the update before made it so.
        case update
        /// A layer's output, on the way forward.
        case forward
        /// The loss of finite outputs, or its gradient.
        case loss
        /// A gradient, on the way back.
        case backward
    }

    /// Where on the way of a step: the forward pass, the loss, the backward pass or the update.
    public let stage: Stage
    /// The layer's name; the loss's own for `loss`.
    public let layer: String
    /// The parameter for `update`, the operation otherwise: `kernel`, `dense`, `softmax`.
    public let operation: String

    /// Where a number first was not finite: when, in which layer, by which parameter or operation.
    public init(stage: Stage, layer: String, operation: String) {
        (self.stage, self.layer, self.operation) = (stage, layer, operation)
    }
}

extension TrainingTape {
    /// Computes the loaded batch again, operation by operation, to find where the first number that is not finite comes from.
    /// Nothing that is learnt changes.
    ///
    /// - Returns: nil when everything is finite.
    public func nonFiniteOrigin(batch: Int, seed: UInt64, step: UInt64) -> NonFiniteOrigin? {
        for entry in network.entries where !network.parameters.buffer[entry.range].allSatisfy(\.isFinite) {
            return NonFiniteOrigin(stage: .update, layer: entry.layer, operation: entry.role)
        }
        // Running means move in a replay.
        let state = network.state.array
        defer { network.state.copy(from: state) }
        var found: NonFiniteOrigin?
        _ = slabs(of: batch) { first, count in
            if found == nil { found = origin(first, count, of: batch, seed: seed, step: step) }
            return 0
        }
        if let found { return found }
        // Finite gradients whose squares or penalties overflow.
        for entry in network.entries where !network.penalty(on: entry).isFinite {
            return NonFiniteOrigin(stage: .loss, layer: entry.layer, operation: "penalty")
        }
        return nil
    }
    private func origin(_ first: Int, _ count: Int, of batch: Int, seed: UInt64, step: UInt64) -> NonFiniteOrigin? {
        if let place = tape.firstNonFiniteOutput(batch: count, after: first, seed: seed, step: step) {
            return NonFiniteOrigin(stage: .forward, layer: place.label, operation: place.operation)
        }
        let gradient = tape.gradient(of: recorded.output)
        let value = lossValue(first: first, count: count, of: batch, gradient: gradient)
        let numbers = count * network.outputShape.reduce(1, *)
        guard value.isFinite, (0..<numbers).allSatisfy({ gradient[$0].isFinite }) else {
            return NonFiniteOrigin(stage: .loss, layer: loss.name, operation: "loss")
        }
        return tape.firstNonFiniteGradient(
            from: recorded.output, batch: count, after: first, seed: seed, step: step
        ).map { NonFiniteOrigin(stage: .backward, layer: $0.label, operation: $0.operation) }
    }
}
