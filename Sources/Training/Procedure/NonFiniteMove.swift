public import Networks

/// A move that was not made, or taken back, because a number was not finite.
public struct NonFiniteMove: Error, Sendable, Equatable {
    /// The player whose parameters were to be moved.
    public let player: String
    /// The name of the loss that it was to be moved down: `d_loss`.
    public let loss: String
    /// Where the first such number arose; nil when every one is finite and only squares overflow.
    public let origin: NonFiniteOrigin?
    /// Whether the move itself left the finite, and was taken back.
    public let isAfterMove: Bool
}
