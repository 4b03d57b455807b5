/// What one layer costs in one step, counted on the tape.
public struct LayerCost: Sendable, Equatable {
    /// Its name in the model.
    public let name: String
    /// Numbers that it learns.
    public let parameters: Int
    /// Multiplications of its matrix products for one example, going forward.
    public var forward: Double
    /// The same going backward.
    public var backward: Double
    /// Numbers that it gives for one example.
    public var numbers: Double
    /// Bytes that its operations read and write in the whole batch, forward and backward, each matrix once.
    public var bytes: Int
}
