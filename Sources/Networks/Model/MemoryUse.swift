public import Tensors

/// Bytes that training a model takes, by what they are for: every block of memory that `fit` holds, beside the data.
public struct MemoryUse: Sendable, Equatable {
    /// Bytes of the parameters and of running values, 4 for each number.
    public var parameters: Int
    /// One number for each parameter, twice that for a rule that compares two gradients.
    public var gradients: Int
    /// Moments, and what wrappers and second gradients need.
    public var optimizer: Int
    /// Values of one batch, their gradients, and what is kept between the two.
    /// Where a batch is large, it holds so many examples at once as stay in the processor's cache.
    public var tape: TapeMemory
    /// Inputs, outputs, targets and sample weights of one batch.
    public var batch: Int
    /// A second copy of the parameters, for `restore_best_weights`.
    public var kept: Int
    /// The tape of `predict`, which a model keeps once it has predicted.
    public var prediction: Int

    /// Bytes of each block; what is not held is 0.
    public init(
        parameters: Int, gradients: Int, optimizer: Int, tape: TapeMemory, batch: Int, kept: Int = 0,
        prediction: Int = 0
    ) {
        self.parameters = parameters
        self.gradients = gradients
        self.optimizer = optimizer
        self.tape = tape
        self.batch = batch
        self.kept = kept
        self.prediction = prediction
    }

    /// Everything that grows with the batch.
    public var activations: Int { tape.total + batch }
    /// The sum of all blocks in bytes, without the data.
    public var total: Int { parameters + gradients + optimizer + activations + kept + prediction }
}

extension Network {
    /// What training this network with a loss and a batch size takes, the optimizer's memory excepted.
    ///
    /// - Parameters:
    ///   - optimizer: bytes of the optimizer's memory.
    ///   - gradients: how many gradients of all parameters are held at once: 1, or 2 for a rule that compares two.
    ///   - keepsBest: whether a second copy of the parameters is kept, to be restored at the end.
    /// - Throws: `Mistake` when the loss does not fit the output, or for sizes beyond every machine.
    public func memory(loss: Loss, batchSize: Int, optimizer: Int, gradients: Int, keepsBest: Bool) throws -> MemoryUse
    {
        let batch = try TrainingTape.memory(self, loss: loss, batchSize: batchSize)
        let own = parameters.bytes + state.bytes
        return MemoryUse(
            parameters: own, gradients: gradients * parameters.bytes, optimizer: optimizer, tape: batch.tape,
            batch: Int(Swift.min(batch.batch, 1e18)), kept: keepsBest ? own : 0, prediction: predictionBytes)
    }
}
