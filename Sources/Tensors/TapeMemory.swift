/// Bytes that a tape holds, by what they are for. Parameters and their gradients are not the tape's.
public struct TapeMemory: Sendable, Equatable {
    /// Inputs and outputs of every operation.
    public var values = 0
    /// Gradients of values, which share memory where they do not meet.
    public var gradients = 0
    /// What operations keep from `forward` for `backward`: slopes, masks, gates, attention weights.
    public var reserves = 0
    /// Room for transposed copies.
    public var scratch = 0

    /// All of it.
    public var total: Int { values + gradients + reserves + scratch }
}
