/// Standard normal deviates one at a time: both of each pair of `RandomStream.normalPair`, in turn.
public struct NormalPairs: Sendable {
    @usableFromInline var spare: Double?

    /// The next deviate begins a pair.
    @inlinable
    public init() {}

    /// The second of the pair before, or the first of a new one.
    @inlinable
    public mutating func next(from stream: inout RandomStream) -> Double {
        if let kept = spare {
            spare = nil
            return kept
        }
        let pair = stream.normalPair()
        spare = pair.y
        return pair.x
    }
}
