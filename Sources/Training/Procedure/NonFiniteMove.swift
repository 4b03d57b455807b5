public import Networks

/// A move that was not made, or taken back, because a number was not finite.
public struct NonFiniteMove: Error, Sendable, Equatable {
    /// Who was to move.
    public let player: String
    /// The name of the loss by which.
    public let loss: String
    /// Where the first such number arose; nil when every one is finite and only squares overflow.
    public let origin: NonFiniteOrigin?
    /// Whether the move itself left the finite, and was taken back.
    public let isAfterMove: Bool
}
