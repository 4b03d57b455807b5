/// What a callback knows in the middle of a training: its counters and best values, and weights it has kept. It goes into
/// checkpoints, so that a training that was interrupted goes on as if it had not been.
public struct CallbackMemory: Sendable, Equatable {
    /// Counters and best values, in an order of the callback's own.
    public var numbers: [Double]
    /// Weights that it has kept, or nil.
    public var weights: ModelWeights?

    /// A memory, as the callback's own `remember` takes it: it passes over numbers that are none of its own.
    public init(numbers: [Double], weights: ModelWeights? = nil) {
        self.numbers = numbers
        self.weights = weights
    }
}

/// Everything a model has learnt: its parameters, and what it learns without a gradient (running means and variances).
public struct ModelWeights: Sendable, Equatable {
    /// What is learnt by gradient, in the order of the flat vector.
    public var parameters: [Float]
    /// Running means and variances.
    public var state: [Float]

    /// Both, as long as those of the network they are for.
    public init(parameters: [Float], state: [Float]) {
        self.parameters = parameters
        self.state = state
    }
}

/// The memory of one callback and the call it belongs to; another call begins anew.
struct RememberedCallback: Sendable, Equatable {
    var summary: String
    var memory: CallbackMemory
}
