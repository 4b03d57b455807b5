/// What a callback knows in the middle of a training: its counters and best values, and weights it has kept. It goes into
/// checkpoints, so that a training that was interrupted goes on as if it had not been.
public struct CallbackMemory: Sendable, Equatable {
    public var numbers: [Double]
    public var weights: ModelWeights?

    public init(numbers: [Double], weights: ModelWeights? = nil) {
        self.numbers = numbers
        self.weights = weights
    }
}

/// Everything a model has learnt: its parameters, and what it learns without a gradient (running means and variances).
public struct ModelWeights: Sendable, Equatable {
    public var parameters: [Float]
    public var state: [Float]

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
